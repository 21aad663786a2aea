"""Module 3, *How good is the source?*: keep the rows of a table whose source cannot be judged."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, check_rows, rows

UNKNOWN = "F"
"""The letter of a source that cannot be judged."""


def sources_that_cannot_be_judged(keep: Keep, table: Table) -> Outcome:
    """`keep(table)` should give the rows of `module3.grades` whose source has the letter for ‘cannot be judged’."""
    wanted = table[table["reliability"] == UNKNOWN]
    first, last = wanted["credibility"].min(), wanted["credibility"].max()
    by = ("source",)
    statements = rows(table[table["credibility"] == table["credibility"].max()], by)
    return check_rows(
        keep,
        table,
        wanted,
        by=by,
        columns=("source", "reliability", "credibility"),
        one="source",
        done=(
            f"Those are the {len(wanted)} sources that cannot be judged. "
            f"What they say is graded from {first} to {last}."
        ),
        no_table="not a table of sources",
        nothing="Is it a capital letter, in quotation marks, and in the right column?",
        extra=[
            (
                lambda kept: rows(kept, by) == statements,
                "Those are statements that cannot be judged. The question is about the sources.",
            )
        ],
        some="Some rows are right, but not all of them. Compare one column with one letter.",
        others="Your line keeps the letters: {reliability}. Which of the six letters means ‘cannot be judged’?",
    )
