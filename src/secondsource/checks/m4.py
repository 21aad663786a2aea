"""Module 4, *What does the number count?*: keep the rows of a table whose figure is written as a number."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, all_of_one, check_rows


def rows_with_a_number(keep: Keep, table: Table) -> Outcome:
    """`keep(table)` should give the rows of `tables.figures` whose figure is written as a number."""
    wanted = table[table["form"] == "number"]
    by = ("n", "figure", "form")
    return check_rows(
        keep,
        table,
        wanted,
        by=by,
        columns=("n", "figure", "form", "who"),
        one="row",
        done=f"Those are the {len(wanted)} figures with a number, out of {len(table)}.",
        no_table="not a table of figures",
        extra=[
            (
                all_of_one(table, "who", by),
                "Your line sorts by who gives the figure. Which column says how the figure is written?",
            )
        ],
        others="Your line keeps the rows with: {form}. Which is the other word in that column?",
    )
