"""The class on one page: what it says, what it must not say, and that anybody can read it."""

from __future__ import annotations

import random
import re
import sys
from base64 import b64decode
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import krippendorff
import pytest
from test_book_in_browser import barriers

from secondsource.activity import Activity, Item
from secondsource.discernment import Counts, d_prime, interval
from secondsource.teach import grade
from secondsource.teach.charts import bars
from secondsource.teach.folder import Folder, NotReady, write, write_lines
from secondsource.teach.key import Key, dumps
from secondsource.teach.report import report
from secondsource.teach.seen import look
from secondsource.teach.submission import Submission, read
from secondsource.vocabulary import CONFIDENCE, VERDICT

BEST = ("supported", "not_verified", "contradicted", "supported")
SENTENCE = "Officials said the bridge was lost in a brutal attack."


def verdict(n, best):
    return Item(f"v{n}", "choice", f"Statement {n}", "Is it supported?", VERDICT, best, feedback={best: f"Right {n}."})


def sure(item):
    return Item(f"{item.id}.confidence", "scale", item.label, "How sure are you?", CONFIDENCE)


VERDICTS = tuple(verdict(n, best) for n, best in enumerate(BEST))
WHO = Item(
    "who", "choice", "Bridge 1", SENTENCE, {"a": "a named person", "b": "someone unnamed", "c": "nobody"}, "b", ("c",),
    {"a": "No name stands here.", "b": "A plural names nobody.", "c": "They are people, but who?"},
    quote="Officials said", key_says="someone unnamed",
)  # fmt: skip
WORDS = Item(
    "words", "spans", "Bridge 2", SENTENCE, {"l": "lost", "b": "brutal"}, right=("b",), also=("l",),
    feedback={"b": "It judges."}, spans={"l": (30, 34), "b": (40, 46)},
)  # fmt: skip
PAIRS = Item(
    "pairs", "pairs", "Bridge 3", "What leads where?", {"x": "Clue X", "y": "Clue Y"}, right=(("x", "1"),),
    targets={"1": "One", "2": "Two"}, feedback={"x/2": "Not that way."},
)  # fmt: skip
TEXT = Item("why", "text", "Bridge 4", "Why?", {})
OPINION = Item("view", "choice", "Your view", "How do you feel?", {"f": "fine", "t": "tired"})
ITEMS = (*(part for item in VERDICTS for part in (item, sure(item))), WHO, WORDS, PAIRS, TEXT, OPINION)
KEY = Key(Activity("bridge", "The bridge", ITEMS), context={item.id: (f"The claim {item.id}.",) for item in VERDICTS})


def folder(path, key, *submissions):
    made = Folder(path)
    write(made.key, dumps(key))
    write_lines(made.collected, (submission.record() for submission in submissions))
    list(grade.grade(made))
    return made


def submitted(n, answers, **more):
    return Submission(f"id{n:03}", f"Nameless McName {n}", f"slot{n}", answers=answers, **more)


def classroom(n, seed=1, doubt=0.3):
    """A class whose answers differ; every text of a student holds ‘SECRET’."""
    draw = random.Random(seed)  # noqa: S311
    made = []
    for i in range(n):
        answers = {"why": f"SECRET {i} <b>bold</b>", "view": draw.choice("ft"), "who": draw.choice("aabbc")}
        answers |= {"words": draw.sample(["l", "b"], draw.randrange(3)), "pairs": [["x", draw.choice("12")]]}
        for item in VERDICTS:
            wrong = "not_verified" if item.best == "supported" else "supported"
            answers[item.id] = wrong if draw.random() < doubt else item.best
            answers[f"{item.id}.confidence"] = draw.choice("123")
        made.append(submitted(i, answers))
    return made


