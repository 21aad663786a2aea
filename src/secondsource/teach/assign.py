"""Make an assignment: what students get, without the key, and the key, which stays with the teacher.

    modules, forms of the item bank, a folder of one's own  ->  Sheets  ->  give/*  and  keep/key.json

Students' files are made from questions whose key was taken out first. Then they are made once more from questions with
another key, full of canaries: what students get must not differ in one byte, or nothing is written.
"""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import nbformat

from .. import bank
from ..activities import stretches
from ..activities.catalogue import MODULES, catalogue
from ..activities.discernment import discernment_test
from ..activities.frame_grid import passage_of
from ..activities.readings import label
from ..activities.who_says import who_says
from ..activity import ACTIVITY_ID, Activity, Item
from ..article import Article
from ..bank import Form
from ..sheet import SURE, Card, Group, Sheet, Shown
from ..source_file import did_you_mean
from ..vocabulary import FUNCTION
from ..widgets import (
    brief_desk,
    clue_match,
    discernment,
    evidence_board,
    number_check,
    source_grade,
)
from ..widgets import form as forms
from ..widgets.assigned import STRINGS, Assigned, questions
from ..widgets.groups import groups
from ..widgets.markup import Child, h, html
from .folder import Folder, write
from .key import FORMAT as KEY_FORMAT
from .key import Key, dumps, load

STATIC = Path(forms.__file__).parent.parent / "static"
ASK = "Answer each question. Nothing is checked here: your teacher marks what you hand in."
NOTE = (
    "This browser keeps your answers, and nobody else gets them. When you are done, press ‘Download my answers’ and "
    "hand in the file that is saved. On a computer that others use, press ‘Reset’ afterwards."
)
NO_SCRIPT = (
    "Here nothing can be kept or handed in, because this page runs no scripts. Download the file and open it in a "
    "browser, or fill in the paper sheet."
)
MADE_UP = "Made up: places and people are invented."
CANARY = "canary-of-second-source"


class BadAssignment(ValueError):
    """An assignment that cannot be made; the message says why, and what to change."""


class Leak(BadAssignment):
    """Something of the key is in what students would get."""


@dataclass(frozen=True)
class Part:
    """Questions from one source, with their key, and what to do with them."""

    sheet: Sheet
    ask: str = ""


WHO = "Who says so, in this sentence? Go by the words of the sentence itself."
WORDS = "Mark the words that decide what you feel or take for granted, or tick ‘None here’."
ASKS = {
    0: brief_desk.ASK,
    1: WHO,
    2: "Follow every trail to its end. Then write one reason.",
    3: source_grade.ASK,
    4: number_check.ASK,
    5: WORDS,
    6: "Choose the words that answer each question, or ‘Nothing here does’. No text is without a frame.",
    7: clue_match.ASK,
    8: evidence_board.ASK,
    9: brief_desk.ASK,
}
"""Number of a module -> what to do in its exercise, where nothing is checked at once."""


@dataclass(frozen=True)
class Made:
    """What `assign` made: the files for students, the key, whether this key is public already, how many questions and
    points there are, and what a teacher should look at before handing it out."""

    give: tuple[Path, ...]
    key: Path
    public: bool
    questions: int
    points: float
    hints: tuple[str, ...] = ()


def of_module(number: int) -> Part:
    """The exercise of a module. Raises `BadAssignment` where there is no such module."""
    if number not in MODULES:
        raise BadAssignment(f"there is no module {number}: expected one of {', '.join(map(str, MODULES))}")
    module = import_module(f"secondsource.activities.module{number}")
    sheet = module.exercise_sheet() if hasattr(module, "exercise_sheet") else _sheet(module.exercise())
    return Part(replace(sheet, title=f"Module {number}: {module.TITLE}"), ASKS[number])


def of_bank(name: str) -> Part:
    """A form of the course's bank. Raises `BadAssignment`, with the nearest name, for an unknown one."""
    known = bank.names()
    if name not in known:
        raise BadAssignment(f"the item bank has no form {name!r}{did_you_mean(name, known)}; it has {', '.join(known)}")
    return of_form(bank.load(name))


