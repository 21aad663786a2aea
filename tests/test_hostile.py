"""Hostile input: an article, a key, a sheet, an answers file and a browser's storage are shown as text or refused."""

import json

import pytest
from conftest import STATIC
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from ruamel.yaml import YAML
from test_static_widget import answers_file, restore
from test_widget import Page

from secondsource import (
    Article,
    BriefDesk,
    ClueMatch,
    Discernment,
    EvidenceBoard,
    FrameGrid,
    Lens,
    NumberCheck,
    Questions,
    ReadingLog,
    Sheet,
    SourceGrade,
    SourceMap,
    WhoSays,
    WordSwap,
    bank,
    module1,
)
from secondsource.source_file import Problems, read_text

EVIL = (
    "</script><script>ran('script')</script><img src=x onerror=\"ran('img')\"><svg onload=ran('svg')>"
    "\" onfocus=\"ran('focus')\" autofocus=\" ' onclick='ran(1)' <!-- \u202egnol\u202c \ud800 {{7*7}} &lt;b&gt;"
)
RAN = "window.happened = []; window.ran = (what) => happened.push(what);"


def of_text():
    """Every widget that takes a text, made of a hostile one."""
    article = Article.from_text(f"{EVIL}\n{EVIL} 12", name="evil", label=EVIL)
    yield from (
        WhoSays(article),
        WhoSays(article, mode="sweep"),
        NumberCheck(article),
        NumberCheck(article, mode="sweep"),
        WordSwap(article),
        Lens(article),
        FrameGrid(article),
        SourceMap(article, voices=[EVIL, f"{EVIL}2"]),
        BriefDesk(article),
    )


def spoilt(node):
    """A document with hostile words in every text that a reader may see."""
    if isinstance(node, dict):
        kept = {"id", "kind", "rank", "side", "to", "after", "card", "sheet", "article", "n", "facts", "made_up"}
        kept |= {"quotes", "quote", "finds", "version", "date", "most", "points", "avoid", "confidence"}
        return {name: value if name in kept else spoilt(value) for name, value in node.items()}
    if isinstance(node, list):
        return [spoilt(part) for part in node]
    return f"{EVIL.replace(chr(0xD800), '')} {node}"[:1900] if isinstance(node, str) else node


def of_sheet(tmp_path):
    """Every widget that takes a sheet, made of the course's own with hostile words in it."""
    from secondsource.sheet import SHEETS

    yaml = YAML(typ="safe")
    for name, make in (
        ("sources-practice", SourceGrade),
        ("clues-practice", ClueMatch),
        ("board-practice", EvidenceBoard),
        ("briefs-practice", BriefDesk),
        ("board-practice", Questions),
    ):
        path = tmp_path / f"{name}.yaml"
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(spoilt(yaml.load((SHEETS / f"{name}.yaml").read_text("utf-8"))), file)
        yield make(Sheet.load(path))


