"""The part of the class report on agreement, of three kinds that must not be mixed up.

Seen  ->  Krippendorff's α among students, agreement with the key in counts, Cronbach's α
"""

from __future__ import annotations

from collections.abc import Sequence

from ..activity import Item
from ..agreement import alpha
from ..widgets.markup import Child, h
from .charts import signed
from .item_analysis import ENOUGH, FEW, cronbach
from .page import table
from .seen import Seen, statistics

PLAIN = (
    "Students who agree with each other need not agree with the key: one is how alike they read, the other how often "
    "they read as the key does."
)
AMONG = (
    "Krippendorff’s α says how far the students agree with each other beyond chance, whoever is right: 1 is full "
    "agreement, 0 is what chance gives. It takes single-choice questions that offer the same answers. Agreement with "
    "the key stands beside it in counts."
)
CONSISTENCY = (
    "Cronbach’s α (Cronbach 1951) is not about agreement: it is internal consistency, how far the questions that the "
    "key marks measure the same."
)


def agreeing(seen: Seen) -> list[Child]:
    """What the page says on agreement, and on internal consistency; nothing where there is nothing to compare."""
    rows = [row for items in _alike(seen) if (row := _agreed(seen, items))]
    header = (
        "Answers offered",
        "Questions",
        "Answers",
        "α among students",
        "The key’s answer",
        "Also accepted",
        "Other",
    )
    consistency = _consistency(seen)
    numbers = [
        *([h("p", AMONG), table("Agreement among students, and with the key", header, rows)] if rows else []),
        *([h("p", f"{CONSISTENCY} {consistency}")] if consistency else []),
    ]
    with_key = [h("li", _with_key(row)) for row in rows if isinstance(row[4], int)]
    plain = [h("p", PLAIN), h("ul", *with_key) if with_key else None] if rows else []
    return [*plain, statistics(*numbers)] if numbers else []


def _with_key(row: Sequence[Child | float]) -> str:
    offered, *_, best, also, other = row
    accepted = f", and {also} another that it accepts" if also else ""
    return f"{offered}: {best} answers were the key’s{accepted}; {other} were not."


def _alike(seen: Seen) -> list[list[Item]]:
    """The single-choice questions with the same options, in ids and words, where there are two or more."""
    groups: dict[tuple[tuple[str, str], ...], list[Item]] = {}
    for item in seen.items.values():
        if item.kind == "choice":
            groups.setdefault(tuple(sorted(item.options.items())), []).append(item)
    return [items for items in groups.values() if len(items) > 1]


def _agreed(seen: Seen, items: Sequence[Item]) -> list[Child | float]:
    """A row of the table; empty where so few answered that it would point at persons."""
    units = [[label for label in seen.answers[item.id] if isinstance(label, str)] for item in items]
    if max(map(len, units)) < FEW:
        return []
    keyed = [(item, label) for item, unit in zip(items, units, strict=True) for label in unit if item.has_key]
    best = sum(label == item.best for item, label in keyed)
    also = sum(label in item.also for item, label in keyed)
    counts = [best, also, len(keyed) - best - also] if keyed else ["no key", "–", "–"]
    return [" / ".join(items[0].options.values()), len(items), sum(map(len, units)), _among(units), *counts]


def _among(units: Sequence[Sequence[str]]) -> float | str:
    try:
        return alpha(units)
    except ValueError as error:
        return f"not defined: {error}"


def _consistency(seen: Seen) -> str:
    items = [item.id for item in seen.key.graded if item.kind != "text"]
    if len(items) < 2:
        return ""
    rows = [[shares[id] for id in items] for shares in seen.shares if all(id in shares for id in items)]
    whole = f"{len(rows)} of {len(seen.shares)} students answered all {len(items)}"
    if len(rows) < ENOUGH:
        return f"It is left out: it takes {ENOUGH} students who answered every one of them, and {whole}."
    try:
        return f"Here it is {signed(cronbach(rows))}: {whole}, and only they count."
    except ValueError as error:
        return f"Here it is not defined: {error}."
