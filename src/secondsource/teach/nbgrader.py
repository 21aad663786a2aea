"""A bridge to nbgrader 0.9, for those who grade with it already.

    Key + the students' notebook                       ->  nbgrader/source/ID/ID.ipynb, nbgrader/nbgrader_config.py
    second-source-answers.json, as nbgrader grades it  ->  points

`nbgrader/` is a course folder: `generate_assignment ID`, `zip_collect ID` and `autograde ID` run in it. Each question
has one cell with a hidden test, which gives part of a point where the kind of question does; a text waits for a person.

What nbgrader cannot do, and no bridge can: it runs what students send, as whoever grades, so a student's code can read
the hidden tests and write the points. Its feedback pages show hidden tests, and with them the key of each question
(nbgrader issue 917): hand back `secondsource feedback` instead where the key is to stay unknown. What lies in `source/`
is released too: do not answer the questions there.
"""

from __future__ import annotations

import copy
import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..activity import Activity, Item
from ..answers import BadAnswers
from ..hand_in import FILE
from .folder import Folder, write
from .grade import BLANK, results
from .handed_in import LIMITS, part_of
from .key import Key, item_of, plain

CONFIG = r"""# For `nbgrader` in this folder. Zips of what was handed in go to downloaded/{id}/archive/STUDENT.zip.
c = get_config()
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json"]
c.FileNameCollectorPlugin.named_regexp = r".*[/\\]extracted[/\\](?P<student_id>[^/\\]+)[/\\](?P<file_id>[^/\\]+)$"
c.Autograde.exclude_overwriting = {{"{id}": ["{file}"]}}  # a student's answers, never those in source/
"""


def bridge(folder: Folder, key: Key, notebook: Any) -> Path:
    """Write the students' `notebook` with the hidden tests of `key` where nbgrader looks for it, and give its path.

    The tests stand before the cells that hand in. A configuration that is there already is not changed.
    """
    import nbformat

    given = [_locked(cell, f"given-{n}") for n, cell in enumerate(notebook.cells, 1)]
    end = _hands_in(given)
    cells = [*given[:end], *_graded(key), *given[end:]]
    made = nbformat.from_dict({**notebook, "cells": cells})
    course, id = folder.path / "nbgrader", key.activity.id
    path = course / "source" / id / f"{id}.ipynb"
    write(path, nbformat.writes(made) + "\n")
    if not (course / "nbgrader_config.py").exists():
        write(course / "nbgrader_config.py", CONFIG.format(id=id, file=FILE))
    return path


def points(activity: str, version: int, scoring: str) -> float:
    """What the answer to one question is worth, for a hidden test: from 0 to 1, the same as `secondsource grade`.

    `scoring` is an item as JSON, with no more than scoring takes. The answers are those in `second-source-answers.json`
    in the working directory (`hand_in` keeps the latest there, and times of files do not outlive nbgrader's copying),
    or else those that `hand_in` left in the notebook as it was submitted. Where they are missing or cannot be used,
    0.0, and one line on standard output says why. Nothing is raised and nothing goes to standard error: nbgrader gives
    full points for a test without a result and none for one with a warning.
    """
    try:
        item = item_of(json.loads(scoring))
        answered = {id: answer for id, answer in _handed_in(activity, version).items() if id == item.id}
        found, problems = results(Key(Activity(activity, "", (item,))), answered)
        result = found[item.id]
        if isinstance(result, float):
            return result
        _say("0 points: " + (f"{item.id} was left blank" if result == BLANK else "; ".join(problems) or result))
    except Exception as error:
        _say(f"0 points: {error or type(error).__name__}")
    return 0.0


def shown(activity: str, version: int, item: str) -> None:
    """Print the answer to a question, for the person who marks it; or why there is none."""
    try:
        answer = _handed_in(activity, version).get(item)
        print(_safe(answer) if isinstance(answer, str) and answer.strip() else f"{item} was left blank.")
    except Exception as error:
        _say(f"No answer: {error or type(error).__name__}")


