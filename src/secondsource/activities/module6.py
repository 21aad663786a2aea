"""Module 6, *Frames*: which passages it lays side by side, and in which order."""

from __future__ import annotations

from ..activity import Activity
from ..article import Article
from ..sheet import Sheet
from .frame_grid import frame_grid
from .readings import mixed
from .stretches import number_check, word_swap
from .who_says import who_says

TITLE = "Frames"
MINUTES = 55

WORKED = {"kharkiv": (18,)}
"""The sentence that the lesson works through itself: it answers all four questions."""


def back() -> Activity:
    """Four questions of earlier modules, mixed: who says so, who counted, and which words decide."""
    says = who_says([(Article.load("kharkiv"), [18]), (Article.load("kupyansk"), [15])])
    counts = number_check([(Article.load("kupyansk"), [11])])
    words = word_swap([(Article.load("kharkiv"), [9])])
    return mixed(
        "m6-back",
        "Coming back",
        says,
        counts,
        words,
        take=[
            "kupyansk.15.attribution",
            "kharkiv.9.wording",
            "kupyansk.11.figures.11-area.who",
            "kharkiv.18.attribution",
        ],
    )


def opening() -> Sheet:
    """What the module before taught, on a made-up landing stage: words that decide, and what is behind them."""
    return Sheet.load("m6-opening")


def brackwater() -> Activity:
    """Both halves of the made-up story."""
    return _grid(
        "m6-brackwater", "Brackwater, first half and second half", ("brackwater", "0-4"), ("brackwater", "5-10")
    )


def first() -> Activity:
    """How both articles begin, and what the body of the first has behind its headline."""
    return _grid("m6-first", "How the two articles begin", ("kharkiv", "0-4"), ("kupyansk", "1-5"), headline=True)


def second() -> Activity:
    """Inside the army here, outside the town there."""
    return _grid("m6-second", "Inside and outside", ("kharkiv", "5-10"), ("kupyansk", "6-11"))


def twins() -> Sheet:
    """One night, as the Kharkiv article and two other pages tell it."""
    return Sheet.load("m6-twins")


def third() -> Activity:
    """Where both articles widen the view."""
    return _grid("m6-third", "The view gets wider", ("kharkiv", "11-15"), ("kupyansk", "12-15"))


def fourth() -> Activity:
    """How both articles end."""
    return _grid("m6-fourth", "How the two articles end", ("kharkiv", "16-20"), ("kupyansk", "16-20"))


def other_flags() -> Activity:
    """The same four questions about what others printed of one army or the other."""
    return _grid("m6-other-flags", "The same test, other flags", ("other-flag", "1-4"), ("other-flag", "5-8"))


def transfer() -> Sheet:
    """A made-up strike, told by two papers and a notice."""
    return Sheet.load("m6-transfer")


def exercise() -> Activity:
    """Beginning and end of one article, side by side: the blame has moved."""
    return _grid("m6-exercise", "One article, beginning and end", ("kharkiv", "0-4"), ("kharkiv", "16-20"))


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    return [
        opening().activity(),
        back(),
        brackwater(),
        first(),
        second(),
        twins().activity(),
        third(),
        fourth(),
        other_flags(),
        transfer().activity(),
    ]


def _grid(id: str, title: str, *passages: tuple[str, str], headline: bool = False) -> Activity:
    return frame_grid([(Article.load(name), passage) for name, passage in passages], id, title, headline)
