"""Mark stretches of a sentence: its figures, or the words that decide. And of a figure: what is it, whose, how checked?

Items read `kharkiv.3.figures` and `kharkiv.3.wording` (kind `spans`), and `kharkiv.3.figures.12-soldiers.counts`,
`….who`, `….would_verify` (kind `choice`) for the figures that the key asks closely.
"""

from __future__ import annotations

import re

from ..activity import Activity, Item
from ..article import Article, Sentence
from ..layers import Figure
from ..vocabulary import BUTTONS
from .readings import Readings, activity_id, label, listed, status, words

QUESTIONS = {
    "counts": "What does it count?",
    "who": "Who says so?",
    "would_verify": "What would verify it?",
}
"""What is asked of a figure, and in which order."""

_WORD = re.compile(r"\S*\w\S*(?<![.,;:!?…”’\")\]])")
"""What can be marked in a text without a key: whatever stands between spaces, without the punctuation after it."""


def number_check(
    readings: Readings, id: str | None = None, title: str = "What counts?", ask: bool = True, version: int = 1
) -> Activity:
    """Mark the figures of each sentence; with `ask`, then say of the main ones what they count and what they rest on.

    Without a key every word can be marked. Raises `IndexError` for a sentence that is not there.
    """
    found = listed(readings)
    items: list[Item] = []
    for article, numbers in found:
        for n in numbers:
            items.append(_marks(article, article[n], "figures"))
            if ask:
                items += [item for figure in article[n].figures for item in _asked(article, article[n], figure)]
    return Activity(
        id or activity_id("number-check" if ask else "number-marks", found), title, tuple(items), version, status(found)
    )


def word_swap(
    readings: Readings, id: str | None = None, title: str = "Words that decide", version: int = 1
) -> Activity:
    """Mark the words that decide in each sentence; the key gives calmer ones.

    Without a key every word can be marked. Raises `IndexError` for a sentence that is not there.
    """
    found = listed(readings)
    items = tuple(_marks(article, article[n], "wording") for article, numbers in found for n in numbers)
    return Activity(id or activity_id("word-swap", found), title, items, version, status(found))


def _marks(article: Article, sentence: Sentence, layer: str) -> Item:
    stretches = sentence.reading.stretches.get(layer, ())
    keyed = layer in sentence.reading.stretches or layer in sentence.reading.nothing
    spans = (
        {s.id: s.words.find(sentence.text) for s in stretches if s.words}
        if keyed
        else {f"w{i}": word.span() for i, word in enumerate(_WORD.finditer(sentence.text))}
    )
    nothing = sentence.reading.nothing.get(layer)
    return Item(
        id=f"{article.name}.{sentence.n}.{layer}",
        kind="spans",
        label=label(article, sentence),
        prompt=sentence.text,
        options={id: sentence.text[start:end] for id, (start, end) in spans.items()},
        right=tuple(s.id for s in stretches if s.rank == "best") if keyed else None,
        also=tuple(s.id for s in stretches if s.rank == "also"),
        feedback={s.id: s.feedback for s in stretches} | ({"": nothing} if nothing else {}),
        beside=sentence.beside,
        words=words(article, sentence),
        spans=spans,
        swaps={w.id: w.neutral for w in sentence.wording} if layer == "wording" else {},
        too_calm=(sentence.reading.too_calm, sentence.reading.lost) if sentence.reading.too_calm else None,
    )


def _asked(article: Article, sentence: Sentence, figure: Figure) -> list[Item]:
    return [
        Item(
            id=f"{article.name}.{sentence.n}.figures.{figure.id}.{field}",
            kind="choice",
            label=f"{label(article, sentence)}, ‘{figure.text.exact}’",
            prompt=question,
            about=sentence.text,
            options=BUTTONS if field == "who" else {option.id: option.text for option in figure.ask[field]},
            best=next(option.id for option in figure.ask[field] if option.rank == "best"),
            also=tuple(option.id for option in figure.ask[field] if option.rank == "also"),
            feedback={option.id: option.feedback for option in figure.ask[field]},
        )
        for field, question in QUESTIONS.items()
        if figure.ask
    ]
