"""`ReadingLog` and what a browser keeps: nothing lost, everything said."""

import json
import re

import pytest
from conftest import ROOT
from playwright.sync_api import expect
from test_static_widget import BLOCKED, FULL, answers_file, choose, restore

from secondsource import ReadingLog, WhoSays, module1
from secondsource.activities.catalogue import catalogue
from secondsource.answers import loads

HALF, ALONE = module1.half_done(), module1.alone()
LOG = "book/log.html"


def log_of(*activities):
    return ReadingLog({"A part": {"": activities}})


def cell(page, activity):
    return page.locator(f"tr[data-activity='{activity.id}'] .ss-cell")


def test_the_log_lists_every_activity_where_it_stands(book):
    pages = {page: activities for part in catalogue().values() for page, activities in part.items()}
    for page, activities in pages.items():
        html = (book / f"{page}.html").read_text("utf-8")
        states = [json.loads(state) for state in re.findall(r'<script type="application/json">(.*?)</script>', html)]
        assert [s["activity"] for s in states if s["items"]] == [a.id for a in activities], page
    text = (book / LOG).read_text("utf-8")
    for page, activities in pages.items():
        assert text.count(f'href="../{page}.html"') >= len(activities)
    lessons = {f"notebooks/{path.stem}" for path in (ROOT / "notebooks").glob("m*.ipynb")}
    assert lessons <= set(pages), "a lesson is missing in activities/catalogue.py"


def test_progress_is_counted_across_pages_and_while_it_is_made(visit, site):
    here = visit()
    lesson = here.open(f"{site}/notebooks/m1-who-says.html")
    page = here.open(f"{site}/{LOG}")
    expect(page.locator(".ss-progress")).to_have_text("This browser keeps no answers yet.")
    found = lesson.locator("section[aria-labelledby='ss-m1-half-done']")
    expect(found).to_have_attribute("data-alive", "")
    choose(found, HALF.items[0], "outlet")
    expect(cell(page, HALF)).to_have_text("1 of 2")
    choose(found, HALF.items[1], "named")
    expect(cell(page, HALF)).to_have_text("2 of 2 ✓ done")
    expect(page.locator(".ss-progress")).to_contain_text("1 of")
    expect(page.locator(".ss-progress")).to_contain_text("exercises done, 2 answers in all.")
    page.get_by_role("link", name=HALF.title).first.click()
    expect(page).to_have_url(re.compile("m1-who-says"))


def test_one_page_with_the_log_and_exercises_resets_all_and_brings_all_back(mount):
    page = mount(WhoSays(HALF), WhoSays(ALONE), log_of(HALF, ALONE))
    one, two, log = page.locator("section.ss-widget").all()
    choose(one, HALF.items[0], "outlet")
    choose(two, ALONE.items[0], "none")
    expect(cell(log, ALONE)).to_have_text(f"1 of {len(ALONE.items)}")
    log.get_by_role("button", name="Reset", exact=True).click()
    expect(page.locator("input:checked")).to_have_count(0)
    expect(log.locator(".ss-message")).to_have_text("All answers of this book are cleared in this browser.")
    assert page.evaluate("Object.keys(localStorage)") == []
    log.get_by_role("button", name="Undo reset").click()
    expect(one.locator(".ss-verdict")).to_have_count(1)
    expect(two.locator("input:checked")).to_have_count(1)
    expect(cell(log, HALF)).to_have_text("1 of 2")
    expect(log.get_by_role("button", name="Undo reset")).to_be_hidden()
    log.get_by_role("button", name="Reset", exact=True).click()
    page.reload()
    log = page.locator("section.ss-log")
    log.get_by_role("button", name="Reset", exact=True).click()
    expect(log.locator(".ss-message")).to_have_text("There is nothing to clear.")


def test_one_file_holds_everything_and_restores_it_on_another_device(mount, visit, tmp_path):
    first = mount(WhoSays(HALF), log_of(HALF, ALONE))
    choose(first.locator("section").first, HALF.items[0], "outlet")
    log = first.locator("section.ss-log")
    with first.expect_download() as download:
        log.get_by_role("button", name="Download my answers").click()
    download.value.save_as(tmp_path / "kept.json")
    text = (tmp_path / "kept.json").read_text("utf-8")
    assert loads(text) == {HALF.id: {"version": 1, "answers": {HALF.items[0].id: "outlet"}}}
    second = mount(log_of(HALF, ALONE), here=visit())
    restore(second, second.locator("section"), tmp_path, text)
    expect(cell(second, HALF)).to_have_text("1 of 2")
    expect(second.locator(".ss-message")).to_contain_text("1 in other exercises")


