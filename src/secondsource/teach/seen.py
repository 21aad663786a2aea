"""What a whole class handed in, looked at question by question.

keep/key.json + grades  ->  Seen  ->  the class report
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from ..activity import Item, Pick
from ..discernment import VERDICTS, Counts, count
from ..sheet import SURE
from ..vocabulary import CONFIDENCE
from ..widgets.markup import Child, h
from .charts import short
from .folder import Folder, need
from .grade import BLANK, UNUSABLE, Grade, read
from .item_analysis import Answer, tally
from .key import Key, load
from .page import said
from .standing import chosen, picks, state

THE_KEYS, ALSO = "the key’s answer", "also accepted"
MOST_PICKS = 12
"""Of sets, how many picks are listed; a text without a key is all stretches."""


@dataclass(frozen=True)
class Chosen:
    """An option, or a pick of a set ('' for an empty set): its words, how many chose it, what the key says of it."""

    pick: Pick
    words: str
    n: int
    key: str


@dataclass(frozen=True)
class Seen:
    """A graded class: its key, and a grade a student."""

    key: Key
    grades: tuple[Grade, ...]

    @cached_property
    def handed_in(self) -> list[Grade]:
        """The grades of those whose work could be read."""
        return [grade for grade in self.grades if grade.submission.answers is not None]

    @cached_property
    def items(self) -> dict[str, Item]:
        """The questions by id, without those that ask how sure somebody is."""
        return {
            item.id: item for item in self.key.activity.items if self.key.possible(item) or not item.id.endswith(SURE)
        }

    @cached_property
    def answers(self) -> dict[str, list[Answer]]:
        """The usable answers to each question that is no text, by item id."""
        return {
            item.id: [answer for grade in self.handed_in if (answer := given(item, grade)) is not None]
            for item in self.items.values()
            if item.kind != "text"
        }

    def head(self, item: str) -> Element:
        """A question as the head of a row: its label, and what it asks of which sentence, in short."""
        asked = " · ".join(short(text, 70) for text in self.sentence(self.items[item]) if text)
        return h("span", self.items[item].label, h("br"), h("small", asked, dir="auto"))

    def sentence(self, item: Item) -> tuple[str, str]:
        """(the sentence that a question is about, what is asked of it), '' for the latter where they are the same."""
        if item.about:
            return item.about, item.prompt
        context = self.key.context.get(item.id, ())
        return (context[0], item.prompt) if context and not item.spans else (item.prompt, "")

    def chosen(self, item: Item) -> tuple[list[Chosen], str]:
        """What the class chose, and what of it is not listed, in words.

        Options stand as they stood; the `MOST_PICKS` most frequent picks of sets from the most frequent one, the empty
        set last.
        """
        counts = tally(self.answers[item.id])
        if item.kind in ("choice", "scale"):
            return [Chosen(id, words, counts[id], _of_key(item, id)) for id, words in item.options.items()], ""
        found = dict.fromkeys([*(item.right or ()), *item.also, *sorted(counts, key=str)])
        rows = [Chosen(pick, said(item, [pick]), counts[pick], _of_key(item, pick)) for pick in found]
        empty = Chosen("", said(item, []), self.answers[item.id].count(frozenset()), _of_key(item, ""))
        rows.sort(key=lambda row: -row.n)
        rows, rest = rows[:MOST_PICKS], rows[MOST_PICKS:]
        more = f"Not listed: {len(rest)} more, chosen at most {many(rest[0].n, 'time')} each." if rest else ""
        return [*rows, empty] if empty.n or empty.key else rows, more

    @cached_property
    def shares(self) -> list[Mapping[str, float]]:
        """For each of `handed_in`, {item id: share of the possible points}, of the questions that have points."""
        possible = {item.id: self.key.possible(item) for item in self.key.graded}
        return [
            {id: points / most for id, most in possible.items() if isinstance(points := grade.result(id), float)}
            for grade in self.handed_in
        ]

    def without_points(self, item: str, word: str) -> int:
        """How many of `handed_in` left an item open, wait for its marks, or gave no usable answer."""
        return sum(grade.result(item) == word for grade in self.handed_in)

    @property
    def verdicts(self) -> dict[str, Item]:
        """The questions whose options are the three verdicts, by id."""
        return {
            id: item for id, item in self.items.items() if set(item.options) == set(VERDICTS) and item.best in VERDICTS
        }

    @cached_property
    def judged(self) -> dict[str, Counts]:
        """{student: how they doubted and accepted}, of those who gave a verdict. An accepted verdict is no mistake."""
        key = {id: str(item.best) for id, item in self.verdicts.items()}
        found = {}
        for grade in self.handed_in:
            said = {id: given(item, grade) for id, item in self.verdicts.items()}
            answers = {
                id: key[id] if answer in self.items[id].accepted else answer
                for id, answer in said.items()
                if isinstance(answer, str)
            }
            if answers:
                found[grade.submission.student] = count(key, answers)
        return found

    @cached_property
    def unverified(self) -> dict[str, int]:
        """{student: how many verdicts they gave on statements that are only not verified}."""
        asked = [item for item in self.verdicts.values() if item.best == "not_verified"]
        return {
            grade.submission.student: sum(given(item, grade) is not None for item in asked) for grade in self.handed_in
        }

    def sureness(self, item: Item) -> Iterator[tuple[str, bool]]:
        """(how sure, whether right) of each student who answered `item`, has points for it and said how sure."""
        asked = next((other for other in self.key.activity.items if other.id == item.id + SURE), None)
        if asked is None or set(asked.options) != set(CONFIDENCE):
            return
        for grade in self.handed_in:
            sure, points = given(asked, grade), grade.result(item.id)
            if isinstance(sure, str) and isinstance(points, float):
                yield sure, points == self.key.possible(item)


def look(folder: Folder) -> Seen:
    """The graded class of an assignment. Raises `NotReady` and `BadKey`."""
    return Seen(load(need(folder.key, "assign")), tuple(read(folder)))


def statistics(*content: Child) -> Element:
    """Formulas, the names of measures and their tables, folded away."""
    return h("details", h("summary", "For those who like statistics"), *content)


def many(n: int, thing: str) -> str:
    """‘1 student’, ‘2 students’."""
    return f"{n} {thing}{'' if n == 1 else 's'}"


def given(item: Item, grade: Grade) -> Answer | None:
    """A student's answer, as an option or a set of picks; None where it is left open or not usable."""
    if state(grade, item) in (BLANK, UNUSABLE):
        return None
    answer = (grade.submission.answers or {}).get(item.id)
    return frozenset(picks(answer)) if isinstance(answer, list | tuple) else chosen(answer)


def _of_key(item: Item, pick: Pick) -> str:
    if pick == item.best or pick in (item.right or ()) or (pick == "" and item.right == ()):
        return THE_KEYS
    return ALSO if pick in item.also else ""
