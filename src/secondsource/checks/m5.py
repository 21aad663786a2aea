"""Module 5, *Words that decide*: keep the rows of a table that hold the strong words."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, all_of_one, check_rows


def rows_with_strong_words(keep: Keep, table: Table) -> Outcome:
    """`keep(table)` should give the rows of `tables.wording` whose words are strong."""
    wanted = table[table["strength"] == "strong"]
    by = ("n", "words", "strength")
    return check_rows(
        keep,
        table,
        wanted,
        by=by,
        columns=("n", "words", "device", "strength"),
        one="row",
        done=f"Those are the {len(wanted)} words that most readers would mark.",
        no_table="not a table of words",
        extra=[
            (
                all_of_one(table, "device", by),
                "Your line sorts by what a word does. Which column says how sure readers are of it?",
            )
        ],
        others="Your line keeps the rows with: {strength}. Which is the other word in that column?",
    )
