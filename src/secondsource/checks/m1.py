"""Module 1, *Who says?*: keep the rows of a table in which nobody says so."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, check_rows


def rows_where_nobody_says(keep: Keep, table: Table) -> Outcome:
    """Module 1: `keep(table)` should give the rows of `tables.sentences` in which nobody is named."""
    wanted = table[table["who_says"] == "nobody"]
    return check_rows(
        keep,
        table,
        wanted,
        by=("n",),
        columns=("n", "who_says"),
        one="sentence",
        done=f"Those are the {len(wanted)} sentences in which nobody says so.",
        no_table="not a table of sentences",
        nothing="Is the word in quotation marks spelled exactly as on the button?",
        others="Your line keeps the rows with: {who_says}. Which word stands on the fourth button?",
    )
