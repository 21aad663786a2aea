"""The teacher's marking pages: every mark is kept, comes back as it was given, and is never overwritten."""

import json
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect
from test_book_in_browser import LOOKS, barriers
from test_csv_file import formulas

from secondsource.activity import Activity, Item
from secondsource.teach import csv_file, marks
from secondsource.teach.folder import Folder, write, write_lines
from secondsource.teach.grade import BLANK, PENDING, UNUSABLE, grade, read
from secondsource.teach.key import REASON, Key, dumps
from secondsource.teach.review import file_name, review, take
from secondsource.teach.submission import Submission
from secondsource.teach.submission import read as read_submissions

WHY, CHOICE, GUESS = "m1.why", "m1.verdict", "m1.sure"
MODELS = (("A careful one", "The letter shows it.", "It names the card."),)
ITEMS = (
    Item(WHY, "text", "The bridge", "Which words decide, and why?", {}, models=MODELS, about="The bridge fell in May."),
    Item(CHOICE, "choice", "The bridge", "The bridge fell in May.", {"yes": "Supported", "no": "Refuted"}, best="yes"),
    Item(GUESS, "choice", "The bridge", "How sure are you?", {"1": "A guess"}),
)
KEY = Key(Activity("week-3", "Week 3", ITEMS, 2), context={WHY: ("Card: the <b>letter</b> is from May.",)})
BRIEF = Item("m1.brief", "text", "The brief", "In 60 words?", {})
WITH_BRIEF = replace(KEY, activity=replace(KEY.activity, items=(*ITEMS, BRIEF)))
TEXTS = [f"Reason {n}: the words “of May”." for n in range(6)]
AT = "2025-03-01T10:00:00.000Z"


def handed_in(folder: Folder, answers: Iterable[dict[str, object] | None], at: str = "", key: Key = KEY) -> Folder:
    """A graded assignment, in which student s0, s1, … handed in these answers."""
    write(folder.key, dumps(key))
    rows = [
        Submission(f"s{n}", f"Name {n}", at=at, version=2, answers=each, problems=() if each else ("bad",))
        for n, each in enumerate(answers)
    ]
    write_lines(folder.collected, (row.record() for row in rows))
    list(grade(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return handed_in(Folder(tmp_path), [{WHY: text, CHOICE: "no"} for text in TEXTS])


def file_of(path: Path, *rows: tuple[csv_file.Cell, ...]) -> Path:
    csv_file.save(path, marks.HEADER, rows)
    return path


def given_marks(folder: Folder) -> dict[str, tuple[float, str]]:
    return {g.submission.student: (m.points, m.comment) for g in read(folder) if (m := g.marks.get(WHY))}


def kept(folder: Folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.marks.iterdir()}


# The files


def test_marks_are_added_and_nothing_ever_changes_a_file_of_them(folder, tmp_path):
    first = file_of(tmp_path / "a.csv", ("s0", WHY, 2, "Good", AT), ("s1", WHY, 1, "", AT))
    taken = take(folder, [first])
    assert (taken.marked, taken.problems, taken.conflicts) == (2, (), ())
    before = kept(folder)
    assert list(before.values()) == [first.read_bytes()]

    again = take(folder, [first, tmp_path / "nothing.csv"])
    assert again.files == again.known == taken.files and "nothing.csv" in again.problems[0] and taken.known == ()
    list(grade(folder))
    for names in (False, True):
        review(folder, names=names)
    assert kept(folder) == before

    other = file_of(tmp_path / "b.csv", ("s0", WHY, 0, "No words named", AT.replace("10:00", "11:00")))
    conflict = take(folder, [other])
    assert kept(folder).items() > before.items()
    assert given_marks(folder) == {"s0": (0, "No words named"), "s1": (1, "")}
    (line,) = conflict.conflicts
    assert take(folder, [other]).conflicts == ()
    assert "s0" in line and WHY in line and "0 ‘No words named’" in line and "2 ‘Good’" in line


def test_the_later_mark_counts_whatever_the_order_of_the_files_and_the_zone(folder, tmp_path):
    rows = [("s0", WHY, 0, "", "2025-03-01T12:00:00+02:00"), ("s0", WHY, 1, "", "2025-03-01T11:00:00Z")]
    rows += [("s0", WHY, 2, "", ""), ("s1", WHY, 1, "", AT), ("s1", WHY, 1, "the same points", AT)]
    for n, row in enumerate(rows):
        take(folder, [file_of(tmp_path / f"{n}.csv", row)])
    assert given_marks(folder) == {"s0": (1, ""), "s1": (1, "the same points")}
    assert len(marks.load(folder.marks, KEY).conflicts) == 2


def test_rows_that_are_no_marks_are_reported_and_the_others_count(folder, tmp_path):
    rows = [
        ("s0", WHY, 2, "", AT),
        ("", WHY, 1, "", AT),
        ("s1", WHY, 3, "", AT),
        ("s1", WHY, "nan", "", AT),
        ("s1", GUESS, 1, "", AT),
        ("s2", WHY, 1, "", "yesterday"),
        ("5", WHY, 1, "", AT),
    ]
    taken = take(folder, [file_of(tmp_path / "a.csv", *rows)])
    wanted = ("no student", "expected 0 to 2", "nan points", "earns points", "no time", "no student of this assignment")
    assert len(taken.problems) == len(wanted)
    assert all(words in line for words, line in zip(wanted, taken.problems, strict=True)), taken.problems
    assert given_marks(folder) == {"s0": (2, ""), "s2": (1, "")} and taken.marked == 2


def test_files_added_at_the_same_moment_all_stay(folder, tmp_path):
    files = [file_of(tmp_path / f"{n}.csv", ("s0", WHY, 1, f"{n}", AT)) for n in range(12)]
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda file: marks.add(folder.marks, file, KEY, {"s0"})[0], files))
    assert len(set(added)) == 12
    assert sorted(kept(folder).values()) == sorted(file.read_bytes() for file in files)


