"""The bridge to nbgrader: it is really run, and gives what `secondsource grade` gives."""

import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource import answers
from secondsource.activity import Item
from secondsource.hand_in import FILE
from secondsource.sheet import Group, Sheet
from secondsource.teach import key as keys
from secondsource.teach import nbgrader
from secondsource.teach.assign import Part, assign
from secondsource.teach.folder import Folder
from secondsource.teach.grade import grade_one
from secondsource.teach.submission import Submission

CANARY = "canary in the key"
ID = "port-news"
SAYS = "The port closed after heavy shelling, the ministry said, and no ship left."
ITEMS = (
    Item(
        f"{ID}.g.source",
        "choice",
        "Who says so?",
        SAYS,
        {"ministry": "The ministry", "reporter": "The reporter", "nobody": "Nobody"},
        best="ministry",
        also=("reporter",),
        feedback={"nobody": CANARY},
        key_says=CANARY,
    ),
    Item(
        f"{ID}.g.words",
        "spans",
        "Mark the words that weigh.",
        SAYS,
        {"w1": "closed", "w2": "heavy", "w3": "shelling", "w4": "no ship"},
        spans={"w1": (9, 15), "w2": (22, 27), "w3": (28, 36), "w4": (60, 67)},
        right=("w2", "w3"),
        also=("w4",),
        swaps={"w2": CANARY},
    ),
    Item(
        f"{ID}.g.trail",
        "links",
        "Who had it from whom?",
        "",
        {"paper": "The paper", "agency": "The agency"},
        targets={"agency": "The agency", "ministry": "The ministry"},
        right=(("paper", "agency"), ("agency", "ministry")),
        feedback={"": CANARY},
    ),
    Item(f"{ID}.g.sure", "scale", "How sure are you?", "", {"1": "Not", "2": "Very"}),
    Item(f"{ID}.g.why", "text", "Why?", "Name the words that <decide>.", {}, models=(("One", CANARY, CANARY),)),
)
RIGHT = {
    ITEMS[0].id: "ministry",
    ITEMS[1].id: ["w2", "w3"],
    ITEMS[2].id: [["paper", "agency"], ["agency", "ministry"]],
    ITEMS[3].id: 2,
    ITEMS[4].id: "‘Said’ shows it. <script>alert(1)</script> \ud800",
}
PARTLY = {
    ITEMS[0].id: "reporter",
    ITEMS[1].id: ["w2", "w4"],
    ITEMS[2].id: [["paper", "agency"], ["paper", "ministry"]],
}
CLASS = {
    "right": RIGHT,
    "partly": PARTLY,
    "blank": {},
    "broken": None,
    "notebook-only": PARTLY | {ITEMS[0].id: "nobody", ITEMS[4].id: "Because."},
}


def handed_in(work):
    return json.dumps(answers.document({ID: {"version": 1, "answers": work}}))


