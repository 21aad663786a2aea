"""The grading worksheet of a Moodle assignment: downloaded by the teacher, filled here, uploaded again.

What was read in Moodle's source (mod/assign/gradingtable.php writes the worksheet, mod/assign/feedback/offline reads
it; not tried on a live Moodle):

- Columns are found by their names, which are in the language of whoever uploads: the identifier, the grade, and the
  last modification of the grade have to be there.
- The identifier is the word for a participant, in that language, and a number right after it; the name of a folder in
  Moodle's zip holds the same number.
- An empty grade is skipped and never clears one. So is one that is above the maximum, one that is locked (*Grade can
  be changed*: No), and one that changed in Moodle after the worksheet was downloaded.
- Numbers have the decimal mark of the language. With a scale instead of points the grade is one of its words.
- Every other cell may be imported, too (*Feedback comments*), so that none is touched here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ..source_file import did_you_mean
from . import csv_file
from .folder import write
from .whom import some

IDENTIFIER = ("Identifier", "ID", "Identifiant", "Identificador", "Ідентифікатор", "Identyfikator")
GRADE = ("Grade", "Bewertung", "Note", "Calificación", "Оцінка", "Ocena")
MAXIMUM = (
    "Maximum grade",
    "Bestwertung",
    "Note maximale",
    "Calificación máxima",
    "Максимальна оцінка",
    "Maksymalna ocena",
)
CHANGEABLE = (
    "Grade can be changed",
    "Bewertung kann geändert werden",
    "La note peut être modifiée",
    "La calificación puede ser cambiada",
    "La calificación puede cambiarse",
    "Оцінка може бути змінена",
    "Ocena może być zmieniona",
)
MODIFIED = (
    "Last modified (grade)",
    "Zuletzt geändert (Bewertung)",
    "Dernière modification (note)",
    "Última modificación (calificación)",
    "Востаннє змінювалося (оцінка)",
    "Ostatnia aktualizacja (ocena)",
)
SCALE = ("Scale", "Skala", "Barème", "Escala", "Шкала")
NO = {"no", "nein", "non", "ні", "nie"}
"""English, German, French, Spanish, Ukrainian and Polish, as Moodle's language packs have them."""


