"""What goes back to students: each page says what its student did and how it stands, and nothing of anybody else."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from graded_class import graded
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from test_book_in_browser import barriers

from secondsource.activity import Activity, Item, score
from secondsource.teach.divided import most_divided
from secondsource.teach.feedback import feedback, free_name, student_page
from secondsource.teach.folder import write
from secondsource.teach.grade import grade_one
from secondsource.teach.key import Key
from secondsource.teach.page import SIMULATED
from secondsource.teach.seen import look
from secondsource.teach.standing import standing
from secondsource.teach.submission import Submission

VERDICTS = {"yes": "Supported", "thin": "Thinly supported", "no": "Refuted"}
MODELS = (("A careful one", "The letter.", "It names it."),)
ITEMS = (
    Item(
        "verdict",
        "choice",
        "1. The bridge",
        "The bridge fell in May, the letter says.",
        VERDICTS,
        best="yes",
        also=("thin",),
        feedback={"yes": "The letter names May.", "no": "Nothing speaks against it."},
        quote="the letter says",
    ),
    Item("grade", "scale", "2. The source", "How good is it?", {"1": "A", "2": "B", "3": "C"}, best="2"),
    Item("grade.confidence", "choice", "2. The source", "How sure are you?", {"1": "A guess", "2": "Sure"}),
    Item(
        "loaded",
        "spans",
        "3. The words",
        "The cruel flood took it.",
        {"a": "cruel", "b": "took"},
        right=("a",),
        also=("b",),
        feedback={"a": "It judges.", "b": "Mild."},
        spans={"a": (4, 9), "b": (16, 20)},
    ),
    Item(
        "who",
        "choices",
        "4. Who speaks?",
        "Tick all.",
        {"x": "The mayor", "y": "The owner", "z": "Nobody"},
        right=("x", "y"),
        feedback={"x": "In line one.", "y": "In line two.", "z": "No."},
    ),
    Item(
        "match",
        "pairs",
        "5. Who says what?",
        "Match.",
        {"p": "It fell", "q": "It stood"},
        right=(("p", "m"), ("q", "n")),
        targets={"m": "the mayor", "n": "the owner"},
        feedback={"p/m": "So says the report."},
    ),
    Item("chain", "links", "6. The chain", "Who has it from whom?", {"p": "A paper"}, right=(),
         targets={"m": "the mayor"}, feedback={"": "No chain is in the text."}),
    Item("why", "text", "7. Your reason", "Which words decide?", {}, models=MODELS),
    Item("sure", "choice", "8. How sure?", "How sure are you?", {"1": "A guess", "2": "Sure"}),
)  # fmt: skip
STATUS = "Not independently verified, as of May."
KEY = Key(
    Activity("week-3", "Week 3", ITEMS, status=STATUS),
    context={
        "verdict": ("The bridge fell.", "Card: a <b>letter</b> of May."),
        "loaded": ("Mark the words that judge.",),
    },
)
BEST = {
    "verdict": "yes",
    "grade": 2,
    "grade.confidence": "2",
    "loaded": ["a"],
    "who": ["x", "y"],
    "match": [["p", "m"], ["q", "n"]],
    "chain": [],
    "why": "The letter names May.",
    "sure": "1",
}
EVIL = "</blockquote><script>alert(1)</script>\u202e\x00\ud800"


@pytest.fixture
def one(tmp_path: Path) -> Callable[..., str]:
    """The text of the page of one student with these answers, without its markup."""

    def make(answers: dict[str, object] | None, marks: str = "", names: bool = False, **more: object) -> str:
        folder = graded(tmp_path, KEY, Submission("7", "Ada Doe", answers=answers, **more), marks=marks)  # type: ignore[arg-type]
        (page,) = pages(feedback(folder, names).zip).values()
        return words(page)

    return make


def pages(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def words(page: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page).split())


def question(page: str, number: int) -> str:
    """What a page says about one question."""
    return re.split(rf" (?={number}\. |{number + 1}\. )", page)[1]


def test_the_best_answers_are_as_the_key_has_it(one: Callable[..., str]) -> None:
    page = one(BEST)
    assert "You have 6 of 8 points so far; 1 answer waits to be marked." in page
    assert "✓ As the key has it. The letter names May." in question(page, 1)
    assert "The words that decide: ‘the letter says’. The key says: Supported. Also accepted: Thinly supported." in page
    assert "You answered: B ✓ As the key has it." in question(page, 2)
    assert "✓ You found 1 of 1. ✓ Found: cruel. It judges." in question(page, 3)
    assert "✓ You found 2 of 2" in question(page, 4)
    assert "✓ Found: It fell → the mayor. So says the report." in question(page, 5)
    assert "None here ✓ There is nothing to find here. You marked 0. No chain is in the text." in question(page, 6)
    assert "This waits to be marked. Compare your words with these. A careful one" in question(page, 7)
    assert "• Your answer is kept. Nothing is right or wrong here, and it earns no points." in question(page, 8)
    assert "A reason that rests on the words of the sentence counts as much as the key." in page
    assert "Write yours down and show it to your teacher." in page and "someone" not in page
    assert "rank" not in page and "average" not in page and "late" not in question(page, 1)


def test_other_answers_say_how_they_stand(one: Callable[..., str]) -> None:
    given = {
        "verdict": "thin",
        "grade": 3,
        "loaded": ["b"],
        "who": ["x", "z"],
        "match": [["p", "n"]],
        "chain": [["p", "m"]],
    }
    page = one(given)
    assert "≈ Accepted too. The key prefers ‘Supported’." in question(page, 1)
    assert "The letter names May. 1 of 1 point." in question(page, 1)
    assert "≠ The key sees it differently: ‘B’. The key says: B. 0 of 1 point." in question(page, 2)
    assert "○ Missed: cruel. It judges. ≈ You may mark it or leave it: took. Mild." in question(page, 3)
    assert "≠ You found 1 of 2, and marked 1 that the key does not." in question(page, 4)
    assert "≠ Not in the key: Nobody. No. ○ Missed: The owner. In line two. ✓ Found: The mayor." in question(page, 4)
    assert "0.5 of 1 point." in question(page, 4)
    assert "≠ Not in the key: It fell → the owner. ○ Missed: It fell → the mayor." in question(page, 5)
    assert "You marked 1. No chain is in the text. ≠ Not in the key: A paper ← the mayor." in question(page, 6)


PAIRS = [(option, target) for option in "pqr" for target in "mn"]
sets_of = {"pairs": PAIRS, "links": PAIRS, "choices": ["a", "b", "c", "d"]}


@given(st.sampled_from(sorted(sets_of)), st.data())
def test_what_is_said_of_a_set_adds_up_to_its_points(kind: str, data: st.DataObject) -> None:
    every = st.lists(st.sampled_from(sets_of[kind]), unique=True)
    right = data.draw(every)
    also = [pick for pick in data.draw(every) if pick not in right]
    given = data.draw(every)
    ends = {id: id for id in "abcdpqr"}
    item = Item("i", kind, "", "", ends, right=tuple(right), also=tuple(also), targets={"m": "m", "n": "n"})
    how = standing(item, [list(pick) if isinstance(pick, tuple) else pick for pick in given])
    of = 2 * len(how.found) + len(how.missed) + len(how.extra)
    expected = 2 * len(how.found) / of if how.found or how.missed else float(not how.extra)
    assert score(item, given) == pytest.approx(expected)
    assert (how.word == "best") == (score(item, given) == 1)
    assert sorted((*how.found, *how.extra, *how.free)) == sorted(given)


def test_what_was_left_open_is_not_called_wrong_and_the_key_is_explained(one: Callable[..., str]) -> None:
    page = one({"why": " \n"})
    assert "You have 0 of 8 points. You left 7 questions open." in page
    left = "– You left this open. That is not a wrong answer; it earns no points."
    for number in range(1, 8):
        assert left in question(page, number)
        assert "You answered" not in question(page, number)
    assert "The key says: Supported." in question(page, 1) and "The letter names May." in question(page, 1)
    assert "The key: • cruel. It judges. You may mark it or leave it: took." in question(page, 3)
    assert "there is nothing that has to be found here. No chain is in the text." in question(page, 6)
    assert "Compare" not in question(page, 7), "what others wrote is for who tried"
    assert "Missed" not in page and "differently" not in page


def test_what_cannot_be_used_says_why_and_costs_nothing_else(one: Callable[..., str]) -> None:
    page = one(BEST | {"verdict": ["yes"], "who": "x", "sure": "9"})
    assert "2 answers could not be used." in page
    assert "! This could not be used, so it was not scored:" in question(page, 1)
    assert "The key says: Supported." in question(page, 1)
    assert "'x' is no list" in question(page, 4)
    assert "'9' is no option" in question(page, 8)
    assert "Some of what you handed in" not in page, "it stands beside its question"


def test_nothing_of_work_that_is_all_waiting_is_called_no_points(one: Callable[..., str]) -> None:
    assert "You have no points yet; 1 answer waits to be marked. You left 6 questions open." in one({"why": "Words."})


def test_how_sure_somebody_was_stands_with_the_answer(one: Callable[..., str]) -> None:
    """It has the number of its question, and is no question of its own."""
    said = {"2": "How sure you were: ‘Sure’.", "": "You did not say how sure you were.", "9": "'9' is no option"}
    for sure, words in said.items():
        page = one(BEST | {"grade.confidence": sure})
        assert page.count("2. The source") == 1
        assert words in question(page, 2)


def test_a_marker_is_heard(one: Callable[..., str]) -> None:
    page = one(BEST, "7,why,2,Well <i>seen</i>,2025-01-01\n7,verdict,0.5,,2025-01-01")
    assert "You have 7.5 of 8 points." in page
    assert "✎ Your teacher marked this: 2 of 2 points. What earns that: A reason that names the words" in question(
        page, 7
    )
    assert "Your teacher wrote: Well &lt;i&gt;seen&lt;/i&gt; Compare" in question(page, 7)
    assert "waits" not in page
    assert "✎ Your teacher marked this: 0.5 of 1 point. ✓ As the key has it." in question(page, 1)
    assert "1 of 1 point" not in question(page, 1)


@pytest.mark.parametrize(
    ("late", "days", "said"),
    [(True, 2.04, "You handed this in 2 days late."), (True, 1, "1 day late."), (True, 0, "handed this in late.")],
)
def test_lateness_is_in_words(one: Callable[..., str], late: bool, days: float, said: str) -> None:
    assert said in one(BEST, late=late, days_late=days)


def test_the_student_is_named_only_when_asked_for(one: Callable[..., str]) -> None:
    problems = ("doeada_7_99_old.json: not JSON", "the file of ADA DOE was too large")
    more = {"slot": "doeada_7_99_", "problems": problems}
    page = one(BEST, **more)
    assert "Ada" not in page and "doeada" not in page and "…_old.json: not JSON" in page and "… was too large" in page
    assert "For Ada Doe" in one(BEST, names=True, **more)
    assert "ADA DOE was too large" in one(BEST, names=True, **more)


def test_who_handed_in_something_unreadable_is_told_what_to_do_and_who_did_not_gets_nothing(tmp_path: Path) -> None:
    folder = graded(
        tmp_path,
        KEY,
        Submission("1", "Ada Doe", "doeada_1_10_", problems=("doeada_1_10_work.json: not JSON: line 1",)),
        Submission("2", "Bo Roe"),
    )
    written = feedback(folder)
    assert (written.students, written.unreadable, written.missing, written.waiting) == (1, 1, 1, 0)
    (page,) = pages(written.zip).values()
    sentence, reason = page.index("no answers could be read"), page.index("not JSON: line 1")
    assert sentence < page.index("hand in the file that is saved") < reason
    assert "Press ‘Download my answers’" in page and "second-source-answers" not in page
    assert "neither a wrong answer nor a zero" in page
    assert "Ada" not in page and "doeada" not in page and "Bo" not in words(page)


def test_names_of_canvas_of_moodle_and_plain_ones(tmp_path: Path) -> None:
    slots = {
        "1": "doejane_1_10_",
        "2": "doejim_LATE_2_11_",
        "3": "anon_Ab3xY_12",
        "4": "Jane Doe_4_assignsubmission_file",
        "5": "Zoë Ünal_5_assignsubmission_file_",
        "6": "",
        "../7": "",
        "8": "../../etc_8_assignsubmission_file",
        "9": "whatever/else",
    }
    folder = graded(tmp_path, KEY, *(Submission(id, "", slot, answers=BEST) for id, slot in slots.items()))
    written = feedback(folder)
    assert list(pages(written.zip)) == [
        "doejane_1_10_feedback.html",
        "doejim_LATE_2_11_feedback.html",
        "anon_Ab3xY_12_feedback.html",
        "Jane Doe_4_assignsubmission_file/feedback.html",
        "Zoë Ünal_5_assignsubmission_file_/feedback.html",
        "6/feedback.html",
        "--7/feedback.html",
        "----etc_8_assignsubmission_file/feedback.html",
        "9/feedback.html",
    ]
    assert any("under the name of the file that the student handed in" in note for note in written.notes)


@given(
    st.lists(
        st.tuples(st.text(max_size=300), st.sampled_from(("", "{}_1_2_", "{}_3_assignsubmission_file"))), max_size=9
    )
)
def test_no_name_leaves_the_zip_and_none_comes_twice(students: list[tuple[str, str]]) -> None:
    used: set[str] = set()
    names = [free_name(student, slot.replace("{}", student), used) for student, slot in students]
    assert len({name.casefold() for name in names}) == len(names)
    for name, (_, slot) in zip(names, students, strict=True):
        path = PurePosixPath(name)
        assert not path.is_absolute() and ".." not in name and "\\" not in name and name.isprintable()
        assert len(path.parts) <= 2 and all(0 < len(part.encode()) <= 255 for part in path.parts)
        assert path.name.startswith("feedback") or slot.endswith("_2_")
        assert name.endswith(".html")


@given(st.text(st.characters(exclude_characters="_"), max_size=300))
def test_what_the_platforms_read_in_a_name_outlives_making_it_safe(person: str) -> None:
    canvas = free_name("1", f"{person}_LATE_123_456_", set())
    digits = [part for part in canvas.split("_") if re.fullmatch(r"[0-9]+", part)]
    assert digits[-2:] == ["123", "456"] and canvas.split("_")[-1] == "feedback.html"
    moodle = free_name("1", f"{person}_123_assignsubmission_file", set())
    assert moodle.split("/")[0].split("_")[1:] == ["123", "assignsubmission", "file"]


def test_a_question_is_asked_as_it_stood_there_under_its_own_number(tmp_path: Path) -> None:
    """The statement is there to be read, its cards are folded away; no number is added to that of the label."""
    answers = BEST | {"verdict": "thin", "loaded": []}
    written = feedback(graded(tmp_path, KEY, *(Submission(str(n), answers=answers) for n in range(5))))
    for page in (pages(written.zip)["0/feedback.html"], written.page.read_text("utf-8")):
        assert page.split("<main>")[1].index(STATUS) < page.split("<main>")[1].index("<h2>")
        assert '<h2>1. The bridge</h2><blockquote dir="auto">The bridge fell.</blockquote>' in page
        assert '<summary>The cards</summary><p dir="auto">Card: a &lt;b&gt;letter' in page
        assert '<h2>3. The words</h2><p dir="auto">Mark the words that judge.</p><blockquote' in page
        assert not re.search(r"\d\. \d|question \d", page)
    assert "The key is the list of answers that your teacher marks by" in page


def test_a_student_sees_first_where_to_look_and_what_is_as_the_key_has_it_is_folded(tmp_path: Path) -> None:
    answers = BEST | {"verdict": "thin", "grade": 3, "loaded": ["b"], "who": 5}
    del answers["match"], answers["sure"]
    marks = "1,chain,1,Well seen,\n2,why,1,,\n2,chain,0,,"
    some = [Submission(str(n), answers=answers) for n in range(2)] + [Submission("2", answers=BEST)]
    first, heard, last = pages(feedback(graded(tmp_path, KEY, *some, marks=marks)).zip).values()
    assert "Look at these first: 2 , 3 , 4 . Left open: 5 . Waiting to be marked: 7 ." in words(first)
    assert '<a href="#loaded">3</a>' in first and first.count('id="loaded"') == 1
    fold = '<details class="done">'
    assert first.split("<main>")[1].count(fold) == 1 and fold in first.split('id="chain"')[1].split("</section>")[0]
    assert fold not in heard, "what a teacher wrote is not folded away"
    assert "Look at these first: 6 , 7 ." in words(last) and "Left open" not in last
    assert (
        "Look at these"
        not in pages(feedback(graded(tmp_path, KEY, Submission("1", answers=BEST))).zip)["1/feedback.html"]
    )


def test_hostile_text_and_names_stay_text_and_nobody_reads_anybody_else(tmp_path: Path) -> None:
    """Each student's page holds the own words and those of nobody else; the class page holds nobody's."""
    submissions = [
        Submission(
            f"stu-{n}-id",
            f"Canary{n} O'Name",
            answers=BEST | {"why": f"canary-text-{n} {EVIL}", "verdict": f"canary-answer-{n}", "strange": EVIL},
        )
        for n in range(6)
    ]
    folder = graded(
        tmp_path, KEY, *submissions, marks="\n".join(f"stu-{n}-id,why,1,canary-comment-{n}," for n in range(6))
    )
    written = feedback(folder)
    for n, page in enumerate(pages(written.zip).values()):
        assert set(re.findall(r"canary-\w+-(\d)", page)) == {str(n)}
        assert len(set(re.findall(r"canary-\w+", page))) == 3
        assert "Canary" not in page and "stu-" not in page
        assert "<script" not in page and "\x00" not in page
        assert "answers to questions that were not asked: strange" in page
    page = written.page.read_text("utf-8")
    assert "anary" not in page and "stu-" not in page and "O'Name" not in page and "<script" not in page


def test_the_class_page_counts(tmp_path: Path) -> None:
    answers = [BEST] * 4 + [{"verdict": "no", "who": ["x", "z"]}, {"verdict": "no"}, BEST | {"verdict": "maybe"}]
    answers += [{"verdict": "no", "who": ["x"]}] * 4
    marks = "0,why,2,,\n1,why,2,,\n2,why,1.5,,"
    submissions = [Submission(str(n), answers=each) for n, each in enumerate(answers)] + [Submission("missing")]
    folder = graded(tmp_path, KEY, *submissions, marks=marks)
    written = feedback(folder).page.read_text("utf-8")
    page = words(written)
    links = re.findall(r'<li><a href="#([^"]+)">', written)
    assert links == most_divided(look(folder)), "the report names the same questions"
    assert "11 students handed in." in page
    talk = page.split("Worth talking about")[1].split("Disagree with the key?")[0].split(" : ")
    assert talk[0] == " 4. Who speaks?" and talk[1].startswith("5 marked ‘The owner’, 5 did not.")
    assert "1. The bridge : 6 chose ‘Refuted’, 4 chose ‘Supported’." in " : ".join(talk)
    assert "Most saw it differently from the key (6 of 10)." in page
    assert "Supported the key’s answer 4 Thinly supported also accepted 0 Refuted 6 not usable 1" in page
    assert "The mayor the key’s answer 10 The owner the key’s answer 5 Nobody 1 left open 1" in page
    assert "0 No reason, or only a verdict or an opinion about a side. 0" in page
    assert "1.5 1 2 A reason that names" in page and "left open 6 waits to be marked 2" in page
    assert "The key says: Supported." in page and "A careful one" in page
    assert "How sure are you? Answer Students A guess 0 Sure 5 left open 6" in page


def test_a_few_students_are_not_counted(tmp_path: Path) -> None:
    four = [Submission(str(n), answers=BEST) for n in range(4)]
    page = feedback(graded(tmp_path, KEY, *four)).page.read_text("utf-8")
    assert "there are none on this page" in page and "<table" not in page and "Worth talking about" not in page
    assert "The key says: Supported." in words(page)
    some = [*four, Submission("4", answers=BEST | {"why": ""})]
    page = words(feedback(graded(tmp_path, KEY, *some)).page.read_text("utf-8"))
    assert page.count("Fewer than 5 answered this, so it is not counted.") == 1
    assert "Supported the key’s answer 5" in page


def test_the_same_class_gives_the_same_bytes_and_a_simulated_one_says_so(tmp_path: Path) -> None:
    key = Key(KEY.activity, simulated=True)
    folder = graded(tmp_path, key, *(Submission(str(n), answers=BEST) for n in range(5)))
    seen: list[None] = []
    first = feedback(folder, done=lambda: seen.append(None))
    raw = first.zip.read_bytes()
    assert feedback(folder).zip.read_bytes() == raw and len(seen) == 5
    assert {entry.date_time for entry in zipfile.ZipFile(first.zip).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert all(SIMULATED in page for page in (*pages(first.zip).values(), first.page.read_text("utf-8")))
    assert SIMULATED in first.notes
    assert not [path for path in first.zip.parent.iterdir() if path.name not in ("feedback.zip", "class.html")]


def test_no_barrier_on_either_page(visit: Callable[..., Any], tmp_path: Path) -> None:
    given = BEST | {"verdict": "no", "who": ["x", "z"], "sure": "9"}
    submissions = [Submission(str(n), "", answers=given, late=True) for n in range(6)]
    written = feedback(graded(tmp_path, KEY, *submissions, marks="0,why,1,Look at line two.,"))
    own = tmp_path / "own.html"
    write(own, pages(written.zip)["0/feedback.html"])
    here = visit()
    for path in (own, written.page):
        page = here.open(path.as_uri())
        if path == own:
            expect(page.locator("li[data-outcome=other]").first).to_have_css(
                "border-inline-start-color", "rgb(188, 76, 0)"
            )
        page.emulate_media(media="print")
        expect(page.locator("mark").first).to_have_css("text-decoration-line", "underline")
        expect(page.locator("main > section").first).to_have_css("break-inside", "auto")
        page.emulate_media(media="screen")
        for scheme, width in (("light", 1280), ("dark", 320)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert barriers(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert here.errors == []


def test_a_page_of_feedback_needs_no_folder() -> None:
    assert "You have 6 of 8 points" in student_page(KEY, grade_one(KEY, Submission("1", answers=BEST)))
