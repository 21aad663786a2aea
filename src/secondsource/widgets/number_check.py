"""`NumberCheck`: find the figures, then say what they count, who says so, and what would verify them."""

from __future__ import annotations

from typing import Any

import traitlets as t

from ..activities.stretches import number_check
from ..activity import Activity
from ..article import Article
from . import form
from .base import CourseWidget
from .markup import html

ASK = (
    "Mark every stretch that says how many, how much, how far, how often or when, with a number or without one. "
    "Marking too much costs as much as marking too little."
)
NONE = "None here: no sentence on this screen has a figure"


class NumberCheck(CourseWidget):
    """Which words say how many, how much, how far or when? And what do they rest on?

    `source` is an `Article`, with or without a key, or an `Activity` made by `number_check`. `mode` is `close` (every
    sentence on its own, then what its main figures rest on) or `sweep` (screens of at most `per_screen` sentences,
    checked at once; a sentence without a mark has none, and nothing more is asked). Raises `TraitError` for an unknown
    mode and `ValueError` for screens of no sentence.
    """

    mode = t.Enum(("close", "sweep"), "close").tag(sync=True)

    STATE = (*CourseWidget.STATE, "mode")

    def __init__(self, source: Article | Activity, mode: str = "close", per_screen: int = 8, **traits: Any) -> None:
        activity = number_check(source, ask=mode != "sweep") if isinstance(source, Article) else source
        marks = [item.id for item in activity.items if item.kind == "spans"]
        if mode == "sweep":
            if len(marks) < len(activity.items):
                raise ValueError("a sweep asks for marks only: make it with number_check(…, ask=False)")
            body = form.screens(activity, form.marks, NONE, per_screen)
        else:
            body = [
                form.field(
                    activity,
                    item,
                    reason=False,
                    after=next((mark for mark in marks if item.id.startswith(f"{mark}.")), None),
                )
                for item in activity.items
            ]
        markup = form.worksheet(activity, ASK, body, "ss-sweep" if mode == "sweep" else "ss-close")
        super().__init__(activity, mode=mode, strings=form.STRINGS, markup=html(markup), **traits)
