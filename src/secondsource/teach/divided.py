"""The part of the class report on the questions that split the class: they are the lesson.

Seen  ->  the most divided questions, each with its words, a chart, a table
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..activity import Item
from ..widgets.markup import Child, h
from .charts import bars
from .item_analysis import FEW, division
from .page import table
from .seen import Chosen, Seen

MOST = 5

ASK = (
    "These questions split the class most. A division is a lesson, not a fault: ask both sides for the words that they "
    "rest on. Perhaps the key is wrong. A reason that rests on the words of the sentence counts as much as the key, so "
    "invite your class to appeal; where they convince you, correct the key and grade again. Your marks stay. Division "
    "is 0 where all agree and 1 where the class is evenly split."
)


def divided(seen: Seen) -> list[Child]:
    """Up to five questions, the most divided first; of equals, the one that was asked first."""
    found = {
        id: round(division(answers, len(seen.items[id].options)), 9)
        for id, answers in seen.answers.items()
        if len(answers) >= FEW
    }
    if not found:
        return [h("p", f"No question has {FEW} answers to choose from: who chose what would point at persons.")]
    most = sorted((id for id in found if found[id]), key=lambda id: -found[id])[:MOST]
    if not most:
        return [h("p", "Nothing: on every question, all who answered chose the same.")]
    return [h("p", ASK), *(_split(seen, seen.items[id], found[id]) for id in most)]


def _split(seen: Seen, item: Item, division: float) -> Element:
    rows, n, name = seen.chosen(item), len(seen.answers[item.id]), seen.name(item)
    chose = "chose" if item.kind in ("choice", "scale") else "marked"
    told = _told(item, rows, n)
    feedback = [(row, item.feedback.get(row.pick if isinstance(row.pick, str) else "/".join(row.pick))) for row in told]
    points = [h("li", h("strong", row.words), f" ({row.n} of {n}): ", text) for row, text in feedback if text]
    chart = bars(
        [f"{row.words} ({row.key})" if row.key else row.words for row in rows],
        {"Students": [row.n for row in rows]},
        f"{name}: {n} students.",
    )
    words = " and ".join(f"{row.n} {chose} ‘{row.words}’" for row in told)
    return h(
        "article",
        h("h3", name),
        *_asked(seen, item),
        h("p", f"Of {n}, {words}. Division {division:.2f}; {len(seen.handed_in) - n} gave no answer."),
        chart,
        table(
            f"{name}: what {n} students {chose}", ("Answer", "Students", "Key"), [(r.words, r.n, r.key) for r in rows]
        ),
        h("p", f"The key says: {item.key_says}") if item.key_says else None,
        None if item.has_key else h("p", "This question has no key."),
        h("p", "What the feedback says to them:") if points else None,
        h("ul", *points) if points else None,
    )


def _told(item: Item, rows: Iterable[Chosen], n: int) -> list[Chosen]:
    """The two options that most chose; of sets, the two picks that split the class most evenly."""
    chosen = [row for row in rows if row.n]
    if item.kind in ("choice", "scale"):
        return sorted(chosen, key=lambda row: -row.n)[:2]
    return sorted(chosen, key=lambda row: abs(2 * row.n - n))[:2]


def _asked(seen: Seen, item: Item) -> list[Child]:
    """The question, the sentence that it is about with the words that decide, and what else stood beside it."""
    sentence, question = seen.sentence(item)
    beside = [h("p", text, dir="auto") for text in seen.key.context.get(item.id, ()) if text != sentence]
    decide = item.quote if item.quote and item.quote not in sentence else None
    return [
        h("p", question) if question else None,
        h("blockquote", *_marked(sentence, _deciding(item, sentence)), dir="auto"),
        h("p", "The words that decide: ", h("mark", decide)) if decide else None,
        h("details", h("summary", f"What stood beside it ({item.label})"), *beside) if beside else None,
    ]


def _deciding(item: Item, sentence: str) -> list[tuple[int, int]]:
    """Where the words stand that decide: (start, end) in the sentence."""
    if item.spans and sentence == item.prompt:
        return sorted(item.spans[pick] for pick in item.right or () if isinstance(pick, str) and pick in item.spans)
    start = sentence.find(item.quote) if item.quote else -1
    return [] if start < 0 or not item.quote else [(start, start + len(item.quote))]


def _marked(text: str, ends: Iterable[tuple[int, int]]) -> list[Child]:
    made: list[Child] = []
    at = 0
    for start, end in ends:
        if at <= start < end <= len(text):
            made += [text[at:start], h("mark", text[start:end])]
            at = end
    return [*made, text[at:]]
