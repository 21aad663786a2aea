"""`SourceGrade`: three plain questions about a source and its claim, then the two grades of the Admiralty code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..sheet import Group, Sheet
from . import form
from .base import CourseWidget
from .groups import field, groups
from .markup import Child, h, html

ASK = (
    "Nobody can grade a source from its name. Use the cards. Where they do not tell, ‘cannot be judged’ is a full "
    "answer: it does not mean bad. First the questions, then two grades that do not depend on each other."
)

STRINGS = form.STRINGS | {
    "yours": "Your grade: {grade}.",
    "theirs": "The key: {best}. It accepts reliability {reliability} and credibility {credibility}.",
    "grid": "Reliability of the source, A to F, and credibility of the claim, 1 to 6",
}


class SourceGrade(CourseWidget):
    """How good is the source, and how good is what it says? Two questions, judged one by one.

    `source` is a `Sheet`, the name of one of the course, or the path of a file. The last two questions of each group
    are grades of the Admiralty code: reliability A to F, credibility 1 to 6, each with an accepted range. `ask` says
    what to do.
    """

    def __init__(self, source: Sheet | str | Path = "sources", ask: str = ASK, **traits: Any) -> None:
        sheet = source if isinstance(source, Sheet) else Sheet.load(source)
        activity = sheet.activity()

        def fields(group: Group) -> list[Child]:
            grid = h("div", class_="ss-grid ss-live")
            return [*(field(activity, group, item) for item in group.items), grid]

        markup = form.worksheet(activity, ask, groups(sheet, activity, fields))
        super().__init__(activity, strings=STRINGS, markup=html(markup), **traits)