def test_a_mark_is_for_the_text_that_was_read(folder, tmp_path):
    works = {submission.student: submission for submission in read_submissions(folder.collected)}
    rows = [(s, WHY, 2, f"Good, {s}", AT, marks.digest(works[s], WHY)) for s in ("s0", "s1")] + [("s2", WHY, 1)]
    rows.append(("s3", CHOICE, 1, "", AT, marks.digest(works["s3"], CHOICE)))
    taken = take(folder, [file_of(tmp_path / "a.csv", *rows)])
    assert (taken.marked, taken.problems) == (4, ()) and set(given_marks(folder)) == {"s0", "s1", "s2"}
    before = kept(folder)

    new = [{WHY: text if n == 1 else f"{text} New.", CHOICE: "yes" if n == 3 else "no"} for n, text in enumerate(TEXTS)]
    handed_in(folder, new)
    grades = {g.submission.student: g for g in read(folder)}
    assert [grades[s].result(WHY) for s in ("s0", "s1", "s2")] == [PENDING, 2.0, 1.0]
    assert grades["s3"].result(CHOICE) == 1.0 and not grades["s3"].marks, "the key's points, not the earlier mark's"
    page, index = (path.read_text("utf-8") for path in review(folder))
    (changed,) = [each for each in articles(page) if "The text has changed since it was marked" in each]
    assert f"{TEXTS[0]} New." in changed and "given 2, and the comment below" in changed
    assert ">Good, s0</textarea>" in changed and "Not marked yet." in changed and "data-points" not in changed
    assert "4 waiting, 2 marked" in index
    again = take(folder, [tmp_path / "a.csv"])
    assert again.marked == 2 and sum("s0, m1.why: the text has changed" in line for line in again.problems) == 1

    works = {submission.student: submission for submission in read_submissions(folder.collected)}
    later = AT.replace("10:00", "11:00")
    fresh = file_of(tmp_path / "b.csv", ("s0", WHY, 0, "", AT, marks.digest(works["s0"], WHY)))
    stale = file_of(tmp_path / "c.csv", ("s0", WHY, 1, "", later, rows[0][5]))
    assert take(folder, [fresh, stale]).marked == 3
    assert given_marks(folder)["s0"] == (0, ""), "a later mark of the earlier text does not count"
    assert kept(folder).items() > before.items()
    handed_in(folder, [{WHY: text} for text in TEXTS])
    assert given_marks(folder)["s0"] == (1, ""), "the earlier text is back, and so is its mark"


def test_answers_to_another_edition_have_no_mark_of_the_earlier_one(folder, tmp_path):
    work = next(read_submissions(folder.collected))
    take(folder, [file_of(tmp_path / "a.csv", ("s0", WHY, 2, "", AT, marks.digest(work, WHY)))])
    handed_in(folder, [{WHY: text} for text in TEXTS], key=replace(KEY, activity=replace(KEY.activity, version=3)))
    assert all(g.result(WHY) == BLANK and not g.marks for g in read(folder))


