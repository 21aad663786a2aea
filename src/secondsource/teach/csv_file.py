"""Tables that a spreadsheet opens: read what a learning platform exports, write what nobody's formula can run in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .folder import write

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, *CSV Injection*)."""

_FORMULA = rf"""[ '"]*(?![\r\n])[{re.escape("".join(RISKY))}]"""
_AT_START = r"(?<![^;,\t|\r\n])"
"""The beginning of a cell, wherever a spreadsheet cuts: its list separator may be another than the file's."""

_TO_MEND = re.compile(rf"""{_AT_START}(?={_FORMULA})|\A(?=[ '"]*[\r\n])""")
_MENDED = re.compile(rf"""{_AT_START}'(?={_FORMULA})|\A'(?=[ '"]*[\r\n])""")

Cell = str | int | float | None


class BadTable(ValueError):
    """A CSV file that cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Table:
    """A CSV file as it is: its header, its rows (each as long as the header), and how it was written.

    `lines` is where in the file each row begins, counted from 1; `problems` a line for each row that was left out.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    lines: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()

    def dicts(self) -> list[dict[str, str]]:
        """The rows as {column: cell}."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


def harmless(cell: Cell) -> str:
    """A cell that opens as text, whatever the separator it is opened with; numbers stay numbers.

    An apostrophe stands before what looks like a formula, at the beginning and after every separator inside.
    """
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return f"{cell:g}" if isinstance(cell, float) else str(cell)
    text = "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in cell)
    return _TO_MEND.sub("'", text)


def undone(cell: str) -> str:
    """The text that `harmless` put apostrophes into."""
    return _MENDED.sub("", cell)


def dumps(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as text, every cell harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(harmless, header))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def save(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table in UTF-8 with a mark that makes spreadsheets read it as such."""
    write(path, b"\xef\xbb\xbf" + dumps(header, rows).encode("utf-8", "replace"))


def read(path: Path, whole: bool = True) -> Table:
    """The table in a CSV file of a learning platform or a spreadsheet. Empty rows are left out.

    UTF-8 (with a mark or without), UTF-16 with a mark, else Windows-1252; separated by commas, semicolons or tabs.
    Raises `BadTable` for a file that cannot be read or is empty, and for a row that is longer than the header, empty
    cells at its end aside; unless it need not be `whole`: then such a row is left out and is one of the problems.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadTable(f"{path}: cannot be read: {error.strerror}") from None
    text = _decoded(raw).replace("\0", "\ufffd")
    delimiter = _delimiter(text)
    try:
        records = [(number, row) for number, row in _records(text, delimiter) if any(row)]
    except csv.Error as error:
        raise BadTable(f"{path}: not a table: {error}") from None
    if not records:
        raise BadTable(f"{path}: the table is empty")
    header = tuple(cell.strip() for cell in records.pop(0)[1])
    wide = len(header)
    fitted = [(number, _fitted(row, wide)) for number, row in records]
    problems = [f"line {n} has {len(row)} cells, expected at most {wide}" for n, row in fitted if len(row) > wide]
    if problems and whole:
        raise BadTable(f"{path}: {problems[0]}")
    kept = {number: row for number, row in fitted if len(row) == wide}
    return Table(header, tuple(kept.values()), delimiter, tuple(kept), tuple(problems))


def _fitted(row: Sequence[str], wide: int) -> tuple[str, ...]:
    """A row as long as the header, and longer only by cells that are not empty."""
    cells = [*row, *[""] * (wide - len(row))]
    while len(cells) > wide and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _delimiter(text: str) -> str:
    """What stands most often in the first line, outside of quotes."""
    first = re.sub(r'"[^"]*"', "", text).lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(the line where it begins, its cells) for each row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def column(table: Table, *names: str) -> int:
    """The number of the first column that has one of these names, whatever its case; -1 where there is none."""
    header = [name.casefold() for name in table.header]
    return next((header.index(name) for name in map(str.casefold, names) if name in header), -1)
