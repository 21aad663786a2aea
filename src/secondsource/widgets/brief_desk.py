"""`BriefDesk`: write a short brief with its sources and its open questions, then compare it with three others."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import traitlets as t

from ..activity import Activity
from ..article import Article
from ..sheet import Check, Group, Sheet, brief_of
from . import form
from .base import CourseWidget
from .groups import field, groups
from .markup import Child, h, html

ASK = "Write for somebody who has not read the text: what is said, who says so, and what is not known."

STRINGS = form.STRINGS | {
    "words": "{n} words",
    "wordsOf": "{n} of at most {most} words",
    "tooMany": "{n} words: {over} more than the {most} that fit",
    "seen": "found: {words}",
    "unseen": "not found yet",
    "clean": "none found",
    "first": "Your first brief",
    "noFirst": "There is no first brief in this browser to set beside it.",
}


class BriefDesk(CourseWidget):
    """Write it right: a brief with who says so, how many known origins, the status, and what is open.

    `source` is an `Article`, with or without a key, a `Sheet`, the name of one of the course, or the path of a file.
    `only` names the groups that are asked. `first` is the id of an activity whose brief, once written, is shown beside
    this one. `rubric` holds what a teacher marks by: (points, what earns them), by item.
    """

    checklist = t.Dict().tag(sync=True)
    most = t.Dict().tag(sync=True)
    first = t.Unicode().tag(sync=True)

    STATE = (*CourseWidget.STATE, "checklist", "most", "first")

    def __init__(
        self,
        source: Article | Sheet | str | Path = "briefs",
        only: tuple[str, ...] = (),
        id: str | None = None,
        title: str | None = None,
        first: str = "",
        **traits: Any,
    ) -> None:
        if isinstance(source, Article):
            sheet = brief_of(source)
        else:
            sheet = source if isinstance(source, Sheet) else Sheet.load(source)
        sheet = sheet.part(only, id, title)
        activity = sheet.activity()
        self.rubric = {group.items[0].id: group.rubric for group in sheet.groups}
        super().__init__(
            activity,
            first=first,
            checklist={
                group.items[0].id: [
                    {"id": line.id, "finds": list(line.finds), "avoid": line.avoid} for line in group.checklist
                ]
                for group in sheet.groups
            },
            most={group.items[0].id: group.most for group in sheet.groups if group.most},
            strings=STRINGS,
            markup=html(form.worksheet(activity, ASK, groups(sheet, activity, lambda g: _fields(activity, g)))),
            **traits,
        )


def _fields(activity: Activity, group: Group) -> list[Child]:
    """The desk of one text: room to write, a count, a checklist, what earns points."""
    (item,) = group.items
    count = h("p", class_="ss-count ss-live")
    lines = [_line(item.id, line) for line in group.checklist]
    checklist = h("ul", *lines, class_="ss-checklist", aria_label="Checklist") if lines else None
    rows = [h("dd", f"{points}: {text}") for points, text in group.rubric]
    rubric = h("details", h("summary", "How it is marked"), h("dl", *rows)) if rows else None
    return [field(activity, group, item, count, checklist, below=h("div", class_="ss-first ss-live")), rubric]


def _line(item: str, line: Check) -> Element:
    box = h("input", type="checkbox", value=f"{item}/{line.id}", class_="ss-tick", autocomplete="off")
    return h("li", h("label", box, h("span", line.text), class_="ss-option"), h("span", class_="ss-hint ss-live"))
