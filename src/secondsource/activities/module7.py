"""Module 7, *Language as a trace*: which clues it asks, and how far each of them leads.

`ClueMatch` takes sheets, so the parts of the lesson are sheets here; `lesson()` gives them as activities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..activity import Activity, Item
from ..article import Article
from ..sheet import Group, Sheet
from . import module1
from .frame_grid import frame_grid
from .readings import mixed
from .stretches import number_check

TITLE = "Language as a trace"
MINUTES = 15
"""Without the first and the last stop, which are extra."""

WORKED = {"kupyansk": (4, 9)}
"""The sentences with the two spellings that the lesson works through itself."""

FINISH = ("golubovka", "n-26")
ALONE = ("koliesnikivka", "moskovka", "redkovka")


def opening() -> Sheet:
    """What module 6 asks, on a made-up tram stop: who is judged, and is a frame untrue?"""
    return Sheet.load("m7-opening")


def back() -> Activity:
    """Questions of modules 1, 4 and 6, mixed."""
    return mixed(
        "m7-back",
        "Coming back",
        module1.transfer(),
        number_check([(Article.load("kharkiv"), [12])]),
        frame_grid([(Article.load("kharkiv"), "16-20")]),
        take=["kharkiv.16-20.moral_evaluation", "brackwater.2.attribution", "kharkiv.12.figures.12-headquarters.who"],
    )


def practice() -> Sheet:
    """The made-up leaflet of a museum: six clues, what they allow to say, and what they do not."""
    return Sheet.load("clues-practice").part(id="m7-practice", title="A leaflet from the mill museum")


def half_done() -> Sheet:
    """Two clues with the first step given away."""
    return _places(
        "m7-half-done",
        "Two to finish",
        FINISH,
        lead="The first step is done. For Golubovka, look at the list of Secret Firmy and at the spellings of Gwara "
        "Media. For the N, count the cards that have it, and see in which languages they are.",
        cards=("list", "unit", "gwara", "road", "road-russian"),
    )


def places() -> Sheet:
    """Three names of places, and what follows for the truth."""
    return _places(
        "m7-places", "Three names", ALONE, "truth", cards=("list", "unit", "gwara", "italian-map", "one-page")
    )


def terms() -> Sheet:
    """Six terms of the Kharkiv article, what one of them means, and what to do next."""
    sheet = Sheet.load("clues").part(["terms"], "m7-terms", "Six terms")
    (group,) = sheet.groups
    return replace(sheet, groups=(_asked(group, "match", "neutral", "next"),))


def other_flags() -> Sheet:
    """An odd word about either army, the odd English of a Ukrainian figure, and one spelling for two general staffs."""
    sheet = Sheet.load("m7-flags").part(id="m7-other-flags", title="The same test, other flags")
    clues = Sheet.load("clues")
    terms, names = clues.part(["terms"]).groups[0], clues.part(["places"]).groups[0]
    return replace(
        sheet,
        status=clues.status,
        groups=(
            *sheet.groups,
            _heading(_cards(_asked(terms, "other-flag"), "liga"), "A page in odd English"),
            _heading(_cards(_asked(names, "who"), "list", "gwara", "one-page"), "One spelling for two sides"),
        ),
    )


def transfer() -> Sheet:
    """A made-up recipe that has come through made-up languages."""
    return Sheet.load("m7-transfer")


def exercise_sheet() -> Sheet:
    """Five more clues, one village in two spellings, a mixture of names, and a reason."""
    sheet = Sheet.load("m7-exercise")
    mixture = _asked(Sheet.load("clues").part(["places"]).groups[0], "mixture")
    mixture = _heading(_cards(mixture, "list", "unit", "gwara"), "Two endings in one article")
    clues, reason = sheet.groups
    return replace(sheet, groups=(clues, mixture, reason))


def exercise() -> Activity:
    """The questions of `exercise_sheet`."""
    return exercise_sheet().activity()


def lesson() -> list[Activity]:
    """Every activity of the lesson, in reading order."""
    sheets = [practice(), half_done(), places(), terms(), other_flags(), transfer()]
    return [opening().activity(), back(), *(sheet.activity() for sheet in sheets)]


def clues() -> list[dict[str, str]]:
    """One row a clue of the two articles: kind (a name or a term), clue, and where it leads by the key."""
    rows = []
    for group in Sheet.load("clues").groups:
        match = group.items[0]
        kind = "a name" if group.id == "places" else "a term"
        for pair in match.right or ():
            if isinstance(pair, tuple):
                rows.append({"kind": kind, "clue": match.options[pair[0]], "leads": match.targets[pair[1]]})
    return rows


def _places(id: str, title: str, clues: Sequence[str], *more: str, cards: Sequence[str], lead: str = "") -> Sheet:
    sheet = Sheet.load("clues").part(["places"], id, title)
    group = _asked(sheet.groups[0], "match", *more)
    match, *rest = group.items
    match = replace(_only(match, clues), lead=lead)
    return replace(sheet, groups=(_cards(replace(group, items=(match, *rest), quotes=()), *cards),))


def _only(match: Item, clues: Sequence[str]) -> Item:
    """The item with these clues alone."""
    return replace(
        match,
        options={id: text for id, text in match.options.items() if id in clues},
        right=tuple(pair for pair in match.right or () if pair[0] in clues),
        also=tuple(pair for pair in match.also if pair[0] in clues),
        feedback={pair: text for pair, text in match.feedback.items() if pair.split("/")[0] in clues},
    )


def _asked(group: Group, *questions: str) -> Group:
    """The group with these questions; one that waits for a question that is not there does not wait."""
    items = tuple(item for item in group.items if item.id.rsplit(".", 1)[-1] in questions)
    ids = {item.id for item in items}
    after = {id: waits for id, waits in (group.after or {}).items() if {id, waits} <= ids}
    return replace(group, items=items, after=after)


def _cards(group: Group, *cards: str) -> Group:
    """The group with these cards, and without exhibits."""
    return replace(group, quotes=(), cards=tuple(card for card in group.cards if card.id in cards))


def _heading(group: Group, heading: str) -> Group:
    return replace(group, heading=heading, items=tuple(replace(item, label=heading) for item in group.items))
