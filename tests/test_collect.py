"""Collecting: whose a file is, which one counts, who is late or missing; and nothing that anybody sends stops it."""

import json
import os
import struct
import subprocess
import zipfile
from datetime import datetime, timedelta, timezone

import pytest
from hostile_class import KEY, WHEN, Link, activities, good, hostile, notebook, to_folder, to_zip
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.answers import BadAnswers, document, dumps
from secondsource.teach import csv_file
from secondsource.teach import key as keys
from secondsource.teach.archive import Unreadable, opened
from secondsource.teach.collect import collect
from secondsource.teach.folder import Folder, NotReady, write
from secondsource.teach.handed_in import part_of
from secondsource.teach.lms_names import places, rank
from secondsource.teach.roster import load as load_roster
from secondsource.teach.submission import read

FILE = "second-source-answers.json"


def answers(word, version=1):
    return dumps({"week": {"version": version, "answers": {"w.3": word}}}).encode()


def word(found):
    return found.answers and found.answers["w.3"]


@pytest.fixture
def week(tmp_path):
    made = Folder(tmp_path / "week")
    write(made.key, keys.dumps(KEY))
    return made


def by_student(folder):
    found = list(read(folder.collected))
    assert len({each.student for each in found}) == len(found), "nobody stands there twice"
    return {each.student: each for each in found}


