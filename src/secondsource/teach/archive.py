"""What lies in a zip or a folder, without unpacking anything: nothing is written, no link is followed, no zip in it is
opened, and of no file is more read than was asked for.

    submissions.zip, a folder, single files  ->  Sources
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

LONGEST = 500
"""Characters that the name of an entry may have."""

MOST = 200_000
"""Entries that a zip may list."""

_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""What `zipfile` raises for a damaged zip, or one that it cannot read."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What learning platforms write. Of what is compressed otherwise `zipfile` unpacks more than it was asked for."""

_CLUTTER = re.compile(r"(^|/)(__MACOSX|Thumbs\.db|desktop\.ini|~\$[^/]*|\.[^/]*)(/|$)", re.IGNORECASE)
_OUTSIDE = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|\0")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Unreadable(ValueError):
    """A source or an entry that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a source. `name` is its path in it, `at` its time there (local, None if unknown). `why` says why it
    cannot be read, '' where it may be; `stray`, that it cannot be anybody's, as its name leads elsewhere."""

    name: str
    at: datetime | None
    open: Callable[[], IO[bytes]]
    why: str = ""
    stray: bool = False

    def read(self, limit: int) -> bytes:
        """Its content. Raises `Unreadable`, also where it has more than `limit` bytes, whatever its header says."""
        if self.why:
            raise Unreadable(self.why)
        try:
            with self.open() as file:
                content = file.read(limit + 1)
        except _BROKEN as error:
            raise Unreadable(f"damaged, or not readable: {_reason(error)}") from None
        if len(content) > limit:
            raise Unreadable(f"larger than {limit:,} bytes")
        return content


@dataclass(frozen=True)
class Source:
    """What was given to collect from. `name` is its own; `entries` are in the order in which they lie there."""

    name: str
    entries: Sequence[Entry]
    zipped: bool = False

    @property
    def at(self) -> datetime:
        """The time of its latest entry; of a learning platform's zip it is when that was downloaded."""
        return max((entry.at for entry in self.entries if entry.at), default=datetime.min)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The zip or the folder `path`, while it is open. Raises `Unreadable`."""
    if path.is_dir():
        yield Source(path.resolve().name, list(_kept(_below(path.resolve()))))
        return
    if not path.is_file():
        raise Unreadable("there is no such file or folder")
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise Unreadable(f"no zip, folder, answers file (.json) or notebook (.ipynb): {_reason(error)}") from None
    with archive:
        members = archive.infolist()
        if len(members) > MOST:
            raise Unreadable(f"it lists {len(members):,} files, expected at most {MOST:,}")
        entries = (_member(archive, info) for info in members if not _name(info).endswith("/"))
        yield Source(path.name, list(_kept(entries)), zipped=True)


def singles(paths: Sequence[Path]) -> Source:
    """Files that were given one by one, named from the folder on that they have in common."""
    root = Path(os.path.commonpath([path.absolute().parent for path in paths]))
    return Source(root.name, [_file(path.absolute(), root) for path in paths])


def escaped(text: str) -> str:
    """`text` on one line: control characters, turned directions and broken Unicode are escapes."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _kept(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.stray or not _CLUTTER.search(entry.name))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Entry:
    mode = stat.S_IFMT(info.external_attr >> 16)
    why = ""
    if mode not in (0, stat.S_IFREG):
        why = _special(mode)
    elif info.flag_bits & 0x41:
        why = "encrypted"
    elif info.compress_type not in _METHODS:
        why = f"compressed by the method {info.compress_type}, expected 0 (stored) or 8 (deflated)"
    return _entry(_name(info), _time(info), partial(archive.open, info), why)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; UTF-8 that does not say so, as the Finder writes it, is understood."""
    name = info.orig_filename
    if not info.flag_bits & 0x800 and not name.isascii():
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            return name.replace("\\", "/")
    return name.replace("\\", "/")


def _time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time) if info.date_time > (1980, 1, 1, 0, 0, 0) else None
    except ValueError:
        return None


def _below(root: Path) -> Iterator[Entry]:
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                children = sorted(found, key=lambda child: child.name)
        except OSError as error:
            if folder == root:
                raise Unreadable(_reason(error)) from None
            yield _entry(folder.relative_to(root).as_posix(), None, partial(_open, folder), _reason(error))
            continue
        for child in children:
            if child.is_dir(follow_symlinks=False):
                waiting.append(Path(child.path))
            else:
                yield _file(Path(child.path), root)


def _file(path: Path, root: Path) -> Entry:
    name, opener = path.relative_to(root).as_posix(), partial(_open, path)
    try:
        found = path.lstat()
    except OSError as error:
        return _entry(name, None, opener, _reason(error))
    try:
        at = datetime.fromtimestamp(int(found.st_mtime))
    except (ValueError, OverflowError, OSError):
        at = None
    return _entry(name, at, opener, "" if stat.S_ISREG(found.st_mode) else _special(stat.S_IFMT(found.st_mode)))


def _open(path: Path) -> IO[bytes]:
    """The file itself, though somebody should put a link or a pipe in its place meanwhile."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb")


def _entry(name: str, at: datetime | None, opener: Callable[[], IO[bytes]], why: str) -> Entry:
    if _OUTSIDE.search(name):
        return Entry(name, at, opener, "its name leads out of the folder", stray=True)
    if len(name) > LONGEST:
        return Entry(name, at, opener, f"its name has {len(name):,} characters, expected at most {LONGEST}", stray=True)
    plain = "/".join(part for part in name.split("/") if part not in ("", "."))
    return Entry(plain, at, opener, why) if plain else Entry(name, at, opener, why or "it has no name", stray=True)


def _special(mode: int) -> str:
    return "a link, which is not followed" if mode == stat.S_IFLNK else "a pipe, a device or the like, not a file"


def _reason(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:200]
