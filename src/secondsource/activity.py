"""Activities: the questions that widgets ask, worksheets print, assignments carry and grading reads.

    Article -> Activity (Items + Feedback)

An `Item` is one question. What an answer is depends on its kind; `SCORERS` names the kinds, one pure function each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .source_file import did_you_mean

ACTIVITY_ID = re.compile(r"(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*")
ITEM_ID = re.compile(r"[A-Za-z0-9._-]{1,120}")
"""What `answers.schema.json` lets an id be."""

BOOK = "second-source"
"""The id of the course in answers files and in a browser's storage."""


@dataclass(frozen=True)
class Item:
    """One question about one sentence.

    `best` is the best option and `also` are the other accepted ones; both are empty when there is no key. `feedback`
    has a text for every option. `lead` is a first step given away, `quote` the words of the prompt that decide,
    `key_says` the key's judgement in words, and `beside` what the course says beside this sentence.
    """

    id: str
    kind: str
    label: str
    prompt: str
    options: Mapping[str, str]
    best: str | None = None
    also: tuple[str, ...] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)
    lead: str = ""
    quote: str | None = None
    key_says: str = ""
    beside: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> tuple[str, ...]:
        """The options that count as right, the best one first; empty without a key."""
        return () if self.best is None else (self.best, *self.also)


@dataclass(frozen=True)
class Activity:
    """A list of items with an id. Raise `version` whenever an item's id, options or meaning change."""

    id: str
    title: str
    items: tuple[Item, ...]
    version: int = 1
    status: str = ""

    def __post_init__(self) -> None:
        if not ACTIVITY_ID.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is no id of an activity: expected lower-case letters, digits and hyphens")
        ids = [item.id for item in self.items]
        for id in ids:
            if not ITEM_ID.fullmatch(id):
                raise ValueError(f"{id!r} is no id of an item: expected letters, digits, dots, hyphens, underscores")
        if len(set(ids)) < len(ids):
            twice = sorted({id for id in ids if ids.count(id) > 1})
            raise ValueError(f"{self.id}: the same item stands there twice: {', '.join(twice)}")

    def item(self, id: str) -> Item:
        """The item with that id. Raises `LookupError`, with the nearest one, where there is none."""
        for item in self.items:
            if item.id == id:
                return item
        raise LookupError(f"{self.id} has no item {id!r}{did_you_mean(id, (item.id for item in self.items))}")


def score_choice(item: Item, answer: object) -> float | None:
    """1.0 for the best or an also acceptable option, else 0.0; None when the item has no key."""
    if item.best is None:
        return None
    return float(isinstance(answer, str) and answer in item.accepted)


SCORERS: dict[str, Callable[[Item, object], float | None]] = {"choice": score_choice}
"""Kind of item -> the function that scores an answer to it."""


def score(item: Item, answer: object) -> float | None:
    """What `answer` is worth, from 0 to 1, or None when only a person can say.

    Raises `LookupError` for an unknown kind of item.
    """
    try:
        scorer = SCORERS[item.kind]
    except KeyError:
        raise LookupError(f"{item.id}: unknown kind of item {item.kind!r}{did_you_mean(item.kind, SCORERS)}") from None
    return scorer(item, answer)


def total(activity: Activity, answers: Mapping[str, Any]) -> float:
    """The points for `answers` ({item id: value}) in `activity`. An item left blank gives no points and costs none."""
    scores = (score(item, answers[item.id]) for item in activity.items if item.id in answers)
    return sum(points for points in scores if points is not None)
