"""What a person marked: CSV files that are added to `marks/` and never changed.

    marks/*.csv (student, item, points, comment, at)  ->  Marks

Where two rows mark the same answer, the later one counts, and the earlier one stays in its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from . import csv_file
from .folder import write
from .key import Key

HEADER = ("student", "item", "points", "comment", "at")


@dataclass(frozen=True)
class Mark:
    """What somebody gave for one answer, why, and when (ISO 8601)."""

    points: float
    comment: str = ""
    at: str = ""


@dataclass(frozen=True)
class Marks:
    """All marks, {student: {item id: mark}}, and a line for each row that could not be used."""

    by_student: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def load(folder: Path, key: Key) -> Marks:
    """Every mark in the CSV files of `folder`. A row that cannot be used is a problem, never an end."""
    found: dict[str, dict[str, Mark]] = {}
    problems = []
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
            mine = found.setdefault(cells["student"], {})
            if cells["item"] not in mine or mark.at >= mine[cells["item"]].at:
                mine[cells["item"]] = mark
    return Marks(found, tuple(problems))


def add(folder: Path, source: Path, key: Key) -> tuple[Path, tuple[str, ...]]:
    """Copy a file of marks into `folder` under a name that is free; where it is now, and what in it is not usable.

    The same content is not added twice. Raises `BadTable` for a file that is no table of marks.
    """
    table = csv_file.read(source)
    missing = [name for name in HEADER[:3] if name not in table.header]
    if missing:
        raise csv_file.BadTable(f"{source}: no column {missing[0]!r}; expected {', '.join(HEADER)}")
    content = source.read_bytes()
    for path in sorted(folder.glob("*.csv")):
        if path.read_bytes() == content:
            break
    else:
        numbers = range(1, 1_000_000)
        path = next(p for n in numbers if not (p := folder / f"marks-{n:03}.csv").exists())
        write(path, content)
    return path, tuple(p for p in load(folder, key).problems if p.startswith(f"{path.name},"))


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