def test_a_digest_is_of_one_answer_and_no_spreadsheet_changes_it():
    works = [Submission(student, answers={WHY: text}) for student in ("a", "b") for text in ("1", "2", "", 1)]
    found = [marks.digest(work, WHY) for work in works] + [marks.digest(Submission("a"), WHY)]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("x[0-9a-f]{16}", each) for each in found)


def test_a_mark_is_taken_back_by_a_later_row_without_points(folder, tmp_path):
    later = AT.replace("10:00", "11:00")
    take(folder, [file_of(tmp_path / "a.csv", ("s0", WHY, 2, "Good", AT), ("s1", WHY, 1, "", later))])
    taken = take(folder, [file_of(tmp_path / "b.csv", ("s0", WHY, "", "", later), ("s1", WHY, "", "", AT))])
    assert (taken.marked, taken.problems) == (1, ()) and set(given_marks(folder)) == {"s1"}
    assert [f"no mark (marks-002.csv, {later}) goes before 2 ‘Good’" in line for line in taken.conflicts] == [True]
    assert {g.submission.student: g.result(WHY) for g in read(folder)}["s0"] == PENDING
    taken = take(folder, [file_of(tmp_path / "c.csv", ("s1", WHY, " ", "Lost?", later))])
    assert "a comment without points is no mark" in taken.problems[0] and set(given_marks(folder)) == {"s1"}


def test_a_file_from_a_spreadsheet_in_another_language_or_by_hand_is_read(folder, tmp_path):
    file = tmp_path / "hand.csv"
    file.write_text(
        "Student;ITEM ;Points;Comment;At\r\n"
        f" s0; {WHY};0,5;Good, and so;\r\n"
        "\r\n"
        f's1;{WHY};1;"two\nlines";{AT};\r\n'
        f"s2;{WHY};2;a comment; cut in two;{AT};;\r\n"
        f"s3;{WHY}x;2;;\r\n"
        f"s4;{WHY};0,5,1\r\n",
        "utf-8",
    )
    taken = take(folder, [file])
    assert given_marks(folder) == {"s0": (0.5, "Good, and so"), "s1": (1, "two\nlines")}
    longer, unknown, number = taken.problems
    assert longer.startswith("marks-001.csv, line 6 has 6 cells, expected at most 5")
    assert unknown.startswith("marks-001.csv, line 7: no question 'm1.whyx'") and "did you mean 'm1.why'" in unknown
    assert number.startswith("marks-001.csv, line 8: ")
    assert all(line.endswith("a corrected row can be added with another file") for line in taken.problems)


def test_marks_of_unknown_students_are_named_and_who_is_meant(tmp_path):
    folder = Folder(tmp_path)
    write(folder.key, dumps(KEY))
    ids = ("007", "17", "0017", "smith")
    write_lines(folder.collected, (Submission(id, version=2, answers={WHY: "So."}).record() for id in ids))
    list(grade(folder))
    rows = [(id, WHY, 1, "", AT) for id in ("7", "00017", "smiht", "smith")]
    taken = take(folder, [file_of(tmp_path / "a.csv", *rows)])
    assert taken.marked == 1
    assert taken.problems[0] == "'7' is no student of this assignment; did you mean '007'?"
    assert taken.problems[1].startswith("'00017' is no student") and "did you mean 'smith'" in taken.problems[2]
    assert marks.load(folder.marks, KEY).strangers(ids) == [*taken.problems]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (
            [(f"s{n}", item, 1, "", AT) for n, item in enumerate(("m4.why", "m4.why", "m5.why"))],
            "these are marks of another assignment (its questions: m4.why, m5.why): nothing was added",
        ),
        (
            [("s0", "m4.why", 1, "", AT), ("S1", WHY, 1, "", AT), ("t9", WHY, 1, "", AT)],
            "none of its students is one of this assignment ('S1' is no student of this assignment; did you mean 's1'?)"
            ": nothing was added",
        ),
    ],
)
def test_marks_of_another_assignment_are_not_added_and_the_other_files_are(folder, tmp_path, rows, why):
    strange, good = file_of(tmp_path / "a.csv", *rows), file_of(tmp_path / "b.csv", *rows, ("s0", WHY, 2, "", AT))
    taken = take(folder, [strange])
    assert taken.files == () and taken.problems == (f"{strange}: {why}",) and not folder.marks.exists()
    taken = take(folder, [strange, good])
    assert [path.read_bytes() for path in taken.files] == [good.read_bytes()] == list(kept(folder).values())
    assert taken.problems[0] == f"{strange}: {why}" and given_marks(folder) == {"s0": (2, "")}