class Worksheet:
    """A worksheet in memory. `filled` counts the grades that were put in."""

    def __init__(self, path: Path, table: csv_file.Table, raw: bytes, grade_column: str) -> None:
        self.path, self.table, self.raw = path, table, raw
        self.rows = [list(row) for row in table.rows]
        self.grade = self._grade(grade_column)
        self.identifier = self._identifier()
        self.maximum = self._maximum()
        self.mark = self._decimal_mark()
        self.changeable = csv_file.column(table, *CHANGEABLE)
        self.of_student: dict[str, list[int]] = {}
        for at, row in enumerate(self.rows):
            self.of_student.setdefault(_number_at_end(row[self.identifier]), []).append(at)
        self.filled = self.replaced = 0
        self.locked: list[str] = []
        self.met: set[str] = set()
        self.maxima: set[float] = set()

    @classmethod
    def read(cls, path: Path, grade_column: str = "") -> Worksheet:
        """The worksheet in a file. Raises `BadTable` where columns that are needed cannot be found."""
        table = csv_file.read(path)
        return cls(path, table, path.read_bytes(), grade_column)

    def meet(self, student: str) -> bool:
        """Whether the worksheet has a row for this student."""
        self.met.add(student)
        return student in self.of_student

    def fill(self, student: str, points: float, possible: float) -> None:
        """Put a grade in, scaled from what is `possible` to the maximum of the row, unless the row is locked."""
        for at in self.of_student[student]:
            row = self.rows[at]
            if self.changeable >= 0 and row[self.changeable].strip().casefold() in NO:
                self.locked.append(row[self.identifier])
                continue
            maximum = _number(row[self.maximum]) if self.maximum >= 0 else None
            scaled = points if maximum is None or not possible else points * maximum / possible
            self.maxima |= set() if maximum is None else {maximum}
            text = f"{scaled:.2f}".replace(".", self.mark)
            self.replaced += bool(row[self.grade].strip()) and row[self.grade].strip() != text
            self.filled += 1
            row[self.grade] = text

    def save(self, path: Path) -> None:
        """Write it as it came: its delimiter, its line ends, its encoding and mark."""
        out = io.StringIO(newline="")
        ending = "\r\n" if b"\r" in self.raw else "\n"
        writer = csv.writer(out, delimiter=self.table.delimiter, lineterminator=ending)
        writer.writerows([self.table.header, *self.rows])
        write(path, out.getvalue().encode(_coding(self.raw), "replace"))

    def notes(self, possible: float) -> Iterator[str]:
        """What a teacher should know before uploading it."""
        others = [row[self.identifier] for row in self.rows if _number_at_end(row[self.identifier]) not in self.met]
        differing = sorted(maximum for maximum in self.maxima if maximum != possible)
        if differing:
            of = " or ".join(f"{maximum:g}" for maximum in differing)
            yield (
                f"Moodle’s maximum is {of}, this assignment has {possible:g} points: grades are scaled, so students "
                f"see other numbers than in their feedback. Set the maximum grade to {possible:g} in Moodle and "
                "download the worksheet again to avoid that."
            )
        if self.maximum < 0:
            yield f"The worksheet has no column for the maximum: the grades are out of {possible:g} points, not scaled."
        if self.replaced:
            yield f"Grades that were in the worksheet and are replaced by others: {self.replaced}."
        if self.locked:
            yield f"Locked in Moodle, so not filled: {some(self.locked)}."
        if others:
            yield f"In the worksheet, but not in what was collected: {some(others)}."
        if csv_file.column(self.table, *MODIFIED) < 0 <= csv_file.column(self.table, *GRADE):
            yield f"There is no column ‘{MODIFIED[0]}’: Moodle refuses a worksheet without it."
        formulas = sum(cell.strip() != "-" and csv_file.harmless(cell) != cell for row in self.rows for cell in row)
        if formulas:
            yield (
                f"Cells that a spreadsheet may take for formulas: {formulas}. They are as Moodle wrote them; upload "
                "the file without opening it in a spreadsheet."
            )

    def _grade(self, wanted: str) -> int:
        names = (wanted,) if wanted else GRADE
        found = csv_file.column(self.table, *names)
        if found < 0:
            columns = ", ".join(self.table.header)
            near = did_you_mean(wanted or GRADE[0], self.table.header)
            raise csv_file.BadTable(
                f"{self.path}: no column {' or '.join(names)} for the grade{near}; found {columns}. "
                "Name the one that holds the grade"
            )
        if csv_file.column(self.table, *MAXIMUM) < 0 <= csv_file.column(self.table, *SCALE):
            raise csv_file.BadTable(
                f"{self.path}: the assignment is graded with a scale; expected one that is graded with points"
            )
        return found

    def _identifier(self) -> int:
        """The column by its name, else the first one, where Moodle puts it."""
        at = max(0, csv_file.column(self.table, *IDENTIFIER))
        if not any(_number_at_end(row[at]) for row in self.rows):
            raise csv_file.BadTable(
                f"{self.path}: no column {' or '.join(IDENTIFIER)} with the number of a participant at the end of its "
                f"cells; found {', '.join(self.table.header)}"
            )
        return at

    def _maximum(self) -> int:
        """The column by its name, else the one right of the grade, where Moodle puts it; -1 where no numbers are."""
        known = csv_file.column(self.table, *MAXIMUM)
        if known >= 0 or csv_file.column(self.table, *GRADE) >= 0:
            return known
        after = self.grade + 1
        numbers = after < len(self.table.header) and all(_number(row[after]) for row in self.rows)
        return after if numbers else -1

    def _decimal_mark(self) -> str:
        at = self.maximum if self.maximum >= 0 else self.grade
        return "," if any("," in row[at] for row in self.rows) else "."


def _number_at_end(cell: str) -> str:
    found = re.search(r"[0-9]+$", cell.strip())
    return found[0] if found else ""


def _number(cell: str) -> float | None:
    """A number as any of the languages writes it; None for what is none, or not above nothing."""
    digits = re.sub(r"\s", "", cell).replace(",", ".")
    return float(digits) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", digits) and float(digits) > 0 else None


def _coding(raw: bytes) -> str:
    """What `csv_file.read` reads it by, and its mark."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        raw.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
