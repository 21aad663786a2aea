"""One question as feedback shows it: what was asked, which words decide, what the key says, what others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..activity import Item, Pick
from ..sheet import SURE
from ..widgets.form import STRINGS
from ..widgets.markup import Child, h
from .key import Key
from .page import said
from .standing import SIGN, path

THE_KEY = "The key is the list of answers that your teacher marks by; you may disagree with it. "
APPEAL = (
    "A reason that rests on the words of the sentence counts as much as the key. Write yours down and show it to your "
    "teacher."
)
DIFFER = "Careful readers differ most over where a marked part begins, and over mild words. "


@dataclass(frozen=True)
class Question:
    """A question, and the one that asks how sure its answer is.

    `about` is the sentence that it is about, '' where the question is the sentence. `beside` is what stood beside it,
    unless that stood beside the question before. Of a text to mark, the first paragraph is what was asked.
    """

    item: Item
    sure: Item | None = None
    about: str = ""
    beside: tuple[str, ...] = ()


def questions(key: Key) -> Iterator[Question]:
    """Every question, in the order in which they were asked."""
    sure = {item.id: item for item in key.activity.items if item.id.endswith(SURE) and not key.possible(item)}
    asked = {item.id for item in key.activity.items}
    before: tuple[str, ...] = ()
    for item in key.activity.items:
        if item.id in sure and item.id.removesuffix(SURE) in asked:
            continue
        first, *rest = key.context.get(item.id, ()) or ("",)
        if item.about or item.spans:
            first, rest = item.about, [*filter(None, [first]), *rest]
        beside = tuple(rest)
        again = beside == before and not item.spans
        yield Question(item, sure.get(item.id + SURE), first, () if again else beside)
        before = beside


def asked(question: Question) -> list[Child]:
    """The question as it stood there, with the words that decide marked."""
    item, about = question.item, question.about
    beside = [h("p", text, dir="auto") for text in question.beside]
    ask, shown = (beside[:1], beside[1:]) if item.spans else ([], beside)
    return [
        h("h2", item.label),
        *ask,
        h("blockquote", *_marked(about, item.quote), dir="auto") if about else None,
        h("p" if about else "blockquote", *_marked(item.prompt, item.quote), dir="auto"),
        h("p", item.beside) if item.beside else None,
        h("details", h("summary", "The cards" if about and not item.about else "The text"), *shown) if shown else None,
    ]


def appeal(key: Key) -> list[Child]:
    """What to do for who disagrees with the key."""
    spans = any(item.spans and item.has_key for item in key.activity.items)
    return [h("h2", STRINGS["disagree"]), h("p", THE_KEY, DIFFER if spans else None, APPEAL)]


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
