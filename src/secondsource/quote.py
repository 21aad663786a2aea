"""Words of a text, exactly: how everything that a key says is anchored (W3C Web Annotation, TextQuoteSelector)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .source_file import Problem, nearest_phrase

Says = Callable[..., Problem]
"""Makes a `Problem` of a message and the path in the document that it is about."""

_QUOTED = re.compile(r"“([^”]*)”")


@dataclass(frozen=True)
class Quote:
    """Words of the text, exactly; `prefix` or `suffix` tell two occurrences apart."""

    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> Quote:
        """A quote from a key's shorthand (a string) or its long form (a mapping)."""
        return cls(value) if isinstance(value, str) else cls(**value)

    def count(self, text: str) -> int:
        """How often the quote, with its prefix and suffix, stands in `text`, overlaps included."""
        return len(re.findall(f"(?={re.escape(self.prefix + self.exact + self.suffix)})", text))

    def find(self, text: str) -> tuple[int, int]:
        """Start and end of the exact words in `text`, in characters. Raises `ValueError` where they are not in it."""
        start = text.index(self.prefix + self.exact + self.suffix) + len(self.prefix)
        return start, start + len(self.exact)


def quote_problems(
    value: str | Mapping[str, str], n: int, numbered: Mapping[int, str], says: Says, path: Sequence[str | int]
) -> Iterator[Problem]:
    """What is wrong with a quote that should stand exactly once in sentence `n` of `numbered` ({number: text})."""
    if n not in numbered:
        yield says(f"there is no sentence {n}: the text has {min(numbered)} to {max(numbered)}", *path)
        return
    quote = Quote.of(value)
    count = quote.count(numbered[n])
    if count == 0:
        near = nearest_phrase(quote.exact, numbered[n])
        yield says(f"“{quote.exact}” is not in sentence {n}; the nearest words are “{near}”", *path)
    elif count > 1:
        yield says(f"“{quote.exact}” stands {count} times in sentence {n}: add a prefix or a suffix", *path)


def quoted(words: str, trim: str = " \n") -> Iterator[str]:
    """The parts of every “quotation” in `words`, cut at … and freed of the characters in `trim` at both ends."""
    for quotation in _QUOTED.findall(words):
        yield from filter(None, (part.strip(trim) for part in quotation.split("…")))


def unseen(words: str, shown: str) -> Iterator[tuple[str, str]]:
    """Every “quotation” in `words` that is not in `shown`, with the nearest words there.

    Kinds of quotation marks and white space make no difference, and a full stop or a comma may close a quotation.
    """
    for part in quoted(words, " .,\n"):
        if _level(part) not in _level(shown):
            yield part, nearest_phrase(part, shown)


def _level(text: str) -> str:
    """`text` with one kind of quotation mark and single spaces."""
    return " ".join(re.sub('[‘’“”"]', "'", text).split())


def prose_problems(words: str, text: str, says: Says, path: Sequence[str | int]) -> Iterator[Problem]:
    """Every “quotation” in the developers' own `words` that is not in `text`; … stands for words left out."""
    for part in quoted(words):
        if part not in text:
            yield says(f"“{part}” is not in article.txt; the nearest words are “{nearest_phrase(part, text)}”", *path)