def words(markup):
    """The words of a page, without its pictures and styles."""
    found = re.sub(r"<style>.*?</style>|<img[^>]*>", "", markup, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


def text(path):
    return words(path.read_text("utf-8"))


class Elements(HTMLParser):
    """Every element of a page: its name and its attributes."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name for name, _ in attrs}))


@pytest.fixture
def plain(monkeypatch):
    """Without Matplotlib, as where the extra is not installed."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The report of a class of 28 after and before, with a missing, an unreadable and an unusable one."""
    path = tmp_path_factory.mktemp("class")
    odd = [
        Submission("gone", "Nameless Gone"),
        Submission("torn", "Nameless Torn", problems=("SECRET: not JSON",)),
        submitted(99, {"who": "SECRET", "v0": ["SECRET"], "v1": "supported"}, late=True),
    ]
    before = folder(path / "before", KEY, *classroom(20, 2, 0.5))
    after = folder(path / "after", KEY, *classroom(28), *odd)
    return report(after, before), after, before


def test_the_page_says_how_the_class_did(whole):
    said = text(whole[0])
    assert "Of 31 students, 29 handed in, 1 of them late; from 1 nothing came, and from 1 nothing that can be" in said
    assert "28 answers of 28 students still wait for marks." in said
    points = sorted(each.points for each in grade.read(whole[1]) if each.submission.answers is not None)
    assert f"The median is {points[14]:.3g} of 9 points so far" in said
    headings = ["What divided the class", "The questions", "How far they agree", "Doubting and accepting"]
    places = [said.index(heading) for heading in [*headings, "How sure they were", "Who needs a look"]]
    assert places == sorted(places)


def test_nobody_is_named_and_no_text_of_a_student_stands_there(whole):
    page = whole[0].read_text("utf-8")
    assert "SECRET" not in page and "Nameless" not in page and "slot" not in page
    shown, folded = page.split("Who needs a look")
    assert "id0" not in shown and "gone" not in shown and "torn" not in shown
    assert folded.startswith("</h2><details><summary>3 students, by id")
    said = text(whole[0]).split("Who needs a look")[1]
    assert "gone missing" in said and "torn unreadable" in said
    assert "id099 not usable: 1. Statement 0; 5. Bridge 1" in said


def test_every_picture_has_a_table_and_words(whole):
    page = whole[0].read_text("utf-8")
    pictures = re.findall(r'<img[^>]*alt="([^"]+)"', page)
    assert len(pictures) == page.count("<figure") == 10
    assert page.count("<table>") >= len(pictures)
    assert "Students: a named person" in " ".join(pictures)
    captions = re.findall(r"<caption>(.*?)</caption>", page)
    assert len(captions) == len(set(captions))
    assert len(page.encode()) < 300_000


def test_anybody_can_read_it(whole, visit):
    here = visit(viewport={"width": 1200, "height": 900})
    page = here.open(whole[0].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    for scheme, width in (("light", 1200), ("dark", 1200), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every((each) => each.naturalWidth > 0)")
    assert here.errors == []


def test_the_same_class_gives_the_same_bytes_in_any_order_and_under_any_ids(whole, tmp_path):
    ids = {f"id{n:03}": f"id{27 - n:03}" for n in range(28)}
    mixed = []
    for made in whole[1:]:
        some = [replace(each, student=ids.get(each.student, each.student)) for each in read(made.collected)]
        random.Random(3).shuffle(some)  # noqa: S311
        mixed.append(folder(tmp_path / made.path.name, KEY, *some))
    assert report(*mixed).read_bytes() == whole[0].read_bytes()


def test_the_most_divided_question_comes_first_with_its_words(tmp_path, plain):
    answers = [{"v0": "supported", "who": "ab"[n % 2], "words": ["b"] * (n < 7)} for n in range(8)]
    path = report(folder(tmp_path, KEY, *(submitted(n, each) for n, each in enumerate(answers))))
    part = path.read_text("utf-8").split("What divided the class")[1].split("<h2>The questions")[0]
    assert re.findall(r"<h3>(.*?)</h3>", part) == ["5. Bridge 1", "6. Bridge 2"], "nobody differed over 1"
    assert "<mark>Officials said</mark> the bridge" in part and "a <mark>brutal</mark> attack" in part
    said = words(part)
    assert "Of 8, 4 chose ‘a named person’ and 4 chose ‘someone unnamed’. Division 0.75; 0 gave no answer." in said
    assert "Of 8, 7 marked ‘brutal’ and 1 marked ‘None here’. Division 0.44" in said and "None here 1" in said
    assert "The key says: someone unnamed" in said and "nobody 0 also accepted" in said
    assert "A plural names nobody." in said and "They are people" not in said, "the two that most chose"
    assert "perhaps the key is wrong" in said.lower() and "appeal" in said


def test_a_small_class_hears_why_numbers_are_left_out(tmp_path, plain):
    said = text(report(folder(tmp_path, KEY, *classroom(4))))
    assert "with fewer than 5 students they would point at persons" in said
    assert "No question has 5 answers to choose from" in said
    assert "4 students handed in, and with fewer than 20 such numbers are mostly chance" in said
    assert "d′ and c are left out" in said and "4 students doubted unsupported statements" in said
    assert "left out: fewer than 5 students" in said and "fewer than 5 students said so" in said
    assert "It is left out: 4 of 4 students answered all 7" in said
    assert "The median" not in said and "The charts are left out" in said
    for number in re.findall(r"\d\.\d\d", said.split("How hard each question was")[1].split("Doubting")[0]):
        pytest.fail(f"a mean of four students: {number}")


def test_an_empty_class_has_a_page(tmp_path, plain):
    assert "Of 1 student, 0 handed in" in text(report(folder(tmp_path, KEY, Submission("a"))))
    only = Key(Activity("views", "Views", (OPINION,)))
    said = text(report(folder(tmp_path / "b", only, *(submitted(n, {"view": "f"}) for n in range(6)))))
    assert "No question here earns points." in said and "all who answered chose the same" in said


def test_odd_questions_are_pointed_at(tmp_path, plain):
    """Ten strong students take ‘a’ for `who`, ten weak ones the key's answer; everybody has v0."""
    strong = {"v0": "supported", "v1": "not_verified", "v2": "contradicted", "v3": "supported", "who": "a"}
    weak = {"v0": "supported", "v1": "supported", "v2": "supported", "v3": "contradicted", "who": "b"}
    some = [submitted(n, strong if n % 2 else weak) for n in range(20)]
    said = text(report(folder(tmp_path, KEY, *some)))
    assert "1. Statement 0: all 20 students got all points" in said
    assert "5. Bridge 1: who did well elsewhere did worse here (discrimination −1.00, 20 students)" in said
    assert "‘a named person’ is not accepted, and stronger students prefer it: 10 of 10 in the upper half, 0 of" in said
    assert "5. Bridge 1: nobody also accepted 0 of 20 0 of 10 0 of 10" in said
    assert "3. Statement 2: who did well" not in said


def test_alpha_among_students_is_krippendorffs(whole):
    """The four verdicts share their options; their alpha is that of the package `krippendorff`."""
    numbers = {label: n for n, label in enumerate(VERDICT)}
    rows = [
        [numbers.get(str((each.submission.answers or {}).get(item.id)), float("nan")) for item in VERDICTS]
        for each in grade.read(whole[1])
    ]
    alpha = krippendorff.alpha(rows, level_of_measurement="nominal")
    given = 4 * 28 + 1
    best = sum(each.result(item.id) == 1.0 for each in grade.read(whole[1]) for item in VERDICTS)
    row = f"Supported / Not verified / Contradicted 4 {given} {alpha:.2f} {best} 0 {given - best}"
    assert row in text(whole[0])


def test_before_and_after_pair_students_by_id(tmp_path, plain):
    """Six did both; all doubt more afterwards, also what is supported."""

    def said(*words):
        return {f"v{n}": word for n, word in enumerate(words)}

    trusting = said("supported", "supported", "supported", "supported")
    doubting = said("contradicted", "contradicted", "contradicted", "supported")
    before = folder(tmp_path / "b", KEY, *(submitted(n, trusting) for n in range(8)))
    after = folder(tmp_path / "a", KEY, *(submitted(n, doubting) for n in range(2, 10)), Submission("id000"))
    page = text(report(after, before))
    first, second = Counts(0, 2, 0, 2, 0), Counts(2, 2, 1, 2, 1)
    assert look(after).judged["id002"] == second and look(before).judged["id002"] == first
    assert "Students in both, by their ids: 6; 2 of 8 here and 2 of 8 there are not" in page
    low, high = interval([(first, second)] * 6, lambda pair: d_prime(pair[1]) - d_prime(pair[0]))
    change = d_prime(second) - d_prime(first)
    assert f"d′ 6 0.00 {d_prime(second):.2f} {change:.2f} {low:.2f} {high:.2f}" in page
    assert "After, who did both 6 12 of 12 6 of 12 6 of 6" in page
    assert "False alarms rose: from 0 of 12 supported statements to 6 of 12." in page
    assert "More doubting is not better judging" in page and "unverified is not false" in page
    assert "The class accepts too much" in page and "nobody is graded on them" in page
    assert "False alarms rose" not in text(report(before, after)), "the other way they fell"
    few = folder(tmp_path / "few", KEY, *(submitted(n, trusting) for n in range(2)))
    assert "The change of d′ and c is left out: it takes 5 such students, and here are 2." in text(report(before, few))
    none = folder(tmp_path / "none", Key(Activity("views", "Views", (OPINION,))), submitted(1, {"view": "f"}))
    assert "The earlier assignment has no verdicts to compare with." in text(report(after, none))
    assert "There are no verdicts" in text(report(none, after))


def test_an_accepted_verdict_is_no_mistake(tmp_path):
    item = Item("v", "choice", "V", "?", VERDICT, "not_verified", ("contradicted",))
    made = folder(tmp_path, Key(Activity("v", "V", (item,))), submitted(1, {"v": "contradicted"}))
    assert look(made).judged == {"id001": Counts(hits=1, unsupported=1)}


def test_sureness_is_counted_beside_being_right(tmp_path, plain):
    answers = [{"v0": "supported" if n < 4 else "contradicted", "v0.confidence": "3" if n < 5 else 1} for n in range(7)]
    answers.append({"v0": "supported"})
    said = text(report(folder(tmp_path, KEY, *(submitted(n, each) for n, each in enumerate(answers)))))
    assert "In 7 answers students said how sure they were. Of 5 that they were sure of, 4 got all points and 1" in said
    assert "of 2 guesses, 0 got all points" in said
    assert "I am sure 4 1 I think so 0 0 I am guessing 0 2" in said
    both = replace(WORDS, right=("l", "b"), also=())
    key = Key(Activity("parts", "Parts", (both, sure(both))))
    part = folder(tmp_path / "part", key, submitted(1, {"words": ["b"], "words.confidence": "3"}))
    assert list(look(part).sureness(both)) == [("3", False)], "some of the points is not right"


def test_hostile_words_of_a_key_are_only_words(tmp_path):
    bad = "</script><img src=x onerror=alert(1)>$\\frac{$ \x00\x1b & “‮”\U0001f600" + "x" * 300
    item = Item(
        "i", "choice", bad, bad, {"a": bad, "b": f"{bad}b"}, "a", (), {"a": bad, "b": bad},
        quote=bad[:20], key_says=bad, about=bad,
    )  # fmt: skip
    key = Key(Activity("bad", bad, (item, sure(item))), context={"i": (bad, "beside")}, simulated=True)
    answers = [submitted(n, {"i": "ab"[n % 2], "i.confidence": "1"}) for n in range(6)]
    path = report(folder(tmp_path, key, *answers))
    page = path.read_text("utf-8")
    assert "\x00" not in page and "\x1b" not in page
    assert [names for tag, names in Elements(page).found if tag == "img"] == [{"src", "alt", "width", "height"}] * 4
    assert "script" not in {tag for tag, _ in Elements(page).found}
    assert "This class is simulated: its students do not exist." in text(path)


def test_a_chart_is_a_picture_whatever_its_labels_say():
    for label in ("$\\frac{$", "<b>&\"'", "\ud800\x00", "‮\U0001f600", "x" * 999, ""):
        figure = bars([label, "b"], {"Students": [3, 0]}, "A chart")
        source = figure.find("img").get("src").removeprefix("data:image/svg+xml;base64,")
        svg = ElementTree.fromstring(b64decode(source))  # noqa: S314
        assert svg.tag.endswith("svg")
    assert bars([], {"Students": []}, "Nothing") is None


def test_it_says_which_step_is_missing(tmp_path):
    with pytest.raises(NotReady, match="secondsource assign"):
        report(Folder(tmp_path))
    made = folder(tmp_path, KEY, *classroom(2))
    made.grades.unlink()
    with pytest.raises(NotReady, match="secondsource grade"):
        report(made)