def of_key(tmp_path):
    """Every widget that takes a key, with hostile words in each text of it, and a hostile form of the test."""
    from secondsource.article import ARTICLES

    yaml = YAML(typ="safe")
    folder = tmp_path / "brackwater"
    folder.mkdir()
    (folder / "article.txt").write_bytes((ARTICLES / "brackwater" / "article.txt").read_bytes())
    evil = EVIL.replace("\ud800", "")
    texts = {"note", "why_also", "title", "credit", "status", "label", "why", "neutral", "what", "would_change"}
    texts |= {"counts", "would_verify", "trap_why", "missing", "says", "who_could_say", "lost", "feedback"}

    def walk(node):
        if isinstance(node, dict):
            return {k: f"{v} {evil}" if k in texts and isinstance(v, str) else walk(v) for k, v in node.items()}
        if isinstance(node, list):
            return [walk(part) for part in node]
        return node

    def feedback(node):
        return {k: {o: f"{w} {evil}" for o, w in v.items()} for k, v in node.items()}

    for path in (ARTICLES / "brackwater").glob("*.yaml"):
        data = yaml.load(path.read_text("utf-8"))
        document = walk(data)
        if path.stem == "key":
            for sentence, original in zip(document["sentences"], data["sentences"], strict=True):
                sentence["feedback"] = feedback(original["feedback"])
            for source in document["sources"]:
                source["name"] = f"{source['name']} {evil}"
        with (folder / path.name).open("w", encoding="utf-8") as file:
            yaml.dump(document, file)
    article = Article.load(folder)
    yield from (
        WhoSays(article),
        NumberCheck(article),
        WordSwap(article),
        Lens(article),
        SourceMap(article),
        FrameGrid([(article, "0-4"), (article, "5-10")], headline=True),
        BriefDesk(article),
    )
    form = yaml.load((bank.PRACTICE / "form-practice.yaml").read_text("utf-8"))
    for entry in form["items"]:
        entry["statement"] = EVIL.replace("\ud800", "")
        entry["card"] = [{"from": entry["statement"], "text": entry["statement"]}]
        entry["feedback"] = dict.fromkeys(entry["feedback"], entry["statement"].replace("“", ""))
    with (tmp_path / "form-practice.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(form, file)
    yield Discernment(bank.load("practice", tmp_path), mode="practice")
    yield ReadingLog({EVIL: {EVIL: [type(module1.half_done())("evil", EVIL, ())]}})


MAKERS = {"a text": lambda _: of_text(), "a sheet": of_sheet, "a key": of_key}


@pytest.mark.parametrize("what", MAKERS)
def test_nothing_in_it_runs_when_it_is_shown_answered_and_explained(mount, visit, tmp_path, what):
    here = visit()
    here.context.add_init_script(RAN)
    for made in MAKERS[what](tmp_path):
        html = Page(made.static_html())
        assert not {"img", "b"} & set(html.tags), made.kind
        assert html.tags.count("script") == 1, made.kind
        assert not {name for name, _ in html.attributes if name.startswith("on") or name == "autofocus"}, made.kind
        page = mount(made, here=here)
        for control in page.locator("input:visible:not([type=file])").all()[:40]:
            control.click()
        for area in page.locator("textarea").all():
            area.fill(EVIL.replace("\ud800", ""))
        for select in page.locator("select").all():
            select.select_option(index=1)
        for button in page.locator("button:visible").all():
            button.dispatch_event("click")
        for summary in page.locator("summary:visible").all()[:20]:
            summary.click()
        assert page.evaluate("happened") == [], made.kind
        assert page.locator("main img, main svg[onload], [onfocus], [onclick]").count() == 0, made.kind
        page.close()
    assert here.errors == []


STORED = [
    {"answers": {"kupyansk.6.attribution": EVIL}, "checked": ["kupyansk.6.attribution"], "marks": [EVIL]},
    {"answers": {EVIL: "named", "__proto__": "named", "constructor": ["x"]}, "checked": [EVIL], "marks": []},
    {"answers": {"kupyansk.6.attribution": {"toString": EVIL}}, "checked": [None, 3, {}], "marks": "no list"},
    {"answers": {"kupyansk.6.attribution": [["named", EVIL]]}, "checked": {}, "marks": [["x"]]},
]


@pytest.mark.parametrize("value", STORED)
def test_what_a_browser_kept_is_text_or_nothing(mount, visit, value):
    here, activity = visit(), module1.half_done()
    text = json.dumps(value).replace("\\ud800", "")
    here.context.add_init_script(
        RAN + f"localStorage.setItem('secondsource/second-source/{activity.id}/1', {json.dumps(text)})"
    )
    page = mount(WhoSays(activity), ReadingLog({"": {"": [activity]}}), Lens(Article.load("brackwater")), here=here)
    expect(page.locator("input[type=radio]:checked")).to_have_count(1)  # the lens's own
    assert page.evaluate("happened") == []
    assert here.errors == []


@pytest.mark.parametrize("value", [EVIL.replace("\ud800", ""), [EVIL.replace("\ud800", "")], [["article", "<b>"]]])
def test_an_answers_file_holds_no_more_than_an_item_can(mount, visit, tmp_path, value):
    here, widget = visit(), SourceMap(Article.load("brackwater"))
    here.context.add_init_script(RAN)
    page = mount(widget, here=here)
    links, asked = widget.asked.items
    restore(
        page,
        page.locator("section"),
        tmp_path,
        answers_file({widget.activity: {links.id: value, asked.id: EVIL[:-40].replace(chr(0xD800), "")}}),
    )
    expect(page.locator("textarea")).to_have_value(EVIL[:-40].replace("\ud800", ""))
    expect(page.locator(".ss-links li")).to_have_count(0)
    assert page.evaluate("happened") == []


def test_ten_megabytes_of_text_are_refused_with_a_sentence(tmp_path):
    with pytest.raises(ValueError, match="the text has 10,000,000 characters, expected at most 200,000"):
        Article.from_text("a" * 10_000_000)
    path = tmp_path / "article.txt"
    path.write_bytes(b"a" * 10_000_000)
    with pytest.raises(Problems, match="has 10,000,000 bytes, expected at most 2,000,000"):
        read_text(path)


def test_what_is_refused_in_python_is_refused_in_the_browser_too(mount, tmp_path):
    widget = WhoSays(module1.half_done())
    page = mount(widget)
    restore(
        page, page.locator("section"), tmp_path, json.dumps({"format": "secondsource-answers/1", "x": "a" * 10_000_000})
    )
    expect(page.locator(".ss-tools .ss-message")).to_contain_text("it is too large to be an answers file.")


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60).filter(lambda t: t.strip() and len(t.splitlines()) == 1))
def test_any_line_of_text_makes_the_same_page_of_every_widget(line):
    article = Article.from_text(line, label=line)
    for made in (NumberCheck(article), WordSwap(article), Lens(article), FrameGrid(article), BriefDesk(article)):
        page = Page(made.static_html())
        assert page.tags.count("script") == page.tags.count("section") == 1
        json.loads(page.scripts[0])
        made.static_html().encode("utf-8")


def test_the_script_writes_no_html():
    for path in (STATIC.parents[2] / "frontend" / "src").glob("*.js"):
        text = path.read_text("utf-8")
        for risky in ("insertAdjacentHTML", "outerHTML", "document.write", "eval(", "new Function"):
            assert risky not in text, f"{path.name}: {risky}"
        if path.name != "live.js":
            assert ".innerHTML =" not in text, path.name