def zipped(path, files, when=WHEN):
    """{name: content}, or {name: (content, time)}."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            content, at = content if isinstance(content, tuple) else (content, when)
            archive.writestr(zipfile.ZipInfo(name, at), content)
    return path


# whose it is


def test_a_zip_of_canvas(week, tmp_path):
    files = {
        f"smithjohn_101_5001_{FILE}": answers("one"),
        f"o_brien_LATE_102_5002_{FILE.replace('.json', '-2.json')}": answers("two"),
        f"anon_h5Tk2_5003_{FILE}": answers("three"),
        f"LATE_anon_Zz9_5004_{FILE}": answers("four"),
        "textmary_103_text.html": b"<p>typed</p>",
        "essayann_104_5005_essay.pdf": b"%PDF",
    }
    done = []
    found = collect(week, [zipped(tmp_path / "s.zip", files)], done=lambda: done.append(1))
    students = by_student(week)
    assert len(done) == 6
    assert list(students) == ["101", "102", "103", "104", "Zz9", "h5Tk2"]
    assert {id: word(each) for id, each in students.items() if each.answers} == {
        "101": "one",
        "102": "two",
        "h5Tk2": "three",
        "Zz9": "four",
    }
    assert [id for id, each in students.items() if each.late] == ["102", "Zz9"]
    assert students["102"].name == "o_brien"
    assert students["102"].slot == "o_brien_LATE_102_5002_"
    assert students["Zz9"].slot == "LATE_anon_Zz9_5004_"
    assert students["h5Tk2"].name == ""
    assert students["101"].at == "", "the time in such a zip is that of the download"
    assert students["103"].status == students["104"].status == "unreadable"
    assert (
        students["104"]
        .problems[0]
        .endswith(
            "essay.pdf: a PDF, not the file that ‘Download my answers’ saves "
            "(expected an answers file (.json) or a notebook (.ipynb))"
        )
    )
    assert (found.handed_in, found.late, found.unreadable, found.missing) == (4, 2, 2, 0)
    assert found.in_words() == "4 handed in (2 late), 2 sent nothing that can be used, 0 handed in nothing"


def test_a_zip_of_moodle_in_all_its_forms(week, tmp_path):
    files = {
        f"Ann O'Hara_11_assignsubmission_file/{FILE}": answers("now"),
        f"Ben Müller_12_assignsubmission_file_/deep/er/{FILE}": answers("before 4.1"),
        f"Cy_13_assignsubmission_file_{FILE}": answers("no folders"),
        f"Participant_14_assignsubmission_file/{FILE}": answers("blind"),
        "Ann O'Hara_11_assignsubmission_onlinetext/onlinetext.html": b"<p></p>",
        "Eve_15_assignsubmission_onlinetext/onlinetext.html": b"<p></p>",
        f"Mallory_16_assignsubmission_file/Ann O'Hara_11_assignsubmission_file/{FILE}": answers("forged"),
    }
    collect(week, [zipped(tmp_path / "s.zip", files)])
    students = by_student(week)
    assert {id: word(each) for id, each in students.items()} == {
        "11": "now",
        "12": "before 4.1",
        "13": "no folders",
        "14": "blind",
        "15": None,
        "16": "forged",
    }
    assert [students[id].slot for id in ("11", "12", "13")] == [
        "Ann O'Hara_11_assignsubmission_file",
        "Ben Müller_12_assignsubmission_file_",
        "Cy_13_assignsubmission_file_",
    ]
    assert students["12"].name == "Ben Müller"
    assert "onlinetext.html" in students["15"].problems[0]
    assert students["11"].problems == ()


@pytest.mark.parametrize(
    ("names", "students"),
    [
        (["ann/x.json", "ben/y.ipynb"], ["ann", "ben"]),
        (["ann.json", "ben.ipynb", "Cy Ö.JSON"], ["ann", "ben", "Cy Ö"]),
        (["class/ann/x.json", "class/ben/x.json"], ["ann", "ben"]),
        (["class/ann.json", "class/ben.json"], ["ann", "ben"]),
        (["submitted/ann/week/x.ipynb", "submitted/ben/week/x.ipynb"], ["ann", "ben"]),
        (["class/ann/x.json", "class/ben/x.json", "stray.json"], ["ann", "ben", "stray"]),
        (["ann/x.json"], ["ann"]),
        (["ann/x.json", "ann/y.json", "ben/x.json"], ["ann", "ann", "ben"]),
        ([f"ann/{FILE}", "ann/more/notes.txt"], ["ann", "ann"]),
        (["week_3_2024_ann.json", "week_3_2024_ben.json"], ["week_3_2024_ann", "week_3_2024_ben"]),
        (["../ann.json"], []),
        (["__MACOSX/ann/._x.json", ".DS_Store", "ann/.ipynb_checkpoints/x.ipynb", "ben/Thumbs.db"], []),
        (["readme.txt"], [None]),
        ([FILE], ["the-zip"]),
        (["Second-Source-week-answers (2).json", "readme.txt"], ["the-zip", None]),
        ([FILE, "ann.json"], ["second-source-answers", "ann"]),
        ([f"ann {FILE}", f"{FILE[:-5]} - ben.json"], ["ann", "ben"]),
        (["C:\\ann.json", "ben\\x.json"], ["ben"]),
    ],
)
def test_a_plain_zip_names_students_by_folder_or_file(tmp_path, names, students):
    with opened(to_zip(tmp_path / "the-zip.zip", dict.fromkeys(names, b""))) as source:
        inside = [entry.name for entry in source.entries if not entry.stray]
    assert [place and place.student for place in places(inside, "the-zip", zipped=True)] == students


def test_a_folder_as_nbgrader_has_it_and_single_files(week, tmp_path):
    for name, content in {
        "submitted/ann/week/week.ipynb": notebook(document(activities(0))),
        f"submitted/ben/week/{FILE}": answers("ben"),
        f"inbox/cy/{FILE}": answers("cy"),
        f"inbox/di/{FILE}": answers("di"),
        f"alone/{FILE}": answers("alone"),
    }.items():
        write(tmp_path / name, content)
    found = collect(week, [tmp_path / "submitted", *sorted(tmp_path.glob(f"inbox/*/{FILE}"))])
    assert list(by_student(week)) == ["ann", "ben", "cy", "di"]
    collect(week, [tmp_path / "alone" / FILE])
    students = by_student(week)
    assert [word(students[id]) for id in ("ben", "cy", "di", "alone")] == ["ben", "cy", "di", "alone"]
    assert students["ann"].answers == activities(0)["week"]["answers"]
    assert (found.handed_in, found.problems, found.notes) == (4, (), ())


def test_names_in_two_forms_of_unicode_are_one_student(week, tmp_path):
    collect(week, [zipped(tmp_path / "a.zip", {"Zoe\u0308.json": answers("1")})])
    collect(week, [zipped(tmp_path / "b.zip", {"Zo\u00eb.json": answers("2")})])
    assert [each.student for each in read(week.collected)] == ["Zoë"]


def test_utf_8_that_does_not_say_so_is_understood(week, tmp_path):
    """As the Finder zips it: no flag, and Python takes the name for code page 437."""
    path = zipped(tmp_path / "s.zip", {"Z\u00f6e.json": answers("x"), "plain.json": answers("y")})
    raw = bytearray(path.read_bytes())
    for at in range(len(raw)):
        offset = {b"PK\x03\x04": 6, b"PK\x01\x02": 8}.get(bytes(raw[at : at + 4]))
        if offset:
            raw[at + offset + 1] &= ~0x08
    path.write_bytes(raw)
    assert collect(week, [path]).handed_in == 2
    assert list(by_student(week)) == ["Z\u00f6e", "plain"]


def test_students_are_sorted_as_people_count(week, tmp_path):
    names = ["10", "9", "x2", "x10", "007", "7", "b"]
    collect(week, [zipped(tmp_path / "s.zip", {f"{name}.json": answers(name) for name in names})])
    assert list(by_student(week)) == ["007", "7", "9", "10", "b", "x2", "x10"]


# which one counts


def test_of_canvas_the_highest_number_counts_in_whatever_order(week, tmp_path):
    first = zipped(tmp_path / "a.zip", {f"x_1_500_{FILE}": answers("first")}, (2026, 12, 1, 0, 0, 0))
    second = zipped(tmp_path / "b.zip", {f"x_1_600_{FILE}": answers("second")}, (2026, 11, 1, 0, 0, 0))
    for order in ([first, second], [second, first]):
        collect(week, order)
        assert word(by_student(week)["1"]) == "second"
    collect(week, [first])
    assert word(by_student(week)["1"]) == "second", "an old download does not bring back old work"
    assert by_student(week)["1"].slot == "x_1_600_"


def test_elsewhere_the_latest_time_counts_then_the_later_run(week, tmp_path):
    early, late = (2026, 11, 1, 8, 0, 0), (2026, 11, 2, 8, 0, 0)
    files = {"ann/b.json": (answers("late"), late), "ann/a.json": (answers("early"), early), "ben/a.json": b"{"}
    found = collect(week, [zipped(tmp_path / "a.zip", files)])
    assert word(by_student(week)["ann"]) == "late"
    assert by_student(week)["ann"].at == "2026-11-02T08:00:00"
    assert "ann (2)" in found.notes[0]
    collect(week, [zipped(tmp_path / "b.zip", {"ann.json": answers("older")}, early)])
    assert word(by_student(week)["ann"]) == "late"
    collect(week, [zipped(tmp_path / "c.zip", {"ann.json": answers("timeless")}, (1980, 1, 1, 0, 0, 0))])
    assert word(by_student(week)["ann"]) == "timeless"


def test_of_two_zips_of_moodle_the_one_downloaded_later_counts(week, tmp_path):
    name = f"Ann_1_assignsubmission_file/{FILE}"
    new = zipped(tmp_path / "a-new.zip", {name: answers("new")}, (2026, 11, 2, 0, 0, 0))
    old = zipped(tmp_path / "b-old.zip", {name: answers("old")}, (2026, 11, 1, 0, 0, 0))
    collect(week, [new, old])
    assert word(by_student(week)["1"]) == "new"


def test_where_times_say_nothing_the_numbers_in_names_do(week, tmp_path):
    folder = "Ann_1_assignsubmission_file/second-source-answers"
    names = [f"{folder}{end}.json" for end in ("-1", "-2", "", " (1)", " (2)", "(10)")]
    assert sorted({*names}, key=rank) == names
    files = {name: (answers(name[-12:]), (2026, 11, 30 - n, 0, 0, 0)) for n, name in enumerate(names)}
    collect(week, [zipped(tmp_path / "s.zip", files)])
    assert by_student(week)["1"].files == (names[-1],)


def test_what_cannot_be_read_hides_nothing_and_is_reported(week, tmp_path):
    files = {
        f"x_1_501_{FILE}": answers("readable"),
        "x_1_502_notebook.ipynb": notebook(),
        f"x_1_503_{FILE}": b"{",
        f"y_2_504_{FILE}": b"{",
    }
    found = collect(week, [zipped(tmp_path / "a.zip", files)])
    first = by_student(week)["1"]
    assert word(first) == "readable"
    assert first.slot == "x_1_503_", "Canvas takes feedback for the files of the latest attempt"
    assert [problem.split(":")[0] for problem in first.problems] == [f"x_1_503_{FILE}", "x_1_502_notebook.ipynb"]
    assert (found.handed_in, found.unreadable, len(found.problems)) == (1, 1, 3)
    collect(week, [zipped(tmp_path / "b.zip", {f"x_1_600_{FILE}": b"[", f"y_2_601_{FILE}": answers("at last")})])
    again = by_student(week)
    assert word(again["1"]) == "readable"
    assert [problem.split(":")[0] for problem in again["1"].problems][-1] == f"x_1_600_{FILE}"
    assert (word(again["2"]), again["2"].problems) == ("at last", ())


def test_collecting_the_same_again_changes_nothing(week, tmp_path):
    archive = to_zip(tmp_path / "s.zip", good(40) | hostile(40))
    collect(week, [archive])
    before = week.collected.read_bytes()
    collect(week, [archive, archive])
    assert week.collected.read_bytes() == before


def test_another_edition_counts_for_nothing_but_is_named(week, tmp_path):
    old = zipped(tmp_path / "old.zip", {"ann.json": answers("old", version=2)})
    found = collect(week, [old])
    ann = by_student(week)["ann"]
    assert (ann.answers, ann.version, ann.status) == (None, 2, "unreadable")
    assert found.problems == ("old.zip: ann.json: answers to edition 2 of 'week', expected edition 1",)
    write(tmp_path / "both" / "ann" / "a.json", answers("right"))
    write(tmp_path / "both" / "ann" / "b.json", answers("old", version=2))
    os.utime(tmp_path / "both" / "ann" / "a.json", (1_700_000_000, 1_700_000_000))
    collect(week, [tmp_path / "both"])
    assert (word(by_student(week)["ann"]), by_student(week)["ann"].version) == ("right", 1)


def test_a_blank_file_hides_no_answers(week, tmp_path):
    blank = dumps({"week": {"version": 1, "answers": {}}}).encode()
    files = {f"x_1_501_{FILE}": answers("some"), f"x_1_502_{FILE}": blank, f"y_2_503_{FILE}": blank}
    collect(week, [zipped(tmp_path / "a.zip", files)])
    collect(week, [zipped(tmp_path / "b.zip", {f"x_1_504_{FILE}": blank})])
    assert word(by_student(week)["1"]) == "some"
    assert (by_student(week)["2"].answers, by_student(week)["2"].status) == ({}, "handed in")


def test_of_a_notebook_the_last_output_with_this_assignment_counts():
    mine, other = document(activities(1)), document({"other": {"version": 1, "answers": {"q": "x"}}})
    again = document(activities(2))
    assert part_of("week", notebook(mine, again, other, {"broken": 1}), notebook=True) == activities(2)["week"]
    with pytest.raises(BadAnswers, match="no answers of 'week' in it, only of other"):
        part_of("week", notebook(other), notebook=True)
    with pytest.raises(BadAnswers, match="was the last cell run"):
        part_of("week", notebook(), notebook=True)
    plots = notebook(mine).replace(b'"metadata": {}', b'"metadata": {"size": NaN}', 1)
    assert part_of("week", plots, notebook=True), "a number that is none, outside of the answers, is nobody's fault"


# late and missing


def test_late_by_the_time_of_the_file(week, tmp_path):
    files = {
        "ann.json": (answers("in time"), (2026, 11, 20, 23, 59, 0)),
        "ben.json": (answers("late"), (2026, 11, 22, 11, 59, 0)),
        "cy.json": (answers("who knows"), (1980, 1, 1, 0, 0, 0)),
        f"x_1_500_{FILE}": answers("Canvas says nothing"),
        f"x_LATE_2_501_{FILE}": answers("Canvas says late"),
    }
    due = datetime(2026, 11, 20, 23, 59)
    found = collect(week, [zipped(tmp_path / "s.zip", files, (2026, 12, 24, 0, 0, 0))], due=due)
    late = {id: each.days_late for id, each in by_student(week).items() if each.late}
    assert late == {"2": 0.0, "ben": 1.5}
    assert found.late == 2
    assert "do not say when they were handed in" in found.notes[0]
    local = due.astimezone(timezone(timedelta(hours=-7)))
    collect(week, [tmp_path / "s.zip"], due=local)
    assert {id for id, each in by_student(week).items() if each.late} == {*late}


def test_missing_are_those_on_the_class_list_of_whom_nothing_came(week, tmp_path):
    csv_file.save(tmp_path / "list.csv", ("id", "name"), [("1", "Ann"), ("2", "Ben"), ("3", "Cy")])
    archive = zipped(tmp_path / "s.zip", {f"x_1_500_{FILE}": answers("x"), "stranger.json": answers("y")})
    found = collect(week, [archive], tmp_path / "list.csv")
    assert {id: (each.name, each.status) for id, each in by_student(week).items()} == {
        "1": ("Ann", "handed in"),
        "2": ("Ben", "missing"),
        "3": ("Cy", "missing"),
        "stranger": ("", "handed in"),
    }
    assert (found.missing, found.notes) == (2, ("Not on the class list, kept: stranger.",))
    csv_file.save(tmp_path / "list.csv", ("id", "name"), [("1", "Ann"), ("3", "Cy")])
    collect(week, [zipped(tmp_path / "b.zip", {f"y_3_501_{FILE}": answers("z")})], tmp_path / "list.csv")
    assert {id: each.status for id, each in by_student(week).items()} == dict.fromkeys(
        ("1", "3", "stranger"), "handed in"
    )


NAMED_FILES = [
    "7001 second-source-week-answers",
    "7002_second-source-week-answers",
    "7003-second-source-answers",
    "7004 - second-source-week-answers-1",
    "7005second-source-week-answers",
    "Gül Şen second-source-week-answers (1)",
    "7007",
    "lee, ann - second-source-week-answers",
    "7009 Cy Ö",
]


def test_a_number_or_a_name_before_the_name_of_the_file_is_found_on_the_class_list(week, tmp_path):
    people = [(str(7001 + n), f"Student {chr(65 + n)}") for n in range(9)]
    people[5], people[7], people[8] = ("7006", "Şen, Gül"), ("S8", "Ann Lee"), ("7009", "Ö, Cy")
    csv_file.save(tmp_path / "list.csv", ("id", "name"), people)
    for at, name in enumerate(NAMED_FILES):
        write(tmp_path / "inbox" / f"{name}.json", answers(str(at)))
    collect(week, [tmp_path / "inbox"])
    assert {"7001", "Gül Şen", "lee, ann"} < {*by_student(week)}, "without a list, what is left is the student"
    found = collect(week, [tmp_path / "inbox"], tmp_path / "list.csv")
    assert {id: word(each) for id, each in by_student(week).items()} == {
        id: str(at) for at, (id, _) in enumerate(people)
    }, "and whoever was collected before there was a list is nobody else"
    assert (found.handed_in, found.missing, found.notes) == (9, 0, ())


def test_a_name_before_the_name_of_the_notebook(tmp_path):
    names = ["7001 week.ipynb", "ann_week (1).ipynb", "week-ben.ipynb", "weekes.ipynb", "midweek.ipynb", "week.json"]
    found = [place and place.student for place in places(names, "inbox", activity="week")]
    assert found == ["7001", "ann", "ben", "weekes", "midweek", "week"]
    assert [place.nameless for place in places([FILE, "week.ipynb"], "inbox", activity="week")] == [True, True]
    assert [place.student for place in places(["week.ipynb"], "inbox", activity="week")] == ["inbox"]


def test_a_name_that_two_have_is_nobodys(week, tmp_path):
    csv_file.save(tmp_path / "list.csv", ("id", "name"), [("1", "Ann Lee"), ("2", "Lee, Ann"), ("3", "")])
    write(tmp_path / "inbox" / f"Ann Lee {FILE}", answers("x"))
    write(tmp_path / "inbox" / f"3 {FILE}", answers("y"))
    found = collect(week, [tmp_path / "inbox"], tmp_path / "list.csv")
    assert {id for id, each in by_student(week).items() if each.answers} == {"Ann Lee", "3"}
    assert found.notes == ("Not on the class list, kept: Ann Lee.",)


def test_files_without_a_name_are_kept_and_named(week, tmp_path):
    for name in ("second-source-week-answers", "second-source-week-answers (1)", "ann"):
        write(tmp_path / "inbox" / f"{name}.json", answers(name))
    found = collect(week, [tmp_path / "inbox"])
    assert {id: word(each) for id, each in by_student(week).items()} == {
        name: name for name in ("ann", "second-source-week-answers", "second-source-week-answers (1)")
    }
    assert found.notes == (
        "2 files carry no name: second-source-week-answers (1).json, second-source-week-answers.json.",
    )


def test_the_list_of_another_platform_is_noticed(week, tmp_path):
    (tmp_path / "list.csv").write_text(MOODLE, "utf-8")
    archive = zipped(tmp_path / "s.zip", {f"smithjohn_7_5001_{FILE}": answers("x")})
    asked = "Nobody on the class list handed in: is it the list of another platform?"
    assert asked in collect(week, [archive], tmp_path / "list.csv").notes
    assert asked not in collect(week, [], tmp_path / "list.csv").notes
    both = zipped(tmp_path / "t.zip", {f"smithjohn_101_5002_{FILE}": answers("x"), f"x_9_5003_{FILE}": answers("y")})
    assert asked not in collect(week, [both], tmp_path / "list.csv").notes


# work for something else


def test_the_zip_of_another_assignment_adds_nobody(week, tmp_path):
    other = dumps({"start": {"version": 1, "answers": {"q": "x"}}}).encode()
    start = zipped(tmp_path / "start.zip", {"ann.json": other, "ben.json": other, "cy.json": b"{", "n.pdf": b"%PDF"})
    found = collect(week, [start])
    said = "start.zip: these are answers to ‘start’, not to ‘week’: nothing was taken from it"
    assert (by_student(week), found.problems) == ({}, (said,))
    mixed = zipped(tmp_path / "mixed.zip", {"ann.json": other, "ben.json": answers("x")})
    found = collect(week, [mixed, start])
    assert {id: each.status for id, each in by_student(week).items()} == {"ann": "unreadable", "ben": "handed in"}
    assert said in found.problems
    broken = zipped(tmp_path / "broken.zip", {"di.json": other, "ed.json": b"{", "flo.json": b"["})
    collect(week, [broken])
    assert {"di", "ed", "flo"} < {*by_student(week)}, "who sent something damaged is not forgotten for one who erred"


def test_collecting_anew_forgets_what_was_before_where_there_is_something_now(week, tmp_path):
    collect(week, [zipped(tmp_path / "a.zip", {"ann.json": answers("x")})])
    found = collect(week, [tmp_path / "not-there.zip"], anew=True)
    assert found.notes == ("Nothing was found to collect: what was collected before is kept.",)
    assert list(by_student(week)) == ["ann"]
    collect(week, [zipped(tmp_path / "b.zip", {"ben.json": answers("y")})], anew=True)
    assert list(by_student(week)) == ["ben"]


DAMAGED, OTHER = "the file is damaged or cut off (", "not the file that ‘Download my answers’ saves ("


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", answers("x")[:-20], f"{DAMAGED}not JSON: line "),
        ("a.ipynb", notebook(activities())[:-20], f"{DAMAGED}no notebook, as it is not JSON: line "),
        ("a.json", b"", "the file is empty ("),
        ("a.json", b"\x89PNG\r\n", f"a picture, {OTHER}expected UTF-8"),
        ("a.json", b"%PDF-1.7", f"a PDF, {OTHER}not JSON"),
        ("a.ipynb", b"PK\x03\x04..word/document.xml", f"a Word file, {OTHER}no notebook"),
        ("a.json", b'{"a": "word/document.xml"}', f"{OTHER}not an answers file"),
        ("a.json", b"[]", f"{OTHER}not an answers file"),
        ("a.json", dumps({}).encode(), "nothing is answered in it"),
        ("a/photo.HEIC", b"x", f"a picture, {OTHER}expected an answers file"),
        ("a/essay.docx", b"x", f"a Word file, {OTHER}expected an answers file"),
        ("a/song.mp3", b"x", f"{OTHER}expected an answers file"),
    ],
)
def test_reasons_begin_with_plain_words(week, tmp_path, name, content, reason):
    found = collect(week, [zipped(tmp_path / "s.zip", {name: content})])
    assert found.problems[0].startswith(f"s.zip: {name}: {reason}")


CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Week (77),Current Score
,,,,,Manual Posting,
    Points Possible,,,,,10.00,(read only)
"Smith, John",101,s1,js,A,N/A,
"O'Brien, Ann",102,s2,ab,A,5,
"Student, Test",999,,t,A,,
"""
CANVAS_TWO_NAMES = """LastName,FirstName,ID,SIS Login ID,Section
    Points Possible,,,,
Smith,John,101,js,A
O'Brien,Ann,102,ab,A
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade)
Participant 101,John Smith,j@x,No submission,-,10.00,Yes,-
Participant 102,Ann O'Brien,a@x,Submitted,-,10.00,Yes,-
"""
MOODLE_BLIND = """ID;Status;Bewertung;Bestwertung;Bewertung kann geändert werden
Teilnehmer/in 101;Keine Abgabe;;10,00;Ja
Teilnehmer/in 102;Keine Abgabe;;10,00;Ja
"""
MOODLE_ELSEWHERE = """Identificatie,Iets,Cijfer
Deelnemer 101,x,-
Deelnemer 102,x,-
"""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (CANVAS, {"101": "Smith, John", "102": "O'Brien, Ann"}),
        (CANVAS_TWO_NAMES, {"101": "Smith, John", "102": "O'Brien, Ann"}),
        (MOODLE, {"101": "John Smith", "102": "Ann O'Brien"}),
        (MOODLE_BLIND, {"101": "", "102": ""}),
        (MOODLE_ELSEWHERE, {"101": "", "102": ""}),
        (MOODLE.replace("Participant ", "参加者"), {"101": "John Smith", "102": "Ann O'Brien"}),
        ("user,name,mail\nStudent 1,Ann,x\nStudent 2,Ben,y\n", {"Student 1": "Ann", "Student 2": "Ben"}),
        ("student\nann\nben\n\n", {"ann": "", "ben": ""}),
        ("student;name\ns 1;Ann\ns 2;Ben\n", {"s 1": "Ann", "s 2": "Ben"}),
        ("Username\tFirst name\tSurname\nann\tAnn\tLee\n", {"ann": "Lee, Ann"}),
        ("Name,ID,Mail\nAnn,s1,x\nBen,s2,y\n", {"s1": "Ann", "s2": "Ben"}),
        ("id,name\n'=cmd(),'=x\n", {"=cmd()": "=x"}),
        ("Name\nAnn Lee\n\nBen Ö\n", {"Ann Lee": "Ann Lee", "Ben Ö": "Ben Ö"}),
        ("Surname,First name\nLee,Ann\nÖ,\n", {"Lee, Ann": "Lee, Ann", "Ö": "Ö"}),
    ],
)
def test_class_lists(tmp_path, text, people):
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8-sig")
    assert load_roster(path) == people


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the table is empty"),
        ("Ann,Lee\nBen,Lee\n", "no column for the students’ ids; expected student id, .*; found 'Ann', 'Lee'"),
        ("studnt,name\n1,Ann\n", "did you mean 'student'"),
        ("Name,Mail\nAnn,a@x\n", "no column for the students’ ids; expected .*, or nothing but names; found 'Name'"),
        ("id,name\n,\n", "nobody in this class list"),
    ],
)
def test_what_is_no_class_list_says_why_before_anything_is_written(week, tmp_path, text, message):
    path = tmp_path / "list.csv"
    path.write_text(text)
    with pytest.raises(csv_file.BadTable, match=message):
        collect(week, [zipped(tmp_path / "s.zip", {"ann.json": answers("x")})], path)
    assert not week.collected.exists()


