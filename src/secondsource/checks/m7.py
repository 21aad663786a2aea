"""Module 7, *Language as a trace*: keep the clues that lead nowhere."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, check_rows

NOWHERE = "cannot be told from this"


def clues_that_lead_nowhere(keep: Keep, table: Table) -> Outcome:
    """`keep(table)` should give the rows of the table of clues whose language cannot be told."""
    wanted = table[table["leads"] == NOWHERE]
    return check_rows(
        keep,
        table,
        wanted,
        by=("clue",),
        columns=("clue", "leads"),
        one="clue",
        done=f"Those are the {len(wanted)} clues that lead nowhere.",
        no_table="not a table of clues",
        nothing="Do the words in quotation marks stand in that column, letter for letter?",
        too_many="The clues that you need are there, and others too. Compare one column with one label.",
        some="Some rows are right, but not all of them. Compare one column with one label.",
        others="Your line keeps the rows with: {leads}. Which label says that a clue leads nowhere?",
    )
