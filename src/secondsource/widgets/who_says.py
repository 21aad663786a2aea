"""`WhoSays`: for each sentence, who says it? Close, one sentence at a time, or as a sweep: tap the exceptions."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import traitlets as t

from ..activities.who_says import who_says
from ..activity import Activity, Item
from ..article import Article
from . import form
from .base import CourseWidget
from .markup import h, html

STRINGS = form.STRINGS | {
    "chooseException": "Tick the exceptions first, or tick ‘None here’.",
    "chooseWho": "You ticked {where}. Now say who it is.",
    "found": "You found {found} of {exceptions} exceptions. {right} of {all} are as the key has it or accepted too.",
}

CLOSE = "Who says so, in this sentence? Only the words of the sentence itself count."
SWEEP = "Most of these sentences name nobody. Tick the exceptions, those that say or hint who says so, and choose who."


class WhoSays(CourseWidget):
    """Who says so, in this sentence? A named person, a named outlet, someone unnamed, or nobody.

    `source` is an `Article`, with or without a key, or an `Activity` of `choice` items. `mode` is `close` (every
    sentence on its own, with a Check button) or `sweep` (screens of at most `per_screen` sentences: tick the
    exceptions; what is not ticked is *nobody*). Raises `TraitError` for an unknown mode and `ValueError` for screens
    of no sentence.
    """

    mode = t.Enum(("close", "sweep"), "close").tag(sync=True)

    STATE = (*CourseWidget.STATE, "mode")

    def __init__(self, source: Article | Activity, mode: str = "close", per_screen: int = 8, **traits: Any) -> None:
        activity = who_says(source) if isinstance(source, Article) else source
        if mode == "sweep":
            markup = form.worksheet(activity, SWEEP, _sweep(activity, per_screen), "ss-sweep")
        else:
            markup = form.worksheet(activity, CLOSE, [form.field(activity, item) for item in activity.items])
        super().__init__(activity, mode=mode, strings=STRINGS, markup=html(markup), **traits)


def _sweep(activity: Activity, per_screen: int) -> list[Element]:
    """Screens of nearly the same length, at most `per_screen` sentences each."""
    if per_screen < 1:
        raise ValueError(f"per_screen is {per_screen}: expected at least one sentence on a screen")
    count = -(-len(activity.items) // per_screen)
    size = -(-len(activity.items) // max(1, count))
    screens = [activity.items[i : i + size] for i in range(0, len(activity.items), size)]
    return [
        h(
            "div",
            h("h4", f"Screen {number} of {count}") if count > 1 else None,
            form.hard_words({word: gloss for item in screen for word, gloss in item.words.items()}),
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
            form.sleeping("Check this screen", "ss-check-screen", aria_label=f"Check this screen, {number} of {count}"),
            h("p", class_="ss-message", role="status"),
            class_="ss-screen",
        )
        for number, screen in enumerate(screens, start=1)
    ]


def _row(activity: Activity, item: Item) -> Element:
    exceptions = {value: label for value, label in item.options.items() if value != "none"}
    (who,) = form.radios(activity, item, exceptions)
    who.set("class", "ss-options ss-who")
    return h(
        "fieldset",
        form.legend(item),
        form.beside(item),
        h(
            "label",
            h("input", type="checkbox", class_="ss-exception", autocomplete="off"),
            h("span", "It says, or hints, who says so"),
            class_="ss-option",
        ),
        who,
        h("div", class_="ss-feedback"),
        class_="ss-item ss-row",
        data_item=item.id,
    )
