"""The class on one page: what a teacher looks at before the lesson, and may show in it. It names nobody.

    keep/key.json + grades (+ those of an earlier assignment)  ->  report.html

Whatever a small class cannot say is left out, and the page says why. No text of a student stands in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from statistics import quantiles

from ..widgets.markup import Child, h
from . import charts
from .agreeing import agreeing
from .difficulty import difficulty
from .divided import divided
from .doubting import doubting
from .folder import Folder, write
from .grade import PENDING, UNUSABLE
from .item_analysis import FEW
from .page import SIMULATED, page, table
from .seen import Seen, look, many
from .sureness import sureness

STYLE = """
figure { margin: 1rem 0; }
figure img { max-width: 100%; height: auto; background: #fff; }
h3 { font-size: 1.05rem; margin-bottom: .25rem; }
small { font-weight: 400; }
"""


def report(folder: Folder, before: Folder | None = None) -> Path:
    """Write report.html into `folder` and say where it is.

    `before` is the folder of an earlier assignment: where both ask for verdicts, the page compares them. Raises
    `NotReady` where one of them is not graded yet, and `BadKey`.
    """
    seen, earlier = look(folder), look(before) if before else None
    sections: Mapping[str, list[Child]] = {
        "The class": _whole(seen),
        "What divided the class": divided(seen),
        "The questions": difficulty(seen),
        "How far they agree": agreeing(seen),
        "Doubting and accepting": doubting(seen, earlier),
        "How sure they were": sureness(seen),
        "Who needs a look": _who_needs_a_look(seen),
    }
    body = [
        *(h("p", note, class_="note") for note in _notes(seen, earlier)),
        *(h("section", h("h2", title), *content) for title, content in sections.items()),
    ]
    path = folder.path / "report.html"
    write(path, page(f"The class: {seen.key.activity.title}", body, STYLE))
    return path


def _notes(seen: Seen, earlier: Seen | None) -> list[str]:
    notes = [
        SIMULATED if seen.key.simulated or (earlier and earlier.key.simulated) else "",
        seen.key.activity.status,
        "" if charts.drawable() else "The charts are left out: they need Matplotlib. The tables have every number.",
    ]
    return [note for note in notes if note]


def _whole(seen: Seen) -> list[Child]:
    status = Counter(grade.submission.status for grade in seen.grades)
    waiting = [len(grade.items(PENDING)) for grade in seen.handed_in]
    waits = sum(n > 0 for n in waiting)
    lines = [
        f"Of {many(len(seen.grades), 'student')}, {status['handed in']} handed in, "
        f"{sum(grade.submission.late for grade in seen.handed_in)} of them late; from {status['missing']} nothing "
        f"came, and from {status['unreadable']} nothing that can be read."
    ]
    if waits:
        lines.append(f"{many(sum(waiting), 'answer')} of {many(waits, 'student')} still wait for marks.")
    of = sum(map(seen.key.possible, seen.key.graded))
    points = [round(grade.points, 6) for grade in seen.handed_in]
    if not of:
        return [h("p", " ".join([*lines, "No question here earns points."]))]
    if len(points) < FEW:
        why = f"Points are left out: with fewer than {FEW} students they would point at persons."
        return [h("p", " ".join([*lines, why]))]
    low, middle, high = quantiles(points, n=4, method="inclusive")
    lines.append(
        f"The median is {middle:.3g} of {of:g} points{' so far' if waits else ''}; half of the {len(points)} have "
        f"between {low:.3g} and {high:.3g}. A blank earns nothing and is counted apart below."
    )
    step = max(1, ceil(of / 8))
    steps = [(start, min(start + step, of)) for start in range(0, ceil(of), step)]
    names = [f"{start:g} to {'' if end == of else 'under '}{end:g}" for start, end in steps]
    counts = [sum(start <= p < end or p == end == of for p in points) for start, end in steps]
    return [
        h("p", " ".join(lines)),
        charts.bars(names, {"Students": counts}, f"Points of {len(points)} students."),
        table("How many students have how many points", ("Points", "Students"), list(zip(names, counts, strict=True))),
    ]


def _who_needs_a_look(seen: Seen) -> list[Child]:
    """The one place with the ids of students; folded away, so that the page can be projected."""
    found = []
    for grade in sorted(seen.grades, key=lambda grade: grade.submission.student):
        unusable = "; ".join(seen.name(seen.items[id]) for id in grade.items(UNUSABLE))
        if grade.submission.answers is None:
            found.append((grade.submission.student, grade.submission.status))
        elif unusable:
            found.append((grade.submission.student, f"not usable: {unusable}"))
    if not found:
        return [h("p", "Nobody: nothing is missing, and everything can be used.")]
    why = h("p", "What was found in place of an answer stands in grades.csv.")
    listed = table("Missing, unreadable, not usable", ("Student", "What"), found)
    return [h("details", h("summary", f"{many(len(found), 'student')}, by id"), listed, why)]
