"""Mark what a person has to mark: a page for each question, over all students.

    keep/key.json + collected.jsonl + grades.jsonl + marks/*.csv  ->  review/*.html
    the files that those pages save  ->  marks/*.csv

Making the pages again loses nothing: they show what is in `marks/`, and nothing here changes a file there. A mark of a
text that has changed since is shown, and does not count until somebody gives it again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..activity import Item
from ..source_file import did_you_mean
from ..widgets.markup import Child, h
from . import marks
from .csv_file import BadTable
from .folder import Folder, need, write
from .grade import BLANK, PENDING, UNUSABLE, Grade, Result, of_edition
from .grade import read as read_grades
from .key import Key, Rubric
from .key import load as load_key
from .marks import NO_TIME, Marks, Row, moment
from .page import notes, page, said
from .submission import Submission
from .submission import read as read_submissions

SCRIPT = Path(__file__).parent.parent / "static" / "review.js"
MOST = 10_000
"""Letters in a comment."""

KEY_SAYS: Rubric = ((0, "Nothing of it counts."), (1, "All of it counts."))
"""What a person marks an answer by that the key marks already: the person's points count."""

STYLE = """
.marking { position: sticky; top: 0; z-index: 1; background: var(--back); border-bottom: 1px solid var(--line);
  padding: .5rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; }
.marking[hidden] { display: none; }
.marking p { margin: 0; }
.marking .told { flex-basis: 100%; }
.told:empty { display: none; }
code { overflow-wrap: anywhere; }
button { font: inherit; min-height: 2.75rem; padding: .25rem 1rem; color: var(--text); background: var(--soft);
  border: 1px solid var(--line); border-radius: .25rem; cursor: pointer; }
article { padding-inline: .75rem; border-inline-start: .25rem solid transparent; }
article[data-marked] { border-inline-start-color: var(--link); }
article:focus, article:focus-within { outline: 3px solid var(--link); }
:is(button, input, textarea, a, summary):focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
.answer { background: var(--soft); padding: .5rem .75rem; }
fieldset { border: 1px solid var(--line); margin: .75rem 0; min-width: 0; }
fieldset label { display: flex; gap: .5rem; align-items: baseline; padding: .25rem 0; min-height: 1.75rem; }
.questions { padding: 0; list-style: none; }
.questions li { padding: .5rem 0; overflow-wrap: anywhere; }
textarea { display: block; width: 100%; min-height: 4rem; field-sizing: content; font: inherit; color: inherit;
  background: var(--back); border: 1px solid var(--line); }
@media (max-height: 30rem) { .marking { position: static; } }
@media print { .marking, .screen { display: none !important; } article { border-inline-start: 0; } }
"""

BY_NUMBER = (
    "With the keyboard: press Tab until you are in an answer, then press the number of its points. That marks it and "
    "leads to the next answer without a mark. In a comment numbers are just numbers; Escape leads back to the answer."
)
BY_ARROW = (
    "With the keyboard: press Tab until you are at the points of an answer, then choose with the arrow keys. The "
    "number keys are switched off here: more than 9 points can be given, and one key cannot say 10."
)
KEPT = (
    "Every mark is kept in this browser at once. It counts when you press ‘Save marks’ and give the file to "
    "secondsource review --add."
)
ELSEWHERE = " (or wherever your browser saves files), and then "
WITHOUT_SCRIPT = (
    "The script of this page does not run: nothing that is clicked here is kept. Print the page and mark by pen, or "
    "open it in another browser."
)


@dataclass(frozen=True)
class Taken:
    """What came of adding files of marks.

    `files` is where each is now, `known` those of them whose content was there before; `marked` how many answers have
    a mark now. `problems` is a line for each file, row or student that could not be used, `conflicts` one for each mark
    that now gives way to a later one, of other points or with another comment.
    """

    files: tuple[Path, ...] = ()
    known: tuple[Path, ...] = ()
    marked: int = 0
    problems: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Answer:
    """One student's answer to the question of a page; `number` is how the page calls it, `id` its digest: a mark is
    kept for what was read, nothing else. `row` is what marks/ has for it, `outdated` what it has for an earlier text.
    """

    number: int
    id: str
    submission: Submission
    text: str
    result: Result
    row: Row | None
    outdated: Row | None

    @property
    def points(self) -> str | None:
        """What it was given, as the page writes numbers."""
        return None if self.row is None or self.row.points is None else _number(self.row.points)


