"""Entman's four functions of a frame, asked of passages side by side; and the words of a headline against the body.

Items read `kharkiv.0-4.problem_definition` (kind `choice`) and `kharkiv.headline` (kind `pairs`). Entman (1993),
*Framing: toward clarification of a fractured paradigm*.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..activity import Activity, Item
from ..article import Article
from ..layers import Option, Passage
from ..source_file import did_you_mean
from ..vocabulary import FUNCTION
from .readings import activity_id

NOTHING = "Nothing here does"
"""The option without words."""


def frame_grid(
    passages: Iterable[tuple[Article, str]],
    id: str | None = None,
    title: str = "Frames side by side",
    headline: bool = False,
    version: int = 1,
) -> Activity:
    """The four questions for each passage, given as (article, id of the passage); '' is a whole text without a key.

    Without a key every sentence can be chosen. With `headline`, also which words of the body stand behind those of each
    article's headline, where the key has them. Raises `LookupError`, with the nearest one, for a passage that is not
    there.
    """
    found = [(article, passage_of(article, name)) for article, name in passages]
    items = [_asked(article, passage, function) for function in FUNCTION for article, passage in found]
    if headline:
        for article in dict.fromkeys(article.name for article, _ in found):
            items += _headline(next(a for a, _ in found if a.name == article))
    numbers = [(a, [s.n for s in a.sentences if p.first <= s.n <= p.last]) for a, p in found]
    status = " ".join(dict.fromkeys(article.status for article, _ in found if article.status))
    return Activity(id or activity_id("frame-grid", numbers), title, tuple(items), version, status)


def passage_of(article: Article, name: str) -> Passage:
    """The passage of that id; '' is the whole text. Raises `LookupError`, with the nearest one, for another id."""
    if not name:
        return Passage("all", article.sentences[0].n, article.sentences[-1].n, {})
    known = {passage.id: passage for passage in article.passages}
    if name not in known:
        raise LookupError(f"{article.name} has no passage {name!r}{did_you_mean(name, known)}")
    return known[name]


def _asked(article: Article, passage: Passage, function: str) -> Item:
    options = passage.questions.get(function)
    common = {
        "id": f"{article.name}.{passage.id}.{function}",
        "kind": "choice",
        "label": f"{article.label} {passage.first}–{passage.last}",
        "prompt": FUNCTION[function],
    }
    if not options:
        sentences = {f"s{s.n}": f"Sentence {s.n}" for s in article.sentences if passage.first <= s.n <= passage.last}
        return Item(**common, options={**sentences, "nothing": NOTHING})  # type: ignore[arg-type]
    return Item(
        **common,  # type: ignore[arg-type]
        options={option.id: _words(option) for option in options},
        best=next(option.id for option in options if option.rank == "best"),
        also=tuple(option.id for option in options if option.rank == "also"),
        feedback={option.id: option.feedback for option in options},
    )


def _words(option: Option) -> str:
    return f"“{option.words.exact}” ({option.sentence})" if option.words else option.text or NOTHING


def _headline(article: Article) -> list[Item]:
    entries = article.whole.get("headline_body", ())
    if not entries:
        return []
    first = {
        entry["headline"]: entry["id"] for entry in reversed(entries)
    }  # words of the headline that stand twice are one
    own = {entry["id"]: first[entry["headline"]] for entry in entries}
    said = {id: f"“{headline}”" for headline, id in sorted(first.items(), key=lambda pair: list(own).index(pair[1]))}
    behind = {entry["id"]: f"“{entry['body']['words']}” ({entry['body']['n']})" for entry in entries}
    what = {(own[entry["id"]], entry["id"]): entry["what"] for entry in entries}
    feedback = {
        f"{a}/{b}": what.get((a, b)) or f"{behind[b]} stands behind {said[own[b]]}." for a in said for b in behind
    }
    return [
        Item(
            f"{article.name}.headline",
            "pairs",
            f"{article.label}, the headline",
            "Which words of the body stand behind these words of the headline?",
            options=said,
            targets=dict(sorted(behind.items(), key=lambda pair: pair[1])),
            right=tuple((id, id) for id in said),
            also=tuple(pair for pair in what if pair[0] != pair[1]),
            feedback=feedback,
        )
    ]
