"""The part of the class report on the questions that split the class: they are the lesson.

Seen  ->  the most divided questions, each with its words, a chart, a table
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..activity import Item, Pick
from ..widgets.markup import Child, h
from .charts import bars
from .item_analysis import FEW, division, splitting, tally
from .page import said, table
from .question import Question, asked, decides
from .seen import ALSO, THE_KEYS, Chosen, Seen, statistics
from .standing import path

MOST = 5

CAMP = 0.25
"""The smallest share of the answers that is a side to be heard, and not one or two persons."""

ASK = (
    "These questions split the class most. A division is a lesson, not a fault: ask both sides for the words that they "
    "rest on, and invite them to appeal. Perhaps the key is wrong: a reason that rests on the words of the sentence "
    "counts as much. Where they convince you, correct the key and grade again; your marks stay."
)
DIVISION = (
    "Division is twice the share of the second side: 0 where all agree, 1 where two sides have half of the answers "
    "each. Where several things could be marked, the sides are those who marked the one that splits the class most, "
    "and the others."
)
SIGNS = {THE_KEYS: "✓", ALSO: "≈"}
"""What stands in a chart before an answer, by what the key says of it."""


def divided(seen: Seen) -> list[Child]:
    """Up to five questions, the most divided first; of equals, the one that was asked first."""
    if not seen.answers:
        return []
    found = _divisions(seen)
    if not found:
        return [h("p", f"Left out: no question was answered by {FEW} students.")]
    most = most_divided(seen)
    if not most:
        return [h("p", f"Nothing: nowhere did a second side have {CAMP:.0%} of the answers.")]
    rows = [(seen.items[id].label, found[id], len(seen.answers[id])) for id in most]
    return [
        h("p", ASK),
        *(_split(seen, seen.items[id], n) for n, id in enumerate(most, 1)),
        statistics(h("p", DIVISION), table("How divided", ("Question", "Division", "Students"), rows)),
    ]


def most_divided(seen: Seen) -> list[str]:
    """The ids of up to five questions, the most divided first."""
    found = _divisions(seen)
    return sorted((id for id in found if found[id] >= 2 * CAMP), key=lambda id: -found[id])[:MOST]


def _divisions(seen: Seen) -> dict[str, float]:
    return {id: division(answers) for id, answers in seen.answers.items() if len(answers) >= FEW}


def _split(seen: Seen, item: Item, place: int) -> Element:
    rows, more = seen.chosen(item)
    n = len(seen.answers[item.id])
    words, told = _sides(seen, item, rows)
    feedback = [(pick, item.feedback.get(path(pick))) for pick in told]
    points = [h("li", h("strong", said(item, _answer(item, pick))), ": ", text) for pick, text in feedback if text]
    keyed = {row.key for row in rows}
    chart = bars(
        [f"{SIGNS[row.key]} {row.words}" if row.key else row.words for row in rows],
        {"Students": [row.n for row in rows]},
        f"{item.label}: {n} students." + "".join(f" {SIGNS[key]} {key}." for key in SIGNS if key in keyed),
    )
    return h(
        "article",
        h("h3", item.label),
        *_asked(seen, item),
        h("p", f"Of {n}, {words}; {len(seen.handed_in) - n} gave no answer."),
        chart,
        table(
            f"{item.label}: what {n} students answered",
            ("Answer", "Students", "Key"),
            [(row.words, row.n, row.key) for row in rows],
        ),
        h("p", more) if more else None,
        h("p", f"The key says: {item.key_says}") if item.key_says else None,
        None if item.has_key else h("p", "This question has no key."),
        h("p", "What the feedback says to them:") if points else None,
        h("ul", *points) if points else None,
        id=f"divided-{place}",
    )


def _sides(seen: Seen, item: Item, rows: Iterable[Chosen]) -> tuple[str, list[Pick]]:
    """The two largest sides in words, and what they chose; of a set, the pick that some made and others did not."""
    if item.kind in ("choice", "scale"):
        first, second = sorted(rows, key=lambda row: -row.n)[:2]
        words = f"{first.n} chose ‘{first.words}’ and {second.n} chose ‘{second.words}’"
        return words, [first.pick, second.pick]
    answers = seen.answers[item.id]
    pick = splitting(answers)
    made = tally(answers)[pick]
    return f"{made} marked ‘{said(item, [pick])}’ and {len(answers) - made} did not", [pick]


def _answer(item: Item, pick: Pick) -> object:
    return pick if item.kind in ("choice", "scale") else [pick]


def _asked(seen: Seen, item: Item) -> list[Child]:
    """The question, the sentence that it is about with the words that decide, and what else stood beside it."""
    sentence, question = seen.sentence(item)
    beside = tuple(text for text in seen.key.context.get(item.id, ()) if text != sentence)
    _, *shown = asked(Question(item, about=sentence if question else ""))
    name = None if item.spans else h("h4", "The cards" if item.id in seen.verdicts else "The text")
    cards = [name, *(h("p", text, dir="auto") for text in beside)] if beside else []
    return [*shown, *cards, decides(item)]
