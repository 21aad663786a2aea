"""Every page of the built book: no barrier that axe finds, no console error, no third party, no dead link."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from conftest import LESSON, ROOT
from playwright.sync_api import expect
from test_static_widget import press_until

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone": {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}, "has_touch": True},
    "zoomed to 200 %": {
        "color_scheme": "light",
        "viewport": {"width": 640, "height": 450},
        "device_scale_factor": 2,
    },
}
TOC = re.findall(r"(?:file|root): (\S+)", (ROOT / "_toc.yml").read_text("utf-8"))


def look_for_barriers(page):
    """Start axe on a page, and do not wait for it."""
    page.evaluate("scrollTo(0, 0)")  # else what lies just under the page's fixed head is taken for covered
    page.evaluate(AXE)
    run = "tags => { window.axeFound = axe.run({ runOnly: tags, resultTypes: ['violations'] }); }"
    page.evaluate(run, RULES)


def barriers_found(page):
    """What axe finds on a page where it was started, a line each."""
    found = page.evaluate("window.axeFound")
    assert found["testEngine"]["version"].startswith("4.14")
    return [
        f"{v['id']} ({v['impact']}): {n['target']} {n['failureSummary'][:300]}"
        for v in found["violations"]
        for n in v["nodes"]
    ]


def barriers(page):
    """What axe finds on a page, a line each."""
    look_for_barriers(page)
    return barriers_found(page)


def settle(page):
    """Wait until the page stands: its scripts have run, its widgets live."""
    page.wait_for_load_state("load")
    for found in page.locator("[data-secondsource] > section.ss-widget").all():
        expect(found).to_have_attribute("data-alive", "")
    page.wait_for_function("() => document.getAnimations().every((a) => a.playState !== 'running')")


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_has_a_barrier_an_error_or_a_third_party(visit, site, look):
    here = visit(**LOOKS[look])
    found, opened = {}, {}

    def close_first():
        name = next(iter(opened))
        page = opened.pop(name)
        found[name] = barriers_found(page)
        for width in (360, 320) if look == "phone" else ():
            page.set_viewport_size({"width": width, "height": 600})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[name].append(f"scrolls sideways at {width} px")
        page.close()

    for name in [*TOC, "search", "genindex"]:
        opened[name] = here.open(f"{site}/{name}.html")
        settle(opened[name])
        look_for_barriers(opened[name])
        if len(opened) > 2:  # axe works on one page while the next one opens
            close_first()
    while opened:
        close_first()
    assert len(found) == len(TOC) + 2
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert here.errors == []


def test_no_barrier_after_answering_in_either_mode(visit, site):
    for look in ("light", "phone"):
        page = visit(**LOOKS[look]).open(f"{site}/{LESSON}")
        settle(page)
        for field in page.locator("section.ss-close fieldset").all()[:12]:
            field.get_by_role("radio").first.check()
            field.get_by_role("button", name="Check").click()
        for screen in page.locator(".ss-screen").all():
            screen.locator("input.ss-none").check()
            screen.get_by_role("button", name="Check this screen").click()
        for summary in page.locator(".ss-key > summary").all()[:6]:
            summary.click()
        assert barriers(page) == []


def test_axe_would_find_a_barrier(visit, site):
    page = visit().open(f"{site}/book/about.html")
    page.evaluate(
        "document.querySelector('article h1').insertAdjacentHTML('afterend', '<img src=\"data:,\"><button></button>')"
    )
    assert {line.split()[0] for line in barriers(page)} >= {"image-alt", "button-name"}


class Links(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.ids |= {value for name, value in attrs if name in ("id", "name") and value}
        self.links += [named[name] for name in ("href", "src") if named.get(name)]


def test_no_link_leads_nowhere(book):
    pages = {path: Links(path.read_text("utf-8")) for path in book.rglob("*.html")}
    dead = []
    for path, page in pages.items():
        for link in page.links:
            address, anchor = urldefrag(link)
            if re.match(r"[a-z]+:", address):
                continue
            target = (path.parent / unquote(address.split("?")[0])).resolve() if address else path
            if not target.exists() or (
                anchor and target.suffix == ".html" and unquote(anchor) not in pages[target].ids
            ):
                dead.append(f"{path.relative_to(book)} -> {link}")
    assert dead == []


def test_exhibit_pages_are_not_indexed_and_concept_pages_are(book):
    marked = {
        path.relative_to(book).with_suffix("").as_posix()
        for path in book.rglob("*.html")
        if '<meta content="noindex" name="robots"' in path.read_text("utf-8")
    }
    exhibits = {
        path.relative_to(book).with_suffix("").as_posix()
        for path in book.rglob("*.html")
        if re.search(r"(Kharkiv|Kupyansk) \d+(, the headline)?: ?</span>", path.read_text("utf-8"))
    }
    assert len(exhibits) > 2
    assert exhibits <= marked
    modules = {name for name in TOC if re.match(r"(notebooks|exercises|solutions|book/teach)/m\d-", name)}
    assert marked - {"book/key", "book/teach/no-devices", "book/teach/worksheets"} <= modules | exhibits


def test_search_finds_concepts_and_never_a_worked_solution(visit, site, book):
    here = visit()
    page = here.open(f"{site}/search.html?q=attribution")
    results = page.locator("#search-results li a")
    expect(results.first).to_be_visible()
    expect(page.locator("#search-results")).to_contain_text("Glossary")
    assert not [a for a in results.all() if "solutions/" in a.get_attribute("href")]
    page.goto(f"{site}/search.html?q=dispute+worked+solution")
    index = (book / "searchindex.js").read_text("utf-8")
    data = json.loads(index[index.index("{") : index.rindex("}") + 1])
    assert "solutions/m1-who-says" in data["docnames"]
    assert "Worked solution: Who says?" not in data["alltitles"]
    assert here.errors == []


def test_a_fact_shows_where_it_is_from_on_focus_and_in_print(visit, site):
    page = visit().open(f"{site}/book/content-note.html")
    fact = page.locator("a.fact").first
    source = fact.locator(".fact-source")
    expect(source).to_be_hidden()
    page.get_by_role("link", name="Brackwater").first.focus()
    press_until(page, fact)
    expect(source).to_be_visible()
    expect(source).to_contain_text("2024-11-29")
    fact.evaluate("element => element.blur()")
    page.emulate_media(media="print")
    expect(source).to_be_visible()


def test_the_first_widget_is_one_click_from_the_first_page(visit, site):
    page = visit(viewport={"width": 360, "height": 740}).open(f"{site}/index.html")
    page.get_by_role("link", name=re.compile("Open Module 1")).first.click()
    expect(page.locator("section.ss-widget").first).to_have_attribute("data-alive", "")


def test_the_colour_mode_can_be_chosen(visit, site):
    here = visit(color_scheme="light")
    page = here.open(f"{site}/index.html")
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", "light")
    for _ in range(3):
        page.get_by_role("button", name="Colour mode").click()
        if html.get_attribute("data-theme") == "dark":
            break
    expect(html).to_have_attribute("data-theme", "dark")
