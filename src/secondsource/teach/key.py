"""The key of an assignment: every question with its answers, its feedback and its rubric, in one JSON file.

    keep/key.json  ->  Key

It stays with the teacher. Grading, feedback and reports read it and nothing else of the course, so that an assignment
is marked by the key that it was given out with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from ..activity import Activity, Item
from ..answers import no_repeats
from ..source_file import did_you_mean

FORMAT = "secondsource-key/1"
SCHEMA = Path(__file__).parent / "key.schema.json"

Rubric = tuple[tuple[int, str], ...]
"""What a person marks a text by: (points, what earns them), from the fewest points to the most."""

REASON: Rubric = (
    (0, "No reason, or only a verdict or an opinion about a side."),
    (1, "A reason, but it does not rest on words of the text or of a card."),
    (2, "A reason that names the words that decide, and what they show. Whose side they suit earns and costs nothing."),
)
"""The rubric of a text that has none of its own."""

_LISTS = ("right", "also", "models", "too_calm")


class BadKey(ValueError):
    """A key that cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Key:
    """An assignment with its answers.

    `rubrics` holds what each `text` is marked by, `context` what stood beside a question (its text and cards, a list
    of paragraphs), both by item id. `simulated` says that the class is made up.
    """

    activity: Activity
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    simulated: bool = False

    def possible(self, item: Item) -> float:
        """How many points there are for an item: one with a key, the most of the rubric for a text, else none."""
        if item.kind == "text":
            return float(max(points for points, _ in self.rubric(item)))
        return float(item.has_key)

    @property
    def graded(self) -> tuple[Item, ...]:
        """The items that earn points; how sure somebody is earns none."""
        return tuple(item for item in self.activity.items if self.possible(item))

    @property
    def of(self) -> float:
        """How many points there are in all."""
        return sum(map(self.possible, self.graded))

    def rubric(self, item: Item) -> Rubric:
        """What a text is marked by."""
        return self.rubrics.get(item.id) or REASON

    @property
    def digest(self) -> str:
        """The same for the same key, another one for any change."""
        return hashlib.sha256(dumps(self).encode()).hexdigest()[:16]


def dumps(key: Key) -> str:
    """The content of a key.json."""
    activity = key.activity
    content = {
        "format": FORMAT,
        "note": "For the teacher only: it holds the answers.",
        "id": activity.id,
        "title": activity.title,
        "version": activity.version,
        "status": activity.status,
        "simulated": key.simulated,
        "items": [plain(item) for item in activity.items],
        "rubrics": {id: [list(line) for line in rubric] for id, rubric in key.rubrics.items()},
        "context": {id: list(paragraphs) for id, paragraphs in key.context.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def load(path: Path) -> Key:
    """The key in a file. Raises `BadKey` for a file that cannot be read, is no key, or contradicts itself."""
    try:
        content = json.loads(path.read_text("utf-8-sig"), object_pairs_hook=no_repeats)
    except OSError as error:
        raise BadKey(f"{path}: cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise BadKey(f"{path}:{error.lineno}: not JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise BadKey(f"{path}: not a key: {error}") from None
    try:
        _validator()(content)
        activity = Activity(
            content["id"],
            content["title"],
            tuple(map(item_of, content["items"])),
            content["version"],
            content["status"],
        )
    except fastjsonschema.JsonSchemaValueException as error:
        raise BadKey(f"{path}: not a key: {error.message[:300]}") from None
    except ValueError as error:
        raise BadKey(f"{path}: {error}") from None
    wrong = [*_contradictions(activity), *_strangers(activity, content)]
    if wrong:
        raise BadKey(f"{path}: {'; '.join(wrong)}")
    return Key(
        activity,
        {id: tuple((points, text) for points, text in rubric) for id, rubric in content["rubrics"].items()},
        {id: tuple(paragraphs) for id, paragraphs in content["context"].items()},
        content["simulated"],
    )


def _contradictions(activity: Activity) -> Iterator[str]:
    """What an item takes for an answer and does not offer."""
    for item in activity.items:
        picks = [pick for pick in (item.best, *(item.right or ()), *item.also) if pick is not None]
        pairs = item.kind in ("links", "pairs")
        for pick in picks:
            if pairs != isinstance(pick, tuple):
                yield f"{item.id}: {pick!r} is no {'pair of ids' if pairs else 'id of an option'}"
                continue
            ends = zip(pick, (item.options, item.targets), strict=True) if pairs else [(pick, item.options)]
            for end, known in ends:
                if end not in known:
                    near = did_you_mean(str(end), known) or f", expected one of {', '.join(known)}"
                    yield f"{item.id}: {end!r} is no option{near}"


def _strangers(activity: Activity, content: Mapping[str, Any]) -> Iterator[str]:
    """Rubrics and contexts of items that are not there."""
    known = [item.id for item in activity.items]
    for part in ("rubrics", "context"):
        for id in content[part].keys() - set(known):
            yield f"{part}: there is no item {id!r}{did_you_mean(id, known)}"


def plain(item: Item) -> dict[str, Any]:
    """An item as JSON: its fields, those without a value left out."""
    data = {}
    for each in fields(Item):
        value = getattr(item, each.name)
        default = each.default_factory() if each.default_factory is not MISSING else each.default
        if value != default or (each.name == "also" and item.has_key):  # so that a teacher finds where to add one
            data[each.name] = dict(value) if isinstance(value, Mapping) else value
    return data


def item_of(data: Mapping[str, Any]) -> Item:
    """The item that `plain` wrote."""
    lists = {name: tuple(map(_tuple, data[name])) for name in _LISTS if name in data}
    spans = {"spans": {id: tuple(ends) for id, ends in data["spans"].items()}} if "spans" in data else {}
    return Item(**(dict(data) | lists | spans))


def _tuple(entry: Any) -> Any:
    return tuple(entry) if isinstance(entry, list) else entry


@cache
def _validator() -> Any:
    return fastjsonschema.compile(json.loads(SCHEMA.read_text("utf-8")), use_default=False)
