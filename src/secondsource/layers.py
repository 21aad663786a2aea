"""What a key says beyond who says so: the figures, the wording and the frames of each sentence, and the whole.

    figures.yaml, wording.yaml, frames.yaml, whole.yaml  ->  Layers

Each file stands beside the article's key.yaml and may be left out. Everything in it is anchored in the text by exact
quotations. The lenses themselves: Entman (1993), *Framing: toward clarification of a fractured paradigm*, for the four
functions of a frame; the labels of SemEval-2020 Task 11 for persuasion techniques, which label rhetoric, not falsity.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import fastjsonschema

from .quote import Quote, Says, prose_problems, quote_problems
from .source_file import Problem, did_you_mean, follow, line_of, read_yaml
from .vocabulary import BUTTONS

LAYERS = ("figures", "wording", "frames", "whole")
"""The names of the files, without `.yaml`; the schema of each stands under `$defs` as `<name>_file`."""

SCHEMA = Path(__file__).parent / "articles" / "key.schema.json"

_LISTS = {"figures": "text", "wording": "span", "frames": "words", "techniques": "words", "decoys": "text"}
_MARKED = ("figures", "wording", "decoys")
_TEXT_FIELDS = {"text", "span", "words", "exact", "prefix", "suffix", "acts", "acted_on", "headline", "other"}


@dataclass(frozen=True)
class Option:
    """Something a learner can pick, and what is said when they do.

    `rank` is `best`, `also` (a careful reader can defend it) or `wrong`. `words` anchors an option that is a stretch of
    the text, in sentence `sentence` where the question is about several sentences.
    """

    id: str
    rank: str
    feedback: str
    text: str = ""
    words: Quote | None = None
    sentence: int | None = None


@dataclass(frozen=True)
class Figure:
    """A number (`form` is `number`), or an amount without one (`word`), and what it would take to check it."""

    id: str
    text: Quote
    kind: str
    form: str
    counts: str
    who: str | None
    how: str
    verified: bool
    shown: str | None
    would_verify: str
    trap: str
    trap_why: str
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    borderline: bool = False
    ask: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)

    @property
    def feedback(self) -> str:
        """Criterion, words, evidence: what it counts, its trap, and what would verify it."""
        if self.kind == "date":
            says = f"“{self.text.exact}” says when: {self.counts}."
        elif self.form == "number":
            says = f"“{self.text.exact}” is an amount: it counts {self.counts}."
        else:
            says = f"“{self.text.exact}” says how much, without a number: {self.counts}."
        return f"{says} {self.trap_why} To check it, one would need {self.would_verify}."


@dataclass(frozen=True)
class Wording:
    """Words that decide what a reader feels or takes for granted, and calmer words that keep the meaning."""

    id: str
    span: Quote
    device: str
    strength: str
    why: str
    neutral: str
    would_change: str
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def feedback(self) -> str:
        """Criterion and words, what would earn the word, and the calmer wording."""
        return f"{self.why} {self.would_change} Calmer: {f'‘{self.neutral}’' if self.neutral else 'leave it out'}."


@dataclass(frozen=True)
class Frame:
    """One of Entman's four functions, the words that fill it, and what they say in plain words."""

    function: str
    words: Quote
    says: str
    borderline: bool = False


@dataclass(frozen=True)
class Technique:
    """A persuasion technique under its SemEval-2020 name: it labels rhetoric, not falsity."""

    name: str
    words: Quote
    why: str
    borderline: bool = False


@dataclass(frozen=True)
class Agency:
    """Who acts, who is acted on, in the sentence's own words, and who or what is missing."""

    acts: Quote | None
    acted_on: Quote | None
    missing: str


@dataclass(frozen=True)
class Settled:
    """Where two independent passes differed: what each had, what stands, and why."""

    first: str
    second: str
    stands: str
    why: str


@dataclass(frozen=True)
class Passage:
    """Some sentences in a row, and for each function of a frame the phrases among which a learner chooses."""

    id: str
    first: int
    last: int
    questions: Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True)
