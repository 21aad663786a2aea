"""Grades for gradebooks: what is written is what Canvas and Moodle read, and no grade is made up or lost."""

import csv
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from graded_class import graded
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.activity import Activity, Item
from secondsource.teach.csv_file import RISKY, BadTable
from secondsource.teach.export import canvas, moodle, plain
from secondsource.teach.key import Key
from secondsource.teach.late_policy import BadPolicy, LatePolicy
from secondsource.teach.submission import Submission

OPTIONS = {"yes": "Supported", "no": "Refuted"}
ITEMS = (
    Item("q1", "choice", "One", "One?", OPTIONS, best="yes"),
    Item("q2", "choices", "Two", "Two?", {"a": "A", "b": "B"}, right=("a", "b")),
    Item("why", "text", "Why", "Why?", {}),
)
KEY = Key(Activity("week-3", "Week 3", ITEMS))
ALL = {"q1": "yes", "q2": ["a", "b"]}
CLASS = (
    Submission("101", "Doe, Ada", answers=ALL),
    Submission("102", "Roe, Bo", answers={"q1": "yes", "q2": ["a"]}, late=True, days_late=1.2),
    Submission("103", "Poe, Cy", answers=ALL | {"why": "The letter."}),
    Submission("104", "Loe, Di", problems=("not JSON",)),
    Submission("105", "Moe, Ed"),
)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def note(notes: Iterable[str], words: str) -> str:
    """The one note with these words."""
    (found,) = (each for each in notes if words in each)
    return found


def test_canvas_gets_a_row_for_each_grade_and_none_that_would_clear_one(tmp_path: Path) -> None:
    made = canvas(graded(tmp_path, KEY, *CLASS), "Week  3 (4242)")
    assert made.path.read_bytes() == (
        b"\xef\xbb\xbfStudent,ID,Section,Week 3 (4242)\r\n"
        b"    Points Possible,,,4\r\n"
        b'"Doe, Ada",101,,2\r\n'
        b'"Roe, Bo",102,,1.67\r\n'
    )
    assert made.graded == 2
    assert "103 (Poe, Cy)" in note(made.notes, "waits to be marked")
    assert "104 (Loe, Di)" in note(made.notes, "could be read") and "an empty cell would clear" in "".join(made.notes)
    assert "105 (Moe, Ed)" in note(made.notes, "handed in nothing")
    assert note(made.notes, "4 points")
    assert not any("makes a new one" in each for each in made.notes)


def test_canvas_is_told_of_a_title_without_a_number(tmp_path: Path) -> None:
    made = canvas(graded(tmp_path, KEY, *CLASS))
    assert made.path.read_text("utf-8-sig").startswith("Student,ID,Section,Week 3\n")
    assert "Canvas makes a new one" in note(made.notes, "‘Week 3 (123)’")


def test_points_so_far_and_zeros_only_where_they_are_wanted(tmp_path: Path) -> None:
    folder = graded(tmp_path, KEY, *CLASS)
    found = rows(canvas(folder, "T (1)", so_far=True, missing_as_zero=True).path)
    assert [(row["ID"], row["T (1)"]) for row in found] == [
        ("", "4"),
        ("101", "2"),
        ("102", "1.67"),
        ("103", "2"),
        ("104", "0"),
        ("105", "0"),
    ]


WAITING = Submission("107", "Noe, Fi", answers={"why": "The letter."})


def test_work_that_is_all_waiting_has_no_points_so_far_not_even_zero(tmp_path: Path) -> None:
    folder = graded(tmp_path, KEY, *CLASS, WAITING)
    made = canvas(folder, "T (1)", so_far=True)
    assert [row["ID"] for row in rows(made.path)] == ["", "101", "102", "103"]
    assert "103 (Poe, Cy)" in note(made.notes, "1 of these grades are points so far")
    assert "107 (Noe, Fi)" in note(made.notes, "No grade yet")
    assert not any("so far" in each for each in canvas(folder, "T (1)").notes)
    row = rows(plain(folder).path)[-1]
    assert (row["points"], row["penalty"], row["points after penalty"], row["waiting"]) == ("", "", "", "1")


