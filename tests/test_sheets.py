"""Sheets: every one of the course can be asked and is explained, and every mistake in one is named with its line."""

import re
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import Sheet, bank, ledger, sheet
from secondsource.activity import score
from secondsource.article import plain
from secondsource.check import check_sheet
from secondsource.cli import main
from secondsource.source_file import Problems, read_own, read_yaml

NAMES = sheet.names()
ITEMS = {item.id: item for name in NAMES for item in Sheet.load(name).activity().items}
WAR = [name for name in NAMES if not Sheet.load(name).made_up]


@pytest.mark.parametrize("id", ITEMS)
def test_every_option_of_every_item_is_explained_and_the_key_scores_full(id):
    item = ITEMS[id]
    if item.kind == "text":
        assert score(item, "words") is None
    elif id.endswith(".confidence"):
        assert not item.has_key
    elif item.kind == "pairs":
        assert set(item.feedback) == {f"{a}/{b}" for a in item.options for b in item.targets}
        assert score(item, item.right) == 1
    else:
        assert set(item.feedback) == set(item.options)
        assert all(len(words.split()) >= 8 for words in item.feedback.values())
        assert score(item, list(item.right) if item.right is not None else item.best) == 1
        assert item.kind == "choices" or all(score(item, option) == 1 for option in item.accepted)


def test_ids_are_the_sheet_s_and_meet_nowhere():
    assert len(ITEMS) == len([*chain.from_iterable(Sheet.load(name).activity().items for name in NAMES)])
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+\.[a-z0-9-]+(\.confidence)?", id) for id in ITEMS)


@pytest.mark.parametrize("name", NAMES)
def test_no_sheet_says_what_the_course_does_not_say(name):
    text = (sheet.SHEETS / f"{name}.yaml").read_text("utf-8")
    flags = ledger.wording_flags()
    for flag, pattern in flags.items():
        assert not pattern.search(text), flag
    for word in ("fake", "propaganda", "disinformation"):
        assert word not in text.lower(), word
    barred = {id for id, fact in ledger.load().items() if fact.not_for_pages}
    used = {fact for group in Sheet.load(name).groups for card in group.cards for fact in card.facts}
    assert not used & barred


@pytest.mark.parametrize("name", WAR)
def test_sheets_with_exhibits_say_how_far_they_are_verified(name):
    loaded = Sheet.load(name)
    if any(group.quotes for group in loaded.groups):
        assert loaded.status.startswith("Not independently verified")


def test_verdicts_are_mostly_supported_and_every_side_is_judged():
    verdicts = [ITEMS[id].best for id in ITEMS if id.startswith("board.") and id.endswith(".verdict")]
    assert set(verdicts) == {"supported", "not_verified", "contradicted"}
    assert verdicts.count("supported") * 2 >= len(verdicts)
    sides = {card.side for name in ("board", "sources") for group in Sheet.load(name).groups for card in group.cards}
    assert sides >= {"ukrainian", "russian", "third"}


def test_a_part_keeps_ids_and_refuses_unknown_groups():
    part = Sheet.load("sources").part(["mash"], id="m3-mash", title="Mash")
    assert (part.id, part.title) == ("m3-mash", "Mash")
    assert all(item.id.startswith("sources.mash.") for item in part.activity().items)
    with pytest.raises(LookupError, match="has no group 'marochka'; did you mean 'marochko'"):
        Sheet.load("sources").part(["marochka"])
    with pytest.raises(LookupError, match="there is no sheet 'sorces'; did you mean 'sources'"):
        Sheet.load("sorces")


