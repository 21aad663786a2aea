"""The class on one page: what a teacher looks at before the lesson, and may show in it. It names nobody.

    keep/key.json + grades (+ those of an earlier assignment)  ->  report.html

Whatever a small class cannot say is left out, and the page says why. No text, name or id of a student stands in it.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from pathlib import Path
from statistics import quantiles

from ..widgets.markup import Child, h
from . import charts
from .agreeing import agreeing
from .difficulty import difficulty
from .divided import divided, most_divided
from .doubting import compared, doubted, doubting
from .folder import Folder, write
from .grade import PENDING, UNUSABLE
from .item_analysis import FEW
from .page import notes, page, table
from .seen import Seen, look, many, statistics
from .sureness import sureness

STYLE = """
figure { margin: 1rem 0; }
figure img { display: block; width: 100%; min-width: 34rem; max-width: 40rem; height: auto; background: #fff; }
h3 { font-size: 1.05rem; margin-bottom: .25rem; }
h4 { font-size: 1rem; margin: 0; }
th, td { overflow-wrap: break-word; }
td.number { white-space: nowrap; }
th[scope='row'] { min-width: 9rem; }
small { font-weight: 400; }
summary { cursor: pointer; }
.paper { display: none; }
@media print {
  h4 { break-after: avoid; }
  figure img { min-width: 0; }
  details, figure + .scroll { display: none; }
  .paper { display: block; }
}
"""
PAPER = (
    "Left out on paper: what is folded on the screen (long tables, statistics), and tables that say what a chart says."
)


def report(folder: Folder, before: Folder | None = None) -> Path:
    """Write report.html into `folder` and say where it is.

    `before` is the folder of an earlier assignment: where both ask for verdicts, the page compares them. Raises
    `NotReady` where one of them is not graded yet, and `BadKey`.
    """
    seen, earlier = look(folder), look(before) if before else None
    enough = len(seen.handed_in) >= FEW
    sections: dict[str, list[Child]] = {"The class": _who(seen, earlier)}
    if enough:
        sections["The class"] += _points(seen)
        sections |= {
            "What divided the class": divided(seen),
            "The questions": difficulty(seen),
            "Doubting and accepting": doubting(seen, earlier),
            "How sure they were": sureness(seen),
            "Agreement and consistency": agreeing(seen),
        }
    body = [
        *notes(seen.key),
        *(h("p", note, class_="note") for note in _notes(seen, earlier)),
        h("p", PAPER, class_="paper") if enough else None,
        *(h("section", h("h2", title), *content) for title, content in sections.items() if content),
    ]
    path = folder.path / "report.html"
    write(path, page(f"The class: {seen.key.activity.title}", body, STYLE))
    return path


def _notes(seen: Seen, earlier: Seen | None) -> list[str]:
    said = []
    if earlier is not None and earlier.key.simulated and not seen.key.simulated and compared(seen, earlier):
        said.append("The earlier class is simulated: its students do not exist.")
    if not charts.drawable():
        said.append("The charts are left out: they need Matplotlib. The tables have every number.")
    return said


def _who(seen: Seen, earlier: Seen | None) -> list[Child]:
    """The class in four sentences, and where it stands who needs a look."""
    status = Counter(grade.submission.status for grade in seen.grades)
    handed_in = len(seen.handed_in)
    words = (
        f"Of {many(len(seen.grades), 'student')}, {handed_in} handed in, "
        f"{sum(grade.submission.late for grade in seen.handed_in)} of them late; from {status['missing']} nothing "
        f"came, and from {status['unreadable']} nothing that can be read."
    )
    unusable = sum(bool(grade.items(UNUSABLE)) for grade in seen.handed_in) if handed_in >= FEW else 0
    look = f"Of {unusable} an answer is not usable. " if unusable else ""
    if handed_in < len(seen.grades) or unusable:
        look += "Who needs a look stands in grades.csv, under status and problems."
    few = (
        f"There is nothing more on this page: with fewer than {FEW} students, numbers would point at persons. What "
        "each of them did stands in grades.csv and on their feedback page."
    )
    return [
        h("p", words),
        *((h("p", *_short(seen, earlier)),) if handed_in >= FEW else ()),
        h("p", look) if look else None,
        h("p", few) if 0 < handed_in < FEW else None,
    ]


def _short(seen: Seen, earlier: Seen | None) -> list[Child]:
    """What was doubted, what that means, and what divided the class, with links."""
    links: list[Child] = []
    for n, id in enumerate(most_divided(seen), 1):
        links += [", " if links else "What divided it most: ", h("a", seen.items[id].label, href=f"#divided-{n}")]
    return [*(f"{sentence} " for sentence in doubted(seen, earlier)), *links, "." if links else None]


def _points(seen: Seen) -> list[Child]:
    of = seen.key.of
    if not of:
        return [h("p", "No question here earns points.")]
    waiting = [n for grade in seen.handed_in if (n := len(grade.items(PENDING)))]
    waits = (
        f"Waiting to be marked: {many(sum(waiting), 'answer')} of {many(len(waiting), 'student')}. " if waiting else ""
    )
    if not any(seen.shares):
        return [h("p", f"{waits}Nobody has points yet.")]
    points = [round(grade.points, 6) for grade in seen.handed_in]
    low, middle, high = quantiles(points, n=4, method="inclusive")
    words = (
        f"{waits}The median is {middle:.3g} of {of:g} points{' so far' if waits else ''}; half of the {len(points)} "
        f"have between {low:.3g} and {high:.3g}. What was left open earns nothing and is counted apart below."
    )
    step = max(1, ceil(of / 8))
    steps = [(start, min(start + step, of)) for start in range(0, ceil(of), step)]
    names = [f"{start:g} to {'' if end == of else 'under '}{end:g}" for start, end in steps]
    counts = [sum(start <= p < end or p == end == of for p in points) for start, end in steps]
    rows = list(zip(names, counts, strict=True))
    return [
        h("p", words),
        charts.bars(names, {"Students": counts}, f"Points of {len(points)} students."),
        statistics(table("How many students have how many points", ("Points", "Students"), rows)),
    ]
