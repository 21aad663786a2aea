"""The part of the class report on how sure students were, beside whether they were right.

Seen  ->  words, a chart, a table, a table a question
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..vocabulary import CONFIDENCE
from ..widgets.markup import Child, h
from .charts import bars
from .item_analysis import FEW
from .page import table
from .seen import Seen

LEVELS = {"3": "Sure", "2": "Think so", "1": "Guessing"}
"""How sure, from most to least, in the head of a table."""

HEADER = (
    "Question",
    *(f"{level}, {right}" for level in LEVELS.values() for right in ("right", "not right")),
    "Answers",
)


def sureness(seen: Seen) -> list[Child]:
    """What the page says on it, in counts of answers; right is whoever has all points."""
    asked = {item.id: counts for item in seen.items.values() if (counts := Counter(seen.sureness(item)))}
    told = {id: counts for id, counts in asked.items() if counts.total() >= FEW}
    if not told:
        return [h("p", f"Left out: fewer than {FEW} students said so of any question.")] if asked else []
    whole = sum(told.values(), Counter())
    rows = [(CONFIDENCE[level], whole[level, True], whole[level, False]) for level in LEVELS]
    (_, sure, mistaken), _, (_, lucky, wrong) = rows
    words = (
        f"In {whole.total()} answers students said how sure they were. Of {sure + mistaken} that they were sure of, "
        f"{sure} got all points and {mistaken} did not; of {lucky + wrong} guesses, {lucky} got all points. Sure and "
        "not right is worth a talk; guessing and right is worth a reason."
    )
    labels, right, not_right = zip(*rows, strict=True)
    by_question: list[Sequence[Child | float]] = [
        (seen.head(id), *(counts[level, ok] for level in LEVELS for ok in (True, False)), counts.total())
        for id, counts in told.items()
    ]
    return [
        h("p", words),
        bars(
            labels, {"right": right, "not right": not_right}, f"How sure, and whether right: {whole.total()} answers."
        ),
        table("How sure, and whether right", ("How sure", "Right", "Not right"), rows),
        h(
            "details",
            h("summary", "How sure, by question"),
            table("How sure, question by question", HEADER, by_question),
        ),
    ]
