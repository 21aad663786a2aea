"""Tables that a spreadsheet opens: read what a learning platform exports, write what nobody's formula can run in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .folder import write

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, *CSV Injection*)."""

Cell = str | int | float | None


class BadTable(ValueError):
    """A CSV file that cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Table:
    """A CSV file as it is: its header, its rows (each as long as the header), and how it was written."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","

    def dicts(self) -> list[dict[str, str]]:
        """The rows as {column: cell}."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


def harmless(cell: Cell) -> str:
    """A cell that opens as text: one that looks like a formula gets an apostrophe in front; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return f"{cell:g}" if isinstance(cell, float) else str(cell)
    text = "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in cell)
    return f"'{text}" if _risky(text) else text


def undone(cell: str) -> str:
    """The text that `harmless` put an apostrophe in front of."""
    return cell[1:] if cell.startswith("'") and _risky(cell[1:]) else cell


def _risky(text: str) -> bool:
    """Whether it begins like a formula, or like one with an apostrophe in front: that gets a second one."""
    return text.lstrip(" '").startswith(RISKY)


def dumps(header: Sequence[str], rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> str:
    """A table as text, every cell harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(map(harmless, header))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def save(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> None:
    """Write a table in UTF-8 with a mark that makes spreadsheets read it as such."""
    write(path, b"\xef\xbb\xbf" + dumps(header, rows, delimiter).encode("utf-8", "replace"))


def read(path: Path) -> Table:
    """The table in a CSV file of a learning platform or a spreadsheet.

    UTF-8 (with a mark or without), UTF-16 with a mark, else Windows-1252; separated by commas, semicolons or tabs.
    Raises `BadTable` for a file that cannot be read, is empty, or whose rows are longer than its header.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadTable(f"{path}: cannot be read: {error.strerror}") from None
    text = _decoded(raw).replace("\0", "\ufffd")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise BadTable(f"{path}: not a table: {error}") from None
    if not rows:
        raise BadTable(f"{path}: the table is empty")
    header = tuple(cell.strip() for cell in rows[0])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > len(header):
            raise BadTable(f"{path}: row {number} has {len(row)} cells, expected at most {len(header)}")
    return Table(header, tuple((*row, *[""] * (len(header) - len(row))) for row in rows[1:]), delimiter)


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
