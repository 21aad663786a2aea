"""Collect what students handed in: from zips of Canvas and Moodle, other zips, folders and files.

    submissions + the class list  ->  collected.jsonl

Nothing is unpacked, and nothing of a student's is run. Of each student the latest work that can be used counts; what
cannot be used hides nothing and is reported. Collecting again adds to what was collected before.

Which work is later: of two files of Canvas the one with the higher number, else by the time of a file in a zip or
folder, else what was collected later. The times are local, and only as true as the clock of whoever saved the file; in
the zips of Canvas and Moodle they are those of the download, so that nobody's lateness is read from them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BufferedIOBase, BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from ..answers import BadAnswers
from . import submission
from .archive import Entry, Source, Unreadable, escaped, opened, singles
from .folder import Folder, need, write_lines
from .handed_in import LIMITS, Elsewhere, instead, part_of, plainly
from .key import load
from .lms_names import Place, places, rank
from .roster import finder
from .roster import load as load_roster
from .submission import Submission

FEW = 5
"""How many names a note lists."""


@dataclass(frozen=True)
class Collected:
    """What is collected now. The counts are of students: `handed_in` (of them `late`), `unreadable`, `missing`.

    `problems` has a line for each file of this run that could not be used, with its name and the reason; `notes` what
    else a teacher should know.
    """

    handed_in: int
    late: int
    unreadable: int
    missing: int
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def in_words(self) -> str:
        """The counts as a sentence."""
        return (
            f"{self.handed_in} handed in ({self.late} late), {self.unreadable} sent nothing that can be used, "
            f"{self.missing} handed in nothing"
        )


@dataclass(frozen=True, slots=True)
class File:
    """A file of one student: what it lies in, where, and whose it is."""

    source: str
    entry: Entry
    place: Place

    @property
    def ending(self) -> str:
        """What its name ends in, as ‘.json’."""
        return _ending(self.entry)

    @property
    def at(self) -> datetime | None:
        """When it was handed in, as far as that is known."""
        return None if self.place.platform else self.entry.at

    @property
    def order(self) -> tuple[int, datetime, tuple[int, int]]:
        """What puts the files of a student in one source into the order of time."""
        return self.place.attempt, self.at or datetime.min, rank(self.entry.name)


@dataclass(frozen=True)
class _Assignment:
    id: str
    version: int
    due: datetime | None


@dataclass
class _Seen:
    """What is noticed on the way."""

    statuses: list[tuple[str, bool]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    several: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    foreign_list: bool = False
    kept: bool = False
    untimed: bool = False


def collect(
    folder: Folder,
    sources: Sequence[Path],
    roster: Path | None = None,
    due: datetime | None = None,
    done: Callable[[], object] = lambda: None,
    anew: bool = False,
) -> Collected:
    """Collect from `sources` into collected.jsonl, sorted by student; `done` is called after each student.

    A source is a zip or a folder of any kind, an answers file or a notebook. `roster` is a class list (see `roster`):
    those on it of whom nothing came are missing, and files that no platform named are found on it by id or name. `due`
    is when work was due, local where it has no time zone. `anew` forgets what was collected before, if there is work to
    collect now. A source in which all answers are to other assignments adds nobody. Raises `NotReady`, `BadKey` and,
    for the roster, `BadTable`; a source that cannot be read is a problem among others.
    """
    key = load(need(folder.key, "assign"))
    people = load_roster(roster) if roster else {}
    local = due.astimezone().replace(tzinfo=None) if due and due.tzinfo else due
    assignment, seen = _Assignment(key.activity.id, key.activity.version, local), _Seen()
    with ExitStack() as stack:
        whose = finder(people)
        ours = [source for source in _opened(stack, sources, seen) if not _foreign(source, assignment.id, seen)]
        work = _by_student(ours, assignment.id, whose, seen)
        seen.foreign_list = bool(people and work) and people.keys().isdisjoint(work)
        seen.kept = anew and not work
        earlier = {} if anew and work else _offsets(folder.collected, whose)
        students = sorted({*work, *earlier, *people}, key=_natural)
        found = _merged(folder.collected, students, work, earlier, people, assignment, seen)
        write_lines(folder.collected, _counted(found, people, seen, done))
    late = sum(late for status, late in seen.statuses if status == "handed in")
    counts = [sum(found == status for found, _ in seen.statuses) for status in ("handed in", "unreadable", "missing")]
    return Collected(counts[0], late, counts[1], counts[2], tuple(seen.problems), tuple(_notes(seen, local)))


def _opened(stack: ExitStack, paths: Sequence[Path], seen: _Seen) -> list[Source]:
    """The sources that can be read, those that were downloaded or saved later after the others."""
    files = [path for path in paths if path.suffix.lower() in LIMITS and not path.is_dir()]
    found = [singles(files)] if files else []
    for path in paths:
        if path not in files:
            try:
                found.append(stack.enter_context(opened(path)))
            except Unreadable as error:
                seen.problems.append(f"{escaped(str(path))}: {error}")
    return sorted(found, key=lambda source: source.at)


def _foreign(source: Source, activity: str, seen: _Seen) -> bool:
    """Whether what a source holds are answers to other activities: more of those than of what cannot be read, and not
    one to this."""
    others: list[str] = []
    unread = 0
    for entry in source.entries:
        ending = _ending(entry)
        if ending in LIMITS and not entry.stray:
            try:
                part_of(activity, entry.read(LIMITS[ending]), notebook=ending == ".ipynb")
                return False
            except Elsewhere as error:
                others.append(error.activities[0])
            except (BadAnswers, Unreadable):
                unread += 1
    foreign = len(others) > unread
    if foreign:
        of = ", ".join(f"‘{escaped(other)}’" for other in [*dict.fromkeys(others)][:FEW])
        seen.problems.append(
            f"{escaped(source.name)}: these are answers to {of}, not to ‘{activity}’: nothing was taken from it"
        )
    return foreign


def _by_student(
    sources: Iterable[Source], activity: str, whose: Callable[[str], str], seen: _Seen
) -> dict[str, list[list[File]]]:
    """{student: for each source with something of theirs, its files from the latest on}."""
    work: dict[str, dict[int, list[File]]] = {}
    for number, source in enumerate(sources):
        seen.problems += [f"{source.name}: {_line(entry, entry.why)}" for entry in source.entries if entry.stray]
        entries = [entry for entry in source.entries if not entry.stray]
        label = Path(source.name).stem if source.zipped else source.name
        named = places([entry.name for entry in entries], label, source.zipped, activity)
        for entry, place in zip(entries, named, strict=True):
            if place:
                if place.nameless:
                    seen.nameless.append(entry.name)
                student = place.student if place.platform else whose(place.student)
                files = work.setdefault(student, {}).setdefault(number, [])
                files.append(File(source.name, entry, place))
            elif _refused(entry):
                seen.problems.append(f"{source.name}: {_line(entry, _refused(entry))}")
            else:
                seen.ignored.append(entry.name)
    for parts in work.values():
        for files in parts.values():
            files.sort(key=lambda file: file.order)
            files.reverse()
    return {student: list(parts.values()) for student, parts in work.items()}


def _merged(
    path: Path,
    students: Iterable[str],
    work: Mapping[str, list[list[File]]],
    earlier: Mapping[str, Sequence[int]],
    people: Mapping[str, str],
    assignment: _Assignment,
    seen: _Seen,
) -> Iterator[Submission]:
    """Everybody, one after the other: what came now together with what was there."""
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb") if earlier else BytesIO())
        for student in students:
            found: Submission | None = None
            for start in earlier.get(student, ()):
                before = replace(_at(file, start), student=student)
                found = _later(found, before) if found else before
            for files in work.get(student, ()):
                now = _read(student, files, assignment, seen)
                found = _later(found, now) if found else now
            if found is None:
                yield Submission(student, people[student])
            elif found.status != "missing" or student in people or not people:
                yield replace(found, name=people.get(student) or found.name)


def _at(file: BufferedIOBase, start: int) -> Submission:
    file.seek(start)
    return submission.of(json.loads(file.readline()))


def _read(student: str, files: Sequence[File], assignment: _Assignment, seen: _Seen) -> Submission:
    """The latest of a student's files in one source that answers something, and what is wrong with those after it."""
    usable = [file for file in files if file.ending in LIMITS]
    others = [file for file in files if file.ending not in LIMITS]
    newest = files[0].place
    blank = Submission(student, newest.name, next((f.place.slot for f in (*usable, *others) if f.place.slot), ""))
    problems = [_line(file.entry, why) for file in others if (why := _refused(file.entry))]
    ignored = [file.entry.name for file in others if not _refused(file.entry)]
    if usable or problems:
        seen.ignored += ignored
    else:
        kinds = instead(*(file.ending for file in others))
        problems.append(f"{_few(ignored)}: {kinds} (expected an answers file (.json) or a notebook (.ipynb))")
    found = spare = None
    for file in usable:
        notebook, raw = file.ending == ".ipynb", b""
        try:
            raw = file.entry.read(LIMITS[file.ending])
            part = part_of(assignment.id, raw, notebook)
        except (BadAnswers, Unreadable) as error:
            why = plainly(error, raw, notebook) if isinstance(error, BadAnswers) else str(error)
            problems.append(_line(file.entry, why))
            continue
        one = _of_file(blank, file, part, assignment)
        if part["version"] != assignment.version:
            why = f"answers to edition {part['version']} of {assignment.id!r}, expected edition {assignment.version}"
            problems.append(_line(file.entry, why))
            one = replace(one, answers=None)
        elif part["answers"]:
            found = one
            break
        spare = spare or one
    seen.problems += [f"{files[0].source}: {problem}" for problem in problems]
    if len(usable) > 1 and not newest.platform:
        seen.several.append(f"{student} ({len(usable)})")
    seen.untimed |= newest.platform
    return replace(found or spare or blank, problems=tuple(problems))


