"""The class on one page: what it says, what it must not say, and that anybody can read it."""

from __future__ import annotations

import random
import re
import sys
from base64 import b64decode
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from statistics import NormalDist, fmean
from xml.etree import ElementTree

import krippendorff
import pytest
from graded_class import graded
from test_book_in_browser import barriers

from secondsource.activity import Activity, Item
from secondsource.discernment import Counts, d_prime, interval, lean
from secondsource.teach import grade
from secondsource.teach.charts import bars
from secondsource.teach.folder import Folder, NotReady
from secondsource.teach.key import Key
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
KEY = Key(
    Activity("bridge", "The bridge", ITEMS),
    context={item.id: (f"The claim {item.id}.", "A card.") for item in VERDICTS},
)


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
        Submission("Ada Lovelace", "Nameless Gone"),
        Submission("Torn Ada", "Nameless Torn", problems=("SECRET: not JSON",)),
        submitted(99, {"who": "SECRET", "v0": ["SECRET"], "v1": "supported"}, late=True),
    ]
    before = graded(path / "before", KEY, *classroom(20, 2, 0.5))
    after = graded(path / "after", KEY, *classroom(28), *odd)
    return report(after, before), after, before


def test_the_page_says_how_the_class_did(whole):
    said = text(whole[0])
    assert "Of 31 students, 29 handed in, 1 of them late; from 1 nothing came, and from 1 nothing that can be" in said
    assert "Of 1 an answer is not usable. Who needs a look stands in grades.csv, under status and problems." in said
    assert "Waiting to be marked: 28 answers of 28 students." in said
    points = sorted(each.points for each in grade.read(whole[1]) if each.submission.answers is not None)
    assert f"The median is {points[14]:.3g} of 9 points so far" in said
    headings = ["What divided the class", "The questions", "Doubting and accepting", "How sure they were"]
    assert re.findall(r"<h2>(.*?)</h2>", whole[0].read_text("utf-8")) == [
        "The class", *headings, "Agreement and consistency"
    ]  # fmt: skip


def test_nobody_is_named_and_no_text_of_a_student_stands_there(whole):
    """The id of a student who handed in a plain file is the name of the file, and often of the student."""
    page = whole[0].read_text("utf-8")
    for word in ("SECRET", "Nameless", "slot", "id0", "Ada"):
        assert word not in page


def test_every_picture_has_a_table_and_words(whole):
    page = whole[0].read_text("utf-8")
    pictures = re.findall(r'<img[^>]*alt="([^"]+)"', page)
    divided = page.count("<article ")
    assert len(pictures) == page.count("<figure") == 5 + divided
    assert page.count("<table>") >= len(pictures)
    assert divided and "Students: a named person" in " ".join(pictures)
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
        mixed.append(graded(tmp_path / made.path.name, KEY, *some))
    assert report(*mixed).read_bytes() == whole[0].read_bytes()


def test_the_most_divided_question_comes_first_with_its_words(tmp_path, plain):
    answers = [{"v0": "supported", "who": "ab"[n % 2], "words": ["b"] * (n < 5)} for n in range(8)]
    for each in answers[:2]:
        each["v1"] = "supported"
    path = report(graded(tmp_path, KEY, *(submitted(n, each) for n, each in enumerate(answers))))
    part = path.read_text("utf-8").split("What divided the class")[1].split("<h2>The questions")[0]
    assert re.findall(r"<h3>(.*?)</h3>", part) == ["Bridge 1", "Bridge 2"], "nobody differed over the statement"
    assert "<mark>Officials said</mark> the bridge" in part
    said = words(part)
    assert "Of 8, 4 chose ‘a named person’ and 4 chose ‘someone unnamed’; 0 gave no answer." in said
    assert (
        "Of 8, 5 marked ‘brutal’ and 3 did not; 0" in said
        and "Bridge 1 1.00 8 Bridge 2 0.75 8" in said
        and "None here 3" in said
    )
    assert "The key says: someone unnamed" in said and "nobody 0 also accepted" in said
    assert "A plural names nobody." in said and "They are people" not in said, "the two that most chose"
    assert "perhaps the key is wrong" in said.lower() and "appeal" in said


