"""The learner check of module 6: passes on the solution; a hint that gives nothing away for anything else."""

import nbformat
import pytest
from conftest import ROOT

from secondsource import tables
from secondsource.activities import module6
from secondsource.article import Article
from secondsource.checks import m6
from secondsource.vocabulary import FUNCTION

TABLE = tables.frames("brackwater")


def gap_of(folder):
    """The function `who_is_judged` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m6-frames.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def who_is_judged")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["who_is_judged"]


def test_the_worked_solution_passes():
    outcome = m6.rows_that_judge(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 3 places where somebody is judged."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m6.rows_that_judge(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["function"] == "treatment_recommendation"], "keeps the answers to: What should be done?"),
        (lambda t: t[t["function"] == "causal_interpretation"], "keeps the answers to: Who or what caused it?"),
        (lambda t: t, "You kept every row."),
        (lambda t: t[t["function"] == "judged"], "No row is left."),
        (lambda t: t[t["words"] == "moral evaluation"], "No row is left."),
        (lambda t: t[t["n"] > 4], "Some rows are right, but not only those"),
        (lambda t: t[t["function"] != "moral_evaluation"], "None of these rows judges."),
        (lambda t: t["function"] == "moral_evaluation", "something that is not a table"),
        (lambda t: t[t["Function"] == "moral_evaluation"], "The table has no column 'Function'."),
        (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m6.rows_that_judge(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert "moral" not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["function"] = "moral_evaluation"
        return table

    before = TABLE.copy()
    assert not m6.rows_that_judge(slip, TABLE).passed
    assert TABLE.equals(before)


def test_every_passage_of_both_articles_is_asked_all_four_questions():
    ids = {item.id for activity in module6.lesson() for item in activity.items}
    for name in ("kharkiv", "kupyansk", "brackwater", "other-flag"):
        for passage in Article.load(name).passages:
            assert {f"{name}.{passage.id}.{function}" for function in FUNCTION} <= ids
    assert "kharkiv.headline" in ids


def test_no_activity_shares_its_id_and_every_question_has_a_key():
    activities = [*module6.lesson(), module6.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m6-") for a in activities)
    assert all(item.has_key for a in activities for item in a.items)
