"""Module 5, *Words that decide*: keep the rows of a table that hold the strong words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd


def rows_with_strong_words(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """`keep(table)` should give the rows of `tables.wording` whose words are strong."""
    expected = _rows(table[table["strength"] == "strong"])
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"n", "words", "device", "strength"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(False, "Your line gives something that is not a table of words. Start it with: return table[ …")
    found = _rows(result)
    if found == expected:
        return Outcome(True, f"Those are the {len(expected)} words that most readers would mark.")
    if len(found) == len(table):
        return Outcome(False, "You kept every row. Put a condition into the square brackets.")
    if not found:
        return Outcome(
            False, "No row is left. Does the word in quotation marks stand, spelled like that, in the column you named?"
        )
    if len(set(result["device"])) == 1 and found == _rows(table[table["device"] == result["device"].iloc[0]]):
        return Outcome(False, "Your line sorts by what a word does. Which column says how sure readers are of it?")
    if set(found) & set(expected):
        return Outcome(False, "Some rows are right, but not all of them. Compare one column with one word.")
    labels = ", ".join(sorted(set(result["strength"].dropna())))
    return Outcome(False, f"Your line keeps the rows with: {labels}. Which is the other word in that column?")


def _rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return sorted(zip(table["n"], table["words"], table["strength"], strict=True))
