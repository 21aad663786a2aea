"""Whose a file is, from its name: as Canvas, Moodle or nobody in particular names it.

    names in a source  ->  Places

What was read in the source of the platforms (not tried on a live one):

- Canvas (lib/content_zipper.rb) writes `name[_LATE]_USER_FILE_the file.json`; without names, when marking is anonymous,
  `[LATE_]anon_ID_FILE_the file.json`; a text entry or a link is `name[_LATE]_USER_text.html`. The number of a file
  rises with every upload; `-1`, `-2` is put behind a name that the student uploaded before.
- Moodle (mod/assign/classes/downloader.php) writes the folder `Full Name_NUMBER_assignsubmission_file` (before 4.1 with
  a `_` at the end) or, by the teacher's choice, files that begin with it. There are no `_` in the name; with blind
  marking it is the word for a participant. The number is that of the grading worksheet.
- Neither writes when work was handed in: the times in their zips are those of the download.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .archive import escaped

ENDINGS = (".json", ".ipynb")
"""What a file that can hold answers ends in."""

_MOODLE = re.compile(r"(?P<name>[^_]*)_(?P<user>[0-9]+)_assignsubmission_[a-z]+(?=_|$)")
_PAGES = "second-source(-[^/]+?)?-answers(-[0-9]{1,2}(?![0-9]))?"
"""What the page and `hand_in()` call an answers file."""

_RANK = re.compile(r"-(?P<older>[0-9]+)$| ?\((?P<newer>[0-9]+)\)$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file belongs: `student`, `name`, `slot` and `late` as a `Submission` has them. `attempt` is the number
    that Canvas gave the file, 0 elsewhere; `platform` says that Canvas or Moodle named it, `nameless` that nobody
    did."""

    student: str
    name: str = ""
    slot: str = ""
    late: bool = False
    attempt: int = 0
    platform: bool = False
    nameless: bool = False


def places(names: Sequence[str], label: str, zipped: bool = False, activity: str = "") -> list[Place | None]:
    """Whose each file of one source is; None for a file beside the students' that may be nobody's.

    `label` names the source: a file that lies alone in it, called as the page, `hand_in()` or the notebook of the
    `activity` is, is its. Else what stands beside that name is the student, and where nothing does, the file is
    nameless. In a zip, a folder around everything is looked through.
    """
    top = _around([name for name in names if name.lower().endswith(ENDINGS)]) if zipped else ""
    below = [name.removeprefix(top) for name in names]
    canvas = _is_canvas(below)
    alone = len({name for name in below if name.lower().endswith(ENDINGS)}) == 1
    whole = (top[:-1] or label) if alone else ""
    ours = _ours(activity)
    return [_moodle(name) or (_canvas(name) if canvas else None) or _plain(name, whole, ours) for name in below]


def rank(name: str) -> tuple[int, int]:
    """Which of a student's files is the later one where times say nothing: `hand_in()` numbers the older ones
    (`answers-1.json`), a browser the newer ones (`answers (1).json`)."""
    found = _RANK.search(name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if not found:
        return 1, 0
    return (2, int(found["newer"][:9])) if found["newer"] else (0, int(found["older"][:9]))


def id_of(text: str) -> str:
    """An id as every file of ours holds it: the same characters for the same name, on one line."""
    return escaped(unicodedata.normalize("NFC", text).strip())


def _moodle(path: str) -> Place | None:
    """By the first part that Moodle could have named: what is below is the student's own."""
    parts = path.split("/")
    for at, part in enumerate(parts, start=1):
        found = _MOODLE.match(part)
        if found:
            slot = part if at < len(parts) else f"{found[0]}_"
            return Place(found["user"], escaped(found["name"].strip()), slot, platform=True)
    return None


def _canvas(name: str) -> Place | None:
    """By the first two parts that are numbers, or by what is after `anon`, as Canvas itself finds who gets feedback."""
    if "/" in name:
        return None
    parts = name.split("_")
    anonymous = parts[:1] == ["anon"] or parts[:2] == ["LATE", "anon"]
    user = parts.index("anon") + 1 if anonymous else _first_pair(parts)
    if 0 < user < len(parts) - 2 and parts[user] and _number(parts[user + 1]):
        before = parts[:user]
        whose = "" if anonymous else escaped("_".join(part for part in before if part != "LATE"))
        slot = "_".join([*parts[: user + 2], ""])
        return Place(id_of(parts[user]), whose, slot, "LATE" in before, int(parts[user + 1]), platform=True)
    if len(parts) > 2 and parts[-1] in ("text.html", "link.html") and _number(parts[-2]):
        whose = escaped("_".join(part for part in parts[:-2] if part != "LATE"))
        return Place(parts[-2], whose, "", "LATE" in parts, platform=True)
    return None


def _first_pair(parts: Sequence[str]) -> int:
    """Where the numbers of the user and the file are, after a name; -1 where they are not."""
    pairs = enumerate(pairwise(parts))
    return next((at for at, (user, file) in pairs if at and _number(user) and _number(file)), -1)


def _number(part: str) -> bool:
    return part.isascii() and part.isdecimal() and len(part) <= 20


def _is_canvas(names: Iterable[str]) -> bool:
    """Whether the names that look like Canvas's can be: it gives every file another number."""
    found = [place for place in map(_canvas, {*names}) if place and place.attempt]
    return 2 * len({(place.student, place.attempt) for place in found}) > len(found)


def _ours(activity: str) -> re.Pattern[str]:
    """What a file is called before a student puts a name to it, with what may stand between the two."""
    notebook = rf"(?<![^\W_]){re.escape(activity)}(?=(\s?\([0-9]+\))?([\s_-].*)?\.ipynb$)" if activity else r"(?!)"
    return re.compile(rf"[\s_-]*({_PAGES}|{notebook})(\s?\([0-9]+\))?[\s_-]*", re.IGNORECASE)


def _plain(name: str, whole: str, ours: re.Pattern[str]) -> Place | None:
    """The first folder, or what is in the name of a file that lies flat; `whole` where that is nothing."""
    first, _, rest = name.partition("/")
    if rest:
        return Place(id_of(first) or "(no name)")
    if not first.lower().endswith(ENDINGS):
        return None
    stem = first.rpartition(".")[0]
    student = id_of(ours.sub(" ", first).rpartition(".")[0]) or id_of(whole)
    return Place(student or id_of(stem) or "(no name)", nameless=not student)


def _around(names: Sequence[str]) -> str:
    """The folder around everything, with its `/`; '' where there is none. A stray file beside it does not matter where
    there are folders of several students in it. Files right below it are a student's each: so no work is lost."""
    deep = {name for name in names if "/" in name}
    tops = {name.split("/", 1)[0] for name in deep}
    if len(tops) != 1 or len(deep) < 2 or any(map(_moodle, tops)):
        return ""
    inner = {name.split("/", 2)[1] for name in deep if name.count("/") > 1}
    return f"{tops.pop()}/" if len(deep) == len({*names}) or len(inner) > 1 else ""