# The pages


def articles(page: str) -> list[str]:
    return re.findall(r"<article.*?</article>", page, re.DOTALL)


def test_a_page_for_each_text_blind_and_in_an_order_of_its_own(folder):
    page_path, index = review(folder)
    assert (page_path.name, index.name) == (f"{WHY}.html", "index.html")
    page = page_path.read_text("utf-8")
    shown = [next(n for n, text in enumerate(TEXTS) if text in each) for each in articles(page)]
    assert sorted(shown) == list(range(6)) and any(a > b for a, b in pairwise(shown))
    assert "Name 3" not in page and "Answer 3 of 6" in page
    named = review(folder, names=True)[0].read_text("utf-8")
    assert "Name 3 (s3)" in named
    assert [next(n for n, text in enumerate(TEXTS) if text in each) for each in articles(named)] == shown
    for words in (
        "Which words decide",
        "The bridge fell in May.",
        "&lt;b&gt;letter&lt;/b&gt;",
        *MODELS[0],
        *dict(REASON).values(),
    ):
        assert words in page, words


def test_who_wrote_nothing_is_counted_and_the_same_words_are_said_to_be_the_same(tmp_path):
    answers = [{WHY: "It  is so."}, {WHY: "it is\nSO."}, {WHY: " "}, {}, {WHY: 7.5}, None, {WHY: "Else"}]
    folder = handed_in(Folder(tmp_path), answers)
    assert [g.result(WHY) for g in read(folder)] == [PENDING, PENDING, BLANK, BLANK, UNUSABLE, BLANK, PENDING]
    pages = review(folder)
    page = pages[0].read_text("utf-8")
    assert "4 answered, 2 left it open, 1 handed in nothing that can be read." in page
    same = {re.search(r'id="answer-(\d)', each)[1]: each for each in articles(page) if "The same words" in each}
    one, two = same
    assert f'The same words as answer <a href="#answer-{two}">{two}</a>.' in same[one]
    assert f'The same words as answer <a href="#answer-{one}">{one}</a>.' in same[two]
    assert sum("Not usable: the question has no room" in each for each in articles(page)) == 1
    assert "3 waiting, 0 marked, 2 left open" in pages[1].read_text()


def test_what_a_student_wrote_elsewhere_is_folded_under_the_answer_without_names(tmp_path):
    answers = [{WHY: "It holds.", BRIEF.id: "A <b>brief</b>\non it."}, {WHY: "It does.", BRIEF.id: " ", CHOICE: "no"}]
    folder = handed_in(Folder(tmp_path), answers, key=WITH_BRIEF)
    pages = {path.name: path.read_text("utf-8") for path in review(folder, [WHY, BRIEF.id, CHOICE])}
    first, second = sorted(articles(pages[f"{WHY}.html"]), key=lambda each: "It holds." not in each)
    folded = [re.search("<details>.*?</details>", each, re.DOTALL)[0] for each in (first, second)]
    assert all("What this student wrote elsewhere" in each and "<h4>The brief</h4>" in each for each in folded)
    assert "A &lt;b&gt;brief&lt;/b&gt;\non it." in folded[0] and "Left open." in folded[1]
    assert "It holds." not in folded[0] and "Name" not in "".join(folded) and "Refuted" not in folded[1]
    (other,) = articles(pages[f"{BRIEF.id}.html"])
    assert "It holds." in other and "It does." not in other
    (choice,) = articles(pages[f"{CHOICE}.html"])
    assert "<h4>The bridge</h4>" in choice and "<h4>The brief</h4>" in choice
    alone = handed_in(Folder(tmp_path / "alone"), [{WHY: "It holds."}])
    assert "elsewhere" not in review(alone)[0].read_text("utf-8")


