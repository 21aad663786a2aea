"""An assignment: what students get holds no key, works everywhere, and gives answers that the key can mark."""

import json
import re
import shutil
from dataclasses import replace

import gallery
import nbformat
import pytest
from click.testing import CliRunner
from conftest import ROOT
from playwright.sync_api import expect
from test_book_in_browser import barriers
from test_every_widget import answer, enter

from secondsource import answers, hand_in
from secondsource.activities.catalogue import MODULES
from secondsource.activity import Item, score
from secondsource.article import ARTICLES
from secondsource.bank import PRACTICE, load
from secondsource.cli import main
from secondsource.sheet import SHEETS, Sheet
from secondsource.source_file import Problems
from secondsource.teach import assign as assigning
from secondsource.teach import grade as grading
from secondsource.teach import key as keys
from secondsource.teach.assign import BadAssignment, Leak, Part, assign, leaks, of_bank, of_folder, of_form, of_module
from secondsource.teach.folder import Folder, write_lines
from secondsource.teach.submission import Submission

EVERYTHING = [*map(of_module, MODULES), of_bank("a"), of_bank("b")]
MIXED = [of_module(n) for n in (2, 3, 5, 7)]
KEYED = [of_module(1), *MIXED]


def test_nothing_that_students_get_depends_on_the_key(tmp_path):
    made = assign(Folder(tmp_path), "everything", EVERYTHING)
    key = keys.load(made.key)
    assert len(key.activity.items) == sum(len(g.items) for part in EVERYTHING for g in part.sheet.groups)
    given = {path.name: path.read_text("utf-8") for path in made.give}
    assert sorted(given) == ["everything-paper.html", "everything.html", "everything.ipynb"]
    assert not leaks(given, key)
    state = json.loads(re.search(r'<script type="application/json">(.*?)</script>', given["everything.html"])[1])
    assert {field for item in state["items"] for field in item} == {"id", "kind", "label", "options", "targets"}


def test_the_search_for_words_of_the_key_finds_them_however_they_are_written(tmp_path):
    key = keys.load(assign(Folder(tmp_path), "mixed", MIXED).key)
    secret = next(text for item in key.activity.items for text in item.feedback.values() if "“" in text)
    for written in (
        secret,
        json.dumps(secret),
        repr(json.dumps(secret)),
        secret.replace("“", "&ldquo;"),
        secret.upper(),
    ):
        assert leaks({"page.html": f"<p>before {written} after</p>"}, key), written
    assert leaks({"page.html": assigning.CANARY}, key)


def test_words_of_the_key_beside_the_files_stop_an_assignment(tmp_path):
    folder = Folder(tmp_path)
    made = assign(folder, "mixed", MIXED)
    before = made.key.read_bytes()
    (folder.give / "hints.txt").write_text(next(iter(keys.load(made.key).activity.items[0].feedback.values())), "utf-8")
    with pytest.raises(Leak, match=r"hints\.txt holds words of the key of m2-exercise\."):
        assign(folder, "mixed", MIXED[1:] + MIXED[:1])
    assert made.key.read_bytes() == before


def test_a_page_that_showed_the_key_would_not_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(assigning, "bare", lambda item: replace(item, lead=item.best or ""))
    with pytest.raises(Leak, match="would depend on the key"):
        assign(Folder(tmp_path), "mixed", MIXED)
    assert list(tmp_path.iterdir()) == []


def test_words_of_the_key_in_a_question_stop_an_assignment(tmp_path):
    part = of_module(1)
    group = part.sheet.groups[0]
    slip = replace(group, heading=group.items[0].feedback["named"])
    with pytest.raises(Leak, match="holds words of the key of kupyansk"):
        assign(Folder(tmp_path), "slip", [replace(part, sheet=replace(part.sheet, groups=(slip,)))])


