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


Pick = str | tuple[str, str]
"""One thing that a set may hold: the id of an option, or two ids that belong together."""


@dataclass(frozen=True)
class Item:
    """One question.

    Of the kinds `choice` and `scale`, `best` is the best option and `also` are the other accepted ones. Of the kinds
    `choices`, `spans`, `links` and `pairs`, `right` is the set to find and `also` what may be in it or not; `links` and
    `pairs` join an option to one of `targets`, and `spans` cuts the prompt ({option: (start, end)}); `swaps` holds
    calmer words for some of its stretches, `too_calm` a version that lost the claim, and what it lost. Without a key
    `best` and `right` are None. A `text` waits for a person.
    `feedback` has a text for every option. `lead` is a first step given away, `quote` the words of the prompt that
    decide, `key_says` the key's judgement in words, and `beside` what the course says beside this sentence. `cards`
    names the card that speaks for or against an option, and `models` (title, text, why) is what others wrote: shown
    once a `text` has been attempted. `about` is the sentence that the question is about, where the prompt is not it.
    """

    id: str
    kind: str
    label: str
    prompt: str
    options: Mapping[str, str]
    best: str | None = None
    also: tuple[Pick, ...] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)
    lead: str = ""
    quote: str | None = None
    key_says: str = ""
    beside: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    right: tuple[Pick, ...] | None = None
    targets: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    swaps: Mapping[str, str] = field(default_factory=dict)
    too_calm: tuple[str, str] | None = None
    cards: Mapping[str, str] = field(default_factory=dict)
    models: tuple[tuple[str, str, str], ...] = ()
    about: str = ""

    @property
    def accepted(self) -> tuple[Pick, ...]:
        """The options that count as right, the best one first; empty without a key, and where sets are asked for."""
        return () if self.best is None else (self.best, *self.also)

    @property
    def has_key(self) -> bool:
        """Whether an answer can be scored without a person."""
        return self.best is not None or self.right is not None


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


def score_scale(item: Item, answer: object) -> float | None:
    """As `score_choice`; a grade may be a number (3) or its name (‘C’)."""
    whole = isinstance(answer, int | float) and not isinstance(answer, bool) and answer == answer // 1
    return score_choice(item, str(int(answer)) if whole else answer)  # type: ignore[call-overload]


def score_set(item: Item, answer: object) -> float | None:
    """F1 of a list of picks against the set to find, from 0.0 to 1.0; None when the item has no key.

    Picks in `also` neither help nor harm, a pick counts once, and one that the item does not know counts as wrong. Of
    `pairs`, a partner in `also` excuses the best one. Where there is nothing to find, finding nothing is worth 1.0. An
    answer that is no list is worth 0.0.
    """
    if item.right is None:
        return None
    if not isinstance(answer, list | tuple):
        return 0.0
    given = {_pick(pick) for pick in answer}
    picks, right = given - set(item.also), set(item.right)
    if item.kind == "pairs":
        placed = {pick[0] for pick in given & set(item.also) if isinstance(pick, tuple)}
        right = {pair for pair in right if pair[0] not in placed or pair in picks}
    if not right:
        return float(not picks)
    return 2 * len(picks & right) / (len(picks) + len(right))


def score_text(item: Item, answer: object) -> None:
    """None: free writing is marked by a person with a rubric."""


def _pick(pick: object) -> object:
    """A pick as the sets hold it; whatever cannot be one becomes a wrong one."""
    if isinstance(pick, list | tuple) and len(pick) == 2 and all(isinstance(end, str) for end in pick):
        return tuple(pick)
    return pick if isinstance(pick, str) else None


SCORERS: dict[str, Callable[[Item, object], float | None]] = {
    "choice": score_choice,
    "choices": score_set,
    "spans": score_set,
    "links": score_set,
    "pairs": score_set,
    "scale": score_scale,
    "text": score_text,
}
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


def misfit(item: Item, answer: object) -> str:
    """Why `answer` cannot be an answer to `item`, with the nearest option; an empty string when it can."""
    if item.kind == "text":
        return "" if isinstance(answer, str) else f"{answer!r} is no text"
    if item.kind == "scale" and isinstance(answer, int) and not isinstance(answer, bool):
        answer = str(answer)
    if item.kind in ("choice", "scale"):
        return _unknown(answer, item.options)
    if not isinstance(answer, list | tuple):
        return f"{answer!r} is no list"
    if item.kind in ("choices", "spans"):
        return next(filter(None, (_unknown(pick, item.options) for pick in answer)), "")
    for pair in answer:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            return f"{pair!r} is no pair of ids"
        wrong = _unknown(pair[0], item.options) or _unknown(pair[1], item.targets)
        if wrong:
            return wrong
    return ""


def _unknown(id: object, known: Mapping[str, str]) -> str:
    if isinstance(id, str) and id in known:
        return ""
    return f"{id!r} is no option, expected one of {', '.join(known)}{did_you_mean(str(id), known)}"


def total(activity: Activity, answers: Mapping[str, Any]) -> float:
    """The points for `answers` ({item id: value}) in `activity`. An item left blank gives no points and costs none."""
    scores = (score(item, answers[item.id]) for item in activity.items if item.id in answers)
    return sum(points for points in scores if points is not None)
