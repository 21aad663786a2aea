"""Module 1, *Who says?*: keep the rows of a table in which nobody says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd


def rows_where_nobody_says(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """Module 1: `keep(table)` should give the rows of `tables.sentences` in which nobody is named."""
    expected = table[table["who_says"] == "nobody"]
    result, trouble = run(keep, table.copy())
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