def test_a_key_is_read_back_as_it_was_written(tmp_path):
    made = assign(Folder(tmp_path), "everything", EVERYTHING)
    key = keys.load(made.key)
    asked = [i for part in EVERYTHING for g in part.sheet.groups for i in g.items]
    other = {"label": "", "prompt": "", "about": ""}  # the key says once more what is asked, and numbers it
    assert [replace(i, **other) for i in key.activity.items] == [replace(i, **other) for i in asked]
    said = key.activity.item("kupyansk.4.attribution")
    assert (said.prompt[:11], said.about[:8]) == ("Who says so", "The road")
    assert keys.dumps(key) == made.key.read_text("utf-8")
    brief = key.activity.item("briefs.other-flag.brief")
    assert key.possible(brief) == 2
    assert key.rubric(brief)[0][0] == 0
    assert key.possible(key.activity.item("form-a.early-number-nine.verdict.confidence")) == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda text: text.replace('"best": "named"', '"best": "nmaed"', 1),
            r"'nmaed' is no option; did you mean 'named'",
        ),
        (lambda text: text.replace('"right": [', '"right": [ "mars",', 1), "'mars' is no (option|pair of ids)"),
        (lambda text: text.replace('"rubrics": {}', '"rubrics": {"m2": [[0, "none"]]}'), "there is no item 'm2'"),
        (lambda text: text.replace('"version": 1', '"version": 1, "version": 2'), "'version' stands twice"),
        (lambda text: text[:50], r"key\.json:\d+: not JSON"),
        (lambda text: text.replace('"version": 1', '"version": "one"'), r"not a key: data\.version must be integer"),
        (lambda text: text.replace('"kind": "choice"', '"kind": "choose"', 1), "not a key"),
        (lambda text: "[" * 100_000, "not a key"),
        (lambda text: "[]", "not a key: data must be object"),
    ],
)
def test_a_key_that_cannot_be_used_says_why(tmp_path, change, says):
    path = assign(Folder(tmp_path), "mixed", KEYED).key
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(keys.BadKey, match=says):
        keys.load(path)


def test_the_edition_rises_when_the_questions_change_and_not_when_only_the_key_does(tmp_path):
    folder = Folder(tmp_path)
    sheet = of_form(load("practice", PRACTICE))

    def edition(part):
        return keys.load(assign(folder, "week-1", [part]).key).activity.version

    other = Part(replace(sheet.sheet, groups=tuple(map(_turned, sheet.sheet.groups))), sheet.ask)
    shorter = replace(sheet, sheet=replace(sheet.sheet, groups=sheet.sheet.groups[1:]))
    assert [edition(part) for part in (sheet, sheet, other, shorter, shorter)] == [1, 1, 1, 2, 2]


def _turned(group):
    return replace(group, items=tuple(replace(i, best=i.best and "not_verified") for i in group.items))


def test_questions_that_were_answered_are_not_changed_by_accident(tmp_path):
    folder = Folder(tmp_path)
    first = assign(folder, "week-1", [of_module(1)]).key.read_bytes()
    write_lines(folder.collected, [Submission("1", answers={}).record()])
    assign(folder, "week-1", [of_module(1)])
    with pytest.raises(BadAssignment, match="holds answers to edition 1, and these questions differ"):
        assign(folder, "week-1", [of_module(3)])
    assert folder.key.read_bytes() == first
    assign(folder, "week-1", [of_module(3)], new_edition=True)
    assert (tmp_path / "keep" / "key-1.json").read_bytes() == first
    (grade,) = grading.grade(folder)
    assert grade.submission.status == "unreadable"
    assert grade.problems == ("answers to edition 1 of the questions; the key is of edition 2",)


def test_questions_are_numbered_and_how_sure_has_the_number_of_its_question(tmp_path):
    made = assign(Folder(tmp_path), "week-1", [of_module(8), of_bank("a")])
    labels = {item.id: item.label for item in keys.load(made.key).activity.items}
    assert labels["m8-exercise.reuters.verdict"].startswith("1. ")
    assert labels["m8-exercise.reuters.verdict.confidence"].startswith("1. ")
    assert labels["form-a.early-number-nine.verdict"] == "6. The statement"
    assert max(int(label.split(".")[0]) for label in labels.values()) == 5 + 24


def test_no_question_speaks_of_what_only_practice_has():
    for part in EVERYTHING:
        for item in (item for group in part.sheet.groups for item in group.items):
            assert not re.search(r"\b(samples|question \d|press|[Cc]heck)\b", item.prompt), item.id


def test_archives_and_keys_are_no_company_for_what_students_get(tmp_path):
    folder = Folder(tmp_path)
    made = assign(folder, "mixed", MIXED)
    for name, content in (("all.zip", b"PK\x03\x04 and so on"), ("old/mixed.html", made.key.read_bytes())):
        path = folder.give / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        with pytest.raises(Leak, match=f"{name} is an archive or a key"):
            assign(folder, "mixed", MIXED)
        path.unlink()


def test_only_the_page_itself_is_for_everybody(tmp_path):
    made = assign(Folder(tmp_path), "mixed", MIXED)
    assert made.key.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in made.give)


