"""What an exercise asks of a learner's own code: run it, and answer with a hint, never with the answer.

The worked solutions run the same checks, so neither can drift from the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Outcome:
    """Whether a check passed, and what to say about it."""

    passed: bool
    message: str

    def __repr__(self) -> str:
        return f"{'✓' if self.passed else '…'} {self.message}"


def rows_where_nobody_says(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """Module 1: `keep(table)` should give the rows of `tables.sentences` in which nobody is named."""
    expected = table[table["who_says"] == "nobody"]
    result, trouble = _run(keep, table.copy())
    if trouble:
        return trouble
    if not {"n", "who_says"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(
            False,
            "Your line gives something that is not a table of sentences. Start it with: return table[ …",
        )
    if sorted(result["n"]) == sorted(expected["n"]):
        return Outcome(True, f"Those are the {len(expected)} sentences in which nobody says so.")
    if len(result) == len(table):
        return Outcome(False, "You kept every sentence. Put a condition into the square brackets.")
    if len(result) == 0:
        return Outcome(False, "No sentence is left. Is the word in quotation marks spelled exactly as on the button?")
    if set(result["n"]) & set(expected["n"]):
        return Outcome(False, "Some rows are right, but not all of them. Compare one column with one word.")
    labels = ", ".join(sorted(set(result["who_says"].dropna())))
    return Outcome(False, f"Your line keeps the rows with: {labels}. Which word stands on the fourth button?")


def _run(function: Callable[..., Any], *arguments: Any) -> tuple[Any, Outcome | None]:
    """What `function` gives, or the outcome that says why it gave nothing."""
    try:
        return function(*arguments), None
    except NotImplementedError:
        return None, Outcome(
            False, "Not done yet: change the line that begins with `raise`, then run both cells again."
        )
    except KeyError as error:
        return None, Outcome(False, f"The table has no column {error}. Its columns are listed above the exercise.")
    except Exception as error:  # whatever a beginner writes, the answer is a hint
        return None, Outcome(False, f"Python stopped with {type(error).__name__}: {error}")
