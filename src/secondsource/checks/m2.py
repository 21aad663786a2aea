"""Module 2, *How many sources?*: keep the rows of a table that are the known ends of a trail."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, check_rows, labels


def rows_of_known_origins(keep: Keep, table: Table) -> Outcome:
    """Module 2: `keep(table)` should give the rows of `tables.voices` whose part is the origin."""
    wanted = table[table["part"] == "origin"]

    def others(kept: Table) -> str:
        parts = labels(table.loc[[i for i in kept.index if i in table.index]], "part")
        if not parts:
            return "These rows are not in the table above. Only choose rows, and leave them as they are."
        return (
            f"Your line keeps the voices with this part: {parts}. Which word says that a trail ends there with a name?"
        )

    return check_rows(
        keep,
        table,
        wanted,
        by=("name",),
        columns=("name", "part"),
        one="voice",
        done=f"Those are the {len(wanted)} voices that are known and end a trail.",
        no_table="not a table of voices",
        nothing="Is the word in quotation marks spelled as in the column ‘part’?",
        others=others,
    )
