"""Module 4, *What does the number count?*: keep the rows of a table whose figure is written as a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd


def rows_with_a_number(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """`keep(table)` should give the rows of `tables.figures` whose figure is written as a number."""
    expected = _rows(table[table["form"] == "number"])
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"n", "figure", "form", "who"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(
            False,
            "Your line gives something that is not a table of figures. Start it with: return table[ …",
        )
    found = _rows(result)
    if found == expected:
        return Outcome(True, f"Those are the {len(expected)} figures with a number, out of {len(table)}.")
    if len(found) == len(table):
        return Outcome(False, "You kept every row. Put a condition into the square brackets.")
    if not found:
        return Outcome(
            False, "No row is left. Does the word in quotation marks stand, spelled like that, in the column you named?"
        )
    if len(set(result["who"])) == 1 and found == _rows(table[table["who"] == result["who"].iloc[0]]):
        return Outcome(False, "Your line sorts by who gives the figure. Which column says how the figure is written?")
    if set(found) & set(expected):
        return Outcome(False, "Some rows are right, but not all of them. Compare one column with one word.")
    labels = ", ".join(sorted(set(result["form"].dropna())))
    return Outcome(False, f"Your line keeps the rows with: {labels}. Which is the other word in that column?")


def _rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return sorted(zip(table["n"], table["figure"], table["form"], strict=True))
