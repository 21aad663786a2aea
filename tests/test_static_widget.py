"""`WhoSays` in the built book without a kernel or a network: by keyboard, after a reload, from a file, on paper."""

import json
import re

import pytest
from conftest import LESSON
from playwright.sync_api import expect

from secondsource import module1
from secondsource.answers import loads
from secondsource.vocabulary import BUTTONS

ALIVE = "[data-alive]"


def widget(page, activity):
    """The widget of an activity, once the script has woken it."""
    found = page.locator(f"section[aria-labelledby='ss-{activity.id}']")
    expect(found).to_have_attribute("data-alive", "")
    return found


def item(found, id):
    return found.locator(f"fieldset[data-item='{id}']")


def press_until(page, locator, key="Tab", most=400):
    """Press a key until `locator` has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never reached {locator}")


def answer_by_keyboard(page, found, asked):
    """Choose the best answer of a close reading and check it, from the keyboard."""
    field = item(found, asked.id)
    press_until(page, field.locator("input[type=radio]").first)
    page.keyboard.press("Space")
    for _ in range(list(BUTTONS).index(asked.best)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field.locator(".ss-verdict")).to_contain_text("As the key has it")
    expect(field.locator(".ss-verdict")).to_contain_text(asked.feedback[asked.best])


def sweep_by_keyboard(page, found, activity):
    """Tick the exceptions of every screen and check it, from the keyboard."""
    for screen in found.locator(".ss-screen").all():
        ids = [field.get_attribute("data-item") for field in screen.locator("fieldset").all()]
        exceptions = [asked for asked in map(activity.item, ids) if asked.best != "none"]
        for asked in exceptions:
            field = item(found, asked.id)
            press_until(page, field.locator("input.ss-exception"))
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            for _ in range(list(BUTTONS).index(asked.best)):
                page.keyboard.press("ArrowDown")
        if not exceptions:
            press_until(page, screen.locator("input.ss-none"))
            page.keyboard.press("Space")
        press_until(page, screen.locator(".ss-check-screen"))
        page.keyboard.press("Enter")
        for id in ids:
            expect(item(found, id).locator(".ss-verdict")).to_contain_text("As the key has it")


def stored(page):
    return page.evaluate(
        "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('secondsource/')))"
    )


def best(activity):
    return {asked.id: asked.best for asked in activity.items}


@pytest.mark.parametrize("where", ["http", "file"])
def test_all_of_module_one_by_keyboard_reload_and_download(visit, site, book, where, tmp_path):
    here = visit(accept_downloads=True)
    page = here.open(f"{site}/{LESSON}" if where == "http" else f"file://{book}/{LESSON}")
    close = [module1.half_done(), module1.alone(), module1.other_flags(), module1.transfer()]
    sweeps = [module1.sweep_kupyansk(), module1.sweep_kharkiv()]
    for activity in module1.lesson():
        found = widget(page, activity)
        if activity in sweeps:
            sweep_by_keyboard(page, found, activity)
        else:
            for asked in activity.items:
                answer_by_keyboard(page, found, asked)
        expect(found.locator(".ss-progress")).to_contain_text(f"{len(activity.items)} of {len(activity.items)} checked")
    for activity in close:
        for asked in activity.items:
            said = item(widget(page, activity), asked.id).locator(".ss-said")
            if asked.quote:
                expect(said.locator("mark")).to_have_text(asked.quote)
            else:
                expect(said.locator("mark")).to_have_count(0)

    page.reload()
    for activity in module1.lesson():
        found = widget(page, activity)
        expect(found.locator(".ss-progress")).to_contain_text(f"{len(activity.items)} of {len(activity.items)} checked")
        expect(found.locator(".ss-verdict")).to_have_count(len(activity.items))

    with page.expect_download() as download:
        widget(page, module1.half_done()).get_by_role("button", name="Download my answers").click()
    download.value.save_as(tmp_path / "answers.json")
    assert download.value.suggested_filename == "second-source-answers.json"
    activities = loads((tmp_path / "answers.json").read_bytes())
    assert {id: part["answers"] for id, part in activities.items()} == {a.id: best(a) for a in module1.lesson()}
    assert here.errors == []


@pytest.fixture
def lesson(visit, site):
    page = visit(accept_downloads=True).open(f"{site}/{LESSON}")
    widget(page, module1.half_done())
    return page


def choose(found, asked, option):
    item(found, asked.id).get_by_label(BUTTONS[option]).check()
    item(found, asked.id).get_by_role("button", name="Check").click()


def test_every_option_gets_its_own_feedback_and_the_key_can_be_disputed(lesson):
    activity = module1.alone()
    found, asked = widget(lesson, activity), activity.item("kharkiv.14.attribution")
    outcomes = {
        "named": "As the key has it.",
        "unnamed": "Accepted too. The key prefers ‘a named person’.",
        "outlet": "The key sees it differently: ‘a named person’.",
        "none": "The key sees it differently: ‘a named person’.",
    }
    for option, outcome in outcomes.items():
        choose(found, asked, option)
        verdict = item(found, asked.id).locator(".ss-verdict")
        expect(verdict).to_contain_text(outcome)
        expect(verdict).to_contain_text(asked.feedback[option])
        expect(found.locator(".ss-tools .ss-message")).to_contain_text(outcome)
    disagree = item(found, asked.id).get_by_text("Disagree with the key?")
    disagree.click()
    key = item(found, asked.id).locator(".ss-key")
    expect(key).to_contain_text("The key says: a named person.")
    expect(key).to_contain_text("Also accepted: someone unnamed.")
    expect(key).to_contain_text(asked.feedback["named"])


def test_a_new_choice_takes_the_old_feedback_away(lesson):
    activity = module1.alone()
    found, asked = widget(lesson, activity), activity.items[0]
    choose(found, asked, "none")
    item(found, asked.id).get_by_label(BUTTONS["named"]).check()
    expect(item(found, asked.id).locator(".ss-verdict")).to_have_count(0)
    expect(found.locator(".ss-progress")).to_contain_text("0 of 10 checked")


def test_check_before_choosing_says_what_to_do(lesson):
    found = widget(lesson, module1.alone())
    found.get_by_role("button", name="Check Kupyansk 9").click()
    expect(item(found, "kupyansk.9.attribution")).to_contain_text("Choose an answer first.")
    item(found, "kupyansk.9.attribution").get_by_label(BUTTONS["none"]).check()
    expect(item(found, "kupyansk.9.attribution").locator(".ss-feedback")).to_be_empty()
    sweep = widget(lesson, module1.sweep_kupyansk())
    sweep.get_by_role("button", name="Check this screen, 1 of").click()
    expect(sweep.locator(".ss-screen .ss-message").first).to_have_text(
        "Tick the exceptions first, or tick ‘None here’."
    )
    item(sweep, "kupyansk.4.attribution").get_by_label("It says, or hints, who says so").check()
    sweep.get_by_role("button", name="Check this screen, 1 of").click()
    expect(sweep.locator(".ss-screen .ss-message").first).to_have_text("You ticked Kupyansk 4. Now say who it is.")


def test_in_a_sweep_what_is_not_ticked_is_nobody_and_ticks_survive_a_reload(lesson):
    activity = module1.sweep_kupyansk()
    sweep = widget(lesson, activity)
    item(sweep, "kupyansk.5.attribution").get_by_label("It says, or hints, who says so").check()
    lesson.reload()
    sweep = widget(lesson, activity)
    expect(item(sweep, "kupyansk.5.attribution").get_by_label("It says, or hints, who says so")).to_be_checked()
    item(sweep, "kupyansk.5.attribution").get_by_label(BUTTONS["outlet"]).check()
    sweep.get_by_role("button", name="Check this screen, 1 of").click()
    expect(item(sweep, "kupyansk.4.attribution").locator(".ss-verdict")).to_contain_text("The key sees it differently")
    expect(item(sweep, "kupyansk.5.attribution").locator(".ss-verdict")).to_contain_text("The key sees it differently")
    expect(item(sweep, "kupyansk.3.attribution").locator(".ss-verdict")).to_contain_text("As the key has it")
    expect(sweep.locator(".ss-screen .ss-message").first).to_contain_text(
        "You found 0 of 2 exceptions. 4 of 7 are as the key has it"
    )
    item(sweep, "kupyansk.5.attribution").get_by_label("It says, or hints, who says so").uncheck()
    expect(item(sweep, "kupyansk.5.attribution").locator(".ss-verdict")).to_have_count(0)


def test_reset_can_be_undone(lesson):
    activity = module1.half_done()
    found, asked = widget(lesson, activity), activity.items[0]
    choose(found, asked, asked.best)
    found.get_by_role("button", name="Reset").click()
    expect(found.locator(".ss-verdict")).to_have_count(0)
    expect(found.locator("input:checked")).to_have_count(0)
    found.get_by_role("button", name="Undo reset").click()
    expect(item(found, asked.id).locator(".ss-verdict")).to_contain_text("As the key has it")
    expect(found.get_by_role("button", name="Undo reset")).to_be_hidden()
    lesson.reload()
    expect(widget(lesson, activity).locator(".ss-verdict")).to_have_count(1)


def test_undo_is_offered_only_while_there_is_something_to_undo(lesson):
    activity = module1.half_done()
    found = widget(lesson, activity)
    choose(found, activity.items[0], "none")
    found.get_by_role("button", name="Reset").click()
    expect(found.get_by_role("button", name="Undo reset")).to_be_visible()
    choose(found, activity.items[1], "named")
    expect(found.get_by_role("button", name="Undo reset")).to_be_hidden()


def restore(page, found, tmp_path, text):
    path = tmp_path / "some.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with page.expect_file_chooser() as chooser:
        found.get_by_role("button", name="Restore answers from a file").click()
    chooser.value.set_files(path)


def answers_file(activities, book="second-source"):
    parts = {id: {"version": 1, "answers": answers} for id, answers in activities.items()}
    return json.dumps({"format": "secondsource-answers/1", "book": book, "activities": parts})


def test_a_file_restores_this_exercise_the_others_on_the_page_and_those_elsewhere(lesson, site, tmp_path):
    half, alone, exercise = module1.half_done(), module1.alone(), module1.exercise()
    found = widget(lesson, half)
    restore(lesson, found, tmp_path, answers_file({a.id: best(a) for a in (half, alone, exercise)}))
    expect(found.locator(".ss-tools .ss-message")).to_have_text("2 answers are back here, and 16 in other exercises.")
    expect(found.locator("input:checked")).to_have_count(2)
    expect(widget(lesson, alone).locator("input:checked")).to_have_count(10)
    lesson.goto(f"{site}/exercises/m1-who-says.html")
    expect(widget(lesson, exercise).locator("input:checked")).to_have_count(6)


def test_a_file_replaces_what_was_there_and_shows_the_outcomes(lesson, tmp_path):
    half, alone = module1.half_done(), module1.alone()
    found = widget(lesson, half)
    choose(found, half.items[0], "none")
    choose(widget(lesson, alone), alone.items[0], "none")
    restore(lesson, found, tmp_path, answers_file({half.id: {half.items[1].id: "named"}}))
    expect(found.locator("input:checked")).to_have_count(1)
    expect(item(found, half.items[1].id).locator(".ss-verdict")).to_contain_text("As the key has it")
    expect(widget(lesson, alone).locator(".ss-verdict")).to_have_count(1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("no JSON", "it is not an answers file of this course."),
        ("[]", "it is not an answers file of this course."),
        (b"\xff\xfe\x00", "it is not an answers file of this course."),
        ("[" * 100_000, "it is not an answers file of this course."),
        (answers_file({}, book="another"), "it belongs to another book."),
        (answers_file({"m1-half-done": {"kharkiv.2.attribution": "<img src=x onerror=alert(1)>"}}), "none of its"),
        (answers_file({"../m1-half-done": {"kharkiv.2.attribution": "named"}}), "none of its answers"),
        ("9" * 1_000_001, "it is too large to be an answers file."),
        (" " * 3_000_000, "it is too large to be an answers file."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(lesson, tmp_path, text, why):
    activity = module1.half_done()
    found = widget(lesson, activity)
    choose(found, activity.items[0], "outlet")
    before = stored(lesson)
    restore(lesson, found, tmp_path, text)
    expect(found.locator(".ss-tools .ss-message")).to_contain_text("That file was not used: " + why)
    assert {k: v for k, v in stored(lesson).items() if "half-done" in k} == before | {}
    expect(found.locator(".ss-verdict")).to_have_count(1)


def test_a_file_of_another_version_is_not_taken_for_this_one(lesson, tmp_path):
    activity = module1.half_done()
    text = answers_file({activity.id: best(activity)}).replace('"version": 1', '"version": 2')
    restore(lesson, widget(lesson, activity), tmp_path, text)
    expect(widget(lesson, activity).locator("input:checked")).to_have_count(0)


def test_what_was_chosen_before_the_script_came_is_kept(visit, site):
    here, activity = visit(), module1.half_done()
    name = f"{activity.id}:{activity.items[0].id}"
    choose_early = f"document.querySelector('input[name=\"{name}\"][value=outlet]').checked = true"
    here.context.add_init_script(
        "document.addEventListener('readystatechange', () => { if (document.readyState === 'interactive') "
        + choose_early
        + "; });"
    )
    page = here.open(f"{site}/{LESSON}")
    expect(widget(page, activity).locator("input:checked")).to_have_count(1)
    page.wait_for_function(
        f"() => (localStorage.getItem('secondsource/second-source/{activity.id}/1') || '').includes('outlet')"
    )


def test_two_tabs_keep_each_other_s_answers(visit, site):
    here, activity = visit(), module1.half_done()
    one, two = here.open(f"{site}/{LESSON}"), here.open(f"{site}/{LESSON}")
    first, second = widget(one, activity), widget(two, activity)
    choose(first, activity.items[0], "outlet")
    expect(second.locator(".ss-verdict")).to_have_count(1)
    choose(second, activity.items[1], "named")
    expect(first.locator(".ss-verdict")).to_have_count(2)
    one.reload()
    expect(widget(one, activity).locator(".ss-verdict")).to_have_count(2)


GARBLED = [
    "no JSON",
    "[]",
    "null",
    '{"answers": []}',
    '{"answers": {"kharkiv.2.attribution": "evil", "x": 1}, "checked": 7}',
]


@pytest.mark.parametrize("value", GARBLED)
def test_garbled_storage_is_survived(visit, site, value):
    here, activity = visit(), module1.half_done()
    here.context.add_init_script(
        f"localStorage.setItem('secondsource/second-source/{activity.id}/1', {json.dumps(value)})"
    )
    page = here.open(f"{site}/{LESSON}")
    found = widget(page, activity)
    expect(found.locator("input:checked")).to_have_count(0)
    choose(found, activity.items[0], "outlet")
    expect(found.locator(".ss-verdict")).to_have_count(1)
    assert here.errors == []


BLOCKED = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } })"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
def test_without_storage_the_exercise_works_and_says_how_to_keep_the_answers(visit, site, trouble, tmp_path):
    here, activity = visit(accept_downloads=True), module1.half_done()
    here.context.add_init_script(trouble)
    page = here.open(f"{site}/{LESSON}")
    found = widget(page, activity)
    other = module1.alone()
    choose(widget(page, other), other.items[0], "none")
    choose(found, activity.items[0], "outlet")
    expect(found.locator(".ss-verdict")).to_have_count(1)
    expect(found.locator(".ss-progress")).to_contain_text("This browser does not let the page remember answers.")
    with page.expect_download() as download:
        found.get_by_role("button", name="Download my answers").click()
    download.value.save_as(tmp_path / "answers.json")
    assert loads((tmp_path / "answers.json").read_bytes()) == {
        activity.id: {"version": 1, "answers": {activity.items[0].id: "outlet"}},
        other.id: {"version": 1, "answers": {other.items[0].id: "none"}},
    }
    restore(page, found, tmp_path, answers_file({activity.id: best(activity), "m1-alone": best(module1.alone())}))
    expect(widget(page, module1.alone()).locator("input:checked")).to_have_count(10)


def test_without_javascript_the_page_is_a_worksheet(visit, site):
    here = visit(java_script_enabled=False)
    page = here.open(f"{site}/{LESSON}")
    for activity in module1.lesson():
        found = page.locator(f"section[aria-labelledby='ss-{activity.id}']")
        for asked in activity.items:
            expect(item(found, asked.id).locator("legend")).to_contain_text(asked.prompt)
            expect(item(found, asked.id).locator("input[type=radio]").first).to_be_visible()
            expect(item(found, asked.id).locator(".ss-feedback")).to_be_empty()
    assert page.locator("button.ss-button:visible").count() == 0


def test_in_print_no_choice_and_no_outcome_shows(lesson, tmp_path):
    activity = module1.alone()
    found, asked = widget(lesson, activity), activity.items[0]
    choose(found, asked, "none")
    lesson.emulate_media(media="print")
    expect(item(found, asked.id).locator(".ss-feedback")).to_be_hidden()
    expect(item(found, asked.id).locator(".ss-write")).to_be_visible()
    expect(found.locator(".ss-tools")).to_be_hidden()
    radios = item(found, asked.id).locator("input[type=radio]")
    looks = {
        radio.evaluate(
            "r => { const s = getComputedStyle(r); return s.appearance + s.backgroundColor + s.borderColor; }"
        )
        for radio in radios.all()
    }
    assert len(looks) == 1, "a chosen answer must look like the others on paper"
    pdf = lesson.pdf()
    assert pdf.startswith(b"%PDF") and len(pdf) > 10_000


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(visit, site, width):
    page = visit(viewport={"width": width, "height": 800}).open(f"{site}/{LESSON}")
    widget(page, module1.transfer())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for found in page.locator(ALIVE).all():
        assert found.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_right_to_left_pages_hold_together(lesson):
    lesson.evaluate("document.documentElement.dir = 'rtl'")
    assert lesson.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(widget(lesson, module1.alone()).locator(".ss-said").first).to_have_attribute("dir", "auto")


def test_touch_targets_are_large_enough(visit, site):
    page = visit(viewport={"width": 360, "height": 800}, has_touch=True).open(f"{site}/{LESSON}")
    found = widget(page, module1.alone())
    for target in [*found.locator(".ss-option").all(), *found.locator("button:visible").all()]:
        assert target.bounding_box()["height"] >= 44
    for target in found.locator("summary").all():
        assert target.bounding_box()["height"] >= 24


def test_the_script_is_asked_for_once_and_only_where_a_widget_is(book):
    assert (book / LESSON).read_text("utf-8").count("_static/secondsource.js") == 1
    assert "secondsource.js" not in (book / "book" / "about.html").read_text("utf-8")
    assert not re.search(r'<script type="application/vnd\.jupyter', (book / LESSON).read_text("utf-8"))
