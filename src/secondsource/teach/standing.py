"""How an answer stands to the key, as data: what a student and a class are told is made of it.

    Item + answer  ->  Standing

The same rules as the form on a page has them (`outcomeOf` and `compare` in frontend/src/form.js), and the same signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..activity import Item, Pick, misfit
from .grade import BLANK, PENDING, UNUSABLE, Grade

SIGN = {
    "best": "✓",
    "also": "≈",
    "other": "≠",
    "missed": "○",
    "kept": "•",
    BLANK: "–",
    PENDING: "…",
    UNUSABLE: "!",
    "marked": "✎",
}
"""What stands beside the words that say how an answer stands."""


@dataclass(frozen=True)
class Standing:
    """`word` is `best`, `also`, `other`, or `kept` where there is no key.

    Of a set, `found` and `missed` are what the key asks for, `free` what may be in it or not, `extra` what the key does
    not have; all four are empty where one option is asked for.
    """

    word: str
    found: tuple[Pick, ...] = ()
    missed: tuple[Pick, ...] = ()
    free: tuple[Pick, ...] = ()
    extra: tuple[Pick, ...] = ()


def state(grade: Grade, item: Item) -> str:
    """`BLANK`, `PENDING` or `UNUSABLE`; else `scored`, or `kept` where no points are to be had. A person's mark does
    not change it."""
    result = grade.results.get(item.id)
    if result is not None:
        return result if isinstance(result, str) else "scored"
    answer = (grade.submission.answers or {}).get(item.id)
    if answer is None or answer == "":
        return BLANK
    return UNUSABLE if misfit(item, answer) else "kept"


def standing(item: Item, answer: object) -> Standing:
    """How an answer that fits its item (`activity.misfit`) stands to the key; None is a set with nothing in it."""
    if item.right is not None:
        return _of_set(item, item.right, picks(answer))
    if item.best is None:
        return Standing("kept")
    id = chosen(answer)
    return Standing("best" if id == item.best else "also" if id in item.also else "other")


def chosen(answer: object) -> str:
    """The id of the option that was chosen; a grade may be a number."""
    return str(int(answer)) if isinstance(answer, float) and answer.is_integer() else str(answer)


def picks(answer: object) -> tuple[Pick, ...]:
    """What is in a set, each once, in the order in which it was given."""
    given = answer if isinstance(answer, list | tuple) else ()
    pairs = (tuple(pick) if isinstance(pick, list) else pick for pick in given)
    return tuple(dict.fromkeys(pairs))


def path(pick: Pick) -> str:
    """What `feedback` calls a pick."""
    return pick if isinstance(pick, str) else "/".join(pick)


def _of_set(item: Item, right: tuple[Pick, ...], given: tuple[Pick, ...]) -> Standing:
    free = tuple(pick for pick in given if pick in item.also)
    placed = {pick[0] for pick in free} if item.kind == "pairs" else set()
    asked = [pick for pick in right if pick in given or pick[0] not in placed]
    missed = tuple(pick for pick in asked if pick not in given)
    extra = tuple(pick for pick in given if pick not in right and pick not in item.also)
    word = "other" if missed or extra else "best"
    return Standing(word, tuple(pick for pick in asked if pick in given), missed, free, extra)
