"""Module 8, *Read laterally*: which claims it asks, and what the key says of them.

`EvidenceBoard` takes sheets, so the parts of the lesson are sheets here; `lesson()` gives them as activities.
"""

from __future__ import annotations

from dataclasses import replace

from ..activity import Activity
from ..article import Article
from ..sheet import Sheet
from ..vocabulary import SIDE
from . import module1
from .frame_grid import frame_grid
from .readings import mixed
from .stretches import number_check, word_swap

TITLE = "Read laterally"
MINUTES = 35

ABOUT_THE_ARTICLES = ("road", "cut-off", "headquarters", "twelve")
"""Claims of the board that belong to the two articles; the others stand under other flags."""

SHORT = {
    "road": "the road under threat",
    "cut-off": "cut off from the northwest",
    "on-the-road": "AFP placed Zelensky on a road",
    "headquarters": "one unnamed source for a headquarters",
    "twelve": "twelve soldiers at night",
    "whole-army": "a Ukrainian count of a whole army",
    "twenty-november": "who held Kupyansk",
    "courts": "cases in Russian courts",
}
"""Every claim of the board by a name short enough for a table."""


def opening() -> Sheet:
    """What module 7 asks, on the made-up manual of a lamp."""
    return Sheet.load("m8-opening")


def back() -> Activity:
    """Questions of modules 1, 4, 5 and 6, mixed, made-up sentences first."""
    brackwater = Article.load("brackwater")
    return mixed(
        "m8-back",
        "Coming back",
        module1.other_flags(),
        number_check([(brackwater, [5])]),
        word_swap([(brackwater, [6])]),
        frame_grid([(brackwater, "5-10")]),
        take=[
            "brackwater.5.figures.5-march.would_verify",
            "brackwater.6.wording",
            "brackwater.5-10.moral_evaluation",
            "other-flag.6.attribution",
        ],
    )


def practice() -> Sheet:
    """Three made-up claims about a footbridge; each of the three verdicts occurs."""
    return Sheet.load("board-practice").part(
        ["closed", "danger", "decision"], "m8-practice", "The footbridge at Ruddermoor"
    )


def worked() -> Sheet:
    """The claim that the lesson works through itself: what is said and the cards, without a question."""
    sheet = Sheet.load("board").part(["road"], "m8-worked", "Watch one")
    return replace(sheet, groups=tuple(replace(group, items=(), after={}) for group in sheet.groups))


def half_done() -> Sheet:
    """One claim with the first step given away."""
    sheet = Sheet.load("board").part(["cut-off"], "m8-half-done", "One to finish")
    (group,) = sheet.groups
    verdict, sure = group.items
    verdict = replace(
        verdict,
        lead="The first step is done: the claim has a place, the northwest, and a day, 26 July. Ask of each card "
        "whether it is about that place and that day, and whose voice it is.",
    )
    return replace(sheet, groups=(replace(group, items=(verdict, sure)),))


def alone() -> Sheet:
    """Two claims about the Kharkiv article, read without help."""
    return Sheet.load("board").part(["headquarters", "twelve"], "m8-alone", "Two on your own")


def report() -> Sheet:
    """Three parts of one article with three sets of cards, and the line that may be printed."""
    return Sheet.load("m8-report")


def other_flags() -> Sheet:
    """A third party on itself, Ukraine on the Russian army, two general staffs, and a Russian outlet on courts."""
    return Sheet.load("board").part(
        ["on-the-road", "whole-army", "twenty-november", "courts"], "m8-other-flags", "The same test, other flags"
    )


def transfer() -> Sheet:
    """A message about a bear, part by part, far from any war."""
    return Sheet.load("m8-transfer")


def exercise_sheet() -> Sheet:
    """Four claims by four kinds of speaker, and a reason."""
    return Sheet.load("m8-exercise")


def exercise() -> Activity:
    """The questions of `exercise_sheet`."""
    return exercise_sheet().activity()


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    sheets = [practice(), half_done(), alone(), report(), other_flags(), transfer()]
    return [opening().activity(), back(), *(sheet.activity() for sheet in sheets)]


def verdicts() -> list[dict[str, str]]:
    """One row a claim of the board: claim, flags, the key's verdict, whose voice the card carries that decides."""
    rows = []
    for group in Sheet.load("board").groups:
        verdict = group.items[0]
        best = str(verdict.best)
        (card,) = (card for card in group.cards if card.id == verdict.cards[best])
        rows.append(
            {
                "claim": SHORT[group.id],
                "about": "the two articles" if group.id in ABOUT_THE_ARTICLES else "other flags",
                "verdict": verdict.options[best].lower(),
                "voice": SIDE[card.side] or "no side",
            }
        )
    return rows