def review(folder: Folder, items: Sequence[str] = (), names: bool = False) -> list[Path]:
    """Write review/ITEM.html for each text of the assignment, or for the `items` named, and review/index.html (last).

    The pages that are there already are made again, behind those.

    Students are unnamed unless `names`, and in an order that is no alphabet's, the same every time. Raises
    `LookupError`, with the nearest one, for a question that is not there or earns no points, and `NotReady`.
    """
    key = load_key(need(folder.key, "assign"))
    place = folder.path / "review"
    texts = [item for item in key.graded if item.kind == "text"]
    chosen = [_item(key, id) for id in dict.fromkeys(items)] or texts
    there = [item for item in key.graded if item not in chosen and (place / file_name(key, item)).exists()]
    grades, given = list(read_grades(folder)), marks.load(folder.marks, key)
    made = []
    for item in (*chosen, *there):
        made.append(place / file_name(key, item))
        write(made[-1], _page(key, item, grades, given, names))
    listed = [item for item in key.graded if item in texts or item in chosen or item in there]
    index = place / "index.html"
    write(index, _index(key, listed, grades, place))
    return [*made, index]


def take(folder: Folder, files: Iterable[Path]) -> Taken:
    """Add files that the pages saved to marks/, where no file is ever changed. A bad one is a problem, never an end.

    Nothing is added of a file in which no row is for this assignment. Raises `NotReady` and `BadKey`.
    """
    key = load_key(need(folder.key, "assign"))
    work = [of_edition(key, submission) for submission in read_submissions(folder.collected)]
    students = {submission.student for submission in work}
    there, before = set(folder.marks.glob("*.csv")), marks.load(folder.marks, key)
    added: list[Path] = []
    problems: list[str] = []
    for file in files:
        try:
            path, why = marks.add(folder.marks, file, key, students)
        except BadTable as error:
            problems.append(str(error))
        else:
            added.append(path)
            problems += why
    now = marks.load(folder.marks, key)
    problems += now.strangers(students)
    problems += [
        f"{submission.student}, {item}: the text has changed since it was marked, so it waits to be marked again"
        for submission in work
        for item in now.rows.get(submission.student, ())
        if now.outdated(submission, item)
    ]
    marked = sum(len(now.of(submission)) for submission in work)
    conflicts = tuple(line for line in now.conflicts if line not in before.conflicts)
    known = tuple(path for path in added if path in there)
    return Taken(tuple(added), known, marked, tuple(dict.fromkeys(problems)), conflicts)


def file_name(key: Key, item: Item) -> str:
    """The name of an item's page: its id, and more where that alone would hide it or be another page's."""
    ids = [other.id.casefold() for other in key.activity.items]
    id = item.id.casefold()
    if id in ("index", "con", "nul", "aux", "prn") or id.startswith(".") or ids.count(id) > 1:
        return f"item{item.id}-{_digest(item.id)[:6]}.html"
    return f"{item.id}.html"


def _item(key: Key, id: str) -> Item:
    item = key.activity.item(id)
    if item not in key.graded:
        raise LookupError(f"{id} earns no points{did_you_mean(id, (each.id for each in key.graded))}")
    return item


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "replace")).hexdigest()[:16]


def _answers(item: Item, grades: Iterable[Grade], given: Marks) -> list[_Answer]:
    """What was answered, in an order that depends on the question and the student's id alone."""
    answered = [grade for grade in grades if grade.results.get(item.id, BLANK) != BLANK]
    answered.sort(key=lambda grade: _digest(item.id, grade.submission.student))
    return [
        _Answer(
            number,
            marks.digest(grade.submission, item.id),
            grade.submission,
            said(item, (grade.submission.answers or {}).get(item.id, "")),
            grade.results[item.id],
            given.latest(grade.submission, item.id),
            given.outdated(grade.submission, item.id),
        )
        for number, grade in enumerate(answered, start=1)
    ]


