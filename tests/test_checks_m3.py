"""Module 3: its learner check, and what its activities ask."""

import nbformat
import pandas as pd
import pytest
from conftest import ROOT

from secondsource import Sheet
from secondsource.activities import module3
from secondsource.checks import m3

TABLE = pd.DataFrame(module3.grades())


def gap_of(folder):
    """The function `cannot_be_judged` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m3-how-good-is-the-source.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def cannot_be_judged")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["cannot_be_judged"]


def test_the_worked_solution_passes():
    outcome = m3.sources_that_cannot_be_judged(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 6 sources that cannot be judged. What they say is graded from 1 to 6."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m3.sources_that_cannot_be_judged(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["reliability"] == "B"], "Your line keeps the letters: B."),
        (lambda t: t, "You kept every source."),
        (lambda t: t[t["reliability"] == "f"], "No source is left."),
        (lambda t: t[t["reliability"] == 6], "No source is left."),
        (lambda t: t[t["credibility"] == 6], "The question is about the sources."),
        (lambda t: t[t["reliability"] != "B"], "Some rows are right, but not all of them."),
        (lambda t: t["reliability"] == "F", "something that is not a table"),
        (lambda t: t[t["letter"] == "F"], "The table has no column 'letter'."),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m3.sources_that_cannot_be_judged(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert '"F"' not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["reliability"] = "F"
        return table

    before = TABLE.copy()
    assert not m3.sources_that_cannot_be_judged(slip, TABLE).passed
    assert TABLE.equals(before)


def test_every_question_has_a_text_for_every_option_and_no_habit_does_well():
    items = [item for activity in [*module3.lesson()[1:], module3.exercise()] for item in activity.items]
    for item in items:
        assert set(item.feedback) == set(item.options), item.id
    choices = [item for item in items if item.kind == "choice"]
    for place in range(4):
        right = [list(item.options)[place] in item.accepted for item in choices]
        assert sum(right) < len(choices) * 2 / 3, place
    never = [item.options.get("cannot_be_judged") is not None and item.best == "cannot_be_judged" for item in choices]
    assert sum(never) < len(choices) / 2


def test_a_grade_waits_for_a_question_that_is_asked():
    for sheet in [module3.half_done(), module3.alone(), module3.other_flags(), module3.third_parties()]:
        for group in sheet.groups:
            ids = [item.id for item in group.items]
            assert group.after
            for waiting, first in group.after.items():
                assert ids.index(first) < ids.index(waiting)


def test_the_same_lead_is_given_to_no_other_question():
    leads = [item.lead for item in module3.half_done().activity().items]
    assert [bool(lead) for lead in leads] == [True, True, True, False, False]
    assert not any(item.lead for item in Sheet.load("sources").activity().items)


def test_grades_stand_apart_in_the_key():
    digits = {letter: set(rows["credibility"]) for letter, rows in TABLE.groupby("reliability")}
    assert len(digits["F"]) > 1 and len(digits["B"]) > 1, "a letter must not tell the digit"
    assert set(module3.SHORT.values()) == set(TABLE["source"])
