"""Module 9, *Write it right*: keep the briefs that meet every line of the checklist."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, check_rows


def briefs_that_meet_all(keep: Keep, table: Table) -> Outcome:
    """Module 9: `keep(table)` should give the briefs in which a machine finds all five lines of the checklist met."""
    wanted = table[table["lines"] == 5]
    example = set(table[table["words"] > 50].index)
    return check_rows(
        keep,
        table,
        wanted,
        by=("brief", "lines"),
        columns=("brief", "lines"),
        one="brief",
        done=f"Those are the {len(wanted)} briefs that meet all five lines, one on each text.",
        no_table="not a table of briefs",
        nothing="How many lines does the checklist have?",
        extra=[
            (
                lambda kept: set(kept.index) == example,
                "That is the list from the example. Which column counts the lines of the checklist?",
            ),
        ],
        too_many="Some of these meet all the lines, but others do not. Look at the sign and the number.",
        some="The briefs in your list meet all the lines, but some that do are missing. Ask for nothing else.",
        others="Lines that the briefs in your list meet: {lines}. The checklist has more.",
    )