def test_marks_are_in_the_pages_that_are_made_again(folder, tmp_path):
    take(
        folder,
        [file_of(tmp_path / "a.csv", ("s2", WHY, 1.5, "\nOn </textarea> two lines", AT), ("s3", WHY, 2, "", AT))],
    )
    page, index = (path.read_text("utf-8") for path in review(folder))
    (mine,) = [each for each in articles(page) if TEXTS[2] in each]
    assert 'data-points="1.5"' in mine and f'data-at="{AT}"' in mine and "Marked: 1.5." in mine
    assert "\n\nOn &lt;/textarea&gt; two lines</textarea>" in mine
    assert "4 waiting, 2 marked" in index
    handed_in(folder, [{WHY: f"{text} Changed."} for text in TEXTS], at="2025-03-02T10:00:00Z")
    assert review(folder)[0].read_text("utf-8").count("handed in after it was marked") == 2
    assert set(given_marks(folder)) == {"s2", "s3"}


def test_any_question_that_earns_points_can_be_marked_and_others_are_named(folder, tmp_path):
    page, index = review(folder, [CHOICE])
    assert page.read_text("utf-8").count("The key gives 0.") == 6
    assert f'href="{CHOICE}.html"' in index.read_text() and f'href="{WHY}.html"' not in index.read_text()
    take(folder, [file_of(tmp_path / "a.csv", ("s0", CHOICE, 1, "", AT))])
    assert [g.result(CHOICE) for g in read(folder)][:2] == [1.0, 0.0]
    page.write_text("an old one")
    made = review(folder)
    assert [path.name for path in made] == [f"{WHY}.html", f"{CHOICE}.html", "index.html"]
    assert 'data-points="1"' in page.read_text("utf-8"), "made again, with the mark"
    assert all(f'href="{id}.html"' in index.read_text() for id in (WHY, CHOICE))
    with pytest.raises(LookupError, match=f"did you mean '{WHY}'"):
        review(folder, ["m1.wy"])
    with pytest.raises(LookupError, match="earns no points"):
        review(folder, [GUESS])


def test_every_question_has_a_page_of_its_own_whatever_its_id(tmp_path):
    ids = ("..", ".", "index", "A", "a", "con", "x" * 120, "plain")
    key = Key(Activity("odd", "Odd", tuple(Item(id, "text", id, "Why?", {}) for id in ids)), simulated=True)
    folder = handed_in(Folder(tmp_path / "in"), [dict.fromkeys(ids, "So.")], key=key)
    made = review(folder)
    assert len({path.name.casefold() for path in made}) == len(ids) + 1
    assert all(path.parent == folder.path / "review" and path.is_file() for path in made)
    assert file_name(key, key.activity.item("plain")) == "plain.html"
    assert all("simulated" in path.read_text("utf-8") for path in made)


# In a browser

EVIL = [
    "</textarea></article><script>ran('script')</script><img src=x onerror=\"ran('img')\">",
    '" onfocus="ran(\'focus\')" autofocus=" \u202egnol\u202c שלום \x07 \ud800 {{7*7}} &lt;b&gt;',
    "=cmd()|' /C calc'!A0",
]
COMMENTS = ['=cmd()|" /C calc"!A0, "x"', "'=1+1", " -2\n</textarea>\ttwo", "plain, “quoted”, ok;, '", "＝1"]
COMMENTS[-1:] = ['x;=HYPERLINK("http://evil.example";"open");\n\n- a list;"=1+1"|\t@x']


def marking(page: Page) -> tuple[Locator, Locator]:
    return page.locator(".progress"), page.locator("article")