@pytest.mark.parametrize("n", [1, 4])
def test_of_a_small_class_nothing_stands_there_but_how_many_handed_in(tmp_path, n):
    """And nothing that was done in it can be told: another class of that size has the same page."""
    pages = []
    for seed in (1, 2):
        odd = submitted(99, {"v0": ["not usable"] if seed == 1 else "supported"})
        made = graded(tmp_path / str(seed), KEY, *classroom(n - 1, seed), odd, Submission("gone"))
        pages.append(report(made, graded(tmp_path / f"before {seed}", KEY, *classroom(20))).read_bytes())
    assert pages[0] == pages[1]
    said = words(pages[0].decode())
    assert (
        pages[0].count(b"<h2>") == 1 and f"Of {n + 1} students, {n} handed in, 0 of them late; from 1 nothing" in said
    )
    assert said.endswith(
        "Who needs a look stands in grades.csv, under status and problems. There is nothing more on this page: with "
        "fewer than 5 students, numbers would point at persons. What each of them did stands in grades.csv and on "
        "their feedback page."
    )


def test_a_small_class_is_nothing_to_compare_with(tmp_path, plain):
    """One of the four trusts everything, or doubts everything: the page does not tell which."""
    after = graded(tmp_path / "after", KEY, *classroom(8))
    pages = []
    for word in ("supported", "contradicted"):
        lone = submitted(3, {item.id: word for item in VERDICTS})
        pages.append(report(after, graded(tmp_path / word, KEY, *classroom(3), lone)).read_bytes())
    assert pages[0] == pages[1]
    assert "is not compared: fewer than 5 students gave verdicts there" in words(pages[0].decode())


def test_of_few_who_did_both_nothing_is_told_by_themselves(tmp_path, plain):
    after, before = classroom(10), [replace(each, student=f"x{each.student}") for each in classroom(9, 2)]
    said = text(report(graded(tmp_path / "a", KEY, *after), graded(tmp_path / "b", KEY, *before, after[0])))
    assert "Students in both, by their ids: 1; 9 of 10 here" in said
    assert "who did both 1" not in said and "More supported" not in said and "(before" not in said
    assert "it takes 5 such students, and here are 1" in said


def test_few_who_gave_verdicts_are_not_looked_at(tmp_path, plain):
    some = [submitted(n, {"view": "f"} | ({"v0": "supported", "v1": "supported"} if n < 2 else {})) for n in range(9)]
    said = text(report(graded(tmp_path, KEY, *some)))
    assert "Doubting and accepting Left out: fewer than 5 students gave verdicts." in said
    assert "Agreement among students" not in said


def test_an_empty_class_has_a_page(tmp_path, plain):
    said = text(report(graded(tmp_path, KEY, Submission("a"))))
    assert "Of 1 student, 0 handed in" in said and "point at persons" not in said


def test_sections_with_nothing_to_say_are_left_out(tmp_path, plain):
    def page(name, items, answers):
        made = graded(tmp_path / name, Key(Activity("a", "A", items)), *(submitted(n, answers) for n in range(25)))
        markup = report(made).read_text("utf-8")
        return re.findall(r"<h2>(.*?)</h2>", markup), words(markup)

    titles, said = page("views", (OPINION,), {"view": "f"})
    assert titles == ["The class", "What divided the class", "The questions"]
    assert "No question here earns points." in said and "nowhere did a second side have 25% of the answers" in said
    titles, said = page("texts", (TEXT,), {"why": "Because."})
    assert titles == ["The class", "The questions"] and "Nobody has points yet." in said
    assert "The median" not in said and "Discrimination is" not in said and "Krippendorff" not in said
    titles, said = page("nobody", ITEMS, {})
    assert "Left out: no question was answered by 5 students." in said
    assert "Cronbach" in said and "0 of 25 students answered all 7" in said
    titles, said = page("one", (WHO,), {"who": "a"})
    assert "Cronbach" not in said and "0 of 0" not in said


