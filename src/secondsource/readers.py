"""Simulated readers: what shortcuts would earn in a form of the item bank, and what careful reading earns.

Each reader gives every item of a form a verdict. A form is fit for use only when each shortcut ends near d' = 0
and a careful reader well above: then nobody does well by doubting, by trusting or by looking for certain words.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from .bank import BankItem, Form
from .discernment import VERDICTS, Counts, count, d_prime, lean

Answers = Mapping[str, str]
"""{item id: verdict}"""

Reader = Callable[[Form], Callable[[random.Random], Answers]]
"""Looks at a form, and then answers it as often as asked; whatever is left to chance comes from the generator."""

SLIPS = 0.1
"""The share of items on which the careful reader picks one of the two other verdicts."""

BUTTONS = {"supported": "Supported", "not_verified": "Not verified", "contradicted": "Contradicted"}
"""The words on the buttons, whose length some readers go by."""

HEDGE = r"\b(allegedly|alleged|reportedly|is said to|according to|may|might|could)\b"
OFFICIAL = r"\b(official\w*|minist\w*|government|authorit\w*|council|court|police|prosecutor\w*|spokes\w*|office)\b"
EXPERT = r"\b(expert\w*|scientist\w*|researcher\w*|study|professor|doctor\w*|dr)\b"
SPEECH = r"\b(said|says|claimed|claims|reports|reported|told|predicted|according to)\b"


def everything(item: BankItem) -> str:
    """All words of an item that a reader sees before the answer."""
    return " ".join([*(f"{piece.source} {piece.text}" for piece in item.card), item.statement])


def _rule(verdict: Callable[[BankItem], str]) -> Reader:
    """A reader that follows one rule and leaves nothing to chance."""

    def read(form: Form) -> Callable[[random.Random], Answers]:
        answers = {item.id: verdict(item) for item in form.items}
        return lambda draw: answers

    return read


def _doubts(holds: Callable[[BankItem], object]) -> Reader:
    return _rule(lambda item: "not_verified" if holds(item) else "supported")


def _accepts(holds: Callable[[BankItem], object]) -> Reader:
    return _rule(lambda item: "supported" if holds(item) else "not_verified")


def _word(pattern: str, shown: Callable[[BankItem], str] = everything) -> Callable[[BankItem], object]:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda item: found.search(shown(item))


def _doubts_longer(length: Callable[[BankItem], int]) -> Reader:
    """Doubts whatever is longer than the middle of the form."""

    def read(form: Form) -> Callable[[random.Random], Answers]:
        middle = median(map(length, form.items))
        return _doubts(lambda item: length(item) > middle)(form)

    return read


def _chance(verdict: Callable[[BankItem, random.Random], str]) -> Reader:
    return lambda form: lambda draw: {item.id: verdict(item, draw) for item in form.items}


def _partisan(side: str) -> Reader:
    """Believes what suits one side and doubts what suits the other; guesses about the rest."""

    def verdict(item: BankItem, draw: random.Random) -> str:
        if item.favours == "none":
            return draw.choice(("supported", "not_verified"))
        return "supported" if item.favours == side else "not_verified"

    return _chance(verdict)


def _careful(item: BankItem, draw: random.Random) -> str:
    if draw.random() >= SLIPS:
        return item.verdict
    return draw.choice([verdict for verdict in VERDICTS if verdict != item.verdict])


def _statement(item: BankItem) -> str:
    return item.statement


SHORTCUTS: Mapping[str, Reader] = {
    "doubts everything": _rule(lambda item: "not_verified"),
    "calls everything contradicted": _rule(lambda item: "contradicted"),
    "accepts everything": _rule(lambda item: "supported"),
    "picks any option": _chance(lambda item, draw: draw.choice(VERDICTS)),
    "picks the first option": _rule(lambda item: VERDICTS[0]),
    "picks the longest option": _rule(lambda item: max(VERDICTS, key=lambda verdict: len(BUTTONS[verdict]))),
    "picks the shortest option": _rule(lambda item: min(VERDICTS, key=lambda verdict: len(BUTTONS[verdict]))),
    "doubts long statements": _doubts_longer(lambda item: len(item.statement.split())),
    "doubts long cards": _doubts_longer(lambda item: len(everything(item).split())),
    "doubts ‘allegedly’ and its like": _doubts(_word(HEDGE)),
    "doubts hedged statements": _doubts(_word(HEDGE, _statement)),
    "accepts what is official": _accepts(_word(OFFICIAL)),
    "accepts what experts say": _accepts(_word(EXPERT)),
    "accepts any number": _accepts(_word(r"\d", _statement)),
    "accepts what somebody is said to have said": _accepts(_word(SPEECH, _statement)),
    "accepts what more than one voice says": _accepts(lambda item: len(item.card) > 1),
    "doubts news of the war": _doubts(lambda item: item.topic == "war"),
    "sides with Ukraine": _partisan("ukrainian"),
    "sides with Russia": _partisan("russian"),
}
"""Name of a reader that does not read -> how it answers."""

CAREFUL = "reads carefully, with slips"
READERS: Mapping[str, Reader] = {**SHORTCUTS, CAREFUL: _chance(_careful)}


@dataclass(frozen=True)
class Result:
    """Means over all runs. `doubts` is the share of items doubted, by whom the statement suits."""

    reader: str
    form: str
    d_prime: float
    lean: float
    doubts: Mapping[str, float]


def simulate(form: Form, runs: int = 1000, seed: int = 1) -> list[Result]:
    """Let every reader take `form` `runs` times. The same `seed` gives the same results."""
    results = []
    suits = Counter(item.favours for item in form.items)
    for name, reader in READERS.items():
        answer = reader(form)
        draw = random.Random(f"{seed} {form.name} {name}")  # noqa: S311
        counts: list[Counts] = []
        doubted: dict[str, int] = dict.fromkeys(suits, 0)
        for _ in range(runs):
            answers = answer(draw)
            counts.append(count(form.key, answers))
            for item in form.items:
                doubted[item.favours] += answers[item.id] != "supported"
        results.append(
            Result(
                name,
                form.name,
                _mean(d_prime, counts),
                _mean(lean, counts),
                {side: doubted[side] / (runs * suits[side]) for side in sorted(suits)},
            )
        )
    return results


def _mean(statistic: Callable[[Counts], float], counts: list[Counts]) -> float:
    """The mean over many counts, few of which are different."""
    return sum(statistic(value) * times for value, times in Counter(counts).items()) / len(counts)
