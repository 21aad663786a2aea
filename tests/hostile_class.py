"""A class that hands in what it should, and one that hands in whatever could break the way to the grades.

`good(n)` and `hostile(n)` give {name: content}; the same n, the same files. `to_zip` and `to_folder` write them. Every
file is of another student, and none of the hostile ones can be used.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from secondsource.activity import Activity, Item
from secondsource.answers import MIME, document, dumps
from secondsource.teach.key import Key

WHO = {"named": "a named person", "none": "nobody"}
KEY = Key(
    Activity(
        "week",
        "A week",
        (
            Item("w.1", "choice", "One", "Said.", WHO, best="named"),
            Item("w.2", "choices", "Two", "Said.", WHO, right=("none",)),
            Item("w.3", "text", "Three", "Why?", {}),
        ),
    )
)
WRITES = "import pathlib; pathlib.Path('executed').write_text('x')"
WHEN = (2026, 11, 20, 12, 0, 0)


class Link(bytes):
    """A symbolic link to the path that these bytes are."""


def activities(n: int = 0, **more: Any) -> dict[str, Any]:
    """What one student answered."""
    picks = [["none"], [], ["none", "named"]][n % 3]
    given = {"w.1": ("named", "none")[n % 2], "w.2": picks, "w.3": f"Because {n}. “é”"}
    return {"week": {"version": 1, "answers": given} | more}


def notebook(*contents: Any, source: str = "hand_in()") -> bytes:
    """A notebook whose last cells hold `contents` as `hand_in()` leaves them; what is in its cells runs nowhere."""
    cells: list[dict[str, Any]] = [{"cell_type": "code", "metadata": {}, "source": WRITES, "outputs": []}]
    for content in contents:
        output = {"output_type": "display_data", "metadata": {}, "data": {MIME: content, "text/plain": "Saved"}}
        cells.append({"cell_type": "code", "metadata": {}, "source": source, "outputs": [output]})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def good(n: int) -> dict[str, bytes]:
    """`n` students who hand in what can be used, under the names of Canvas, of Moodle, in folders and flat."""
    found = {}
    for i in range(n):
        given = activities(i)
        stem = (
            f"studentgood{i}_{'LATE_' if i % 10 == 0 else ''}{10_000 + i}_{50_000 + i}_my answers",
            f"Good Student {i}_{20_000 + i}_assignsubmission_file/my answers",
            f"good {i}/second-source-answers",
            f"good-{i}",
        )[i % 4]
        as_notebook = i % 5 == 4
        content = notebook(document(given)) if as_notebook else dumps(given).encode()
        found[f"{stem}.{'ipynb' if as_notebook else 'json'}"] = content
    return found


def hostile(n: int) -> dict[str, bytes]:
    """`n` students whose files cannot be used: wrong inside, wrong outside, or both."""
    inside, found = list(_inside()), {}
    for i in range(n):
        ending, content = inside[i % len(inside)]
        name = _NAMES[i % len(_NAMES)] if i % 3 == 0 else f"bad-{i}"
        name = f"{name.replace('%', str(i))}{ending}"
        if len(content) > 1_500_000 and i >= len(inside):
            content = content[:100]  # a few large ones will do: half of a file is no better
        found[name] = content
    return found


_NAMES = (
    "../../outside-%",
    "/absolute-%",
    "C:\\Windows\\drive-%",
    "below/../../outside-%",
    "\\\\server\\share-%",
    "no\0end-%",
    "comma, 'quote', \"quotes\"-%",
    "line\nbreak\r-%",
    "=cmd|'C calc'!A0-%",
    "+1+1-%",
    "@SUM(A1)-%",
    "😀👩‍👩‍👧-%",
    "שלום\u202egnp.-%",
    "<b onmouseover=alert(1)>-%",
    "'; DROP TABLE students; -- %",
    "evil%_90%_80%_answers",
    "Evil %_70%_assignsubmission_file/answers",
    "Evil %_60%_assignsubmission_file/Good Student 1_20001_assignsubmission_file/answers",
    "long-%-" + "x" * 150,
    "overlong-%-" + "x" * 3_000,
    "deep-%/" + "/".join("abcdefgh"),
    "{0.__class__}-%",
    "\ud800-%",
)


def _inside() -> Iterator[tuple[str, bytes]]:
    """(ending, content): each of them wrong in another way."""
    right = json.loads(dumps(activities()))
    for content in (b"", b"{", b"null", b"[]", b"7", b'"week"', b"\0" * 40, b"\x80\x81", b"PK\x03\x04", b"[" * 200_000):
        yield ".json", content
    text = json.dumps(right, ensure_ascii=False)
    yield ".json", text.encode("utf-16")
    yield ".json", text.replace("“é”", "é").encode("latin-1")
    yield ".json", text[:-5].encode("utf-8-sig")
    yield ".json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    values = (
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "9" * 5_000,
        '"\\ud800',
        "{}",
        "null",
        "true",
        "[[1, 2]]",
        "[null]",
    )
    for value in values:
        yield ".json", text.replace('"named"', value, 1).encode()
    yield ".json", text.replace('"w.1":', '"w.2": [], "w.1":').encode()
    yield ".json", text.replace('"version":', '"version": 1, "version":').encode()
    for field in right:
        for value in (None, [], 7, "x", {"week": []}, {"week": {"version": 1}}, {"": {}}):
            yield ".json", json.dumps(right | {field: value}).encode()
        yield ".json", json.dumps({name: value for name, value in right.items() if name != field}).encode()
    for version in (0, -1, 1.5, True, None, "1", [1], 2, 10**30):
        yield ".json", json.dumps(right | {"activities": activities(version=version)}).encode()
    for answers in (None, [], "x", {"a b": "x"}, {"w.1": "x" * 30_000}, {f"q{n}": "x" for n in range(1_001)}):
        yield ".json", json.dumps(right | {"activities": activities(answers=answers)}).encode()
    yield ".json", json.dumps(right | {"more": 1}).encode()
    yield ".json", dumps({"another-week": activities()["week"]}).encode()
    yield ".json", text.encode() + b" " * 1_000_000
    yield ".json", b"[" + b" " * 10_000_000 + b"]"
    for content in (None, [], "x", 7, {}, right | {"book": "another"}, right | {"activities": {}}, {"a": float("nan")}):
        yield ".ipynb", notebook(content)
    yield ".ipynb", notebook()
    for content in (b"", b"{", b"[]", b'{"cells": 7}', b'{"cells": [7, null, {"outputs": 7}]}', b"[" * 200_000):
        yield ".ipynb", content
    yield ".ipynb", b'{"cells": [{"outputs": [7, {}, {"data": []}, {"data": {"text/plain": "x"}}]}]}'
    yield ".ipynb", notebook(right).replace(b'"w.1":', b'"w.1": "none", "w.1":')
    yield ".ipynb", notebook(right).replace(b'"named"', b"[" * 50_000 + b"]" * 50_000)
    yield ".ipynb", notebook(right).decode().encode("utf-16")
    yield ".ipynb", notebook(right) + b" " * 10_000_000
    yield ".ipynb", json.dumps({"worksheets": [], "nbformat": 3}).encode()
    for ending in (".json", ".ipynb"):
        yield ending, Link(b"/etc/passwd")
        yield ending, Link(b"../good-3.json")
    yield ".pdf.zip", b"PK\x05\x06" + b"\0" * 18


def to_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write them into one zip, whatever their names are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo("x", WHEN)
            info.filename = name.encode("utf-8", "replace").decode()
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o120777 if isinstance(content, Link) else 0o100644) << 16
            archive.writestr(info, content)
    return path


def to_folder(path: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write into a folder those whose names it can hold, and only below it; their names."""
    written = []
    for name, content in files.items():
        parts = name.encode("utf-8", "replace").decode().split("/")
        if {"..", ""} & {*parts} or "\0" in name or max(len(part.encode()) for part in parts) > 250:
            continue
        file = path.joinpath(*parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            file.symlink_to(content.decode())
        else:
            file.write_bytes(content)
            os.utime(file, (1_800_000_000, 1_800_000_000))
        written.append(name)
    return written
