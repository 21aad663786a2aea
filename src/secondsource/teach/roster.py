"""The class list: who should have handed in something.

    a CSV file  ->  {student id: name}

- Canvas: the export of the gradebook (lib/gradebook_exporter.rb): `Student` or `LastName` and `FirstName`, `ID`,
  `Section`; the rows without an id (*Points Possible*, hidden assignments) and the test student are nobody.
- Moodle: the grading worksheet. Its identifier is a word for a participant, in any language, and a number: the number
  is the id, as in the names of Moodle's zip. With blind marking there are no names.
- Otherwise: a column that is called like an id, and one that is called like a name, if there is one. Where there is
  nothing but names, they are the ids.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from ..source_file import did_you_mean
from .csv_file import BadTable, Table, column, read, undone
from .lms_names import id_of
from .moodle_worksheet import CHANGEABLE, IDENTIFIER, MODIFIED

IDS = ("student id", "student_id", "id", "id number", "user id", "username", "login", "user", "number", "student")
NAMES = ("name", "full name", "fullname", "student name", "student")
FULL_NAME = ("Full name", "Vollständiger Name", "Nom complet", "Nombre completo", "Повне ім'я", "Imię i nazwisko")
FIRST, LAST = ("first name", "firstname", "given name"), ("last name", "lastname", "surname", "family name")
"""What the columns of each are called, whatever their case."""

TEST_STUDENT = "Student, Test"

_NAMED = {name.casefold() for name in (*NAMES, *FULL_NAME, *FIRST, *LAST)}
_BROWSER = re.compile(r"\s?\([0-9]+\)$")
_WORD = re.compile(r"[^\W_]+")
_PARTICIPANT = re.compile(r"(\D*)([0-9]+)")


def load(path: Path) -> Mapping[str, str]:
    """{student id: name, '' where the file has none}.

    Raises `BadTable` for a file that cannot be read, has no column for an id, or names nobody.
    """
    table = read(path)
    people = _canvas(table) or _moodle(table) or _plain(path, table)
    if not people:
        raise BadTable(f"{path}: there is nobody in this class list")
    return people


def finder(people: Mapping[str, str]) -> Callable[[str], str]:
    """What finds the id of somebody on the list by the id, the name or both, whatever the case, the order of the words
    and the signs between them; whoever is not found, or is one of several, stays what was asked for."""
    ids: dict[object, set[str]] = {}
    for id, name in people.items():
        known = name or ("" if any(map(str.isdigit, id)) else id)
        for form in {id.casefold(), _words(known), _words(f"{id} {known}") if known else ()} - {()}:
            ids.setdefault(form, set()).add(id)

    def find(text: str) -> str:
        if text in people:
            return text
        bare = _BROWSER.sub("", text).strip()
        found = ids.get(bare.casefold()) or ids.get(_words(bare)) or set()
        return next(iter(found)) if len(found) == 1 else text

    return find


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(_WORD.findall(unicodedata.normalize("NFKC", text).casefold())))


def _canvas(table: Table) -> dict[str, str]:
    id = column(table, "ID")
    if id < 0 or column(table, "Section") < 0 or column(table, "Student", "LastName") < 0:
        return {}
    people = _people(table, id, column(table, "Student"))
    return {id: name for id, name in people.items() if name != TEST_STUDENT}


def _moodle(table: Table) -> dict[str, str]:
    """By the column with the name of the identifier, else the first: its cells are one word and a number."""
    id = column(table, *IDENTIFIER)
    if id < 0 <= column(table, *IDS) or len(table.header) < 3:
        return {}
    cells = [_PARTICIPANT.fullmatch(row[max(0, id)].strip()) for row in table.rows]
    words = {cell[1] if cell else "" for cell in cells}
    known = column(table, *MODIFIED, *CHANGEABLE) >= 0
    if len(words) != 1 or not all(cells) or not (known or words.pop()[-1:].isspace()):
        return {}
    name = column(table, *FULL_NAME)
    people = zip(cells, table.rows, strict=True)
    return {cell[2]: row[name].strip() if name >= 0 else "" for cell, row in people if cell}


def _plain(path: Path, table: Table) -> dict[str, str]:
    id, name = column(table, *IDS), column(table, *NAMES, *FULL_NAME)
    others = [title for title in table.header if title and title.casefold() not in _NAMED]
    if id < 0 and others:
        found = ", ".join(map(repr, table.header[:12]))
        near = did_you_mean(others[0], IDS)
        expected = f"{', '.join(IDS)}, or nothing but names"
        raise BadTable(f"{path}: no column for the students’ ids{near}; expected {expected}; found {found}")
    return _people(table, id, -1 if name == id else name)


def _people(table: Table, id: int, name: int) -> dict[str, str]:
    """By the columns of the id and of the name; without an id, the names are the ids."""
    names = _names(table, name)
    ids = [row[id] for row in table.rows] if id >= 0 else names
    people = {id_of(undone(cell)): name for cell, name in zip(ids, names, strict=True)}
    return {id: name for id, name in people.items() if id}


def _names(table: Table, name: int) -> list[str]:
    """By the column of the name; without it, by those of the last and the first name."""
    parts = [name] if name >= 0 else [at for at in (column(table, *LAST), column(table, *FIRST)) if at >= 0]
    cells = ([undone(row[at]).strip() for at in parts] for row in table.rows)
    return [", ".join(filter(None, each)) for each in cells]
