"""Where everything of one assignment lies. Students get `give/` and nothing else; the rest stays with the teacher.

give/  keep/key.json  collected.jsonl  grades.jsonl  grades.csv  marks/  review/  feedback/  exports/  report.html
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO


class NotReady(ValueError):
    """A step that needs an earlier one; the message names the command to run first."""


@dataclass(frozen=True)
class Folder:
    """The folder of an assignment. Nothing is made or read until it is asked for."""

    path: Path

    @property
    def give(self) -> Path:
        """What students get."""
        return self.path / "give"

    @property
    def key(self) -> Path:
        """The key: for the teacher only."""
        return self.path / "keep" / "key.json"

    @property
    def collected(self) -> Path:
        """One line of JSON a student: what was handed in."""
        return self.path / "collected.jsonl"

    @property
    def grades(self) -> Path:
        """One line of JSON a student: what each answer is worth."""
        return self.path / "grades.jsonl"

    @property
    def marks(self) -> Path:
        """A folder of CSV files: what a person marked. Files are added, never changed."""
        return self.path / "marks"


def need(path: Path, command: str) -> Path:
    """`path`, when it is there. Raises `NotReady`, naming the `command` that makes it, when it is not."""
    if not path.exists():
        raise NotReady(f"{path} is not there yet: run `secondsource {command}` first")
    return path


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that becomes `path` when all is written: a reader never meets half of one.

    Nobody but its owner may read it: most of what is written here is not for everybody on the machine.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def write(path: Path, content: str | bytes) -> None:
    """Write a whole file, or leave what was there. Folders are made."""
    with whole(path) as file:
        file.write(content.encode("utf-8", "replace") if isinstance(content, str) else content)


def line(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON, the same for the same record; any text of a student is safe in it."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write records as JSON lines, one at a time; the whole file, or what was there stays."""
    with whole(path) as file:
        for record in records:
            file.write(line(record).encode())


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines, one at a time; a last line that was cut off is left out.

    Raises `NotReady` for a line that is damaged: a student must not vanish.
    """
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if not raw.endswith(b"\n"):
                return
            try:
                record = json.loads(raw)
            except ValueError:
                record = None
            if not isinstance(record, dict):
                raise NotReady(f"{path}:{number}: this line is damaged: move the file away and make it again")
            yield record
