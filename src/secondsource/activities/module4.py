"""Module 4, *What does the number count?*: which figures it asks about, and in which order.

Sheets come as `Sheet` where the page shows their cards, everything else as `Activity`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..activity import Activity
from ..article import Article
from ..sheet import Sheet
from . import module1, module2
from .readings import Readings, mixed
from .stretches import number_check

TITLE = "What does the number count?"
MINUTES = 50

WORKED = {"kupyansk": (11,)}
"""The sentence whose figure the lesson works through itself."""

READ_CLOSELY = (1, 6, 11)
"""Kupyansk sentences that the sweep leaves out."""


def back() -> Activity:
    """One trail to follow through a whole article, and two sentences of module 1."""
    return mixed(
        "m4-back",
        "Coming back",
        module2.first_sweep(),
        module1.sweep_kupyansk(),
        module1.other_flags(),
        take=["kharkiv.3.how-many", "other-flag.5.attribution", "kupyansk.4.attribution"],
    )


def opening() -> Sheet:
    """What module 3 asks, on a made-up town: the source and what it says, judged apart."""
    return Sheet.load("m4-opening")


def brackwater() -> Activity:
    """Three figures of the made-up story: one that nobody counted, one with a signed report, one with a price."""
    return figures(
        [(Article.load("brackwater"), [4, 7, 9])],
        "m4-brackwater",
        "Brackwater first",
        [
            "brackwater.4.figures.4-nine.counts",
            "brackwater.4.figures.4-nine.would_verify",
            "brackwater.7.figures.7-every.would_verify",
            "brackwater.9.figures.9-sum.who",
        ],
    )


def half_done() -> Activity:
    """One sentence with the first step of each question given away."""
    return figures(
        [(Article.load("kupyansk"), [1])],
        "m4-half-done",
        "One to finish",
        ["kupyansk.1.figures.1-increasingly.counts", "kupyansk.1.figures.1-increasingly.would_verify"],
        leads={
            "kupyansk.1.figures": "The first step is done: mark “increasingly”. There is no digit in it, and still it "
            "says how often. One more word near the end does the same for something else.",
            "kupyansk.1.figures.1-increasingly.counts": "The first step is done: find the verb that “increasingly” "
            "goes with. It is “attempting”.",
            "kupyansk.1.figures.1-increasingly.would_verify": "The first step is done: a rise is a difference. So how "
            "many counts do you need?",
        },
    )


def close() -> Activity:
    """Four sentences of both articles, read closely and without help."""
    return figures(
        [(Article.load("kupyansk"), [6]), (Article.load("kharkiv"), [3, 12, 14])],
        "m4-close",
        "Four on your own",
        [
            "kupyansk.6.figures.6-distance.counts",
            "kharkiv.3.figures.3-12-soldiers.counts",
            "kharkiv.3.figures.3-12-soldiers.would_verify",
            "kharkiv.12.figures.12-headquarters.counts",
            "kharkiv.12.figures.12-headquarters.who",
            "kharkiv.14.figures.14-growing.would_verify",
        ],
    )


def sweep_kupyansk() -> Activity:
    """The figures of the rest of the Kupyansk article."""
    kupyansk = Article.load("kupyansk")
    rest = [s.n for s in kupyansk.sentences if s.n not in READ_CLOSELY]
    return number_check(
        [(kupyansk, rest)], id="m4-sweep-kupyansk", title="The figures of the rest of Kupyansk", ask=False
    )


def one_answer() -> Sheet:
    """One answer of one office, and what four outlets made of it."""
    return Sheet.load("m4-answer")


def other_flags() -> Sheet:
    """Names of the dead, court cases, a minister’s number, and one army’s number for the other."""
    return Sheet.load("m4-flags").part(id="m4-other-flags")


def transfer() -> Sheet:
    """A doubled number in a made-up town, far from any war."""
    return Sheet.load("m4-transfer")


def exercise() -> Activity:
    """Three sentences to hand in: of one article, and what others printed about each of the two armies."""
    return figures(
        [(Article.load("kupyansk"), [1]), (Article.load("other-flag"), [4, 6])],
        "m4-exercise",
        "Three sentences to count in",
        [
            "kupyansk.1.figures.1-intensifies.counts",
            "kupyansk.1.figures.1-intensifies.would_verify",
            "other-flag.4.figures.4-tens.counts",
            "other-flag.4.figures.4-tens.would_verify",
            "other-flag.6.figures.6-desertions.counts",
        ],
    )


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    return [
        back(),
        opening().activity(),
        brackwater(),
        half_done(),
        close(),
        sweep_kupyansk(),
        one_answer().activity(),
        other_flags().activity(),
        transfer().activity(),
    ]


def figures(
    readings: Readings, id: str, title: str, ask: Iterable[str], leads: Mapping[str, str] | None = None
) -> Activity:
    """Mark the figures of each sentence, then answer only the questions that `ask` names.

    `leads` gives a first step away: {item id: text}. Raises `LookupError` for a question that the key does not have.
    """
    made = number_check(readings, id=id, title=title)
    asked = set(ask)
    for name in asked:
        made.item(name)
    leads = leads or {}
    items = (item for item in made.items if item.kind == "spans" or item.id in asked)
    return replace(made, items=tuple(replace(item, lead=leads.get(item.id, "")) for item in items))
