"""Module 8, *Read laterally*: keep the claims that stay open."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, check_rows

OPEN = "not verified"


def claims_that_stay_open(keep: Keep, table: Table) -> Outcome:
    """`keep(table)` should give the rows of the table of verdicts that are neither supported nor contradicted."""
    wanted = table[table["verdict"] == OPEN]
    return check_rows(
        keep,
        table,
        wanted,
        by=("claim",),
        columns=("claim", "verdict"),
        one="claim",
        done=f"Those are the {len(wanted)} claims that stay open.",
        no_table="not a table of claims",
        nothing="Is the word in quotation marks spelled as in that column?",
        too_many="The claims that you need are there, and others too. Contradicted is not open.",
        some="Some rows are right, but not all of them. Compare one column with one verdict.",
        others="Your line keeps the rows with: {verdict}. Which verdict says that a claim is still open?",
    )