# nothing stops it


def test_without_a_key_it_says_what_to_do_first(tmp_path):
    with pytest.raises(NotReady, match="run `secondsource assign` first"):
        collect(Folder(tmp_path), [tmp_path])


def test_a_broken_source_is_one_line_and_the_others_go_on(week, tmp_path):
    fine = zipped(tmp_path / "fine.zip", {"ann.json": answers("x")})
    (tmp_path / "half.zip").write_bytes(fine.read_bytes()[:60])
    (tmp_path / "empty.zip").write_bytes(b"")
    (tmp_path / "essay.pdf").write_bytes(b"%PDF-1.7")
    os.mkfifo(tmp_path / "pipe")
    names = ("half.zip", "fine.zip", "empty.zip", "essay.pdf", "pipe", "not-there.zip", "not-there.json")
    found = collect(week, [tmp_path / name for name in names])
    assert found.handed_in == 1
    assert len(found.problems) == 6
    for name in names:
        assert name == "fine.zip" or any(name in problem for problem in found.problems), name


def listing(path):
    return {p: p.lstat().st_mtime_ns for p in path.rglob("*")}


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_half_a_class_of_hostile_files_changes_nothing_for_the_other_half(tmp_path, kind, monkeypatch):
    fine, bad = good(500), hostile(500)
    monkeypatch.chdir(tmp_path)

    def collected(name, files):
        folder = Folder(tmp_path / name)
        write(folder.key, keys.dumps(KEY))
        names, source = [*files], tmp_path / f"{name}-class"
        if kind == "zip":
            to_zip(source, files)
        else:
            names = to_folder(source, files)
        before = listing(tmp_path)
        found = collect(folder, [source])
        after = listing(tmp_path)
        written = {path for path in after if path not in before or (before[path] != after[path] and path.is_file())}
        assert written == {folder.collected}
        return found, {each.student: each.record() for each in read(folder.collected)}, names

    _, alone, _ = collected("alone", fine)
    found, mixed, names = collected("mixed", bad | fine)
    assert len(alone) == 500
    assert {student: mixed[student] for student in alone} == alone
    assert all(each["answers"] is None and each["problems"] for id, each in mixed.items() if id not in alone)
    assert len(found.problems) == len(names) - 500
    assert len(names) > 900 and (kind == "folder" or len(names) == 1000)
    assert found.handed_in == 500
    assert all(line.isprintable() for line in (problem.replace("\u200d", "") for problem in found.problems))


