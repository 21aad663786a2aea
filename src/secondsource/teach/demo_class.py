"""A class to try the whole way on: simulated students, marked as such, and what they hand in.

    a folder  <-  two assignments, a Canvas zip of answers for each, a class list

Nobody in it exists. Every student has an ability; whether an answer is right is a matter of that ability and of
chance, so that a report has something to show. Among thirty there are late ones, one who handed in twice, notebooks, a
file that cannot be read, one student who handed in nothing, and some open questions.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from math import exp
from pathlib import Path
from typing import Any

import nbformat

from ..activity import Item
from ..answers import MIME, document, dumps
from ..sheet import SURE
from ..vocabulary import VERDICT
from .assign import Part, assign, of_bank, of_module
from .csv_file import save
from .folder import Folder, write
from .key import Key, load

STUDENTS = 30
FIRST_ID = 9001
REASONS = (
    "I think so because it is obvious, and the other side always lies.",
    "The card does not show it, so the statement is not verified.",
    "The words ‘people close to the owner say’ name nobody, so I would not pass it on without the letter.",
    "If I swap the flags, the brief still says who says so and what is not verified, so it would earn the same.",
)
"""What simulated students give as a reason, from a poor one to good ones."""

GUIDE = """A class to try the teacher's commands on. SIMULATED: nobody in it exists.

Type, one line after the other:

    cd {folder}/start
    secondsource collect submissions.zip --roster gradebook.csv
    secondsource grade
    cd ../finish
    secondsource collect submissions.zip --roster gradebook.csv
    secondsource grade
    secondsource review
    secondsource feedback
    secondsource export --canvas "Finish (4242)" --so-far
    secondsource report --before ../start

Then open review/index.html, mark some answers, press ‘Save marks’, and type

    secondsource review --add THE-FILE-THAT-WAS-SAVED
    secondsource grade

To begin anew, throw this folder away and make another one.
"""


def demo_class(path: Path, seed: int = 1) -> tuple[Folder, Folder]:
    """Write a simulated class into the new folder `path`: the assignments `start` and `finish`, handed in.

    The same `seed` gives the same files. Raises `FileExistsError` where `path` is there already.
    """
    path.mkdir(parents=True)
    start, finish = Folder(path / "start"), Folder(path / "finish")
    _assignment(start, "Start", [of_bank("a")], random.Random(f"{seed} start"), gain=0.0)  # noqa: S311
    parts = [of_module(1), of_module(5), of_module(9), of_bank("b")]
    _assignment(finish, "Finish", parts, random.Random(f"{seed} finish"), gain=0.9)  # noqa: S311
    write(path / "READ-ME.txt", GUIDE.format(folder=path.name))
    return start, finish


def _assignment(folder: Folder, title: str, parts: list[Part], draw: random.Random, gain: float) -> None:
    assign(folder, folder.path.name, parts, title, public=True, simulated=True)
    key = load(folder.key)
    write(folder.path / "submissions.zip", _zip(dict(_submissions(key, draw, gain))))
    header = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{title} (4242)")
    rows = [(_name(n), FIRST_ID + n, "", f"simulated{n + 1:02}", "Simulated section", "") for n in range(STUDENTS)]
    save(folder.path / "gradebook.csv", header, rows)


def _name(n: int) -> str:
    return f"Student {n + 1:02}, Simulated"


def _submissions(key: Key, draw: random.Random, gain: float) -> Iterator[tuple[str, bytes]]:
    """(name in the zip, content): as Canvas names them."""
    for n in range(STUDENTS):
        ability = draw.gauss(0.4, 0.8) + gain
        answers = _answers(key, draw, ability, n + 1)
        late = "LATE_" if n in (4, 17) else ""
        stem = f"simulatedstudent{n + 1:02}_{late}{FIRST_ID + n}_{5001 + n}_"
        content = {key.activity.id: {"version": key.activity.version, "answers": answers}}
        if n == 11:
            continue  # handed in nothing
        if n == 22:
            yield f"{stem}my answers.json", b'{"format": "secondsource-answers/1", "book":'
        elif n in (6, 14, 25):
            yield f"{stem}{key.activity.id}.ipynb", _notebook(content)
        elif n == 9:
            few = {id: answers[id] for id in list(answers)[:5]}
            first = {key.activity.id: {"version": key.activity.version, "answers": few}}
            yield f"{stem}second-source-answers.json", dumps(first).encode()
            yield f"{stem.replace(str(5001 + n), str(5901 + n))}second-source-answers-1.json", dumps(content).encode()
        else:
            yield f"{stem}second-source-answers.json", dumps(content).encode()


def _notebook(activities: dict[str, Any]) -> bytes:
    output = nbformat.v4.new_output("display_data", {MIME: document(activities), "text/plain": "handed in"})
    cell = nbformat.v4.new_code_cell("hand_in()", id="hand-in", outputs=[output])
    text: str = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
    return text.encode()


def _answers(key: Key, draw: random.Random, ability: float, number: int) -> dict[str, Any]:
    stops = len(key.activity.items) - (draw.randrange(2, 9) if draw.random() < 0.15 else 0)
    found: dict[str, Any] = {}
    for item in key.activity.items[:stops]:
        asked = item.id.removesuffix(SURE)
        if draw.random() > 0.03 and (asked == item.id or asked in found):
            hardness = random.Random(item.id).gauss(0.0, 0.9)  # noqa: S311
            right = draw.random() < 1 / (1 + exp(hardness - ability))
            found[item.id] = _text(item, draw, ability, number) if item.kind == "text" else _answer(item, draw, right)
    return found


def _text(item: Item, draw: random.Random, ability: float, number: int) -> str:
    """One of the sample answers, or a reason: the abler, the better."""
    texts = [text for _, text, _ in item.models] or list(REASONS)
    return f"(Simulated student {number}) {texts[min(len(texts) - 1, max(0, round(ability + draw.random())))]}"


def _answer(item: Item, draw: random.Random, right: bool) -> Any:
    """An answer that fits the item; where `right`, one that the key has."""
    if item.right is not None:
        kept = [pick for pick in item.right if right or draw.random() < 0.5]
        others = [id for id in item.options if id not in item.right] if item.kind in ("spans", "choices") else []
        wrong = [] if right else draw.sample(others, min(len(others), draw.randrange(3)))
        return [list(pick) if isinstance(pick, tuple) else pick for pick in (*kept, *wrong)]
    if item.best is not None and right:
        return item.best
    options = [id for id in item.options if id != item.best]
    if list(item.options) == list(VERDICT) and item.best != "not_verified" and draw.random() < 0.6:
        return "not_verified"  # who is unsure, doubts
    return draw.choice(options)


def _zip(files: dict[str, bytes]) -> bytes:
    """A zip that is the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 12, 0, 0)), content)
    return out.getvalue()
