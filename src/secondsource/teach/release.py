"""Make exercises from worked solutions: solutions/NAME.ipynb -> exercises/NAME.ipynb.

Only the tags of cells decide:

    solution   the worked answer; not in the exercise
    exercise   the gap that a learner fills, followed by its solution; tagged `remove-cell` too, so that the page of
               the worked solution does not show it

An untagged cell is in both. Outputs, execution counts and widget state never reach an exercise.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from ..source_file import did_you_mean

OWN = ("solution", "exercise")
BOOK_TAGS = ("hide-input", "hide-output", "remove-cell", "remove-input", "remove-output")
_MARKER = re.compile(r"^\s*(#+|<!--|//)\s*(begin|end|\+)?\s*\W*(hidden\s+)?solution\b", re.IGNORECASE | re.MULTILINE)


class BadTags(ValueError):
    """A worked solution that cannot be read or whose cells cannot be told apart; the message says where and why."""


def release(notebook: Any, source: str) -> Any:
    """The exercise in the worked `notebook`; `source` is the name that messages and the exercise's metadata give.

    Raises `BadTags` for an unknown tag, for both tags on one cell, for a gap without a solution right after it, for a
    gap that the solution's page would show, for marks inside a cell, and for a notebook without any solution.
    """
    problems = list(_problems(notebook.cells))
    if problems:
        raise BadTags("\n".join(f"{source}: {problem}" for problem in problems))
    metadata = {
        name: copy.deepcopy(notebook.metadata[name])
        for name in ("kernelspec", "language_info")
        if name in notebook.metadata
    }
    myst = notebook.metadata.get("myst")
    if myst:
        metadata["myst"] = copy.deepcopy(myst)
    metadata["secondsource"] = {"generated": f"from {source} by `secondsource release`: do not edit"}
    cells = [_cell(cell) for cell in notebook.cells if "solution" not in _tags(cell)]
    return nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def release_folder(solutions: Path, exercises: Path) -> Iterator[Path]:
    """Write the exercise of every notebook in `solutions`, and give their paths.

    Raises `BadTags` before anything is written.
    """
    made = list(_made(solutions, exercises))
    for path, _ in made:
        if path.exists() and "`secondsource release`: do not edit" not in path.read_text("utf-8", errors="replace"):
            raise BadTags(f"{path}: there is a notebook that was not released; it is not overwritten")
    exercises.mkdir(parents=True, exist_ok=True)
    for path, text in made:
        path.write_text(text, "utf-8", newline="\n")
        yield path


def drift(solutions: Path, exercises: Path) -> list[Path]:
    """The exercises that are not what their solutions give, and those without a solution. Raises `BadTags`."""
    made = dict(_made(solutions, exercises))
    present = set(exercises.glob("*.ipynb"))
    stale = [path for path, text in made.items() if path not in present or path.read_text("utf-8") != text]
    return sorted([*stale, *(present - made.keys())])


def _made(solutions: Path, exercises: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(solutions.glob("*.ipynb")):
        source = f"{solutions.name}/{path.name}"
        try:
            worked = nbformat.read(path, as_version=4)
        except Exception as error:  # nbformat raises whatever its readers and converters raise
            raise BadTags(f"{source}: not a notebook that can be read: {error}") from None
        exercise = release(worked, source)
        yield exercises / path.name, nbformat.writes(exercise) + "\n"


def _problems(cells: list[Any]) -> Iterator[str]:
    if not any("solution" in _tags(cell) for cell in cells):
        yield "no cell is tagged 'solution': is this a worked solution?"
    for i, cell in enumerate(cells):
        where, tags = f"cell {i + 1} ({cell.get('id', 'no id')})", _tags(cell)
        for tag in tags:
            if tag not in (*OWN, *BOOK_TAGS):
                yield f"{where}: unknown tag {tag!r}{did_you_mean(tag, (*OWN, *BOOK_TAGS))}"
        if {*OWN} <= tags:
            yield f"{where}: tagged 'solution' and 'exercise' at once"
        elif "exercise" in tags:
            if i + 1 == len(cells) or "solution" not in _tags(cells[i + 1]):
                yield f"{where}: a gap has to be followed at once by its solution"
            if "remove-cell" not in tags:
                yield f"{where}: a gap has to be tagged 'remove-cell' too, or the solution's page shows it"
        if _MARKER.search(cell.source):
            yield f"{where}: it marks a solution inside the cell; tag the whole cell instead"


def _cell(cell: Any) -> dict[str, Any]:
    """The cell without anything that running it left behind."""
    tags = [tag for tag in cell.metadata.get("tags", []) if tag != "exercise"]
    if "exercise" in _tags(cell):
        tags.remove("remove-cell")
    made = {
        "cell_type": cell.cell_type,
        "id": cell.id,
        "metadata": {"tags": tags} if tags else {},
        "source": cell.source,
    }
    if cell.cell_type == "code":
        made |= {"outputs": [], "execution_count": None}
    return made


def _tags(cell: Any) -> set[str]:
    return set(cell.metadata.get("tags", []))
