"""Module 0, *Where do you stand?*: the test before the course, and a first brief without any help."""

from __future__ import annotations

import random
from dataclasses import replace

from .. import bank, readers
from ..activity import Activity
from ..discernment import count
from ..sheet import Sheet
from .discernment import discernment_test

TITLE = "Where do you stand?"
MINUTES = 35

SHOWN = {
    "doubts everything": "doubts everything",
    "accepts everything": "accepts everything",
    "doubts news of the war": "doubts the war",
    readers.CAREFUL: "reads with care",
}
"""Simulated readers that the lesson's chart shows, and what it calls them."""


def before() -> Activity:
    """The test before the course. `Discernment("b", before="a")` finds it by its id."""
    return discernment_test(bank.load("a"))


def first_brief_brackwater() -> Sheet:
    """A first brief on the story from Brackwater; module 9 shows it beside the second."""
    return _bare(Sheet.load("briefs-practice").part(("brackwater",), "m0-brief-brackwater", "Brackwater in 60 words"))


def first_brief() -> Sheet:
    """A first brief on the Kharkiv article; module 9 shows it beside the second."""
    return _bare(Sheet.load("briefs").part(("kharkiv",), "m0-brief", "Kharkiv in 60 words"))


def exercise_sheet() -> Sheet:
    """A brief on a made-up story and one reason, to hand in."""
    return Sheet.load("m0-first-brief").part((), "m0-exercise")


def exercise() -> Activity:
    """What is handed in."""
    return exercise_sheet().activity()


def without_test() -> list[Activity]:
    """The activities whose key and models may be shown: all but the test."""
    return [first_brief_brackwater().activity(), first_brief().activity()]


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    return [before(), *without_test()]


def simulated() -> list[dict[str, str | int]]:
    """What readers who follow one rule, and one who reads with care, get in the test: a row a reader, no item."""
    form = bank.load("a")
    rows: list[dict[str, str | int]] = []
    for name, reader in readers.READERS.items():
        counts = count(form.key, reader(form)(random.Random(1)))  # noqa: S311
        rows.append(
            {
                "reader": SHOWN.get(name, name),
                "doubted_unsupported": counts.hits,
                "doubted_supported": counts.false_alarms,
            }
        )
    return rows


def _bare(sheet: Sheet) -> Sheet:
    """The same task without checklist, rubric and models, so that the first brief is the learner's own."""
    groups = tuple(
        replace(group, items=tuple(replace(item, models=()) for item in group.items), checklist=(), rubric=())
        for group in sheet.groups
    )
    return replace(sheet, groups=groups)
