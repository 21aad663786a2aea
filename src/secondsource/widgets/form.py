"""The worksheet that every form of items is made of: fields by kind, status lines, tools. It holds no answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from ..activities.readings import words
from ..activity import Activity, Item
from ..article import Article, Sentence
from .markup import Child, h

STRINGS = {
    "best": "As the key has it.",
    "also": "Accepted too. The key prefers ‘{best}’.",
    "other": "The key sees it differently: ‘{best}’.",
    "nobody": "nobody",
    "kept": "Your answer is kept. This text has no key.",
    "choose": "Choose an answer first.",
    "setFound": "You found {found} of {all}, and marked {extra} that the key does not.",
    "setNothing": "There is nothing to find here. You marked {extra}.",
    "setFree": "Nothing here has to be marked; some of it may be. You marked {extra} that the key does not.",
    "right": "Found",
    "missed": "Missed",
    "extra": "Not in the key",
    "free": "You may mark it or leave it",
    "disagree": "Disagree with the key?",
    "keySays": "The key says: {answer}.",
    "alsoAccepted": "Also accepted: {answers}.",
    "appeal": "A reason that rests on the words of the sentence counts as much as the key. "
    "Write yours down and show it to someone.",
    "appealSet": "Careful readers differ most over where a stretch begins, and over mild words. A reason that rests on "
    "the words of the sentence counts as much as the key. Write yours down and show it to someone.",
    "progress": "{checked} of {all} checked, {right} as the key has it or accepted too.",
    "progressNoKey": "{checked} of {all} answered.",
    "downloaded": "Saved as {file}. It holds {n} of your answers.",
    "restored": "{here} answers are back here, and {elsewhere} in other exercises.",
    "notRestored": "That file was not used: {why} Your answers here are unchanged.",
    "notJson": "it is not an answers file of this course.",
    "otherBook": "it belongs to another book.",
    "tooLarge": "it is too large to be an answers file.",
    "nothingFits": "none of its answers belong to this edition of an exercise on this page or in this book.",
    "reset": "Your answers here are cleared.",
    "undone": "Your answers are back.",
    "nothingHere": "Mark what you find first, or tick ‘None here’.",
    "foundMarks": "You found {found} of {all} on this screen, and marked {extra} that the key does not.",
    "garbled": "What this browser had kept of this exercise could not be read. It is set aside; nothing was deleted.",
    "older": "This exercise has changed since you answered it. Your earlier answers do not fit any more; the browser "
    "still keeps them.",
    "written": "Your words are kept. Compare them with these.",
    "decides": "This card decides.",
    "noStorage": "This browser does not let the page remember answers. Use ‘Download my answers’ before you leave.",
}
"""What the front end says in every form; a translation replaces it."""


NOTE = "Practice: the key is in this page. Your answers stay in this browser."
NO_SCRIPT = "Without JavaScript this is a worksheet: fill it in here or on paper."


def worksheet(
    activity: Activity,
    ask: str,
    body: Sequence[Child],
    class_: str = "ss-close",
    no_script: str = NO_SCRIPT,
    note: str = NOTE,
) -> Element:
    """A whole widget: title, task, status, `body`, status, tools. Buttons sleep until the script wakes them.

    Where nothing is asked there are no tools: nothing has to be kept.
    """
    return h(
        "section",
        h("h3", activity.title, class_="ss-title", id=f"ss-{activity.id}"),
        h("p", ask, class_="ss-ask"),
        h("p", no_script, class_="ss-nojs"),
        status(activity),
        *body,
        h("p", class_="ss-progress ss-live") if activity.items else None,
        status(activity),
        tools(note) if activity.items else None,
        class_=f"ss-widget {class_}",
        aria_labelledby=f"ss-{activity.id}",
    )


def status(activity: Activity) -> Element | None:
    """How far the exhibits are verified."""
    return h("p", h("strong", "Exhibits. "), activity.status, class_="ss-status") if activity.status else None


def field(
    activity: Activity,
    item: Item,
    *extra: Child,
    below: Child = None,
    reason: bool = True,
    after: str | None = None,
    check: bool = True,
) -> Element:
    """One item: what it asks, what can be answered, a Check button, room for feedback.

    `extra` stands before Check, `below` under the feedback. `reason` gives paper a line for *Which words tell you?*. On
    a screen an item waits until `after`, another one, has been checked. Without `check` there is no Check button.
    """
    return h(
        "fieldset",
        legend(item),
        about(activity, item),
        beside(item),
        hard_words(item.words),
        h("p", item.lead, class_="ss-lead") if item.lead else None,
        *CONTROLS[item.kind](activity, item),
        h("p", "Which words tell you?", class_="ss-write") if reason else None,
        *extra,
        *(_check(activity, item) if check else ()),
        h("div", class_="ss-feedback ss-live"),
        below,
        class_="ss-item",
        data_item=item.id,
        data_after=after,
        data_remove="Remove" if item.kind == "links" else None,
    )


def _check(activity: Activity, item: Item) -> list[Element]:
    """The Check button; none where there is neither a key nor anything to compare with, in a form that has keys."""
    if item.kind == "text":
        return [sleeping("Compare", "ss-check", aria_label=f"Compare {item.label}")] if item.models else []
    if not item.has_key and any(other.has_key for other in activity.items):
        return []
    alone = sum(other.label == item.label for other in activity.items) == 1
    return [sleeping("Check", "ss-check", aria_label=f"Check {item.label}{'' if alone else f': {item.prompt}'}")]


def screens(activity: Activity, row: Callable[[Activity, Item], Element], none: str, per_screen: int) -> list[Element]:
    """A sweep: screens of nearly the same length, at most `per_screen` sentences each, checked at once.

    `none` is what ‘None here’ says. Raises `ValueError` for screens of no sentence.
    """
    if per_screen < 1:
        raise ValueError(f"per_screen is {per_screen}: expected at least one sentence on a screen")
    count = -(-len(activity.items) // per_screen)
    size = -(-len(activity.items) // max(1, count))
    parts = [activity.items[i : i + size] for i in range(0, len(activity.items), size)]
    return [
        h(
            "div",
            h("h4", f"Screen {number} of {count}") if count > 1 else None,
            hard_words({word: gloss for item in screen for word, gloss in item.words.items()}),
            *(row(activity, item) for item in screen),
            h(
                "p",
                h(
                    "label",
                    h("input", type="checkbox", class_="ss-none", autocomplete="off"),
                    h("span", none),
                    class_="ss-option",
                ),
            ),
            sleeping("Check this screen", "ss-check-screen", aria_label=f"Check this screen, {number} of {count}"),
            h("p", class_="ss-message ss-live", role="status"),
            class_="ss-screen",
        )
        for number, screen in enumerate(parts, start=1)
    ]


def legend(item: Item) -> Element:
    """Where the sentence stands and what it says; of `spans`, whose sentence is the control, only where."""
    said = None if item.kind == "spans" else h("span", item.prompt, class_="ss-said", dir="auto")
    return h("legend", h("span", f"{item.label}{': ' if said is not None else ''}", class_="ss-where"), said)


def passage(article: Article, sentences: Iterable[Sentence]) -> Element:
    """Sentences to be read before the questions, with what the course says beside them, and their hard words."""
    shown = list(sentences)
    said = [
        element
        for s in shown
        for element in (
            h("p", h("span", f"{s.n}: ", class_="ss-where"), h("span", s.text, dir="auto")),
            h("p", s.beside, class_="ss-beside") if s.beside else None,
        )
        if element is not None
    ]
    hard = {word: gloss for s in shown for word, gloss in words(article, s).items()}
    return h("blockquote", h("p", h("strong", article.label)), *said, hard_words(hard), class_="ss-quote")


def about(activity: Activity, item: Item) -> Element | None:
    """The sentence that a question is about, unless another question here shows it."""
    if not item.about or any(other.prompt == item.about for other in activity.items):
        return None
    return h("blockquote", item.about, class_="ss-quote", dir="auto")


def beside(item: Item) -> Element | None:
    """What the course says beside this sentence, wherever it is asked."""
    return h("p", item.beside, class_="ss-beside") if item.beside else None


def hard_words(words: Mapping[str, str]) -> Element | None:
    """Hard words of the text, to be opened."""
    if not words:
        return None
    pairs = [element for word, gloss in words.items() for element in (h("dt", word), h("dd", gloss))]
    return h("details", h("summary", "Hard words"), h("dl", *pairs), class_="ss-words")


def radios(activity: Activity, item: Item, options: Mapping[str, str] | None = None) -> list[Element]:
    """One of several: `choice` and `scale`."""
    made = [
        h(
            "label",
            h("input", type="radio", name=f"{activity.id}:{item.id}", value=value, autocomplete="off"),
            h("span", label),
            class_="ss-option",
        )
        for value, label in (item.options if options is None else options).items()
    ]
    return [h("div", *made, class_="ss-options")]


def boxes(activity: Activity, item: Item) -> list[Element]:
    """Any of several, or none: `choices`."""
    made = [
        h("label", h("input", type="checkbox", value=value, autocomplete="off"), h("span", label), class_="ss-option")
        for value, label in item.options.items()
    ]
    return [h("div", *made, _nothing(), class_="ss-options")]


def stretches(activity: Activity, item: Item) -> list[Element]:
    """The sentence, cut into stretches that can be marked: `spans`."""
    parts: list[Child] = []
    at = 0
    for id, (start, end) in sorted(item.spans.items(), key=lambda cut: cut[1]):
        box = h("input", type="checkbox", value=id, autocomplete="off")
        parts += [item.prompt[at:start], h("label", box, h("span", item.prompt[start:end]), class_="ss-span")]
        at = end
    return [h("p", *parts, item.prompt[at:], class_="ss-said", dir="auto"), h("div", _nothing(), class_="ss-options")]


def marks(activity: Activity, item: Item) -> Element:
    """A row of a sweep: the sentence with its stretches, and no button of its own."""
    said, _ = stretches(activity, item)
    return h(
        "fieldset",
        legend(item),
        beside(item),
        said,
        h("div", class_="ss-feedback ss-live"),
        class_="ss-item ss-row",
        data_item=item.id,
    )


def lines(activity: Activity, item: Item) -> list[Element]:
    """Room to write: `text`."""
    area = h("textarea", rows="5", maxlength="20000", aria_label=item.label, autocomplete="off")
    return [area, h("div", *(h("p", class_="ss-write") for _ in range(5)), class_="ss-lines")]


def partners(activity: Activity, item: Item) -> list[Element]:
    """A partner for each of several things: `pairs`."""
    rows = [
        h("p", h("label", h("span", label), _select(value, item.targets)), class_="ss-pair")
        for value, label in item.options.items()
    ]
    return [h("div", *rows), _among(item)]


def _among(item: Item) -> Element:
    """What paper has in the place of a list to choose from."""
    return h("p", f"Choose among: {' · '.join(item.targets.values())}", class_="ss-lines")


def chain(activity: Activity, item: Item) -> list[Element]:
    """A list of links, made with two selects and Add: `links`."""
    return [
        h(
            "div",
            h("label", h("span", "Who passes it on? "), _select("from", item.options)),
            h("label", h("span", "Whom is it taken from? "), _select("to", item.targets)),
            sleeping("Add", "ss-add"),
            class_="ss-chain",
        ),
        h("ol", class_="ss-links ss-live", aria_label="Your links"),
        h("p", f"Begin with {next(iter(item.options.values()))}.", class_="ss-lines"),
        _among(item),
        h("div", *(h("p", f"{'_' * 30} has it from {'_' * 30}") for _ in range(12)), class_="ss-lines"),
    ]


def _select(name: str, options: Mapping[str, str]) -> Element:
    made = [h("option", "choose …", value=""), *(h("option", text, value=id) for id, text in options.items())]
    return h("select", *made, name=name, autocomplete="off")


def _nothing() -> Element:
    box = h("input", type="checkbox", class_="ss-nothing", autocomplete="off")
    return h("label", box, h("span", "None here"), class_="ss-option")


CONTROLS: Mapping[str, Callable[[Activity, Item], list[Element]]] = {
    "choice": radios,
    "scale": radios,
    "choices": boxes,
    "spans": stretches,
    "pairs": partners,
    "links": chain,
    "text": lines,
}
"""Kind of item -> what it is answered with."""


def sleeping(label: str, class_: str, **attributes: str) -> Element:
    """A button that the script wakes."""
    return h("button", label, type="button", class_=f"ss-button {class_}", disabled=True, **attributes)


def tools(note: str = NOTE) -> Element:
    """Download, restore, reset, the line in which the widget speaks, and a note."""
    return h(
        "div",
        sleeping("Download my answers", "ss-download"),
        sleeping("Restore answers from a file", "ss-restore"),
        h(
            "input",
            type="file",
            accept=".json,application/json",
            class_="ss-file",
            hidden=True,
            aria_label="Answers file",
        ),
        sleeping("Reset", "ss-reset"),
        h("button", "Undo reset", type="button", class_="ss-button ss-undo", hidden=True),
        h("p", class_="ss-message ss-live", role="status"),
        h("p", note, class_="ss-note") if note else None,
        class_="ss-tools ss-live",
    )
