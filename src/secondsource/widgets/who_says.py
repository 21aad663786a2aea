"""`WhoSays`: for each sentence, who says it? Close, one sentence at a time, or as a sweep: tap the exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import traitlets as t

from ..activities.who_says import who_says
from ..activity import Activity, Item
from ..article import Article
from .base import CourseWidget
from .markup import h, html

STRINGS = {
    "best": "As the key has it.",
    "also": "Accepted too. The key prefers ‘{best}’.",
    "other": "The key sees it differently: ‘{best}’.",
    "nobody": "nobody",
    "kept": "Your answer is kept. This text has no key.",
    "choose": "Choose an answer first.",
    "chooseException": "Tick the exceptions first, or tick ‘None here’.",
    "chooseWho": "You ticked {where}. Now say who it is.",
    "disagree": "Disagree with the key?",
    "keySays": "The key says: {answer}.",
    "alsoAccepted": "Also accepted: {answers}.",
    "appeal": "A reason that rests on the words of the sentence counts as much as the key. "
    "Write yours down and show it to someone.",
    "progress": "{checked} of {all} checked, {right} as the key has it or accepted too.",
    "found": "You found {found} of {exceptions} exceptions. {right} of {all} are as the key has it or accepted too.",
    "progressNoKey": "{checked} of {all} answered.",
    "downloaded": "Saved as {file}. It holds {n} of your answers.",
    "restored": "{here} answers are back here, and {elsewhere} in other exercises.",
    "notRestored": "That file was not used: {why} Your answers here are unchanged.",
    "notJson": "it is not an answers file of this course.",
    "otherBook": "it belongs to another book.",
    "tooLarge": "it is too large to be an answers file.",
    "nothingFits": "none of its answers belong to an exercise on this page or in this book.",
    "reset": "Your answers here are cleared.",
    "undone": "Your answers are back.",
    "noStorage": "This browser does not let the page remember answers. Use ‘Download my answers’ before you leave.",
}
"""What the front end says; a translation replaces it."""


class WhoSays(CourseWidget):
    """Who says so, in this sentence? A named person, a named outlet, someone unnamed, or nobody.

    `source` is an `Article`, with or without a key, or an `Activity` of `choice` items. `mode` is `close` (every
    sentence on its own, with a Check button) or `sweep` (screens of at most `per_screen` sentences: tick the
    exceptions; what is not ticked is *nobody*). Raises `TraitError` for an unknown mode.
    """

    mode = t.Enum(("close", "sweep"), "close").tag(sync=True)

    STATE = (*CourseWidget.STATE, "mode")

    def __init__(self, source: Article | Activity, mode: str = "close", per_screen: int = 8, **traits: Any) -> None:
        activity = who_says(source) if isinstance(source, Article) else source
        body = _sweep(activity, per_screen) if mode == "sweep" else _close(activity)
        super().__init__(activity, mode=mode, strings=STRINGS, markup=html(_worksheet(activity, mode, body)), **traits)


def _worksheet(activity: Activity, mode: str, body: Sequence[Element]) -> Element:
    """The worksheet: fillable by hand, no answers in it. Buttons sleep until the script wakes them."""
    ask = (
        "Who says so, in this sentence? Only the words of the sentence itself count."
        if mode == "close"
        else "Most of these sentences name nobody. Tick the exceptions, those that say or hint who says so, "
        "and choose who."
    )
    return h(
        "section",
        h("h3", activity.title, class_="ss-title", id=f"ss-{activity.id}"),
        h("p", ask, class_="ss-ask"),
        h("p", "Without JavaScript this is a worksheet: fill it in here or on paper.", class_="ss-nojs"),
        _status(activity),
        *body,
        h("p", class_="ss-progress"),
        _status(activity),
        _tools(),
        class_=f"ss-widget ss-{mode}",
        aria_labelledby=f"ss-{activity.id}",
    )


def _status(activity: Activity) -> Element | None:
    return h("p", h("strong", "Exhibits. "), activity.status, class_="ss-status") if activity.status else None


def _close(activity: Activity) -> list[Element]:
    return [
        h(
            "fieldset",
            _legend(item),
            _beside(item),
            _words(item.words),
            h("p", item.lead, class_="ss-lead") if item.lead else None,
            h("div", *_radios(activity, item, item.options), class_="ss-options"),
            h("p", "Which words tell you?", class_="ss-write"),
            _sleeping("Check", "ss-check", aria_label=f"Check {item.label}"),
            h("div", class_="ss-feedback"),
            class_="ss-item",
            data_item=item.id,
        )
        for item in activity.items
    ]


def _sweep(activity: Activity, per_screen: int) -> list[Element]:
    """Screens of nearly the same length, at most `per_screen` sentences each."""
    count = -(-len(activity.items) // per_screen)
    size = -(-len(activity.items) // count)
    screens = [activity.items[i : i + size] for i in range(0, len(activity.items), size)]
    return [
        h(
            "div",
            h("h4", f"Screen {number} of {count}") if count > 1 else None,
            _words({word: gloss for item in screen for word, gloss in item.words.items()}),
            *(_row(activity, item) for item in screen),
            h(
                "p",
                h(
                    "label",
                    h("input", type="checkbox", class_="ss-none", autocomplete="off"),
                    h("span", "None here: no sentence on this screen says who says so"),
                    class_="ss-option",
                ),
            ),
            _sleeping("Check this screen", "ss-check-screen", aria_label=f"Check this screen, {number} of {count}"),
            h("p", class_="ss-message", role="status"),
            class_="ss-screen",
        )
        for number, screen in enumerate(screens, start=1)
    ]


def _row(activity: Activity, item: Item) -> Element:
    exceptions = {value: label for value, label in item.options.items() if value != "none"}
    return h(
        "fieldset",
        _legend(item),
        _beside(item),
        h(
            "label",
            h("input", type="checkbox", class_="ss-exception", autocomplete="off"),
            h("span", "It says, or hints, who says so"),
            class_="ss-option",
        ),
        h("div", *_radios(activity, item, exceptions), class_="ss-options ss-who"),
        h("div", class_="ss-feedback"),
        class_="ss-item ss-row",
        data_item=item.id,
    )


def _legend(item: Item) -> Element:
    return h(
        "legend",
        h("span", f"{item.label}: ", class_="ss-where"),
        h("span", item.prompt, class_="ss-said", dir="auto"),
    )


def _beside(item: Item) -> Element | None:
    return h("p", item.beside, class_="ss-beside") if item.beside else None


def _words(words: Mapping[str, str]) -> Element | None:
    if not words:
        return None
    pairs = [element for word, gloss in words.items() for element in (h("dt", word), h("dd", gloss))]
    return h("details", h("summary", "Hard words"), h("dl", *pairs), class_="ss-words")


def _radios(activity: Activity, item: Item, options: Mapping[str, str]) -> list[Element]:
    return [
        h(
            "label",
            h("input", type="radio", name=f"{activity.id}:{item.id}", value=value, autocomplete="off"),
            h("span", label),
            class_="ss-option",
        )
        for value, label in options.items()
    ]


def _sleeping(label: str, class_: str, **attributes: str) -> Element:
    return h("button", label, type="button", class_=f"ss-button {class_}", disabled=True, **attributes)


def _tools() -> Element:
    return h(
        "div",
        _sleeping("Download my answers", "ss-download"),
        _sleeping("Restore answers from a file", "ss-restore"),
        h(
            "input",
            type="file",
            accept=".json,application/json",
            class_="ss-file",
            hidden=True,
            aria_label="Answers file",
        ),
        _sleeping("Reset", "ss-reset"),
        h("button", "Undo reset", type="button", class_="ss-button ss-undo", hidden=True),
        h("p", class_="ss-message", role="status"),
        h("p", "Practice: the key is in this page. Your answers stay in this browser.", class_="ss-note"),
        class_="ss-tools",
    )
