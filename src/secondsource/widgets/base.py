"""What every widget of the course shares: its three lives, its answers and its score.

Live, it is an anywidget. In the static book `_repr_mimebundle_` adds `text/html`: the same markup and the state as
JSON, which the book's page script brings to life. On paper the markup is a worksheet: it holds no answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import anywidget
import traitlets as t

from .. import activity as activities
from ..activity import Activity
from ..source_file import did_you_mean
from .markup import json_script

STATIC = Path(__file__).parent.parent / "static"

_opened: WeakValueDictionary[str, CourseWidget] = WeakValueDictionary()


class CourseWidget(anywidget.AnyWidget):
    """A widget over one `Activity`.

    `answers` ({item id: value}) and `score` (points so far, a float) can be read and observed from Python; `answers`
    and `checked` (ids of the items whose feedback has been opened) can be set too.
    """

    _esm = STATIC / "secondsource.mjs"
    _css = STATIC / "secondsource.css"

    kind = t.Unicode().tag(sync=True)
    book = t.Unicode(activities.BOOK).tag(sync=True)
    activity = t.Unicode().tag(sync=True)
    version = t.Int(1).tag(sync=True)
    items = t.List(t.Dict()).tag(sync=True)
    markup = t.Unicode().tag(sync=True)
    strings = t.Dict().tag(sync=True)
    answers = t.Dict().tag(sync=True)
    checked = t.List(t.Unicode()).tag(sync=True)
    score = t.Float(0.0, read_only=True)

    FORM = ""
    """The kind whose front end the widget has, where it is not its own."""

    STATE: tuple[str, ...] = ("kind", "book", "activity", "version", "items", "strings", "answers", "checked")

    def __init__(self, activity: Activity, **traits: Any) -> None:
        self._activity = activity
        super().__init__(
            kind=self.FORM or type(self).__name__,
            activity=activity.id,
            version=activity.version,
            items=[self._item_state(item) for item in activity.items],
            **traits,
        )
        _opened[activity.id] = self

    @property
    def asked(self) -> Activity:
        """The activity that the widget asks."""
        return self._activity

    @property
    def possible(self) -> int:
        """How many points there are: one for each item that has a key."""
        return sum(item.has_key for item in self._activity.items)

    @staticmethod
    def _item_state(item: activities.Item) -> dict[str, Any]:
        """What the front end needs of an item. The practice key is in it, and the page says so."""
        always: dict[str, Any] = {"id": item.id, "kind": item.kind, "label": item.label}
        if item.right is not None:
            always |= {"right": list(item.right), "also": list(item.also)}
        sometimes = {
            "options": list(item.options),
            "targets": list(item.targets),
            "accepted": list(item.accepted),
            "feedback": dict(item.feedback),
            "quote": item.quote,
            "keySays": item.key_says,
            "swaps": dict(item.swaps),
            "tooCalm": item.too_calm,
            "cards": dict(item.cards),
            "models": list(item.models),
        }
        return always | {name: value for name, value in sometimes.items() if value}

    @t.validate("answers")
    def _valid_answers(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        answers = dict(proposal["value"])
        items = {item.id: item for item in self._activity.items}
        for id, answer in answers.items():
            if id not in items:
                raise t.TraitError(f"{self.activity} has no item {id!r}{did_you_mean(str(id), items)}")
            why = activities.misfit(items[id], answer)
            if why:
                raise t.TraitError(f"{id}: {why}")
        return answers

    @t.observe("answers")
    def _update_score(self, _change: object = None) -> None:
        self.set_trait("score", float(activities.total(self._activity, self.answers)))

    def static_html(self) -> str:
        """The widget for a page without a kernel, or for paper."""
        state = {name: getattr(self, name) for name in self.STATE}
        return f'<div class="secondsource" data-secondsource="{self.kind}">{json_script(state)}{self.markup}</div>'

    def __repr__(self) -> str:
        return f"<{self.kind} {self.activity!r}: {len(self.answers)} of {len(self.items)} answered>"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/plain": repr(self), "text/html": self.static_html()}, metadata


def opened() -> dict[str, CourseWidget]:
    """The widgets of this session by activity id, the newest of each."""
    return dict(_opened)