def saved(page: Page, to: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save marks").click()
    assert download.value.suggested_filename == f"marks-week-3-{WHY}.csv"
    download.value.save_as(to)
    return to


def test_a_class_is_marked_with_the_keyboard_alone(folder, visit, tmp_path):
    here = visit(accept_downloads=True)
    url = review(folder)[0].as_uri()
    page = here.open(url)
    progress, answers = marking(page)
    expect(progress).to_have_text("0 of 6 marked")
    page.keyboard.press("2")  # nowhere: marks nothing
    expect(progress).to_have_text("0 of 6 marked")
    page.get_by_role("button", name="Next unmarked").focus()
    page.keyboard.press("Enter")
    expect(answers.nth(0)).to_be_focused()
    assert answers.nth(0).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Control+1")
    expect(progress).to_have_text("0 of 6 marked")
    page.keyboard.press("7")
    expect(progress).to_have_text("0 of 6 marked. Here 0 to 2.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Line 2: see =A1")
    expect(progress).to_have_text("0 of 6 marked, 1 comment has no points and is not saved")
    page.keyboard.press("Escape")
    expect(answers.nth(0)).to_be_focused()
    for n, points in enumerate("21022"):
        page.keyboard.press(points)
        expect(answers.nth(n + 1)).to_be_focused()
        expect(answers.nth(n).locator(".status")).to_have_text(f"Marked: {points}, not saved yet.")
    expect(progress).to_have_text("5 of 6 marked, 5 not saved yet")

    page.reload()
    expect(progress).to_have_text("5 of 6 marked, 5 not saved yet")
    expect(answers.nth(0).locator("textarea")).to_have_value("Line 2: see =A1")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    answers.nth(5).locator("input").first.focus()
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Save marks")).to_be_focused()
    page.reload()
    assert asked == ["beforeunload"]

    file = saved(page, tmp_path / "saved.csv")
    expect(progress).to_have_text("6 of 6 marked")
    expect(page.locator(".told")).to_contain_text(
        f"secondsource review --add ~/Downloads/marks-week-3-{WHY}.csv (or wherever your browser saves files), "
        "and then secondsource grade"
    )
    page.reload()
    assert asked == ["beforeunload"]
    taken = take(folder, [file])
    assert (taken.marked, taken.problems, taken.conflicts) == (6, (), ())
    list(grade(folder))
    graded = {g.submission.student: g for g in read(folder)}
    assert not any(g.items(PENDING) for g in graded.values())
    order = [each.get_attribute("data-student") for each in answers.all()]
    assert [graded[student].result(WHY) for student in order] == [2.0, 1.0, 0.0, 2.0, 2.0, 1.0]
    assert graded[order[0]].marks[WHY].comment == "Line 2: see =A1"

    # another day, another teacher: what was marked is in the page, a change is a later row, both are in the file
    before = kept(folder)
    page.evaluate("localStorage.clear()")
    page.goto(review(folder)[0].as_uri())
    expect(progress).to_have_text("6 of 6 marked")
    answers.nth(1).get_by_role("radio").nth(0).check()
    expect(progress).to_have_text("6 of 6 marked, 1 not saved yet")
    taken = take(folder, [saved(page, tmp_path / "later.csv")])
    assert kept(folder).items() > before.items()
    assert given_marks(folder)[order[1]][0] == 0 and len(taken.conflicts) == 1
    assert here.errors == []


def test_hostile_words_are_shown_as_text_and_come_back_equal(visit, tmp_path):
    folder = handed_in(Folder(tmp_path), [{WHY: text} for text in [*EVIL, "four", "five"]])
    here = visit(accept_downloads=True)
    here.context.add_init_script("window.happened = []; window.ran = (what) => happened.push(what);")
    page = here.open(review(folder, names=True)[0].as_uri())
    answers = {each.get_attribute("data-student"): each for each in marking(page)[1].all()}
    assert len(answers) == 5
    for n, text in enumerate(EVIL):
        shown = answers[f"s{n}"].locator(".answer")
        assert shown.evaluate("e => e.textContent") == text.replace("\x07", "\ufffd").replace("\ud800", "\ufffd")
        assert shown.get_attribute("dir") == "auto" and shown.evaluate("e => e.children.length") == 0
    for n, comment in enumerate(COMMENTS):
        answers[f"s{n}"].locator("textarea").fill(comment)
        answers[f"s{n}"].get_by_role("radio").first.check()
    file = saved(page, tmp_path / "saved.csv")
    taken = take(folder, [file])
    assert taken.problems == ()
    assert given_marks(folder) == {f"s{n}": (0, comment) for n, comment in enumerate(COMMENTS)}
    assert formulas(file.read_text("utf-8")) == []
    cells = [cell for row in csv_file.read(file).rows for cell in row]
    assert {*map(csv_file.harmless, COMMENTS)} <= {*cells}, "the page writes cells as Python does"
    page.goto(review(folder)[0].as_uri())
    assert [page.locator(f"[data-student=s{n}] textarea").input_value() for n in range(5)] == COMMENTS
    assert take(folder, [saved(page, tmp_path / "again.csv")]).conflicts == ()
    assert page.evaluate("happened") == [] and here.errors == []


def test_a_kept_mark_is_for_the_text_that_was_read(folder, visit):
    page = visit().open(review(folder)[0].as_uri())
    progress, answers = marking(page)
    for n in range(3):
        answers.nth(n).get_by_role("radio").nth(1).check()
    answers.nth(2).get_by_label("Not marked yet").check()
    expect(progress).to_have_text("2 of 6 marked, 2 not saved yet")
    other = answers.nth(0).get_attribute("data-student")
    handed_in(folder, [{WHY: f"{text}{' New' if f's{n}' == other else ''}"} for n, text in enumerate(TEXTS)])
    page.goto(review(folder)[0].as_uri())
    expect(progress).to_have_text("1 of 6 marked, 1 not saved yet")


def test_a_mark_in_a_file_can_be_taken_back(folder, visit, tmp_path):
    take(folder, [file_of(tmp_path / "a.csv", *((f"s{n}", WHY, 1, "Good", AT) for n in range(3)))])
    here = visit(accept_downloads=True)
    page = here.open(review(folder)[0].as_uri())
    progress, answers = marking(page)
    expect(progress).to_have_text("3 of 6 marked")
    by_student = {each.get_attribute("data-student"): each for each in answers.all()}
    by_student["s0"].get_by_label("Not marked yet").check()
    expect(by_student["s0"].locator(".status")).to_contain_text("To take the mark back, save.")
    by_student["s3"].get_by_role("radio").nth(1).check()
    by_student["s3"].get_by_label("Not marked yet").check()  # was in no file: nothing to take back
    expect(progress).to_have_text("2 of 6 marked, 1 not saved yet")
    file = saved(page, tmp_path / "saved.csv")
    expect(progress).to_have_text("2 of 6 marked")
    rows = [(row["student"], row["points"]) for row in csv_file.read(file).dicts()]
    assert sorted(rows) == [("s0", ""), ("s0", "1"), ("s1", "1"), ("s2", "1")]
    assert take(folder, [file]).problems == () and set(given_marks(folder)) == {"s1", "s2"}

    for _ in ("with what this browser keeps", "without"):
        page.goto(review(folder)[0].as_uri())
        expect(marking(page)[0]).to_have_text("2 of 6 marked")
        page.evaluate("localStorage.clear()")
    assert here.errors == []


def test_the_page_saves_which_text_was_read_and_proposes_the_mark_of_an_earlier_one(folder, visit, tmp_path):
    here = visit(accept_downloads=True)
    page = here.open(review(folder)[0].as_uri())
    answers = marking(page)[1]
    for n in range(2):
        answers.nth(n).locator("textarea").fill("Say more.")
        answers.nth(n).get_by_role("radio").nth(1).check()
    student = answers.nth(0).get_attribute("data-student")
    take(folder, [saved(page, tmp_path / "saved.csv")])
    assert len(given_marks(folder)) == 2
    handed_in(folder, [{WHY: f"{text}{' New' if f's{n}' == student else ''}"} for n, text in enumerate(TEXTS)])
    assert student not in given_marks(folder) and len(given_marks(folder)) == 1

    page = here.open(review(folder)[0].as_uri())
    progress, answers = marking(page)
    expect(progress).to_have_text("1 of 6 marked")
    expect(answers.nth(0)).to_contain_text("The text has changed since it was marked. The earlier one was given 1")
    expect(answers.nth(0).locator("textarea")).to_have_value("Say more.")
    expect(answers.nth(0).get_by_label("Not marked yet")).to_be_checked()
    answers.nth(0).focus()
    page.keyboard.press("2")
    taken = take(folder, [saved(page, tmp_path / "again.csv")])
    assert given_marks(folder)[student] == (2, "Say more.") and taken.conflicts == taken.problems == ()


def test_number_keys_are_off_where_one_key_cannot_say_all_points(visit, tmp_path):
    rubric = tuple((n, f"Worth {n}.") for n in (0, 1, 10))
    folder = handed_in(Folder(tmp_path), [{WHY: text} for text in TEXTS[:3]], key=replace(KEY, rubrics={WHY: rubric}))
    page = visit().open(review(folder)[0].as_uri())
    progress, answers = marking(page)
    expect(page.get_by_text("The number keys are switched off here")).to_be_visible()
    expect(page.get_by_text("press the number of its points")).to_have_count(0)
    answers.nth(0).focus()
    page.keyboard.type("10")
    expect(progress).to_have_text("0 of 3 marked")
    expect(answers.nth(0)).to_be_focused()
    answers.nth(0).get_by_role("radio").nth(0).focus()
    page.keyboard.press("ArrowUp")  # from the first around to the last
    page.keyboard.press("ArrowUp")
    expect(progress).to_have_text("1 of 3 marked, 1 not saved yet")
    expect(answers.nth(0).locator(".status")).to_have_text("Marked: 10, not saved yet.")


def test_two_tabs_know_of_each_other(folder, visit):
    here = visit()
    one, two = (here.open(review(folder)[0].as_uri()) for _ in range(2))
    for page, n in ((one, 0), (two, 1), (one, 2)):
        marking(page)[1].nth(n).get_by_role("radio").first.check()
    for page in (one, two):
        expect(marking(page)[0]).to_have_text("3 of 6 marked, 3 not saved yet")


STORAGE = {
    "blocked": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'Security'); } })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    "garbled": f"localStorage.setItem('secondsource/marks/week-3/2/{WHY}', '{{[')",
    "of another shape": f"localStorage.setItem('secondsource/marks/week-3/2/{WHY}', "
    f"{json.dumps(json.dumps({'answers': {'__proto__': ['1', 2], 'a': 'b'}, 'checked': 3}))})",
}