BOARD = (sheet.SHEETS / "board-practice.yaml").read_text("utf-8")
SLIPS = [
    ("sheet: board-practice", "sheet: board", "the sheet is 'board', its file is 'board-practice.yaml'"),
    ("rank: best", "rank: wrong", "expected one best option, found 0"),
    ("rank: best", "rank: bset", "unknown label 'bset', expected one of best, also, wrong"),
    ("feedback: ", "feedbak: ", "unknown field 'feedbak'; did you mean 'feedback'"),
    ("kind: choice", "kind: open", "unknown label 'open', expected one of choice"),
    ("    items:", "\titems:", "a tab: use spaces"),
    ("        card: ", "        card: no-such-", r"no card has the id 'no-such-"),
    ("made_up: true", "made_up: false", "a card rests on facts of the ledger, unless the whole sheet is made up"),
    ("        confidence: true", "        after: nothing", "`after` names 'nothing', expected an earlier item"),
    ("title: ", "titel: ", "expected the field 'title'|unknown field 'titel'"),
]


def spoil(tmp_path, old, new, count=1):
    assert old in BOARD, old
    path = tmp_path / "board-practice.yaml"
    path.write_text(BOARD.replace(old, new, count), "utf-8")
    return path


@pytest.mark.parametrize(("old", "new", "says"), SLIPS)
def test_a_slip_is_named_with_its_line(tmp_path, old, new, says):
    path = spoil(tmp_path, old, new)
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code == 1
    assert re.search(rf"board-practice\.yaml:\d+: .*({says})", result.output), result.output
    with pytest.raises(Problems):
        Sheet.load(path)


def test_a_quotation_that_is_on_no_card_is_named_with_the_nearest_words(tmp_path):
    quotation = next(re.finditer(r"feedback: [^\n]*“([^”\n]+)”", BOARD))[1]
    path = tmp_path / "board-practice.yaml"
    path.write_text(BOARD.replace(f"“{quotation}”", f"“{quotation}x”"), "utf-8")
    found = check_sheet(path)
    assert any("nearest words are" in problem.message for problem in found)


def test_a_card_may_quote_only_what_was_seen(tmp_path):
    text = (sheet.SHEETS / "board.yaml").read_text("utf-8")
    path = tmp_path / "board.yaml"
    path.write_text(
        text.replace("facts:\n          - ", "facts:\n          - x", 1).replace("facts: [", "facts: [x", 1), "utf-8"
    )
    found = check_sheet(path, ledger.load())
    assert any("the ledger has no entry 'x" in problem.message for problem in found)


LINES = BOARD.splitlines(keepends=True)


@settings(max_examples=60)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(["delete", "double", "indent", "cut"]))
def test_a_spoilt_sheet_is_loaded_or_named_and_never_breaks(tmp_path_factory, at, how):
    line = LINES[at]
    new = {"delete": "", "double": line * 2, "indent": f"  {line}", "cut": line[: len(line) // 2] + "\n"}[how]
    path = Path(tmp_path_factory.mktemp("sheet")) / "board-practice.yaml"
    path.write_text("".join([*LINES[:at], new, *LINES[at + 1 :]]), "utf-8")
    problems = check_sheet(path, ledger.load())
    assert all(1 <= problem.line <= len(LINES) + 1 and problem.message for problem in problems)
    if not problems:
        assert Sheet.load(path).groups


OWN = sorted(sheet.SHEETS.parent.rglob("*.yaml"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: "/".join(path.parts[-2:]))
def test_the_quick_reader_reads_what_the_careful_one_does(path):
    assert plain(read_own(path)) == plain(read_yaml(path))


def test_a_folder_is_checked_sheet_by_sheet_and_form_by_form(tmp_path):
    practice = (bank.PRACTICE / "form-practice.yaml").read_text("utf-8")
    (tmp_path / "form-mine.yaml").write_text(practice, "utf-8")
    (tmp_path / "board-practice.yaml").write_text(BOARD.replace("rank: best", "rank: bset", 1), "utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "the form is 'practice', its file is 'form-mine.yaml'" in result.output
    assert "unknown label 'bset'" in result.output
    (tmp_path / "board-practice.yaml").unlink()
    (tmp_path / "form-mine.yaml").write_text(practice.replace("form: practice", "form: mine"), "utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.output.splitlines()[-1].startswith(f"no mistakes in {tmp_path}")