def _of_file(blank: Submission, file: File, part: Mapping[str, Any], assignment: _Assignment) -> Submission:
    at, due = file.at, assignment.due
    days = max(0.0, (at - due).total_seconds() / 86_400) if at and due else 0.0
    return replace(
        blank,
        files=(escaped(file.entry.name),),
        at=at.isoformat() if at else "",
        late=file.place.late or days > 0,
        days_late=round(days, 4),
        version=part["version"],
        answers=part["answers"],
    )


def _later(earlier: Submission, now: Submission) -> Submission:
    """What counts of what was there and what came now: the later, unless it is worth less."""
    if now.answers is None or _worth(now) < _worth(earlier):
        kept = earlier if _worth(now) < _worth(earlier) else replace(now, name=now.name or earlier.name)
        problems = tuple(dict.fromkeys((*earlier.problems, *now.problems)))
        return replace(kept, problems=problems, slot=now.slot or earlier.slot)
    if _worth(earlier) == _worth(now) and _time(earlier, now) > _time(now, earlier):
        return earlier
    return replace(now, name=now.name or earlier.name)


def _worth(found: Submission) -> int:
    """Answers before a file in which nothing is answered before nothing that can be used."""
    return 0 if found.answers is None else 1 + bool(found.answers)


def _time(one: Submission, other: Submission) -> tuple[int, str]:
    """What `one` is compared with `other` by: only what both have tells anything."""
    attempt = _attempt(one) if _attempt(other) else 0
    return attempt, "" if attempt or not other.at else one.at