def of_form(form: Form) -> Part:
    """A form of an item bank: verdicts and how sure somebody is, with all cards."""
    activity = discernment_test(form)
    made = []
    for number, entry in enumerate(form.items):
        cards = tuple(Card(f"c{i}", piece.source, "none", piece.text, "") for i, piece in enumerate(entry.card))
        made.append(
            Group(
                id=entry.id,
                heading=f"Card {number + 1} of {len(form.items)}{f'. {MADE_UP}' if entry.made_up else ''}",
                items=tuple(
                    replace(item, label="The statement") for item in activity.items[2 * number : 2 * number + 2]
                ),
                statement=entry.statement,
                cards=cards,
            )
        )
    return Part(Sheet(activity.id, activity.title, tuple(made)), discernment.ASK)


def of_folder(path: Path) -> list[Part]:
    """Everything in a teacher's own folder: sheets, forms of a bank (form-NAME.yaml), and texts with their keys, each
    in a folder of its own.

    Raises `BadAssignment` for a folder with nothing to ask, `Problems` for what cannot be used.
    """
    found: list[Part] = []
    for each in sorted(path.iterdir()) if path.is_dir() else ():
        if each.name.startswith("form-") and each.suffix == ".yaml":
            found.append(of_form(bank.load(each.stem.removeprefix("form-"), path)))
        elif each.suffix == ".yaml":
            found.append(Part(Sheet.load(each)))
        elif (each / "article.txt").is_file():
            found += _of_article(Article.load(each))
    if not found:
        expected = "sheets (NAME.yaml), forms (form-NAME.yaml) or texts (NAME/article.txt)"
        raise BadAssignment(f"{path}: there is nothing to ask here; expected {expected}")
    return found


def _of_article(article: Article) -> Iterator[Part]:
    """Who says so; and the figures and the words that decide, where the key has them."""
    yield Part(_sheet(who_says(article)), WHO)
    if any("figures" in s.reading.stretches for s in article.sentences):
        yield Part(_sheet(stretches.number_check(article)), number_check.ASK)
    if any("wording" in s.reading.stretches for s in article.sentences):
        yield Part(_sheet(stretches.word_swap(article)), WORDS)


def _sheet(activity: Activity) -> Sheet:
    """An activity as a sheet; what is asked of a passage stands under the passage."""
    by_passage: dict[str, list[Item]] = {}
    for item in activity.items:
        passage, _, asked = item.id.rpartition(".")
        by_passage.setdefault(passage if asked in FUNCTION else "", []).append(item)
    made = [
        Group(
            id=passage.replace(".", "-") or "all",
            heading=items[0].label if passage else "",
            items=tuple(items),
            quotes=tuple(_passage(passage)) if passage else (),
        )
        for passage, items in by_passage.items()
    ]
    return Sheet(activity.id, activity.title, tuple(made), status=activity.status)


def _passage(name: str) -> Iterator[Shown]:
    article_name, _, passage_name = name.partition(".")
    article = Article.load(article_name)
    passage = passage_of(article, passage_name)
    for sentence in article.sentences:
        if passage.first <= sentence.n <= passage.last:
            yield Shown(label(article, sentence), sentence.text, beside=sentence.beside)


def assign(
    folder: Folder,
    id: str,
    parts: Sequence[Part],
    title: str = "",
    public: bool = False,
    simulated: bool = False,
    new_edition: bool = False,
) -> Made:
    """Write the assignment `id`, made of `parts`, into `folder`.

    The edition is that of the key that is there already, one more if the questions have changed; then the earlier key
    is kept as keep/key-1.json. `public` says that the key is known anyway, `new_edition` that answers which were
    collected already may become useless. Raises `BadAssignment` for an id that cannot be used, for nothing to ask and
    for questions that stand there twice, and `Leak`, before anything is written, where the key would reach students.
    """
    _check_name(id)
    parts = _numbered(parts)
    key = _key(id, title or id.replace("-", " ").capitalize(), parts, simulated)
    earlier = load(folder.key) if folder.key.exists() else None
    if earlier:
        key = _next_edition(folder, earlier, key, new_edition)
    files = students_files(key.activity, parts)
    other = students_files(key.activity, [_with(part, _another_key) for part in parts])
    differing = [name for name, content in files.items() if other[name] != content]
    if differing:
        raise Leak(f"{differing[0]} would depend on the key; nothing was written")
    found = leaks(files, key) + leaks(_beside(folder, files), key)
    if found:
        raise Leak("\n".join([*found, "Nothing was written."]))
    if earlier and earlier.activity.version < key.activity.version:
        write(folder.key.with_name(f"key-{earlier.activity.version}.json"), dumps(earlier))
    for name, content in files.items():
        write(folder.give / name, content)
        (folder.give / name).chmod(0o644)
    write(folder.key, dumps(key))
    given = tuple(folder.give / name for name in files)
    return Made(given, folder.key, public, len(key.graded), key.of, tuple(hints(key)))


