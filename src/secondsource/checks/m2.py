"""Module 2, *How many sources?*: keep the rows of a table that are the known ends of a trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd


def rows_of_known_origins(keep: Callable[[Any], Any], table: pd.DataFrame) -> Outcome:
    """Module 2: `keep(table)` should give the rows of `tables.voices` whose part is the origin."""
    expected = table[table["part"] == "origin"]
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not {"name", "part"} <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(
            False,
            "Your line gives something that is not a table of voices. Start it with: return table[ …",
        )
    kept, wanted = sorted(result["name"]), sorted(expected["name"])
    if kept == wanted:
        return Outcome(True, f"Those are the {len(wanted)} voices that are known and end a trail.")
    if len(result) == len(table):
        return Outcome(False, "You kept every voice. Put a condition into the square brackets.")
    if len(result) == 0:
        return Outcome(False, "No voice is left. Is the word in quotation marks spelled as in the column ‘part’?")
    if set(kept) & set(wanted):
        return Outcome(False, "Some rows are right, but not all of them. Compare one column with one word.")
    parts = ", ".join(sorted({str(table.loc[i, "part"]) for i in result.index if i in table.index}))
    if not parts:
        return Outcome(False, "These rows are not in the table above. Only choose rows, and leave them as they are.")
    return Outcome(
        False,
        f"Your line keeps the voices with this part: {parts}. Which word says that a trail ends there with a name?",
    )
