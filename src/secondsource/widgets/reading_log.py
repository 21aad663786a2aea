"""`ReadingLog`: how far you are in the whole book; all answers in one file, back again, or cleared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import traitlets as t

from ..activity import Activity
from ..sheet import SURE
from . import form
from .base import CourseWidget
from .markup import Child, h, html

ASK = "What this browser keeps of your answers, exercise by exercise. Nothing of it is sent anywhere."
NO_SCRIPT = "Without JavaScript, and on paper, tick what you have done."

STRINGS = form.STRINGS | {
    "cell": "{n} of {all}",
    "done": "done",
    "older": "from an earlier edition",
    "sum": "{done} of {all} exercises done, {n} answers in all.",
    "empty": "This browser keeps no answers yet.",
    "resetAll": "All answers of this book are cleared in this browser.",
    "undoneAll": "All answers are back.",
    "nothing": "There is nothing to clear.",
}


class ReadingLog(CourseWidget):
    """Progress over many activities, and one file with all their answers.

    `parts` is {part: {link: activities}}: the parts of a book, and in each the activities by the page that asks them
    ('' for no link). `progress` ({activity id: how many items are answered}) is filled by the browser.
    """

    catalogue = t.Dict().tag(sync=True)
    progress = t.Dict().tag(sync=True)

    STATE = (*CourseWidget.STATE, "catalogue")

    def __init__(
        self,
        parts: Mapping[str, Mapping[str, Iterable[Activity]]],
        id: str = "reading-log",
        title: str = "Your reading log",
        **traits: Any,
    ) -> None:
        listed = [
            (part, link, activity)
            for part, pages in parts.items()
            for link, activities in pages.items()
            for activity in activities
        ]
        rows = []
        for part in parts:
            rows.append(h("tr", h("th", part, scope="colgroup", colspan="2")))
            rows += [_row(link, activity) for of, link, activity in listed if of == part]
        table = h(
            "table",
            h("caption", "Exercises of this book"),
            h("thead", h("tr", *(h("th", head, scope="col") for head in ("Exercise", "Answered")))),
            h("tbody", *rows),
            class_="ss-table",
        )
        box: list[Child] = [h("div", table, class_="ss-scroll", tabindex="0", role="region", aria_label="Exercises")]
        page = h(
            "section",
            h("h3", title, class_="ss-title", id=f"ss-{id}"),
            h("p", ASK, class_="ss-ask"),
            h("p", NO_SCRIPT, class_="ss-nojs"),
            h("p", class_="ss-progress ss-live"),
            *box,
            h("p", "Name: ____________________ Date: ____________", class_="ss-sign-here"),
            form.tools(note=""),
            class_="ss-widget ss-log",
            aria_labelledby=f"ss-{id}",
        )
        super().__init__(
            Activity(id, title, ()),
            catalogue={
                a.id: {"version": a.version, "items": sum(not item.id.endswith(SURE) for item in a.items)}
                for _, _, a in listed
            },
            strings=STRINGS,
            markup=html(page),
            **traits,
        )


def _row(link: str, activity: Activity) -> Element:
    title = h("a", activity.title, href=link) if link else activity.title
    return h(
        "tr",
        h("th", title, scope="row"),
        h("td", "☐", class_="ss-cell"),
        data_activity=activity.id,
    )
