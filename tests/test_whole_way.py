"""From `assign` to `report` on the simulated class, by the commands that the teacher's guide names, in its order."""

import csv
import io
import json
import re
import shlex
import zipfile
from pathlib import Path

import click
import hostile_class
import pytest
from click.testing import CliRunner
from conftest import ROOT
from test_book_in_browser import barriers

from secondsource import teach
from secondsource.cli import main
from secondsource.teach import csv_file, demo_class, grade
from secondsource.teach import key as keys
from secondsource.teach.commands import COMMANDS
from secondsource.teach.demo_class import STUDENTS
from secondsource.teach.folder import Folder, write

GUIDE = (ROOT / "book" / "teach" / "class.md").read_text("utf-8")


def run(line):
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exit_code == 0, f"{line}\n{result.output}"
    return result.output


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder of the demo class, after every line that the guide and the command's own text tell to type."""
    place = tmp_path_factory.mktemp("class")
    said = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        lines = re.search(r"(?<=```\n)secondsource demo-class.*?(?=```\n\nThen open)", GUIDE, re.DOTALL)[0]
        for line in re.findall(r"^(?:secondsource|cd) .*$", lines, re.MULTILINE):
            if line.startswith("cd "):
                patch.chdir(line.removeprefix("cd "))
            else:
                said[line] = run(line)
        typed = re.findall(r"^ {4}(secondsource .*|cd .*)$", said["secondsource demo-class demo"], re.MULTILINE)
        assert [line for line in typed if "--add" not in line][1:-1] == [
            line for line in re.findall(r"^(?:secondsource|cd) .*$", lines, re.MULTILINE) if "demo-class" not in line
        ][1:]
    return place / "demo", said


def test_the_class_is_collected_with_all_its_trouble(demo):
    folder, said = demo
    grades = {g.submission.student: g for g in grade.read(Folder(folder / "finish"))}
    assert len(grades) == STUDENTS
    assert grades["9012"].submission.status == "missing"
    assert grades["9012"].submission.name == "Student 12, Simulated"
    assert grades["9023"].submission.status == "unreadable"
    assert [id for id, g in grades.items() if g.submission.late] == ["9005", "9018"]
    assert grades["9010"].submission.files[-1].endswith("second-source-answers-1.json")
    assert len(grades["9010"].submission.answers) > 5
    assert grades["9007"].submission.files[0].endswith("finish.ipynb")
    assert "my answers.json" in said["secondsource collect submissions.zip --roster gradebook.csv"]
    assert "28 of 30 students graded" in said["secondsource grade"]


def test_it_is_marked_as_simulated_everywhere(demo):
    folder, _ = demo
    pages = [*folder.rglob("review/*.html"), *folder.rglob("feedback/*.html"), *folder.rglob("report.html")]
    assert len(pages) == 5
    for path in pages:
        assert "This class is simulated" in path.read_text("utf-8"), path
    assert "Simulated" in (folder / "finish" / "exports" / "canvas.csv").read_text("utf-8")


def test_the_way_back_holds_what_each_step_promises(demo):
    folder, _ = demo
    finish = folder / "finish"
    with zipfile.ZipFile(finish / "feedback" / "feedback.zip") as archive:
        assert len(archive.namelist()) == 29
        assert all(re.match(r"simulatedstudent\d\d_(LATE_)?9\d\d\d_5\d\d\d_", name) for name in archive.namelist())
    text = (finish / "exports" / "canvas.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [name for name in rows[0] if name] == ["Student", "ID", "Section", "Finish (4242)"]
    assert len(rows) == 1 + 28
    report = (finish / "report.html").read_text("utf-8")
    assert "What divided the class" in report
    assert not re.search(r"Student \d\d, Simulated|simulatedstudent", report)


def test_marks_come_back_and_the_grades_with_them(demo, monkeypatch, tmp_path):
    folder, _ = demo
    finish = Folder(folder / "finish")
    monkeypatch.chdir(finish.path)
    before = {g.submission.student: g for g in grade.read(finish)}
    waiting = next(g for g in before.values() if g.items(grade.PENDING))
    item = waiting.items(grade.PENDING)[0]
    saved = tmp_path / "marks-finish.csv"
    saved.write_text(
        f"student,item,points,comment,at\r\n{waiting.submission.student},{item},2,good,2026-11-25T10:00Z\r\n"
    )
    assert "answers with a mark: 1" in run(f"secondsource review --add {shlex.quote(str(saved))}")
    run("secondsource grade")
    after = {g.submission.student: g for g in grade.read(finish)}[waiting.submission.student]
    assert after.points == waiting.points + 2
    assert item not in after.items(grade.PENDING)
    assert next(finish.marks.glob("*.csv")).read_bytes() == saved.read_bytes()


def test_the_simulated_class_is_the_same_every_time(tmp_path):
    first, second = (demo_class.demo_class(tmp_path / name) for name in ("one", "two"))
    for a, b in zip(first, second, strict=True):
        assert (a.path / "submissions.zip").read_bytes() == (b.path / "submissions.zip").read_bytes()
        assert a.key.read_bytes() == b.key.read_bytes()
        assert json.loads(a.key.read_text("utf-8"))["simulated"] is True
    result = CliRunner().invoke(main, ["demo-class", str(tmp_path / "one")])
    assert result.exit_code == 1
    assert "one is there already: choose another name" in result.output


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_shows_an_example(command):
    assert f"Example: secondsource {command.name} " in command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.name not in ("assign", "demo-class")])
