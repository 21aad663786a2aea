"""The learner check of module 5: passes on the solution; a hint that gives nothing away for anything else."""

import nbformat
import pytest
from conftest import ROOT

from secondsource import tables
from secondsource.activities import module5
from secondsource.article import Article
from secondsource.checks import m5

TABLE = tables.wording("brackwater")


def gap_of(folder):
    """The function `strong_words` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m5-words-that-decide.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def strong_words")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["strong_words"]


def test_the_worked_solution_passes():
    outcome = m5.rows_with_strong_words(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 4 words that most readers would mark."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m5.rows_with_strong_words(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["device"] == "hedge"], "Your line sorts by what a word does."),
        (lambda t: t[t["strength"] == "mild"], "Your line keeps the rows with: mild."),
        (lambda t: t, "You kept every row."),
        (lambda t: t[t["strength"] == "Strong"], "No row is left."),
        (lambda t: t[t["device"] == "strong"], "No row is left."),
        (lambda t: t[t["n"] > 0], "Some rows are right, but not all of them."),
        (lambda t: t["strength"] == "strong", "something that is not a table"),
        (lambda t: t[t["Strength"] == "strong"], "The table has no column 'Strength'."),
        (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m5.rows_with_strong_words(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert '"strong"' not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["strength"] = "strong"
        return table

    before = TABLE.copy()
    assert not m5.rows_with_strong_words(slip, TABLE).passed
    assert TABLE.equals(before)


def test_the_lesson_reads_what_the_curriculum_gives_to_it():
    wording = {i.id for a in module5.lesson() for i in a.items if i.id.endswith(".wording")}
    worked = {f"{article}.{n}.wording" for article, numbers in module5.WORKED.items() for n in numbers}
    close = {f"kupyansk.{n}.wording" for n in (3, 7, 9, 12)} | {f"kharkiv.{n}.wording" for n in (4, 7, 8, 13)}
    assert {id for id in wording | worked if not id.startswith(("brackwater", "other-flag"))} == close
    swept = {i.id for i in module5.sweep_figures().items}
    asked = {f"kharkiv.{n}.figures" for n in module5.ASKED_IN_MODULE_4}
    assert swept | asked == {f"kharkiv.{s.n}.figures" for s in Article.load("kharkiv").sentences}
    assert not swept & asked and len(swept) == 18


def test_no_activity_shares_its_id_and_every_question_has_a_key():
    activities = [*module5.lesson(), module5.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m5-") for a in activities)
    assert all(item.has_key for a in activities for item in a.items)
