"""How a note to the teacher names students: by id and name, and of many only the first."""

from __future__ import annotations

from collections.abc import Sequence

from .submission import Submission

MOST = 5
"""How many names a note has at most."""


def who(submission: Submission) -> str:
    """‘101 (Doe, Ada)’."""
    return f"{submission.student} ({submission.name})" if submission.name else submission.student


def some(names: Sequence[str]) -> str:
    """The names in a row, the first `MOST` of them, and how many more there are."""
    more = len(names) - MOST
    return f"{', '.join(names[:MOST])}{f' and {more} more' if more > 0 else ''}"