def test_without_storage_marks_can_still_be_saved_and_the_page_says_so(folder, visit, tmp_path):
    url = review(folder)[0].as_uri()
    here = visit(accept_downloads=True)
    for name, trouble in STORAGE.items():
        page = here.open("about:blank")
        page.add_init_script(trouble)
        page.goto(url)
        says = {"blocked": "does not keep marks", "full": "does not keep marks", "garbled": "set aside"}.get(name, "")
        expect(page.locator(".told")).to_contain_text(says)
        marking(page)[1].nth(0).get_by_role("radio").nth(2).check()
        file = saved(page, tmp_path / f"{name}.csv")
        assert [row["points"] for row in csv_file.read(file).dicts()] == ["2"], name
        assert here.errors == []
    assert take(folder, [tmp_path / f"{name}.csv" for name in STORAGE]).problems == ()


def test_without_a_script_and_on_paper_it_is_a_list_to_mark_by_pen(folder, visit):
    url = review(folder)[0].as_uri()
    plain = visit(java_script_enabled=False).open(url)
    expect(plain.get_by_text("The script of this page does not run")).to_be_visible()
    expect(plain.locator("button:visible")).to_have_count(0)
    printed = visit().open(url)
    printed.emulate_media(media="print")
    expect(printed.locator(".marking")).to_be_hidden()
    expect(printed.get_by_text("The script of this page does not run")).to_have_count(0)
    for page in (plain, printed):
        for shown in ("article", "article input[value='2']:visible", "article textarea:visible"):
            expect(page.locator(shown)).to_have_count(6)
        assert [each.input_value() for each in page.locator("textarea").all()] == [""] * 6
    expect(printed.get_by_label("Not marked yet").first).to_be_hidden()


