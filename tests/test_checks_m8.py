"""The learner check of module 8: passes on the solution; a hint that gives nothing away for anything else."""

import nbformat
import pandas as pd
import pytest
from conftest import ROOT

from secondsource import Sheet
from secondsource.activities import module8
from secondsource.checks import m8

TABLE = pd.DataFrame(module8.verdicts())


def gap_of(folder):
    """The function `stays_open` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m8-read-laterally.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def stays_open")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["stays_open"]


def test_the_worked_solution_passes():
    outcome = m8.claims_that_stay_open(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 3 claims that stay open."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m8.claims_that_stay_open(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["verdict"] == "supported"], "Your line keeps the rows with: supported."),
        (lambda t: t, "You kept every claim."),
        (lambda t: t[t["verdict"] == "open"], "No claim is left."),
        (lambda t: t[t["verdict"] == "Not verified"], "No claim is left."),
        (lambda t: t[t["verdict"] != "supported"], "The claims that you need are there, and others too."),
        (lambda t: t[t["about"] == "other flags"], "Some rows are right, but not all of them."),
        (lambda t: t["verdict"] == "not verified", "something that is not a table"),
        (lambda t: t[t["Verdict"] == "not verified"], "The table has no column 'Verdict'."),
        (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m8.claims_that_stay_open(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert m8.OPEN not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["verdict"] = m8.OPEN
        return table

    before = TABLE.copy()
    assert not m8.claims_that_stay_open(slip, TABLE).passed
    assert TABLE.equals(before)
    assert m8.claims_that_stay_open(lambda t: t[t["verdict"] == m8.OPEN].reset_index(), TABLE).passed


def test_the_lesson_and_its_worked_example_use_every_claim_of_the_board_once():
    sheets = [module8.worked(), module8.half_done(), module8.alone(), module8.other_flags()]
    used = [group.id for sheet in sheets for group in sheet.groups]
    assert sorted(used) == sorted(group.id for group in Sheet.load("board").groups) == sorted(module8.SHORT)
    assert not module8.worked().activity().items


def test_every_part_has_all_three_verdicts_or_no_lean():
    for sheet in (module8.practice(), module8.other_flags(), module8.hand_in_sheet()):
        best = {item.best for item in sheet.activity().items if item.id.endswith(".verdict")}
        assert best == {"supported", "not_verified", "contradicted"}, sheet.id
    alone = [item.best for item in module8.alone().activity().items if item.id.endswith(".verdict")]
    assert sorted(alone) == ["not_verified", "supported"]


def test_at_least_half_of_what_is_judged_about_the_war_can_be_credited():
    judged = [
        item.best
        for sheet in (module8.half_done(), module8.alone(), module8.other_flags(), module8.hand_in_sheet())
        for item in sheet.activity().items
        if item.id.endswith(".verdict")
    ]
    with_the_worked_one = [*judged, "supported"]
    assert with_the_worked_one.count("supported") * 2 >= len(with_the_worked_one)


def test_no_activity_shares_its_id_and_every_question_but_two_kinds_has_a_key():
    activities = [*module8.lesson(), module8.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m8-") for a in activities)
    for item in (item for a in activities for item in a.items):
        assert item.has_key or item.kind == "text" or item.id.endswith(".confidence")