def _key(id: str, title: str, parts: Sequence[Part], simulated: bool) -> Key:
    asked = [
        (part, group, _with_question(part, item))
        for part in parts
        for group in part.sheet.groups
        for item in group.items
    ]
    if not asked:
        raise BadAssignment("there is nothing to ask")
    said = dict.fromkeys(part.sheet.status for part in parts if part.sheet.status)
    status = " ".join(one for one in said if not any(one != other and one in other for other in said))
    try:
        activity = Activity(id, title, tuple(_named([item for *_, item in asked])), status=status)
    except ValueError as error:
        raise BadAssignment(str(error)) from None
    rubrics = {item.id: group.rubric for _, group, item in asked if item.kind == "text" and group.rubric}
    context = {
        item.id: found
        for part, group, item in asked
        if (found := tuple(_context(group) or ([part.ask] if item.kind == "spans" and part.ask else [])))
    }
    return Key(activity, rubrics, context, simulated)


def _named(items: Sequence[Item]) -> list[Item]:
    """The items, those that share a label named by what they ask: ‘8. Who has checked it?’."""
    labels = Counter(item.label.partition(". ")[2] for item in items if not item.id.endswith(SURE))
    return [_by_question(item) if labels[item.label.partition(". ")[2]] > 1 else item for item in items]


def _by_question(item: Item) -> Item:
    number, _, _ = item.label.partition(". ")
    return replace(item, label=f"{number}. {item.prompt}") if item.kind != "spans" and len(item.prompt) < 60 else item


def _with_question(part: Part, item: Item) -> Item:
    """The item with the question in it that students read above all sentences, so that feedback can repeat it."""
    return replace(item, prompt=part.ask, about=item.prompt) if part.ask == WHO else item


def _context(group: Group) -> list[str]:
    """What stands over the questions of a group, as paragraphs."""
    cards = [f"{card.source}: {card.text}{f' ({card.caveat})' if card.caveat else ''}" for card in group.cards]
    return [*(f"{quote.where}: {quote.text}" for quote in group.quotes), *filter(None, [group.statement]), *cards]


def _check_name(id: str) -> None:
    if not ACTIVITY_ID.fullmatch(id) or len(id) > 60:
        expected = "lower-case letters, digits and hyphens, at most 60"
        raise BadAssignment(f"{id!r} is no name of an assignment: expected {expected}")
    own = (activity.id for pages in catalogue().values() for activities in pages.values() for activity in activities)
    if id in own:
        raise BadAssignment(f"an exercise of the course is called {id!r}: its answers would be taken for yours")


def _numbered(parts: Sequence[Part]) -> list[Part]:
    """The parts with a number before the label of every question; how sure somebody is has that of its question."""
    numbers: dict[str, int] = {}
    for part in parts:
        for group in part.sheet.groups:
            for item in group.items:
                asked = item.id.removesuffix(SURE)
                numbers[item.id] = numbers.get(asked) or len({*numbers.values()}) + 1
    return [_with(part, lambda item: replace(item, label=f"{numbers[item.id]}. {item.label}")) for part in parts]


def _next_edition(folder: Folder, earlier: Key, key: Key, wanted: bool) -> Key:
    """`key` with the edition of the `earlier` one, or the next one where the questions are not the same.

    Raises `BadAssignment` where answers to the earlier edition were collected, unless a new edition is `wanted`.
    """
    same = [bare(item) for item in earlier.activity.items] == [bare(item) for item in key.activity.items]
    if not same and folder.collected.exists() and not wanted:
        raise BadAssignment(
            f"{folder.collected} holds answers to edition {earlier.activity.version}, and these questions differ: they "
            "could not be marked any more. Use another name, or --new-edition, and throw what was collected away"
        )
    version = earlier.activity.version + (not same)
    return replace(key, activity=replace(key.activity, version=version))


def bare(item: Item) -> Item:
    """What a student sees of an item: all that is asked, nothing of the key."""
    shown = ("id", "kind", "label", "prompt", "options", "lead", "beside", "words", "targets", "spans", "about")
    return Item(**{name: getattr(item, name) for name in shown})


