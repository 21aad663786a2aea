"""All ten modules: pages, explanations, every sentence under every lens, readable, and no test given away."""

import json
import re

import pytest
from conftest import ROOT
from facts import facts_in
from reading_level import grade, prose

from secondsource import bank, ledger
from secondsource.activities import catalogue
from secondsource.activity import score
from secondsource.article import names

MODULES = catalogue.MODULES
PARTS = dict(zip(MODULES, catalogue.catalogue().values(), strict=True))
ACTIVITIES = {a.id: a for pages in PARTS.values() for activities in pages.values() for a in activities}
TEXTS = "|".join(names())


def notebook(folder, number):
    return ROOT / folder / f"{MODULES[number][1]}.ipynb"


def lesson_of(number):
    return PARTS[number][f"notebooks/{MODULES[number][1]}"]


def test_there_are_ten_modules_and_every_activity_has_its_own_id():
    assert list(MODULES) == list(range(10))
    count = sum(len(activities) for pages in PARTS.values() for activities in pages.values())
    assert len(ACTIVITIES) == count
    for number, pages in PARTS.items():
        for activities in pages.values():
            for activity in activities:
                assert activity.id.startswith((f"m{number}-", "test-")), activity.id


@pytest.mark.parametrize("number", MODULES)
def test_a_module_has_its_lesson_exercise_solution_and_teacher_s_page(number):
    name, slug = MODULES[number]
    for folder in ("notebooks", "exercises", "solutions"):
        assert notebook(folder, number).is_file()
    teacher = (ROOT / "book" / "teach" / f"{slug}.md").read_text("utf-8")
    for needed in ("50", "90", "absent", "print"):
        assert needed in teacher.lower(), needed
    lesson = notebook("notebooks", number).read_text("utf-8")
    for needed in ("At the end you can", "content-note.md", "In three lines", "evidence.md", f"exercises/{slug}.ipynb"):
        assert needed in lesson, needed
    assert re.search(r"\bstops?\b", lesson, re.IGNORECASE)
    assert f"Module {number}" in (ROOT / "_toc.yml").read_text("utf-8")
    assert name


@pytest.mark.parametrize("number", MODULES)
def test_a_lesson_begins_away_from_the_war_and_ends_with_other_flags_and_a_transfer(number):
    ids = [activity.id for activity in lesson_of(number)]
    lesson = notebook("notebooks", number).read_text("utf-8")
    assert re.search(r"nobody asks why", lesson, re.IGNORECASE)
    if number == 0:
        return
    assert any("flag" in id for id in ids), ids
    assert any("transfer" in id or "brackwater" in id or "practice" in id for id in ids), ids
    if number > 1:
        assert any("back" in id for id in ids), "items of earlier modules come back"


@pytest.mark.parametrize("id", ACTIVITIES)
def test_every_option_is_explained_and_the_key_scores_full(id):
    for item in ACTIVITIES[id].items:
        if not item.has_key:
            continue
        if item.right is None:
            assert set(item.feedback) == set(item.options), item.id
            assert score(item, item.best) == 1, item.id
        else:
            assert score(item, item.right) == 1, item.id
            assert all(item.feedback.values()), item.id


def test_every_sentence_of_both_articles_is_worked_on_under_every_lens():
    covered = catalogue.coverage()
    assert len(covered) == 41
    empty = [(where, lens) for where, lenses in covered.items() for lens, modules in lenses.items() if not modules]
    assert empty == []


def test_no_item_of_the_test_is_used_or_shown_anywhere_else():
    for id, activity in ACTIVITIES.items():
        if id not in ("test-a", "test-b"):
            assert not [item.id for item in activity.items if item.id.startswith("form-")], id
    statements = {item.statement for form in bank.names() for item in bank.load(form).items}
    texts = " ".join(
        "".join(cell["source"])
        for path in [*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "solutions").glob("*.ipynb")]
        for cell in json.loads(path.read_text("utf-8"))["cells"]
    )
    assert not [statement for statement in statements if statement in texts]
    sheets = " ".join(path.read_text("utf-8") for path in (ROOT / "src/secondsource/sheets").glob("*.yaml"))
    flat = " ".join(sheets.split())
    assert not [statement for statement in statements if statement in flat]


@pytest.mark.parametrize("number", MODULES)
def test_a_lesson_can_be_read_at_sixteen(number):
    for folder in ("notebooks", "solutions"):
        text = prose(notebook(folder, number))
        assert len(text.split()) > 60
        assert grade(text) <= 10


def test_the_measure_of_reading_would_notice_a_hard_text():
    hard = (
        "Epistemological considerations notwithstanding, attributional infrastructure necessitates reconceptualisation."
    )
    assert grade(hard) > 10


@pytest.mark.parametrize("number", MODULES)
def test_facts_of_a_lesson_may_be_used_on_pages(number):
    facts = ledger.load()
    for folder in ("notebooks", "solutions"):
        for id in facts_in(notebook(folder, number).read_text("utf-8")):
            assert not facts[id].not_for_pages, id


@pytest.mark.parametrize("number", MODULES)
def test_what_a_solution_hides_from_a_search_and_an_exercise_from_a_reader(number):
    solution = json.loads(notebook("solutions", number).read_text("utf-8"))
    assert solution["metadata"]["nosearch"] is True
    for folder in ("notebooks", "exercises", "solutions"):
        meta = json.loads(notebook(folder, number).read_text("utf-8"))["metadata"]
        assert meta["myst"]["html_meta"]["robots"] == "noindex"
    exercise = "".join(
        "".join(cell["source"]) for cell in json.loads(notebook("exercises", number).read_text("utf-8"))["cells"]
    )
    assert "tables.key(" not in exercise
    assert "hand_in(" in exercise
