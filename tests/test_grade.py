"""Grading: blank is not wrong, a text waits for a person, an interrupted run loses nothing and counts nothing twice."""

import random
import subprocess
import sys

import gallery
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.activity import Activity, Item
from secondsource.teach import grade as grading
from secondsource.teach import key as keys
from secondsource.teach.assign import assign, of_module
from secondsource.teach.folder import Folder, NotReady, write, write_lines
from secondsource.teach.grade import BLANK, PENDING, UNUSABLE
from secondsource.teach.key import Key
from secondsource.teach.submission import Submission

WHO = {"named": "a named person", "none": "nobody"}
WORDS = {"a": "fled", "b": "left", "c": "panic"}
KEY = Key(
    Activity(
        "week",
        "A week",
        (
            Item("w.1", "choice", "One", "Said.", WHO, best="named"),
            Item("w.2", "choice", "Two", "Said.", WHO, best="none", also=("named",)),
            Item("w.3", "spans", "Three", "fled left panic", WORDS, right=("a", "c"), also=("b",)),
            Item("w.4", "pairs", "Four", "Match.", WORDS, targets=WHO, right=(("a", "named"), ("b", "none"))),
            Item("w.5", "scale", "Five", "Grade.", {"1": "one", "2": "two"}, best="2"),
            Item("w.6", "text", "Six", "Why?", {}),
            Item("w.1.confidence", "scale", "One", "How sure?", {"guess": "guessing", "sure": "sure"}),
        ),
    ),
    rubrics={"w.6": ((0, "none"), (3, "all"))},
)
RIGHT = gallery.answers(KEY.activity) | {"w.6": "Because."}


def folder(path, *submissions, key=KEY):
    made = Folder(path)
    write(made.key, keys.dumps(key))
    write_lines(made.collected, (each.record() for each in submissions))
    return made


def graded(made):
    return list(grading.grade(made))


@pytest.mark.parametrize(
    ("item", "answer", "result"),
    [
        ("w.1", "named", 1.0),
        ("w.1", "none", 0.0),
        ("w.2", "named", 1.0),
        ("w.3", ["a", "c"], 1.0),
        ("w.3", ["a", "b"], pytest.approx(2 / 3)),
        ("w.3", [], 0.0),
        ("w.4", [["a", "named"]], pytest.approx(2 / 3)),
        ("w.5", 2, 1.0),
        ("w.5", "2", 1.0),
        ("w.6", "Because.", PENDING),
        ("w.6", " \n ", BLANK),
        ("w.1", "", BLANK),
        ("w.1", "nobody", UNUSABLE),
        ("w.1", ["named"], UNUSABLE),
        ("w.3", "a", UNUSABLE),
        ("w.3", [["a", "b"]], UNUSABLE),
        ("w.4", ["a"], UNUSABLE),
        ("w.5", 2.5, UNUSABLE),
        ("w.6", 7, UNUSABLE),
    ],
)
def test_an_answer_earns_what_its_kind_says(item, answer, result):
    found, problems = grading.results(KEY, {item: answer})
    assert found[item] == result
    assert bool(problems) == (result == UNUSABLE)
    assert all(found[other] == BLANK for other in found if other != item)
    assert "w.1.confidence" not in found


def test_blank_is_not_wrong_and_neither_earns_points(tmp_path):
    made = folder(tmp_path, Submission("1", answers={}), Submission("2", answers={"w.1": "none"}))
    blank, wrong = graded(made)
    assert blank.points == wrong.points == 0
    assert len(blank.items(BLANK)) == 6
    assert len(wrong.items(BLANK)) == 5


def test_answers_to_what_was_not_asked_are_said(tmp_path):
    (one,) = graded(folder(tmp_path, Submission("1", answers=RIGHT | {"x.9": "yes"}, problems=("a.txt: no answers",))))
    assert one.points == 5
    assert one.problems == ("a.txt: no answers", "answers to questions that were not asked: x.9")


def test_what_a_person_marked_counts_and_is_never_touched(tmp_path):
    made = folder(tmp_path, Submission("1", answers=RIGHT), Submission("2", answers=RIGHT))
    first, _ = graded(made)
    assert (first.points, first.items(PENDING)) == (5, ["w.6"])
    marks = b"student,item,points,comment,at\r\n1,w.6,2,good,2026-11-25T10:00\r\n1,w.1,0.5,appeal,2026-11-25T10:01\r\n"
    write(made.marks / "marks-001.csv", marks)
    first, second = graded(made)
    assert (first.points, first.items(PENDING)) == (6.5, [])
    assert (second.points, second.items(PENDING)) == (5, ["w.6"])
    other = Key(KEY.activity, {"w.6": ((0, "none"), (4, "all"))})
    write(made.key, keys.dumps(other))
    assert graded(made)[0].points == 6.5
    assert (made.marks / "marks-001.csv").read_bytes() == marks


