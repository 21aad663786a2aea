"""Two articles side by side: what they share, and why they do not corroborate each other.

articles/across.yaml -> Across
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .article import ARTICLES, numbered_sentences
from .quote import Quote, prose_problems, quote_problems
from .source_file import Problem, line_of, read_yaml


@dataclass(frozen=True)
class Shared:
    """Something that both articles have: sentence and words in the first (`a`), in the second (`b`), and what it is."""

    id: str
    a: tuple[int, Quote]
    b: tuple[int, Quote]
    what: str


@dataclass(frozen=True)
class Reason:
    """Why the two do not corroborate each other, and what would change that."""

    id: str
    why: str
    would_change: str


@dataclass(frozen=True)
class Across:
    """What a reader sees who lays two articles side by side."""

    articles: tuple[str, str]
    shared: tuple[Shared, ...]
    not_corroborating: tuple[Reason, ...]


def load(path: Path = ARTICLES / "across.yaml") -> Across:
    """The comparison in `path`. Raises `Problems` when it cannot be read; `secondsource check` names every mistake."""
    document = read_yaml(path)
    first, second = document["articles"]
    return Across(
        (first, second),
        tuple(Shared(s["id"], _anchor(s["a"]), _anchor(s["b"]), s["what"]) for s in document["shared"]),
        tuple(Reason(**reason) for reason in document["not_corroborating"]),
    )


def _anchor(entry: Mapping[str, Any]) -> tuple[int, Quote]:
    return entry["n"], Quote.of(entry["words"])


def problems(document: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """What in a document that follows the schema is not in the two texts beside it."""

    def says(message: str, *where: str | int) -> Problem:
        return Problem(path, line_of(document, where), message)

    texts = [numbered_sentences(path.parent / name) for name in document["articles"]]
    for i, shared in enumerate(document["shared"]):
        for side, numbered in zip("ab", texts, strict=True):
            at = ("shared", i, side)
            yield from quote_problems(shared[side]["words"], shared[side]["n"], numbered, says, at)
    both = "\n".join(line for numbered in texts for line in numbered.values())
    for name in ("shared", "not_corroborating"):
        for i, entry in enumerate(document[name]):
            for field in ("what", "why", "would_change"):
                yield from prose_problems(entry.get(field, ""), both, says, (name, i, field))
