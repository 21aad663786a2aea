"""The keys and a learner's answers as pandas tables. Needs pandas: `pip install secondsource[tables]`."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from .activity import Activity, Item, score
from .article import Article
from .provenance import provenance
from .vocabulary import BUTTONS, PLAIN, TRAP
from .widgets.base import CourseWidget


def sentences(*articles: Article | str) -> pd.DataFrame:
    """One row a sentence: article, n, text, who_says (a plain button), claim, attribution, origin, sourcing, words."""
    rows = [
        {
            "article": article.label,
            "n": s.n,
            "text": s.text,
            "who_says": BUTTONS[PLAIN[s.attribution]] if s.attribution else None,
            "claim": s.claim,
            "attribution": s.attribution,
            "origin": s.origin,
            "sourcing": s.sourcing,
            "words": s.marker.exact if s.marker else "",
        }
        for article in _loaded(articles)
        for s in article.sentences
    ]
    columns = ["article", "n", "text", "who_says", "claim", "attribution", "origin", "sourcing", "words"]
    return pd.DataFrame(rows, columns=columns)


def who_says_counts(*articles: Article | str) -> pd.DataFrame:
    """How many sentences of each article say who says so: one row a button, one column an article, whole numbers."""
    table = sentences(*articles)
    counts = pd.crosstab(table["who_says"], table["article"])
    return counts.reindex(list(BUTTONS.values()), fill_value=0).rename_axis(index="who says so", columns=None)


def my_answers(*widgets: CourseWidget) -> pd.DataFrame:
    """One row an answer given in this session: sentence, your answer, the key's, and points (0 to 1, None for text)."""
    rows = [
        {
            "sentence": item.label,
            "you": in_words(item, widget.answers[item.id]),
            "the key": key_in_words(item),
            "points": score(item, widget.answers[item.id]),
        }
        for widget in widgets
        for item in widget.asked.items
        if item.id in widget.answers
    ]
    return pd.DataFrame(rows, columns=["sentence", "you", "the key", "points"])


def in_words(item: Item, answer: object) -> str:
    """An answer to `item` in the words of its options: ‘a named person’, ‘12 soldiers; mass’, ‘RIA ← Marochko’."""
    if item.kind == "text":
        return str(answer)
    if not isinstance(answer, list | tuple):
        return item.options.get(str(answer), str(answer))
    join = " → " if item.kind == "pairs" else " ← "
    picks = [
        join.join((item.options.get(pick[0], pick[0]), item.targets.get(pick[1], pick[1])))
        if isinstance(pick, list | tuple)
        else item.options.get(pick, pick)
        for pick in answer
    ]
    return "; ".join(picks)


def why(item: Item) -> str:
    """The reason for the key's answer: its feedback, or that of every part of a set."""
    if item.right is None:
        return item.feedback.get(item.best or "", "")
    picks = ["/".join(pick) if isinstance(pick, tuple) else pick for pick in item.right] or [""]
    return " ".join(item.feedback.get(pick, "") for pick in picks)


def key_in_words(item: Item) -> str:
    """The key's answer in words; an empty string where only a person can mark."""
    if item.right is not None:
        return in_words(item, item.right) or "nothing here"
    return item.options[item.best] if item.best else ""


def show(table: pd.DataFrame, caption: str) -> object:
    """The table for a page: a caption, no row numbers, row labels as headers that a screen reader can read out."""
    named = table.reset_index() if table.index.name else table
    return named.style.hide(axis="index").set_caption(caption)


def key(*activities: Activity) -> pd.DataFrame:
    """One row an item: sentence, what it says, the key's answer, what is accepted too, and the reason."""
    rows = [
        {
            "sentence": item.label,
            "text": item.prompt,
            "the key": key_in_words(item),
            "accepted too": in_words(item, item.also) or "–",
            "why": why(item),
        }
        for activity in activities
        for item in activity.items
    ]
    return pd.DataFrame(rows, columns=["sentence", "text", "the key", "accepted too", "why"])


def figures(*articles: Article | str) -> pd.DataFrame:
    """One row a figure: article, n, figure, counts, kind, form, who (a plain button), shown, verified, trap."""
    rows = [
        {
            "article": article.label,
            "n": s.n,
            "figure": f.text.exact,
            "counts": f.counts,
            "kind": f.kind,
            "form": f.form,
            "who": article.source(f.who).name if f.who else "nobody",
            "shown": f.shown or "",
            "verified": f.verified,
            "trap": TRAP[f.trap],
        }
        for article in _loaded(articles)
        for s in article.sentences
        for f in s.figures
    ]
    columns = ["article", "n", "figure", "counts", "kind", "form", "who", "shown", "verified", "trap"]
    return pd.DataFrame(rows, columns=columns)


def wording(*articles: Article | str) -> pd.DataFrame:
    """One row a word that decides: article, n, words, device, strength, calmer."""
    rows = [
        {
            "article": article.label,
            "n": s.n,
            "words": w.span.exact,
            "device": w.device,
            "strength": w.strength,
            "calmer": w.neutral,
        }
        for article in _loaded(articles)
        for s in article.sentences
        for w in s.wording
    ]
    return pd.DataFrame(rows, columns=["article", "n", "words", "device", "strength", "calmer"])


def frames(*articles: Article | str) -> pd.DataFrame:
    """One row a filled function of a frame: article, n, function, words, says."""
    rows = [
        {"article": article.label, "n": s.n, "function": f.function, "words": f.words.exact, "says": f.says}
        for article in _loaded(articles)
        for s in article.sentences
        for f in s.frames
    ]
    return pd.DataFrame(rows, columns=["article", "n", "function", "words", "says"])


def voices(*articles: Article | str) -> pd.DataFrame:
    """One row a voice: article, name, kind, part (origin, relay, dead end, only mentioned), sentences traced to it."""
    rows = []
    for article in _loaded(articles):
        found = provenance(article)
        for source in article.sources:
            parts = {"relay": found.relays, "origin": found.origins, "dead end": found.dead_ends}
            part = next((name for name, ids in parts.items() if source.id in ids), "only mentioned")
            rows.append(
                {
                    "article": article.label,
                    "name": source.name,
                    "kind": source.kind,
                    "part": part,
                    "sentences": len(found.rests_on.get(source.id, ())),
                }
            )
    return pd.DataFrame(rows, columns=["article", "name", "kind", "part", "sentences"])


def _loaded(articles: Iterable[Article | str]) -> list[Article]:
    return [Article.load(a) if isinstance(a, str) else a for a in articles]