class Reading:
    """What the layers say of one sentence. `stretches` holds, by layer, every stretch that can be marked.

    `nothing` says, by layer, why there is nothing to find; `settled`, by layer, where two passes differed. `too_calm`
    is a version that lost the claim, and `lost` is what it lost.
    """

    figures: tuple[Figure, ...] = ()
    wording: tuple[Wording, ...] = ()
    frames: tuple[Frame, ...] = ()
    techniques: tuple[Technique, ...] = ()
    agency: Agency | None = None
    stretches: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    nothing: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, tuple[Settled, ...]] = field(default_factory=dict)
    too_calm: str = ""
    lost: str = ""


def read(folder: Path, reader: Callable[[Path], Any] = read_yaml) -> dict[str, Any]:
    """The layer documents in `folder`, by name, as far as they are there, each valid against its schema.

    Raises `Problems` for one that cannot be read or breaks its schema.
    """
    documents = {}
    for layer in LAYERS:
        path = folder / f"{layer}.yaml"
        if path.is_file():
            documents[layer] = reader(path)
            follow(_validator(layer), documents[layer], path)
    return documents


def problems(
    layer: str,
    document: Mapping[str, Any],
    folder: Path,
    numbered: Mapping[int, str],
    voices: Iterable[str],
    skip: Iterable[int] = (),
) -> Iterator[Problem]:
    """What in one layer document does not match the text, the key's `voices` or itself.

    `numbered` is the text ({number: sentence}). `document` has to follow its schema, except for the entries of
    `sentences` at the positions in `skip`.
    """
    path_of, voices, skip = folder / f"{layer}.yaml", list(voices), set(skip)
    text = "\n".join(numbered.values())

    def says(message: str, *path: str | int) -> Problem:
        return Problem(path_of, line_of(document, path), message)

    if document["article"] != folder.resolve().name:
        yield says(f"the layer is of {document['article']!r}, its folder is {folder.resolve().name!r}", "article")
    met: dict[int, int] = {}
    for i, entry in enumerate(document.get("sentences", ())):
        at = ("sentences", i)
        if i in skip:
            if isinstance(entry, Mapping) and isinstance(entry.get("n"), int):
                met.setdefault(entry["n"], i)
            continue
        n = entry["n"]
        if n in met:
            yield says(f"sentence {n} has two entries, the first on line {line_of(document, (*at[:1], met[n]))}", *at)
            continue
        met[n] = i
        if n not in numbered:
            yield says(f"there is no sentence {n}: the text has {min(numbered)} to {max(numbered)}", *at, "n")
            continue
        yield from _sentence_problems(layer, entry, n, numbered, voices, says, at)
    if "sentences" in document:
        for n in numbered.keys() - met.keys():
            yield says(f"sentence {n} of article.txt has no entry: “{numbered[n]}”", "sentences")
    for i, passage in enumerate(document.get("passages", ())):
        yield from _passage_problems(passage, numbered, says, ("passages", i))
    if layer == "whole":
        for path, n, words in _anchors(document, ()):
            yield from quote_problems(words, n, numbered, says, path)
    for path, words in _prose(document, ()):
        if not (path[0] == "sentences" and path[1] in skip):
            yield from prose_problems(words, text, says, path)


