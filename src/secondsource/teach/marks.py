"""What a person marked: CSV files that are added to `marks/` and never changed.

    marks/*.csv (student, item, points, comment, at)  ->  Marks

Where two rows mark the same answer, the later one counts, and the earlier one stays in its file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path

from . import csv_file
from .folder import write
from .key import Key

HEADER = ("student", "item", "points", "comment", "at")
NO_TIME = datetime.min.replace(tzinfo=UTC)
"""When a mark without a time was given: before all others."""


@dataclass(frozen=True)
class Mark:
    """What somebody gave for one answer, why, and when (ISO 8601, as in the file)."""

    points: float
    comment: str = ""
    at: str = ""


@dataclass(frozen=True)
class Marks:
    """All marks, {student: {item id: mark}}; a line for each row that could not be used or has a time that is none; and
    a line for each mark that gives way to a later one, of other points or with another comment."""

    by_student: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def load(folder: Path, key: Key) -> Marks:
    """Every mark in the CSV files of `folder`. A row that cannot be used is a problem, never an end.

    The later mark of an answer counts, by its time; of the same time, the one in the later file or row. A mark without
    a time gives way to all others.
    """
    problems: list[str] = []
    found: dict[tuple[str, str], list[tuple[Mark, str]]] = {}
    for student, item, mark, file in _rows(folder, key, problems):
        found.setdefault((student, item), []).append((mark, file))
    by_student: dict[str, dict[str, Mark]] = {}
    conflicts: list[str] = []
    for (student, item), given in found.items():
        *earlier, (counts, file) = sorted(given, key=lambda one: moment(one[0].at))
        by_student.setdefault(student, {})[item] = counts
        conflicts += _conflicts(f"{student}, {item}: {_shown(counts, file)} counts", counts, earlier)
    return Marks(by_student, tuple(problems), tuple(conflicts))


def _rows(folder: Path, key: Key, problems: list[str]) -> Iterator[tuple[str, str, Mark, str]]:
    """(student, item id, mark, file name) for each usable row; what is wrong with others goes to `problems`."""
    possible = {item.id: key.possible(item) for item in key.graded}
    for path in sorted(folder.glob("*.csv")):
        try:
            rows = csv_file.read(path).dicts()
        except csv_file.BadTable as error:
            problems.append(str(error))
            continue
        for number, row in enumerate(rows, start=2):
            cells = {name: csv_file.undone(cell) for name, cell in row.items()}
            why = _problem(cells, possible)
            if why:
                problems.append(f"{path.name}, row {number}: {why}")
                continue
            mark = Mark(float(cells["points"]), cells.get("comment", ""), cells.get("at", ""))
            if mark.at and moment(mark.at) == NO_TIME:
                problems.append(f"{path.name}, row {number}: {mark.at!r} is no time; marks with one go before it")
            yield cells["student"], cells["item"], mark, path.name


def moment(at: str) -> datetime:
    """An ISO 8601 time in UTC, taken for one of this machine where it names no zone; `NO_TIME` for what is none."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return NO_TIME


def add(folder: Path, source: Path, key: Key) -> tuple[Path, tuple[str, ...]]:
    """Copy a file of marks into `folder` under a name that is free; where it is now, and what in it is not usable.

    The same content is not added twice. Raises `BadTable` for a file that is no table of marks.
    """
    table = csv_file.read(source)
    missing = [name for name in HEADER[:3] if name not in table.header]
    if missing:
        raise csv_file.BadTable(f"{source}: no column {missing[0]!r}; expected {', '.join(HEADER)}")
    content = source.read_bytes()
    path = next((path for path in sorted(folder.glob("*.csv")) if path.read_bytes() == content), None)
    if path is None:
        path = _free(folder)
        write(path, content)
    return path, tuple(p for p in load(folder, key).problems if p.startswith(f"{path.name},"))


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


def _conflicts(head: str, counts: Mark, earlier: list[tuple[Mark, str]]) -> Iterator[str]:
    """A line for each different mark that does not count, once for the same one in several files."""
    seen = {_said(counts)}
    for mark, file in earlier:
        said = points, comment = _said(mark)
        if said not in seen and (comment or points != counts.points):
            seen.add(said)
            yield f"{head}, {_shown(mark, file)} does not"


def _said(mark: Mark) -> tuple[float, str]:
    return mark.points, " ".join(mark.comment.split())


def _shown(mark: Mark, file: str) -> str:
    points, comment = _said(mark)
    words = f" ‘{comment[:60]}’" if comment else ""
    return f"{points:g}{words} ({', '.join(filter(None, [file, mark.at]))})"


def _problem(cells: Mapping[str, str], possible: Mapping[str, float]) -> str:
    """Why a row is no mark; an empty string when it is one."""
    if not cells.get("student"):
        return "no student"
    item = cells.get("item", "")
    if item not in possible:
        return f"no question {item!r} earns points here"
    try:
        points = float(cells.get("points", ""))
    except ValueError:
        return f"{cells.get('points')!r} is no number of points"
    if not isfinite(points) or not 0 <= points <= possible[item]:
        return f"{points:g} points, expected 0 to {possible[item]:g}"
    return ""
