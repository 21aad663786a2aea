"""How far several people, or several passes, agree on labels beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations, product

Label = str | int | None
"""A label; None where somebody gave none."""


def alpha(units: Iterable[Sequence[Label]]) -> float:
    """Krippendorff's alpha for labels without an order: 1 for full agreement, 0 for what chance gives, below for less.

    `units` holds, for each thing that was labelled, the labels that it got; None is missing. Source: Krippendorff,
    *Content Analysis* (2004), chapter 11, nominal metric. Raises `ValueError` where no unit has two labels or only one
    label was ever used: then nothing can be said about agreement beyond chance.
    """
    weights: dict[tuple[Label, Label], float] = {}
    for unit in units:
        given = Counter(label for label in unit if label is not None)
        if given.total() < 2:
            continue
        for a, b in product(given, repeat=2):
            weights[a, b] = weights.get((a, b), 0.0) + given[a] * (given[b] - (a == b)) / (given.total() - 1)
    if not weights:
        raise ValueError("no unit has two labels")
    totals: dict[Label, float] = {}
    for (first, _), weight in weights.items():
        totals[first] = totals.get(first, 0.0) + weight
    if len(totals) < 2:
        raise ValueError("only one label was used: agreement beyond chance cannot be told")
    n = sum(totals.values())
    observed = sum(weight for (first, second), weight in weights.items() if first != second) / n
    expected = sum(totals[a] * totals[b] for a, b in permutations(totals, 2)) / (n * (n - 1))
    return 1 - observed / expected


def kappa(first: Sequence[Label], second: Sequence[Label]) -> float:
    """Cohen's kappa of two people who labelled the same things, in the same order (Cohen 1960, nominal).

    Raises `ValueError` for lists that are empty or differ in length, and where both used one and the same label only.
    """
    if len(first) != len(second) or not first:
        raise ValueError(f"expected two lists of the same length, found {len(first)} and {len(second)} labels")
    n = len(first)
    observed = same(first, second) / n
    counts = Counter(first), Counter(second)
    expected = sum(counts[0][label] * counts[1][label] for label in counts[0]) / n**2
    if expected == 1:
        raise ValueError("only one label was used: agreement beyond chance cannot be told")
    return (observed - expected) / (1 - expected)


def same(first: Sequence[Label], second: Sequence[Label]) -> int:
    """How many things got the same label from both."""
    return sum(a == b for a, b in zip(first, second, strict=True))


def in_words(first: Sequence[Label], second: Sequence[Label]) -> str:
    """Both numbers as a sentence: how many agree, and alpha."""
    agreed = f"The two gave the same label to {same(first, second)} of {len(first)}"
    try:
        return f"{agreed} (Krippendorff’s α = {alpha(zip(first, second, strict=True)):.2f})."
    except ValueError:
        return f"{agreed} (only one label was used, so α says nothing)."
