"""How a check of kept rows goes in every module: run the learner's line, compare the rows, answer with a hint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from .outcome import Outcome, run

if TYPE_CHECKING:
    import pandas as pd

Table: TypeAlias = "pd.DataFrame"
Keep = Callable[[Any], Any]
Words = str | Callable[[Any], str]
"""What to say, with `{column}` for the labels in that column of the kept rows, or a function that says it of them."""


def check_rows(
    keep: Keep,
    table: Table,
    wanted: Table,
    by: tuple[str, ...],
    columns: Iterable[str],
    *,
    one: str,
    done: str,
    no_table: str,
    others: Words,
    nothing: str = "Does the word in quotation marks stand, spelled like that, in the column you named?",
    extra: Iterable[tuple[Callable[[Any], bool], Words]] = (),
    too_many: str | None = None,
    some: str | None = "Some rows are right, but not all of them. Compare one column with one word.",
) -> Outcome:
    """Whether `keep(table)` gives the rows `wanted`, told apart by the columns `by`, and has all of `columns`.

    `one` names a row. `done` is said of the wanted rows, `no_table` names what lacks the columns, and `nothing` follows
    ‘No row is left’. Then comes the first of `extra` whose condition holds for the kept rows; `too_many` if the wanted
    ones are there and others too; `some` if one of them is there; and `others`. What is None is skipped.
    """
    result, trouble = run(keep, table.copy())
    if trouble:
        return trouble
    if not set(columns) <= set(getattr(result, "columns", ())) or not hasattr(result, "index"):
        return Outcome(False, f"Your line gives something that is {no_table}. Start it with: return table[ …")
    kept, right = rows(result, by), rows(wanted, by)
    if kept == right:
        return Outcome(True, done)
    if len(result) == len(table):
        return Outcome(False, f"You kept every {one}. Put a condition into the square brackets.")
    if not len(result):
        return Outcome(False, f"No {one} is left. {nothing}")
    for holds, words in extra:
        if holds(result):
            return Outcome(False, _said(words, result))
    if too_many and kept.keys() > right.keys():
        return Outcome(False, too_many)
    if some and kept.keys() & right.keys():
        return Outcome(False, some)
    return Outcome(False, _said(others, result))


def rows(table: Table, by: tuple[str, ...]) -> Counter[tuple[Any, ...]]:
    """How often each row is there, told apart by the columns `by`."""
    return Counter(zip(*(table[column] for column in by), strict=True))


def labels(table: Table, column: str) -> str:
    """What stands in a column, each label once."""
    return ", ".join(sorted({str(label) for label in table[column].dropna()}))


def all_of_one(table: Table, column: str, by: tuple[str, ...]) -> Callable[[Any], bool]:
    """The condition that the kept rows are all those of `table` with one and the same label in `column`."""

    def holds(kept: Table) -> bool:
        found = set(kept[column])
        return len(found) == 1 and rows(kept, by) == rows(table[table[column] == next(iter(found))], by)

    return holds


def _said(words: Words, kept: Table) -> str:
    return words(kept) if callable(words) else re.sub(r"\{(\w+)\}", lambda found: labels(kept, found[1]), words)
