"""Module 6, *Frames*: keep the rows of a table that answer one of the four questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..vocabulary import FUNCTION
from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd

ASKED = "moral_evaluation"


def rows_that_judge(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """`keep(table)` should give the rows of `tables.frames` that say who is judged, and how."""
    expected = _rows(table[table["function"] == ASKED])
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"n", "function", "words"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(False, "Your line gives something that is not a table of frames. Start it with: return table[ …")
    found = _rows(result)
    if found == expected:
        return Outcome(True, f"Those are the {len(expected)} places where somebody is judged.")
    if len(found) == len(table):
        return Outcome(False, "You kept every row. Put a condition into the square brackets.")
    if not found:
        return Outcome(
            False, "No row is left. Does the word in quotation marks stand, spelled like that, in the column you named?"
        )
    kinds = set(result["function"])
    if len(kinds) == 1 and found == _rows(table[table["function"] == next(iter(kinds))]):
        asked = FUNCTION.get(next(iter(kinds)), "another question")
        return Outcome(False, f"Your line keeps the answers to: {asked} Which of the four words is about judging?")
    if set(found) & set(expected):
        return Outcome(False, "Some rows are right, but not only those, or not all. Compare one column with one word.")
    return Outcome(False, "None of these rows judges. Compare the column `function` with one of its four words.")


def _rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return sorted(zip(table["n"], table["words"], table["function"], strict=True))
