"""The part of the class report on the questions themselves: how hard, how telling, what is chosen beside the key.

Seen  ->  what to look at, a chart, a table a question, a table an option
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from statistics import fmean

from ..activity import Item, Pick
from ..widgets.markup import Child, h
from .charts import dots
from .grade import BLANK, PENDING, UNUSABLE
from .item_analysis import ENOUGH, FEW, discrimination, halves, preferred, tally
from .page import table
from .seen import Seen, given, many, statistics

HOW_HARD = "How hard each question was: how much of its points the class got. The further left, the harder."
MEAN = (
    "The mean share of the points is over those who have points for the question. Where fewer than "
    f"{FEW} have points, it is left out; what was left open earns nothing and is counted beside it."
)
HALVES = (
    "The upper and the lower half are the students above and below the median on the other questions; whoever is at "
    "the median is in neither."
)


def difficulty(seen: Seen) -> list[Child]:
    """What the page says on each question, odd ones first."""
    shares = {item.id: [have[item.id] for have in seen.shares if item.id in have] for item in seen.key.graded}
    if not shares:
        return _options(seen, False)
    enough = len(seen.shares) >= ENOUGH
    powers = {id: discrimination(seen.shares, id) if len(shares[id]) >= ENOUGH else None for id in shares}
    hard = {id: fmean(points) for id, points in shares.items() if len(points) >= FEW}
    flags = [h("li", flag) for id in hard for flag in _flags(seen, seen.items[id], shares[id], powers[id])]
    return [
        h("p", HOW_HARD),
        h("p", "Look at these questions, or at their key:") if flags else None,
        h("ul", *flags) if flags else None,
        dots(
            [seen.items[id].label for id in hard],
            list(hard.values()),
            "Mean share of the points",
            "How hard the questions were: 1 where everybody got all points.",
            (-0.03, 1.03),
        ),
        *_options(seen, enough),
        statistics(
            h("p", MEAN),
            h("p", _discrimination_in_words(len(seen.shares))) if len(shares) > 1 else None,
            _one_by_one(seen, shares, hard, powers),
        ),
    ]


def _one_by_one(
    seen: Seen, shares: Mapping[str, Sequence[float]], hard: Mapping[str, float], powers: Mapping[str, float | None]
) -> Child:
    return table(
        "The questions one by one",
        ("Question", "Have points", "Left open", "Waiting", "Not usable", "Mean share", "Discrimination"),
        [
            (
                seen.head(id),
                len(points),
                *(seen.without_points(id, word) for word in (BLANK, PENDING, UNUSABLE)),
                hard.get(id, "–"),
                "–" if (power := powers[id]) is None else power,
            )
            for id, points in shares.items()
        ],
    )


def _discrimination_in_words(n: int) -> str:
    if n < ENOUGH:
        return (
            "Discrimination, and what the upper and the lower half chose, are left out: "
            f"{many(n, 'student')} handed in, and with fewer than {ENOUGH} such numbers are mostly chance."
        )
    return (
        "Discrimination is the correlation of a question with the rest (Pearson; the question itself is not in the "
        f"rest): whether those who do well elsewhere do well here. It takes {ENOUGH} who have points for "
        f"the question. Within ±2/√n (±{2 / sqrt(n):.2f} for {n} students) it may be chance, and is no reason to look."
    )


def _flags(seen: Seen, item: Item, points: Sequence[float], power: float | None) -> Iterator[str]:
    name, n = item.label, len(points)
    if set(points) == {1.0}:
        yield f"{name}: all {n} students got all points, so it tells nobody apart."
    if set(points) == {0.0}:
        yield f"{name}: none of {n} students got a point."
    if power is not None and power < -2 / sqrt(n):
        yield f"{name}: who did well elsewhere did worse here ({n} students)."
    if power is not None and item.best is not None:
        (upper, above), (lower, below) = _halves(seen, item)
        for id, words in item.options.items():
            if id not in item.accepted and preferred(upper[id], above, lower[id], below):
                yield (
                    f"{name}: ‘{words}’ is not accepted, and stronger students prefer it: {upper[id]} of {above} in "
                    f"the upper half, {lower[id]} of {below} in the lower half."
                )


def _halves(seen: Seen, item: Item) -> list[tuple[Counter[Pick], int]]:
    """Of the upper and of the lower half: (what they chose, how many of them answered)."""
    places = halves(seen.shares, item.id)
    answers = [[a for place in half if (a := given(item, seen.handed_in[place])) is not None] for half in places]
    return [(tally(half), len(half)) for half in answers]


def _options(seen: Seen, enough: bool) -> list[Child]:
    """A row an option of each question that enough answered, folded away."""
    rows: list[list[Child | float]] = []
    unlisted = []
    for id, answers in seen.answers.items():
        if len(answers) < FEW:
            continue
        item = seen.items[id]
        split = _halves(seen, item) if enough else []
        chosen, more = seen.chosen(item)
        unlisted += [h("p", f"{item.label}: {more}")] if more else []
        for row in chosen:
            chose = [f"{counts[row.pick]} of {n}" if row.pick and n else "–" for counts, n in split]
            rows.append([f"{item.label}: {row.words}", row.key, f"{row.n} of {len(answers)}", *chose])
    if not rows:
        return []
    header = ["Answer", "Key", "Students", *(["Upper half", "Lower half"] if enough else [])]
    listed = table("Every answer to every question", header, rows)
    summary = h("summary", "How many chose which answer")
    return [h("details", summary, h("p", HALVES) if enough else None, listed, *unlisted)]
