"""The part of the class report on verdicts: how far the class tells supported from unsupported, before and after.

    Seen (+ Seen of an earlier assignment)  ->  words, charts, tables

The measures and their sources are in `secondsource.discernment`. They are indicative, and nobody is graded on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from statistics import fmean

from ..discernment import Counts, d_prime, interval, lean, lean_in_words
from ..widgets.markup import Child, h
from . import charts
from .charts import Interval
from .item_analysis import ENOUGH, FEW
from .page import table
from .seen import Seen, many, statistics

Pair = tuple[Counts, Counts]

NO_GRADE = "This is indicative, and nobody is graded on it."
WHAT = (
    "Doubting an unsupported statement is a hit; doubting a supported one is a false alarm. d′ says how far students "
    "tell the two apart: 0 is not at all. c says which way they lean: below 0 they doubt too much, above 0 they accept "
    "too much. Both are means over students."
)
METHOD = (
    f"From and To are a 95 % interval for the mean: mean ± t · s / √n (Student 1908). It takes {ENOUGH} students who "
    "are not all alike."
)
MEASURES: dict[str, Callable[[Counts], float]] = {"d′": d_prime, "c": lean}


@dataclass(frozen=True)
class Judges:
    """Some students and their verdicts; `unverified` of these were on statements that are only not verified."""

    name: str
    counts: Sequence[Counts]
    unverified: int

    @property
    def measured(self) -> list[Counts]:
        """Those who judged statements of both sorts: d′ and c need both."""
        return [counts for counts in self.counts if counts.supported and counts.unsupported]


def doubting(seen: Seen, earlier: Seen | None) -> list[Child]:
    """What the page says on verdicts; nothing where none were asked for. Students are paired by their ids."""
    if not seen.verdicts:
        return [h("p", _nothing_to_compare(seen, earlier))] if earlier else []
    if len(seen.judged) < FEW:
        return [h("p", f"Left out: fewer than {FEW} students gave verdicts.")]
    groups = [_judges("This assignment", seen)]
    change: list[Child] = []
    numbers: list[Child] = []
    if earlier is not None and not earlier.verdicts:
        change = [h("p", _nothing_to_compare(seen, earlier))]
    elif earlier is not None and len(earlier.judged) < FEW:
        change = [h("p", f"The earlier assignment is not compared: fewer than {FEW} students gave verdicts there.")]
    elif earlier is not None:
        both = seen.judged.keys() & earlier.judged.keys()
        groups = [_judges("The earlier assignment", earlier), *groups]
        if len(both) >= FEW and both < seen.judged.keys() | earlier.judged.keys():
            groups += [_judges("Before, who did both", earlier, both), _judges("After, who did both", seen, both)]
        pairs = sorted(((earlier.judged[id], seen.judged[id]) for id in both), key=_by_counts)
        change, numbers = _change(seen, earlier, pairs), [_changes(pairs)]
    wholes = [group for group in groups if "both" not in group.name]
    return [
        *(h("p", _in_words(group)) for group in wholes),
        h("p", NO_GRADE),
        charts.bars(
            ["Unsupported statements", "Supported statements"],
            {group.name: [round(100 * n / of) for n, of in _doubted(group.counts)] for group in wholes},
            "How many of 100 statements were doubted: many unsupported ones and few supported ones is good.",
        )
        if all(of for group in wholes for _, of in _doubted(group.counts))
        else None,
        *change,
        statistics(
            h("p", WHAT),
            table(
                "Verdicts in counts",
                ("Whose", "Students", "Hits", "False alarms", "Unverified, called contradicted"),
                [(group.name, len(group.counts), *_counted(group)) for group in groups],
            ),
            *_measures(groups),
            *numbers,
        ),
    ]


def compared(seen: Seen, earlier: Seen | None) -> bool:
    """Whether enough students gave verdicts in both assignments."""
    return earlier is not None and min(len(seen.judged), len(earlier.judged)) >= FEW


def doubted(seen: Seen, earlier: Seen | None) -> list[str]:
    """How many statements of either sort were doubted, and what that means: two sentences; none without verdicts.

    The earlier assignment stands beside it for those who did both, where they are enough.
    """
    if len(seen.judged) < FEW:
        return []
    both = seen.judged.keys() & (earlier.judged.keys() if earlier is not None else set())
    paired = earlier is not None and len(both) >= FEW
    who = "The class" if not paired or both == seen.judged.keys() else f"The {len(both)} students who did both"
    now = _doubted([seen.judged[id] for id in (both if paired else seen.judged)])
    before = _doubted([earlier.judged[id] for id in both]) if earlier is not None and paired else None
    if not all(of for _, of in (*now, *(before or ()))):
        return []
    told = [f"{n} of {of}" for n, of in now]
    past = [f" (before: {n} of {of})" for n, of in before] if before else ["", ""]
    return [
        f"{who} doubted {told[0]} unsupported statements{past[0]}, and {told[1]} supported ones{past[1]}.",
        _meaning(before, now) if before else "The more of the first and the fewer of the second, the better.",
    ]


Doubted = tuple[tuple[int, int], tuple[int, int]]
"""(how many were doubted, of how many): of the unsupported statements, of the supported ones."""


def _doubted(counts: Iterable[Counts]) -> Doubted:
    whole = sum(counts, Counts())
    return (whole.hits, whole.unsupported), (whole.false_alarms, whole.supported)


def _meaning(before: Doubted, now: Doubted) -> str:
    """What the change of the shares means, in a sentence."""
    hits, alarms = (n / of - was / of_then for (was, of_then), (n, of) in zip(before, now, strict=True))
    if alarms > 0:
        return "More supported ones were doubted than before: more doubting is not better judging."
    if hits < 0:
        return "Fewer unsupported ones were doubted than before: less doubting is not better judging."
    if alarms < 0:
        return "Fewer supported ones were doubted than before, and no fewer unsupported ones: that is good."
    return "As many supported ones were doubted as before" + (
        ", and more unsupported ones: that is good." if hits else ", and as many unsupported ones."
    )


def _nothing_to_compare(seen: Seen, earlier: Seen) -> str:
    lack = [
        f"{name} (‘{each.key.activity.title}’)"
        for name, each in (("this assignment", seen), ("the earlier assignment", earlier))
        if not each.verdicts
    ]
    return f"There is nothing to compare: no form of the test is in {' or in '.join(lack)}."


def _judges(name: str, seen: Seen, ids: Iterable[str] | None = None) -> Judges:
    wanted = set(seen.judged if ids is None else ids)
    counts = sorted((seen.judged[id] for id in wanted), key=astuple)
    return Judges(name, counts, sum(n for id, n in seen.unverified.items() if id in wanted))


def _by_counts(pair: Pair) -> tuple[int, ...]:
    return (*astuple(pair[0]), *astuple(pair[1]))


def _counted(group: Judges) -> tuple[str, str, str]:
    whole = sum(group.counts, Counts())
    return (
        f"{whole.hits} of {whole.unsupported}",
        f"{whole.false_alarms} of {whole.supported}",
        f"{whole.called_false} of {group.unverified}",
    )


def _in_words(group: Judges) -> str:
    hits, alarms, called_false = _counted(group)
    words = (
        f"{group.name}: {many(len(group.counts), 'student')} doubted unsupported statements {hits} times, and "
        f"supported ones {alarms} times. They called unverified statements contradicted {called_false} times: "
        "unverified is not false."
    )
    return f"{words} {lean_in_words(map(lean, group.measured))}" if len(group.measured) >= FEW else words


def _measures(groups: Sequence[Judges]) -> list[Child]:
    found = [
        (name, group, fmean(map(measure, group.measured)), _interval(list(map(measure, group.measured))))
        for name, measure in MEASURES.items()
        for group in groups
        if len(group.measured) >= FEW
    ]
    if not found:
        return [h("p", f"d′ and c are left out: they take {FEW} students with verdicts on statements of both sorts.")]
    chart = charts.dots(
        [f"{name}: {group.name}" for name, group, _, _ in found],
        [mean for *_, mean, _ in found],
        "Standard deviations",
        "Discernment (d′, more is better) and lean (c, 0 is neither way); a line is a 95 % interval.",
        spreads=[spread or (mean, mean) for *_, mean, spread in found],
    )
    rows = [
        (f"{name}: {group.name}", len(group.measured), mean, *(spread or "––")) for name, group, mean, spread in found
    ]
    return [chart, table("d′ and c", ("Whose", "Students", "Mean", "From", "To"), rows), h("p", METHOD)]


def _interval(values: Sequence[float]) -> Interval | None:
    """The interval of their mean; None for fewer than `ENOUGH`, and where all are the same."""
    values = [round(value, 9) for value in values]
    return interval(values, float) if len(values) >= ENOUGH and len(set(values)) > 1 else None


def _change(seen: Seen, earlier: Seen, pairs: Sequence[Pair]) -> list[Child]:
    paired = (
        f"Students in both, by their ids: {len(pairs)}; {len(seen.judged) - len(pairs)} of {len(seen.judged)} here "
        f"and {len(earlier.judged) - len(pairs)} of {len(earlier.judged)} there are not. Ids can differ where the work "
        "came from different places. Where the statements differ, a part of the change may be theirs."
    )
    return [
        h("h3", "The change in those who did both"),
        h("p", paired),
        _warning(pairs) if len(pairs) >= FEW else None,
    ]


def _warning(pairs: Sequence[Pair]) -> Child:
    before, after = (sum((pair[i] for pair in pairs), Counts()) for i in (0, 1))
    if not before.supported or not after.supported:
        return None
    if after.false_alarms / after.supported <= before.false_alarms / before.supported:
        return None
    return h(
        "p",
        h("strong", "More supported statements were doubted: "),
        f"{after.false_alarms} of {after.supported}, and before {before.false_alarms} of {before.supported}. "
        "More doubting is not better judging: practise finding what is supported, too.",
        class_="note",
    )


def _changes(pairs: Sequence[Pair]) -> Child:
    pairs = [pair for pair in pairs if all(counts.supported and counts.unsupported for counts in pair)]
    if len(pairs) < FEW:
        return h("p", f"The change of d′ and c is left out: it takes {FEW} such students, and here are {len(pairs)}.")
    rows = []
    for name, measure in MEASURES.items():
        before, after = ([measure(pair[i]) for pair in pairs] for i in (0, 1))
        spread = _interval([there - here for here, there in zip(before, after, strict=True)])
        means = fmean(before), fmean(after)
        rows.append((name, len(pairs), *means, means[1] - means[0], *(spread or "––")))
    return table(
        "Change, each student beside themself",
        ("Measure", "Students", "Before", "After", "Change", "From", "To"),
        rows,
    )
