"""The learner check of module 4: passes on the solution; a hint that gives nothing away for anything else."""

import nbformat
import pytest
from conftest import ROOT

from secondsource import tables
from secondsource.activities import module4, module5
from secondsource.article import Article
from secondsource.checks import m4

TABLE = tables.figures("brackwater")


def gap_of(folder):
    """The function `with_a_number` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m4-what-it-counts.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def with_a_number")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["with_a_number"]


def test_the_worked_solution_passes():
    outcome = m4.rows_with_a_number(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 2 figures with a number, out of 16."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m4.rows_with_a_number(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["who"] == "nobody"], "Your line sorts by who gives the figure."),
        (lambda t: t[t["form"] == "word"], "Your line keeps the rows with: word."),
        (lambda t: t, "You kept every row."),
        (lambda t: t[t["form"] == "Number"], "No row is left."),
        (lambda t: t[t["who"] == "number"], "No row is left."),
        (lambda t: t[t["n"] > 3], "Some rows are right, but not all of them."),
        (lambda t: t["form"] == "number", "something that is not a table"),
        (lambda t: t[t["Form"] == "number"], "The table has no column 'Form'."),
        (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m4.rows_with_a_number(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert '"number"' not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["form"] = "number"
        return table

    before = TABLE.copy()
    assert not m4.rows_with_a_number(slip, TABLE).passed
    assert TABLE.equals(before)
    assert m4.rows_with_a_number(lambda t: t[t["form"] == "number"].reset_index(), TABLE).passed


def test_the_lesson_reads_what_the_curriculum_gives_to_it():
    close = {i.id for a in (module4.half_done(), module4.close()) for i in a.items if i.id.endswith(".figures")}
    worked = {f"{article}.{n}.figures" for article, numbers in module4.WORKED.items() for n in numbers}
    assert close | worked == {f"kupyansk.{n}.figures" for n in (1, 6, 11)} | {
        f"kharkiv.{n}.figures" for n in (3, 12, 14)
    }
    assert not close & worked
    swept = {i.id for i in module4.sweep_kupyansk().items}
    here = {id for id in close | worked if id.startswith("kupyansk")}
    assert swept | here == {f"kupyansk.{s.n}.figures" for s in Article.load("kupyansk").sentences}
    assert not swept & here and len(swept) == 17
    assert {f"kharkiv.{n}.figures" for n in module5.ASKED_IN_MODULE_4} == {id for id in close if "kharkiv" in id}


def test_no_activity_shares_its_id_and_every_question_has_a_key():
    activities = [*module4.lesson(), module4.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m4-") for a in activities)
    assert all(item.has_key for a in activities for item in a.items)


def test_a_question_that_the_key_does_not_ask_is_told():
    with pytest.raises(LookupError, match="did you mean"):
        module4.figures([(Article.load("kharkiv"), [3])], "m4-slip", "A slip", ["kharkiv.3.figures.12-soldiers.counts"])
