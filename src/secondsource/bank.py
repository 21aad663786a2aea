"""The item bank: parallel forms of a test that tells a careful reader from a cynic.

    bank/form-a.yaml, bank/form-b.yaml  ->  Form

Every item is a card, which holds all the evidence that may be used, and a statement: is it supported, not verified or
contradicted by this card? At least half of a form is supported, from both sides of the war and from outside it, so that
nobody gets far by doubting everything, or by trusting one side.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from .quote import unseen
from .source_file import Problem, Problems, did_you_mean, follow, line_of, read_yaml

BANK = Path(__file__).parent / "bank"
PRACTICE = BANK / "practice"
"""Forms to try the test with: their items stand in no other form."""

SCHEMA = BANK / "bank.schema.json"


@dataclass(frozen=True)
class Evidence:
    """A piece of a card: who it is from, and what it says."""

    source: str
    text: str


@dataclass(frozen=True)
class BankItem:
    """One card and one statement. `feedback` has a text for each verdict; `pair` is the number of the parallel item."""

    pair: int
    id: str
    topic: str
    side: str
    favours: str
    made_up: bool
    facts: tuple[str, ...]
    skill: str
    difficulty: str
    card: tuple[Evidence, ...]
    statement: str
    verdict: str
    feedback: Mapping[str, str]

    @property
    def supported(self) -> bool:
        """Whether the card carries the statement."""
        return self.verdict == "supported"


@dataclass(frozen=True)
class Form:
    """One of the parallel forms."""

    name: str
    items: tuple[BankItem, ...]

    @property
    def key(self) -> dict[str, str]:
        """{item id: verdict}, as `discernment.count` takes it."""
        return {item.id: item.verdict for item in self.items}


def names(folder: Path = BANK) -> list[str]:
    """The forms in `folder`: `a` for `form-a.yaml`."""
    return sorted(path.stem.removeprefix("form-") for path in folder.glob("form-*.yaml"))


def load(form: str, folder: Path = BANK) -> Form:
    """The form of that name. Raises `LookupError` for an unknown one and `Problems` for one that cannot be used."""
    if form not in names(folder):
        raise LookupError(f"there is no form {form!r}{did_you_mean(form, names(folder))}")
    path = folder / f"form-{form}.yaml"
    document = read_yaml(path)
    follow(_validator(), document, path)
    found = list(problems(document, path))
    if found:
        raise Problems(found)
    return Form(document["form"], tuple(_item(entry) for entry in document["items"]))


def second_reading(folder: Path = BANK) -> dict[str, str]:
    """{item id: verdict} of a reader who took all forms without the key, from second-reading.yaml."""
    forms = read_yaml(folder / "second-reading.yaml")
    return {id: verdict for answers in forms.values() for id, verdict in answers.items()}


def problems(document: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """What in a form that follows the schema does not match itself: ids, and quotations that no card has."""

    def says(message: str, *where: str | int) -> Problem:
        return Problem(path, line_of(document, where), message)

    if f"form-{document['form']}" != path.stem:
        yield says(f"the form is {document['form']!r}, its file is {path.name!r}", "form")
    met: dict[str, int] = {}
    for i, entry in enumerate(document["items"]):
        first = met.setdefault(entry["id"], i)
        if first != i:
            line = line_of(document, ("items", first, "id"))
            yield says(f"the id {entry['id']!r} stands twice, first on line {line}", "items", i, "id")
        if (entry["topic"] == "war") != bool(entry["facts"]) or (entry["topic"] == "war") == entry["made_up"]:
            yield says(f"{entry['id']}: an item about the war rests on facts, any other one is made up", "items", i)
        shown = " ".join([*(piece["text"] for piece in entry["card"]), entry["statement"]])
        for verdict, words in entry["feedback"].items():
            for part, near in unseen(words, shown):
                yield says(
                    f"“{part}” is not on the card; the nearest words are “{near}”", "items", i, "feedback", verdict
                )


def fact_problems(document: Mapping[str, Any], path: Path, excerpts: Mapping[str, str]) -> Iterator[Problem]:
    """Cards that name a fact the ledger does not have, or quote words that its excerpts ({id: text}) do not hold."""
    for i, entry in enumerate(document["items"]):
        if not entry["facts"]:
            continue
        for fact in entry["facts"]:
            if fact not in excerpts:
                line = line_of(document, ("items", i, "facts"))
                yield Problem(path, line, f"the ledger has no entry {fact!r}{did_you_mean(fact, excerpts)}")
        seen = " ".join(excerpts.get(fact, "") for fact in entry["facts"])
        for j, piece in enumerate(entry["card"]):
            for part, near in unseen(piece["text"], seen):
                line = line_of(document, ("items", i, "card", j, "text"))
                yield Problem(path, line, f"“{part}” is not in the ledger; the nearest words are “{near}”")


def _item(entry: Mapping[str, Any]) -> BankItem:
    fields = {name: entry[name] for name in BankItem.__dataclass_fields__}
    return BankItem(
        **fields
        | {
            "facts": tuple(entry["facts"]),
            "card": tuple(Evidence(piece["from"], piece["text"]) for piece in entry["card"]),
            "feedback": dict(entry["feedback"]),
        }
    )


@cache
def _validator() -> Any:
    return fastjsonschema.compile(json.loads(SCHEMA.read_text("utf-8")), use_default=False, detailed_exceptions=True)
