"""An exhibit: its text cut into numbered sentences, and the answer key anchored in it by exact quotations.

    article.txt + key.yaml (+ figures.yaml, wording.yaml, frames.yaml, whole.yaml) -> Article

The text is never changed. Every sentence of the key repeats its sentence, and every marker, name and quotation
in the key has to be found in the text, so a key that no longer matches its text cannot be loaded. key.yaml holds the
voices and who says what; the files beside it hold the other lenses (`layers`) and may be left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from . import layers
from .layers import Figure, Frame, Passage, Reading, Wording
from .provenance import provenance
from .quote import Quote, prose_problems, quote_problems
from .source_file import (
    Problem,
    Problems,
    did_you_mean,
    follow,
    line_of,
    nearest_phrase,
    read_own,
    read_text,
    read_yaml,
)

ARTICLES = Path(__file__).parent / "articles"
SCHEMA = ARTICLES / "key.schema.json"

MAX_CHARACTERS = 200_000
"""The longest text that can be asked about: some hundred pages."""


@dataclass(frozen=True)
class Source:
    """A voice of the article, also one that leads nowhere."""

    id: str
    name: str
    kind: str
    sentence: int
    quote: Quote
    note: str = ""


@dataclass(frozen=True)
class Link:
    """`relay` passes on what it has from `source` (ids), said in `sentence` by the words of `quote`."""

    relay: str
    source: str
    sentence: int
    quote: Quote


@dataclass(frozen=True)
class Sentence:
    """One numbered sentence and what the key says of it; all judgements are None or empty without a key."""

    n: int
    text: str
    claim: str | None = None
    attribution: str | None = None
    marker: Quote | None = None
    origin: str | None = None
    sourcing: str | None = None
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    why_also: str = ""
    feedback: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fact: str = ""
    beside: str = ""
    reading: Reading = field(default_factory=Reading)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every number, and every amount in words."""
        return self.reading.figures

    @property
    def wording(self) -> tuple[Wording, ...]:
        """The words that decide, each with a calmer one."""
        return self.reading.wording

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The functions of a frame that the sentence fills."""
        return self.reading.frames

    def calmer(self, swapped: Iterable[str]) -> str:
        """The sentence with the `wording` whose ids are in `swapped` exchanged. Raises `LookupError` for another id."""
        return layers.rebuild(self.text, self.wording, swapped)


@dataclass(frozen=True)
class Article:
    """A text in numbered sentences (a headline is 0, the first sentence 1), with or without its key."""

    name: str
    label: str
    text: str
    sentences: tuple[Sentence, ...]
    title: str = ""
    credit: str = ""
    status: str = ""
    made_up: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    passages: tuple[Passage, ...] = ()
    whole: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, article: str | Path) -> Article:
        """The article in the folder `article`, or the one of the course with that name.

        Raises `Problems` when the key cannot be read, breaks its schema or does not match the text, and
        `LookupError` when the course has no article of that name.
        """
        folder = _folder(article)
        return _load_own(folder) if folder.parent == ARTICLES else _load(folder)

    @classmethod
    def from_text(cls, text: str, name: str = "my-text", label: str = "My text", headline: bool = False) -> Article:
        """An article without a key: every non-empty line of `text` is one sentence.

        `headline` says that the first line is a headline, numbered 0. Raises `ValueError` when there is no line, and
        for a text that is longer than a page can hold.
        """
        if len(text) > MAX_CHARACTERS:
            raise ValueError(
                f"the text has {len(text):,} characters, expected at most {MAX_CHARACTERS:,}: take a part of it"
            )
        lines = sentence_lines(text)
        if not lines:
            raise ValueError("the text is empty: expected at least one line, one sentence a line")
        sentences = tuple(Sentence(n, line) for n, line in enumerate(lines, start=0 if headline else 1))
        return cls(name=name, label=label, text=text, sentences=sentences)

    def __getitem__(self, n: int) -> Sentence:
        for sentence in self.sentences:
            if sentence.n == n:
                return sentence
        first, last = self.sentences[0].n, self.sentences[-1].n
        raise IndexError(f"{self.name} has no sentence {n}: its sentences are {first} to {last}")

    def source(self, id: str) -> Source:
        """The voice with that id. Raises `LookupError`, with the nearest one, where there is none."""
        for source in self.sources:
            if source.id == id:
                return source
        raise LookupError(f"{self.name} has no source {id!r}{did_you_mean(id, (s.id for s in self.sources))}")

    def to_json(self) -> dict[str, Any]:
        """The whole key as plain data, in the words of `vocabulary`."""
        return {
            "article": self.name,
            **{name: plain(getattr(self, name)) for name in ("label", "title", "credit", "status", "made_up", "words")},
            "sentences": [_sentence_json(sentence) for sentence in self.sentences],
            "sources": plain(self.sources),
            "links": [
                {"from": k.relay, "to": k.source, "sentence": k.sentence, "quote": k.quote.exact} for k in self.links
            ],
            "provenance": plain(provenance(self)),
            "passages": plain(self.passages),
            **{name: self.whole.get(name, []) for name in WHOLE},
        }


WHOLE = ("missing", "inconsistencies", "drift", "headline_body", "spellings", "settled")
"""What whole.yaml says about an article."""


def names() -> list[str]:
    """The articles that come with the course."""
    return sorted(folder.name for folder in ARTICLES.iterdir() if (folder / "key.yaml").is_file())


def sentence_lines(text: str) -> list[str]:
    """The non-empty lines of `text`, each one sentence, without surrounding white space or a byte order mark."""
    return [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]


def numbered_sentences(folder: Path) -> dict[int, str]:
    """{number: sentence} of the article in `folder`. Raises `Problems` when its text or key cannot be used."""
    key = read_yaml(folder / "key.yaml")
    if not isinstance(key, Mapping) or "headline" not in key:
        raise Problems([Problem(folder / "key.yaml", 1, "expected the field 'headline'")])
    return _numbered(read_text(folder / "article.txt"), key)


def _numbered(text: str, key: Mapping[str, Any]) -> dict[int, str]:
    return dict(enumerate(sentence_lines(text), start=0 if key["headline"] else 1))


def anchor_problems(key: Mapping[str, Any], text: str, folder: Path, skip: Iterable[int] = ()) -> Iterator[Problem]:
    """What in `key` does not match `text`, or does not match itself.

    `key` has to follow the schema, except for the entries of `sentences` at the positions in `skip`.
    """
    key_file, text_file = folder / "key.yaml", folder / "article.txt"
    lines = sentence_lines(text)
    if not lines:
        yield Problem(text_file, 1, "there is no sentence: expected one on each line")
        return
    numbered = _numbered(text, key)
    skip = set(skip)

    def problem(message: str, *path: str | int) -> Problem:
        return Problem(key_file, line_of(key, path), message)

    if key["article"] != folder.resolve().name:
        yield problem(
            f"the key says it is of {key['article']!r}, but its folder is {folder.resolve().name!r}",
            "article",
        )

    known: dict[str, int] = {}
    for i, source in enumerate(key["sources"]):
        if source["id"] in known:
            first = line_of(key, ("sources", known[source["id"]], "id"))
            yield problem(f"the source id {source['id']!r} stands twice, first on line {first}", "sources", i, "id")
        known.setdefault(source["id"], i)
        yield from quote_problems(source["quote"], source["sentence"], numbered, problem, ("sources", i))
    for i, link in enumerate(key["links"]):
        for end in ("from", "to"):
            if link[end] not in known:
                yield problem(f"no source has the id {link[end]!r}{did_you_mean(link[end], known)}", "links", i, end)
        yield from quote_problems(link["quote"], link["sentence"], numbered, problem, ("links", i))

    met: dict[int, int] = {}
    for i, entry in enumerate(key["sentences"]):
        if i in skip:
            if isinstance(entry, Mapping) and isinstance(entry.get("n"), int):
                met.setdefault(entry["n"], i)
            continue
        n, at = entry["n"], ("sentences", i)
        if n in met:
            first = line_of(key, ("sentences", met[n], "n"))
            yield problem(f"sentence {n} has two entries, the first on line {first}", *at, "n")
            continue
        met[n] = i
        if n not in numbered:
            yield problem(
                f"there is no sentence {n}: {text_file.name} has {min(numbered)} to {max(numbered)}", *at, "n"
            )
            continue
        if entry["text"] != numbered[n]:
            near = nearest_phrase(entry["text"], text)
            yield problem(
                f"the quotation of sentence {n} is not in {text_file.name}; expected “{numbered[n]}”, found "
                f"“{entry['text']}”; the nearest words in the text are “{near}”",
                *at, "text",
            )  # fmt: skip
        if entry["marker"] is not None:
            yield from quote_problems(entry["marker"], n, numbered, problem, (*at, "marker"))
        if (entry["marker"] is None) != (entry["attribution"] == "none"):
            yield problem(
                f"sentence {n}: the attribution is {entry['attribution']!r}, so the marker has to "
                f"{'be null' if entry['attribution'] == 'none' else 'quote the words that say so'}",
                *at, "marker",
            )  # fmt: skip
        if entry["origin"] is not None and entry["origin"] not in known:
            yield problem(
                f"no source has the id {entry['origin']!r}{did_you_mean(entry['origin'], known)}",
                *at,
                "origin",
            )
        for name, labels in entry.get("also", {}).items():
            if entry[name] in labels:
                yield problem(f"sentence {n}: {entry[name]!r} is the best label already", *at, "also", name)
        if any(entry.get("also", {}).values()) and not entry.get("why_also"):
            yield problem(f"sentence {n}: `also` needs `why_also`, the reason", *at, "also")
    for n in numbered.keys() - met.keys():
        yield problem(f"sentence {n} of {text_file.name} has no entry: “{numbered[n]}”", "sentences")

    for path, words in _texts(key, ()):
        if not (path[:1] == ("sentences",) and path[1] in skip):
            yield from prose_problems(words, text, problem, path)


def layer_problems(
    layer: str, document: Any, key: Mapping[str, Any], text: str, folder: Path, skip: Iterable[int] = ()
) -> Iterator[Problem]:
    """What in one of the `layers.LAYERS` does not match `text`, the `key` or itself."""
    numbered = _numbered(text, key)
    voices = [source["id"] for source in key["sources"]]
    return layers.problems(layer, document, folder, numbered, voices, skip)


def _texts(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every piece of the developers' own prose in a key, with where it stands."""
    own = {"feedback", "note", "why_also"}
    if isinstance(node, Mapping):
        for name, value in node.items():
            if isinstance(value, str) and (name in own or own & set(path)):
                yield (*path, name), value
            else:
                yield from _texts(value, (*path, name))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _texts(value, (*path, i))


