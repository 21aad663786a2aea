"""`SourceMap`: build the chain from the article to its origins, and see how many are left when relays are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import traitlets as t

from ..activities.source_map import ARTICLE, source_map
from ..article import Article
from ..provenance import provenance
from . import form
from .base import CourseWidget
from .markup import Child, h, html

ASK = (
    "Make a link for every step: who passes it on, and from whom they have it. Somebody who only passes it on is no "
    "second source. Somebody without a name is a dead end: unknown is not independent."
)

STRINGS = form.STRINGS | {
    "origins": "Known origins {known}, untraceable {dead}.",
    "keyOrigins": "In the key: known origins {known}, untraceable {dead}.",
    "drawing": "Your links, drawn. The list above says the same.",
    "origin": "origin",
    "relay": "passes it on",
    "deadEnd": "dead end",
}


class SourceMap(CourseWidget):
    """Who has it from whom? Links from the article through relays to origins, drawn and listed.

    `source` is an `Article`; without a key, `voices` are the names that can be linked. `unnamed` (read-only) are the
    ids of voices without a name.
    """

    unnamed = t.List(t.Unicode()).tag(sync=True)
    known = t.List(t.Int()).tag(sync=True)

    STATE = (*CourseWidget.STATE, "unnamed", "known")

    def __init__(
        self,
        source: Article,
        voices: Sequence[str] = (),
        id: str | None = None,
        title: str = "Where does it come from?",
        **traits: Any,
    ) -> None:
        activity = source_map(source, voices, id, title)
        links, asked = activity.items
        drawing = h("div", class_="ss-map ss-live")
        count = h("p", class_="ss-origins ss-live", role="status")
        body: list[Child] = [
            *_read(source),
            form.field(activity, links, drawing, count, reason=False),
            form.field(activity, asked, reason=False),
        ]
        found = provenance(source)
        super().__init__(
            activity,
            unnamed=[s.id for s in source.sources if s.kind == "unnamed"],
            known=[len(found.origins), len(found.dead_ends)] if source.sources else [],
            strings=STRINGS | {"article": links.options[ARTICLE]},
            markup=html(form.worksheet(activity, ASK, body)),
            **traits,
        )


def _read(article: Article) -> list[Child]:
    """The sentences in which somebody speaks, or all of a text without a key."""
    voices = {s.sentence for s in article.sources} | {k.sentence for k in article.links}
    return [form.passage(article, [s for s in article.sentences if s.n in voices or s.marker or not article.sources])]