def test_a_zip_bomb_is_read_to_its_limit_and_no_further(week, tmp_path):
    """Also one whose header says that it is small, and one in a format that cannot be read a little."""
    bomb = zipped(tmp_path / "bomb.zip", {"big.json": b" " * 30_000_000, "ann.json": answers("x")})
    with opened(bomb) as source:
        big = source.entries[0]
        read_so_far = []
        file = big.open()
        file_read = file.read
        file.read = lambda n: read_so_far.append(n) or file_read(n)
        with pytest.raises(Unreadable, match="larger than 1,000 bytes"):
            type(big)(big.name, big.at, lambda: file).read(1_000)
        assert read_so_far == [1_001]
    lying = bytearray(bomb.read_bytes())
    at = lying.index(b"PK\x01\x02")
    struct.pack_into("<L", lying, at + 24, 10)
    (tmp_path / "lying.zip").write_bytes(lying)
    with zipfile.ZipFile(tmp_path / "bz2.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("big2.json", b" " * 1_000)
    found = collect(week, [tmp_path / name for name in ("bomb.zip", "lying.zip", "bz2.zip")])
    assert (found.handed_in, found.unreadable) == (1, 2)
    assert any("big.json: larger than 1,000,000 bytes" in problem for problem in found.problems)
    assert any("big2.json: compressed by the method 12" in problem for problem in found.problems)


def test_encrypted_damaged_and_double_members_of_a_zip(week, tmp_path):
    path = tmp_path / "s.zip"
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("secret.json", answers("x"))
        archive.filelist[0].flag_bits |= 1
        archive.writestr("damaged.json", answers("y" * 50))
        archive.writestr("twice.json", b"{")
        archive.writestr("twice.json", answers("second"))
        archive.writestr("notes.zip", b"PK")
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"y" * 50, b"z" * 50))
    found = collect(week, [path])
    assert {id: each.status for id, each in by_student(week).items()} == {
        "damaged": "unreadable",
        "secret": "unreadable",
        "twice": "handed in",
    }
    reasons = "\n".join(found.problems)
    for expected in ("secret.json: encrypted", "damaged.json: damaged", "Bad CRC-32", "notes.zip: a zip inside"):
        assert expected in reasons


