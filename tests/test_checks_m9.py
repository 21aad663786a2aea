"""Module 9's learner check, and what its briefs are marked by."""

import nbformat
import pandas as pd
import pytest
from conftest import ROOT

from secondsource import Sheet
from secondsource.activities import module9
from secondsource.checks import m9

TABLE = pd.DataFrame(module9.briefs_by_checklist())


def gap_of(folder):
    """The function `meets_all` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m9-write-it-right.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def meets_all")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["meets_all"]


def test_the_worked_solution_passes():
    outcome = m9.briefs_that_meet_all(gap_of("solutions"), TABLE)
    assert repr(outcome) == "✓ Those are the 4 briefs that meet all five lines, one on each text."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m9.briefs_that_meet_all(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["words"] > 50], "That is the list from the example."),
        (lambda t: t, "You kept every brief."),
        (lambda t: t[t["lines"] == 6], "No brief is left."),
        (lambda t: t[t["lines"] > 1], "Some of these meet all the lines"),
        (lambda t: t[t["lines"] < 5], "Lines that the briefs in your list meet: 0, 1, 2."),
        (lambda t: t["lines"] == 5, "not a table of briefs"),
        (lambda t: t[t["line"] == 5], "The table has no column 'line'."),
        (lambda t: t[t["lines"] == "5"], "No brief is left."),
        (lambda t: None, "not a table of briefs"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m9.briefs_that_meet_all(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert "== 5" not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["lines"] = 5
        return table

    before = TABLE.copy()
    assert not m9.briefs_that_meet_all(slip, TABLE).passed
    assert TABLE.equals(before)
    assert m9.briefs_that_meet_all(lambda t: t[t["lines"] == 5].reset_index(), TABLE).passed


def test_the_lines_of_the_checklist_are_met_as_the_desk_finds_them():
    (group,) = Sheet.load("briefs").part(("kharkiv",)).groups
    lines = {line.id: line for line in group.checklist}
    assert module9.met(lines["status"], "It has not yet been verified, but NOT VERIFIED, it is said.")
    assert not module9.met(lines["who"], "The sayer wrotes it.")
    assert module9.met(lines["loaded"], "Soldiers left.") and not module9.met(lines["loaded"], "Chaos!")


def test_every_desk_marks_by_one_rubric():
    groups = [group for name in ("m0-first-brief", "briefs-practice", "briefs") for group in Sheet.load(name).groups]
    desks = [group for group in groups if group.rubric]
    assert len(desks) == 5
    assert len({group.rubric for group in desks}) == 1
    assert len({tuple(line.text for line in group.checklist) for group in desks}) == 1
    assert len({group.checklist[i].finds for group in desks for i in (1, 2, 3)}) == 3


def test_a_brief_and_its_mirror_get_the_same_mark():
    (swapped, afp) = module9.other_flags().groups
    first, second, third = swapped.items
    assert first.best == second.best == "1" and third.best == "2"
    assert {item.best for item in afp.items} == {"0", "2"}
    assert {card.side for card in (*swapped.cards, *afp.cards)} == {"russian", "ukrainian", "third"}
