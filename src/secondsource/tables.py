"""The keys and a learner's answers as pandas tables. Needs pandas: `pip install secondsource[tables]`."""

from __future__ import annotations

import pandas as pd

from .activity import Activity
from .article import Article
from .vocabulary import BUTTONS, PLAIN
from .widgets.base import CourseWidget


def sentences(*articles: Article | str) -> pd.DataFrame:
    """One row a sentence: article, n, text, who_says (a plain button), claim, attribution, origin, sourcing, words."""
    loaded = [Article.load(a) if isinstance(a, str) else a for a in articles]
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
        for article in loaded
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
    """One row an answer given in this session: article sentence, your answer, the key's, and whether it is accepted."""
    rows = [
        {
            "sentence": item.label,
            "you": item.options[widget.answers[item.id]],
            "the key": item.options[item.best] if item.best else "",
            "accepted": widget.answers[item.id] in item.accepted,
        }
        for widget in widgets
        for item in widget.asked.items
        if item.id in widget.answers
    ]
    return pd.DataFrame(rows, columns=["sentence", "you", "the key", "accepted"])


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
            "the key": item.options[item.best] if item.best else "",
            "accepted too": ", ".join(item.options[option] for option in item.also if isinstance(option, str)) or "–",
            "why": item.feedback.get(item.best or "", ""),
        }
        for activity in activities
        for item in activity.items
    ]
    return pd.DataFrame(rows, columns=["sentence", "text", "the key", "accepted too", "why"])