def test_links_and_pipes_in_a_folder_are_not_touched(week, tmp_path):
    inbox = tmp_path / "inbox"
    to_folder(inbox, {"ann.json": answers("x"), "eve.json": Link(bytes(week.key)), "loop": Link(b".")})
    os.mkfifo(inbox / "pipe.json")
    found = collect(week, [inbox, inbox / "eve.json"])
    assert {id: each.status for id, each in by_student(week).items()} == {
        "ann": "handed in",
        "eve": "unreadable",
        "pipe": "unreadable",
    }
    assert sorted(found.problems) == [
        "inbox: eve.json: a link, which is not followed",
        "inbox: eve.json: a link, which is not followed",
        "inbox: loop: a link, which is not followed",
        "inbox: pipe.json: a pipe, a device or the like, not a file",
    ]


def test_a_folder_deeper_than_python_goes(week, tmp_path):
    deep = tmp_path / "inbox"
    deep.mkdir()
    here = os.open(deep, os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    write(deep / "ann.json", answers("x"))
    try:
        assert collect(week, [deep]).handed_in == 1
    finally:
        subprocess.run(["rm", "-r", deep], check=True)  # Python goes no deeper to clean up either


@settings(max_examples=150)
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_raise_anything_else(raw, as_notebook):
    with pytest.raises(BadAnswers):
        part_of("week", raw, notebook=as_notebook)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["cells", "outputs", "data", "format", "activities"]), inner, max_size=3)
    ),
)


