"""What the widget gallery shows: every widget's activity, and an answer to each of its items."""

from __future__ import annotations

import json
from typing import Any

from conftest import ROOT

from secondsource.activity import Activity, Item
from secondsource.widgets import base

PAGE = "notebooks/gallery.html"


def widgets() -> dict[str, base.CourseWidget]:
    """The widgets that the cells of the gallery make, by activity id."""
    notebook = json.loads((ROOT / "notebooks" / "gallery.ipynb").read_text("utf-8"))
    made: dict[str, base.CourseWidget] = {}
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            *lines, last = _statements("".join(cell["source"]))
            exec("\n".join(lines), names)  # noqa: S102
            widget = eval(last, names)  # noqa: S307
            made[widget.activity] = widget
    return made


def _statements(source: str) -> list[str]:
    import ast

    return [ast.unparse(node) for node in ast.parse(source).body]


def best(item: Item) -> Any:
    """The key's answer to an item; where there is no key, an answer that it can hold."""
    if item.kind == "text":
        return "According to one source. Not verified; what is behind it is not known."
    if item.right is not None:
        return [list(pick) if isinstance(pick, tuple) else pick for pick in item.right]
    if item.best is not None:
        return item.best
    if item.kind in ("choices", "spans"):
        return list(item.options)[:1]
    if item.kind in ("links", "pairs"):
        return [[next(iter(item.options)), list(item.targets)[-1]]]
    return next(iter(item.options))


def answers(activity: Activity) -> dict[str, Any]:
    """{item id: the key's answer} for a whole activity."""
    return {item.id: best(item) for item in activity.items}
