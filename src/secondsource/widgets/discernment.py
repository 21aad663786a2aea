"""`Discernment`: the test before and after the course. Two counts, never one: doubting what is unsupported, accepting
what is supported."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import traitlets as t

from .. import bank
from ..activities.discernment import discernment_test, item_id
from ..activity import Activity
from ..bank import BankItem, Form
from ..discernment import Counts, count
from ..sheet import SURE
from . import form as forms
from .base import CourseWidget
from .markup import Child, h, html

ASK = (
    "Each item is a card and one statement. Use only the card: what you know from elsewhere does not count. ‘Not "
    "verified’ means that the card does not show it; it does not mean false. Then say how sure you are."
)
MADE_UP = "Made up: places and people are invented."

SKILLS = {
    "who_says": "Module 1, Who says?",
    "independence": "Module 2, How many sources?",
    "source_grade": "Module 3, How good is the source?",
    "figure": "Module 4, What does the number count?",
    "wording": "Module 5, Words that decide",
    "scope": "Module 8, Read laterally",
}
"""Skill of an item of the bank -> where the course works on it."""

STRINGS = forms.STRINGS | {
    "step": "Item {n} of {all}",
    "back": "Back",
    "next": "Next",
    "finish": "See my result",
    "blank": "{n} items have no verdict yet. Answer them, or press ‘See my result’ again to leave them out.",
    "result": "Your result",
    "doubted": "You doubted {hits} of {unsupported} unsupported statements and {alarms} of {supported} supported ones.",
    "calledFalse": "You called {n} statements contradicted that are only not verified: unverified is not false.",
    "calledFalseOne": "You called 1 statement contradicted that is only not verified: unverified is not false.",
    "hint": "With so few items this is a hint, not a measurement. Nobody is graded on it.",
    "rowHits": "Unsupported statements that you doubted (high is good)",
    "rowAlarms": "Supported statements that you doubted (low is good)",
    "rowFalse": "Not verified, but you said contradicted",
    "rowSure": "Sure, and as the key has it",
    "rowGuess": "Guessing, and as the key has it",
    "what": "What was counted",
    "of": "{n} of {all}",
    "now": "Now",
    "you": "You",
    "earlier": "Before",
    "better": "You doubt more of what is unsupported than before.",
    "worse": "You doubt less of what is unsupported than before.",
    "sameHits": "You doubt as much of what is unsupported as before.",
    "open": "You accept more of what is supported than before.",
    "cynical": "You accept less of what is supported than before: doubting more is not yet judging better.",
    "sameOpen": "You accept as much of what is supported as before.",
    "noBefore": "This browser holds no earlier test, so there is nothing to compare with.",
    "again": "Where the key sees it differently, most often: {where}.",
    "review": "Now you can look at every item with its reason. Go through them with Back and Next.",
}


class Discernment(CourseWidget):
    """How well do you tell supported from unsupported, and do you doubt too much? A form of the item bank.

    `form` is the name of a form of the bank (`practice` for four items that no test has), or a `bank.Form`. `mode` is
    `test` (no feedback before the end) or `practice` (feedback at once). `before` is the name of the form that was
    taken earlier in this book: the result then shows the change, also for the worse. `counts` are the learner's counts
    so far. Raises `LookupError` for an unknown form and `TraitError` for an unknown mode.
    """

    mode = t.Enum(("test", "practice"), "test").tag(sync=True)
    skills = t.Dict().tag(sync=True)
    before = t.Dict().tag(sync=True)

    STATE = (*CourseWidget.STATE, "mode", "skills", "before")

    def __init__(
        self, form: str | Form = "a", mode: str = "test", before: str = "", id: str | None = None, **traits: Any
    ) -> None:
        folder = bank.PRACTICE if form == "practice" else bank.BANK
        self._form = bank.load(form, folder) if isinstance(form, str) else form
        activity = discernment_test(self._form, id)
        super().__init__(
            activity,
            mode=mode,
            skills={item_id(self._form, entry): SKILLS[entry.skill] for entry in self._form.items},
            before=_earlier(before),
            strings=STRINGS,
            markup=html(forms.worksheet(activity, ASK, _steps(self._form, activity), "ss-test")),
            **traits,
        )

    @property
    def counts(self) -> Counts:
        """How many of the answered items were doubted, by whether they are supported."""
        key = {item_id(self._form, entry): entry.verdict for entry in self._form.items}
        return count(key, {id: str(answer) for id, answer in self.answers.items() if id in key})


def _earlier(name: str) -> dict[str, Any]:
    if not name:
        return {}
    form = bank.load(name)
    activity = discernment_test(form)
    key = {item_id(form, entry): entry.verdict for entry in form.items}
    return {"activity": activity.id, "version": activity.version, "key": key}


def _steps(form: Form, activity: Activity) -> list[Child]:
    steps: list[Child] = [_step(activity, form, entry, n) for n, entry in enumerate(form.items, start=1)]
    return [*steps, h("div", class_="ss-steps"), h("div", class_="ss-result ss-live", tabindex="-1")]


def _step(activity: Activity, form: Form, entry: BankItem, n: int) -> Element:
    verdict = activity.item(item_id(form, entry))
    sure = activity.item(verdict.id + SURE)
    pieces = [
        h("li", h("strong", piece.source), h("p", piece.text, dir="auto"), class_="ss-card") for piece in entry.card
    ]
    return h(
        "div",
        h("h4", f"Item {n} of {len(form.items)}", tabindex="-1"),
        h("p", MADE_UP, class_="ss-where") if entry.made_up else None,
        h("ul", *pieces, class_="ss-cards", aria_label="The card"),
        h("p", h("strong", entry.statement), class_="ss-statement", dir="auto"),
        forms.field(activity, verdict, reason=False),
        forms.field(activity, sure, reason=False),
        class_="ss-step",
    )
