"""Measure collecting and grading: how fast, how much memory, and beside nbgrader on the same three questions."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
from test_nbgrader import run

from secondsource import answers
from secondsource.activity import Activity, Item
from secondsource.hand_in import FILE
from secondsource.teach.assign import assign, of_bank
from secondsource.teach.folder import Folder, write
from secondsource.teach.key import Key, dumps, load

Say = Callable[[str, str, str], None]

OURS = """
import json, sys, time
from pathlib import Path
from secondsource.teach.collect import collect
from secondsource.teach.folder import Folder
from secondsource.teach.grade import grade
folder, times = Folder(Path(sys.argv[1])), [time.process_time()]
collect(folder, [folder.path / "submissions.zip"])
times.append(time.process_time())
graded = sum(grade.submission.answers is not None for grade in grade(folder))
times.append(time.process_time())
memory = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(json.dumps({"graded": graded, "times": times, "memory": int(memory) / 1000}))
"""
"""The memory is Linux's own figure for this program: `ru_maxrss` would begin with that of whoever started it."""

THREE = tuple(
    Item(f"q{n}", "choice", f"Question {n}", "Who says so?", {"a": "A", "b": "B", "c": "C"}, best="a", also=("b",))
    for n in (1, 2, 3)
)
BATCH = 10


def grading(say: Say) -> None:
    """Print the speed and the memory for many students, and the cost of a submission beside nbgrader's."""
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(Path(path) / "bench")
        assign(folder, "bench", [of_bank("a")], public=True)
        key, memory = load(folder.key), {}
        for students in (1_000, 10_000):
            took, memory[students] = _ours(Path(path) / str(students), key, students)
        questions = f"{len(key.activity.items)} questions"
        for step, seconds in zip(("collect", "grade"), took[1:], strict=True):
            say(
                f"{step} {students:,} answers files, {questions}, one core",
                f"{students / seconds:,.0f} /s",
                "≥ 1,000 /s",
            )
        for students, megabytes in memory.items():
            say(f"peak memory of both for {students:,} files", f"{megabytes:.0f} MB", "flat")
        ours, _ = _ours(Path(path) / "three", Key(Activity("three", "Three", THREE)), BATCH)
        theirs = _nbgrader(Path(path) / "course")
        each, other = sum(ours) / BATCH, theirs / BATCH
        batch = f"three choices, batch of {BATCH}: CPU each"
        say(f"nbgrader autograde, {batch}", f"{other:.3f} s", "its kernels included")
        say(f"collect + grade, {batch}", f"{each:.3f} s", "the start of Python included")
        say("ratio of the two", f"{other / each:.0f}", "no kernel needed")


def _ours(path: Path, key: Key, students: int) -> tuple[list[float], float]:
    """(CPU seconds to start, to collect and to grade; peak memory in MB) for a zip as Canvas makes it."""
    folder, draw = Folder(path), random.Random(1)  # noqa: S311
    write(folder.key, dumps(key))
    with zipfile.ZipFile(path / "submissions.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(students):
            given = {item.id: draw.choice([*item.options]) for item in key.activity.items}
            content = answers.dumps({key.activity.id: {"version": key.activity.version, "answers": given}})
            archive.writestr(f"student{n:05}_{10_000 + n}_{50_000 + n}_{FILE}", content)
    made = subprocess.run([sys.executable, "-c", OURS, str(path)], check=True, capture_output=True, text=True)
    found = json.loads(made.stdout)
    assert found["graded"] == students, made
    start, collected, graded = found["times"]
    return [start, collected - start, graded - collected], found["memory"]


def _nbgrader(course: Path) -> float:
    """CPU seconds of `nbgrader autograde` for the batch, its kernels included: the three questions as nbgrader asks
    them, an assertion each, with nothing of ours in the notebook.
    """
    cells = [_cell("answers = {}", "answers", solution=True)]
    cells += [
        _cell(f"assert answers[{i.id!r}] in {i.accepted}", i.id, grade=True, points=1, locked=True) for i in THREE
    ]
    spec = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=spec)
    write(course / "source" / "three" / "three.ipynb", nbformat.writes(notebook))
    write(course / "nbgrader_config.py", "get_config()\n")
    run(course, "three", "GenerateAssignmentApp")
    released, draw = nbformat.read(course / "release" / "three" / "three.ipynb", as_version=4), random.Random(1)  # noqa: S311
    for n in range(BATCH):
        picked = {item.id: draw.choice([*item.options]) for item in THREE}
        released.cells[0].source = f"answers = {picked}"
        write(course / "submitted" / f"student{n:05}" / "three" / "three.ipynb", nbformat.writes(released))
    before = _children()
    run(course, "three", "AutogradeApp")
    return _children() - before


def _cell(source: str, id: str, **more: object) -> nbformat.NotebookNode:
    plain = {"grade": False, "grade_id": id, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": plain | more})


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
