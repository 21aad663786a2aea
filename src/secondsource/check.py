"""Every mistake in an answer key or in the evidence ledger, told with its file and line: `secondsource check`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from . import article, ledger
from .source_file import Problem, Problems, did_you_mean, line_of, read_text, read_yaml


def check_article(folder: Path) -> list[Problem]:
    """What is wrong with the key in `folder`, in the order of its lines; an empty list when nothing is."""
    key_file = folder / "key.yaml"
    try:
        key = read_yaml(key_file)
        text = read_text(folder / "article.txt")
    except Problems as error:
        return error.problems
    errors = list(_validator(article.SCHEMA).iter_errors(key))
    problems = [_problem(key, error, key_file) for error in errors]
    broken = {error.path[1] for error in errors if len(error.path) > 1 and error.path[0] == "sentences"}
    if all(error.path and error.path[0] == "sentences" and len(error.path) > 1 for error in errors):
        problems += article.anchor_problems(key, text, folder, skip=[int(i) for i in broken])
    return sorted(problems)


def check_ledger(path: Path = ledger.LEDGER) -> list[Problem]:
    """What is wrong with the evidence ledger, in the order of its lines."""
    try:
        document = read_yaml(path)
    except Problems as error:
        return error.problems
    errors = list(_validator(ledger.SCHEMA).iter_errors(document))
    if errors:
        return sorted(_problem(document, error, path) for error in errors)
    return sorted(ledger.repeated_ids(document, path))


def check_all() -> Iterator[tuple[str, list[Problem]]]:
    """The name and the problems of every article of the course, then of the ledger."""
    known: set[str] | None = None
    ledger_problems = check_ledger()
    if not ledger_problems:
        known = set(ledger.load())
    for name in article.names():
        folder = article.ARTICLES / name
        problems = check_article(folder)
        if not problems and known is not None:
            problems = list(_unknown_facts(folder, known))
        yield name, problems
    yield "evidence ledger", ledger_problems


def _unknown_facts(folder: Path, known: set[str]) -> Iterator[Problem]:
    key = read_yaml(folder / "key.yaml")
    named: list[tuple[str, tuple[str | int, ...]]] = []
    for i, entry in enumerate(key["sentences"]):
        if "fact" in entry:
            named.append((entry["fact"], ("sentences", i, "fact")))
        if "beside" in entry:
            named.append((entry["beside"]["fact"], ("sentences", i, "beside", "fact")))
    for fact, path in named:
        if fact not in known:
            line = line_of(key, path)
            yield Problem(folder / "key.yaml", line, f"the ledger has no entry {fact!r}{did_you_mean(fact, known)}")


@cache
def _validator(schema: Path) -> Draft7Validator:
    return Draft7Validator(json.loads(schema.read_text("utf-8")))


def _problem(document: Any, error: ValidationError, file: Path) -> Problem:
    path = list(error.path)
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
    elif error.validator == "type":
        message = f"{where}: expected {error.validator_value}, found {error.instance!r}"
    return Problem(file, line_of(document, path), message)
