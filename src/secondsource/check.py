"""Every mistake in a key, the evidence ledger or the item bank, with its file and line: `secondsource check`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from . import across, article, bank, layers, ledger, sheet
from .source_file import Problem, Problems, did_you_mean, line_of, read_text, read_yaml


def check_article(folder: Path, facts: Iterable[str] | None = None) -> list[Problem]:
    """What is wrong with the key in `folder`, in the order of its files and lines; an empty list when nothing is.

    With `facts`, the ids of the evidence ledger, also where the key names one that is not there.
    """
    key_file = folder / "key.yaml"
    try:
        key = read_yaml(key_file)
        text = read_text(folder / "article.txt")
    except Problems as error:
        return error.problems
    problems, broken = _broken(key, json.loads(layers.SCHEMA.read_text("utf-8")), key_file)
    if broken is not None:
        problems += article.anchor_problems(key, text, folder, skip=broken)
    if broken == set() and article.sentence_lines(text):
        for layer in layers.LAYERS:
            problems += check_layer(layer, key, text, folder)
    if not problems and facts is not None:
        problems += _unknown_facts(key, key_file, facts)
    return sorted(problems)


def check_layer(layer: str, key: Any, text: str, folder: Path) -> list[Problem]:
    """What is wrong with one of the `layers.LAYERS` in `folder`, if it is there; the `key` and the `text` are sound."""
    path = folder / f"{layer}.yaml"
    if not path.is_file():
        return []
    try:
        document = read_yaml(path)
    except Problems as error:
        return error.problems
    problems, broken = _broken(document, layers.schema(layer), path)
    if broken is not None:
        problems += article.layer_problems(layer, document, key, text, folder, skip=broken)
    return problems


def _broken(document: Any, schema: dict[str, Any], path: Path) -> tuple[list[Problem], set[int] | None]:
    """What breaks the schema, and the positions in `sentences` where; None for those when it breaks elsewhere too."""
    errors = list(Draft7Validator(schema).iter_errors(document))
    problems = [_problem(document, error, path) for error in errors]
    if all(len(error.path) > 1 and error.path[0] == "sentences" for error in errors):
        return problems, {int(error.path[1]) for error in errors}
    return problems, None


def check_across(path: Path | None = None) -> list[Problem]:
    """What is wrong with the file that sets two articles of the course side by side."""
    path = path or article.ARTICLES / "across.yaml"
    try:
        document = read_yaml(path)
    except Problems as error:
        return error.problems
    problems, _ = _broken(document, layers.schema("across"), path)
    try:
        return sorted(problems or across.problems(document, path))
    except Problems as error:
        return error.problems


def check_ledger(path: Path = ledger.LEDGER) -> list[Problem]:
    """What is wrong with the evidence ledger, in the order of its lines."""
    return _checked(path, ledger.SCHEMA, lambda document: ledger.repeated_ids(document, path))


def check_form(path: Path, facts: Mapping[str, ledger.Fact] | None = None) -> list[Problem]:
    """What is wrong with a form of the item bank; with `facts`, also where its cards go beyond the ledger."""

    def own(document: Any) -> Iterator[Problem]:
        yield from bank.problems(document, path)
        if facts is not None:
            yield from bank.fact_problems(document, path, ledger.words_seen(facts))

    return _checked(path, bank.SCHEMA, own)


def check_sheet(path: Path, facts: Mapping[str, ledger.Fact] | None = None) -> list[Problem]:
    """What is wrong with a sheet; with `facts`, also where its cards go beyond the ledger."""
    seen = None if facts is None else ledger.words_seen(facts)
    return _checked(path, sheet.SCHEMA, lambda document: sheet.problems(document, path, seen))


def _checked(path: Path, schema: Path, own: Callable[[Any], Iterable[Problem]]) -> list[Problem]:
    """What breaks the schema in the file `schema`, or else what its `own` rules find, in the order of the lines."""
    try:
        document = read_yaml(path)
    except Problems as error:
        return error.problems
    problems, _ = _broken(document, json.loads(schema.read_text("utf-8")), path)
    return sorted(problems or own(document))


def check_all() -> Iterator[tuple[str, list[Problem]]]:
    """The name and the problems of every article of the course, then of what goes with them."""
    ledger_problems = check_ledger()
    facts = None if ledger_problems else ledger.load()
    for name in article.names():
        yield name, check_article(article.ARTICLES / name, facts)
    yield "the articles side by side", check_across()
    yield "evidence ledger", ledger_problems
    for path in _forms():
        yield path.stem.replace("-", " "), check_form(path, facts)
    for name in sheet.names():
        yield f"sheet {name}", check_sheet(sheet.SHEETS / f"{name}.yaml", facts)
    files = [path for name in article.names() for path in _key_files(article.ARTICLES / name)]
    files += _forms()
    files += [sheet.SHEETS / f"{name}.yaml" for name in sheet.names()]
    yield "feedback", list(repeated_feedback(files))


def repeated_feedback(files: Iterable[Path], most: int = 3) -> Iterator[Problem]:
    """A problem for each feedback text that stands, word for word, in more than `most` places of `files`."""
    met: dict[str, list[tuple[Path, int]]] = {}
    for path in files:
        try:
            document = read_yaml(path)
        except Problems:
            continue  # told where the file itself is checked
        for where, words in _feedback(document, ()):
            met.setdefault(" ".join(words.split()).casefold(), []).append((path, line_of(document, where)))
    for words, places in met.items():
        if len(places) > most:
            path, line = places[most]
            first, first_line = places[0]
            yield Problem(
                path,
                line,
                f"the same feedback stands in {len(places)} places, first in {first.parent.name}/{first.name}:"
                f"{first_line}: “{words[:60]}”",
            )


_FEEDBACK = {"feedback", "why", "would_change", "trap_why", "nothing", "what", "says"}


def _feedback(
    node: Any, path: tuple[str | int, ...], inside: bool = False
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text that a learner is told after an attempt, with where it stands."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            yield from _feedback(value, (*path, name), inside or name in _FEEDBACK)
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _feedback(value, (*path, i), inside)
    elif isinstance(node, str) and inside:
        yield path, node


def _forms() -> list[Path]:
    return [folder / f"form-{form}.yaml" for folder in (bank.BANK, bank.PRACTICE) for form in bank.names(folder)]


def _key_files(folder: Path) -> list[Path]:
    names = ("key", *layers.LAYERS)
    return [path for name in names if (path := folder / f"{name}.yaml").is_file()]


def _unknown_facts(key: Any, key_file: Path, known: Iterable[str]) -> Iterator[Problem]:
    known = list(known)
    named: list[tuple[str, tuple[str | int, ...]]] = []
    for i, entry in enumerate(key["sentences"]):
        if "fact" in entry:
            named.append((entry["fact"], ("sentences", i, "fact")))
        if "beside" in entry:
            named.append((entry["beside"]["fact"], ("sentences", i, "beside", "fact")))
    for fact, path in named:
        if fact not in known:
            yield Problem(key_file, line_of(key, path), f"the ledger has no entry {fact!r}{did_you_mean(fact, known)}")


def _meant(error: ValidationError) -> ValidationError:
    """Of a question that fits no kind, what is wrong with it as one of the kind that it says it is."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [errors for errors in branches.values() if not any("kind" in inner.path for inner in errors)]
    return _meant(fitting[0][0]) if len(fitting) == 1 else error


def _problem(document: Any, error: ValidationError, file: Path) -> Problem:
    error = _meant(error)
    path = list(error.absolute_path)
    where = ".".join(map(str, path)) or "the document"
    message = f"{where}: {error.message}"
    if error.validator == "enum":
        near = did_you_mean(str(error.instance), map(str, error.validator_value))
        message = f"{where}: unknown label {error.instance!r}, expected one of {', '.join(error.validator_value)}{near}"
    elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {})
        unknown = [name for name in error.instance if name not in known]
        path.append(unknown[0])
        message = f"{where}: unknown field {unknown[0]!r}{did_you_mean(str(unknown[0]), known)}"
    elif error.validator == "required":
        absent = [name for name in error.validator_value if name not in error.instance]
        message = f"{where}: expected the field {absent[0]!r}, found {', '.join(map(str, error.instance)) or 'none'}"
    elif error.validator in ("anyOf", "oneOf"):
        message = f"{where}: this fits nothing that can stand here"
    elif error.validator == "type":
        message = f"{where}: expected {error.validator_value}, found {error.instance!r}"
    return Problem(file, line_of(document, path), message)