@pytest.fixture(scope="module")
def key_and_notebook(tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("assignment"))
    made = assign(folder, ID, [Part(Sheet(ID, "News from the port", (Group("g", "", ITEMS),)))])
    return keys.load(made.key), nbformat.read(folder.give / f"{ID}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("submission")


@pytest.fixture(scope="module")
def scorings(key_and_notebook):
    """{item id: what the hidden test knows of it}"""
    key, _ = key_and_notebook
    sources = [cell["source"] for cell in nbgrader._graded(key)]
    calls = [line for source in sources for line in source.split("\n") if line.startswith("points(")]
    return {json.loads(scoring)["id"]: scoring for call in calls for *_, scoring in [eval(call[len("points") :])]}  # noqa: S307


def test_nbgrader_releases_collects_and_grades_as_we_do(key_and_notebook, tmp_path):
    key, notebook = key_and_notebook
    before = nbformat.writes(notebook)
    source = nbgrader.bridge(Folder(tmp_path), key, notebook)
    assert source == tmp_path / "nbgrader" / "source" / ID / f"{ID}.ipynb"
    assert nbformat.writes(notebook) == before
    assert CANARY not in source.read_text("utf-8").replace("\\", "")

    course = tmp_path / "nbgrader"
    run(course, ID, "GenerateAssignmentApp")
    released = (course / "release" / ID / f"{ID}.ipynb").read_text("utf-8")
    assert [path.name for path in (course / "release" / ID).iterdir()] == [f"{ID}.ipynb"]
    for secret in ("points(", '"best', '"right', '\\"also', keys.REASON[2][1], CANARY):
        assert secret not in released, secret
    nbformat.validate(nbformat.reads(released, as_version=4))

    archive = course / "downloaded" / ID / "archive"
    archive.mkdir(parents=True)
    for student, work in CLASS.items():
        with zipfile.ZipFile(archive / f"{student}.zip", "w") as file:
            only = student == "notebook-only"
            file.writestr(f"{ID}.ipynb", with_output(released, work) if only else released)
            if not only:
                file.writestr(FILE, '{"format": ' if work is None else handed_in(work))
    (source.parent / FILE).write_text(handed_in(RIGHT), "utf-8")  # a teacher tried it there: nobody gets these points
    run(course, ID, "ZipCollectApp", "AutogradeApp")

    grades = gradebook(course)
    for student, work in CLASS.items():
        ours = grade_one(key, Submission(student, answers=work))
        theirs = grades[student]
        assert len(theirs) == len(key.graded)
        for item, (score, most, waits) in zip(key.graded, theirs.values(), strict=True):
            result = ours.result(item.id)
            assert score == (result if isinstance(result, float) else 0), (student, item.id)
            assert most == key.possible(item)
            assert waits == (item.kind == "text"), (student, item.id)
    assert [score for score, _, _ in grades["right"].values()] == [1, 1, 1, 0]
    assert [score for score, _, _ in grades["partly"].values()] == [1, 2 / 3, 1 / 2, 0]

    outputs = {student: texts(course / "autograded" / student / ID / f"{ID}.ipynb") for student in CLASS}
    assert "‘Said’ shows it. <script>alert(1)</script> ?" in outputs["right"]
    assert outputs["blank"].count("was left blank") == len(key.graded)
    assert outputs["broken"].count("0 points: not JSON: line 1") == 3
    assert "Because." in outputs["notebook-only"]


RUN = """
import sys
from nbgrader import apps
for name in sys.argv[2:]:
    app = getattr(apps, name)
    app.launch_instance([sys.argv[1]])
    app.clear_instance()
"""


def run(course, id, *commands):
    """Commands of nbgrader, in one process, which finds nothing of ours and leaves nothing outside its folder."""
    own = ("HOME", "IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # it calls `alembic`
    made = subprocess.run(
        [sys.executable, "-c", RUN, id, *commands],
        cwd=course,
        env=os.environ | dict.fromkeys(own, str(course.parent)) | {"PATH": beside},
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr


def with_output(released, work):
    """The notebook as it is saved after `hand_in`."""
    notebook = nbformat.reads(released, as_version=4)
    last = next(cell for cell in notebook.cells if cell.source.startswith("hand_in("))
    last.outputs = [
        nbformat.v4.new_output("execute_result", {answers.MIME: json.loads(handed_in(work))}, execution_count=2)
    ]
    return nbformat.writes(notebook)


def gradebook(course):
    """{student: {cell: (score, possible, waits for a person)}}, in the order of the cells."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        return {
            submission.student.id: {
                grade.name: (grade.score, grade.max_score, grade.needs_manual_grade)
                for grade in sorted(submission.notebooks[0].grades, key=lambda grade: grade.name)
            }
            for submission in book.assignment_submissions(ID)
        }


def texts(path):
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(o.text for cell in cells if cell.cell_type == "code" for o in cell.outputs if "text" in o)


def scored(folder, scoring):
    """(points, what was said) for one question, with `folder` as the working directory."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        points = nbgrader.points(ID, 1, scoring)
    assert err.getvalue() == ""
    assert type(points) is float
    return points, out.getvalue()


NAMES = ["ministry", "reporter", "w1", "w2", "w3", "w4", "paper", "agency"]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(NAMES)
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
NAME = st.sampled_from(NAMES)
PLAUSIBLE = NAME | st.lists(NAME) | st.lists(st.tuples(NAME, NAME))


@given(st.fixed_dictionaries({}, optional={item.id: PLAUSIBLE | ANYTHING for item in ITEMS}))
def test_whatever_is_answered_a_test_gives_what_grading_gives(folder, key_and_notebook, scorings, work):
    text = json.dumps({"format": answers.FORMAT, "book": "second-source", "activities": {ID: {"version": 1}}})
    (folder / FILE).write_text(text.replace(": 1", f': 1, "answers": {json.dumps(work)}'))
    try:
        usable = answers.loads((folder / FILE).read_bytes())[ID]["answers"]
    except answers.BadAnswers:
        usable = None
    ours = grade_one(key_and_notebook[0], Submission("one", answers=usable))
    for id, scoring in scorings.items():
        points, said = scored(folder, scoring)
        result = ours.result(id)
        assert points == (result if isinstance(result, float) else 0)
        assert said.count("\n") == (not isinstance(result, float))


@given(st.binary() | ANYTHING.map(lambda content: json.dumps(content).encode()))
def test_a_file_that_is_no_answers_file_gives_nothing_and_says_why(folder, scorings, content):
    (folder / FILE).write_bytes(content)
    for scoring in scorings.values():
        points, said = scored(folder, scoring)
        assert points == 0
        assert said.startswith("0 points: ") and said.count("\n") == 1 and len(said) < 350


GOOD = handed_in(RIGHT)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "neither second-source-answers.json nor a notebook"),
        ("[" * 200_000, "nested too deep"),
        (" " * 1_000_001 + GOOD, "has more than 1,000,000 bytes"),
        (GOOD.replace("2,", "NaN,"), "NaN is not a number"),
        (GOOD.replace('"version": 1', '"version": 1, "version": 1'), "stands twice"),
        (GOOD.replace('"book": "second-source"', '"book": "another"'), "of the book 'another'"),
        (GOOD.replace(ID, "other-news"), "no answers of 'port-news'"),
        (GOOD.replace('"version": 1', '"version": 2'), "answers to edition 2 of the questions, expected edition 1"),
        (GOOD.encode("utf-16"), "expected UTF-8"),
    ],
)
def test_why_there_are_no_points(tmp_path, scorings, content, why):
    if content is not None:
        (tmp_path / FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert content is None or content != GOOD
    for scoring in scorings.values():
        points, said = scored(tmp_path, scoring)
        assert points == 0 and why in said


@pytest.mark.parametrize("scoring", ["{", "[]", '{"id": "q"}'])
def test_a_hidden_test_that_is_damaged_gives_nothing_and_says_why(tmp_path, scoring):
    (tmp_path / FILE).write_text(GOOD)
    points, said = scored(tmp_path, scoring)
    assert points == 0 and said.startswith("0 points: ")


NO_NOTEBOOKS = [
    "",
    "[]",
    "{}",
    '{"cells": 1}',
    '{"cells": [[]]}',
    '{"cells": [{"outputs": 1}]}',
    '{"cells": [{"outputs": [{"data": 1}]}]}',
    json.dumps({"cells": [{"outputs": [{"data": {answers.MIME: "everything is right"}}]}]}),
    json.dumps({"cells": [{"outputs": [{"data": {answers.MIME: None}}]}]}),
]


@pytest.mark.parametrize("content", NO_NOTEBOOKS)
def test_a_notebook_that_is_none_gives_nothing_and_says_why(tmp_path, scorings, content):
    here = tmp_path / "autograded" / "one" / ID
    submitted = tmp_path / "submitted" / "one" / ID
    here.mkdir(parents=True)
    submitted.mkdir(parents=True)
    (submitted / f"{ID}.ipynb").write_text(content)
    points, said = scored(here, next(iter(scorings.values())))
    assert points == 0 and said.startswith("0 points: ") and said.count("\n") == 1


def test_what_a_hidden_test_imports_is_light_and_silent():
    heavy = ("numpy", "pandas", "matplotlib", "nbformat")
    code = f"import secondsource.teach.nbgrader, sys; print([name for name in {heavy} if name in sys.modules])"
    made = subprocess.run([sys.executable, "-W", "default", "-c", code], capture_output=True, text=True, check=True)
    assert (made.stdout, made.stderr) == ("[]\n", "")
