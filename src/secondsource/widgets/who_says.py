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
NONE = "None here: no sentence on this screen says who says so"


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
            markup = form.worksheet(activity, SWEEP, form.screens(activity, _row, NONE, per_screen), "ss-sweep")
        else:
            markup = form.worksheet(activity, CLOSE, [form.field(activity, item) for item in activity.items])
        super().__init__(activity, mode=mode, strings=STRINGS, markup=html(markup), **traits)


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
        h("div", class_="ss-feedback ss-live"),
        class_="ss-item ss-row",
        data_item=item.id,
    )