def reading(documents: Mapping[str, Any], n: int) -> Reading:
    """What the layer `documents` say of sentence `n`; empty where they say nothing."""
    entries: dict[str, Any] = {
        layer: next((e for e in document.get("sentences", ()) if e["n"] == n), {})
        for layer, document in documents.items()
    }
    figures = tuple(_figure(f) for f in entries.get("figures", {}).get("figures", ()))
    wording = tuple(_wording(w) for w in entries.get("wording", {}).get("wording", ()))
    frames = entries.get("frames", {})
    agency = frames.get("agency")
    calm = entries.get("wording", {}).get("too_calm", {})
    marked = {
        "figures": [Option(f.id, "also" if f.borderline else "best", f.feedback, words=f.text) for f in figures],
        "wording": [
            Option(w.id, "best" if w.strength == "strong" else "also", w.feedback, words=w.span) for w in wording
        ],
    }
    for layer, options in marked.items():
        for d in entries.get(layer, {}).get("decoys", ()):
            options.append(Option(d["id"], "wrong", d["feedback"], words=Quote.of(d["text"])))
    return Reading(
        figures=figures,
        wording=wording,
        frames=tuple(
            Frame(f["function"], Quote.of(f["words"]), f["says"], f.get("borderline", False))
            for f in frames.get("frames", ())
        ),
        techniques=tuple(
            Technique(t["name"], Quote.of(t["words"]), t["why"], t.get("borderline", False))
            for t in frames.get("techniques", ())
        ),
        agency=agency and Agency(_quote(agency["acts"]), _quote(agency["acted_on"]), agency["missing"]),
        stretches={layer: tuple(options) for layer, options in marked.items() if options},
        nothing={layer: entry["nothing"] for layer, entry in entries.items() if "nothing" in entry},
        settled={
            layer: tuple(Settled(**s) for s in entry["settled"])
            for layer, entry in entries.items()
            if entry.get("settled")
        },
        too_calm=calm.get("text", ""),
        lost=calm.get("lost", ""),
    )


def passages(documents: Mapping[str, Any]) -> tuple[Passage, ...]:
    """The passages of the frames layer, in order."""
    return tuple(
        Passage(
            p["id"],
            p["first"],
            p["last"],
            {name: tuple(_option(o) for o in options) for name, options in p["questions"].items()},
        )
        for p in documents.get("frames", {}).get("passages", ())
    )


def rebuild(text: str, wording: Iterable[Wording], swapped: Iterable[str]) -> str:
    """The sentence `text` with the words of `swapped` (ids of `wording`) exchanged for their calmer ones.

    Raises `LookupError`, with the nearest id, for one that is not there.
    """
    by_id = {word.id: word for word in wording}
    swapped = set(swapped)
    for id in swapped - by_id.keys():
        raise LookupError(f"no wording has the id {id!r}{did_you_mean(id, by_id)}")
    for start, end, id in sorted((*by_id[id].span.find(text), id) for id in swapped)[::-1]:
        text = text[:start] + by_id[id].neutral + text[end:]
    return text


def _sentence_problems(
    layer: str,
    entry: Mapping[str, Any],
    n: int,
    numbered: Mapping[int, str],
    voices: list[str],
    says: Says,
    at: tuple[str | int, ...],
) -> Iterator[Problem]:
    spans, ids = [], []
    for name, words in _LISTS.items():
        for j, item in enumerate(entry.get(name, ())):
            found = list(quote_problems(item[words], n, numbered, says, (*at, name, j)))
            yield from found
            if name in _MARKED:
                ids.append(item["id"])
                if not found:
                    spans.append((*Quote.of(item[words]).find(numbered[n]), (*at, name, j)))
            for label, others in item.get("also", {}).items():
                if item[label] in others:
                    yield says(f"sentence {n}: {item[label]!r} is the best label already", *at, name, j, "also")
    for id in {id for id in ids if ids.count(id) > 1}:
        yield says(f"sentence {n}: the id {id!r} stands twice", *at)
    for (_, end, _), (start, _, path) in pairwise(sorted(spans)):
        if start < end:
            yield says(f"sentence {n}: two stretches that can be marked overlap", *path)
    if bool(entry[layer]) == ("nothing" in entry):
        needed = "why there is nothing to find" if not entry[layer] else "left out: there is something to find"
        yield says(f"sentence {n}: `nothing` has to say {needed}", *at)
    for who in ("acts", "acted_on"):
        words = entry.get("agency", {}).get(who)
        if words is not None:
            yield from quote_problems(words, n, numbered, says, (*at, "agency", who))
    for j, figure in enumerate(entry.get("figures", ())):
        if figure["who"] is not None and figure["who"] not in voices:
            near = did_you_mean(figure["who"], voices)
            yield says(f"no source has the id {figure['who']!r}{near}", *at, "figures", j, "who")
        for question, options in figure.get("ask", {}).items():
            where = (*at, "figures", j, "ask", question)
            yield from _option_problems(options, says, where)
            if question == "who" and [option["id"] for option in options] != list(BUTTONS):
                yield says(f"the options of ‘who’ have to be {', '.join(BUTTONS)}", *where)
            if question != "who" and not all(option.get("text") for option in options):
                yield says(f"every option of ‘{question}’ needs a text", *where)


