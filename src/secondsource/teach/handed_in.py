"""The answers in what a student handed in: an answers file, or a notebook in which `hand_in()` was run.

    bytes  ->  Answers

Of a notebook only the outputs of the type `answers.MIME` are looked at. Nothing in it is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..answers import MAX_BYTES, MIME, Answers, BadAnswers, loads, no_repeats

LIMITS = {".json": MAX_BYTES, ".ipynb": 10_000_000}
"""Ending of a name -> bytes that such a file may have."""


def part_of(activity: str, raw: bytes, notebook: bool = False) -> dict[str, Any]:
    """{"version": int, "answers": {item id: value}}: what a file holds of one activity; in a notebook, the last that
    it holds of it. Raises `BadAnswers` where that is nothing, or nothing that can be used."""
    found = _in_notebook(raw, activity) if notebook else loads(raw)
    if activity not in found:
        others = ", ".join(list(found)[:5]) or "nothing"
        raise BadAnswers(f"no answers of {activity!r} in it, only of {others}" if found else "no answers in it")
    part: dict[str, Any] = found[activity]
    return part


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
