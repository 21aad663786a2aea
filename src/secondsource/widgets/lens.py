"""`Lens`: an article with one lens at a time laid over it, and what is left of it when a source is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import traitlets as t

from ..activities.readings import Readings, activity_id, label, listed, status
from ..activity import Activity
from ..article import Article, Sentence
from ..provenance import taken_away
from ..quote import Quote
from ..source_file import did_you_mean
from ..vocabulary import BUTTONS, FUNCTION, PLAIN
from . import form
from .base import CourseWidget
from .markup import Child, h, html

LENSES = {"source": "Who says so", "figures": "Figures", "framing": "Wording and frames"}
"""The lenses and what their buttons say."""

ASK = "Choose a lens. Each lays other words of the same text open. Then take a source away and see what is left."
NO_SCRIPT = "Without JavaScript, and on paper, all lenses are written under each sentence."

SIGN = {"named": "●", "outlet": "■", "unnamed": "?", "none": "○"}
"""Plain button -> the sign beside it in the margin."""

STRINGS = form.STRINGS | {
    "left": "Taken away: {who}. Sentences that lose their only source: {lost}; that never named one: {never}; "
    "that keep a source: {kept}.",
    "whole": "Nothing is taken away. Of the {all} sentences that claim something, {never} never named a source.",
    "lost": "loses its only source",
    "never": "never named a source",
    "kept": "keeps a source",
}


class Lens(CourseWidget):
    """An article under one lens at a time: who says so, figures, wording and frames.

    `source` is an `Article`, or a list of (article, sentence numbers) with one article. `lens` is one of `LENSES`.
    `taken` are the ids of voices that are taken away; `left` says what that leaves: (sentences that lose their only
    source, sentences that never named one, sentences that keep one). Raises `TraitError` for another lens or voice, and
    `ValueError` for several articles.
    """

    lens = t.Enum(tuple(LENSES), "source").tag(sync=True)
    taken = t.List(t.Unicode()).tag(sync=True)
    voices = t.Dict().tag(sync=True)

    STATE = (*CourseWidget.STATE, "lens", "taken", "voices")

    def __init__(self, source: Readings, id: str | None = None, title: str | None = None, **traits: Any) -> None:
        found = listed(source)
        if len(found) != 1:
            raise ValueError(f"a lens is laid over one article, found {len(found)}")
        ((article, numbers),) = found
        self._article, self._shown = article, [article[n] for n in numbers]
        shown = {s.origin for s in self._shown}
        voices = {s.id: s.name for s in article.sources if s.id in shown}
        activity = Activity(
            id or activity_id("lens", found), title or article.title or article.label, (), 1, status(found)
        )
        keyed = any(s.attribution for s in self._shown)
        body: list[Child] = [
            _choice(activity.id) if keyed else None,
            _take(voices) if voices else None,
            h("p", class_="ss-left ss-live", role="status"),
            h("div", *(_line(article, s) for s in self._shown), class_="ss-lines-of"),
        ]
        markup = form.worksheet(activity, ASK, body, "ss-lens", NO_SCRIPT)
        super().__init__(activity, voices=voices, strings=STRINGS, markup=html(markup), **traits)

    @t.validate("taken")
    def _known(self, proposal: dict[str, Any]) -> list[str]:
        taken: list[str] = proposal["value"]
        for id in taken:
            if id not in self.voices:
                raise t.TraitError(f"no sentence here rests on {id!r}{did_you_mean(id, self.voices)}")
        return taken

    @property
    def left(self) -> tuple[int, int, int]:
        """What is left without the voices in `taken`, in sentences that claim something."""
        return taken_away(self._article, self.taken, self._shown)


def _choice(name: str) -> Element:
    made = [
        h(
            "label",
            h("input", type="radio", name=f"{name}:lens", value=value, class_="ss-lens-of", autocomplete="off"),
            h("span", text),
            class_="ss-option",
        )
        for value, text in LENSES.items()
    ]
    return h("fieldset", h("legend", "The lens"), h("div", *made, class_="ss-options"), class_="ss-live")


def _take(voices: dict[str, str]) -> Element:
    made = [
        h(
            "label",
            h("input", type="checkbox", value=id, class_="ss-take", autocomplete="off"),
            h("span", name),
            class_="ss-option",
        )
        for id, name in voices.items()
    ]
    return h("fieldset", h("legend", "Take a source away"), h("div", *made, class_="ss-options"), class_="ss-live")


def _line(article: Article, sentence: Sentence) -> Element:
    claims = sentence.sourcing not in (None, "no_new_claim")
    notes = {"source": _source(article, sentence), "figures": _figures(sentence), "framing": _framing(sentence)}
    rail = [
        h(
            "div",
            h("span", LENSES[lens], ": ", class_="ss-lens-name"),
            h("span", sign, class_="ss-sign", aria_hidden="true"),
            h("strong", word),
            *more,
            data_l=lens,
        )
        for lens, (sign, word, *more) in notes.items()
        if word
    ]
    where = h("span", f"{label(article, sentence)}: ", class_="ss-where")
    return h(
        "div",
        h(
            "p",
            where,
            h("span", *_segments(sentence), class_="ss-said", dir="auto"),
            h("span", class_="ss-fate ss-live"),
        ),
        h("div", *rail, class_="ss-rail") if rail else None,
        h("p", sentence.beside, class_="ss-beside") if sentence.beside else None,
        class_="ss-line",
        data_origin=sentence.origin or "",
        data_claims=claims,
        data_more=sentence.sourcing == "two_or_more",
    )


def _source(article: Article, sentence: Sentence) -> tuple[Child, ...]:
    if not sentence.attribution:
        return "", ""
    plain = PLAIN[sentence.attribution]
    if sentence.sourcing == "no_new_claim":
        return SIGN[plain], BUTTONS[plain], ". It makes no new claim."
    if not sentence.origin:
        return SIGN[plain], BUTTONS[plain], ". In the whole article there is nobody it can be traced to."
    return (
        SIGN[plain],
        BUTTONS[plain],
        f". In the whole article it is traced to {article.source(sentence.origin).name}.",
    )


def _figures(sentence: Sentence) -> tuple[Child, ...]:
    if not sentence.figures:
        return ("–", "no figure") if "figures" in sentence.reading.nothing else ("", "")
    shown = sum(figure.shown is not None for figure in sentence.figures)
    count = len(sentence.figures)
    return (
        "#",
        f"{count} figure{'' if count == 1 else 's'}, {shown or 'none'} shown",
        _more(h("li", f"“{f.text.exact}” counts {f.counts}. To check it: {f.would_verify}.") for f in sentence.figures),
    )


def _framing(sentence: Sentence) -> tuple[Child, ...]:
    if not sentence.wording and not sentence.frames:
        return ("–", "no word that decides") if "wording" in sentence.reading.nothing else ("", "")
    count = len(sentence.wording)
    rows = [h("li", f"“{word.span.exact}”: {word.why}") for word in sentence.wording]
    rows += [h("li", h("em", FUNCTION[frame.function]), f" {frame.says}") for frame in sentence.frames]
    return "≈", f"{count or 'no'} word{'' if count == 1 else 's'} that decide{'s' if count == 1 else ''}", _more(rows)


def _more(rows: Iterable[Element]) -> Element:
    return h("details", h("summary", "Why?"), h("ul", *rows))


def _segments(sentence: Sentence) -> Iterator[Child]:
    """The sentence cut at every border of a marked stretch; each piece says which lenses light it up."""
    marked: list[tuple[int, int, str]] = [
        (*quote.find(sentence.text), lens) for lens, quotes in _quotes(sentence).items() for quote in quotes
    ]
    cuts = sorted({0, len(sentence.text), *(end for start, stop, _ in marked for end in (start, stop))})
    for start, stop in pairwise(cuts):
        lit = sorted({lens for a, b, lens in marked if a <= start and stop <= b})
        text = sentence.text[start:stop]
        yield h("span", text, data_l=" ".join(lit)) if lit else text


def _quotes(sentence: Sentence) -> dict[str, list[Quote]]:
    return {
        "source": [sentence.marker] if sentence.marker else [],
        "figures": [figure.text for figure in sentence.figures],
        "framing": [word.span for word in sentence.wording],
    }
