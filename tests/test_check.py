"""`secondsource check`: every mistake with its file and line, what was expected and the nearest match."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import sheet
from secondsource.article import ARTICLES, Article
from secondsource.check import check_article
from secondsource.cli import main
from secondsource.source_file import Problems


@pytest.fixture
def kharkiv(tmp_path):
    return Path(shutil.copytree(ARTICLES / "kharkiv", tmp_path / "kharkiv"))


def change(folder, old, new, count=1):
    """Replace `old` in the key and give the line on which it stood."""
    path = folder / "key.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, count), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def run(folder):
    result = CliRunner().invoke(main, ["check", str(folder)])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_course_itself_has_no_mistakes():
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.output) == (
        0,
        "no mistakes in brackwater, kharkiv, kupyansk, other-flag, the articles side by side, evidence ledger, form a, "
        f"form b, form practice, {', '.join(f'sheet {name}' for name in sheet.names())}, feedback\n",
    )


def test_a_misquoted_sentence(kharkiv):
    line = change(kharkiv, "The desertion did not go unnoticed.", "The desertion did not pass unnoticed.")
    code, output = run(kharkiv)
    assert code == 1
    assert f"key.yaml:{line - 1}: the quotation of sentence 6 is not in article.txt" in output
    assert "the nearest words in the text are “The desertion did not go unnoticed.”" in output


def test_an_unknown_label(kharkiv):
    line = change(kharkiv, "attribution: anonymous", "attribution: anonymus")
    code, output = run(kharkiv)
    assert code == 1
    assert (
        f"key.yaml:{line}: sentences.0.attribution: unknown label 'anonymus', expected one of named, outlet" in output
    )
    assert "did you mean 'anonymous'?" in output


def test_a_missing_sentence(kharkiv):
    text = (kharkiv / "key.yaml").read_text("utf-8")
    start, end = text.index("  - n: 8\n"), text.index("  - n: 9\n")
    (kharkiv / "key.yaml").write_text(text[:start] + text[end:], "utf-8")
    code, output = run(kharkiv)
    assert code == 1
    assert "sentence 8 of article.txt has no entry: “This ‘friendly fire’ incident underscores" in output
    sentences_line = text[: text.index("\nsentences:")].count("\n") + 2
    assert f"key.yaml:{sentences_line}:" in output


def test_a_yaml_error(kharkiv):
    line = change(kharkiv, "label: Kharkiv\n", "label: 'Kharkiv\n")
    code, output = run(kharkiv)
    assert code == 1
    assert "key.yaml:" in output
    assert "not valid YAML" in output
    assert line == 3


def test_a_duplicated_id(kharkiv):
    line = change(kharkiv, "- id: gazeta-ru", "- id: marochko")
    code, output = run(kharkiv)
    assert code == 1
    assert f"key.yaml:{line}: the source id 'marochko' stands twice, first on line" in output


def test_a_field_that_stands_twice_in_the_yaml(kharkiv):
    change(kharkiv, "label: Kharkiv\n", "label: Kharkiv\nlabel: Charkiw\n")
    code, output = run(kharkiv)
    assert code == 1
    assert 'found duplicate key "label"' in output


def test_a_sentence_that_stands_twice(kharkiv):
    line = change(kharkiv, "- n: 9\n", "- n: 8\n")
    code, output = run(kharkiv)
    assert code == 1
    assert f"key.yaml:{line}: sentence 8 has two entries, the first on line" in output
    assert "sentence 9 of article.txt has no entry" in output


def test_a_quotation_in_a_feedback_that_is_not_in_the_text(kharkiv):
    change(kharkiv, "“Marochko revealed", "“Marochko disclosed")
    code, output = run(kharkiv)
    assert code == 1
    assert "“Marochko disclosed" in output
    assert "the nearest words are “Marochko revealed" in output


def test_a_relay_to_nobody(kharkiv):
    line = change(kharkiv, "to: tass-sources", "to: tas-sources")
    _, output = run(kharkiv)
    assert f"key.yaml:{line}: no source has the id 'tas-sources'; did you mean 'tass-sources'?" in output


def test_an_unknown_field_and_a_missing_one(kharkiv):
    line = change(kharkiv, "    origin: null", "    orign: null")
    _, output = run(kharkiv)
    assert f"key.yaml:{line}: " in output
    assert "unknown field 'orign'; did you mean 'origin'?" in output
    assert "expected the field 'origin'" in output


def test_a_fact_that_the_ledger_does_not_have(kharkiv):
    line = change(kharkiv, "fact: unga-resolution-aggression", "fact: unga-resolution-agression")
    code, output = run(kharkiv)
    assert code == 1
    assert f"key.yaml:{line}: the ledger has no entry 'unga-resolution-agression'; did you mean" in output


@pytest.mark.parametrize("content", ["", "[]", "just words", "sentences: 3", "a: &a [*a]", "\x00", "- - - -"])
def test_a_file_that_is_no_key_at_all(kharkiv, content):
    (kharkiv / "key.yaml").write_text(content, "utf-8")
    code, output = run(kharkiv)
    assert code == 1
    assert "key.yaml:" in output


def test_a_text_in_another_encoding(kharkiv):
    path = kharkiv / "article.txt"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    code, output = run(kharkiv)
    assert code == 1
    assert "article.txt:7: expected UTF-8, found the byte" in output


def test_a_file_instead_of_a_folder(kharkiv):
    code, output = run(kharkiv / "article.txt")
    assert code == 1
    assert "article.txt" in output and ("cannot be read" in output or "there is no such file" in output)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(kharkiv):
    path = kharkiv / "article.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(kharkiv)[0] == 0


KEY = (ARTICLES / "kupyansk" / "key.yaml").read_text("utf-8")
LINES = KEY.splitlines(keepends=True)
STARTS = [i for i, line in enumerate(LINES) if line.startswith("  - n: ")] + [len(LINES)]


@settings(max_examples=25)
@given(st.integers(0, 19), st.sampled_from(["drop", "move", "label", "quote"]))
def test_any_mutated_key_is_caught(tmp_path_factory, index, how):
    entry = LINES[STARTS[index] : STARTS[index + 1]]
    other = LINES[STARTS[(index + 1) % 20] : STARTS[(index + 1) % 20 + 1]]
    changed = {
        "drop": [],
        "move": [entry[0], *other[1:]],  # the right number with another sentence's quotation and judgement
        "label": [line.replace("sourcing: ", "sourcing: un", 1) if "sourcing: " in line else line for line in entry],
        "quote": [
            line.replace("marker: ", "marker: no such words ", 1) if line.startswith("    marker: ") else line
            for line in entry
        ],
    }[how]
    if "".join(changed) == "".join(entry):
        return
    folder = tmp_path_factory.mktemp("mutated") / "kupyansk"
    folder.mkdir()
    shutil.copy(ARTICLES / "kupyansk" / "article.txt", folder)
    (folder / "key.yaml").write_text("".join([*LINES[: STARTS[index]], *changed, *LINES[STARTS[index + 1] :]]), "utf-8")
    problems = check_article(folder)
    assert problems
    assert all(problem.line >= 1 for problem in problems)
    with pytest.raises(Problems):
        Article.load(folder)
