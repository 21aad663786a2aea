"""What one student handed in, as `collect` leaves it for every later step.

collected.jsonl, one line a student  ->  Submission
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .folder import need, read_lines


@dataclass(frozen=True)
class Submission:
    """One student's work.

    `student` is the id that the learning platform uses, `name` what it calls the student, `slot` the beginning of the
    file name (Canvas) or the folder (Moodle) under which feedback goes back, '' where there is none. `files` are the
    names of what was used, `at` when it was handed in (ISO 8601, '' if unknown), `late` whether it came after the
    time that was set, `days_late` how many days (0 where that is unknown). `version` is the edition that the answers
    belong to. `answers` is {item id: value} of this assignment, None where nothing usable was handed in; `problems`
    says what could not be used, and why.
    """

    student: str
    name: str = ""
    slot: str = ""
    files: tuple[str, ...] = ()
    at: str = ""
    late: bool = False
    days_late: float = 0.0
    version: int = 1
    answers: Mapping[str, Any] | None = None
    problems: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """`handed in`, `unreadable` (something came, nothing of it can be used) or `missing` (nothing came)."""
        if self.answers is not None:
            return "handed in"
        return "unreadable" if self.problems else "missing"

    def record(self) -> dict[str, Any]:
        """The submission as JSON."""
        return dict(vars(self))


def of(record: Mapping[str, Any]) -> Submission:
    """The submission that was written as `record`."""
    lists = {name: tuple(record.get(name, ())) for name in ("files", "problems")}
    return Submission(**(dict(record) | lists))


def read(collected: Path) -> Iterator[Submission]:
    """The submissions in a collected.jsonl, one at a time. Raises `NotReady` where there is none."""
    return map(of, read_lines(need(collected, "collect")))