def test_a_command_in_a_folder_without_an_assignment_says_what_to_do(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.json").write_text("{}")
    result = CliRunner().invoke(main, [command.name, *(["x.json"] if command.name == "collect" else [])])
    assert result.exit_code == 1
    assert "run `secondsource assign` first" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_the_pages_of_the_whole_way_have_no_barrier(demo, visit):
    folder, _ = demo
    here = visit()
    for name in ("review/index.html", "feedback/class.html", "report.html"):
        page = here.open((folder / "finish" / name).as_uri())
        assert barriers(page) == [], name
    assert here.errors == []


def cells(path):
    """Every cell of a CSV file, as any spreadsheet may cut it."""
    text = path.read_bytes().decode("utf-8-sig")
    return [cell for cut in ",;\t|" for row in csv.reader(io.StringIO(text, newline=""), delimiter=cut) for cell in row]


def test_five_hundred_hostile_files_change_nothing_for_five_hundred_others(tmp_path, monkeypatch):
    good, bad = hostile_class.good(500), hostile_class.hostile(500)
    grades = {}
    for name, files in (("alone", good), ("mixed", good | bad)):
        folder = Folder(tmp_path / name)
        write(folder.key, keys.dumps(hostile_class.KEY))
        hostile_class.to_zip(tmp_path / f"{name}.zip", files)
        monkeypatch.chdir(folder.path)
        collected = run(f"secondsource collect ../{name}.zip")
        run("secondsource grade")
        grades[name] = {g.submission.student: g for g in grade.read(folder)}
    mixed, alone = grades["mixed"], grades["alone"]
    assert len(alone) == 500
    assert {id: mixed[id] for id in alone} == alone
    assert {g.submission.status for id, g in mixed.items() if id not in alone} == {"unreadable"}
    reported = [line for line in collected.splitlines() if line.startswith("mixed.zip: ")]
    assert len(reported) == 500
    for command in ("review", "feedback", "report", "export", 'export --canvas "Week (1)" --so-far'):
        run(f"secondsource {command}")
    folder = Folder(tmp_path / "mixed")
    tables = [folder.path / "grades.csv", *sorted((folder.path / "exports").glob("*.csv"))]
    assert [path.name for path in tables] == ["grades.csv", "canvas.csv", "plain.csv"]
    for path in tables:
        assert not [cell for cell in cells(path) if cell.lstrip(" ").startswith(csv_file.RISKY)], path.name
    with zipfile.ZipFile(folder.path / "feedback" / "feedback.zip") as archive:
        names = archive.namelist()
    assert len(names) == len({name.casefold() for name in names}) == len(mixed)
    assert not [name for name in names if ".." in name.split("/") or name.startswith("/") or "\\" in name]
    made = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert made == {"alone", "mixed", "alone.zip", "mixed.zip"}
    assert not list(tmp_path.rglob("executed"))


def test_the_map_of_the_teachers_side_names_every_file():
    named = set(re.findall(r"\w+\.py", teach.__doc__))
    assert named == {path.name for path in Path(teach.__file__).parent.glob("*.py")} - {"__init__.py"}
