"""`Assigned`: the questions of an assignment, which carries no key. The teacher's command `assign` writes them down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..activity import BOOK, Activity, Item
from . import form
from .base import CourseWidget

FORMAT = "secondsource-questions/1"
STRINGS = form.STRINGS | {"kept": "Your answer is kept."}


class Assigned(CourseWidget):
    """Questions without a key: answers are kept and handed in, nothing is judged.

    `questions` is the JSON that `questions` of this module wrote. Raises `ValueError` for anything else.
    """

    FORM = "Questions"

    def __init__(self, questions: str, **traits: Any) -> None:
        content = json.loads(questions)
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise ValueError(f"not the questions of an assignment: expected the format {FORMAT!r}")
        activity = Activity(content["id"], content["title"], tuple(map(_item, content["items"])), content["version"])
        book = f"{BOOK}-{activity.id}"  # kept and downloaded by itself, apart from what else the browser holds
        super().__init__(activity, book=book, strings=STRINGS, markup=content["markup"], **traits)


def questions(activity: Activity, markup: str) -> str:
    """What a notebook holds of an assignment: of each item its id, kind, label and options, and the worksheet."""
    items = [
        {
            "id": item.id,
            "kind": item.kind,
            "label": item.label,
            "options": list(item.options),
            "targets": list(item.targets),
        }
        for item in activity.items
    ]
    content = {
        "format": FORMAT,
        "id": activity.id,
        "title": activity.title,
        "version": activity.version,
        "items": items,
        "markup": markup,
    }
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def _item(entry: Mapping[str, Any]) -> Item:
    options, targets = ({id: id for id in entry[name]} for name in ("options", "targets"))
    return Item(entry["id"], entry["kind"], entry["label"], "", options, targets=targets)
