"""Module 7, *Language as a trace*: keep the clues that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd

NOWHERE = "cannot be told from this"


def clues_that_lead_nowhere(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """`keep(table)` should give the rows of the table of clues whose language cannot be told."""
    expected = sorted(table[table["leads"] == NOWHERE]["clue"])
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"clue", "leads"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(False, "Your line gives something that is not a table of clues. Start it with: return table[ …")
    found = sorted(result["clue"])
    if found == expected:
        return Outcome(True, f"Those are the {len(expected)} clues that lead nowhere.")
    if len(found) == len(table):
        return Outcome(False, "You kept every clue. Put a condition into the square brackets.")
    if not found:
        return Outcome(
            False, "No clue is left. Do the words in quotation marks stand in that column, letter for letter?"
        )
    if set(found) > set(expected):
        return Outcome(False, "The clues that you need are there, and others too. Compare one column with one label.")
    if set(found) & set(expected):
        return Outcome(False, "Some rows are right, but not all of them. Compare one column with one label.")
    labels = ", ".join(sorted(set(result["leads"].dropna())))
    return Outcome(False, f"Your line keeps the rows with: {labels}. Which label says that a clue leads nowhere?")
