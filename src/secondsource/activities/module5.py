"""Module 5, *Words that decide*: which sentences it asks, and in which order."""

from __future__ import annotations

from dataclasses import replace

from ..activity import Activity
from ..article import Article
from ..sheet import Sheet
from .readings import mixed
from .stretches import number_check, word_swap
from .who_says import who_says

TITLE = "Words that decide"
MINUTES = 45

ASKED_IN_MODULE_4 = (3, 12, 14)
"""Kharkiv sentences whose figures the module before reads closely."""

WORKED = {"kharkiv": (7,)}
"""The sentence that the lesson works through itself."""

HALF_DONE = "kupyansk.3.wording"


def back() -> Activity:
    """Three questions of earlier modules: who says so, twice, and what a figure counts."""
    says = who_says([(Article.load("kharkiv"), [5]), (Article.load("kupyansk"), [11])])
    counts = number_check([(Article.load("other-flag"), [2])])
    return mixed(
        "m5-back",
        "Coming back",
        says,
        counts,
        take=["kupyansk.11.attribution", "other-flag.2.figures.2-cases.counts", "kharkiv.5.attribution"],
    )


def opening() -> Sheet:
    """What the module before taught, on a made-up town: what a number counts, how many origins, which verdict."""
    return Sheet.load("m5-opening")


def sweep_figures() -> Activity:
    """The figures of the Kharkiv sentences that module 4 has not asked."""
    kharkiv = Article.load("kharkiv")
    rest = [s.n for s in kharkiv.sentences if s.n not in ASKED_IN_MODULE_4]
    return number_check([(kharkiv, rest)], id="m5-sweep-figures", title="The figures of the rest of Kharkiv", ask=False)


def brackwater() -> Activity:
    """Six sentences of the made-up story; in two of them no word decides."""
    return word_swap([(Article.load("brackwater"), [0, 2, 3, 6, 7, 10])], id="m5-brackwater", title="Brackwater again")


def half_done() -> Activity:
    """One sentence with the first step given away."""
    made = word_swap([(Article.load("kupyansk"), [3])], id="m5-half-done", title="One to finish")
    lead = (
        "The first step is done: mark “exodus”. An exodus is a whole people on the move, and sentence 1 spoke only of "
        "soldiers “attempting” to leave. One more word is strong: a verb that treats a conclusion as settled. The rest "
        "are closer calls."
    )
    return replace(made, items=tuple(replace(item, lead=lead) for item in made.items))


def close() -> Activity:
    """Six sentences of both articles, read closely and without help."""
    return word_swap(
        [(Article.load("kupyansk"), [7, 9, 12]), (Article.load("kharkiv"), [4, 8, 13])],
        id="m5-close",
        title="Six on your own",
    )


def other_flags() -> Activity:
    """The same test on what a website, a minister, an agency and a general said of one army or the other."""
    return word_swap(
        [(Article.load("other-flag"), [1, 3, 4, 5, 8])], id="m5-other-flags", title="The same test, other flags"
    )


def transfer() -> Sheet:
    """Words that decide in a made-up school paper, on its own side; and which calmer version keeps the claim."""
    return Sheet.load("m5-transfer")


def exercise() -> Activity:
    """Six sentences to hand in: of both articles, and one about the other army."""
    return word_swap(
        [
            (Article.load("kharkiv"), [6, 11, 12]),
            (Article.load("kupyansk"), [11, 16]),
            (Article.load("other-flag"), [6]),
        ],
        id="m5-exercise",
        title="Six sentences to calm down",
    )


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    return [
        opening().activity(),
        back(),
        sweep_figures(),
        brackwater(),
        half_done(),
        close(),
        other_flags(),
        transfer().activity(),
    ]