def _another_key(item: Item) -> Item:
    """The same question with another key: if a byte of it reached students, this one's would differ."""
    return replace(
        item,
        best=next((id for id in item.options if id != item.best), None) if item.best else None,
        right=None if item.right is None else (),
        also=(),
        feedback=dict.fromkeys([*item.options, ""], CANARY),
        quote=CANARY if item.quote else None,
        key_says=CANARY,
        swaps=dict.fromkeys(item.options, CANARY),
        too_calm=(CANARY, CANARY),
        cards={},
        models=((CANARY, CANARY, CANARY),),
    )


def _with(part: Part, change: Callable[[Item], Item]) -> Part:
    made = tuple(replace(group, items=tuple(map(change, group.items))) for group in part.sheet.groups)
    return replace(part, sheet=replace(part.sheet, groups=made))


def students_files(activity: Activity, parts: Sequence[Part]) -> dict[str, str]:
    """{file name: content}: a notebook, a page and a paper sheet, made of what `bare` leaves of every item."""
    plain = [_with(part, bare) for part in parts]
    items = tuple(item for part in plain for group in part.sheet.groups for item in group.items)
    asked = replace(activity, items=items)
    body = [element for part in plain for element in _part(part, asked)]
    worksheet = forms.worksheet(replace(asked, title="Questions"), ASK, body, no_script=NO_SCRIPT, note=NOTE)
    written = questions(asked, html(worksheet))
    return {
        f"{asked.id}.ipynb": nbformat.writes(_notebook(asked, written)) + "\n",
        f"{asked.id}.html": _page(asked, Assigned(written).static_html(), alive=True),
        f"{asked.id}-paper.html": _page(asked, _on_paper(worksheet), alive=False),
    }


def _part(part: Part, activity: Activity) -> list[Child]:
    """What to do, and the questions."""
    return [
        h("h4", part.sheet.title),
        h("p", part.ask, class_="ss-ask") if part.ask else None,
        *groups(part.sheet, activity, lambda group: [_asked(activity, group, item) for item in group.items]),
    ]


def _on_paper(worksheet: Element) -> str:
    """The worksheet with everything unfolded."""
    for folded in worksheet.iter("details"):
        folded.set("open", "")
    return f'<div class="secondsource">{html(worksheet)}</div>'


def _asked(activity: Activity, group: Group, item: Item) -> Child:
    if item.kind != "text":
        return forms.field(activity, item, reason=False, check=False)
    most = h("p", f"At most {group.most} words.") if group.most else None
    lines = [h("li", line.text) for line in group.checklist]
    rubric = [h("li", f"{points}: {text}") for points, text in group.rubric]
    return forms.field(
        activity,
        item,
        most,
        h("ul", *lines, aria_label="Checklist") if lines else None,
        h("details", h("summary", "How it is marked"), h("ul", *rubric)) if rubric else None,
        reason=False,
        check=False,
    )


INTRO = """# {title}

Run the next cell (Shift+Enter) and answer the questions. Your answers are kept while you work. Then run the last cell:
it writes `second-source-answers.json`. Hand in that file, or this notebook after you have saved it.
"""


def _notebook(activity: Activity, written: str) -> Any:
    ask = f"from secondsource import Assigned, hand_in\n\nquestions = Assigned({written!r})\nquestions"
    hidden = {"jupyter": {"source_hidden": True}, "tags": ["remove-input"]}
    cells = [
        nbformat.v4.new_markdown_cell(INTRO.format(title=activity.title), id="what-to-do"),
        nbformat.v4.new_code_cell(ask, id="questions", metadata=hidden),
        nbformat.v4.new_markdown_cell("## Hand in", id="last"),
        nbformat.v4.new_code_cell(f"hand_in({activity.id!r})", id="hand-in"),
    ]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


HOW = {
    True: "Answer the questions, at your own pace. Then press ‘Download my answers’ at the end, and hand in the file "
    "that is saved. Nothing is sent from this page. To go on in another browser, take that file with you and use "
    "‘Restore answers from a file’.",
    False: "Fill in this sheet by hand, and give it to your teacher, who marks it.",
}
PRINTED = "Answers are not printed, and a print cannot be marked: hand in the file that ‘Download my answers’ saves."
PAGE_STYLE = """
.printed { display: none; } @media print { .printed { display: block; font-weight: 600; } }
:root { color-scheme: light; } [data-theme=dark] { color-scheme: dark; background: #121212; color: #eee; }
body { margin: 0 auto; max-width: 48rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
"""
LOOK = "document.documentElement.dataset.theme=matchMedia('(prefers-color-scheme:dark)').matches?'dark':'light'"