def _rubric(key: Key, item: Item) -> Rubric:
    return key.rubric(item) if item.kind == "text" else KEY_SAYS


def _page(key: Key, item: Item, grades: Sequence[Grade], given: Marks, names: bool) -> str:
    answers = _answers(item, grades, given)
    left_open = sum(grade.results.get(item.id) == BLANK for grade in grades)
    nothing = sum(grade.submission.answers is None for grade in grades)
    rubric = _rubric(key, item)
    same = _same(answers) if item.kind == "text" else {}
    body = (
        *notes(key),
        h("p", item.label) if item.label != item.prompt else None,
        h("p", item.about) if item.about else None,
        *(h("blockquote", paragraph) for paragraph in key.context.get(item.id, ())),
        h("h2", "What earns points"),
        h("ul", *(h("li", f"{points}: {text}") for points, text in rubric)),
        _models(item),
        h("h2", "Answers"),
        h("p", _counts(len(answers), left_open, nothing)),
        h("p", WITHOUT_SCRIPT, class_="note screen still"),
        h("p", BY_ARROW if any(points > 9 for points, _ in rubric) else BY_NUMBER, class_="screen"),
        h("p", KEPT, class_="screen"),
        h("p", _who(names)),
        _toolbar(key, item),
        *(
            _article(answer, len(answers), rubric, names, same.get(answer.number, ()), _elsewhere(key, item, answer))
            for answer in answers
        ),
    )
    return page(item.prompt or item.label, body, STYLE, _script())


@cache
def _script() -> str:
    return SCRIPT.read_text("utf-8").replace("</", "<\\/")


def _counts(answers: int, left_open: int, nothing: int) -> str:
    return f"{answers} answered, {left_open} left it open, {nothing} handed in nothing that can be read."


def _who(names: bool) -> str:
    if names:
        return "The order is not that of the names, and stays the same."
    return "No names are shown, and the order is not that of the names. The file holds students’ ids: it is for you."


def _models(item: Item) -> Child:
    if not item.models:
        return None
    shown = [
        h("div", h("h3", title), h("div", text, class_="answer", dir="auto"), h("p", why))
        for title, text, why in item.models
    ]
    return h("details", h("summary", "Sample answers, to compare with"), *shown)


def _toolbar(key: Key, item: Item) -> Child:
    return h(
        "section",
        h("p", class_="progress", role="status"),
        h("button", "Next unmarked", type="button", class_="next"),
        h("button", "Save marks", type="button", class_="save"),
        h("p", class_="told", role="status"),
        class_="marking",
        hidden=True,
        aria_label="Marking",
        data_assignment=key.activity.id,
        data_version=str(key.activity.version),
        data_item=item.id,
    )


def _article(answer: _Answer, of: int, rubric: Rubric, names: bool, same: Sequence[int], elsewhere: Child) -> Child:
    name, given, row = f"answer-{answer.number}", answer.points, answer.row
    student = answer.submission
    who = h("bdi", f"{student.name} ({student.student})" if student.name else student.student) if names else None
    points = [_radio(name, _number(n), f"{n}: {text}", _number(n) == given) for n, text in rubric]
    points.append(_radio(name, "", "Not marked yet", given is None, class_="screen"))
    return h(
        "article",
        h("h3", f"Answer {answer.number} of {of}", ": " if who is not None else None, who, id=f"{name}-title"),
        _same_as(same),
        h("div", answer.text, class_="answer", dir="auto"),
        elsewhere,
        h("p", note) if (note := _note(answer)) else None,
        h("fieldset", h("legend", f"Points for answer {answer.number}"), *points),
        h("label", "Comment for the student", for_=f"{name}-comment"),
        h("textarea", _kept(answer), id=f"{name}-comment", maxlength=str(MOST), dir="auto"),
        h("p", f"Marked: {given}." if given else "Not marked yet.", class_="status screen"),
        id=name,
        tabindex="-1",
        aria_labelledby=f"{name}-title",
        data_id=answer.id,
        data_student=student.student,
        data_marked=given is not None,
        data_points=given,
        data_at=_time(row) if row else None,
        data_read=row.answer if row else None,
    )


