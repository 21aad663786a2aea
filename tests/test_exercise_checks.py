"""The learner checks: pass on the solution, and answer anything else with a hint that gives nothing away."""

import nbformat
import pytest
from conftest import ROOT

from secondsource import tables
from secondsource.checks import m1

TABLE = tables.sentences("brackwater")


def gap_of(folder):
    """The function `nobody_says` as a notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / "m1-who-says.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith("def nobody_says")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names["nobody_says"]


def test_the_worked_solution_passes():
    outcome = m1.rows_where_nobody_says(gap_of("solutions"), TABLE)
    assert outcome.passed
    assert repr(outcome) == "✓ Those are the 3 sentences in which nobody says so."


def test_the_untouched_exercise_gets_a_hint():
    outcome = m1.rows_where_nobody_says(gap_of("exercises"), TABLE)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (lambda t: t[t["who_says"] == "a named person"], "Your line keeps the rows with: a named person."),
        (lambda t: t, "You kept every sentence."),
        (lambda t: t[t["who_says"] == "Nobody"], "No sentence is left."),
        (lambda t: t[t["who_says"] != "a named person"], "Some rows are right, but not all of them."),
        (lambda t: t["who_says"] == "nobody", "something that is not a table"),
        (lambda t: t[t["who says"] == "nobody"], "The table has no column 'who says'."),
        (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
        (lambda t: None, "something that is not a table"),
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(line, hint):
    outcome = m1.rows_where_nobody_says(line, TABLE)
    assert not outcome.passed
    assert hint in outcome.message
    assert '== "nobody"' not in outcome.message


def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table():
    def slip(table):
        table["who_says"] = "nobody"
        return table

    before = TABLE.copy()
    assert not m1.rows_where_nobody_says(slip, TABLE).passed
    assert TABLE.equals(before)
    assert m1.rows_where_nobody_says(lambda t: t[t["who_says"] == "nobody"].reset_index(), TABLE).passed


def test_a_chart_says_in_words_what_it_shows():
    from secondsource import plots

    counts = tables.who_says_counts("kupyansk", "kharkiv")
    chart = plots.bars(counts, "Who says so")
    assert chart.svg.startswith(b"<?xml")
    for name in counts.columns:
        for label, value in counts[name].items():
            assert f"{label} {value}" in chart.alt
    assert 'alt="Kharkiv: a named person' in chart._repr_html_()
    assert plots.bars(counts, "Who says so").svg == chart.svg, "the same data give the same picture"


def test_a_table_for_a_page_has_a_caption_and_no_empty_header():
    html = tables.show(tables.who_says_counts("brackwater"), "A caption").to_html()
    assert "<caption>A caption</caption>" in html
    assert ">&nbsp;</th>" not in html
