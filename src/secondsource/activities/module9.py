"""Module 9, *Write it right*: mark briefs by one rubric, write a second one, and take the test after the course."""

from __future__ import annotations

import re
from dataclasses import replace

from .. import bank
from ..activity import Activity
from ..article import Article
from ..sheet import Check, Sheet
from .discernment import discernment_test
from .frame_grid import frame_grid
from .readings import mixed, status
from .stretches import number_check, word_swap
from .who_says import who_says

TITLE = "Write it right"
MINUTES = 35

WORKED = {"kupyansk": (6,)}
"""The sentence that the lesson turns into lines of a brief itself."""

BACK = {
    "brackwater.10.wording": "Module 5: which words decide?",
    "brackwater.4.figures.4-nine.would_verify": "Module 4: “{brackwater}”",
    "other-flag.8.attribution": "Module 1: who says so, in this sentence?",
    "kharkiv.12.figures.12-headquarters.counts": "Module 4: “{kharkiv}”",
    "kupyansk.16-20.treatment_recommendation": "Module 6: which of these words of the article say what should be done?",
}
"""What comes back from earlier modules, made-up sentences first, with a reminder."""


def back() -> Activity:
    """Questions of earlier modules, mixed."""
    articles = [Article.load(name) for name in ("brackwater", "other-flag", "kharkiv", "kupyansk")]
    brackwater, other_flag, kharkiv, kupyansk = articles
    asked = mixed(
        "m9-back",
        "Coming back",
        word_swap([(brackwater, [10])]),
        number_check([(brackwater, [4]), (kharkiv, [12])]),
        who_says([(other_flag, [8])]),
        frame_grid([(kupyansk, "16-20")]),
        take=BACK,
    )
    said = {"brackwater": brackwater[4].text, "kharkiv": kharkiv[12].text}
    items = tuple(replace(item, lead=BACK[item.id].format(**said)) for item in asked.items)
    return replace(asked, items=items, status=status((article, []) for article in articles))


def opening() -> Sheet:
    """Module 8's skill on a made-up text: check one claim with three cards."""
    return Sheet.load("m9-practice").part(("ice",), "m9-open", "A pond to check")


def practice() -> Sheet:
    """Three briefs on one made-up story, to be marked."""
    return Sheet.load("m9-practice").part(("bus",), "m9-practice-marks", "Three briefs, one rubric")


def half_done() -> Sheet:
    """A line for a brief on each of two sentences; the first step is done."""
    return Sheet.load("m9-marks").part(("officials", "analysts"), "m9-half-done", "Two to finish")


def second_brief_brackwater() -> Sheet:
    """The second brief on the story from Brackwater."""
    return Sheet.load("briefs-practice").part(("brackwater",), "m9-brief-brackwater", "Brackwater, once more")


def second_brief() -> Sheet:
    """The second brief on the Kharkiv article."""
    return Sheet.load("briefs").part(("kharkiv",), "m9-brief", "Kharkiv, once more")


def other_flags() -> Sheet:
    """Briefs on a Russian, a Ukrainian and a third party's claim, to be marked by the same rubric."""
    return Sheet.load("m9-marks").part(("general-staffs", "afp"), "m9-other-flags", "The same rubric, other flags")


def after() -> Activity:
    """The test after the course."""
    return discernment_test(bank.load("b"))


def exercise_sheet() -> Sheet:
    """A brief on a Ukrainian claim about Russian soldiers and one reason, to hand in."""
    brief = Sheet.load("briefs").part(("other-flag",), "m9-exercise", "A brief to hand in")
    return replace(brief, groups=(*brief.groups, *Sheet.load("m9-marks").part(("reason",)).groups))


def exercise() -> Activity:
    """What is handed in."""
    return exercise_sheet().activity()


def without_test() -> list[Activity]:
    """The activities whose key and models may be shown: all but the test."""
    sheets = (opening(), practice(), half_done(), second_brief_brackwater(), second_brief(), other_flags())
    return [back(), *(sheet.activity() for sheet in sheets)]


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    return [*without_test(), after()]


def briefs_by_checklist() -> list[dict[str, str | int]]:
    """The briefs that the desks show for comparison: a row a brief, its words, and the lines of the checklist met."""
    return [
        {
            "text": group.heading,
            "brief": title,
            "words": len(re.findall(r"[^\W_][\w’'.,-]*", text)),
            "lines": sum(met(line, text) for line in group.checklist),
        }
        for sheet in ("briefs-practice", "briefs")
        for group in Sheet.load(sheet).groups
        for title, text, _ in group.items[0].models
    ]


def met(line: Check, text: str) -> bool:
    """Whether a machine that looks for words finds a line of the checklist met, as the desk does."""
    return any(_plain(word) in _plain(text) for word in line.finds) != line.avoid


def _plain(text: str) -> str:
    """Lower case, words only, a space on both sides of each."""
    words = re.findall(r"[^\W_](?:[^\W_]|[’'-])*", text.lower())
    return f" {' '.join(words)} "
