"""Grades for a gradebook: of Canvas, of Moodle, or as a plain table.

    keep/key.json + grades (+ the teacher's own worksheet of Moodle)  ->  exports/*.csv

What a platform does with a file was read in its source; it was not tried on a live one. Canvas (`GradebookImporter` in
lib/gradebook_importer.rb):

- The first columns are `Student`, `ID` and `Section`; a row that begins with `Points Possible` says how many there are.
- A heading that ends in ` (123)` means the assignment with that number, any other one the assignment of exactly that
  title; where there is none, the upload makes a new assignment.
- A row belongs to the student with that `ID`; of `12ab` Canvas reads 12, so that other ids are not written.
- An empty cell *clears* a grade (`populateGradeDataPerSubmission` in process_gradebook_upload.js posts it), `EX`
  excuses. A student without a row keeps what is there, so students without a grade get no row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import csv_file
from .folder import Folder, need
from .grade import PENDING, WORDS, Grade, read
from .key import Key, load
from .late_policy import LatePolicy
from .moodle_worksheet import Worksheet
from .seen import many
from .whom import MOST, some, who

NO_POLICY = LatePolicy()
WAITING = "waiting"
COLUMNS = (
    "student",
    "name",
    "status",
    "late",
    "days late",
    "points",
    "penalty",
    "points after penalty",
    "of",
    *WORDS.values(),
)
"""What a plain table begins with; a column for each question follows."""

_NUMBERED = re.compile(r".*\s\(\d+\)", re.ASCII)


@dataclass(frozen=True)
class Exported:
    """What was written: the file, how many students have a grade in it, and what a teacher should know about it."""

    path: Path
    graded: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Total:
    """One student's points, what being late takes off them, and what is left; `why` there is no grade, '' if there is.

    `points` and `left` are None where nothing could be read, and where all that was answered waits to be marked.
    """

    grade: Grade
    points: float | None
    penalty: float
    left: float | None
    why: str


def canvas(
    folder: Folder,
    title: str = "",
    late: LatePolicy = NO_POLICY,
    so_far: bool = False,
    missing_as_zero: bool = False,
    done: Callable[[], object] = lambda: None,
) -> Exported:
    """Write exports/canvas.csv for Canvas's *Import grades*.

    `title` is the heading of the assignment's column in Canvas's own export, as in ‘Week 3 (123)’; by default the title
    of the assignment. Whose work waits to be marked gets no grade, unless the points `so_far` are wanted and there are
    any; who handed in nothing that can be read gets none either, unless `missing_as_zero`. Raises `NotReady`, `BadKey`.
    """
    key = load(need(folder.key, "assign"))
    heading = " ".join((title or key.activity.title).split())
    summary = Summary(key, late)
    path = folder.path / "exports" / "canvas.csv"
    rows: list[tuple[csv_file.Cell, ...]] = [("    Points Possible", "", "", key.of)]
    nameless = []
    for total in totals(folder, key, late, so_far, missing_as_zero, done):
        submission = total.grade.submission
        numbered = submission.student.isascii() and submission.student.isdecimal()
        if not numbered:
            nameless.append(who(submission))
        elif summary.add(total):
            rows.append((submission.name or submission.student, submission.student, "", _round(total.left)))
    csv_file.save(path, ("Student", "ID", "Section", heading), rows)
    notes = [f"Canvas should have {key.of:g} points for this assignment: the grades are out of that."]
    if not _NUMBERED.fullmatch(heading):
        notes.append(
            f"‘{heading}’ does not end in the number of an assignment of Canvas, as in ‘{heading} (123)’. Where no "
            "assignment has exactly this title, Canvas makes a new one."
        )
    if nameless:
        notes.append(f"Left out, because their ids are not numbers of Canvas: {some(nameless)}.")
    left = "Students without a grade have no row, so that Canvas keeps what it has: an empty cell would clear a grade."
    return Exported(path, len(rows) - 1, (*notes, *summary.notes(left)))


def moodle(
    folder: Folder,
    worksheet: Path,
    grade_column: str = "",
    late: LatePolicy = NO_POLICY,
    so_far: bool = False,
    missing_as_zero: bool = False,
    done: Callable[[], object] = lambda: None,
) -> Exported:
    """Fill the grades into a copy of the `worksheet` that the teacher downloaded from Moodle: exports/moodle.csv.

    Only cells of the grade change, and only where there is a new one; all else stays as Moodle wrote it. Grades are
    scaled to the worksheet's maximum. `grade_column` names the column where its language is not known here. For
    `so_far` and `missing_as_zero` see `canvas`. Raises `BadTable` for a file that is no such worksheet, `NotReady` and
    `BadKey`.
    """
    key = load(need(folder.key, "assign"))
    sheet = Worksheet.read(worksheet, grade_column)
    summary = Summary(key, late)
    strangers = []
    for total in totals(folder, key, late, so_far, missing_as_zero, done):
        submission = total.grade.submission
        has_row = sheet.meet(submission.student)
        if not has_row:
            strangers.append(who(submission))
        elif summary.add(total) and total.left is not None:
            sheet.fill(submission.student, total.left, key.of)
    path = folder.path / "exports" / "moodle.csv"
    sheet.save(path)
    notes = list(sheet.notes(key.of))
    if strangers:
        notes.append(f"Not in the worksheet: {some(strangers)}.")
    return Exported(
        path, sheet.filled, (*notes, *summary.notes("Students without a grade keep what Moodle has for them."))
    )


def plain(folder: Folder, late: LatePolicy = NO_POLICY, done: Callable[[], object] = lambda: None) -> Exported:
    """Write exports/plain.csv, a row a student: `COLUMNS`, then the points of each question, or why there are none.

    The points are those so far; how much waits to be marked stands beside them. Raises `NotReady`, `BadKey`.
    """
    key = load(need(folder.key, "assign"))
    summary = Summary(key, late)
    path = folder.path / "exports" / "plain.csv"
    rows = []
    for total in totals(folder, key, late, True, False, done):
        summary.add(total)
        rows.append(_row(key, total))
    csv_file.save(path, (*COLUMNS, *(item.id for item in key.graded)), rows)
    return Exported(path, summary.graded, summary.notes("Students without a grade have empty cells."))


def _row(key: Key, total: Total) -> tuple[csv_file.Cell, ...]:
    grade, submission = total.grade, total.grade.submission
    read = submission.answers is not None
    results = (grade.result(item.id) if read else "" for item in key.graded)
    return (
        submission.student,
        submission.name,
        submission.status,
        "late" if submission.late else "",
        round(submission.days_late, 2) if submission.days_late else None,
        _round(total.points),
        None if total.points is None else _round(total.penalty),
        _round(total.left),
        key.of,
        *(len(grade.items(word)) if read else None for word in WORDS),
        *(WORDS.get(result, result) if isinstance(result, str) else _round(result) for result in results),
    )


def totals(
    folder: Folder,
    key: Key,
    late: LatePolicy,
    so_far: bool,
    missing_as_zero: bool,
    done: Callable[[], object] = lambda: None,
) -> Iterator[Total]:
    """Every student's total, one at a time; `done` is called after each."""
    for grade in read(folder):
        yield total(grade, late, so_far, missing_as_zero)
        done()