def _page(activity: Activity, widget: str, alive: bool) -> str:
    """One file that needs nothing else: from a disk, a stick or a learning platform. Without a script it is paper."""
    style = (STATIC / "secondsource.css").read_text("utf-8")
    script = (STATIC / "secondsource.js").read_text("utf-8").replace("</", "<\\/")
    intro = (
        h("h1", activity.title),
        h("h2", "What to do"),
        h("p", HOW[alive]),
        h("p", PRINTED, class_="printed") if alive else h("p", f"Name or number: {'_' * 30}"),
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"{html(h('title', activity.title))}<style>{style}{PAGE_STYLE}</style>"
        f"{f'<script>{LOOK}</script>' if alive else ''}</head>"
        f"<body><main>{''.join(html(element) for element in intro if element is not None)}{widget}</main>"
        f"{f'<script>{script}</script>' if alive else ''}</body></html>\n"
    )


def leaks(files: Mapping[str, str | bytes], key: Key) -> list[str]:
    """Where words of the key stand in `files` ({name: content}): a line each, without the words themselves.

    Looks for each text of twelve letters or more that only the key has (feedback, what the key says, calmer words,
    models), in plain words, HTML, JSON or Python, and for `CANARY`. Archives, and copies of a key, are named too. What
    is written otherwise (in a picture, encoded on purpose) is not found.
    """
    shown = {_letters(text) for item in key.activity.items for text in _shown(item)}
    shown |= {_letters(text) for paragraphs in key.context.values() for text in paragraphs}
    shown |= {_letters(text) for rubric in key.rubrics.values() for _, text in rubric}
    shown |= {_letters(text) for text in (*STRINGS.values(), *HOW.values(), *ASKS.values(), ASK, NOTE, NO_SCRIPT)}
    together = "\n".join(shown)
    secrets = {
        secret: item.id
        for item in key.activity.items
        for text in (*_secret(item), CANARY)
        if len(secret := _letters(text)) >= 12 and secret not in together
    }
    found = []
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        text = raw.decode("utf-8", "replace")
        if raw.startswith((b"PK\x03\x04", b"\x1f\x8b", b"7z")) or KEY_FORMAT in text:
            found.append(f"{name} is an archive or a key: students get what lies in this folder")
        ways = _letters(text), _letters(re.sub(r"<[^>]*>", "", text))
        found += [
            f"{name} holds words of the key of {id}" for secret, id in secrets.items() if any(secret in w for w in ways)
        ]
    return found


def hints(key: Key) -> Iterator[str]:
    """Where a question tells students what the key says of another one: perhaps a slip of who wrote it."""
    shown = {
        item.label: _letters(" ".join((item.prompt, item.lead, item.about, *key.context.get(item.id, ()))))
        for item in key.activity.items
    }
    for item in key.activity.items:
        texts = [text for text in map(_letters, item.feedback.values()) if len(text) >= 30]
        giving = next((label for text in texts for label, words in shown.items() if text in words), None)
        if giving:
            yield f"‘{giving}’ shows students feedback of ‘{item.label}’: is that what you want?"


def _shown(item: Item) -> Iterator[str]:
    yield from (item.label, item.prompt, item.lead, item.beside, item.about)
    for words in (item.options, item.targets, item.words):
        yield from words.values()


def _secret(item: Item) -> Iterator[str]:
    yield from item.feedback.values()
    yield from item.swaps.values()
    yield item.key_says
    yield from item.too_calm or ()
    for _, text, why in item.models:
        yield from (text, why)


def _letters(text: str) -> str:
    """Letters and digits only, after every way of writing a letter otherwise in HTML, JSON or Python."""
    text = re.sub(r"\\+(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))", lambda m: chr(int(m[1] or m[2], 16)), text)
    return re.sub(r"[\W_]+", "", re.sub(r"\\+[nt]", "", entities.unescape(text))).casefold()


def _beside(folder: Folder, files: Mapping[str, str]) -> dict[str, bytes]:
    """Whatever else lies in the folder that students get."""
    names = {path.relative_to(folder.give).as_posix(): path for path in folder.give.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(names.items()) if name not in files}
