"""What a person marked: CSV files that are added to `marks/` and never changed.

    marks/*.csv (student, item, points, comment, at, answer)  ->  Marks

Where two rows mark the same answer, the later one counts, and the earlier one stays in its file. A row without points
takes an earlier mark back. A row that says which answer was read counts for that answer and for no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path

from ..source_file import did_you_mean
from . import csv_file
from .folder import line, write
from .key import Key
from .submission import Submission

HEADER = ("student", "item", "points", "comment", "at", "answer")
"""The columns of a file of marks; a file may lack all but the first three."""

NO_TIME = datetime.min.replace(tzinfo=UTC)
"""When a mark without a time was given: before all others."""

MEND = "a corrected row can be added with another file"


@dataclass(frozen=True)
class Mark:
    """What somebody gave for one answer, why, and when (ISO 8601, as in the file)."""

    points: float
    comment: str = ""
    at: str = ""


@dataclass(frozen=True)
class Row:
    """One usable row of a file of marks.

    `points` is None where it takes an earlier mark back, `answer` the `digest` of the answer that was read, '' where
    that is not known.
    """

    points: float | None
    comment: str = ""
    at: str = ""
    answer: str = ""
    file: str = ""


@dataclass(frozen=True)
class Marks:
    """All marks, {student: {item id: rows, the latest last}}; a line for each row that could not be used or has a time
    that is none; and a line for each mark that gives way to a later one, of other points or with another comment."""

    rows: Mapping[str, Mapping[str, Sequence[Row]]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    def of(self, submission: Submission) -> dict[str, Mark]:
        """{item id: the mark that counts} for what this student handed in."""
        rows = ((item, self.latest(submission, item)) for item in self.rows.get(submission.student, {}))
        return {item: Mark(row.points, row.comment, row.at) for item, row in rows if row and row.points is not None}

    def latest(self, submission: Submission, item: str) -> Row | None:
        """The latest row for the answer as it is now, or for one that the row does not tell from others."""
        given = self.rows.get(submission.student, {}).get(item, ())
        now = digest(submission, item) if given else ""
        return next((row for row in reversed(given) if row.answer in ("", now)), None)

    def outdated(self, submission: Submission, item: str) -> Row | None:
        """The latest mark of an answer that was another one then, where there is no row for the answer as it is now."""
        given = self.rows.get(submission.student, {}).get(item, ())
        if not given or given[-1].points is None or self.latest(submission, item):
            return None
        return given[-1]

    def strangers(self, known: Collection[str]) -> list[str]:
        """A line for each student with marks who is none of the `known`, and who may be meant.

        A spreadsheet makes 7 of 007.
        """
        return [_stranger(student, known) for student in self.rows if student not in known]


def digest(submission: Submission, item: str) -> str:
    """What stands for one student's answer to an item: another one for any other answer, and for any other student.

    It begins with a letter that no number has, so that a spreadsheet leaves it as it is.
    """
    content = line({"student": submission.student, "answer": (submission.answers or {}).get(item)})
    return f"x{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def load(folder: Path, key: Key) -> Marks:
    """Every mark in the CSV files of `folder`. A row that cannot be used is a problem, never an end.

    The later mark of an answer counts, by its time; of the same time, the one in the later file or row. A mark without
    a time gives way to all others.
    """
    problems: list[str] = []
    found: dict[str, dict[str, list[Row]]] = {}
    for student, item, row in _rows(folder, key, problems):
        found.setdefault(student, {}).setdefault(item, []).append(row)
    conflicts: list[str] = []
    for student, items in found.items():
        for item, rows in items.items():
            rows.sort(key=lambda row: moment(row.at))
            conflicts += _conflicts(f"{student}, {item}", rows)
    return Marks(found, tuple(problems), tuple(conflicts))


def _rows(folder: Path, key: Key, problems: list[str]) -> Iterator[tuple[str, str, Row]]:
    """(student, item id, row) for each usable row; what is wrong with others goes to `problems`."""
    possible = {item.id: key.possible(item) for item in key.graded}
    for path in sorted(folder.glob("*.csv")):
        try:
            table = csv_file.read(path, whole=False)
        except csv_file.BadTable as error:
            problems.append(str(error))
            continue
        problems += [f"{path.name}, {problem}; {MEND}" for problem in table.problems]
        for number, cells in zip(table.lines, _cells(table), strict=True):
            student, item, points, at, answer = (
                cells.get(name, "").strip() for name in ("student", "item", "points", "at", "answer")
            )
            comment, points = cells.get("comment", ""), points.replace(",", ".")
            why = _problem(student, item, points, comment, possible)
            if why:
                problems.append(f"{path.name}, line {number}: {why}; {MEND}")
                continue
            if at and moment(at) == NO_TIME:
                problems.append(f"{path.name}, line {number}: {at!r} is no time; marks with one go before it")
            yield student, item, Row(float(points) if points else None, comment, at, answer, path.name)


def _cells(table: csv_file.Table) -> Iterator[dict[str, str]]:
    """{column: text} for each row."""
    header = [name.casefold() for name in table.header]
    for row in table.rows:
        yield {name: csv_file.undone(cell) for name, cell in zip(header, row, strict=True)}


def moment(at: str) -> datetime:
    """An ISO 8601 time in UTC, taken for one of this machine where it names no zone; `NO_TIME` for what is none."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return NO_TIME


