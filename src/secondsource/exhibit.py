"""Sentences of an article on a page, marked as exhibits for the eye and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .article import Article, Sentence
from .widgets.markup import h, html


@dataclass(frozen=True)
class Exhibit:
    """Sentences to show, opened and closed by the article's status."""

    article: Article
    numbers: tuple[int, ...]

    def __repr__(self) -> str:
        lines = (f"{self.article.label} {n}: {self.article[n].text}" for n in self.numbers)
        return "\n".join([f"[Exhibit. {self.article.status}]", *lines, "[End of exhibit]"])

    def _repr_html_(self) -> str:
        status = self.article.status
        return html(
            h(
                "figure",
                h("figcaption", h("strong", "Exhibit. "), status),
                *(self._sentence(self.article[n]) for n in self.numbers),
                h("p", f"End of exhibit. {status}", class_="ss-status"),
                class_="ss-exhibit",
            )
        )

    def _sentence(self, sentence: Sentence) -> Element:
        where = h("span", f"{self.article.label} {sentence.n}: ", class_="ss-where")
        said: list[Element | str] = [sentence.text]
        if sentence.marker:
            start, end = sentence.marker.find(sentence.text)
            said = [sentence.text[:start], h("mark", sentence.text[start:end]), sentence.text[end:]]
        return h("blockquote", h("p", where, *said, dir="auto"))


def exhibit(article: Article | str, numbers: Iterable[int]) -> Exhibit:
    """The sentences `numbers` of an article, the words that say who highlighted.

    Raises `IndexError` for a sentence that is not there.
    """
    article = Article.load(article) if isinstance(article, str) else article
    numbers = tuple(numbers)
    for n in numbers:
        article[n]
    return Exhibit(article, numbers)
