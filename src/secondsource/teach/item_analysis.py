"""What the answers of a class say about the questions: numbers in, numbers out, nothing about a person.

    answers and points  ->  division, difficulty, discrimination, distractors, consistency

`Shares` are one student's points, {item id: share of the possible points, 0 to 1}; a question that was left blank, or
that waits for a person, is not in it. No result depends on the order of the students.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from statistics import correlation, fmean, median, variance

from ..activity import Pick

FEW = 5
"""With fewer answers, what a class chose would point at persons."""

ENOUGH = 20
"""With fewer students, how a question goes with the rest is mostly chance."""

Answer = str | frozenset[Pick]
"""One option, or a set of picks."""

Shares = Mapping[str, float]


def division(answers: Sequence[Answer]) -> float:
    """How far a class falls into two camps: twice the share of the second largest camp, from 0 to 1.

    0 where all agree, 1 where two camps have half of the answers each; many small camps are no division. The camps are
    the options; of sets, those who made the pick that splits the class most evenly (`splitting`), and those who did
    not.
    """
    chosen = tally(answers)
    if not chosen:
        return 0.0
    if any(isinstance(answer, frozenset) for answer in answers):
        n = chosen[splitting(answers)]
        return 2 * min(n, len(answers) - n) / len(answers)
    return 2 * sorted((0, *chosen.values()))[-2] / len(answers)


def splitting(answers: Sequence[Answer]) -> Pick:
    """The pick that most nearly half of the class made; of two such, the one that more made."""
    chosen = tally(answers)
    return min(chosen, key=lambda pick: (abs(2 * chosen[pick] - len(answers)), -chosen[pick], str(pick)))


def tally(answers: Iterable[Answer]) -> Counter[Pick]:
    """How many chose each option, or made each pick."""
    return Counter(pick for answer in answers for pick in ((answer,) if isinstance(answer, str) else answer))


def rest(shares: Shares, item: str) -> float | None:
    """A student's mean share of the points on all other questions that have points; None where there is no other."""
    others = [share for id, share in shares.items() if id != item]
    return round(fmean(others), 9) if others else None


def discrimination(students: Iterable[Shares], item: str) -> float | None:
    """Corrected item-rest correlation (Pearson): whether those who do well elsewhere do well here, from -1 to 1.

    Over the students who have points for `item` and for another one. None where one side does not vary.
    """
    pairs = [
        (shares[item], other) for shares in students if item in shares if (other := rest(shares, item)) is not None
    ]
    here, elsewhere = [points for points, _ in pairs], [other for _, other in pairs]
    return correlation(here, elsewhere) if len(set(here)) > 1 and len(set(elsewhere)) > 1 else None


def halves(students: Sequence[Shares], item: str) -> tuple[list[int], list[int]]:
    """(upper, lower): the places of the students above and below the median on the other questions.

    Whoever is at the median belongs to neither.
    """
    others = {place: other for place, shares in enumerate(students) if (other := rest(shares, item)) is not None}
    middle = median(others.values()) if others else 0.0
    return [p for p, other in others.items() if other > middle], [p for p, other in others.items() if other < middle]


def preferred(upper: int, of_upper: int, lower: int, of_lower: int) -> bool:
    """Whether the upper half chooses an option more often than the lower half, by more than chance easily gives.

    More by two standard errors of the difference of two shares.
    """
    if not of_upper or not of_lower:
        return False
    pooled = (upper + lower) / (of_upper + of_lower)
    error = sqrt(pooled * (1 - pooled) * (1 / of_upper + 1 / of_lower))
    return error > 0 and upper / of_upper - lower / of_lower > 2 * error


def cronbach(rows: Sequence[Sequence[float]]) -> float:
    """Cronbach's alpha, the internal consistency of the points: a row a student, a column a question, no gaps.

    k / (k - 1) * (1 - sum of the questions' variances / variance of the totals). Source: Cronbach (1951),
    *Psychometrika* 16, 297-334. Raises `ValueError` for fewer than two students or questions, and where all students
    have the same total.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        raise ValueError("it takes two students and two questions")
    whole: float = variance(round(sum(row), 9) for row in rows)
    if not whole:
        raise ValueError("all have the same number of points")
    k = len(rows[0])
    parts: float = sum(map(variance, zip(*rows, strict=True)))
    return k / (k - 1) * (1 - parts / whole)