def test_odd_questions_are_pointed_at(tmp_path, plain):
    """Ten strong students take ‘a’ for `who`, ten weak ones the key's answer; everybody has v0."""
    strong = {"v0": "supported", "v1": "not_verified", "v2": "contradicted", "v3": "supported", "who": "a"}
    weak = {"v0": "supported", "v1": "supported", "v2": "supported", "v3": "contradicted", "who": "b"}
    some = [submitted(n, strong if n % 2 else weak) for n in range(20)]
    said = text(report(graded(tmp_path, KEY, *some)))
    assert "Statement 0: all 20 students got all points" in said
    assert "Bridge 1: who did well elsewhere did worse here (20 students)" in said and "20 0 0 0 0.50 −1.00" in said
    assert "‘a named person’ is not accepted, and stronger students prefer it: 10 of 10 in the upper half, 0 of" in said
    assert "Bridge 1: nobody also accepted 0 of 20 0 of 10 0 of 10" in said
    assert "Statement 2: who did well" not in said


def test_a_discrimination_that_may_be_chance_is_no_flag(tmp_path, plain):
    """Points by chance: about half of all discriminations are below 0, and next to none below -2/√n."""
    items = [Item(f"i{n}", "choice", f"Item {n}", "?", {"a": "A", "b": "B"}, "a") for n in range(40)]
    draw = random.Random(5)  # noqa: S311
    some = [submitted(n, {item.id: draw.choice("ab") for item in items}) for n in range(30)]
    said = text(report(graded(tmp_path, Key(Activity("chance", "Chance", tuple(items))), *some)))
    rows = re.findall(r"Item (\d+) \? 30 0 0 0 \d\.\d\d (−?\d\.\d\d)", said)
    rows = [(n, power.replace("−", "-")) for n, power in rows]
    assert len(rows) == 40 and sum(float(power) < 0 for _, power in rows) > 10
    flagged = re.findall(r"Item (\d+): who did well elsewhere", said)
    assert flagged == [n for n, power in rows if float(power) < -2 / 30**0.5] and len(flagged) < 4


def test_alpha_is_told_of_questions_with_the_same_words(tmp_path, plain):
    """A teacher's own questions all have the options a and b; cats have nothing to do with Paris."""
    options = [{"a": "Cats", "b": "Dogs"}, {"a": "Cats", "b": "Dogs"}, {"a": "Paris", "b": "London"}]
    items = tuple(Item(f"i{n}", "choice", f"Own {n}", "?", each, "a") for n, each in enumerate(options))
    some = [submitted(n, {"i0": "ab"[n % 2], "i1": "ab"[n % 2], "i2": "b"}) for n in range(10)]
    said = text(report(graded(tmp_path, Key(Activity("own", "Own", items)), *some)))
    assert "Cats / Dogs 2 20" in said and "Paris / London" not in said.split("Agreement and consistency")[1]


