"""Module 1, *Who says?*: which sentences it asks, and in which order."""

from __future__ import annotations

from dataclasses import replace

from ..activity import Activity
from ..article import Article
from ..sheet import Sheet
from .who_says import who_says

TITLE = "Who says?"
MINUTES = 35
"""Without the two sweeps, which can wait for another day."""

WORKED = {"kupyansk": (1, 2)}
"""Sentences that the lesson works through itself."""

SWEEP_KUPYANSK = (3, 4, 5, 7, 8, 10, 11, 12, 13, 14, 15, 17, 19, 20)
SWEEP_KHARKIV = (1, 3, 4, 5, 6, 9, 10, 13, 15, 16, 17, 19, 20)


BUS = {
    "bus-1": "the Brackwater Echo reports",
    "bus-2": "Hester Quill, who drives it, said",
    "bus-3": None,
    "bus-4": "According to Radio Sallowmere, citing people at the bus company",
}
"""The words of each sentence of the opening that say who says so."""


def opening() -> Activity:
    """The question on four sentences from Brackwater, one for each answer, before anybody reads about war."""
    items = tuple(
        replace(
            item, label=group.heading, prompt=group.statement, quote=BUS[group.id], key_says=item.options[item.best]
        )
        for group in Sheet.load("m1-opening").groups
        for item in group.items
        if item.best is not None
    )
    return Activity("m1-opening", "The night bus", items, status=Article.load("brackwater").status)


def half_done() -> Activity:
    """Two sentences with the first step given away."""
    return who_says(
        [(Article.load("kupyansk"), [6]), (Article.load("kharkiv"), [2])],
        id="m1-half-done",
        title="Two to finish",
        leads={
            "kupyansk.6.attribution": "The first step is done: the words that say who stand at the very end, after the "
            "last comma. What kind of source do they lead to?",
            "kharkiv.2.attribution": "The first step is done: two names stand before the second comma. One passes the "
            "story on, the other is where it comes from. The chain counts to its end.",
        },
    )


def alone() -> Activity:
    """Ten sentences of both articles, read closely and without help; each of the four answers occurs."""
    return who_says(
        [(Article.load("kupyansk"), [9, 16, 18]), (Article.load("kharkiv"), [0, 7, 8, 11, 12, 14, 18])],
        id="m1-alone",
        title="Ten on your own",
    )


def sweep_kupyansk() -> Activity:
    """The rest of the Kupyansk article."""
    return who_says([(Article.load("kupyansk"), SWEEP_KUPYANSK)], id="m1-sweep-kupyansk", title="The rest of Kupyansk")


def sweep_kharkiv() -> Activity:
    """The rest of the Kharkiv article."""
    return who_says([(Article.load("kharkiv"), SWEEP_KHARKIV)], id="m1-sweep-kharkiv", title="The rest of Kharkiv")


def other_flags() -> Activity:
    """The same question on sentences that others printed about both armies."""
    return who_says(Article.load("other-flag"), id="m1-other-flags", title="The same test, other flags")


def transfer() -> Activity:
    """The same question on a made-up story that has nothing to do with war."""
    return who_says(Article.load("brackwater"), id="m1-transfer", title="A story from Brackwater")


def exercise() -> Activity:
    """Six sentences that are hard to call, to hand in."""
    return who_says(
        [(Article.load("kupyansk"), [4, 18]), (Article.load("kharkiv"), [4, 5, 11, 15])],
        id="m1-exercise",
        title="Six that are hard to call",
    )


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    return [opening(), half_done(), alone(), sweep_kupyansk(), sweep_kharkiv(), other_flags(), transfer()]