def test_a_page_hands_in_its_own_answers_only(tmp_path, visit):
    """Pages from a disk share one storage."""
    here = visit(accept_downloads=True)
    for name in ("week-1", "week-2"):
        page = here.open(assign(Folder(tmp_path / name), name, [of_module(1)]).give[1].as_uri())
        page.locator("section.ss-widget[data-alive] input[type=radio]").first.check()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my answers").click()
        expect(page.locator(".ss-message")).to_contain_text("It holds 1 of your answers")
    assert download.value.suggested_filename == "second-source-week-2-answers.json"
    assert list(answers.loads(download.value.path().read_bytes())) == ["week-2"]


def test_a_folder_of_ones_own(tmp_path):
    own = tmp_path / "own"
    shutil.copytree(ARTICLES / "brackwater", own / "brackwater")
    (own / "form-mine.yaml").write_text(
        (PRACTICE / "form-practice.yaml").read_text("utf-8").replace("form: practice", "form: mine"), "utf-8"
    )
    board = (SHEETS / "board-practice.yaml").read_text("utf-8").replace("made_up: true", "made_up: false")
    (own / "board-practice.yaml").write_text(
        re.sub(r"(\n +)side: none", r"\1side: none\1seen: The town’s archive, box 3", board), "utf-8"
    )
    parts = of_folder(own)
    assert [part.sheet.title for part in parts] == [
        "Practice, made up: the footbridge at Ruddermoor",
        "Who says so?",
        "What counts?",
        "Words that decide",
        "How do you judge?",
    ]
    made = assign(Folder(tmp_path / "week-2"), "week-2", parts)
    page = made.give[1].read_text("utf-8")
    assert "The town’s archive, box 3" in page
    assert "Brackwater" in page