def test_the_log_prints_with_its_counts_and_a_line_to_sign(mount):
    page = mount(WhoSays(HALF), log_of(HALF))
    choose(page.locator("section").first, HALF.items[0], "outlet")
    page.emulate_media(media="print")
    log = page.locator("section.ss-log")
    expect(log.get_by_text("Name: ____")).to_be_visible()
    expect(cell(log, HALF)).to_have_text("1 of 2")
    expect(log.locator(".ss-progress")).to_be_visible()


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
def test_without_storage_the_log_says_so_and_still_counts_this_page(mount, visit, trouble):
    here = visit()
    here.context.add_init_script(trouble)
    page = mount(WhoSays(HALF), log_of(HALF, ALONE), here=here)
    choose(page.locator("section").first, HALF.items[0], "outlet")
    expect(cell(page, HALF)).to_have_text("1 of 2")
    expect(page.locator(".ss-log .ss-progress")).to_contain_text("This browser does not let the page remember answers.")


def seed(here, **entries):
    here.context.add_init_script(
        f"for (const [k, v] of Object.entries({json.dumps(entries)})) if (!sessionStorage.seeded) "
        "localStorage.setItem(`secondsource/second-source/${k}`, v); sessionStorage.seeded = 1"
    )


def test_what_cannot_be_read_is_set_aside_and_said(mount, visit):
    here = visit()
    seed(here, **{f"{HALF.id}/1": '{"answers": {"kharkiv.2'})
    page = mount(WhoSays(HALF), here=here)
    expect(page.locator(".ss-progress")).to_contain_text("could not be read. It is set aside; nothing was deleted.")
    choose(page.locator("section"), HALF.items[0], "outlet")
    kept = page.evaluate("({...localStorage})")
    assert kept[f"secondsource/second-source/{HALF.id}/1/unreadable"] == '{"answers": {"kharkiv.2'
    assert "outlet" in kept[f"secondsource/second-source/{HALF.id}/1"]


def test_answers_to_an_earlier_edition_are_kept_and_said(mount, visit):
    earlier = json.dumps({"answers": {HALF.items[0].id: "named"}, "checked": [], "marks": []})
    here = visit()
    seed(here, **{f"{HALF.id}/1": earlier})
    newer = type(HALF)(HALF.id, HALF.title, HALF.items, version=2)
    page = mount(WhoSays(newer), log_of(newer), here=here)
    one, log = page.locator("section.ss-widget").all()
    expect(one.locator("input:checked")).to_have_count(0)
    expect(one.locator(".ss-progress")).to_contain_text("This exercise has changed since you answered it.")
    expect(cell(log, newer)).to_have_text("0 of 2 (from an earlier edition)")
    choose(one, newer.items[1], "named")
    assert page.evaluate(f"localStorage['secondsource/second-source/{HALF.id}/1']") == earlier


def test_two_logs_in_two_tabs_tell_the_same(mount, visit, tmp_path):
    here = visit()
    one = mount(WhoSays(HALF), log_of(HALF), here=here)
    two = here.open((tmp_path / "page.html").as_uri())
    choose(one.locator("section").first, HALF.items[0], "outlet")
    expect(cell(two, HALF)).to_have_text("1 of 2")
    two.locator("section.ss-log").get_by_role("button", name="Reset", exact=True).click()
    expect(one.locator("input:checked")).to_have_count(0)
    expect(cell(one, HALF)).to_have_text("0 of 2")


def test_a_file_with_an_exercise_that_the_log_does_not_know_is_kept(mount, tmp_path):
    page = mount(log_of(HALF))
    restore(page, page.locator("section"), tmp_path, answers_file({ALONE.id: {ALONE.items[0].id: "none"}}))
    expect(page.locator(".ss-progress")).to_contain_text("0 of 1 exercises done, 1 answers in all.")