def test_picks_that_are_not_listed_are_counted(tmp_path, plain):
    stretches = {f"s{n}": f"stretch {n}" for n in range(20)}
    item = Item("long", "spans", "Long", "x" * 60, stretches, spans={f"s{n}": (n, n + 1) for n in range(20)})
    some = [submitted(n, {"long": [f"s{i}" for i in range(20) if i < 6 or (n + i) % 6 == 0]}) for n in range(6)]
    some += [submitted(6 + n, {"long": ["s0"]}) for n in range(5)]
    said = text(report(graded(tmp_path, Key(Activity("long", "Long", (item,))), *some)))
    assert "Of 11, 6 marked ‘stretch 1’ and 5 did not; 0" in said and "Long 0.91 11" in said
    assert said.count("Not listed: 8 more, chosen at most 1 time each.") == 2
    assert "stretch 15 1" in said and "stretch 16" not in said


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
    """Twenty-two did both; all doubt more afterwards, also what is supported."""

    def said(*words):
        return {f"v{n}": word for n, word in enumerate(words)}

    trusting = said("supported", "supported", "supported", "supported")
    doubting = said("contradicted", "contradicted", "contradicted", "supported")
    all_doubting = said(*["contradicted"] * 4)
    before = graded(tmp_path / "b", KEY, *(submitted(n, trusting) for n in range(24)))
    some = [submitted(n, doubting if n % 2 else all_doubting) for n in range(2, 26)]
    after = graded(tmp_path / "a", KEY, *some, Submission("id000"))
    page = text(report(after, before))
    first, second, third = Counts(0, 2, 0, 2, 0), Counts(2, 2, 1, 2, 1), Counts(2, 2, 2, 2, 1)
    assert look(before).judged["id003"] == first
    assert look(after).judged["id003"] == second and look(after).judged["id002"] == third
    assert "Students in both, by their ids: 22; 2 of 24 here and 2 of 24 there are not" in page
    low, high = interval([second, third] * 11, d_prime)
    mean = (d_prime(second) + d_prime(third)) / 2
    assert f"d′ 22 0.00 {mean:.2f} {mean:.2f} {low:.2f} {high:.2f}" in page
    assert "d′: The earlier assignment 24 0.00 – –" in page, "all alike: nothing varies"
    assert "After, who did both 22 44 of 44 33 of 44 22 of 22" in page
    assert "More supported statements were doubted: 33 of 44, and before 0 of 44." in page
    assert "More doubting is not better judging" in page and "unverified is not false" in page
    assert "The class accepts too much" in page and "nobody is graded on it" in page
    assert (
        "The 22 students who did both doubted 44 of 44 unsupported statements (before: 0 of 44), and 33 of 44 " in page
    )
    assert "supported ones (before: 0 of 44). More supported ones were doubted than before" in page
    fell = text(report(before, after))
    assert "More supported" not in fell and "less doubting is not better judging" in fell, "the other way they fell"
    views = (submitted(n, {"view": "f"}) for n in range(6))
    none = graded(tmp_path / "none", Key(Activity("views", "Views", (OPINION,)), simulated=True), *views)
    nothing = "There is nothing to compare: no form of the test is in"
    alone = text(report(after, none))
    assert f"{nothing} the earlier assignment (‘Views’)." in alone and "simulated" not in alone
    assert f"{nothing} this assignment (‘Views’)." in text(report(none, after))
    assert f"{nothing} this assignment (‘Views’) or in the earlier assignment (‘Views’)." in text(report(none, none))
    assert "Doubting" not in text(report(none))


def test_an_interval_takes_twenty_students(tmp_path, plain):
    said = text(report(graded(tmp_path / "a", KEY, *classroom(19))))
    assert re.search(r"d′: This assignment 19 -?\d\.\d\d – –", said) and "It takes 20 students" in said
    said = text(report(graded(tmp_path / "b", KEY, *classroom(20))))
    assert re.search(r"d′: This assignment 20( -?\d\.\d\d){3}", said)


@pytest.mark.parametrize("n", [20, 30])
@pytest.mark.parametrize("measure", [d_prime, lean])
def test_what_is_called_a_95_percent_interval_holds_the_mean_of_all_students_that_often(n, measure):
    """Classes drawn from 2,000 simulated students who differ in skill and lean and judge 6 + 6 statements."""
    draw, share = random.Random(8), NormalDist().cdf  # noqa: S311

    def student():
        skill, bias = draw.gauss(1.2, 0.8), draw.gauss(0, 0.4)
        doubted = (sum(draw.random() < share(side - bias) for _ in range(6)) for side in (skill / 2, -skill / 2))
        return measure(Counts(next(doubted), 6, next(doubted), 6))

    students = [student() for _ in range(2000)]
    mean = fmean(students)
    intervals = [interval(draw.choices(students, k=n), float) for _ in range(2000)]
    assert 0.94 <= fmean(low <= mean <= high for low, high in intervals) <= 0.96, "a bootstrap of percentiles has 0.93"


def test_an_accepted_verdict_is_no_mistake(tmp_path):
    item = Item("v", "choice", "V", "?", VERDICT, "not_verified", ("contradicted",))
    made = graded(tmp_path, Key(Activity("v", "V", (item,))), submitted(1, {"v": "contradicted"}))
    assert look(made).judged == {"id001": Counts(hits=1, unsupported=1)}


