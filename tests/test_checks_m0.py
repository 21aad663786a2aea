"""Module 0's learner check: passes on the solution, and answers anything else with a hint that gives nothing away."""

import nbformat
import pandas as pd
import pytest
from conftest import ROOT

from secondsource import BriefDesk, Discernment
from secondsource.activities import module0, module9
from secondsource.checks import m0

TABLE = pd.DataFrame(module0.simulated())


def gap_of(folder):
    """The function `accepts_support` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m0-where-you-stand.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def accepts_support")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["accepts_support"]


def test_the_worked_solution_passes():
    outcome = m0.readers_who_accept(gap_of("solutions"), TABLE)
    assert repr(outcome) == "✓ Those are the 5 readers who doubt little of what is supported."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m0.readers_who_accept(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["doubted_unsupported"] > 9], "That is the list from the example."),
        (lambda t: t, "You kept every reader."),
        (lambda t: t[t["doubted_supported"] < 0], "No reader is left."),
        (lambda t: t[t["doubted_supported"] > 3], "You kept exactly the others."),
        (lambda t: t[t["doubted_supported"] < 2], "some are missing"),
        (lambda t: t[t["doubted_supported"] < 6], "others too"),
        (lambda t: t[t["doubted_unsupported"] < 5], "That is another list."),
        (lambda t: t["doubted_supported"] < 4, "no table of readers"),
        (lambda t: t[t["doubted supported"] < 4], "The table has no column 'doubted supported'."),
        (lambda t: None, "no table of readers"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m0.readers_who_accept(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert "doubted_supported" not in outcome.message


def test_a_line_that_spoils_its_table_neither_passes_nor_spoils_ours():
    def slip(table):
        table["doubted_supported"] = 0
        return table

    before = TABLE.copy()
    assert not m0.readers_who_accept(slip, TABLE).passed
    assert TABLE.equals(before)


def test_the_first_brief_is_written_without_help_and_found_again_by_the_second():
    for first, second in (
        (module0.first_brief(), module9.second_brief()),
        (module0.first_brief_brackwater(), module9.second_brief_brackwater()),
    ):
        (bare,), (full,) = first.activity().items, second.activity().items
        assert (bare.id, bare.prompt) == (full.id, full.prompt)
        assert not bare.models and full.models
        desk = BriefDesk(first)
        assert not any(desk.checklist.values()) and not any(desk.rubric.values())
        assert desk.activity == first.id and desk.most == {bare.id: 60}
    assert (module0.first_brief().id, module9.second_brief().id) == ("m0-brief", "m9-brief")


def test_the_second_test_finds_the_first_and_neither_stands_anywhere_else():
    assert Discernment("b", before="a").before["activity"] == module0.before().id == Discernment("a").activity
    asked = {item.id for activity in (module0.before(), module9.after()) for item in activity.items}
    for module in (module0, module9):
        assert not asked & {item.id for a in [*module.without_test(), module.exercise()] for item in a.items}
