"""One page for the class: how a question was answered, what the key says, what most missed. It names nobody.

    keep/key.json + grades  ->  feedback/class.html

What was chosen is kept, but not by whom, and nothing that a student wrote; a question that fewer than `FEW` students
answered is not counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..activity import Item, Pick
from ..widgets.markup import Child, h
from .divided import CAMP, MOST
from .grade import BLANK, PENDING, UNUSABLE, Grade
from .item_analysis import FEW, Answer, division, splitting, tally
from .key import Key
from .page import notes, page, said, table
from .question import Question, appeal, asked, decides, key_says, models, questions
from .seen import ALSO, THE_KEYS, given
from .standing import standing, state

STYLE = """
.scroll { margin-block: 1rem; }
ul.found { list-style: none; padding: 0; }
.sign { display: inline-block; min-width: 1.25rem; }
@media print { .scroll { break-inside: avoid; margin-block: .25rem; } }
"""
LEFT = {BLANK: "left open", UNUSABLE: "not usable", PENDING: "waits to be marked"}


@dataclass
class Tally:
    """One question over the class, in numbers."""

    answered: int = 0
    left: Counter[str] = field(default_factory=Counter)
    answers: list[Answer] = field(default_factory=list)
    accepted: int = 0
    missed: Counter[Pick] = field(default_factory=Counter)
    points: Counter[float] = field(default_factory=Counter)

    def add(self, item: Item, grade: Grade) -> None:
        """Count one student's answer."""
        answer, points = given(item, grade), grade.result(item.id)
        if answer is None:
            self.left[state(grade, item)] += 1
            return
        self.answered += 1
        if item.kind != "text":
            how = standing(item, (grade.submission.answers or {}).get(item.id))
            self.answers.append(answer)
            self.accepted += how.word in ("best", "also")
            self.missed.update(how.missed)
        elif isinstance(points, float):
            self.points[points] += 1
        else:
            self.left[PENDING] += 1


class ClassTally:
    """Every question over the class. Students are added one at a time; only what they chose is kept of them."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.students = 0
        self.items = {item.id: Tally() for item in key.activity.items}

    def add(self, grade: Grade) -> None:
        """Count one student; one of whom nothing could be read is left out."""
        if grade.submission.answers is None:
            return
        self.students += 1
        for item in self.key.activity.items:
            self.items[item.id].add(item, grade)


def class_page(tally: ClassTally) -> str:
    """The page. With fewer than `FEW` students it says so and holds no counts."""
    key, few = tally.key, tally.students < FEW
    body: list[Child] = [
        *notes(key),
        h(
            "p",
            f"Fewer than {FEW} students handed in something that could be read. Counts could point at single persons, "
            "so there are none on this page."
            if few
            else f"{tally.students} students handed in. This page counts answers and names nobody.",
        ),
    ]
    if not few:
        body += _talk(tally)
    body += appeal(key)
    for question in questions(key):
        item = question.item
        body.append(
            h(
                "section",
                *asked(question),
                *(() if few else _counted(tally, question)),
                decides(item),
                *key_says(item),
                *models(item, "What others wrote:"),
                id=item.id,
            )
        )
    return page(f"The class: {key.activity.title}", body, STYLE)


def _talk(tally: ClassTally) -> list[Child]:
    """The questions that divide the class most, by the same rule as the class report has, each with its two sides."""
    asked = ((question.item, tally.items[question.item.id]) for question in questions(tally.key))
    found = [(division(counts.answers), item, counts) for item, counts in asked if counts.answered >= FEW]
    most = sorted((each for each in found if each[0] >= 2 * CAMP), key=lambda each: -each[0])[:MOST]
    lines = [
        h("li", h("a", item.label, href=f"#{item.id}"), f": {_sides(item, counts.answers)}.")
        for _, item, counts in most
    ]
    return [h("h2", "Worth talking about"), h("ul", *lines)] if lines else []


def _sides(item: Item, answers: list[Answer]) -> str:
    """How many chose what, of the two largest sides."""
    made = tally(answers)
    if item.kind in ("choice", "scale"):
        first, second = sorted(item.options, key=lambda id: -made[id])[:2]
        return f"{made[first]} chose ‘{item.options[first]}’, {made[second]} chose ‘{item.options[second]}’"
    pick = splitting(answers)
    return f"{made[pick]} marked ‘{said(item, [pick])}’, {len(answers) - made[pick]} did not"


def _most(item: Item, counts: Tally) -> str:
    """What more than half of those who answered missed, or saw differently from the key; '' where there is nothing."""
    if counts.answered < FEW or not item.has_key:
        return ""
    if item.right is None:
        other = counts.answered - counts.accepted
        return f"most saw it differently from the key ({other} of {counts.answered})." if _half(other, counts) else ""
    missed = [
        f"‘{said(item, [pick])}’ ({counts.missed[pick]} of {counts.answered})"
        for pick in item.right
        if _half(counts.missed[pick], counts)
    ]
    return f"most missed {' · '.join(missed)}." if missed else ""


def _half(number: int, counts: Tally) -> bool:
    return 2 * number > counts.answered


def _counted(tally: ClassTally, question: Question) -> list[Child]:
    """How a question was answered, and how sure those were who answered it."""
    item, sure = question.item, question.sure
    counted = _counts(tally.key, item, f"{item.label}: how it was answered", tally.items[item.id])
    if sure and tally.items[sure.id].answered >= FEW:
        counted += _counts(tally.key, sure, f"{item.label}: {sure.prompt}", tally.items[sure.id])
    return counted


def _counts(key: Key, item: Item, caption: str, counts: Tally) -> list[Child]:
    if counts.answered < FEW:
        return [h("p", f"Fewer than {FEW} answered this, so it is not counted.")]
    text = item.kind == "text"
    rows = _points(key, item, counts) if text else _answers(item, counts.answers)
    rows += [(words, "", counts.left[word]) for word, words in LEFT.items() if counts.left[word]]
    most = _most(item, counts)
    if text:
        shown = table(caption, ("Points", "What earns them", "Students"), rows)
    elif item.has_key:
        shown = table(caption, ("Answer", "In the key", "Students"), rows)
    else:
        shown = table(caption, ("Answer", "Students"), ((answer, n) for answer, _, n in rows))
    return [shown, h("p", f"{most[0].upper()}{most[1:]}") if most else None]


def _answers(item: Item, answers: list[Answer]) -> list[tuple[str, str, int]]:
    made, empty = tally(answers), answers.count(frozenset())
    if item.kind in ("choice", "scale"):
        return [(label, _place(item, id), made[id]) for id, label in item.options.items()]
    known = dict.fromkeys((*(item.right or ()), *item.also, *sorted(made, key=str)))
    rows = [(said(item, [pick]), _place(item, pick), made[pick]) for pick in known]
    return [*rows, (said(item, []), THE_KEYS if item.right == () else "", empty)] if empty else rows


def _place(item: Item, pick: Pick) -> str:
    """Where an answer stands in the key, in words."""
    if pick == item.best or pick in (item.right or ()):
        return THE_KEYS
    return ALSO if pick in item.also else ""


def _points(key: Key, item: Item, counts: Tally) -> list[tuple[str, str, int]]:
    rubric = {float(points): text for points, text in key.rubric(item)}
    earned = sorted({*rubric, *counts.points})
    return [(f"{points:g}", rubric.get(points, ""), counts.points[points]) for points in earned]
