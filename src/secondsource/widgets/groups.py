"""The groups of a sheet as a worksheet: what is judged, the cards that may be used, and the questions."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from ..activity import Activity, Item
from ..sheet import Card, Group, Sheet, Shown
from ..vocabulary import SIDE
from . import form
from .markup import Child, h

MADE_UP = "Made up for practice: places and people are invented."


def groups(sheet: Sheet, activity: Activity, fields: Callable[[Group], list[Child]] | None = None) -> list[Child]:
    """Every group with its exhibits, its statement, its cards and its `fields`, by default one for each item."""
    made: list[Child] = [h("p", MADE_UP, class_="ss-status")] if sheet.made_up else []
    for group in sheet.groups:
        made.append(
            h(
                "div",
                h("h4", group.heading) if group.heading else None,
                *(_sentence(shown) for shown in group.quotes),
                h("p", group.statement, class_="ss-statement", dir="auto") if group.statement else None,
                cards(group.cards),
                *(fields(group) if fields else [field(activity, group, item) for item in group.items]),
                class_="ss-group",
                data_group=group.id,
            )
        )
    return made


def field(activity: Activity, group: Group, item: Item, *extra: Child, below: Child = None) -> Element:
    """The question of one item; it waits where the group says so."""
    after = group.after.get(item.id)
    reason = item.kind != "text" and item.has_key
    return form.field(activity, item, *extra, below=below, reason=reason, after=after)


def cards(of: tuple[Card, ...]) -> Element | None:
    """The evidence that may be used: who it is from, whose voice, when, what it says, how far it carries."""
    if not of:
        return None
    made = [
        h(
            "li",
            h("strong", card.source),
            f" · {SIDE[card.side]}" if SIDE[card.side] else None,
            f" · {card.date}" if card.date[:4] not in card.source else None,
            f" · {card.seen}" if card.seen else None,
            h("p", card.text, dir="auto"),
            h("p", h("em", "How far it carries: "), card.caveat) if card.caveat else None,
            class_="ss-card",
            data_card=card.id,
        )
        for card in of
    ]
    return h("ul", *made, class_="ss-cards", aria_label="Cards")


def _sentence(shown: Shown) -> Element:
    text, words = shown.text, shown.words
    at = text.find(words) if words else -1
    said: list[Child] = [text] if at < 0 else [text[:at], h("mark", words), text[at + len(words) :]]
    where = h("span", f"{shown.where}: ", class_="ss-where")
    beside = h("p", shown.beside, class_="ss-beside") if shown.beside else None
    return h("blockquote", where, h("span", *said, class_="ss-said", dir="auto"), beside, class_="ss-quote")
