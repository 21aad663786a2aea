"""`SourceMap`: links, relays that collapse, dead ends that stand out, origins counted as Python counts them."""

import pytest
from playwright.sync_api import expect

from secondsource import Article, SourceMap
from secondsource.activity import score
from secondsource.article import names
from secondsource.provenance import provenance

ARTICLES = [name for name in names() if len(Article.load(name).sources) > 1]


def link(page, start, end):
    field = page.locator("fieldset").first
    field.locator("select[name=from]").select_option(start)
    field.locator("select[name=to]").select_option(end)
    field.get_by_role("button", name="Add").click()


@pytest.mark.parametrize("name", ARTICLES)
def test_the_key_s_links_give_the_key_s_count(mount, name):
    article = Article.load(name)
    widget = SourceMap(article)
    links = widget.asked.items[0]
    page = mount(widget)
    for start, end in links.right:
        link(page, start, end)
    found = provenance(article)
    count = f"Known origins {len(found.origins)}, untraceable {len(found.dead_ends)}."
    expect(page.locator(".ss-origins")).to_have_text(count)
    expect(page.locator("[data-kind=relay]")).to_have_count(len(found.relays))
    expect(page.locator("[data-kind=deadEnd]")).to_have_count(len(found.dead_ends))
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".ss-origins")).to_have_text(f"{count} In the key: known o{count[7:]}")
    expect(page.locator(".ss-progress")).to_have_text("1 of 1 checked, 1 as the key has it or accepted too.")
    assert score(links, links.right) == 1


def test_every_link_that_can_be_made_has_feedback():
    for name in ARTICLES:
        links = SourceMap(Article.load(name)).asked.items[0]
        for start in links.options:
            for end in links.targets:
                assert start == end or links.feedback[f"{start}/{end}"], (name, start, end)


def test_links_are_listed_taken_away_and_drawn_anew(mount):
    page = mount(SourceMap(Article.load("kharkiv")))
    link(page, "article", "ria-novosti")
    link(page, "ria-novosti", "marochko")
    rows = page.locator(".ss-links li")
    expect(rows.nth(1)).to_contain_text("RIA Novosti ← Andrei Marochko")
    expect(page.locator(".ss-origins")).to_have_text("Known origins 1, untraceable 0.")
    expect(page.locator("[data-kind=relay]")).to_contain_text("passes it on")
    page.get_by_role("button", name="Remove RIA Novosti ← Andrei Marochko").click()
    expect(page.locator("[data-kind=origin]")).to_contain_text("RIA Novosti")
    link(page, "article", "tass-sources")
    expect(page.locator("[data-kind=deadEnd]")).to_contain_text("✕ dead end")
    link(page, "tass", "tass")
    expect(rows).to_have_count(2)
    page.reload()
    expect(rows).to_have_count(2)
    expect(page.locator(".ss-node")).to_have_count(3)


def test_add_with_only_one_end_puts_the_focus_on_the_other(mount):
    page = mount(SourceMap(Article.load("kharkiv")))
    page.locator("select[name=from]").select_option("article")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("select[name=to]")).to_be_focused()
    expect(page.locator(".ss-links li")).to_have_count(0)


def test_a_circle_is_drawn_and_not_followed_for_ever(mount):
    page = mount(SourceMap(Article.from_text("a, b and c cite each other."), ["a", "b", "c"]))
    for start, end in (("article", "v1"), ("v1", "v2"), ("v2", "v3"), ("v3", "v1")):
        link(page, start, end)
    expect(page.locator(".ss-node")).to_have_count(4)
    expect(page.locator(".ss-origins")).to_have_text("Known origins 0, untraceable 0.")


def test_who_else_could_have_been_asked_is_shown_after_the_attempt(mount):
    article = Article.load("kharkiv")
    page = mount(SourceMap(article))
    first = article.whole["missing"][0]
    field = page.locator("fieldset").nth(1)
    field.get_by_role("button", name="Compare").click()
    expect(field).to_contain_text("Choose an answer first.")
    field.locator("textarea").fill("Their commander.")
    field.get_by_role("button", name="Compare").click()
    expect(field.locator(".ss-model").first).to_contain_text(first["who_could_say"])
    expect(field.locator(".ss-model").first).to_contain_text(first["what"])


def test_too_few_voices_are_refused():
    with pytest.raises(ValueError, match=r"has 0 voices, expected at least two: a key, or voices=\[…\]"):
        SourceMap(Article.from_text("It rained."))