def test_missing_and_unreadable_are_no_zero(tmp_path):
    made = folder(tmp_path, Submission("1"), Submission("2", problems=("a.json: not JSON",)))
    missing, unreadable = graded(made)
    assert (missing.submission.status, unreadable.submission.status) == ("missing", "unreadable")
    assert missing.results == unreadable.results == {}
    rows = (tmp_path / "grades.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "student,name,status,late,points,of,left open,waiting,not usable,problems"
    assert rows[1].startswith("1,,missing,,,8,")
    assert rows[2].endswith("a.json: not JSON")


def test_work_that_is_all_waiting_has_no_points_yet(tmp_path):
    waiting, partly = graded(
        folder(tmp_path, Submission("1", answers={"w.6": "x"}), Submission("2", answers={"w.1": "none"}))
    )
    assert not waiting.has_points
    assert partly.has_points
    rows = (tmp_path / "grades.csv").read_text("utf-8-sig").splitlines()
    assert rows[1].startswith("1,,handed in,,,8,5,1,")
    assert rows[2].startswith("2,,handed in,,0,8,5,0,")


def test_a_damaged_line_is_named_and_no_student_vanishes(tmp_path):
    made = folder(tmp_path, Submission("1", answers={}), Submission("2", answers={}), Submission("3", answers={}))
    lines = made.collected.read_bytes().splitlines(keepends=True)
    made.collected.write_bytes(lines[0] + b"{rubbish\n" + lines[2])
    with pytest.raises(NotReady, match=r"collected\.jsonl:2: this line is damaged"):
        graded(made)


def test_the_table_opens_as_text(tmp_path):
    made = folder(
        tmp_path, Submission("=1+1", "@name", answers=RIGHT), Submission("2", '=HYPERLINK("x")\n', answers={})
    )
    graded(made)
    text = (tmp_path / "grades.csv").read_bytes().decode("utf-8-sig")
    assert "\r\n'=1+1,'@name," in text
    assert "\"'=HYPERLINK(" in text


def test_a_step_that_is_not_there_yet_is_named(tmp_path):
    made = Folder(tmp_path)
    with pytest.raises(NotReady, match="run `secondsource assign` first"):
        graded(made)
    write(made.key, keys.dumps(KEY))
    with pytest.raises(NotReady, match="run `secondsource collect` first"):
        graded(made)
    write_lines(made.collected, [Submission("1", answers=RIGHT).record()])
    with pytest.raises(NotReady, match="run `secondsource grade` first"):
        list(grading.read(made))
    graded(made)
    write_lines(made.collected, [Submission("2", answers=RIGHT).record()])
    with pytest.raises(NotReady, match="run `secondsource grade`"):
        list(grading.read(made))


PEOPLE = [Submission(str(n), answers=dict(list(RIGHT.items())[: n % 7])) for n in range(25)]


@given(st.integers(0, 4000), st.binary(max_size=20))
def test_grades_that_were_cut_off_anywhere_are_made_whole(tmp_path_factory, at, rubbish):
    made = folder(tmp_path_factory.mktemp("cut"), *PEOPLE)
    whole = graded(made)
    content = made.grades.read_bytes()
    made.grades.write_bytes(content[:at] + rubbish.replace(b"\n", b""))
    assert graded(made) == whole
    assert made.grades.read_bytes() == content


def test_what_is_graded_already_is_not_graded_again(tmp_path, monkeypatch):
    made = folder(tmp_path, *PEOPLE)
    graded(made)
    lines = made.grades.read_bytes().splitlines(keepends=True)
    made.grades.write_bytes(b"".join(lines[:10]))
    again = []
    one = grading.grade_one
    monkeypatch.setattr(grading, "grade_one", lambda key, s: again.append(s.student) or one(key, s))
    graded(made)
    assert again == [each.student for each in PEOPLE[10:]]


def test_killed_ten_times_at_random_moments_nothing_is_lost_and_nothing_counted_twice(tmp_path):
    people = [Submission(f"s{n}", answers=dict(list(RIGHT.items())[: n % 7])) for n in range(6000)]
    made, whole = folder(tmp_path / "killed", *people), folder(tmp_path / "whole", *people)
    expected = graded(whole)
    write(made.marks / "m.csv", "student,item,points,comment,at\r\ns6,w.6,3,,2026\r\n")
    write(whole.marks / "m.csv", (made.marks / "m.csv").read_bytes())
    program = "import sys; from pathlib import Path; from secondsource.teach.grade import *; "
    program += "list(grade(Folder(Path(sys.argv[1]))))"
    draw = random.Random(7)  # noqa: S311
    whole_size = whole.grades.stat().st_size
    kills = 0
    for _ in range(10):
        size = made.grades.stat().st_size if made.grades.exists() else 0
        enough = size + draw.randrange(1, max(2, whole_size // 10))
        process = subprocess.Popen([sys.executable, "-c", program, str(made.path)])
        while process.poll() is None and (not made.grades.exists() or made.grades.stat().st_size < enough):
            pass
        if process.poll() is None:
            process.kill()
            kills += 1
        process.wait()
    assert kills == 10
    assert [g.submission for g in graded(made)] == [g.submission for g in expected]
    assert graded(made) == graded(whole)
    assert made.grades.read_bytes() == whole.grades.read_bytes()
    assert (made.path / "grades.csv").read_bytes() == (whole.path / "grades.csv").read_bytes()


def test_the_same_work_gives_the_same_grade_whoever_else_handed_in_what(tmp_path):
    made = assign(Folder(tmp_path), "week", [of_module(1), of_module(5)])
    key = keys.load(made.key)
    one = Submission("1", answers=gallery.answers(key.activity))
    write_lines(Folder(tmp_path).collected, [s.record() for s in (Submission("0", answers={"x": 1}), one, one)])
    _, first, second = graded(Folder(tmp_path))
    assert first == second == grading.grade_one(key, one)
    assert first.points == 12
