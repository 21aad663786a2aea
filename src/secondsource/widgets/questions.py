"""`Questions`: questions of any kinds in one list, mixed on purpose, or a sheet of one's own."""

from __future__ import annotations

from typing import Any

from ..activity import Activity
from ..sheet import Sheet
from . import form
from .base import CourseWidget
from .groups import groups
from .markup import html

ASK = "Read each question by itself. Answer, then check."


class Questions(CourseWidget):
    """Questions of several kinds in one list: what earlier modules asked, mixed, or a sheet.

    `source` is an `Activity` or a `Sheet`. `ask` says what to do.
    """

    def __init__(self, source: Activity | Sheet, ask: str = ASK, **traits: Any) -> None:
        activity = source.activity() if isinstance(source, Sheet) else source
        body = (
            groups(source, activity)
            if isinstance(source, Sheet)
            else [form.field(activity, item, reason=False) for item in activity.items]
        )
        super().__init__(activity, strings=form.STRINGS, markup=html(form.worksheet(activity, ask, body)), **traits)
