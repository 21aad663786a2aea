"""Module 2: its learner check, its sweep beside the key of Kharkiv, and its maps beside the widget that shows them."""

import nbformat
import pytest
from conftest import ROOT

from secondsource import Article, SourceMap, tables
from secondsource.activities import module2
from secondsource.checks import m2

TABLE = tables.voices("brackwater")
SWEPT = {3, 4, 5, 6, 8, 9, 10, 11, 13, 15, 16, 17, 18, 19, 20}


def gap_of(folder):
    """The function `known_origins` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m2-how-many-sources.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def known_origins")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["known_origins"]


def test_the_worked_solution_passes():
    outcome = m2.rows_of_known_origins(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 4 voices that are known and end a trail."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m2.rows_of_known_origins(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["part"] == "relay"], "Your line keeps the voices with this part: relay."),
        (lambda t: t[t["part"] == "dead end"], "Your line keeps the voices with this part: dead end."),
        (lambda t: t, "You kept every voice."),
        (lambda t: t[t["part"] == "Origin"], "No voice is left."),
        (lambda t: t[t["kind"] == "person"], "Some rows are right, but not all of them."),
        (lambda t: t[t["part"] != "relay"], "Some rows are right, but not all of them."),
        (lambda t: t["part"] == "origin", "something that is not a table"),
        (lambda t: t[t["parts"] == "origin"], "The table has no column 'parts'."),
        (lambda t: t[t["part"] == "relay"].rename(index={1: 99}), "These rows are not in the table above."),
        (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m2.rows_of_known_origins(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert "origin" not in outcome.message.lower()


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["part"] = "origin"
        return table

    before = TABLE.copy()
    assert not m2.rows_of_known_origins(slip, TABLE).passed
    assert TABLE.equals(before)
    assert m2.rows_of_known_origins(lambda t: t[t["part"] == "origin"].reset_index(), TABLE).passed


def in_the_key(sentence, unnamed):
    """What the key of the article says of a sentence, in the four answers of the sweep: the best one, the others."""
    somebody = "unnamed" if sentence.origin in unnamed else "one"
    words = {"single": somebody, "untraceable": "unnamed", "two_or_more": "two", "unsourced": "none"}
    words["no_new_claim"] = somebody if sentence.origin else "none"
    best = words[sentence.sourcing]
    also = {words[label] for label in sentence.also.get("sourcing", ())} - {best}
    return best, also


def test_the_sweep_says_what_the_key_of_the_article_says():
    kharkiv = Article.load("kharkiv")
    unnamed = {source.id for source in kharkiv.sources if source.kind == "unnamed"}
    items = [*module2.first_sweep().items, *module2.second_sweep().items]
    assert {int(item.id.split(".")[1]) for item in items} == SWEPT
    for item in items:
        sentence = kharkiv[int(item.id.split(".")[1])]
        assert (item.best, set(item.also)) == in_the_key(sentence, unnamed), item.id
        assert item.prompt == sentence.text
        assert set(item.feedback) == set(item.options)


def test_an_argument_for_the_war_keeps_what_stands_beside_it():
    (item,) = [item for item in module2.second_sweep().items if item.id == "kharkiv.15.how-many"]
    assert item.beside == Article.load("kharkiv")[15].beside != ""


@pytest.mark.parametrize("name", list(module2.MAPS))
def test_the_lesson_lists_the_maps_as_the_widget_asks_them(name):
    widget = SourceMap(Article.load(name), id=module2.map_id(name), title=module2.MAPS[name])
    assert widget.asked == module2.map_of(name)


def test_the_lesson_is_short_enough_and_every_answer_occurs():
    items = [item for activity in module2.lesson() for item in activity.items]
    assert len(items) <= 45
    assert len({activity.id for activity in module2.lesson()}) == len(module2.lesson())
    best = [item.options[item.best] for item in items if item.best and item.id.endswith("how-many")]
    for answer in ("one", "two", "somebody", "none"):
        assert sum(words.startswith(answer) for words in best) >= 2, answer
