"""The part of the class report on verdicts: how far the class tells supported from unsupported, before and after.

    Seen (+ Seen of an earlier assignment)  ->  words, a chart, tables

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
from .seen import Seen, many

Pair = tuple[Counts, Counts]

WHAT = (
    "Doubting an unsupported statement is a hit; doubting a supported one is a false alarm. d′ says how far students "
    "tell the two apart: 0 is not at all. c says which way they lean: below 0 they doubt too much, above 0 they accept "
    "too much. Both are means over students. They are indicative; nobody is graded on them."
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
        return [h("p", "No verdicts were asked for here: there is nothing to compare.")] if earlier else []
    if len(seen.judged) < FEW:
        return [h("p", f"Left out: fewer than {FEW} students gave verdicts.")]
    groups = [_judges("This assignment", seen)]
    change: list[Child] = []
    if earlier is not None and len(earlier.judged) < FEW:
        asked = f"fewer than {FEW} students gave verdicts there" if earlier.verdicts else "it asked for no verdicts"
        change = [h("p", f"The earlier assignment is not compared: {asked}.")]
    elif earlier is not None:
        both = seen.judged.keys() & earlier.judged.keys()
        groups = [_judges("The earlier assignment", earlier), *groups]
        if len(both) >= FEW and both < seen.judged.keys() | earlier.judged.keys():
            groups += [_judges("Before, who did both", earlier, both), _judges("After, who did both", seen, both)]
        change = _change(seen, earlier, sorted(((earlier.judged[id], seen.judged[id]) for id in both), key=_by_counts))
    return [
        h("p", WHAT),
        *(h("p", _in_words(group)) for group in groups if "both" not in group.name),
        *_measures(groups),
        table(
            "Verdicts in counts",
            ("Whose", "Students", "Hits", "False alarms", "Unverified, called contradicted"),
            [(group.name, len(group.counts), *_counted(group)) for group in groups],
        ),
        *change,
    ]


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
    if len(group.measured) < FEW:
        why = f"d′ and c are left out: they take {FEW} students with verdicts on statements of both sorts"
        return f"{words} {why}, and here are {len(group.measured)}."
    return f"{words} {lean_in_words(map(lean, group.measured))}"


def _measures(groups: Sequence[Judges]) -> list[Child]:
    found = [
        (name, group, fmean(map(measure, group.measured)), _interval(list(map(measure, group.measured))))
        for name, measure in MEASURES.items()
        for group in groups
        if len(group.measured) >= FEW
    ]
    if not found:
        return []
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
    both = [pair for pair in pairs if all(counts.supported and counts.unsupported for counts in pair)]
    return [
        h("h3", "The change in those who did both"),
        h("p", paired),
        _warning(pairs) if len(pairs) >= FEW else None,
        _changes(both)
        if len(both) >= FEW
        else h("p", f"The change of d′ and c is left out: it takes {FEW} such students, and here are {len(both)}."),
    ]


def _warning(pairs: Sequence[Pair]) -> Child:
    before, after = (sum((pair[i] for pair in pairs), Counts()) for i in (0, 1))
    if not before.supported or not after.supported:
        return None
    if after.false_alarms / after.supported <= before.false_alarms / before.supported:
        return None
    return h(
        "p",
        h("strong", "False alarms rose: "),
        f"from {before.false_alarms} of {before.supported} supported statements to {after.false_alarms} of "
        f"{after.supported}. More doubting is not better judging: practise finding what is supported, too.",
        class_="note",
    )


def _changes(pairs: Sequence[Pair]) -> Child:
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
