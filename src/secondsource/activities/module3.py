"""Module 3, *How good is the source?*: which sources it asks about, and which of the questions about each.

`SourceGrade` takes sheets, so the parts of the lesson are sheets here; `lesson()` gives them as activities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..activity import Activity, Item
from ..sheet import Group, Sheet
from . import module1
from .readings import mixed

TITLE = "How good is the source?"
MINUTES = 35
"""Without the two grades of each source, which are extra."""

ALL: tuple[str, ...] = ("could-know", "gain", "checked", "reliability", "credibility")
"""The three questions, then the two grades."""

GRADES = ALL[-2:]

SHORT = {
    "bridge": "the text message",
    "pancakes": "the cook",
    "mash": "Mash",
    "marochko": "Marochko",
    "analysts": "“Ukrainian military analysts”",
    "officials": "“Ukrainian officials”",
    "hur": "HUR",
    "prosecutors": "the prosecutors",
    "afp": "AFP",
    "mediazona-courts": "Mediazona",
    "transfer": "the fan page",
}
"""Every source of the lesson, in reading order, by a name short enough for a table."""

MADE_UP = ("bridge", "pancakes", "transfer")


def back() -> Activity:
    """Four sentences of module 1, mixed; each of its four answers occurs once."""
    return mixed(
        "m3-back",
        "Coming back: who says so?",
        module1.alone(),
        module1.transfer(),
        module1.other_flags(),
        take=[
            "kupyansk.9.attribution",
            "other-flag.2.attribution",
            "kharkiv.18.attribution",
            "brackwater.7.attribution",
        ],
    )


def opening() -> Sheet:
    """How many origins? What module 2 asks, on a made-up story that has nothing to do with war."""
    return Sheet.load("m3-owls").part(id="m3-opening")


def practice() -> Sheet:
    """Two made-up sources: an unknown sender with good news, and a good cook whose plan goes wrong."""
    return Sheet.load("sources-practice").part(["bridge", "pancakes"], id="m3-practice", title="A message and a cook")


def worked() -> Sheet:
    """The source that the lesson works through itself: what is said and the cards, without a question."""
    return asked(Sheet.load("sources").part(["mash"], id="m3-worked", title="Watch one"), {"mash": ()})


def half_done() -> Sheet:
    """One source with the first step of each question given away."""
    return asked(
        Sheet.load("sources").part(["marochko"], id="m3-half-done", title="One to finish"),
        {"marochko": ALL},
        leads={
            "could-know": "The first step is done: the second card says where he has it from. Look for the word "
            "“sources”. What do you learn about them?",
            "gain": "The first step is done: the first card says what he was. Which side did he speak for?",
            "checked": "The first step is done: two other sites carry the story. Where does each of them have it from?",
        },
    )


def alone() -> Sheet:
    """Two sources without a name, one of them without a card."""
    return asked(
        Sheet.load("sources").part(["analysts", "officials"], id="m3-alone", title="Two without a name"),
        {"analysts": ("could-know", *GRADES), "officials": ALL},
    )


def other_flags() -> Sheet:
    """Two Ukrainian offices: one on the other army, one on its own."""
    return asked(
        Sheet.load("sources").part(["hur", "prosecutors"], id="m3-other-flags", title="Two offices of one country"),
        {"hur": ("gain", *GRADES), "prosecutors": ("gain", *GRADES)},
    )


def third_parties() -> Sheet:
    """A news agency from neither country, and a Russian outlet on cases in Russian courts."""
    return asked(
        Sheet.load("sources").part(["afp", "mediazona-courts"], id="m3-third-parties", title="An agency and an outlet"),
        {"afp": ("could-know", *GRADES), "mediazona-courts": ("checked", *GRADES)},
    )


def transfer() -> Sheet:
    """A rumour about a footballer: the three questions and the two grades, far from any war."""
    return Sheet.load("sources-practice").part(["transfer"], id="m3-transfer", title="A rumour in Ostrick")


def exercise_sheet() -> Sheet:
    """Unnamed sources behind an agency, and an agency that says what it could not confirm."""
    return Sheet.load("m3-exercise")


def exercise() -> Activity:
    """The questions of `exercise_sheet`."""
    return exercise_sheet().activity()


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    sheets = [opening(), practice(), half_done(), alone(), other_flags(), third_parties(), transfer()]
    return [back(), *(sheet.activity() for sheet in sheets)]


def grades() -> list[dict[str, Any]]:
    """One row a source of the lesson: source, made_up, and the key's reliability (A–F) and credibility (1–6)."""
    rows = []
    for name, short in SHORT.items():
        (group,) = Sheet.load("sources-practice" if name in MADE_UP else "sources").part([name]).groups
        letter, digit = (_item_of(group, grade).best for grade in GRADES)
        rows.append(
            {"source": short, "made_up": name in MADE_UP, "reliability": letter, "credibility": int(digit or 0)}
        )
    return rows


def asked(sheet: Sheet, keep: Mapping[str, Sequence[str]], leads: Mapping[str, str] | None = None) -> Sheet:
    """The sheet with the questions that `keep` names for each of its groups: {group: questions}.

    A grade that waits for a question which is left out waits for the first one that is kept. `leads` gives a first step
    away: {question: text}.
    """
    leads = leads or {}
    groups = []
    for group in sheet.groups:
        items = tuple(replace(_item_of(group, question), lead=leads.get(question, "")) for question in keep[group.id])
        ids = {item.id for item in items}
        after = {id: waits if waits in ids else items[0].id for id, waits in (group.after or {}).items() if id in ids}
        groups.append(replace(group, items=items, after=after))
    return replace(sheet, groups=tuple(groups))


def _item_of(group: Group, question: str) -> Item:
    return next(item for item in group.items if item.id.endswith(f".{question}"))
