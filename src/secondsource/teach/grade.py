"""Grade what was collected: no kernel, nothing of a student's is run.

    keep/key.json + collected.jsonl + marks/*.csv  ->  grades.jsonl, grades.csv

A blank is not a wrong answer, a text waits for a person, and what a person marked is read here and never changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import fsum
from pathlib import Path
from typing import Any, BinaryIO

from ..activity import Item, misfit, score
from . import csv_file, marks
from .folder import Folder, NotReady, line, need, read_lines, write_lines
from .key import Key
from .key import load as load_key
from .marks import Mark
from .submission import Submission
from .submission import read as read_submissions

BLANK, PENDING, UNUSABLE = "blank", "pending", "unusable"
"""What an item is where it has no points: nothing was answered; a person has to mark it; it is no answer to it."""

WORDS = {BLANK: "left open", PENDING: "waiting", UNUSABLE: "not usable"}
"""The same as the tables for a teacher say it."""

Result = float | str
"""The points of an item, or one of `BLANK`, `PENDING`, `UNUSABLE`."""


@dataclass(frozen=True)
class Grade:
    """One student's work, graded. `results` is {item id: points or a word}, `marks` what a person gave, by item id."""

    submission: Submission
    results: Mapping[str, Result] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def result(self, item: str) -> Result:
        """The points of an item, a person's before the machine's; or why there are none."""
        mark = self.marks.get(item)
        return self.results.get(item, BLANK) if mark is None else mark.points

    @property
    def points(self) -> float:
        """The points so far."""
        return fsum(points for item in {*self.results, *self.marks} if isinstance(points := self.result(item), float))

    @property
    def has_points(self) -> bool:
        """Whether there is anything to count: of work that is all waiting, or that nobody can read, there is not."""
        if self.submission.answers is None:
            return False
        given = [self.result(item) for item in {*self.results, *self.marks}]
        return PENDING not in given or any(isinstance(result, float) for result in given)

    def items(self, word: str) -> list[str]:
        """The ids of the items that are `BLANK`, `PENDING` or `UNUSABLE`."""
        return [item for item in self.results if self.result(item) == word]


def results(key: Key, answers: Mapping[str, Any]) -> tuple[dict[str, Result], list[str]]:
    """({item id: points or a word}, what could not be used) for one student's answers."""
    found: dict[str, Result] = {}
    problems = []
    for item in key.graded:
        found[item.id], why = _result(item, answers)
        if why:
            problems.append(f"{item.id}: {why}")
    known = {item.id for item in key.activity.items}
    strange = sorted(id for id in answers if id not in known)
    if strange:
        problems.append(f"answers to questions that were not asked: {', '.join(strange[:5])}")
    return found, problems


def _result(item: Item, answers: Mapping[str, Any]) -> tuple[Result, str]:
    if item.id not in answers or answers[item.id] == "":
        return BLANK, ""
    answer = answers[item.id]
    why = misfit(item, answer)
    if why:
        return UNUSABLE, why[:300]
    if item.kind == "text":
        return (PENDING, "") if answer.strip() else (BLANK, "")
    points = score(item, answer)
    return (PENDING if points is None else points), ""


def of_edition(key: Key, submission: Submission) -> Submission:
    """The submission as far as `key` can mark it: answers to another edition of the questions are no answers to it."""
    edition = key.activity.version
    if submission.answers is None or submission.version == edition:
        return submission
    why = f"answers to edition {submission.version} of the questions; the key is of edition {edition}"
    return replace(submission, answers=None, problems=(*submission.problems, why))


def grade_one(key: Key, submission: Submission) -> Grade:
    """One student's work, graded by itself. The same work gives the same grade, whoever else handed in what."""
    submission = of_edition(key, submission)
    if submission.answers is None:
        return Grade(submission, problems=submission.problems)
    found, problems = results(key, submission.answers)
    return Grade(submission, found, (*submission.problems, *problems))


def grade(folder: Folder, done: Callable[[], object] = lambda: None) -> Iterator[Grade]:
    """Grade everything that was collected in `folder`, write grades.jsonl and grades.csv, and give the grades.

    Each grade is on disk before the next one is made, and what was graded before by the same key is not graded again:
    an interrupted run goes on where it stopped. `done` is called after each. Raises `NotReady` and `BadKey`.
    """
    key = load_key(need(folder.key, "assign"))
    need(folder.collected, "collect")
    path, known = folder.grades, key.digest
    found, wanted = _index(path), []
    with path.open("ab") as file:
        for submission in read_submissions(folder.collected):
            digest = _digest(known, submission)
            wanted.append(digest)
            if digest not in found:
                graded = grade_one(key, submission)
                record = {"digest": digest, "results": graded.results, "problems": graded.problems}
                found[digest] = file.tell()
                file.write(line(record).encode())
                file.flush()
            done()
    with path.open("rb") as log:
        write_lines(path, (_record(log, found[digest]) for digest in wanted))
    _table(folder, key)
    return read(folder)


def read(folder: Folder) -> Iterator[Grade]:
    """The grades of `folder`, in the order of the students, with what a person marked. Raises `NotReady`, `BadKey`."""
    key = load_key(need(folder.key, "assign"))
    need(folder.collected, "collect")
    known, given = key.digest, marks.load(folder.marks, key)
    records = read_lines(need(folder.grades, "grade"))
    for submission in read_submissions(folder.collected):
        record = next(records, {})
        if record.get("digest") != _digest(known, submission):
            raise NotReady(
                f"{folder.grades} is older than the key or than what was collected: run `secondsource grade`"
            )
        now = of_edition(key, submission)
        yield Grade(now, record["results"], tuple(record["problems"]), given.of(now))


def _index(path: Path) -> dict[str, int]:
    """{digest: where its line begins}; the end of a line that was cut off is thrown away."""
    found: dict[str, int] = {}
    if not path.exists():
        return found
    with path.open("r+b") as file:
        start = 0
        for raw in file:
            if not raw.endswith(b"\n"):
                file.truncate(start)
                break
            digest = re.match(rb'\{"digest":"([0-9a-f]+)"', raw)
            if digest:
                found[digest[1].decode()] = start
            start += len(raw)
    return found


def _record(log: BinaryIO, start: int) -> dict[str, Any]:
    log.seek(start)
    record: dict[str, Any] = json.loads(log.readline())
    return record


def _digest(key: str, submission: Submission) -> str:
    return hashlib.sha256(f"{key} {line(submission.record())}".encode()).hexdigest()[:24]


def _table(folder: Folder, key: Key) -> None:
    """grades.csv: a row a student, for the teacher."""
    header = (
        "student",
        "name",
        "status",
        "late",
        "points",
        "of",
        *WORDS.values(),
        "problems",
    )
    rows = (
        (
            grade.submission.student,
            grade.submission.name,
            grade.submission.status,
            "late" if grade.submission.late else "",
            round(grade.points, 2) if grade.has_points else None,
            key.of,
            *(len(grade.items(word)) for word in WORDS),
            "; ".join(grade.problems),
        )
        for grade in read(folder)
    )
    csv_file.save(folder.path / "grades.csv", header, rows)
