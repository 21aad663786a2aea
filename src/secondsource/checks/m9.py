"""Module 9, *Write it right*: keep the briefs that meet every line of the checklist."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd


def briefs_that_meet_all(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """Module 9: `keep(table)` should give the briefs in which a machine finds all five lines of the checklist met."""
    expected = set(table[table["lines"] == 5].index)
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"brief", "lines"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(False, "Your line gives something that is not a table of briefs. Start it with: return table[ …")
    if list(result["lines"]) == [5] * len(expected):
        return Outcome(True, f"Those are the {len(expected)} briefs that meet all five lines, one on each text.")
    if len(result) == len(table):
        return Outcome(False, "You kept every brief. Put a condition into the square brackets.")
    if not len(result):
        return Outcome(False, "No brief is left. How many lines does the checklist have?")
    if set(result.index) == set(table[table["words"] > 50].index):
        return Outcome(False, "That is the list from the example. Which column counts the lines of the checklist?")
    if set(result["lines"]) > {5}:
        return Outcome(False, "Some of these meet all the lines, but others do not. Look at the sign and the number.")
    met = ", ".join(str(n) for n in sorted(set(result["lines"])))
    return Outcome(False, f"Lines that the briefs in your list meet: {met}. The checklist has more.")
