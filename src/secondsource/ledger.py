"""The evidence ledger: every fact from outside the articles, with its source, its strength and its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .source_file import Problem, line_of, read_own, read_yaml

FOLDER = Path(__file__).parent / "evidence"
LEDGER = FOLDER / "ledger.yaml"
SCHEMA = FOLDER / "ledger.schema.json"


@dataclass(frozen=True)
class Fact:
    """One entry: what is said, where it was seen, in which words, and how far it carries."""

    id: str
    claim: str
    about: str
    side: str
    publisher: str
    url: str
    published: str | None
    language: str
    excerpt: str
    seen: str
    strength: str
    caveat: str
    excerpt_en: str = ""
    not_for_pages: str = ""

    @property
    def source(self) -> str:
        """The publisher and the date, as the pages print them beside the fact."""
        return f"{self.publisher}, {self.published or 'undated'}"


@cache
def load(path: Path = LEDGER) -> Mapping[str, Fact]:
    """The ledger's facts by id. Raises `Problems` when the file cannot be read."""
    fields = Fact.__dataclass_fields__
    entries = (read_own if path == LEDGER else read_yaml)(path)["entries"]
    return {entry["id"]: Fact(**{name: entry[name] for name in entry if name in fields}) for entry in entries}


def words_seen(facts: Mapping[str, Fact]) -> dict[str, str]:
    """{id: words} that were seen of each fact, in the original and in our translation."""
    return {id: f"{fact.excerpt} {fact.excerpt_en}" for id, fact in facts.items()}


def not_found(path: Path = LEDGER) -> list[str]:
    """What was looked for and not seen, a sentence or two each: nothing may rest on it."""
    return [entry["tried"] for entry in read_yaml(path)["not_found"]]


def wording_flags(path: Path = LEDGER) -> dict[str, re.Pattern[str]]:
    """Wordings that go further than what was seen, each with the pattern that finds it on a page."""
    return {entry["flag"]: re.compile(entry["pattern"], re.IGNORECASE) for entry in read_yaml(path)["wording_flags"]}


def repeated_ids(document: Any, path: Path) -> Iterator[Problem]:
    """A problem for every entry whose id an earlier one has already."""
    met: dict[str, int] = {}
    for i, entry in enumerate(document["entries"]):
        first = met.setdefault(entry["id"], i)
        if first != i:
            line = line_of(document, ("entries", i, "id"))
            message = (
                f"the id {entry['id']!r} stands twice, first on line {line_of(document, ('entries', first, 'id'))}"
            )
            yield Problem(path, line, message)
