"""Write HTML as elements, so that whatever stands in an article, a key or an answer is escaped."""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None


def h(tag: str, *children: Child, **attributes: str | bool | None) -> Element:
    """An element. `class_` loses its underscore, `data_kind` becomes `data-kind`; None and False are left out."""
    element = Element(tag)
    for name, value in attributes.items():
        if value is not None and value is not False:
            element.set(name.rstrip("_").replace("_", "-"), "" if value is True else value)
    last: Element | None = None
    for child in children:
        if isinstance(child, str):
            text = _printable(child)
            if last is None:
                element.text = (element.text or "") + text
            else:
                last.tail = (last.tail or "") + text
        elif child is not None:
            element.append(child)
            last = child
    return element


def html(element: Element) -> str:
    """The element as HTML text."""
    for node in element.iter():
        for name, value in node.attrib.items():
            node.set(name, _printable(value))
    return tostring(element, encoding="unicode", method="html")


def json_script(data: Any) -> str:
    """`data` as a JSON script element; nothing in it can close the element or open a comment."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/json">{_printable(text)}</script>'


def _printable(text: str) -> str:
    """`text` with lone surrogates and control characters, which no page can hold, as U+FFFD."""
    return "".join(
        "\ufffd" if "\ud800" <= c <= "\udfff" or (c < " " and c not in "\t\n\r") or c == "\x7f" else c for c in text
    )