def add(folder: Path, source: Path, key: Key, students: Collection[str]) -> tuple[Path, tuple[str, ...]]:
    """Copy a file of marks into `folder` under a name that is free; where it is now, and what in it is not usable.

    The same content is not added twice. Raises `BadTable` for a file that is no table of marks, and for one without any
    row for a question and one of the `students` of this assignment.
    """
    table = csv_file.read(source, whole=False)
    missing = [name for name in HEADER[:3] if csv_file.column(table, name) < 0]
    if missing:
        raise csv_file.BadTable(f"{source}: no column {missing[0]!r}; expected {', '.join(HEADER)}")
    if why := _of_another(table, key, students):
        raise csv_file.BadTable(f"{source}: {why}: nothing was added")
    content = source.read_bytes()
    path = next((path for path in sorted(folder.glob("*.csv")) if path.read_bytes() == content), None)
    if path is None:
        path = _free(folder)
        write(path, content)
    return path, tuple(p for p in load(folder, key).problems if p.startswith(f"{path.name},"))


def _of_another(table: csv_file.Table, key: Key, students: Collection[str]) -> str:
    """Why no row can be for this assignment; an empty string where one can, and where there are no rows."""
    rows = [(cells["student"].strip(), cells["item"].strip()) for cells in _cells(table)]
    asked = {item.id for item in key.activity.items}
    here = dict.fromkeys(student for student, item in rows if item in asked)
    if not rows or any(student in students for student in here):
        return ""
    if not here:
        return f"these are marks of another assignment (its questions: {_some(item for _, item in rows)})"
    return f"none of its students is one of this assignment ({_stranger(next(iter(here)), students)})"


def _some(ids: Iterable[str]) -> str:
    """Up to three of the ids, each once."""
    first, *more = dict.fromkeys(ids)
    return ", ".join([first, *more[:2], *(["…"] if more[2:] else [])])


def _stranger(student: str, known: Collection[str]) -> str:
    alike = [id for id in known if id.lstrip("0") == student.lstrip("0")]
    near = f"; did you mean {alike[0]!r}?" if len(alike) == 1 else did_you_mean(student, known)
    return f"{student!r} is no student of this assignment{near}"


def _free(folder: Path) -> Path:
    """A new file, empty, with a name that nobody else got at the same moment."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / f"marks-{number:03}.csv"
        try:
            path.open("x").close()
        except FileExistsError:
            number += 1
        else:
            return path


def _conflicts(head: str, rows: Sequence[Row]) -> Iterator[str]:
    """A line for each mark that is unlike the latest one of the same answer, once for the same one in several files."""
    *earlier, latest = rows
    seen = {_said(latest)}
    for row in earlier:
        said = points, comment = _said(row)
        other_answer = row.answer and latest.answer and row.answer != latest.answer
        if points is None or other_answer or said in seen or (points == latest.points and not comment):
            continue
        seen.add(said)
        yield f"{head}: {_shown(latest)} goes before {_shown(row)}"


def _said(row: Row) -> tuple[float | None, str]:
    return row.points, " ".join(row.comment.split())


def _shown(row: Row) -> str:
    points, comment = _said(row)
    words = f" ‘{comment[:60]}’" if comment else ""
    given = "no mark" if points is None else f"{points:g}"
    return f"{given}{words} ({', '.join(filter(None, [row.file, row.at]))})"


def _problem(student: str, item: str, points: str, comment: str, possible: Mapping[str, float]) -> str:
    """Why a row is no mark; an empty string when it is one."""
    if not student:
        return "no student"
    if item not in possible:
        return f"no question {item!r} earns points here{did_you_mean(item, possible)}"
    if not points:
        return "a comment without points is no mark" if comment.strip() else ""
    try:
        given = float(points)
    except ValueError:
        return f"{points!r} is no number of points"
    if not isfinite(given) or not 0 <= given <= possible[item]:
        return f"{given:g} points, expected 0 to {possible[item]:g}"
    return ""