def _folder(article: str | Path) -> Path:
    folder = Path(article)
    if isinstance(article, Path) or folder.is_dir():
        return folder
    if article not in names():
        raise LookupError(
            f"there is no article {article!r}{did_you_mean(article, names())} (known: {', '.join(names())})"
        )
    return ARTICLES / article


def _load(folder: Path, reader: Callable[[Path], Any] = read_yaml) -> Article:
    key = reader(folder / "key.yaml")
    text = read_text(folder / "article.txt")
    follow(_validator(), key, folder / "key.yaml")
    documents = layers.read(folder, reader)
    problems = list(anchor_problems(key, text, folder))
    if not problems:
        problems = [p for name in documents for p in layer_problems(name, documents[name], key, text, folder)]
    if problems:
        raise Problems(problems)
    return _build(key, text, documents)


@cache
def _load_own(folder: Path) -> Article:
    """The course's own articles do not change while it runs: they are read once."""
    return _load(folder, read_own)


@cache
def _validator() -> Any:
    return fastjsonschema.compile(json.loads(SCHEMA.read_text("utf-8")), use_default=False, detailed_exceptions=True)


def _build(key: Mapping[str, Any], text: str, documents: Mapping[str, Any]) -> Article:
    return Article(
        name=key["article"],
        label=key["label"],
        text=text,
        title=key["title"],
        credit=key["credit"],
        status=key["status"],
        made_up=key["made_up"],
        words=dict(key.get("words", {})),
        sentences=tuple(
            Sentence(
                n=entry["n"],
                text=entry["text"],
                claim=entry["claim"],
                attribution=entry["attribution"],
                marker=None if entry["marker"] is None else Quote.of(entry["marker"]),
                origin=entry["origin"],
                sourcing=entry["sourcing"],
                also={name: tuple(labels) for name, labels in entry.get("also", {}).items()},
                why_also=entry.get("why_also", ""),
                feedback={name: dict(texts) for name, texts in entry["feedback"].items()},
                fact=entry.get("fact", ""),
                beside=entry.get("beside", {}).get("text", ""),
                reading=layers.reading(documents, entry["n"]),
            )
            for entry in sorted(key["sentences"], key=lambda entry: int(entry["n"]))
        ),
        sources=tuple(
            Source(s["id"], s["name"], s["kind"], s["sentence"], Quote.of(s["quote"]), s.get("note", ""))
            for s in key["sources"]
        ),
        links=tuple(Link(k["from"], k["to"], k["sentence"], Quote.of(k["quote"])) for k in key["links"]),
        passages=layers.passages(documents),
        whole={name: plain(documents["whole"].get(name, [])) for name in WHOLE} if "whole" in documents else {},
    )


def _sentence_json(sentence: Sentence) -> dict[str, Any]:
    own = ("n", "text", "claim", "attribution", "marker", "why_also", "origin", "sourcing", "beside", "fact")
    read = ("figures", "wording", "frames", "techniques", "agency", "nothing", "settled", "too_calm", "lost")
    stretches = {
        layer: {option.id: option.feedback for option in options}
        for layer, options in sentence.reading.stretches.items()
    }
    return {
        **{name: plain(getattr(sentence, name)) for name in own},
        "also": list(sentence.also.get("attribution", ())),
        "also_by_field": plain(sentence.also),
        **{name: plain(getattr(sentence.reading, name)) for name in read},
        "stretches": plain(sentence.reading.stretches),
        "feedback": plain(sentence.feedback) | stretches,
    }


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: a quote as its exact words, a dataclass as an object, a tuple as a list."""
    if isinstance(value, Quote):
        return value.exact
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return str(value) if isinstance(value, str) else value
