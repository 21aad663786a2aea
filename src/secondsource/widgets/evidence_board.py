"""`EvidenceBoard`: cards of evidence for each claim, a verdict, and how sure you are of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..sheet import Sheet
from . import form
from .base import CourseWidget
from .groups import groups
from .markup import html

ASK = (
    "Use only the cards of each claim. Is the claim, as it is worded, supported, not verified or contradicted? One "
    "detail that holds does not carry the rest, and an office can be wrong. Then say how sure you are."
)

STRINGS = form.STRINGS | {
    "sure": "Of {n} verdicts with a confidence: sure and accepted {sureRight} of {sure}, guessing and accepted "
    "{guessRight} of {guess}.",
}


class EvidenceBoard(CourseWidget):
    """Is this claim supported, not verified or contradicted, by these cards alone?

    `source` is a `Sheet`, the name of one of the course, or the path of a file.
    """

    def __init__(self, source: Sheet | str | Path = "board", **traits: Any) -> None:
        sheet = source if isinstance(source, Sheet) else Sheet.load(source)
        activity = sheet.activity()
        markup = form.worksheet(activity, ASK, groups(sheet, activity))
        super().__init__(activity, strings=STRINGS, markup=html(markup), **traits)