def _passage_problems(
    passage: Mapping[str, Any], numbered: Mapping[int, str], says: Says, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    inside = {n: numbered[n] for n in range(passage["first"], passage["last"] + 1) if n in numbered}
    if not inside or passage["first"] not in inside or passage["last"] not in inside:
        yield says(f"passage {passage['id']!r} goes beyond the text: {min(numbered)} to {max(numbered)}", *at, "first")
        return
    for function, options in passage["questions"].items():
        path = (*at, "questions", function)
        yield from _option_problems(options, says, path)
        for j, option in enumerate(options):
            if (option["words"] is None) != (option["sentence"] is None):
                yield says("an option has words and their sentence, or neither", *path, j)
            elif option["words"] is not None:
                yield from quote_problems(option["words"], option["sentence"], inside, says, (*path, j))


def _option_problems(options: list[Mapping[str, Any]], says: Says, path: tuple[str | int, ...]) -> Iterator[Problem]:
    ids = [option["id"] for option in options]
    for id in {id for id in ids if ids.count(id) > 1}:
        yield says(f"the option {id!r} stands twice", *path)
    best = sum(option["rank"] == "best" for option in options)
    if best != 1:
        yield says(f"expected one best option, found {best}", *path)


def _anchors(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], int, str]]:
    """Every {n, words} in the document of the whole article, with where it stands."""
    if isinstance(node, Mapping):
        if "words" in node:
            yield (*path, "words"), node["n"], node["words"]
        if "headline" in node:
            yield (*path, "headline"), 0, node["headline"]
        for name, value in node.items():
            yield from _anchors(value, (*path, name))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _anchors(value, (*path, i))


def _prose(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every piece of the developers' own prose in a layer, with where it stands."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name not in _TEXT_FIELDS:
                yield from _prose(value, (*path, name))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _prose(value, (*path, i))
    elif isinstance(node, str):
        yield path, node


def _figure(entry: Mapping[str, Any]) -> Figure:
    fields = {name: entry[name] for name in Figure.__dataclass_fields__ if name in entry}
    return Figure(
        **fields
        | {
            "text": Quote.of(entry["text"]),
            "also": _labels(entry),
            "ask": {name: tuple(_option(o) for o in options) for name, options in entry.get("ask", {}).items()},
        }
    )


def _wording(entry: Mapping[str, Any]) -> Wording:
    fields = {name: entry[name] for name in Wording.__dataclass_fields__ if name in entry}
    return Wording(**fields | {"span": Quote.of(entry["span"]), "also": _labels(entry)})


def _labels(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(labels) for name, labels in entry.get("also", {}).items()}


def _option(entry: Mapping[str, Any]) -> Option:
    return Option(
        entry["id"],
        entry["rank"],
        entry["feedback"],
        entry.get("text", ""),
        _quote(entry.get("words")),
        entry.get("sentence"),
    )


def _quote(value: Any) -> Quote | None:
    return None if value is None else Quote.of(value)


def schema(layer: str) -> dict[str, Any]:
    """The JSON Schema (draft 7) of one of `LAYERS`, or of `across`."""
    whole = json.loads(SCHEMA.read_text("utf-8"))
    return {"$schema": whole["$schema"], "$ref": f"#/$defs/{layer}_file", "$defs": whole["$defs"]}


@cache
def _validator(layer: str) -> Any:
    return fastjsonschema.compile(schema(layer), use_default=False, detailed_exceptions=True)
