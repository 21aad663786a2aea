"""Two independent passes over the articles, as they were made: how far they agree, and where they differ.

Each pass read the text alone and had not seen the other. They are two passes, not a panel of people, and both may have
missed the same thing. Where they differed, the settled key says what stands and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from .agreement import alpha, same
from .article import ARTICLES, Article, Sentence
from .layers import schema
from .source_file import read_yaml

TWICE_ANNOTATED = ("kharkiv", "kupyansk")
"""The articles that have two passes."""

_WORD = re.compile(r"\w+(?:[-’]\w+)*")


@dataclass(frozen=True)
class Agreement:
    """One row of the agreement table: `same` of `units` things got the same label from both passes.

    `alpha` is Krippendorff's (nominal), None where only one label was used.
    """

    lens: str
    question: str
    unit: str
    units: int
    same: int
    alpha: float | None


Pass = Mapping[int, Mapping[str, Any]]
"""Sentence number -> what one pass says of its figures, wording and frames."""

Labels = tuple[list[Any], list[Any]]
"""What the first and the second pass said of the same things, in the same order."""


def table() -> list[Agreement]:
    """How far the two passes agree, lens by lens, over both articles together."""
    return [
        Agreement(lens, question, unit, len(labels[0]), same(*labels), _alpha(labels))
        for lens, question, unit, labels in _questions()
    ]


def differing() -> dict[str, dict[str, list[int]]]:
    """Article -> lens -> the sentences that the two passes judged differently.

    `source` compares all four fields. `figures` and `wording` compare what was marked, kind and trap, device and
    strength; where two marks overlap, their edges may differ. `frames` compares functions and techniques.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for name in TWICE_ANNOTATED:
        numbers = [sentence.n for sentence in Article.load(name).sentences]
        fields = _source(name).values()
        first, second = layer_passes(name)
        found[name] = {"source": [n for n in numbers if any(one != two for one, two in (f[n] for f in fields))]}
        found[name] |= {
            "figures": [n for n in numbers if _spans_differ(first[n], second[n], "figures", "text", ("kind", "trap"))],
            "wording": [
                n for n in numbers if _spans_differ(first[n], second[n], "wording", "span", ("device", "strength"))
            ],
            "frames": [n for n in numbers if _framed(first[n]) != _framed(second[n])],
        }
    return found


def source_differences(name: str, sentence: Sentence) -> dict[str, tuple[str, str, str]]:
    """Field -> first pass, second pass and what stands, for the source layer of one sentence of the article `name`."""
    found = {}
    for field, labels in _source(name).items():
        first, second = labels[sentence.n]
        if first != second:
            stands = getattr(sentence, field) or "nobody"
            also = [f"{label} also accepted" for label in sentence.also.get(field, ())]
            found[field] = (first or "nobody", second or "nobody", "; ".join([stands, *also]))
    return found


def _spans_differ(
    first: Mapping[str, Any], second: Mapping[str, Any], where: str, words: str, labels: tuple[str, ...]
) -> bool:
    def like(a: Mapping[str, str], b: Mapping[str, str]) -> bool:
        return a[words] in b[words] or b[words] in a[words]

    pairs = [(a, b) for a in first[where] for b in second[where] if like(a, b)]
    alone = [a for a in first[where] if not any(like(a, b) for b in second[where])]
    alone += [b for b in second[where] if not any(like(a, b) for a in first[where])]
    return bool(alone) or any(a[label] != b[label] for a, b in pairs for label in labels)


@cache
def layer_passes(name: str) -> tuple[Pass, Pass]:
    """Both passes over the figures, the wording and the frames of the article `name`."""
    files = (ARTICLES / name / f"layers-{which}-pass.yaml" for which in ("first", "second"))
    first, second = (read_yaml(file)["sentences"] for file in files)
    return first, second


FIGURES = ("figures", "text", "kind")
WORDING = ("wording", "span", "device")
"""Where a pass keeps what it marked: the list, the words and the label."""


def _questions() -> Iterator[tuple[str, str, str, Labels]]:
    for field, question in (
        ("attribution", "Who says so, in this sentence?"),
        ("claim", "What kind of claim is it?"),
        ("origin", "To whom can it be traced?"),
        ("sourcing", "How many sources does it have?"),
    ):
        pairs = [
            ["nobody" if label is None else label for label in pair]
            for name in TWICE_ANNOTATED
            for pair in _source(name)[field].values()
        ]
        yield "source", question, "sentence", ([one for one, _ in pairs], [two for _, two in pairs])

    for lens, (where, words, label), what in (
        ("figures", FIGURES, "an amount"),
        ("wording", WORDING, "a word that decides"),
    ):
        marks = _all_marks(where, words, label)
        yield (
            lens,
            f"Is this part of {what}?",
            "word",
            ([m is not None for m in marks[0]], [m is not None for m in marks[1]]),
        )
        both = [(one, two) for one, two in zip(*marks, strict=True) if one is not None and two is not None]
        yield lens, f"Of which {label}?", "word that both marked", ([one for one, _ in both], [two for _, two in both])

    functions = schema("frames")["$defs"]["function"]["enum"]
    framed: Labels = ([], [])
    named: Labels = ([], [])
    for name in TWICE_ANNOTATED:
        for labels, techniques, read in zip(framed, named, layer_passes(name), strict=True):
            used = [_framed(entry) for entry in read.values()]
            labels += [function in found for (found, _), function in product(used, functions)]
            techniques += [bool(found) for _, found in used]
    yield "frames", "Does this sentence fill this function of a frame?", "sentence and function", framed
    yield "frames", "Does it use a persuasion technique?", "sentence", named


@cache
def _source(name: str) -> dict[str, dict[int, list[str | None]]]:
    """Field -> sentence number -> the labels of both passes over the source layer."""
    return {field: dict(labels) for field, labels in read_yaml(ARTICLES / name / "source-passes.yaml").items()}


def _all_marks(where: str, words: str, label: str) -> Labels:
    marks: Labels = ([], [])
    for name in TWICE_ANNOTATED:
        article = Article.load(name)
        for labels, read in zip(marks, layer_passes(name), strict=True):
            for sentence in article.sentences:
                labels += _marked(sentence.text, read[sentence.n], where, words, label)
    return marks


def _marked(text: str, entry: Mapping[str, Any], where: str, words: str, label: str) -> list[str | None]:
    """For each word of `text` the label of the stretch that it is marked in, or None."""
    spans = [(text.index(mark[words]), len(mark[words]), mark[label]) for mark in entry[where]]
    return [
        next((kind for start, length, kind in spans if start <= word.start() < start + length), None)
        for word in _WORD.finditer(text)
    ]


def _framed(entry: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(f["function"] for f in entry["frames"]), frozenset(t["name"] for t in entry["techniques"])


def _alpha(labels: Labels) -> float | None:
    try:
        return alpha(zip(*labels, strict=True))
    except ValueError:
        return None
