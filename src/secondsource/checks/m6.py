"""Module 6, *Frames*: keep the rows of a table that answer one of the four questions."""

from __future__ import annotations

from ..vocabulary import FUNCTION
from .outcome import Outcome
from .rows import Keep, Table, all_of_one, check_rows

ASKED = "moral_evaluation"


def rows_that_judge(keep: Keep, table: Table) -> Outcome:
    """`keep(table)` should give the rows of `tables.frames` that say who is judged, and how."""
    wanted = table[table["function"] == ASKED]
    by = ("n", "words", "function")

    def one_question(kept: Table) -> str:
        asked = FUNCTION.get(kept["function"].iloc[0], "another question")
        return f"Your line keeps the answers to: {asked} Which of the four words is about judging?"

    return check_rows(
        keep,
        table,
        wanted,
        by=by,
        columns=("n", "function", "words"),
        one="row",
        done=f"Those are the {len(wanted)} places where somebody is judged.",
        no_table="not a table of frames",
        extra=[(all_of_one(table, "function", by), one_question)],
        some="Some rows are right, but not only those, or not all. Compare one column with one word.",
        others="None of these rows judges. Compare the column `function` with one of its four words.",
    )
