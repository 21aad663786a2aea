"""What the book adds around the lessons: words that explain themselves, where you are, worksheets, 41 sentences."""

import re

from conftest import ROOT
from playwright.sync_api import expect
from test_static_widget import press_until

from secondsource.activities import catalogue
from secondsource.article import Article

LESSON = f"notebooks/{catalogue.MODULES[3][1]}.html"


def test_a_word_of_the_glossary_opens_on_tap_on_focus_and_on_hover(visit, site):
    desk = visit(viewport={"width": 1200, "height": 800}).open(f"{site}/{LESSON}")
    word = desk.get_by_role("button", name="credibility", exact=True)
    meaning = desk.locator(".term", has=word).locator("[popover]")
    expect(meaning).to_be_hidden()
    word.hover()
    expect(meaning).to_be_visible()
    desk.mouse.move(0, 0)
    expect(meaning).to_be_hidden()
    desk.get_by_role("button", name="reliability", exact=True).focus()
    press_until(desk, word)
    expect(meaning).to_be_visible()
    phone = visit(viewport={"width": 360, "height": 740}, has_touch=True).open(f"{site}/{LESSON}")
    word = phone.get_by_role("button", name="credibility", exact=True)
    meaning = phone.locator(".term", has=word).locator("[popover]")
    word.tap()
    expect(meaning).to_be_visible()
    box = meaning.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    phone.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_a_word_opens_without_a_script(visit, site):
    page = visit(java_script_enabled=False).open(f"{site}/{LESSON}")
    word = page.get_by_role("button", name="credibility", exact=True)
    word.click()
    expect(page.locator(".term", has=word).locator("[popover]")).to_contain_text("Glossary")


def test_every_word_that_a_lesson_names_is_explained(book):
    for _, slug in catalogue.MODULES.values():
        text = (ROOT / "notebooks" / f"{slug}.ipynb").read_text("utf-8")
        named = re.findall(r"\]\(\.\./book/glossary\.md#([A-Za-z-]+)\)", text)
        assert len(named) >= 3, slug
        assert (book / "notebooks" / f"{slug}.html").read_text("utf-8").count('class="term-word"') == len(named)


def test_every_page_of_a_module_says_where_you_are_and_leads_to_the_log(visit, site):
    for number, (_, slug) in catalogue.MODULES.items():
        page = visit().open(f"{site}/exercises/{slug}.html")
        link = page.get_by_role("link", name=f"Module {number} of 9")
        expect(link).to_have_attribute("href", "../book/log.html")


def test_the_table_of_sentences_has_a_row_for_each_and_no_empty_cell(book):
    html = (book / "book" / "sentences.html").read_text("utf-8")
    for name in ("kupyansk", "kharkiv"):
        article = Article.load(name)
        for sentence in article.sentences:
            row = re.search(rf'<th scope="row">{article.label} {sentence.n}</th>(.*?)</tr>', html, re.DOTALL)[1]
            cells = re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
            assert len(cells) == 3
            assert all('href="../notebooks/m' in cell for cell in cells), (name, sentence.n)


def test_the_worksheet_pack_has_every_exercise_and_no_key(book, visit, site):
    html = (book / "book" / "teach" / "worksheets.html").read_text("utf-8")
    assert "data-secondsource" not in html and "secondsource.js" not in html
    for number, pages in zip(catalogue.MODULES, catalogue.catalogue().values(), strict=True):
        exercise = pages[f"exercises/{catalogue.MODULES[number][1]}"]
        assert f"Module {number}: " in html
        for item in (item for activity in exercise for item in activity.items):
            assert f'data-item="{item.id}"' in html, item.id
            assert not any(words and words in html for words in item.feedback.values()), item.id
    page = visit().open(f"{site}/book/teach/worksheets.html")
    page.emulate_media(media="print")
    assert page.locator("button.ss-button:visible").count() == 0
    assert len(page.pdf()) > 100_000
