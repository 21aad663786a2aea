"""Module 2, *How many sources?*: the maps, the sheets and the sweep that it asks, and in which order.

Sheets come as `Sheet` where the page shows their cards, everything else as `Activity`.
"""

from __future__ import annotations

from dataclasses import replace

from ..activity import Activity
from ..article import Article
from ..sheet import Sheet
from . import module1
from .readings import label, mixed, words
from .source_map import source_map

TITLE = "How many sources?"
MINUTES = 35
"""Without the two stops that can wait for another day."""

WORKED = {"kharkiv": (0, 2, 7)}
"""Sentences that the lesson works through itself."""

FIRST_SWEEP = (3, 4, 5, 6, 8, 9, 10, 11)
SECOND_SWEEP = (13, 15, 16, 17, 18, 19, 20)

ASK = (
    "How many sources stand behind each sentence? This time the whole article counts: go back to the sentence where "
    "the story began, if you need it."
)
"""What both parts of the sweep ask."""

MAPS = {
    "brackwater": "Brackwater: who has it from whom?",
    "kharkiv": "Kharkiv: who has it from whom?",
    "kupyansk": "Kupyansk: who has it from whom?",
}


def back() -> Activity:
    """Three questions of module 1, one answer that was hard to find in each."""
    parts = (module1.alone(), module1.sweep_kharkiv(), module1.other_flags())
    take = ("kharkiv.12.attribution", "kharkiv.16.attribution", "other-flag.7.attribution")
    return mixed("m2-back", "Three sentences again: who says so?", *parts, take=take)


def opening() -> Sheet:
    """The skill of module 1 on three sentences about a football club that is made up."""
    groups = ["shirts-fans", "shirts-itch", "shirts-washed"]
    return Sheet.load("m2-practice").part(groups, id="m2-opening", title="New shirts in Tessamoor")


def map_of(name: str) -> Activity:
    """The map of the article `name`, as `SourceMap` asks it with the same id and title."""
    return source_map(Article.load(name), id=map_id(name), title=MAPS[name])


def map_id(name: str) -> str:
    """The id of the map of the article `name`."""
    return f"m2-map-{name}"


def pool() -> Sheet:
    """Two things that Brackwater tells twice: one stands on nobody you could ask, one on the man who did it."""
    return Sheet.load("m2-practice").part(["pool-ill", "pool-locked"], id="m2-pool", title="Told twice in Brackwater")


def half_done() -> Sheet:
    """The story of the headquarters; the lesson takes the first step."""
    return Sheet.load("m2-cards").part(["headquarters"], id="m2-half-done", title="One to finish")


def first_sweep() -> Activity:
    """How many sources stand behind each sentence of the first half of Kharkiv?"""
    return how_many(FIRST_SWEEP, "m2-sweep-kharkiv-1", "Kharkiv, the first eight")


def second_sweep() -> Activity:
    """How many sources stand behind each sentence of the second half of Kharkiv?"""
    return how_many(SECOND_SWEEP, "m2-sweep-kharkiv-2", "Kharkiv, the other seven")


def behind() -> Sheet:
    """Cards from outside: what TASS was told by how many, and who the correspondents may be."""
    return Sheet.load("m2-cards").part(["tass", "correspondents"], id="m2-behind", title="Behind two sentences")


def side_by_side() -> Sheet:
    """Does one article back up the other, and what would help?"""
    return Sheet.load("m2-cards").part(["side-by-side"], id="m2-side-by-side", title="Two articles, one theme")


def other_flags() -> Sheet:
    """The same question on a Ukrainian claim, on both armies in one report, on a relay, and on two that agree."""
    groups = ["hur", "half", "prosecutors", "road"]
    return Sheet.load("m2-cards").part(groups, id="m2-other-flags", title="The same test, other flags")


def transfer() -> Sheet:
    """A press note and those who repeat it, far from any war."""
    return Sheet.load("m2-practice").part(["cello", "school"], id="m2-transfer", title="Tomatoes and a cello")


def exercise() -> Activity:
    """Five trails to count and one reason to write, to hand in."""
    return exercise_sheet().activity()


def exercise_sheet() -> Sheet:
    """The exercise with its cards."""
    return Sheet.load("m2-exercise")


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    return [
        back(),
        opening().activity(),
        map_of("brackwater"),
        pool().activity(),
        half_done().activity(),
        map_of("kharkiv"),
        first_sweep(),
        second_sweep(),
        behind().activity(),
        map_of("kupyansk"),
        side_by_side().activity(),
        other_flags().activity(),
        transfer().activity(),
    ]


def how_many(numbers: tuple[int, ...], id: str, title: str) -> Activity:
    """How many sources stand behind the sentences `numbers` of Kharkiv, traced through the whole article?

    The answers and their feedback stand in the sheet `m2-sweep`, the sentence with its hard words in the article.
    Raises `LookupError` for a sentence that the sheet does not ask.
    """
    kharkiv = Article.load("kharkiv")
    sheet = Sheet.load("m2-sweep").part([f"kharkiv-{n}" for n in numbers])
    items = []
    for n, group in zip(numbers, sheet.groups, strict=True):
        (item,) = group.items
        sentence = kharkiv[n]
        items.append(
            replace(
                item,
                id=f"kharkiv.{n}.how-many",
                label=label(kharkiv, sentence),
                prompt=sentence.text,
                beside=sentence.beside,
                words=words(kharkiv, sentence),
            )
        )
    return Activity(id, title, tuple(items), sheet.version, kharkiv.status)
