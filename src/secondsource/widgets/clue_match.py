"""`ClueMatch`: match spellings and borrowed phrases to the language they came through, and say how far that goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..sheet import Sheet
from . import form
from .base import CourseWidget
from .groups import groups
from .markup import html

ASK = (
    "Match each clue to the language that it came through. Some clues lead nowhere. A spelling hints at the route of a "
    "text. It says nothing about whether the text is true, or about anyone who speaks that language."
)


class ClueMatch(CourseWidget):
    """Which language did this text come through, and what does that not tell?

    `source` is a `Sheet`, the name of one of the course, or the path of a file.
    """

    def __init__(self, source: Sheet | str | Path = "clues", **traits: Any) -> None:
        sheet = source if isinstance(source, Sheet) else Sheet.load(source)
        activity = sheet.activity()
        markup = form.worksheet(activity, ASK, groups(sheet, activity))
        super().__init__(activity, strings=form.STRINGS, markup=html(markup), **traits)