def _handed_in(activity: str, version: int) -> Mapping[str, Any]:
    """{item id: answer}. Raises `BadAnswers` where nothing can be used, `OSError` where nothing can be read."""
    here = Path.cwd()
    found = [here / FILE] if (here / FILE).is_file() else _submitted(here)
    if not found:
        raise BadAnswers(f"there is neither {FILE} nor a notebook as it was submitted")
    notebook = found[0].suffix == ".ipynb"
    part = part_of(activity, _read(found[0], LIMITS[found[0].suffix]), notebook)
    if part["version"] != version:
        raise BadAnswers(f"answers to edition {part['version']} of the questions, expected edition {version}")
    answers: Mapping[str, Any] = part["answers"]
    return answers


def _submitted(here: Path) -> list[Path]:
    """The notebooks as submitted, in nbgrader's own layout: it clears the outputs of those in the working directory."""
    if len(here.parents) < 3 or here.parents[1].name != "autograded":
        return []
    return sorted((here.parents[2] / "submitted" / here.parent.name / here.name).glob("*.ipynb"))


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise BadAnswers(f"{path.name} has more than {most:,} bytes")
    return content


def _safe(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _say(text: str) -> None:
    print(" ".join(_safe(text).split())[:300])


def _locked(cell: Any, id: str, **more: Any) -> dict[str, Any]:
    """A copy of a cell, with nbgrader's metadata, that students are not to change."""
    locked = {"grade": False, "grade_id": id, "locked": True, "schema_version": 3, "solution": False, "task": False}
    made: dict[str, Any] = copy.deepcopy(dict(cell))
    made["metadata"]["nbgrader"] = locked | more
    return made


def _hands_in(cells: list[dict[str, Any]]) -> int:
    """Where the last code cell begins, with the text over it."""
    end = max((i for i, cell in enumerate(cells) if cell["cell_type"] == "code"), default=len(cells))
    while end and cells[end - 1]["cell_type"] == "markdown":
        end -= 1
    return end


def _graded(key: Key) -> Iterator[dict[str, Any]]:
    """The cells that earn points; a text has one more, which shows it to the person who marks it."""
    for n, item in enumerate(key.graded, 1):
        id = f"q{n}-{re.sub('[^A-Za-z0-9]+', '-', item.id)}"
        if item.kind == "text":
            arguments = f"{key.activity.id!r}, {key.activity.version}, {item.id!r}"
            source = f"from secondsource.teach.nbgrader import shown\n\nshown({arguments})"
            yield _locked(_code(f"q{n}-shown", source), f"{id}-shown")
            yield _locked(_task(f"q{n}", key, item), id, task=True, points=key.possible(item))
        else:
            yield _locked(_code(f"q{n}", _test(key.activity, item)), id, grade=True, points=key.possible(item))


def _test(activity: Activity, item: Item) -> str:
    """A hidden test; students see the first line of it."""
    bare = Item(
        item.id,
        item.kind,
        label="",
        prompt="",
        options=dict.fromkeys(item.options, ""),
        best=item.best,
        also=item.also,
        right=item.right,
        targets=dict.fromkeys(item.targets, ""),
    )
    scoring = json.dumps(plain(bare), separators=(",", ":"))
    return (
        f"# {item.id} is graded by what you hand in. There is nothing to do here.\n"
        "### BEGIN HIDDEN TESTS\n"
        "from secondsource.teach.nbgrader import points\n"
        f"points({activity.id!r}, {activity.version}, {scoring!r})\n"
        "### END HIDDEN TESTS"
    )


def _task(id: str, key: Key, item: Item) -> dict[str, Any]:
    """What a person marks the text over it by; students do not get the mark scheme."""
    asked = " ".join(html.escape(f"{item.label} {item.prompt}").split())
    rubric = [f"- {number}: {' '.join(html.escape(text).split())}" for number, text in key.rubric(item)]
    lines = [asked, "", "=== BEGIN MARK SCHEME ===", *rubric, "=== END MARK SCHEME ==="]
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": "\n".join(lines)}


def _code(id: str, source: str) -> dict[str, Any]:
    hidden = {"jupyter": {"source_hidden": True}}
    return {
        "cell_type": "code",
        "id": id,
        "metadata": hidden,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
