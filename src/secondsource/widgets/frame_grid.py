"""`FrameGrid`: two texts side by side, and in each the words that do what a frame does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from ..activities.frame_grid import frame_grid, passage_of
from ..activity import Activity
from ..article import Article
from ..vocabulary import FUNCTION
from . import form
from .base import CourseWidget
from .markup import Child, h, html

ASK = (
    "Read both texts. For each question, choose the words that answer it in each text, or ‘Nothing here does’. A frame "
    "is not a lie, and no text is without one: it decides what stands in the light."
)


class FrameGrid(CourseWidget):
    """What is the problem, who or what caused it, who is judged, what should be done? Two texts side by side.

    `source` is an `Article` (its first two passages, or the whole text without a key) or a list of (article, id of a
    passage). With `headline`, also which words of the body stand behind those of the headline.
    """

    def __init__(
        self,
        source: Article | Iterable[tuple[Article, str]],
        headline: bool = False,
        id: str | None = None,
        title: str = "Frames side by side",
        **traits: Any,
    ) -> None:
        if isinstance(source, Article):
            source = [(source, passage.id) for passage in source.passages[:2]] or [(source, "")]
        texts = list(source)
        activity = frame_grid(texts, id, title, headline)
        body: list[Child] = [h("div", *(_text(*text) for text in texts), class_="ss-columns")]
        for function, question in FUNCTION.items():
            body += [h("h4", question), _row(activity, function)]
        body += [form.field(activity, item, reason=False) for item in activity.items if item.kind == "pairs"]
        super().__init__(activity, strings=form.STRINGS, markup=html(form.worksheet(activity, ASK, body)), **traits)


def _row(activity: Activity, function: str) -> Element:
    asked = [item for item in activity.items if item.id.endswith(f".{function}")]
    return h("div", *(form.field(activity, item, reason=False) for item in asked), class_="ss-columns")


def _text(article: Article, name: str) -> Element:
    passage = passage_of(article, name)
    return form.passage(article, [s for s in article.sentences if passage.first <= s.n <= passage.last])
