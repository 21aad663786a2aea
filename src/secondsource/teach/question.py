"""One question as feedback shows it: what was asked, which words decide, what the key says, what others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..activity import Item, Pick
from ..widgets.form import STRINGS
from ..widgets.markup import Child, h
from .key import Key
from .page import said
from .standing import SIGN, path


def questions(key: Key) -> Iterator[tuple[int, Item, tuple[str, ...]]]:
    """Every question with its number and what stood beside it, where that did not stand beside the one before."""
    before: tuple[str, ...] = ()
    for number, item in enumerate(key.activity.items, start=1):
        beside = key.context.get(item.id, ())
        yield number, item, () if beside == before else beside
        before = beside


def asked(item: Item, number: int, context: tuple[str, ...] = ()) -> list[Child]:
    """The question as it stood there, with the words that decide marked; `context` is what stood beside it."""
    shown = [h("p", text, dir="auto") for text in context]
    return [
        h("h2", f"{number}. {item.label}"),
        h("blockquote", *_marked(item.about, item.quote), dir="auto") if item.about else None,
        h("blockquote", *_marked(item.prompt, item.quote), dir="auto"),
        h("p", item.beside) if item.beside else None,
        h("details", h("summary", "What stood beside it"), *shown) if shown else None,
    ]


def decides(item: Item) -> Child:
    """The words that decide, in a sentence of their own: colour alone would not say it."""
    return h("p", f"The words that decide: ‘{item.quote}’.") if item.quote else None


def key_says(item: Item, explain: bool = True) -> list[Child]:
    """What the key says, what else is accepted, and why, unless that has been said."""
    if item.right is not None:
        return _key_of_set(item, item.right)
    if item.best is None:
        return []
    best = item.key_says or item.options.get(item.best) or STRINGS["nobody"]
    others = [item.options.get(path(id)) or STRINGS["nobody"] for id in item.also]
    why = item.feedback.get(item.best, "")
    return [
        h("p", STRINGS["keySays"].format(answer=best.removesuffix("."))),
        h("p", STRINGS["alsoAccepted"].format(answers=" · ".join(others))) if others else None,
        h("p", why) if why and explain else None,
    ]


def _key_of_set(item: Item, right: tuple[Pick, ...]) -> list[Child]:
    nothing = item.feedback.get("", "")
    if not right:
        return [h("p", "The key: there is nothing that has to be found here. ", nothing), _free(item)]
    lines = (h("li", *headed("kept", f"{said(item, [pick])}."), item.feedback.get(path(pick), "")) for pick in right)
    return [h("p", "The key:"), h("ul", *lines, class_="found"), _free(item)]


def _free(item: Item) -> Child:
    if not item.also:
        return None
    return h("p", f"{STRINGS['free']}: {' · '.join(said(item, [pick]) for pick in item.also)}.")


def models(item: Item, heading: str) -> list[Child]:
    """What others wrote, and what to see in it."""
    if not item.models:
        return []
    shown = (
        h("div", h("p", h("strong", title)), h("blockquote", text, dir="auto"), h("p", why) if why else None)
        for title, text, why in item.models
    )
    return [h("p", heading), *shown]


def headed(word: str, heading: str) -> tuple[Element, Element]:
    """A sign, and the same in words."""
    return h("span", SIGN[word], class_="sign", aria_hidden="true"), h("strong", f"{heading} ")


def points_of(points: float, possible: float) -> str:
    """‘5.5 of 8 points’."""
    return f"{round(points, 2):g} of {round(possible, 2):g} {'point' if possible == 1 else 'points'}"


def _marked(text: str, quote: str | None) -> list[Child]:
    at = text.find(quote) if quote else -1
    if not quote or at < 0:
        return [text]
    return [text[:at], h("mark", quote), text[at + len(quote) :]]
