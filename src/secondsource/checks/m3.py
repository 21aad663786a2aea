"""Module 3, *How good is the source?*: keep the rows of a table whose source cannot be judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN = "F"
"""The letter of a source that cannot be judged."""


def sources_that_cannot_be_judged(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """`keep(table)` should give the rows of `module3.grades` whose source has the letter for ‘cannot be judged’."""
    expected = table[table["reliability"] == UNKNOWN]
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"source", "reliability", "credibility"} <= set(getattr(result, "columns", ())):
        return Outcome(
            False,
            "Your line gives something that is not a table of sources. Start it with: return table[ …",
        )
    kept = sorted(result["source"])
    if kept == sorted(expected["source"]):
        first, last = expected["credibility"].min(), expected["credibility"].max()
        return Outcome(
            True,
            f"Those are the {len(expected)} sources that cannot be judged. "
            f"What they say is graded from {first} to {last}.",
        )
    if len(result) == len(table):
        return Outcome(False, "You kept every source. Put a condition into the square brackets.")
    if len(result) == 0:
        return Outcome(False, "No source is left. Is it a capital letter, in quotation marks, and in the right column?")
    if kept == sorted(table[table["credibility"] == table["credibility"].max()]["source"]):
        return Outcome(False, "Those are statements that cannot be judged. The question is about the sources.")
    if set(kept) & set(expected["source"]):
        return Outcome(False, "Some rows are right, but not all of them. Compare one column with one letter.")
    letters = ", ".join(sorted(set(result["reliability"].dropna())))
    return Outcome(False, f"Your line keeps the letters: {letters}. Which of the six letters means ‘cannot be judged’?")
