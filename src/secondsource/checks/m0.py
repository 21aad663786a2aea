"""Module 0, *Where do you stand?*: keep the simulated readers who doubt little of what is supported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd


def readers_who_accept(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """Module 0: `keep(table)` should give the readers who doubt fewer than 4 of the supported statements."""
    expected = set(table[table["doubted_supported"] < 4]["reader"])
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if "reader" not in getattr(result, "columns", ()) or not hasattr(result, "index"):
        return Outcome(False, "Your line gives something that is no table of readers. Start it with: return table[ …")
    kept = set(result["reader"])
    if kept == expected and len(result) == len(expected):
        return Outcome(True, f"Those are the {len(expected)} readers who doubt little of what is supported.")
    if len(result) == len(table):
        return Outcome(False, "You kept every reader. Put a condition into the square brackets.")
    if not len(result):
        return Outcome(False, "No reader is left. Which way does the sign point, and is the number right?")
    if kept == set(table[table["doubted_unsupported"] > 9]["reader"]):
        return Outcome(False, "That is the list from the example. Which column counts the supported statements?")
    if kept == set(table["reader"]) - expected:
        return Outcome(False, "You kept exactly the others. Which way should the sign point?")
    if kept < expected:
        return Outcome(False, "All of these are right, but some are missing. Look at the number, and at the sign.")
    if kept > expected:
        return Outcome(False, "The readers that you need are there, and others too. Fewer than 4 leaves 4 out.")
    return Outcome(False, "That is another list. Compare the column with the supported statements with a number.")