def test_notes_say_things_once_and_name_a_few(tmp_path: Path) -> None:
    some = [Submission(str(n), answers=WAITING.answers) for n in range(200, 227)]
    folder = graded(tmp_path, KEY, *CLASS, *some)
    notes = canvas(folder, "T (1)").notes
    assert note(notes, "have no row") and note(notes, "exports/plain.csv")
    assert note(notes, "to be marked: 103 (Poe, Cy), 200, 201, 202, 203 and 23 more.")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        f"{ENGLISH}{''.join(f'Participant {n},,,,4.00,Yes,-,{chr(10)}' for n in range(300, 309))}", "utf-8"
    )
    assert "and 5 more." in note(moodle(folder, sheet).notes, "not in what was collected")


def test_a_mark_ends_the_waiting(tmp_path: Path) -> None:
    folder = graded(tmp_path, KEY, *CLASS, marks="103,why,2,,\n104,why,1,,")
    made = canvas(folder, "T (1)")
    assert ("103", "4") in [(row["ID"], row["T (1)"]) for row in rows(made.path)]
    assert "104 (Loe, Di)" in note(made.notes, "Marked by a person")


def test_canvas_never_reads_half_an_id(tmp_path: Path) -> None:
    """Of ‘12ab’ Canvas would take 12, which is somebody else."""
    some = [Submission(id, answers=ALL) for id in ("12ab", "", "٣", "12")]
    made = canvas(graded(tmp_path, KEY, *some), "T (1)")
    assert [row["ID"] for row in rows(made.path)][1:] == ["12"]
    assert "12ab" in note(made.notes, "ids are not numbers")


@pytest.mark.parametrize(
    ("policy", "late", "days", "percent"),
    [
        (LatePolicy(), True, 3, 0),
        (LatePolicy(once=10), False, 0, 0),
        (LatePolicy(once=10), True, 0, 10),
        (LatePolicy(per_day=10), True, 0.01, 10),
        (LatePolicy(per_day=10), True, 2, 20),
        (LatePolicy(per_day=10), True, 2.001, 30),
        (LatePolicy(once=5, per_day=10), True, 1.5, 25),
        (LatePolicy(per_day=10, at_most=50), True, 400, 50),
        (LatePolicy(per_day=100), True, 400, 100),
    ],
)
def test_late_policy(policy: LatePolicy, late: bool, days: float, percent: float) -> None:
    assert policy.percent(Submission("1", late=late, days_late=days)) == percent