def total(grade: Grade, late: LatePolicy, so_far: bool, missing_as_zero: bool) -> Total:
    """One student's total. What late work loses is a part of what it earned, so that it never falls below nothing."""
    if grade.submission.answers is None:
        zero = 0.0 if missing_as_zero else None
        return Total(grade, None, 0.0, zero, "" if missing_as_zero else grade.submission.status)
    if not grade.has_points:
        return Total(grade, None, 0.0, None, WAITING)
    penalty = grade.points * late.percent(grade.submission) / 100
    waits = not so_far and bool(grade.items(PENDING))
    return Total(grade, grade.points, penalty, grade.points - penalty, WAITING if waits else "")


class Summary:
    """What a teacher should know about an export, gathered one student at a time."""

    def __init__(self, key: Key, late: LatePolicy) -> None:
        self.key, self.late = key, late
        self.graded = 0
        self.without: dict[str, list[str]] = {}
        self.so_far: list[str] = []
        self.lost: list[str] = []
        self.unknown: list[str] = []
        self.marked: list[str] = []

    def add(self, total: Total) -> bool:
        """Count one student; whether there is a grade."""
        submission = total.grade.submission
        whose = who(submission)
        if total.why:
            self.without.setdefault(total.why, []).append(whose)
        else:
            self.graded += 1
            if total.grade.items(PENDING):
                self.so_far.append(whose)
        if total.penalty and not total.why:
            self.lost.append(f"{whose} {_round(total.penalty):g}")
        if self.late.per_day and total.points and submission.late and not submission.days_late:
            self.unknown.append(whose)
        if submission.answers is None and total.grade.marks:
            self.marked.append(whose)
        return not total.why

    def notes(self, left: str) -> tuple[str, ...]:
        """A line for each kind of thing; `left` says what becomes of students without a grade."""
        heads = {
            WAITING: "No grade yet, because work waits to be marked",
            "unreadable": "No grade, because nothing that they handed in could be read",
            "missing": "No grade, because they handed in nothing",
        }
        lines = [f"{heads[why]}: {some(whom)}." for why, whom in self.without.items()]
        if self.without:
            lines.append(left)
        if self.so_far:
            n = len(self.so_far)
            lines.append(f"{n} of these grades are points so far, as work waits to be marked: {some(self.so_far)}.")
        if self.late:
            lines.append(
                f"Taken off late work, in points: {some(self.lost) or 'nothing'}. If the platform has a late "
                "policy of its own, it takes off more."
            )
        if self.unknown:
            late = f"{many(len(self.unknown), 'student')} {'is' if len(self.unknown) == 1 else 'are'} late"
            once = ", only what is taken off once" if self.late.once else ""
            lines.append(f"{late} by an unknown time, so nothing was taken off by the day{once}: {some(self.unknown)}.")
        if self.marked:
            lines.append(
                f"Marked by a person, but nothing that can be read was handed in; not counted: {some(self.marked)}."
            )
        if max(map(len, (*self.without.values(), self.so_far, self.lost, self.unknown, self.marked)), default=0) > MOST:
            lines.append("exports/plain.csv, which `secondsource export` writes, says who all of them are.")
        if self.key.simulated:
            lines.append("These students are simulated: do not upload this file.")
        return tuple(lines)


def _round(points: float | None) -> float | None:
    return None if points is None else round(points, 2)
