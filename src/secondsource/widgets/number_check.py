"""`NumberCheck`: find the figures, then say what they count, who says so, and what would verify them."""

from __future__ import annotations

from typing import Any

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


class NumberCheck(CourseWidget):
    """Which words say how many, how much, how far or when? And what do they rest on?

    `source` is an `Article`, with or without a key, or an `Activity` made by `number_check`.
    """

    def __init__(self, source: Article | Activity, **traits: Any) -> None:
        activity = number_check(source) if isinstance(source, Article) else source
        marks = [item.id for item in activity.items if item.kind == "spans"]
        body = [
            form.field(
                activity,
                item,
                reason=False,
                after=next((mark for mark in marks if item.id.startswith(f"{mark}.")), None),
            )
            for item in activity.items
        ]
        super().__init__(activity, strings=form.STRINGS, markup=html(form.worksheet(activity, ASK, body)), **traits)
