"""The learner check of module 7: passes on the solution; a hint that gives nothing away for anything else."""

import nbformat
import pandas as pd
import pytest
from conftest import ROOT

from secondsource import Sheet
from secondsource.activities import module7
from secondsource.checks import m7

TABLE = pd.DataFrame(module7.clues())


def gap_of(folder):
    """The function `leads_nowhere` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m7-language-as-a-trace.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def leads_nowhere")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["leads_nowhere"]


def test_the_worked_solution_passes():
    outcome = m7.clues_that_lead_nowhere(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 4 clues that lead nowhere."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m7.clues_that_lead_nowhere(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["leads"] == "through Russian"], "Your line keeps the rows with: through Russian."),
        (lambda t: t, "You kept every clue."),
        (lambda t: t[t["leads"] == "nowhere"], "No clue is left."),
        (lambda t: t[t["leads"] != "through Russian"], "The clues that you need are there, and others too."),
        (lambda t: t[t["kind"] == "a name"], "Some rows are right, but not all of them."),
        (lambda t: t["leads"] == "cannot be told from this", "something that is not a table"),
        (lambda t: t[t["Leads"] == "cannot be told from this"], "The table has no column 'Leads'."),
        (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m7.clues_that_lead_nowhere(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert m7.NOWHERE not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["leads"] = m7.NOWHERE
        return table

    before = TABLE.copy()
    assert not m7.clues_that_lead_nowhere(slip, TABLE).passed
    assert TABLE.equals(before)
    assert m7.clues_that_lead_nowhere(lambda t: t[t["leads"] == m7.NOWHERE].reset_index(), TABLE).passed


def test_the_lesson_and_its_worked_example_ask_every_clue_of_the_two_articles():
    whole = {item.id: set(item.options) for item in Sheet.load("clues").activity().items if item.kind == "pairs"}
    asked = {id: set() for id in whole}
    for activity in module7.lesson():
        for item in activity.items:
            if item.id in whole:
                assert not asked[item.id] & set(item.options), "a clue is asked once"
                assert {pair.split("/")[0] for pair in item.feedback} == set(item.options)
                asked[item.id] |= set(item.options)
    asked["clues.places.match"].add("moscowka")  # worked through on the page
    assert asked == whole


def test_a_question_waits_only_for_one_that_is_there():
    sheets = [module7.half_done(), module7.places(), module7.terms(), module7.other_flags(), module7.hand_in_sheet()]
    for group in (group for sheet in sheets for group in sheet.groups):
        ids = [item.id for item in group.items]
        for id, waits in (group.after or {}).items():
            assert ids.index(waits) < ids.index(id)
        cards = {card.id for card in group.cards}
        for item in group.items:
            assert set(item.cards.values()) <= cards, "the card that decides is shown"


def test_no_activity_shares_its_id_and_every_question_but_the_reason_has_a_key():
    activities = [*module7.lesson(), module7.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m7-") for a in activities)
    assert all(item.has_key or item.kind == "text" for a in activities for item in a.items)
    assert all(len({item.id for item in a.items}) == len(a.items) for a in activities)


def test_the_clues_judge_by_one_rule_under_every_flag():
    voices = {card.side for group in module7.other_flags().groups for card in group.cards}
    assert voices >= {"ukrainian", "russian", "third"}
    leads = TABLE["leads"].value_counts()
    assert leads["cannot be told from this"] == leads["through Russian"]