@settings(max_examples=100)
@given(JSON)
def test_no_json_raises_anything_else(content):
    with pytest.raises(BadAnswers):
        part_of("week", json.dumps({"cells": content, "activities": content}).encode(), notebook=True)
    with pytest.raises(BadAnswers):
        part_of("week", notebook(content), notebook=True)


PART = st.sampled_from(
    ["", ".", "..", "ann", "LATE", "anon", "12", "_", "x_1_2_y.json", "A_1_assignsubmission_file", FILE]
)
NAME = st.lists(PART | st.text(max_size=6), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from(["/", "_", "\\", ".json"]).map(lambda glue: glue.join(parts))
)


@settings(max_examples=60)
@given(st.lists(NAME, max_size=5, unique=True), st.binary(max_size=40), st.booleans())
def test_no_names_and_no_damage_stop_it(tmp_path_factory, names, damage, as_names):
    folder = Folder(tmp_path_factory.mktemp("any"))
    write(folder.key, keys.dumps(KEY))
    path = folder.path / "s.zip"
    if as_names:
        to_zip(path, dict.fromkeys(names, answers("x")))
    else:
        raw = zipped(path, {"ann.json": answers("x"), "ben/x.json": answers("y")}).read_bytes()
        at = len(raw) * (len(damage) % 7) // 7
        path.write_bytes(raw[:at] + damage + raw[at + len(damage) :])
    found = collect(folder, [path])
    assert found.handed_in + found.unreadable == len(by_student(folder))
    assert {p for p in folder.path.rglob("*") if p.is_file()} == {folder.key, folder.collected, path}
