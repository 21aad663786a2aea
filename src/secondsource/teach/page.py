"""The pages a teacher opens or hands back: each is one file, works without a network, and prints.

Everything that came from a student goes through `h`, which escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..activity import Item
from ..widgets.markup import Child, h, html
from .key import Key

STYLE = """
:root { color-scheme: light dark; --line: #767676; --soft: #f2f4f7; --text: #1a1a1a; --back: #fff; --link: #0b5394; }
@media (prefers-color-scheme: dark) {
  :root { --line: #8c8c8c; --soft: #24292f; --text: #eee; --back: #121212; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
section, article { border-top: 1px solid var(--line); padding: .5rem 0 1rem; }
section > h2 { margin-top: .5rem; }
blockquote { margin: .5rem 0; padding: .25rem 1rem; border-inline-start: .25rem solid var(--line);
  background: var(--soft); }
table { border-collapse: collapse; }
caption { text-align: start; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: start; vertical-align: top; }
td.number { text-align: end; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.answer { white-space: pre-wrap; overflow-wrap: anywhere; }
.note { background: var(--soft); padding: .5rem 1rem; }
svg { max-width: 100%; height: auto; background: #fff; }
@media (max-width: 30rem) {
  body { padding: .5rem; }
  blockquote, .note { padding-inline: .5rem; }
  table { font-size: .8rem; }
  th, td { padding: .15rem .3rem; overflow-wrap: anywhere; }
}
@media print {
  @page { margin: 1.5cm; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.35; }
  h1 { font-size: 16pt; }
  h2, h3 { font-size: 12pt; margin: .5rem 0 .25rem; break-after: avoid; }
  p, ul { margin-block: .25rem; }
  section, article { padding: .25rem 0; }
  blockquote, figure, svg, li, tr { break-inside: avoid; }
  mark { text-decoration: underline .12em; }
}
"""

SIMULATED = "This class is simulated: its students do not exist."


def page(title: str, body: Iterable[Child], style: str = "", script: str = "") -> str:
    """A whole page. `style` and `script` are the project's own text, never a student's."""
    if "</" in script.replace("<\\/", ""):
        raise ValueError("a script in a page must not hold '</'")
    head = (
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="robots", content="noindex"),
        h("title", title),
    )
    content = "".join(map(html, head)), html(h("main", h("h1", title), *body))
    ending = f"<script>{script}</script>" if script else ""
    return (
        f'<!doctype html>\n<html lang="en"><head>{content[0]}<style>{STYLE}{style}</style></head>'
        f"<body>{content[1]}{ending}</body></html>\n"
    )


def notes(key: Key) -> list[Child]:
    """What stands at the top of every page: how far the exhibits are verified, and that a class is simulated."""
    said = [SIMULATED if key.simulated else "", key.activity.status]
    return [h("p", text, class_="note") for text in said if text]


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[Child | float]]) -> Child:
    """A table with a caption that scrolls by itself where it is too wide; numbers stand to the right."""
    body = [h("tr", *(_cell(cell, first=not i) for i, cell in enumerate(row))) for row in rows]
    columns = h("tr", *(h("th", name, scope="col") for name in header))
    made = h("table", h("caption", caption), h("thead", columns), h("tbody", *body))
    return h("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _cell(cell: Child | float, first: bool) -> Child:
    if isinstance(cell, int | float):
        number = f"{cell:g}" if isinstance(cell, int) else f"{cell:.2f}"
        return h("td", number.replace("-", "−"), class_="number")
    return h("th", cell, scope="row") if first else h("td", cell)


def said(item: Item, answer: object) -> str:
    """An answer in the words that the student saw; whatever fits no option stands there as it is."""
    if item.kind in ("choice", "scale"):
        whole = isinstance(answer, float) and answer.is_integer()
        id = str(int(answer)) if whole else str(answer)  # type: ignore[call-overload]
        return item.options.get(id, id)
    if item.kind == "text" or not isinstance(answer, list | tuple):
        return str(answer)
    if not answer:
        return "None here"
    return " · ".join(_pick(item, pick) for pick in answer)


def _pick(item: Item, pick: object) -> str:
    if isinstance(pick, list | tuple) and len(pick) == 2:
        first, second = map(str, pick)
        arrow = " → " if item.kind == "pairs" else " ← "
        return f"{item.options.get(first, first)}{arrow}{item.targets.get(second, second)}"
    return item.options.get(str(pick), str(pick))
