"""The last cell of an exercise: write the answers given in this notebook to a file, and show them to a collector."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .activity import BOOK
from .answers import MIME, document, dumps
from .widgets.base import opened

FILE = f"{BOOK}-answers.json"


@dataclass(frozen=True)
class HandedIn:
    """What a notebook handed in, in words and as data of the type `answers.MIME`, the only thing ever read from it."""

    message: str
    content: dict[str, Any] | None

    def __repr__(self) -> str:
        return self.message

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/plain": self.message} | ({MIME: self.content} if self.content else {})


def hand_in(*ids: str, folder: str | Path = ".") -> HandedIn:
    """Write the answers of this session's widgets, or of the activities `ids` only, to `second-source-answers.json`.

    Nothing is written while nothing is answered. An earlier file with other answers is kept under a numbered name.
    Where no file can be written, the output of the cell says so and still holds the answers.
    """
    widgets = {id: widget for id, widget in opened().items() if widget.answers and (not ids or id in ids)}
    path = Path(folder) / FILE
    books = {widget.book for widget in widgets.values()}
    book = books.pop() if len(books) == 1 else BOOK
    if not widgets:
        before = f" {FILE} from before is still here, unchanged." if path.exists() else ""
        return HandedIn(
            f"There are no answers yet. Answer the questions above, then run this cell again.{before}", None
        )
    activities = {id: {"version": w.version, "answers": dict(w.answers)} for id, w in sorted(widgets.items())}
    text = dumps(activities, book)
    try:
        kept = _keep_earlier(path, text)
        path.write_text(text, "utf-8")
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. Save the notebook: this cell holds your answers too."
        return HandedIn(message, document(activities, book))
    lines = [f"{id}: {len(w.answers)} of {len(w.items)} answered" for id, w in sorted(widgets.items())]
    note = f" The earlier file is now {kept.name}." if kept else ""
    return HandedIn("\n".join([f"Saved in {path.name}.{note}", *lines]), document(activities, book))


def _keep_earlier(path: Path, text: str) -> Path | None:
    """Move a file with other content out of the way; where it went, or None when there was none."""
    if not path.exists() or _same(path, text):
        return None
    numbers = range(1, 1_000_000)
    free = next(p for n in numbers if not (p := path.with_name(f"{path.stem}-{n}{path.suffix}")).exists())
    return path.rename(free)


def _same(path: Path, text: str) -> bool:
    try:
        return bool(json.loads(path.read_text("utf-8")) == json.loads(text))
    except ValueError:
        return False