def _elsewhere(key: Key, item: Item, answer: _Answer) -> Child:
    """The student's other texts, folded: a question may ask about one of them, such as ‘your brief’."""
    given = answer.submission.answers or {}
    shown = [
        h("div", h("h4", other.label), h("div", text if text.strip() else "Left open.", class_="answer", dir="auto"))
        for other in key.activity.items
        if other.kind == "text" and other != item
        for text in [said(other, given.get(other.id, ""))]
    ]
    return h("details", h("summary", "What this student wrote elsewhere"), *shown) if shown else None


def _radio(name: str, value: str, words: str, checked: bool, class_: str | None = None) -> Child:
    box = h("input", type="radio", name=name, value=value, checked=checked)
    return h("label", box, h("span", words), class_=class_)


def _number(points: float) -> str:
    return str(int(points)) if points == int(points) else repr(points)


def _time(row: Row) -> str:
    """As the page writes times itself, so that the two can be compared."""
    time = moment(row.at)
    return "" if time == NO_TIME else time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _kept(answer: _Answer) -> str:
    """The comment as a textarea holds it: a line break right behind its tag would be lost."""
    row = answer.row or answer.outdated
    comment = row.comment if row else ""
    return f"\n{comment}" if comment.startswith(("\n", "\r")) else comment


def _note(answer: _Answer) -> str:
    row, before = answer.row, answer.outdated
    if before and before.points is not None:
        comment = ", and the comment below" if before.comment.strip() else ""
        return f"The text has changed since it was marked. The earlier one was given {_number(before.points)}{comment}."
    if row and not row.answer and moment(answer.submission.at) > moment(row.at) > NO_TIME:
        return "By its time this was handed in after it was marked: please look at it once more."
    if answer.result == UNUSABLE:
        return "Not usable: the question has no room for such an answer. It stands here as it came."
    if isinstance(answer.result, float):
        return f"The key gives {answer.result:.3g}."
    return ""


def _same(answers: Sequence[_Answer]) -> Mapping[int, list[int]]:
    """{number of an answer: the numbers of the others with the same words}."""
    by_words: dict[str, list[int]] = {}
    words = {answer.number: " ".join(answer.text.split()).casefold() for answer in answers}
    for number, text in words.items():
        by_words.setdefault(text, []).append(number)
    return {number: [other for other in by_words[text] if other != number] for number, text in words.items()}


def _same_as(others: Sequence[int]) -> Child:
    if not others:
        return None
    links: list[Child] = []
    for other in others[:5]:
        links += [", " if links else None, h("a", str(other), href=f"#answer-{other}")]
    more = f" and {len(others) - 5} more" if others[5:] else ""
    return h("p", f"The same words as answer{'s' if others[1:] else ''} ", *links, f"{more}.")


def _index(key: Key, items: Sequence[Item], grades: Sequence[Grade], folder: Path) -> str:
    rows = []
    for item in items:
        results = Counter(grade.results.get(item.id) for grade in grades)
        waiting = sum(grade.result(item.id) == PENDING for grade in grades)
        marked = sum(item.id in grade.marks for grade in grades)
        name, words = file_name(key, item), f"{item.label}: {item.prompt}" if item.prompt else item.label
        link = h("a", words, href=name) if (folder / name).exists() else words
        counts = f"{waiting} waiting, {marked} marked, {results[BLANK]} left open"
        rows.append(h("li", link, h("div", counts)))
    body = (
        *notes(key),
        h("p", "Open a question, mark its answers, press ‘Save marks’. Then type, with the name of the file it saved:"),
        h("p", h("code", "secondsource review --add ~/Downloads/FILE"), ELSEWHERE, h("code", "secondsource grade")),
        h("h2", "Questions") if rows else None,
        h("ul", *rows, class_="questions") if rows else h("p", "No question of this assignment waits to be marked."),
    )
    return page(f"To mark: {key.activity.title}", body, STYLE)