def _attempt(found: Submission) -> int:
    """The number that Canvas gave the file that was used; 0 where that was not Canvas."""
    names = [name.rsplit("/", 1)[-1] for name in found.files[:1] if found.slot]
    return sum(place.attempt for place in places(names, "") if place)


def _counted(
    found: Iterable[Submission], people: Mapping[str, str], seen: _Seen, done: Callable[[], object]
) -> Iterator[dict[str, Any]]:
    for each in found:
        seen.statuses.append((each.status, each.late))
        if people and each.student not in people:
            seen.strangers.append(each.student)
        yield each.record()
        done()


def _notes(seen: _Seen, due: datetime | None) -> Iterator[str]:
    if seen.kept:
        yield "Nothing was found to collect: what was collected before is kept."
    if seen.foreign_list:
        yield "Nobody on the class list handed in: is it the list of another platform?"
    if seen.nameless:
        files = "1 file carries" if len(seen.nameless) == 1 else f"{len(seen.nameless)} files carry"
        yield f"{files} no name: {_few(seen.nameless)}."
    if seen.strangers:
        yield f"Not on the class list, kept: {_few(seen.strangers)}."
    if seen.several:
        yield f"More than one file, of which the latest that can be used counts: {_few(seen.several)}."
    if seen.ignored:
        yield f"Ignored, as neither answers files nor notebooks: {_few(seen.ignored)}."
    if due and seen.untimed:
        yield (
            "Files that Canvas or Moodle named do not say when they were handed in: the due time was not held against "
            "them. Canvas marks late ones itself; of Moodle’s see the grading worksheet."
        )


def _offsets(path: Path, whose: Callable[[str], str]) -> dict[str, list[int]]:
    """{student: where the lines of what was collected earlier, before or after there was a class list, begin}."""
    found: dict[str, list[int]] = {}
    if path.exists():
        start = 0
        with path.open("rb") as file:
            for raw in file:
                with suppress(ValueError, KeyError, TypeError):  # what `folder.read_lines` leaves out, too
                    found.setdefault(whose(json.loads(raw)["student"]), []).append(start)
                start += len(raw)
    return found


def _refused(entry: Entry) -> str:
    """Why a file is refused though nobody looked into it; '' where it is not."""
    inside = "a zip inside: not opened; unpack it, and collect from the folder"
    return entry.why or (inside if _ending(entry) == ".zip" else "")


def _ending(entry: Entry) -> str:
    return PurePosixPath(entry.name).suffix.lower()


def _line(entry: Entry, why: str) -> str:
    name = entry.name if len(entry.name) <= 200 else f"{entry.name[:120]}…{entry.name[-60:]}"
    return f"{escaped(name)}: {escaped(why)}"


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(escaped(name)[:100] for name in names[:FEW]) + more


def _natural(student: str) -> list[tuple[int, str]]:
    """‘9’ before ‘10’, whatever is around them."""
    parts = re.split(r"([0-9]+)", student)
    digits = [part.lstrip("0") if at % 2 else part for at, part in enumerate(parts)]
    keys = [(len(part) if at % 2 else 0, part) for at, part in enumerate(digits)]
    return [*keys, (0, student)]