def test_sureness_is_counted_beside_being_right(tmp_path, plain):
    answers = [{"v0": "supported" if n < 4 else "contradicted", "v0.confidence": "3" if n < 5 else 1} for n in range(7)]
    answers.append({"v0": "supported"})
    said = text(report(graded(tmp_path, KEY, *(submitted(n, each) for n, each in enumerate(answers)))))
    assert "In 7 answers students said how sure they were. Of 5 that they were sure of, 4 got all points and 1" in said
    assert "of 2 guesses, 0 got all points" in said
    assert "I am sure 4 1 I think so 0 0 I am guessing 0 2" in said
    both = replace(WORDS, right=("l", "b"), also=())
    key = Key(Activity("parts", "Parts", (both, sure(both))))
    part = graded(tmp_path / "part", key, submitted(1, {"words": ["b"], "words.confidence": "3"}))
    assert list(look(part).sureness(both)) == [("3", False)], "some of the points is not right"


def test_hostile_words_of_a_key_are_only_words(tmp_path):
    bad = "</script><img src=x onerror=alert(1)>$\\frac{$ \x00\x1b & “‮”\U0001f600" + "x" * 300
    item = Item(
        "i", "choice", bad, bad, {"a": bad, "b": f"{bad}b"}, "a", (), {"a": bad, "b": bad},
        quote=bad[:20], key_says=bad, about=bad,
    )  # fmt: skip
    key = Key(Activity("bad", bad, (item, sure(item))), context={"i": (bad, "beside")}, simulated=True)
    answers = [submitted(n, {"i": "ab"[n % 2], "i.confidence": "1"}) for n in range(6)]
    path = report(graded(tmp_path, key, *answers))
    page = path.read_text("utf-8")
    assert "\x00" not in page and "\x1b" not in page
    assert [names for tag, names in Elements(page).found if tag == "img"] == [{"src", "alt", "width", "height"}] * 4
    assert "script" not in {tag for tag, _ in Elements(page).found}
    assert "This class is simulated: its students do not exist." in text(path)


def test_what_is_folded_is_left_out_on_paper_and_the_page_says_so(whole, visit):
    page = visit().open(whole[0].as_uri())
    note = page.get_by_text("Left out on paper")
    assert page.locator("summary").first.is_visible() and not note.is_visible()
    page.emulate_media(media="print")
    assert page.locator("summary:visible").count() == 0 and note.is_visible()
    assert (
        page.get_by_role("heading", name="The cards").first.is_visible() and page.locator("table:visible").count() == 0
    )


def test_the_class_stands_first_in_plain_words_with_links_to_what_divided_it(whole):
    markup = whole[0].read_text("utf-8")
    plain = words(re.sub(r"<details>.*?</details>", "", markup, flags=re.S))
    assert not re.search("Pearson|Cronbach|Krippendorff|√|d′|Student 1908|[Dd]iscrimination|false alarm", plain)
    assert re.search(r"The class doubted \d+ of \d+ unsupported statements|students who did both doubted \d+ of", plain)
    links = re.findall(r'href="#(divided-\d)"', markup)
    assert links and all(f'id="{link}"' in markup for link in links)


def test_a_long_label_stands_on_two_lines():
    label = "Nobody, as far as the cards show, and nobody on any other page"
    figure = bars([label], {"Students": [1]}, "A chart")
    svg = b64decode(figure.find(".//img").get("src").split(",")[1]).decode()
    assert "Nobody, as far as the cards show, and" in svg and "nobody on any other page" in svg
    assert label in figure.find(".//img").get("alt")


def test_a_chart_is_a_picture_whatever_its_labels_say():
    for label in ("$\\frac{$", "<b>&\"'", "\ud800\x00", "‮\U0001f600", "x" * 999, ""):
        figure = bars([label, "b"], {"Students": [3, 0]}, "A chart")
        source = figure.find(".//img").get("src").removeprefix("data:image/svg+xml;base64,")
        svg = ElementTree.fromstring(b64decode(source))  # noqa: S314
        assert svg.tag.endswith("svg")
    assert bars([], {"Students": []}, "Nothing") is None


def test_it_says_which_step_is_missing(tmp_path):
    with pytest.raises(NotReady, match="secondsource assign"):
        report(Folder(tmp_path))
    made = graded(tmp_path, KEY, *classroom(2))
    made.grades.unlink()
    with pytest.raises(NotReady, match="secondsource grade"):
        report(made)
