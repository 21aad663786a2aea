"""Sheets: questions about cards, in groups, written by hand.

    sheets/<name>.yaml  ->  Sheet  ->  Activity

A group is about one thing (a source, a claim, a text): it may show sentences of an article, hold a statement and cards
with evidence, and it asks one item or several. What a card quotes stands in the evidence ledger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from .activities.readings import activity_id, label
from .activity import Activity, Item
from .article import Article
from .quote import Says, unseen
from .source_file import Problem, Problems, did_you_mean, follow, line_of, nearest_phrase, read_own, read_yaml
from .vocabulary import CONFIDENCE

SHEETS = Path(__file__).parent / "sheets"
SCHEMA = SHEETS / "sheet.schema.json"

SURE = ".confidence"
"""What the id of an item ends in that asks how sure the answer to the item before it is."""

ACCORDING = ("according to", "said", "says", "citing", "reported", "reports")
"""Words by which a brief says who says so."""

RESTS = (
    "a card rests on facts of the ledger, unless the whole sheet is made up; on a sheet of your own, `seen` may say "
    "where its words can be found"
)


@dataclass(frozen=True)
class Shown:
    """A sentence that a group shows: where it stands, what it says, its words that matter, what stands beside it."""

    where: str
    text: str
    words: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Card:
    """A piece of evidence: who it is from, whose voice it carries, what it says, and how far that goes.

    A card of the course rests on `facts` of the ledger; a card of somebody's own sheet may say where it was `seen`.
    """

    id: str
    source: str
    side: str
    text: str
    caveat: str
    date: str = ""
    facts: tuple[str, ...] = ()
    seen: str = ""


@dataclass(frozen=True)
class Check:
    """A line of a checklist; `finds` are words that a machine can look for, `avoid` says that they should be absent."""

    id: str
    text: str
    finds: tuple[str, ...] = ()
    avoid: bool = False


@dataclass(frozen=True)
class Group:
    """One thing to judge, with everything that may be used."""

    id: str
    heading: str
    items: tuple[Item, ...]
    quotes: tuple[Shown, ...] = ()
    statement: str = ""
    cards: tuple[Card, ...] = ()
    checklist: tuple[Check, ...] = ()
    most: int | None = None
    rubric: tuple[tuple[int, str], ...] = ()
    after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """Groups of questions with one id. Item ids read `<sheet>.<group>.<item>`."""

    id: str
    title: str
    groups: tuple[Group, ...]
    made_up: bool = False
    status: str = ""
    version: int = 1

    @classmethod
    def load(cls, sheet: str | Path) -> Sheet:
        """The sheet in the file `sheet`, or the one of the course with that name.

        Raises `Problems` when it cannot be used and `LookupError` when the course has no sheet of that name.
        """
        path = Path(sheet)
        if not isinstance(sheet, Path) and not path.is_file():
            if sheet not in names():
                raise LookupError(
                    f"there is no sheet {sheet!r}{did_you_mean(sheet, names())} (known: {', '.join(names())})"
                )
            path = SHEETS / f"{sheet}.yaml"
        return _load_own(path) if path.parent == SHEETS else _load(path)

    def part(self, only: Sequence[str] = (), id: str | None = None, title: str | None = None) -> Sheet:
        """The groups named in `only` (all of them without), under another id and title if you like.

        Raises `LookupError`, with the nearest one, for a group that is not there.
        """
        known = {group.id: group for group in self.groups}
        for name in only:
            if name not in known:
                raise LookupError(f"{self.id} has no group {name!r}{did_you_mean(name, known)}")
        chosen = tuple(known[name] for name in only or known)
        return replace(self, id=id or "-".join([self.id, *only]), title=title or self.title, groups=chosen)

    def activity(self) -> Activity:
        """All items of the sheet, in order."""
        items = tuple(item for group in self.groups for item in group.items)
        return Activity(self.id, self.title, items, self.version, self.status)


def names(folder: Path = SHEETS) -> list[str]:
    """The sheets in `folder`."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def problems(document: Mapping[str, Any], path: Path, excerpts: Mapping[str, str] | None = None) -> Iterator[Problem]:
    """What in a sheet that follows the schema does not match itself, the articles or the ledger.

    `excerpts` ({ledger id: words seen}) are what cards with facts may quote; without them cards are not compared.
    """

    def says(message: str, *where: str | int) -> Problem:
        return Problem(path, line_of(document, where), message)

    if document["sheet"] != path.stem:
        yield says(
            f"the sheet is {document['sheet']!r}, its file is {path.name!r}: write `sheet: {path.stem}`", "sheet"
        )
    yield from _twice(document["groups"], "group", says, ("groups",))
    for i, group in enumerate(document["groups"]):
        at = ("groups", i)
        yield from _twice(group["items"], "item", says, (*at, "items"))
        yield from _twice(group.get("cards", ()), "card", says, (*at, "cards"))
        shown = [group["heading"], group.get("statement", "")]
        for j, quote in enumerate(group.get("quotes", ())):
            yield from _quote_problems(quote, says, (*at, "quotes", j), shown)
        for j, card in enumerate(group.get("cards", ())):
            shown.append(f"{card['from']} {card['text']} {card['caveat']}")
            if excerpts is not None and "facts" in card:
                yield from _card_problems(card, excerpts, says, (*at, "cards", j))
            rests = "facts" in card or ("seen" in card and path.parent != SHEETS)
            if document["made_up"] == rests:
                yield says(RESTS, *at, "cards", j)
        cards = [card["id"] for card in group.get("cards", ())]
        earlier: list[str] = []
        for j, item in enumerate(group["items"]):
            yield from _item_problems(item, cards, earlier, says, (*at, "items", j), shown)
            earlier.append(item["id"])


