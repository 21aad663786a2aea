"""*Who says so, in this sentence?*: one `choice` a sentence among the four plain buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..activity import Activity, Item
from ..article import Article, Sentence
from ..vocabulary import BUTTONS, IN_WORDS, PLAIN
from .readings import activity_id, label, listed, status, words


def who_says(
    readings: Article | Iterable[tuple[Article, Iterable[int]]],
    id: str | None = None,
    title: str = "Who says so?",
    leads: Mapping[str, str] | None = None,
    version: int = 1,
) -> Activity:
    """The question for every sentence of an article, or for the sentences listed with each of several articles.

    Without an `id` it is made of the article's name, and of the text where there is no key, so that two texts do not
    share their answers. `leads` gives a first step away: {item id: text}. Raises `IndexError` for a sentence that is
    not there and `LookupError` for a lead to an item that is not asked.
    """
    readings = listed(readings)
    id = id or activity_id("who-says", readings)
    leads = leads or {}
    items = tuple(
        _item(article, article[n], leads.get(item_id(article, n), "")) for article, numbers in readings for n in numbers
    )
    activity = Activity(id, title, items, version, status=status(readings))
    for asked in leads:
        activity.item(asked)
    return activity


def item_id(article: Article, n: int) -> str:
    """The stable id of the question about sentence `n`."""
    return f"{article.name}.{n}.attribution"


def _item(article: Article, sentence: Sentence, lead: str) -> Item:
    best = None if sentence.attribution is None else PLAIN[sentence.attribution]
    also = [PLAIN[label] for label in sentence.also.get("attribution", ())]
    return Item(
        id=item_id(article, sentence.n),
        kind="choice",
        label=label(article, sentence),
        prompt=sentence.text,
        options=BUTTONS,
        best=best,
        also=tuple(label for label in dict.fromkeys(also) if label != best),
        feedback=sentence.feedback.get("attribution", {}),
        lead=lead,
        quote=sentence.marker.exact if sentence.marker else None,
        key_says=IN_WORDS.get(sentence.attribution or "", ""),
        beside=sentence.beside,
        words=words(article, sentence),
    )
