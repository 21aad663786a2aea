"""Answers files: what a learner did, in one small JSON file without a name or an account.

The same file comes from the static page's *Download my answers*, from a notebook's `hand_in()` and from a paper
worksheet typed in. Its shape is `answers.schema.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from .activity import BOOK

FORMAT = "secondsource-answers/1"
MIME = "application/vnd.secondsource.answers+json"
SCHEMA = Path(__file__).parent / "answers.schema.json"
MAX_BYTES = 1_000_000
"""More than a learner can answer in the whole course; larger files are refused unread."""

Answers = dict[str, dict[str, Any]]
"""{activity id: {"version": int, "answers": {item id: value}}}"""


class BadAnswers(ValueError):
    """An answers file that cannot be used; the message says what was found and what was expected."""


def document(activities: Mapping[str, Mapping[str, Any]], book: str = BOOK) -> dict[str, Any]:
    """The content of an answers file. Raises `BadAnswers` when `activities` do not fit the format."""
    content = {
        "format": FORMAT,
        "book": book,
        "activities": {id: dict(part) for id, part in activities.items()},
    }
    _validate(content)
    return content


def dumps(activities: Mapping[str, Mapping[str, Any]], book: str = BOOK) -> str:
    """An answers file as text, the same for the same answers."""
    return json.dumps(document(activities, book), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def loads(data: str | bytes, book: str = BOOK) -> Answers:
    """The activities in an answers file of `book`, or of a part of it: ‘second-source-week-3’ is an assignment.

    Raises `BadAnswers` for a file that is too large, is not UTF-8, is not JSON, says a thing twice, holds numbers
    that are none (NaN, Infinity), is nested too deep, belongs to another book, or breaks the schema.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MAX_BYTES:
        raise BadAnswers(f"the file has {len(raw):,} bytes, expected at most {MAX_BYTES:,}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadAnswers(f"expected UTF-8, found the byte {raw[error.start]:#04x} at position {error.start}") from None
    try:
        content = json.loads(text, object_pairs_hook=no_repeats, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        raise BadAnswers("the file is nested too deep to be an answers file") from None
    except json.JSONDecodeError as error:
        raise BadAnswers(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except ValueError as error:
        raise BadAnswers(str(error)) from None
    _validate(content)
    if content["book"] != book and not content["book"].startswith(f"{book}-"):
        raise BadAnswers(f"these answers are of the book {content['book']!r}, expected {book!r}")
    activities: Answers = content["activities"]
    return activities


def _validate(content: Any) -> None:
    try:
        _validator()(content)
    except fastjsonschema.JsonSchemaValueException as error:
        raise BadAnswers(f"not an answers file: {error.message[:300]}") from None
    except RecursionError:
        raise BadAnswers("the file is nested too deep to be an answers file") from None


@cache
def _validator() -> Any:
    return fastjsonschema.compile(json.loads(SCHEMA.read_text("utf-8")), use_default=False)


def no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. Raises `BadAnswers` where it says a thing twice."""
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadAnswers(f"{twice[:80]!r} stands twice: which answer counts cannot be told")
    return result


def _no_constant(name: str) -> Any:
    raise BadAnswers(f"{name} is not a number that an answer can be")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise BadAnswers(f"{text[:40]} is too large for a number")
    return value