def _twice(entries: Any, what: str, says: Says, at: tuple[str | int, ...]) -> Iterator[Problem]:
    met: set[str] = set()
    for i, entry in enumerate(entries):
        if entry["id"] in met:
            yield says(f"the {what} {entry['id']!r} stands twice", *at, i, "id")
        met.add(entry["id"])


def _quote_problems(
    quote: Mapping[str, Any], says: Says, at: tuple[str | int, ...], shown: list[str]
) -> Iterator[Problem]:
    try:
        sentence = Article.load(quote["article"])[quote["n"]].text
    except (LookupError, Problems) as error:
        yield says(str(error.args[0]).splitlines()[0], *at)
        return
    shown.append(sentence)
    words = quote.get("words", "")
    if sentence.count(words) < 1:
        near = nearest_phrase(words, sentence)
        yield says(f"“{words}” is not in {quote['article']} {quote['n']}; the nearest words are “{near}”", *at)


def _card_problems(
    card: Mapping[str, Any], excerpts: Mapping[str, str], says: Says, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    for fact in card["facts"]:
        if fact not in excerpts:
            yield says(f"the ledger has no entry {fact!r}{did_you_mean(fact, excerpts)}", *at, "facts")
    seen = " ".join(excerpts.get(fact, "") for fact in card["facts"])
    for part, near in unseen(card["text"], seen):
        yield says(f"“{part}” is not in the ledger; the nearest words are “{near}”", *at)


def _item_problems(
    item: Mapping[str, Any],
    cards: list[str],
    earlier: list[str],
    says: Says,
    at: tuple[str | int, ...],
    shown: list[str],
) -> Iterator[Problem]:
    if "after" in item and item["after"] not in earlier:
        yield says(f"`after` names {item['after']!r}, expected an earlier item of the group", *at, "after")
    if item["kind"] == "text":
        for j, model in enumerate(item["models"]):
            for part, near in unseen(f"{model['text']} {model['why']}", " ".join(shown)):
                yield says(f"“{part}” stands nowhere here; the nearest words are “{near}”", *at, "models", j)
        return
    yield from _twice(item["options"], "option", says, (*at, "options"))
    ranks = [option.get("rank") for option in item["options"]]
    if item["kind"] in ("choice", "scale") and ranks.count("best") != 1:
        yield says(f"expected one best option, found {ranks.count('best')}", *at, "options")
    targets = [target["id"] for target in item.get("targets", ())]
    for j, option in enumerate(item["options"]):
        where = (*at, "options", j)
        own = [*shown, item["ask"]]
        if "card" in option and option["card"] not in cards:
            yield says(f"no card has the id {option['card']!r}{did_you_mean(option['card'], cards)}", *where, "card")
        if "quote" in option:
            yield from _quote_problems(option["quote"], says, (*where, "quote"), own)
        if item["kind"] == "pairs":
            partners = [partner["to"] for partner in option["partners"]]
            if sorted(partners) != sorted(targets):
                yield says(f"expected one partner for each of {', '.join(targets)}", *where, "partners")
            if [partner["rank"] for partner in option["partners"]].count("best") != 1:
                yield says("expected one best partner", *where, "partners")
        for feedback in (option.get("feedback", ""), *(p["feedback"] for p in option.get("partners", ()))):
            for part, near in unseen(feedback, " ".join(own)):
                yield says(f"“{part}” is on no card here; the nearest words are “{near}”", *where)


@cache
def _load_own(path: Path) -> Sheet:
    """The course's own sheets do not change while it runs: they are read once."""
    return _load(path, read_own)


def _load(path: Path, reader: Callable[[Path], Any] = read_yaml) -> Sheet:
    document = reader(path)
    follow(_validator(), document, path)
    found = list(problems(document, path))
    if found:
        raise Problems(found)
    groups = tuple(_group(entry, document["sheet"]) for entry in document["groups"])
    return Sheet(
        document["sheet"],
        document["title"],
        groups,
        document["made_up"],
        document.get("status", ""),
        document.get("version", 1),
    )


def _group(entry: Mapping[str, Any], sheet: str) -> Group:
    prefix = f"{sheet}.{entry['id']}"
    items: list[Item] = []
    after: dict[str, str] = {}
    writing: Mapping[str, Any] = {}
    for item in entry["items"]:
        made = _item(item, prefix, entry["heading"])
        items.append(made)
        if "after" in item:
            after[made.id] = f"{prefix}.{item['after']}"
        if item.get("confidence"):
            items.append(confidence(made))
        if item["kind"] == "text":
            writing = item
    return Group(
        id=entry["id"],
        heading=entry["heading"],
        items=tuple(items),
        quotes=tuple(_shown(**quote) for quote in entry.get("quotes", ())),
        statement=entry.get("statement", ""),
        cards=tuple(_card(card) for card in entry.get("cards", ())),
        checklist=tuple(
            Check(line["id"], line["text"], tuple(line.get("finds", ())), line.get("avoid", False))
            for line in writing.get("checklist", ())
        ),
        most=writing.get("most"),
        rubric=tuple((line["points"], line["text"]) for line in writing.get("rubric", ())),
        after=after,
    )


def _shown(article: str, n: int, words: str = "") -> Shown:
    loaded = Article.load(article)
    return Shown(label(loaded, loaded[n]), loaded[n].text, words, loaded[n].beside)


def brief_of(article: Article, most: int = 60) -> Sheet:
    """A sheet that asks for a brief of at most `most` words about any article; a checklist, no models.

    The words to avoid are the strong ones of the article's key, if it has one.
    """
    loaded = [word.span.exact for s in article.sentences for word in s.wording if word.strength == "strong"]
    checklist = [
        Check("who", "It says who says so.", tuple(ACCORDING) + tuple(source.name for source in article.sources)),
        Check("origins", "It says how many known origins there are."),
        Check("status", "It says how far this is verified.", ("not verified", "unverified", "not confirmed")),
        Check("unknowns", "It says what is not known.", ("not known", "unknown", "unclear", "does not say")),
        Check("loaded", "It has no loaded words.", tuple(loaded), avoid=True),
    ]
    name = activity_id("brief", [(article, [s.n for s in article.sentences])])
    heading = article.title or article.label
    ask = f"Write a brief of at most {most} words."
    group = Group(
        id=article.name,
        heading=heading,
        items=(Item(f"{article.name}.brief", "text", heading, ask, {}),),
        quotes=tuple(Shown(label(article, s), s.text, beside=s.beside) for s in article.sentences),
        checklist=tuple(checklist),
        most=most,
    )
    return Sheet(name, "A brief", (group,), status=article.status)


def _card(entry: Mapping[str, Any]) -> Card:
    fields = {name: entry[name] for name in ("id", "side", "text", "caveat", "date", "seen") if name in entry}
    return Card(source=entry["from"], facts=tuple(entry.get("facts", ())), **fields)


def confidence(item: Item) -> Item:
    """How sure are you of the answer to `item`? A scale of its own, without a key."""
    return Item(item.id + SURE, "scale", item.label, "How sure are you?", CONFIDENCE)


def _item(entry: Mapping[str, Any], prefix: str, heading: str) -> Item:
    common: dict[str, Any] = {
        "id": f"{prefix}.{entry['id']}",
        "kind": entry["kind"],
        "label": heading,
        "prompt": entry["ask"],
    }
    if entry["kind"] == "text":
        return Item(**common, options={}, models=tuple((m["title"], m["text"], m["why"]) for m in entry["models"]))
    options = {option["id"]: option["text"] for option in entry["options"]}
    if entry["kind"] == "pairs":
        pairs = [((o["id"], p["to"]), p) for o in entry["options"] for p in o["partners"]]
        return Item(
            **common,
            options=options,
            targets={target["id"]: target["text"] for target in entry["targets"]},
            right=tuple(pair for pair, p in pairs if p["rank"] == "best"),
            also=tuple(pair for pair, p in pairs if p["rank"] == "also"),
            feedback={"/".join(pair): p["feedback"] for pair, p in pairs},
        )
    of_rank = {
        rank: tuple(option["id"] for option in entry["options"] if option["rank"] == rank) for rank in ("best", "also")
    }
    several = entry["kind"] == "choices"
    return Item(
        **common,
        options=options,
        best=None if several else of_rank["best"][0],
        right=of_rank["best"] if several else None,
        also=of_rank["also"],
        feedback={option["id"]: option["feedback"] for option in entry["options"]},
        cards={option["id"]: option["card"] for option in entry["options"] if "card" in option},
    )


@cache
def _validator() -> Any:
    return fastjsonschema.compile(json.loads(SCHEMA.read_text("utf-8")), use_default=False, detailed_exceptions=True)