def test_no_barrier_and_no_scrolling_sideways(visit, tmp_path):
    long = Folder(tmp_path)
    texts = ("w" * 400, "שלום " * 60, "One\n\nTwo", "one two")
    handed_in(long, [{WHY: text, BRIEF.id: text} for text in texts], key=WITH_BRIEF)
    take(long, [file_of(tmp_path / "a.csv", ("s0", WHY, 1, "So.", AT))])
    page_path, _, index = review(long, names=True)
    page = visit(**LOOKS["light"], accept_downloads=True).open(index.as_uri())

    def usable() -> None:
        for look in ("light", "phone"):
            page.set_viewport_size(LOOKS[look]["viewport"])
            page.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
            assert barriers(page) == [], f"{page.url}, {look}"
        page.set_viewport_size({"width": 320, "height": 568})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    expect(page.get_by_role("listitem").first).to_contain_text("3 waiting, 1 marked, 0 left open")
    usable()
    page.goto(page_path.as_uri())
    page.locator("article").nth(1).get_by_role("radio").nth(1).check()
    for each in page.locator("summary").all():
        each.click()
    saved(page, tmp_path / "narrow.csv")
    usable()
    page.get_by_role("button", name="Next unmarked").click()
    bar, answer = (page.locator(each).bounding_box() for each in (".marking", "article:focus"))
    assert answer["y"] >= bar["y"] + bar["height"], "the focused answer is under the bar"
