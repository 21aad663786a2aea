"""What goes back: a page for each student, zipped under the names of the learning platform, and one for the class.

    keep/key.json + grades  ->  feedback/feedback.zip, feedback/class.html

Under which names a zip is taken back was read in the source of the platforms; it was not tried on a live one.

- Canvas, *Upload submissions* (`infer_comment_context_from_filename` in app/models/abstract_assignment.rb): the file's
  name is cut at `_`, and the first two parts that are digits, without a `LATE`, are the user and one of the files that
  this user handed in (after `anon`: the anonymous id and the file). The last part must not begin with `link`. The page
  becomes an attachment of a comment *under the name of the file that was handed in*, not under ours: `Written.notes`
  says so.
- Moodle, *Upload multiple feedback files in a zip* (`is_valid_filename_for_import` in
  mod/assign/feedback/file/importziplib.php): a folder is cut at `_`; the second part has to be the participant's
  number, the third and fourth the plugin that the file came from. Files that begin with a dot or `~` are skipped.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import Element

from ..activity import Item, misfit
from ..widgets.form import STRINGS
from ..widgets.markup import Child, h
from .class_page import ClassTally, class_page
from .folder import Folder, need, whole, write
from .grade import BLANK, PENDING, UNUSABLE, Grade, read
from .key import Key, load
from .page import SIMULATED, notes, page, said
from .question import Question, appeal, asked, decides, headed, key_says, models, points_of, questions
from .seen import many
from .standing import chosen, path, standing, state

STYLE = """
.verdict { border-inline-start: .4rem solid var(--line); padding-inline-start: .75rem; }
.verdict[data-outcome=best], .found [data-outcome=best] { border-color: #1a7f37; }
.verdict[data-outcome=also], .found [data-outcome=also] { border-color: #0969da; }
.verdict[data-outcome=other], .found [data-outcome=other] { border-color: #bc4c00; }
ul.found { list-style: none; padding: 0; }
ul.found li { border-inline-start: .4rem solid var(--line); padding-inline-start: .75rem; margin-block: .25rem; }
.sign { display: inline-block; min-width: 1.25rem; font-weight: 700; }
section:has(> details.done) { padding-bottom: .25rem; }
.done > summary { font-weight: 700; }
@media print { .verdict { break-inside: avoid; } }
"""

OPEN = "You left this open. That is not a wrong answer; it earns no points."
FIRST, LEFT, WAITS = "Look at these first", "Left open", "Waiting to be marked"
LONGEST = 180
"""Bytes that one part of a name in the zip may have: with what is added, few enough for any file system."""

_MOODLE = re.compile(r"[^_]*_\d+_assign\w+", re.ASCII)
_CANVAS = re.compile(r".*_\d+_\d+_?|(.*_)?anon_\w+_\d+_?", re.ASCII | re.DOTALL)
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Written:
    """What was written. `students` counts the pages in the zip, `unreadable` those among them that say that nothing
    could be read, `missing` the students who handed in nothing and get no page, `waiting` those of whom a person has to
    mark something yet. `notes` is what a teacher should know before uploading."""

    zip: Path
    page: Path
    students: int
    unreadable: int
    missing: int
    waiting: int
    notes: tuple[str, ...] = ()


def feedback(folder: Folder, names: bool = False, done: Callable[[], object] = lambda: None) -> Written:
    """Write feedback/feedback.zip and feedback/class.html; `done` is called after each student.

    Whose page it is only the name of the file says, as the platform has it, unless `names` are wanted. Raises
    `NotReady` and `BadKey`.
    """
    key = load(need(folder.key, "assign"))
    zipped, class_file = folder.path / "feedback" / "feedback.zip", folder.path / "feedback" / "class.html"
    used: set[str] = set()
    tally = ClassTally(key)
    students = unreadable = missing = waiting = canvas = 0
    with whole(zipped) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for grade in read(folder):
            submission = grade.submission
            tally.add(grade)
            if submission.status == "missing":
                missing += 1
            else:
                name = free_name(submission.student, submission.slot, used)
                entry = zipfile.ZipInfo(name, _DATE)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
                archive.writestr(entry, student_page(key, grade, names))
                students += 1
                unreadable += submission.status == "unreadable"
                waiting += bool(grade.items(PENDING))
                canvas += "/" not in name
            done()
    write(class_file, class_page(tally))
    return Written(zipped, class_file, students, unreadable, missing, waiting, tuple(_notes(key, canvas, waiting)))


def _notes(key: Key, canvas: int, waiting: int) -> Iterator[str]:
    if key.simulated:
        yield SIMULATED
    if waiting:
        yield f"Work of {many(waiting, 'student')} waits to be marked; those pages say so."
    if canvas:
        yield (
            "Canvas shows a page under the name of the file that the student handed in, not as feedback.html: tell "
            "students to open it in a browser (checked against Canvas's source, not a live Canvas)."
        )


def student_page(key: Key, grade: Grade, names: bool = False) -> str:
    """What one student gets: nothing about anybody else, no rank, no comparison."""
    submission = grade.submission
    body: list[Child] = [
        *notes(key),
        h("p", f"For {submission.name or submission.student}") if names else None,
    ]
    if submission.answers is None:
        body += _unreadable(grade, names)
    else:
        body += [
            h("p", h("strong", in_words(key, grade))),
            h("p", _lateness(grade)) if submission.late else None,
            *_unused(grade, names),
            _look(key, grade),
            *appeal(key),
        ]
        body += [_question(key, grade, question) for question in questions(key)]
    return page(f"Feedback: {key.activity.title}", body, STYLE)


def in_words(key: Key, grade: Grade) -> str:
    """The points of one student in a sentence."""
    of = key.of
    waiting, blank, unusable = (len(grade.items(word)) for word in (PENDING, BLANK, UNUSABLE))
    if grade.has_points:
        words = f"You have {points_of(grade.points, of)}{' so far' if waiting else ''}"
    else:
        words = "You have no points yet"
    if waiting:
        words += f"; {many(waiting, 'answer')} {'waits' if waiting == 1 else 'wait'} to be marked"
    if blank:
        words += f". You left {many(blank, 'question')} open"
    if unusable:
        words += f". {many(unusable, 'answer')} could not be used"
    return f"{words}."


def _look(key: Key, grade: Grade) -> Child:
    """Where to look: at what the key has otherwise or cost points, at what was left open, at what waits."""
    found: dict[str, list[Item]] = {FIRST: [], LEFT: [], WAITS: []}
    for question in questions(key):
        where = _where(key, grade, question.item)
        if where in found:
            found[where].append(question.item)
    parts: list[Child] = []
    for name, items in found.items():
        for at, item in enumerate(items):
            parts += [", " if at else f"{name}: ", h("a", _number(item), href=f"#{item.id}")]
        parts += [". "] if items else []
    return h("p", *parts) if parts else None


def _where(key: Key, grade: Grade, item: Item) -> str:
    """`FIRST`, `LEFT` or `WAITS`; `best` for an answer as the key has it that nobody marked; else ''."""
    word, mark = state(grade, item), grade.marks.get(item.id)
    if item.id not in grade.results:
        return ""
    if mark is not None:
        return FIRST if mark.points < key.possible(item) else ""
    if word in (BLANK, PENDING):
        return LEFT if word == BLANK else WAITS
    how = standing(item, (grade.submission.answers or {}).get(item.id)).word if word == "scored" else word
    return FIRST if how in ("other", UNUSABLE) else how if how == "best" else ""


def _number(item: Item) -> str:
    """‘4’ of ‘4. Who speaks?’."""
    number, dot, _ = item.label.partition(". ")
    return number if dot and number.isdecimal() else item.label


def _lateness(grade: Grade) -> str:
    days = round(grade.submission.days_late, 1)
    when = f"{days:g} {'day' if days == 1 else 'days'} late" if days else "late"
    return f"You handed this in {when}. The points here are those before anything that is taken off for that."


def _unused(grade: Grade, names: bool) -> list[Child]:
    """What else came and could not be used; what is wrong with an answer stands beside its question."""
    others = [why for why in grade.problems if why.split(": ", 1)[0] not in grade.results]
    return [h("p", "Some of what you handed in could not be used."), _reasons(others, grade, names)] if others else []


def _unreadable(grade: Grade, names: bool) -> list[Child]:
    return [
        h("p", h("strong", "Something from you arrived, but no answers could be read in it.")),
        h("p", "This is neither a wrong answer nor a zero."),
        h(
            "p",
            "What to do: open the page or the notebook in which you worked; your answers are most likely still there. "
            "Press ‘Download my answers’ on the page again (or run the last cell of the notebook and save it), and "
            "hand in the file that is saved. If you cannot find your answers, talk to your teacher.",
        ),
        _reasons(grade.problems, grade, names),
    ]


def _reasons(problems: tuple[str, ...] | list[str], grade: Grade, names: bool) -> Element:
    shown = (why if names else _nameless(why, grade) for why in problems)
    lines = (h("li", h("small", why), class_="answer", dir="auto") for why in shown)
    return h("div", h("p", h("small", "For your teacher, what was found:")), h("ul", *lines))


def _nameless(text: str, grade: Grade) -> str:
    """`text` without the student: a file's name often holds it."""
    submission = grade.submission
    slot, id = submission.slot.rstrip("_"), submission.student
    whose = {submission.name, slot, slot.split("_")[0], "" if id.isdecimal() else id} - {""}
    longest_first = "|".join(map(re.escape, sorted(whose, key=lambda name: (-len(name), name))))
    return re.sub(rf"(?<![^\W_])({longest_first})(?![^\W_])", "…", text, flags=re.IGNORECASE) if whose else text


def _question(key: Key, grade: Grade, question: Question) -> Element:
    item = question.item
    answer = (grade.submission.answers or {}).get(item.id)
    word, mark = state(grade, item), grade.marks.get(item.id)
    heading, *rest = asked(question)
    parts = [*rest]
    if word != BLANK:
        parts += [h("p", "You answered:"), h("blockquote", said(item, answer), class_="answer", dir="auto")]
    if mark is not None:
        line = next((text for points, text in key.rubric(item) if points == mark.points), "")
        parts += [
            _verdict("marked", f"Your teacher marked this: {points_of(mark.points, key.possible(item))}."),
            h("p", "What earns that: ", line) if line and item.kind == "text" else None,
            h("p", "Your teacher wrote:") if mark.comment else None,
            h("blockquote", mark.comment, class_="answer", dir="auto") if mark.comment else None,
        ]
    parts += _explained(item, answer, word, marked=mark is not None)
    points = grade.result(item.id)
    if isinstance(points, float) and mark is None and word == "scored":
        parts.append(h("p", f"{points_of(points, key.possible(item))}."))
    parts.append(_sure(question.sure, grade) if question.sure else None)
    if _where(key, grade, item) == "best":
        parts = [h("details", h("summary", *headed("best", STRINGS["best"])), *parts, class_="done")]
    return h("section", heading, *parts, id=item.id)


def _sure(item: Item, grade: Grade) -> Element:
    """How sure the student was: it earns nothing, and nothing is right or wrong about it."""
    answer, word = (grade.submission.answers or {}).get(item.id), state(grade, item)
    if word == BLANK:
        return h("p", "You did not say how sure you were.")
    if word == UNUSABLE:
        return h("p", f"How sure you were could not be used: {misfit(item, answer)[:300]}.")
    return h("p", f"How sure you were: ‘{said(item, answer)}’.")


def _explained(item: Item, answer: object, word: str, marked: bool) -> list[Child]:
    """How the answer stands to the key, and what the key says."""
    parts: list[Child] = []
    if word == BLANK:
        open_ = OPEN if item.has_key or item.kind == "text" else "You left this open. It earns no points anyway."
        parts.append(_verdict(BLANK, open_) if not marked else None)
    elif word == UNUSABLE:
        why = f"This could not be used, so it was not scored: {misfit(item, answer)[:300]}."
        parts.append(_verdict(UNUSABLE, why))
    elif word == PENDING:
        parts.append(_verdict(PENDING, "This waits to be marked.") if not marked else None)
    elif word == "kept":
        parts.append(_verdict("kept", "Your answer is kept. Nothing is right or wrong here, and it earns no points."))
    elif item.right is not None:
        return [*_set(item, answer), decides(item)]
    elif item.best is not None:
        how = standing(item, answer).word
        best = item.options.get(item.best) or STRINGS["nobody"]
        parts.append(_verdict(how, STRINGS[how].format(best=best), item.feedback.get(chosen(answer), "")))
        return [*parts, decides(item), *key_says(item, explain=how != "best")]
    if item.kind == "text":
        return [*parts, *(models(item, "Compare your words with these.") if word != BLANK else ())]
    if item.has_key:
        parts += [decides(item), *key_says(item)]
    return parts


def _set(item: Item, answer: object) -> list[Child]:
    """The verdict on a set, and what was found, missed, too much, or free, each with its reason."""
    how = standing(item, answer)
    every = len(how.found) + len(how.missed)
    say = "setFound" if every else "setFree" if item.also else "setNothing"
    heading = STRINGS[say].format(found=len(how.found), all=every, extra=len(how.extra))
    if every and not how.extra:
        heading = f"You found {len(how.found)} of {every}."
    groups = (("other", "extra", how.extra), ("missed", "missed", how.missed), ("also", "free", how.free))
    rows = [(sign, word, pick) for sign, word, some in (*groups, ("best", "right", how.found)) for pick in some]
    if item.kind == "pairs":
        order = list(item.options)
        rows.sort(key=lambda row: order.index(row[2][0]))
    lines = [
        h(
            "li",
            *headed(sign, f"{STRINGS[word]}: {said(item, [pick])}."),
            item.feedback.get(path(pick), ""),
            data_outcome=sign,
        )
        for sign, word, pick in rows
    ]
    nothing = item.feedback.get("", "")
    return [
        _verdict(how.word, heading, nothing if not every else ""),
        h("ul", *lines, class_="found") if lines else None,
    ]


def _verdict(word: str, heading: str, text: str = "") -> Element:
    return h("p", *headed(word, heading), text, class_="verdict", data_outcome=word)


def free_name(student: str, slot: str, used: set[str]) -> str:
    """The name of a student's page in the zip: that which the platform takes back, safe on any disk, and used once.

    A `slot` of Canvas gives one flat file, one of Moodle a folder; without one the folder is the student. `used` holds
    the names that were given out, and gets this one.
    """
    if _MOODLE.fullmatch(slot):
        stem, ending = f"{_safe(slot)}/feedback", ".html"
    elif _CANVAS.fullmatch(slot):
        stem, ending = f"{_safe(slot).rstrip('_')}_feedback", ".html"
    else:
        stem, ending = _safe(student), "/feedback.html"
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{ending}" for number in count(1))
    name = next(name for name in names if name.casefold() not in used)
    used.add(name.casefold())
    return name


def _safe(name: str) -> str:
    """One part of a path. What is too long loses the end of its first word, where a platform has the person's name.

    No underscore is added: platforms cut names at them.
    """
    printable = "".join("-" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in name)
    kept = re.sub(r"\.{2,}", "-", printable).lstrip(".~ ").rstrip(". ")
    first, cut, rest = kept.partition("_")
    room = max(1, LONGEST - len(f"{cut}{rest}".encode()))
    return _first(f"{_first(first, room)}{cut}{rest}", LONGEST) or "student"


def _first(text: str, size: int) -> str:
    """As much of a text as fits into so many bytes of UTF-8."""
    return text.encode()[:size].decode(errors="ignore")
