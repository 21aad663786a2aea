"""Module 8, *Read laterally*: keep the claims that stay open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd

OPEN = "not verified"


def claims_that_stay_open(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """`keep(table)` should give the rows of the table of verdicts that are neither supported nor contradicted."""
    expected = sorted(table[table["verdict"] == OPEN]["claim"])
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"claim", "verdict"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(False, "Your line gives something that is not a table of claims. Start it with: return table[ …")
    found = sorted(result["claim"])
    if found == expected:
        return Outcome(True, f"Those are the {len(expected)} claims that stay open.")
    if len(found) == len(table):
        return Outcome(False, "You kept every claim. Put a condition into the square brackets.")
    if not found:
        return Outcome(False, "No claim is left. Is the word in quotation marks spelled as in that column?")
    if set(found) > set(expected):
        return Outcome(False, "The claims that you need are there, and others too. Contradicted is not open.")
    if set(found) & set(expected):
        return Outcome(False, "Some rows are right, but not all of them. Compare one column with one verdict.")
    labels = ", ".join(sorted(set(result["verdict"].dropna())))
    return Outcome(False, f"Your line keeps the rows with: {labels}. Which verdict says that a claim is still open?")
