"""Module 0, *Where do you stand?*: keep the simulated readers who doubt little of what is supported."""

from __future__ import annotations

from .outcome import Outcome
from .rows import Keep, Table, check_rows


def readers_who_accept(keep: Keep, table: Table) -> Outcome:
    """Module 0: `keep(table)` should give the readers who doubt fewer than 4 of the supported statements."""
    wanted = table[table["doubted_supported"] < 4]
    expected = set(wanted["reader"])
    example = set(table[table["doubted_unsupported"] > 9]["reader"])
    rest = set(table["reader"]) - expected
    return check_rows(
        keep,
        table,
        wanted,
        by=("reader",),
        columns=("reader",),
        one="reader",
        done=f"Those are the {len(wanted)} readers who doubt little of what is supported.",
        no_table="no table of readers",
        nothing="Which way does the sign point, and is the number right?",
        extra=[
            (
                lambda kept: set(kept["reader"]) == example,
                "That is the list from the example. Which column counts the supported statements?",
            ),
            (
                lambda kept: set(kept["reader"]) == rest,
                "You kept exactly the others. Which way should the sign point?",
            ),
            (
                lambda kept: set(kept["reader"]) < expected,
                "All of these are right, but some are missing. Look at the number, and at the sign.",
            ),
        ],
        too_many="The readers that you need are there, and others too. Fewer than 4 leaves 4 out.",
        some=None,
        others="That is another list. Compare the column with the supported statements with a number.",
    )