def test_a_card_of_the_course_needs_a_fact(tmp_path):
    path = tmp_path / "board-practice.yaml"
    path.write_text((SHEETS / "board-practice.yaml").read_text("utf-8").replace("made_up: true", "made_up: false"))
    with pytest.raises(Problems, match="`seen` may say where its words can be found"):
        Sheet.load(path)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Week 3", "--module", "1"], "'Week 3' is no name of an assignment"),
        (["week-3", "--module", "11"], "there is no module 11"),
        (["week-3", "--bank", "aa"], "the item bank has no form 'aa'; did you mean 'a'"),
        (["week-3"], "there is nothing to ask"),
        (["m3-exercise", "--module", "3"], "an exercise of the course is called 'm3-exercise'"),
        (["week-3", "--module", "1", "--module", "1"], "the same item stands there twice"),
        (["week-3", "--items", "empty"], "there is nothing to ask here; expected sheets"),
    ],
)
def test_what_cannot_be_assigned_is_said_and_nothing_is_left(tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(main, ["assign", *arguments])
    assert result.exit_code == 1
    assert says in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_the_command_says_who_gets_what_and_that_the_key_of_modules_is_public(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["assign", "week-3", "--module", "1", "--title", "Who says?"])
    assert result.exit_code == 0, result.output
    assert "for you only:  week-3/keep/key.json" in result.output.replace("\\", "/")
    assert "is public" in result.output
    assert "<h1>Who says?</h1>" in (tmp_path / "week-3" / "give" / "week-3.html").read_text("utf-8")


def test_the_notebook_asks_and_hands_in_without_a_key(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = assign(Folder(tmp_path / "mixed"), "mixed", MIXED)
    notebook = nbformat.read(made.give[0], as_version=4)
    nbformat.validate(notebook)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    space: dict[str, object] = {}
    exec(cells[0], space)  # noqa: S102
    widget = space["questions"]
    assert widget.possible == 0
    key = keys.load(made.key).activity
    widget.answers = gallery.answers(key)
    assert widget.score == 0
    assert cells[1] == "hand_in('mixed')"
    handed = hand_in("mixed")
    assert handed.content["activities"]["mixed"]["answers"] == gallery.answers(key)


def _page(visit, made, **options):
    here = visit(accept_downloads=True, **options)
    page = here.open(made.give[1].as_uri())
    return here, page


def test_the_page_is_answered_by_keyboard_and_its_file_earns_every_point(tmp_path, visit):
    made = assign(Folder(tmp_path), "mixed", MIXED)
    key = keys.load(made.key)
    here, page = _page(visit, made)
    found = page.locator("section.ss-widget[data-alive]")
    expect(found.get_by_role("button", name=re.compile("^(Check|Compare)"))).to_have_count(0)
    enter(page, found)
    for item in key.activity.items:
        answer(page, found, item, gallery.best(item))
    expect(found.locator(".ss-progress")).to_contain_text(f"{len(key.activity.items)} of {len(key.activity.items)}")
    page.reload()
    with page.expect_download() as download:
        found.get_by_role("button", name="Download my answers").click()
    handed = answers.loads(download.value.path().read_bytes())["mixed"]["answers"]
    assert handed.keys() == {item.id for item in key.activity.items}
    assert [score(i, handed[i.id]) for i in key.activity.items if i.has_key] == [1.0] * sum(
        i.has_key for i in key.activity.items
    )
    assert barriers(page) == []
    assert here.errors == []


def test_the_page_has_no_barrier_and_fits_a_phone(tmp_path, visit):
    made = assign(Folder(tmp_path), "everything", EVERYTHING)
    for options in ({"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 700}}):
        here, page = _page(visit, made, **options)
        expect(page.locator("section.ss-widget[data-alive]")).to_be_visible()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert here.errors == []


def test_without_a_script_and_on_paper_it_is_a_worksheet(tmp_path, visit):
    made = assign(Folder(tmp_path), "mixed", MIXED)
    here, page = _page(visit, made, java_script_enabled=False)
    expect(page.get_by_text("Here nothing can be kept or handed in")).to_be_visible()
    paper = here.open(made.give[2].as_uri())
    assert paper.locator("script").count() == 0
    expect(paper.get_by_text("Name or number")).to_be_visible()
    assert paper.locator("details:not([open])").count() == 0
    assert paper.locator("fieldset").count() == len(keys.load(made.key).activity.items)


def test_what_a_teacher_writes_is_text(tmp_path, visit):
    bad = "</script><img src=x onerror=alert(1)>\u202e ''' \\ {title}"
    item = Item("own.one", "choice", bad, bad, {"yes": bad, "no": "No"}, best="yes", feedback={"yes": "y", "no": "n"})
    part = of_module(1)
    group = replace(part.sheet.groups[0], heading=bad, items=(item,), statement=bad)
    sheet = replace(part.sheet, title=bad, groups=(group,), status=bad)
    made = assign(Folder(tmp_path), "own", [Part(sheet, bad)], title=bad)
    here, page = _page(visit, made)
    found = page.locator("section.ss-widget[data-alive]")
    assert page.locator("img").count() == 0
    assert page.title() == bad
    found.get_by_label("No").check()
    expect(found.locator(".ss-progress")).to_contain_text("1 of 1 answered")
    assert here.errors == []
    space: dict[str, object] = {}
    exec(nbformat.read(made.give[0], as_version=4).cells[1].source, space)  # noqa: S102
    assert space["questions"].asked.title == bad


def test_a_question_that_gives_another_one_away_is_pointed_out(tmp_path):
    part = of_module(1)
    group = part.sheet.groups[0]
    first, second, *others = group.items
    slip = replace(second, lead=first.feedback["named"])
    changed = replace(group, items=(first, slip, *others))
    made = assign(Folder(tmp_path), "slip", [replace(part, sheet=replace(part.sheet, groups=(changed,)))])
    assert made.hints == ("‘2. Kupyansk 18’ shows students feedback of ‘1. Kupyansk 4’: is that what you want?",)
    assert assign(Folder(tmp_path / "fine"), "fine", [part]).hints == ()


def test_questions_that_share_a_heading_are_told_apart_by_what_they_ask(tmp_path):
    key = keys.load(assign(Folder(tmp_path), "week-1", [of_module(3), of_bank("a")]).key)
    labels = [item.label for item in key.graded]
    assert labels[:2] == ["1. Could they know?", "2. Who has checked it?"]
    assert len(set(labels)) == len(labels)


GUIDE = (ROOT / "book" / "teach" / "class.md").read_text("utf-8")


def test_the_sheet_in_the_guide_can_be_assigned_as_it_stands(tmp_path):
    own = tmp_path / "my-questions"
    own.mkdir()
    (own / "my-sheet.yaml").write_text(re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[1], "utf-8")
    checked = CliRunner().invoke(main, ["check", str(own)])
    assert checked.exit_code == 0, checked.output
    made = CliRunner().invoke(main, ["assign", str(tmp_path / "week-3"), "--items", str(own)])
    assert made.exit_code == 0, made.output
    assert "questions: 2; points: 3" in made.output
    assert "is public" not in made.output
    assert '"also": []' in (tmp_path / "week-3" / "keep" / "key.json").read_text("utf-8")
