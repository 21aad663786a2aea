"""The test before and after the course: a form of the item bank as verdicts, each with how sure the learner is.

Items read `form-a.early-number-nine.verdict` (kind `choice`) and `….verdict.confidence` (kind `scale`).
"""

from __future__ import annotations

from ..activity import Activity, Item
from ..bank import BankItem, Form
from ..sheet import confidence
from ..vocabulary import VERDICT

QUESTION = "Using only this card: is the statement supported, not verified or contradicted?"


def discernment_test(form: Form, id: str | None = None, title: str = "How do you judge?", version: int = 1) -> Activity:
    """Two items for each one of the `form`: the verdict, and the confidence."""
    items = [
        item for entry in form.items for verdict in [_verdict(form, entry)] for item in (verdict, confidence(verdict))
    ]
    return Activity(id or f"test-{form.name}", title, tuple(items), version)


def item_id(form: Form, entry: BankItem) -> str:
    """The stable id of the verdict on an item of a form."""
    return f"form-{form.name}.{entry.id}.verdict"


def _verdict(form: Form, entry: BankItem) -> Item:
    return Item(
        id=item_id(form, entry),
        kind="choice",
        label=f"Item {form.items.index(entry) + 1}",
        prompt=QUESTION,
        options=VERDICT,
        best=entry.verdict,
        feedback=entry.feedback,
    )
