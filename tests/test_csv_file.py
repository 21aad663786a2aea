"""Tables for spreadsheets: no cell is a formula wherever it is cut, and what spreadsheets write is read."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.teach import csv_file

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("='\"+-@;,|\t\r\n ＝"), max_size=24
)
LINK = '=HYPERLINK("http://evil.example";"open")'


def cut(text: str) -> Iterator[str]:
    """The cells that a spreadsheet shows, whatever its list separator."""
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
            yield from row


def formulas(text: str) -> list[str]:
    return [cell for cell in cut(text) if cell.lstrip(" \r\n").startswith(csv_file.RISKY)]


def quoted(rows: list[list[str]]) -> str:
    """Every cell in quotes, as the marking page writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([map(csv_file.harmless, row) for row in rows])
    return out.getvalue()


@given(TEXT)
def test_a_cell_comes_back_as_it_was(text):
    cell = csv_file.harmless(text)
    assert csv_file.undone(cell) == text
    assert not cell.lstrip(" ").startswith(csv_file.RISKY)


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=3))
def test_no_cell_is_a_formula_with_any_separator(rows):
    for text in (csv_file.dumps(rows[0], rows[1:]), quoted(rows)):
        assert formulas(text) == []


@pytest.mark.parametrize(
    "text",
    [f"x;{LINK};", f"x|{LINK}", f"x\t{LINK}", f"x\n{LINK}", f"x; {LINK}", 'x;"=1+1";', "x;\t=1+1", "x;'=1"],
)
def test_a_formula_in_the_middle_of_a_text_is_broken(text):
    written = csv_file.dumps(("student", "comment"), [("s0", text)])
    assert formulas(written) == []
    assert csv_file.undone(list(csv.reader(io.StringIO(written, newline="")))[1][1]) == text
    assert formulas(written.replace("'", "")), "the check itself must see one"


@pytest.mark.parametrize("text", ["Good, and short; done | 5", "one\n\ntwo", "It's ‘so’, isn't it", "a=b", "3-4, 5"])
def test_what_is_no_formula_stays_as_it_is(text):
    assert csv_file.harmless(text) == text == csv_file.undone(text)


def of(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def test_rows_know_where_in_the_file_they_begin(tmp_path):
    table = csv_file.read(of(tmp_path / "a.csv", '\nid,words\n\n1,"two\nlines"\n,\n2,x\n'))
    assert table.rows == (("1", "two\nlines"), ("2", "x"))
    assert table.lines == (4, 7)


def test_empty_cells_beyond_the_header_are_nothing(tmp_path):
    assert csv_file.read(of(tmp_path / "a.csv", "id,words\n1,x,\n2\n3,,,\n")).rows == (("1", "x"), ("2", ""), ("3", ""))


def test_a_longer_row_is_named_and_costs_no_other_where_that_is_asked_for(tmp_path):
    path = of(tmp_path / "a.csv", "id,words\n1,x\n2,x,y\n3,z\n")
    with pytest.raises(csv_file.BadTable, match=r"a\.csv: line 3 has 3 cells, expected at most 2"):
        csv_file.read(path)
    table = csv_file.read(path, whole=False)
    assert (table.rows, table.lines) == ((("1", "x"), ("3", "z")), (2, 4))
    assert table.problems == ("line 3 has 3 cells, expected at most 2",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_looked_for_outside_of_quotes(tmp_path, delimiter):
    header, row = ('"Name, first; last, and, so, on; and\ton\t"', "id"), ("Ann", "1")
    path = of(tmp_path / "a.csv", f"{delimiter.join(header)}\n{delimiter.join(row)}\n")
    table = csv_file.read(path)
    assert (table.delimiter, table.header[1], table.rows) == (delimiter, "id", (row,))
