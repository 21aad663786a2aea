"""Simulated readers: what shortcuts would earn in a form of the item bank, and what careful reading earns.

Each reader is a rule that gives every item a verdict. A form is fit for use only when each shortcut ends near d' = 0
and a careful reader well above: then nobody does well by doubting, by trusting or by looking for certain words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import fmean, median

from .bank import BankItem, Form
from .discernment import VERDICTS, Counts, count, d_prime, lean

Rule = Callable[[BankItem, Form, random.Random], str]
"""Gives an item of a form a verdict; whatever is left to chance comes from the generator."""

SLIPS = 0.1
"""The share of items on which the careful reader picks one of the two other verdicts."""

BUTTONS = {"supported": "Supported", "not_verified": "Not verified", "contradicted": "Contradicted"}
"""The words on the buttons, whose length some readers go by."""


def _words(item: BankItem) -> str:
    return " ".join([*(f"{piece.source} {piece.text}" for piece in item.card), item.statement])


def _keyword(pattern: str, then: str, otherwise: str) -> Rule:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda item, form, draw: then if found.search(_words(item)) else otherwise


def _statement_keyword(pattern: str, then: str, otherwise: str) -> Rule:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda item, form, draw: then if found.search(item.statement) else otherwise


def _partisan(side: str) -> Rule:
    """Believes what suits one side and doubts what suits the other; guesses about the rest."""

    def rule(item: BankItem, form: Form, draw: random.Random) -> str:
        if item.favours == "none":
            return draw.choice(("supported", "not_verified"))
        return "supported" if item.favours == side else "not_verified"

    return rule


def _longer(length: Callable[[BankItem], int]) -> Rule:
    """Doubts whatever is longer than the middle of the form."""

    def rule(item: BankItem, form: Form, draw: random.Random) -> str:
        return "not_verified" if length(item) > median(map(length, form.items)) else "supported"

    return rule


def _careful(item: BankItem, form: Form, draw: random.Random) -> str:
    if draw.random() >= SLIPS:
        return item.verdict
    return draw.choice([verdict for verdict in VERDICTS if verdict != item.verdict])


HEDGE = r"\b(allegedly|alleged|reportedly|is said to|according to|may|might|could)\b"
OFFICIAL = r"\b(official\w*|minist\w*|government|authorit\w*|council|court|police|prosecutor\w*|spokes\w*|office)\b"
EXPERT = r"\b(expert\w*|scientist\w*|researcher\w*|study|professor|doctor\w*|dr)\b"

SHORTCUTS: Mapping[str, Rule] = {
    "doubts everything": lambda item, form, draw: "not_verified",
    "calls everything contradicted": lambda item, form, draw: "contradicted",
    "accepts everything": lambda item, form, draw: "supported",
    "picks any option": lambda item, form, draw: draw.choice(VERDICTS),
    "picks the first option": lambda item, form, draw: VERDICTS[0],
    "picks the longest option": lambda item, form, draw: max(VERDICTS, key=lambda verdict: len(BUTTONS[verdict])),
    "picks the shortest option": lambda item, form, draw: min(VERDICTS, key=lambda verdict: len(BUTTONS[verdict])),
    "doubts long statements": _longer(lambda item: len(item.statement.split())),
    "doubts short cards": lambda item, form, draw: (
        "supported" if _longer(lambda i: len(_words(i).split()))(item, form, draw) == "not_verified" else "not_verified"
    ),
    "doubts ‘allegedly’ and its like": _keyword(HEDGE, "not_verified", "supported"),
    "accepts what is official": _keyword(OFFICIAL, "supported", "not_verified"),
    "accepts what experts say": _keyword(EXPERT, "supported", "not_verified"),
    "accepts any number": _statement_keyword(r"\d", "supported", "not_verified"),
    "doubts any number": _statement_keyword(r"\d", "not_verified", "supported"),
    "accepts quotations": _keyword("“", "supported", "not_verified"),
    "accepts what more than one voice says": lambda item, form, draw: (
        "supported" if len(item.card) > 1 else "not_verified"
    ),
    "doubts news of the war": lambda item, form, draw: "not_verified" if item.topic == "war" else "supported",
    "sides with Ukraine": _partisan("ukrainian"),
    "sides with Russia": _partisan("russian"),
}
"""Name of a reader that does not read -> its rule."""

CAREFUL = "reads carefully, with slips"
READERS: Mapping[str, Rule] = {**SHORTCUTS, CAREFUL: _careful}


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
    for name, rule in READERS.items():
        draw = random.Random(f"{seed} {form.name} {name}")  # noqa: S311
        counts: list[Counts] = []
        doubted: dict[str, list[bool]] = {}
        for _ in range(runs):
            answers = {item.id: rule(item, form, draw) for item in form.items}
            counts.append(count(form.key, answers))
            for item in form.items:
                doubted.setdefault(item.favours, []).append(answers[item.id] != "supported")
        results.append(
            Result(
                name,
                form.name,
                fmean(map(d_prime, counts)),
                fmean(map(lean, counts)),
                {suits: fmean(doubts) for suits, doubts in sorted(doubted.items())},
            )
        )
    return results
