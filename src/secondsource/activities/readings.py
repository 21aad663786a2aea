"""Which sentences of which articles an activity asks, and what every question about a sentence says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from ..activity import Activity
from ..article import Article, Sentence
from ..source_file import did_you_mean

Readings = Article | Iterable[tuple[Article, Iterable[int]]]
"""A whole article, or sentence numbers of each of several articles."""


def listed(readings: Readings) -> list[tuple[Article, list[int]]]:
    """The articles with the numbers asked of each. Raises `IndexError` for a sentence that is not there."""
    if isinstance(readings, Article):
        readings = [(readings, [sentence.n for sentence in readings.sentences])]
    found = [(article, list(numbers)) for article, numbers in readings]
    for article, numbers in found:
        for n in numbers:
            article[n]
    return found


def activity_id(kind: str, readings: list[tuple[Article, list[int]]]) -> str:
    """An id of the articles' names, of the text where there is no key, and of the sentences where not all are asked.

    So two texts, or two choices of sentences, do not share their answers.
    """
    names = dict.fromkeys(_name(article) for article, _ in readings)
    if all(numbers == [s.n for s in article.sentences] for article, numbers in readings):
        return "-".join([kind, *names])
    asked = repr([(article.name, numbers) for article, numbers in readings])
    return "-".join([kind, *names, sha256(asked.encode("utf-8", "replace")).hexdigest()[:8]])


def status(readings: Iterable[tuple[Article, list[int]]]) -> str:
    """How far the articles are verified."""
    return " ".join(dict.fromkeys(article.status for article, _ in readings))


def label(article: Article, sentence: Sentence) -> str:
    """‘Kharkiv 0, the headline’."""
    return f"{article.label} {sentence.n}" + (", the headline" if sentence.n == 0 else "")


def words(article: Article, sentence: Sentence) -> dict[str, str]:
    """The hard words of the sentence and what they mean."""
    found = {word: re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence.text) for word in article.words}
    return {word: gloss for word, gloss in article.words.items() if found[word]}


def _name(article: Article) -> str:
    if article.sources or article.sentences[0].attribution:
        return article.name
    return f"{article.name}-{sha256(article.text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def mixed(id: str, title: str, *parts: Activity, take: Iterable[str], version: int = 1) -> Activity:
    """Items of several activities in one, in the order of `take` (their ids).

    Raises `LookupError` for an id that none of the `parts` has.
    """
    known = {item.id: item for part in parts for item in part.items}
    chosen = list(take)
    for name in chosen:
        if name not in known:
            raise LookupError(f"no part has the item {name!r}{did_you_mean(name, known)}")
    status = " ".join(dict.fromkeys(part.status for part in parts if part.status))
    return Activity(id, title, tuple(known[name] for name in chosen), version, status)