@pytest.mark.parametrize("numbers", [(-1, 0, 100), (0, 101, 100), (0, 0, -1), (float("nan"), 0, 100)])
def test_a_policy_has_percents(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(BadPolicy, match="expected 0 to 100"):
        LatePolicy(*numbers)


def test_a_penalty_has_a_column_of_its_own(tmp_path: Path) -> None:
    policy = LatePolicy(once=10, per_day=20)
    unknown = Submission("106", answers=ALL, late=True)
    seen: list[None] = []
    made = plain(graded(tmp_path, KEY, *CLASS, unknown), policy, done=lambda: seen.append(None))
    assert made.path.read_bytes() == (
        b"\xef\xbb\xbfstudent,name,status,late,days late,points,penalty,points after penalty,of,left open,waiting,"
        b"not usable,q1,q2,why\r\n"
        b'101,"Doe, Ada",handed in,,,2,0,2,4,1,0,0,1,1,left open\r\n'
        b'102,"Roe, Bo",handed in,late,1.2,1.67,0.83,0.83,4,1,0,0,1,0.67,left open\r\n'
        b'103,"Poe, Cy",handed in,,,2,0,2,4,0,1,0,1,1,waiting\r\n'
        b'104,"Loe, Di",unreadable,,,,,,4,,,,,,\r\n'
        b'105,"Moe, Ed",missing,,,,,,4,,,,,,\r\n'
        b"106,,handed in,late,,2,0.2,1.8,4,1,0,0,1,1,left open\r\n"
    )
    assert len(seen) == 6 and made.graded == 4
    assert "102 (Roe, Bo) 0.83, 106 0.2" in note(made.notes, "Taken off late work")
    assert note(
        made.notes,
        "1 student is late by an unknown time, so nothing was taken off by the day, only what is taken off once: 106.",
    )
    assert "work waits to be marked: 103 (Poe, Cy)." in note(made.notes, "1 of these grades are points so far")


def test_points_that_cannot_be_used_are_words(tmp_path: Path) -> None:
    (row,) = rows(plain(graded(tmp_path, KEY, Submission("1", answers={"q1": 5}))).path)
    assert (row["q1"], row["not usable"], row["left open"], row["points"]) == ("not usable", "1", "2", "0")


ENGLISH = (
    "Identifier,Full name,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade),Feedback comments\r\n"
    "Participant 101,Ada Doe,Submitted,,4.00,Yes,-,\r\n"
    "Participant 102,=cmd(),Submitted,3.50,4.00,Yes,-,-1 for style\r\n"
    'Participant 103,"Poe, Cy",Submitted,1.00,4.00,Yes,-,"two\nlines ""here"""\r\n'
    "Participant 104,Di Loe,Submitted,,4.00,Yes,-,\r\n"
    "Participant 199,Zed,No submission,,4.00,Yes,-,\r\n"
)


def test_the_worksheet_comes_back_with_other_grades_and_nothing_else_changed(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(ENGLISH.encode())
    made = moodle(graded(tmp_path, KEY, *CLASS), sheet)
    expected = ENGLISH.replace("Ada Doe,Submitted,,", "Ada Doe,Submitted,2.00,").replace(",3.50,", ",1.67,")
    assert made.path.read_bytes() == expected.encode()
    assert sheet.read_bytes() == ENGLISH.encode()
    assert made.graded == 2
    assert note(made.notes, "replaced by others: 1.")
    assert "105 (Moe, Ed)" in note(made.notes, "Not in the worksheet")
    assert "Participant 199" in note(made.notes, "not in what was collected")
    assert "103" in note(made.notes, "waits to be marked") and "104" in note(made.notes, "could be read")
    assert "formulas: 2." in note(made.notes, "without opening it in a spreadsheet")
    assert not any("scaled" in each or "Last modified" in each for each in made.notes)


def test_a_german_worksheet_with_semicolons_a_mark_and_commas_in_numbers(tmp_path: Path) -> None:
    text = (
        "ID;Vollständiger Name;Status;Bewertung;Bestwertung;Bewertung kann geändert werden;"
        "Zuletzt geändert (Abgabe);Zuletzt geändert (Bewertung);Feedback als Kommentar\n"
        "Teilnehmer/in101;Ada Döe;Zur Bewertung abgegeben;;10,00;Ja;-;-;\n"
        "Teilnehmer/in102;Bo Roe;Zur Bewertung abgegeben;;10,00;Nein;-;-;\n"
        "Teilnehmer/in103;Cy Poe;Zur Bewertung abgegeben;7,25;10,00;Ja;-;-;Gut\n"
    )
    sheet = tmp_path / "Bewertungen.csv"
    sheet.write_bytes(b"\xef\xbb\xbf" + text.encode())
    made = moodle(graded(tmp_path, KEY, *CLASS), sheet, so_far=True)
    expected = text.replace("abgegeben;;10,00;Ja", "abgegeben;5,00;10,00;Ja").replace("7,25", "5,00")
    assert made.path.read_bytes() == b"\xef\xbb\xbf" + expected.encode()
    assert "Teilnehmer/in102" in note(made.notes, "Locked in Moodle")
    assert "Set the maximum grade to 4 in Moodle" in note(
        made.notes, "Moodle’s maximum is 10, this assignment has 4 points: grades are scaled, so students see other"
    )


@pytest.mark.parametrize("coding", ["utf-16", "cp1252"])
def test_the_encoding_of_a_worksheet_stays(tmp_path: Path, coding: str) -> None:
    text = "Identifiant,Nom complet,Note,Note maximale\nParticipant101,Zoë,,4\n"
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(text.encode(coding))
    made = moodle(graded(tmp_path, KEY, *CLASS), sheet)
    assert made.path.read_bytes() == text.replace(",,", ",2.00,").encode(coding)


@pytest.mark.parametrize(
    ("header", "person"),
    [
        ("Identificador,Calificación,Calificación máxima,La calificación puede ser cambiada", "Participante "),
        ("Ідентифікатор,Оцінка,Максимальна оцінка,Оцінка може бути змінена", "Учасник"),
        ("identyfikator,Ocena,Maksymalna ocena,Ocena może być zmieniona", "Uczestnik"),
    ],
)
def test_languages(tmp_path: Path, header: str, person: str) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"{header}\n{person}101,,8,\n", "utf-8")
    made = moodle(graded(tmp_path, KEY, *CLASS), sheet)
    assert made.path.read_text("utf-8") == f"{header}\n{person}101,4.00,8,\n"
    assert "Moodle refuses" in note(made.notes, "Last modified (grade)")


def test_a_worksheet_in_another_language_needs_the_name_of_one_column(tmp_path: Path) -> None:
    text = 'Identificativo,Stato,Valutazione,Valutazione massima\nPartecipante 101,-,,"40,00"\n'
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(text, "utf-8")
    folder = graded(tmp_path, KEY, *CLASS)
    with pytest.raises(BadTable, match=r"sheet\.csv: no column Grade or .* for the grade; found Identificativo, Stato"):
        moodle(folder, sheet)
    with pytest.raises(BadTable, match="did you mean 'Valutazione'"):
        moodle(folder, sheet, "Valutazioni")
    made = moodle(folder, sheet, "valutazione")
    assert made.path.read_text("utf-8") == text.replace(",,", ',"20,00",')


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Identifier,Grade,Scale\nParticipant 1,,good bad\n", "graded with a scale"),
        ("Name,Grade\nAda,\n", "no column Identifier"),
        ("", "empty"),
    ],
)
def test_what_is_no_worksheet_is_refused_and_nothing_is_written(tmp_path: Path, text: str, why: str) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(text, "utf-8")
    with pytest.raises(BadTable, match=why):
        moodle(graded(tmp_path, KEY, *CLASS), sheet)
    assert not (tmp_path / "exports").exists()


anything = st.text(st.one_of(st.characters(), st.sampled_from("=+-@\t\r\n'\",;＝ ")), max_size=12)


@settings(max_examples=30)
@given(st.lists(st.tuples(anything, anything), min_size=1, max_size=4), anything)
def test_every_cell_opens_as_text(people: list[tuple[str, str]], title: str) -> None:
    """Whatever students are called and whatever the title is, no cell begins like a formula, and no row is lost."""
    with tempfile.TemporaryDirectory() as name:
        some = [Submission(f"{at}{id}", person, answers=ALL) for at, (id, person) in enumerate(people)]
        folder = graded(Path(name), KEY, *some, Submission("7", people[0][1], answers=ALL))
        for made in (plain(folder), canvas(folder, title)):
            content = made.path.read_text("utf-8-sig", errors="strict")
            cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
            assert not [cell for cell in cells if cell.lstrip(" ").startswith(RISKY)]
        assert len(rows(plain(folder).path)) == len(some) + 1


def test_a_simulated_class_is_not_for_upload(tmp_path: Path) -> None:
    made = canvas(graded(tmp_path, Key(KEY.activity, simulated=True), *CLASS))
    assert note(made.notes, "simulated")
