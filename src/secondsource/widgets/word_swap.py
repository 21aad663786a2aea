"""`WordSwap`: mark the words that decide, swap them for calmer ones, and see what has not changed."""

from __future__ import annotations

from typing import Any

from ..activities.stretches import word_swap
from ..activity import Activity
from ..article import Article
from . import form
from .base import CourseWidget
from .markup import h, html

ASK = "Mark the words that decide what you feel or take for granted. Then swap them for calmer ones."
END = "The words are calmer. The evidence has not changed."

STRINGS = form.STRINGS | {
    "swapAll": "Swap all",
    "leaveOut": "leave it out",
    "rebuilt": "With your swaps:",
    "end": END,
    "tooCalm": "Neutral is not empty. Too calm would be:",
}


class WordSwap(CourseWidget):
    """Which words decide? Marked and checked, each can be swapped for a calmer one.

    `source` is an `Article`, with or without a key, or an `Activity` made by `word_swap`.
    """

    def __init__(self, source: Article | Activity, **traits: Any) -> None:
        activity = word_swap(source) if isinstance(source, Article) else source
        paper = h("p", "The same in calmer words:", class_="ss-write")
        body = [
            form.field(activity, item, paper, below=h("div", class_="ss-swap ss-live"), reason=False)
            for item in activity.items
        ]
        super().__init__(activity, strings=STRINGS, markup=html(form.worksheet(activity, ASK, body)), **traits)
