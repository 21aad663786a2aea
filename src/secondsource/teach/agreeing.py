"""The part of the class report on agreement, of three kinds that must not be mixed up.

Seen  ->  Krippendorff's α among students, agreement with the key in counts, Cronbach's α
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..activity import Item
from ..agreement import alpha
from ..widgets.markup import Child, h
from .charts import bars, signed
from .item_analysis import ENOUGH, FEW, cronbach
from .page import table
from .seen import Seen

AMONG = (
    "Krippendorff’s α says how far the students agree with each other beyond chance, whoever is right: 1 is full "
    "agreement, 0 is what chance gives. It takes single-choice questions that share their options. Agreement with the "
    "key is another thing, and stands beside it in counts."
)
CONSISTENCY = (
    "Cronbach’s α (Cronbach 1951) is a third thing, and not about agreement: it is internal consistency, how far the "
    "questions that the key marks measure the same."
)


@dataclass(frozen=True)
class Agreed:
    """Questions with the same options: how far students agree among themselves, and how many agree with the key."""

    options: str
    questions: int
    answers: int
    among: float | str
    best: int
    also: int
    neither: int


def agreeing(seen: Seen) -> list[Child]:
    """What the page says on agreement, and on internal consistency."""
    alike: dict[tuple[str, ...], list[Item]] = {}
    for item in seen.items.values():
        if item.kind == "choice":
            alike.setdefault(tuple(sorted(item.options)), []).append(item)
    found = [_agreed(seen, items) for items in alike.values() if len(items) > 1]
    if not found:
        nothing = h("p", "No two single-choice questions share their options here, so there is no such α.")
        return [h("p", AMONG), nothing, h("p", _consistency(seen))]
    counts = {
        "the key’s": [row.best for row in found],
        "also accepted": [row.also for row in found],
        "neither": [row.neither for row in found],
    }
    chart = bars([row.options for row in found], counts, "Answers of the class, and the key’s.")
    return [
        h("p", AMONG),
        chart,
        table(
            "Agreement among students, and with the key",
            ("Options", "Questions", "Answers", "α among students", "The key’s", "Also accepted", "Neither"),
            [(r.options, r.questions, r.answers, r.among, r.best, r.also, r.neither) for r in found],
        ),
        h("p", _consistency(seen)),
    ]


def _agreed(seen: Seen, items: Sequence[Item]) -> Agreed:
    units = [[label for label in seen.answers[item.id] if isinstance(label, str)] for item in items]
    keyed = [(item, label) for item, unit in zip(items, units, strict=True) for label in unit if item.has_key]
    best = sum(label == item.best for item, label in keyed)
    also = sum(label in item.also for item, label in keyed)
    options = " / ".join(items[0].options.values())
    return Agreed(options, len(items), sum(map(len, units)), _among(units), best, also, len(keyed) - best - also)


def _among(units: Sequence[Sequence[str]]) -> float | str:
    if max(map(len, units)) < FEW:
        return f"left out: fewer than {FEW} students"
    try:
        return alpha(units)
    except ValueError as error:
        return f"not defined: {error}"


def _consistency(seen: Seen) -> str:
    items = [item.id for item in seen.key.graded if item.kind != "text"]
    rows = [[shares[id] for id in items] for shares in seen.shares if all(id in shares for id in items)]
    whole = f"{len(rows)} of {len(seen.shares)} students answered all {len(items)}, and only they count"
    if len(rows) < ENOUGH:
        return f"{CONSISTENCY} It is left out: {whole}; it takes {ENOUGH}."
    try:
        return f"{CONSISTENCY} Here it is {signed(cronbach(rows))}: {whole}."
    except ValueError as error:
        return f"{CONSISTENCY} Here it is not defined: {error}."
