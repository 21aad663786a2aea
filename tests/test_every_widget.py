"""Every widget of the gallery: by keyboard, from a server and a file, after a reload, on paper, without a script."""

import json
import re

import gallery
import pytest
from playwright.sync_api import expect
from test_book_in_browser import LOOKS, barriers, settle
from test_static_widget import item, press_until, stored

from secondsource import widgets
from secondsource.answers import loads
from secondsource.widgets.base import CourseWidget

MADE = gallery.widgets()
ASKING = {id: made for id, made in MADE.items() if made.asked.items}
KINDS = {made.kind for made in MADE.values()}


def widget(page, id):
    found = page.locator(f"section[aria-labelledby='ss-{id}']")
    expect(found).to_have_attribute("data-alive", "")
    return found


def test_the_gallery_shows_every_widget_there_is():
    from pkgutil import iter_modules

    names = {m.name for m in iter_modules(widgets.__path__)} - {"base", "form", "groups", "markup", "assigned"}
    assert {re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower() for kind in KINDS} == names
    assert len(KINDS) == 13


def press(page, key, times):
    for _ in range(times):
        page.keyboard.press(key)


def choose(page, select, value):
    """Choose in a list from the keyboard."""
    press_until(page, select)
    values = [option.get_attribute("value") for option in select.locator("option").all()]
    press(page, "Home", 1)
    press(page, "ArrowDown", values.index(value))
    expect(select).to_have_value(value)


def answer(page, found, asked, value):
    """Answer an item and press its button, from the keyboard alone."""
    field = item(found, asked.id)
    if asked.kind in ("choice", "scale"):
        press_until(page, field.locator("input[type=radio]").first)
        press(page, "Space", 1)
        press(page, "ArrowDown", list(asked.options).index(value))
    elif asked.kind in ("choices", "spans"):
        for id in value:
            press_until(page, field.locator(f"input[value='{id}']"))
            press(page, "Space", 1)
        if not value:
            press_until(page, field.locator("input.ss-nothing"))
            press(page, "Space", 1)
    elif asked.kind == "pairs":
        order = list(asked.options)
        for option, target in sorted(value, key=lambda pair: order.index(pair[0])):
            choose(page, field.locator(f"select[name='{option}']"), target)
    elif asked.kind == "links":
        for start, end in value:
            choose(page, field.locator("select[name=from]"), start)
            choose(page, field.locator("select[name=to]"), end)
            press_until(page, field.get_by_role("button", name="Add"))
            press(page, "Enter", 1)
            expect(field.locator("select[name=from]")).to_have_value("")
            press(page, "Shift+Tab", 2)
    else:
        press_until(page, field.locator("textarea"))
        page.keyboard.type(value)
    button = field.locator(".ss-check:visible")
    if button.count():
        press_until(page, button)
        press(page, "Enter", 1)
        expect(field.locator(".ss-verdict").first).to_be_visible()


def enter(page, found):
    """Put the focus on the first control of a widget, as tabbing through the page would."""
    found.locator("input, select, textarea, summary, [tabindex='0']").first.focus()
    press(page, "Shift+Tab", 1)


def answer_all(page, found, made):
    activity = made.asked
    enter(page, found)
    for i, asked in enumerate(activity.items):
        if made.kind == "Discernment" and asked.kind == "choice" and i:
            press_until(page, found.get_by_role("button", name="Next"))
            press(page, "Enter", 1)
            expect(found.locator(".ss-step:visible h4")).to_have_text(
                f"Item {i // 2 + 1} of {len(activity.items) // 2}"
            )
        if found.locator(".ss-screen").count():
            sweep(page, found, asked)
        else:
            answer(page, found, asked, gallery.best(asked))
    for screen in found.locator(".ss-screen").all():
        press_until(page, screen.locator(".ss-check-screen"))
        press(page, "Enter", 1)


def sweep(page, found, asked):
    field = item(found, asked.id)
    if asked.kind == "spans":
        for id in asked.right:
            press_until(page, field.locator(f"input[value='{id}']"))
            press(page, "Space", 1)
    elif asked.best != "none":
        press_until(page, field.locator("input.ss-exception"))
        press(page, "Space", 1)
        press(page, "Tab", 1)
        press(page, "Space", 1)
        press(page, "ArrowDown", list(asked.options).index(asked.best))


