"""The learner checks: pass on the solution, and answer anything else with a hint that gives nothing away."""

from collections.abc import Callable
from typing import Any, NamedTuple

import nbformat
import pandas as pd
import pytest
from conftest import ROOT

from secondsource import tables
from secondsource.activities import module0, module3, module7, module8, module9
from secondsource.checks import m0, m1, m2, m3, m4, m5, m6, m7, m8, m9


class Module(NamedTuple):
    notebook: str
    gap: str
    """The function that the learner writes."""
    check: Callable[..., Any]
    table: pd.DataFrame
    done: str
    right: Callable[[Any], Any]
    slip: tuple[str, Any]
    """The column that one `=` too few would overwrite, and with what."""
    forbidden: str
    """What no hint to a wrong line may say, in capitals or not."""
    wrong: list[tuple[Callable[[Any], Any], str]]


MODULES = [
    Module(
        notebook="m0-where-you-stand",
        gap="accepts_support",
        check=m0.readers_who_accept,
        table=pd.DataFrame(module0.simulated()),
        done="✓ Those are the 5 readers who doubt little of what is supported.",
        right=lambda t: t[t["doubted_supported"] < 4],
        slip=("doubted_supported", 0),
        forbidden="doubted_supported",
        wrong=[
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
    ),
    Module(
        notebook="m1-who-says",
        gap="nobody_says",
        check=m1.rows_where_nobody_says,
        table=tables.sentences("brackwater"),
        done="✓ Those are the 3 sentences in which nobody says so.",
        right=lambda t: t[t["who_says"] == "nobody"],
        slip=("who_says", "nobody"),
        forbidden='== "nobody"',
        wrong=[
            (lambda t: t[t["who_says"] == "a named person"], "Your line keeps the rows with: a named person."),
            (lambda t: t, "You kept every sentence."),
            (lambda t: t[t["who_says"] == "Nobody"], "No sentence is left."),
            (lambda t: t[t["who_says"] != "a named person"], "Some rows are right, but not all of them."),
            (lambda t: t["who_says"] == "nobody", "something that is not a table"),
            (lambda t: t[t["who says"] == "nobody"], "The table has no column 'who says'."),
            (lambda t: 1 / 0, "Python stopped with ZeroDivisionError"),
            (lambda t: None, "something that is not a table"),
        ],
    ),
    Module(
        notebook="m2-how-many-sources",
        gap="known_origins",
        check=m2.rows_of_known_origins,
        table=tables.voices("brackwater"),
        done="✓ Those are the 4 voices that are known and end a trail.",
        right=lambda t: t[t["part"] == "origin"],
        slip=("part", "origin"),
        forbidden="origin",
        wrong=[
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
    ),
    Module(
        notebook="m3-how-good-is-the-source",
        gap="cannot_be_judged",
        check=m3.sources_that_cannot_be_judged,
        table=pd.DataFrame(module3.grades()),
        done="✓ Those are the 6 sources that cannot be judged. What they say is graded from 1 to 6.",
        right=lambda t: t[t["reliability"] == "F"],
        slip=("reliability", "F"),
        forbidden='"F"',
        wrong=[
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
    ),
    Module(
        notebook="m4-what-it-counts",
        gap="with_a_number",
        check=m4.rows_with_a_number,
        table=tables.figures("brackwater"),
        done="✓ Those are the 2 figures with a number, out of 16.",
        right=lambda t: t[t["form"] == "number"],
        slip=("form", "number"),
        forbidden='"number"',
        wrong=[
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
    ),
    Module(
        notebook="m5-words-that-decide",
        gap="strong_words",
        check=m5.rows_with_strong_words,
        table=tables.wording("brackwater"),
        done="✓ Those are the 4 words that most readers would mark.",
        right=lambda t: t[t["strength"] == "strong"],
        slip=("strength", "strong"),
        forbidden='"strong"',
        wrong=[
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
    ),
    Module(
        notebook="m6-frames",
        gap="who_is_judged",
        check=m6.rows_that_judge,
        table=tables.frames("brackwater"),
        done="✓ Those are the 3 places where somebody is judged.",
        right=lambda t: t[t["function"] == "moral_evaluation"],
        slip=("function", "moral_evaluation"),
        forbidden="moral",
        wrong=[
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
    ),
    Module(
        notebook="m7-language-as-a-trace",
        gap="leads_nowhere",
        check=m7.clues_that_lead_nowhere,
        table=pd.DataFrame(module7.clues()),
        done="✓ Those are the 4 clues that lead nowhere.",
        right=lambda t: t[t["leads"] == m7.NOWHERE],
        slip=("leads", m7.NOWHERE),
        forbidden=m7.NOWHERE,
        wrong=[
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
    ),
    Module(
        notebook="m8-read-laterally",
        gap="stays_open",
        check=m8.claims_that_stay_open,
        table=pd.DataFrame(module8.verdicts()),
        done="✓ Those are the 3 claims that stay open.",
        right=lambda t: t[t["verdict"] == m8.OPEN],
        slip=("verdict", m8.OPEN),
        forbidden=m8.OPEN,
        wrong=[
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
    ),
    Module(
        notebook="m9-write-it-right",
        gap="meets_all",
        check=m9.briefs_that_meet_all,
        table=pd.DataFrame(module9.briefs_by_checklist()),
        done="✓ Those are the 4 briefs that meet all five lines, one on each text.",
        right=lambda t: t[t["lines"] == 5],
        slip=("lines", 5),
        forbidden="== 5",
        wrong=[
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
    ),
]
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.notebook[:2])


def gap_of(module, folder):
    """The learner's function as the module's notebook of that folder has it."""
    notebook = nbformat.read(ROOT / folder / f"{module.notebook}.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith(f"def {module.gap}")][-1:]
    names = {}
    exec(cell.source, names)  # noqa: S102
    return names[module.gap]


def test_no_module_is_left_out():
    assert [module.notebook[:2] for module in MODULES] == [f"m{n}" for n in range(10)]


@each_module
def test_the_worked_solution_passes(module):
    outcome = module.check(gap_of(module, "solutions"), module.table)
    assert outcome.passed
    assert repr(outcome) == module.done


@each_module
def test_the_untouched_exercise_gets_a_hint(module):
    outcome = module.check(gap_of(module, "exercises"), module.table)
    assert not outcome.passed
    assert outcome.message.startswith("Not done yet: change the line that begins with `raise`")


@pytest.mark.parametrize(
    ("module", "line", "hint"),
    [
        pytest.param(module, line, hint, id=f"{module.notebook[:2]}-{hint}")
        for module in MODULES
        for line, hint in module.wrong
    ],
)
def test_wrong_lines_get_a_hint_and_never_the_answer(module, line, hint):
    outcome = module.check(line, module.table)
    assert not outcome.passed
    assert hint in outcome.message
    assert module.forbidden.lower() not in outcome.message.lower()


@each_module
def test_a_slip_of_the_equals_sign_neither_passes_nor_spoils_the_table(module):
    column, value = module.slip

    def slip(table):
        table[column] = value
        return table

    before = module.table.copy()
    assert not module.check(slip, module.table).passed
    assert module.table.equals(before)
    assert module.check(lambda table: module.right(table).reset_index(), module.table).passed
