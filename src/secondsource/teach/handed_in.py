"""The answers in what a student handed in: an answers file, or a notebook in which `hand_in()` was run.

    bytes  ->  Answers

Of a notebook only the outputs of the type `answers.MIME` are looked at. Nothing in it is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..answers import FORMAT, MAX_BYTES, MIME, Answers, BadAnswers, loads, no_repeats

LIMITS = {".json": MAX_BYTES, ".ipynb": 10_000_000}
"""Ending of a name -> bytes that such a file may have."""

_KINDS = (
    dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic"), "a picture")
    | dict.fromkeys((".doc", ".docx"), "a Word file")
    | {".pdf": "a PDF"}
)
_BEGINS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"%PDF": ".pdf"}
_ZIP, _WORD = b"PK\x03\x04", b"word/document.xml"


class Elsewhere(BadAnswers):
    """A file that holds answers, but none to the activity that was asked for; `activities` are those it holds."""

    def __init__(self, activity: str, activities: tuple[str, ...]) -> None:
        super().__init__(f"no answers of {activity!r} in it, only of {', '.join(activities[:5])}")
        self.activities = activities


def instead(*endings: str) -> str:
    """What files whose names end so are, in plain words: not what was asked for."""
    kinds = dict.fromkeys(_KINDS[ending] for ending in endings if ending in _KINDS)
    return ", ".join([*kinds, "not the file that ‘Download my answers’ saves"])


def part_of(activity: str, raw: bytes, notebook: bool = False) -> dict[str, Any]:
    """{"version": int, "answers": {item id: value}}: what a file holds of one activity; in a notebook, the last that
    it holds of it. Raises `Elsewhere` where it holds others only, `BadAnswers` where there is nothing that can be
    used."""
    found = _in_notebook(raw, activity) if notebook else loads(raw)
    if not found:
        raise BadAnswers("nothing is answered in it")
    if activity not in found:
        raise Elsewhere(activity, tuple(found))
    part: dict[str, Any] = found[activity]
    return part


def plainly(error: BadAnswers, raw: bytes, notebook: bool = False) -> str:
    """Why `part_of` cannot use a file: in plain words, and where those say less than the error, it in brackets."""
    plain = _in_plain_words(raw, notebook)
    return f"{plain} ({error})" if plain else str(error)


def _in_plain_words(raw: bytes, notebook: bool) -> str:
    """What such a file is; '' where its error says so itself."""
    kind = next((ending for begins, ending in _BEGINS.items() if raw.startswith(begins)), "")
    if kind or (raw.startswith(_ZIP) and _WORD in raw):
        return instead(kind or ".docx")
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "the file is damaged or cut off" if raw.strip() else "the file is empty"
    ours = notebook or (isinstance(content, dict) and content.get("format") == FORMAT)
    return "" if ours else instead()


def _in_notebook(raw: bytes, activity: str) -> Answers:
    why: BadAnswers | None = None
    last: Answers = {}
    for content in reversed(list(_outputs(_parsed(raw)))):
        try:
            found = loads(json.dumps(content))
        except BadAnswers as error:
            why = why or error
        except (ValueError, RecursionError):
            why = why or BadAnswers("what `hand_in()` left is nested too deep to be answers")
        else:
            if activity in found:
                return found
            last = last or found
    if last:
        return last
    raise why or BadAnswers(
        "`hand_in()` left no answers in it: was the last cell run, and the notebook saved after it?"
    )


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=no_repeats)
    except UnicodeDecodeError as error:
        raise BadAnswers(f"expected UTF-8, found the byte {raw[error.start]:#04x} at position {error.start}") from None
    except RecursionError:
        raise BadAnswers("the file is nested too deep to be a notebook") from None
    except json.JSONDecodeError as error:
        raise BadAnswers(f"no notebook, as it is not JSON: line {error.lineno}: {error.msg}") from None
    except BadAnswers:
        raise
    except ValueError as error:
        raise BadAnswers(f"no notebook: {str(error)[:200]}") from None


def _outputs(notebook: Any) -> Iterator[Any]:
    cells = _list(notebook, "cells")
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise BadAnswers("no notebook (of format 4): it has no list of cells")
    for cell in cells:
        for output in _list(cell, "outputs"):
            data = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict) and MIME in data:
                yield data[MIME]


def _list(node: Any, name: str) -> list[Any]:
    found = node.get(name) if isinstance(node, dict) else None
    return found if isinstance(found, list) else []