@pytest.mark.parametrize("id", ASKING)
@pytest.mark.parametrize("where", ["http", "file"])
def test_by_keyboard_alone_then_reload_then_download(visit, site, book, where, id, tmp_path):
    here = visit(accept_downloads=True)
    page = here.open(f"{site}/{gallery.PAGE}" if where == "http" else f"file://{book}/{gallery.PAGE}")
    made = ASKING[id]
    expected = gallery.answers(made.asked)
    found = widget(page, id)
    answer_all(page, found, made)
    keyed = sum(asked.has_key for asked in made.asked.items)
    if keyed:
        expect(found.locator(".ss-progress")).to_contain_text(f"{keyed} of {keyed} checked, {keyed} as the key has it")
    page.reload()
    found = widget(page, id)
    assert {key.split("/")[2] for key in stored(page)} == {id}
    with page.expect_download() as download:
        found.get_by_role("button", name="Download my answers").click()
    download.value.save_as(tmp_path / "answers.json")
    given = loads((tmp_path / "answers.json").read_bytes())[id]["answers"]
    assert {k: sorted(v) if isinstance(v, list) else v for k, v in given.items()} == {
        k: sorted(v) if isinstance(v, list) else v for k, v in expected.items()
    }
    made.answers = given
    assert made.score == keyed, "what the browser keeps is what Python takes and scores"
    assert here.errors == []


@pytest.mark.parametrize("id", MADE)
@pytest.mark.parametrize("how", ["print", "no script"])
def test_on_paper_and_without_a_script_the_questions_are_there_and_no_answer(visit, site, how, id):
    here = visit(java_script_enabled=how == "print")
    page = here.open(f"{site}/{gallery.PAGE}")
    made = MADE[id]
    found = page.locator(f"section[aria-labelledby='ss-{id}']")
    if how == "print":
        widget(page, id)
        page.emulate_media(media="print")
    text = " ".join(found.inner_text().split())
    for asked in made.asked.items:
        assert " ".join(asked.prompt.split()) in text
        for option in asked.options.values():
            assert asked.kind in ("pairs", "links") or option in text
        assert not any(words and words in text for words in asked.feedback.values())
    assert found.locator("button:visible").count() == 0
    assert found.locator("input:checked:visible").count() == 0
    if how == "no script":
        expect(found.locator(".ss-nojs")).to_be_visible()


def test_every_widget_prints_after_answering_without_the_answers(visit, site):
    page = visit().open(f"{site}/{gallery.PAGE}")
    settle(page)
    found = widget(page, "gallery-numbers")
    answer_all(page, found, ASKING["gallery-numbers"])
    page.emulate_media(media="print")
    expect(found.locator(".ss-feedback:visible")).to_have_count(0)
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF") and len(pdf) > 50_000


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_no_barrier_when_everything_is_answered(visit, site, look):
    here = visit(**LOOKS[look])
    here.context.add_init_script(
        "const kept = "
        + json.dumps(kept())
        + "; for (const [k, v] of Object.entries(kept)) localStorage.setItem(k, v);"
    )
    page = here.open(f"{site}/{gallery.PAGE}")
    settle(page)
    for id, made in ASKING.items():
        if any(asked.has_key for asked in made.asked.items):
            expect(widget(page, id).locator(".ss-verdict").first).to_be_attached()
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert here.errors == []


def kept():
    """What a browser keeps that has answered the whole gallery as the key has it."""
    return {
        f"secondsource/second-source/{id}/{made.version}": json.dumps(
            {
                "answers": gallery.answers(made.asked),
                "checked": [asked.id for asked in made.asked.items],
                "marks": ["finished"],
            }
        )
        for id, made in ASKING.items()
    }


@pytest.mark.parametrize("options", [{"viewport": {"width": 320, "height": 700}}, {"forced_colors": "active"}])
def test_nothing_is_wider_than_the_screen_and_forced_colours_keep_the_words(visit, site, options):
    here = visit(**options)
    page = here.open(f"{site}/{gallery.PAGE}")
    settle(page)
    for direction in ("ltr", "rtl"):
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), direction
        for id in MADE:
            assert widget(page, id).evaluate("e => e.scrollWidth <= e.clientWidth + 1"), (id, direction)


def test_touch_targets_are_large_enough(visit, site):
    page = visit(viewport={"width": 360, "height": 800}, has_touch=True).open(f"{site}/{gallery.PAGE}")
    settle(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".ss-widget :is(button, select, summary, .ss-option)")]
          .filter((e) => e.checkVisibility({ visibilityProperty: true }))
          .filter((e) => e.getBoundingClientRect().height < (e.matches("summary") ? 24 : 44))
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_a_class_is_a_widget_with_documented_traits():
    text = (gallery.ROOT / "notebooks" / "gallery.ipynb").read_text("utf-8")
    for made in MADE.values():
        own = set(type(made).class_own_traits()) - set(CourseWidget.class_own_traits()) - {"voices", "skills"}
        assert not {name for name in own if name[0] != "_" and f"`{name}`" not in text}, made.kind
