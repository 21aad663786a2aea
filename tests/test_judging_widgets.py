"""`SourceGrade`, `ClueMatch`, `EvidenceBoard`, `BriefDesk`, `Discernment`: what each adds to a form of questions."""

import json
import re

import pytest
from playwright.sync_api import expect
from test_static_widget import item, press_until
from traitlets import TraitError

from secondsource import (
    Article,
    BriefDesk,
    ClueMatch,
    Discernment,
    EvidenceBoard,
    FrameGrid,
    Lens,
    Sheet,
    SourceGrade,
    SourceMap,
    bank,
    discernment,
)
from secondsource.activities.discernment import discernment_test, item_id
from secondsource.activities.frame_grid import frame_grid
from secondsource.activity import score

FORM = bank.load("a")


def test_what_the_course_says_beside_a_sentence_stands_wherever_it_is_shown():
    kharkiv = Article.load("kharkiv")
    beside = kharkiv[15].beside
    assert "does not present it" in beside
    for made in (FrameGrid([(kharkiv, "11-15")]), SourceMap(kharkiv), Lens(kharkiv), BriefDesk(kharkiv)):
        assert beside in made.markup, made.kind


def test_words_that_a_headline_has_twice_are_one_question():
    (asked,) = [
        one for one in frame_grid([(Article.load("brackwater"), "0-4")], headline=True).items if one.kind == "pairs"
    ]
    assert len(set(asked.options.values())) == len(asked.options) < len(asked.targets)
    first, second = asked.also[0]
    assert score(asked, [pair for pair in asked.right if pair[0] != first] + [(first, second)]) == 1


def pick(page, id, value):
    field = item(page, id)
    field.locator(f"input[value='{value}']").check()
    if field.locator(".ss-check").count():
        field.locator(".ss-check").click()


def test_grades_are_asked_after_the_three_questions_and_stand_on_the_grid(mount):
    sheet = Sheet.load("sources-practice").part(["bridge"])
    page = mount(SourceGrade(sheet))
    *questions, reliability, credibility = sheet.groups[0].items
    expect(item(page, reliability.id)).to_be_hidden()
    for asked in questions:
        pick(page, asked.id, asked.best)
    expect(page.locator(".ss-grid table")).to_have_count(0)
    pick(page, reliability.id, "A")
    pick(page, credibility.id, credibility.best)
    grid = page.locator(".ss-grid")
    expect(grid).to_contain_text(f"Your grade: A{credibility.best}. The key: {reliability.best}{credibility.best}.")
    expect(grid.locator("[data-mine=true]")).to_have_text(f"[A{credibility.best}]")
    expect(grid.locator("[data-fits=true]")).to_have_count(len(reliability.accepted) * len(credibility.accepted))


def test_a_partner_that_can_be_defended_excuses_the_best_one(mount):
    sheet = Sheet.load("clues")
    asked = next(one for one in sheet.activity().items if one.kind == "pairs" and one.also)
    option, also = asked.also[0]
    pairs = [list(pair) for pair in asked.right if pair[0] != option] + [[option, also]]
    widget = ClueMatch(sheet)
    widget.answers = {asked.id: pairs}
    assert widget.score == 1
    page = mount(ClueMatch(sheet, answers={asked.id: pairs}, checked=[asked.id]))
    n = len(asked.right) - 1
    expect(item(page, asked.id).locator(".ss-verdict")).to_contain_text(f"You found {n} of {n}, and marked 0")
    expect(item(page, asked.id)).to_contain_text(asked.feedback[f"{option}/{also}"])
    assert not item(page, asked.id).locator("[data-outcome=missed]").count()


def test_the_card_that_speaks_against_a_wrong_turn_stands_out(mount):
    sheet = Sheet.load("board-practice")
    page = mount(EvidenceBoard(sheet))
    for group in sheet.groups:
        verdict, sure = group.items
        wrong = next(id for id in verdict.options if id not in verdict.accepted)
        pick(page, sure.id, "3")
        for answer in (wrong, verdict.best):
            pick(page, verdict.id, answer)
            expect(item(page, verdict.id)).to_contain_text(verdict.feedback[answer])
            marked = page.locator(f"[data-group='{group.id}'] [data-decides]")
            expect(marked).to_have_count(1)
            expect(marked).to_have_attribute("data-card", verdict.cards[answer])
    expect(page.locator(".ss-sure")).to_contain_text("Of 4 verdicts with a confidence: sure and accepted 4 of 4")


def test_words_are_counted_and_looked_for_as_they_are_written(mount):
    sheet = Sheet.load("briefs-practice")
    (group,) = sheet.groups
    page = mount(BriefDesk(sheet))
    hints = page.locator(".ss-hint")
    area = page.locator("textarea")
    press_until(page, area)
    page.keyboard.type("One")
    expect(page.locator(".ss-count")).to_have_text("1 of at most 60 words")
    for model, passes in zip(group.items[0].models, (True, False, None), strict=True):
        area.fill(model[1])
        n = len(re.findall(r"[\w’'.,£-]*\w[\w’'.,-]*", model[1]))
        expect(page.locator(".ss-count")).to_have_text(f"{n} of at most 60 words")
        for line, hint in zip(group.checklist, hints.all(), strict=True):
            if passes is not None and line.id in ("status", "loaded"):
                expect(hint).to_contain_text(
                    "found" if passes != line.avoid else "not found" if passes is False else "none"
                )
    area.fill("word " * 61)
    expect(page.locator(".ss-count")).to_have_text("61 words: 1 more than the 60 that fit")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".ss-model strong")).to_have_text([model[0] for model in group.items[0].models])
    tick = page.locator("input.ss-tick").first
    tick.check()
    page.reload()
    expect(page.locator("input.ss-tick").first).to_be_checked()
    expect(page.locator("textarea")).to_have_value("word " * 61)


def test_the_first_brief_stands_beside_the_second(mount):
    first, second = (
        BriefDesk("briefs-practice", id="m0-brief"),
        BriefDesk("briefs-practice", id="m9-brief", first="m0-brief"),
    )
    page = mount(first, second)
    one, two = page.locator("section.ss-widget").all()
    two.locator("textarea").fill("The second one.")
    expect(two.locator(".ss-first")).to_be_empty()
    two.get_by_role("button", name="Compare").click()
    expect(two.locator(".ss-first")).to_have_text("There is no first brief in this browser to set beside it.")
    one.locator("textarea").fill("The <b>first</b> one.")
    two.locator("textarea").fill("The second one, again.")
    two.get_by_role("button", name="Compare").click()
    expect(two.locator(".ss-first")).to_contain_text("The <b>first</b> one.")


def test_the_rubric_is_for_teachers_too_and_any_text_can_be_briefed():
    desk = BriefDesk("briefs", only=("kharkiv",))
    (rubric,) = desk.rubric.values()
    assert [points for points, _ in rubric] == [0, 1, 2]
    own = BriefDesk(Article.from_text("It rained. He said so."))
    assert own.possible == 0 and own.most
    with pytest.raises(LookupError, match="has no group 'kharkov'; did you mean 'kharkiv'"):
        BriefDesk("briefs", only=("kharkov",))


def take(page, form, verdict_of, sure="2"):
    """Take a test from the first item to the result, by keyboard where it moves on."""
    for i, entry in enumerate(form.items):
        step = page.locator(".ss-step:visible")
        expect(step.locator("h4")).to_have_text(f"Item {i + 1} of {len(form.items)}")
        step.locator(f"input[value='{verdict_of(entry)}']").check()
        step.locator(f"input[value='{sure}']").check()
        if i + 1 < len(form.items):
            press_until(page, page.get_by_role("button", name="Next"))
            page.keyboard.press("Enter")
            expect(page.locator(".ss-step:visible h4")).to_be_focused()


@pytest.mark.parametrize(
    "verdict_of",
    [lambda entry: entry.verdict, lambda entry: "contradicted", lambda entry: "supported"],
    ids=["as the key", "doubts everything", "accepts everything"],
)
def test_the_result_is_what_python_counts(mount, verdict_of):
    widget = Discernment("a")
    page = mount(widget)
    take(page, FORM, verdict_of)
    assert page.locator(".ss-verdict").count() == 0, "no feedback before the end"
    assert page.locator(".ss-check:visible").count() == 0
    page.get_by_role("button", name="See my result").click()
    widget.answers = {item_id(FORM, entry): verdict_of(entry) for entry in FORM.items}
    counts = widget.counts
    result = page.locator(".ss-result")
    expect(result).to_be_focused()
    expect(result).to_contain_text(discernment.in_words(counts).split(" With so few")[0])
    expect(result.get_by_role("row", name=re.compile("^Supported statements"))).to_contain_text(
        f"{counts.false_alarms} of {counts.supported}"
    )
    expect(result.locator("meter")).to_have_count(2)
    expect(result.locator("meter").first).to_have_attribute("value", str(counts.hits // counts.unsupported))
    expect(page.locator(".ss-verdict")).to_have_count(len(FORM.items))
    page.reload()
    expect(page.locator(".ss-result")).to_contain_text("Your result")


def kept(form, verdict_of):
    activity = discernment_test(form)
    answers = {item_id(form, entry): verdict_of(entry) for entry in form.items}
    return {f"secondsource/second-source/{activity.id}/1": json.dumps({"answers": answers, "checked": [], "marks": []})}


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        (lambda e: "supported", lambda e: "not_verified", ["more of what is unsupported", "less of what is supported"]),
        (lambda e: "not_verified", lambda e: "supported", ["less of what is unsupported", "more of what is supported"]),
        (lambda e: e.verdict, lambda e: e.verdict, ["as much of what is unsupported", "as much of what is supported"]),
    ],
    ids=["more doubt", "less doubt", "the same"],
)
def test_the_second_test_shows_the_change_also_for_the_worse(mount, visit, before, now, says):
    here = visit()
    store = json.dumps(kept(FORM, before) | kept(bank.load("b"), now))
    here.context.add_init_script(f"for (const [k, v] of Object.entries({store})) localStorage.setItem(k, v)")
    page = mount(Discernment("b", before="a"), here=here)
    page.get_by_role("button", name="See my result").click()
    result = page.locator(".ss-result")
    for words in says:
        expect(result).to_contain_text(words)
    expect(result.locator("thead th")).to_have_text(["What was counted", "Now", "Before"])
    if now(FORM.items[0]) != FORM.items[0].verdict:
        expect(result).to_contain_text("Where the key sees it differently, most often: Module ")


def test_without_an_earlier_test_the_second_one_says_so_and_blanks_are_asked_about(mount):
    page = mount(Discernment("b", before="a"))
    page.locator(".ss-step:visible input").first.check()
    page.get_by_role("button", name="See my result").click()
    expect(page.locator(".ss-tools .ss-message")).to_contain_text("23 items have no verdict yet.")
    page.get_by_role("button", name="See my result").click()
    expect(page.locator(".ss-result")).to_contain_text("This browser holds no earlier test")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".ss-result")).to_be_empty()


def test_practice_explains_at_once(mount):
    form = bank.load("practice", bank.PRACTICE)
    page = mount(Discernment("practice", mode="practice"))
    pick(page, item_id(form, form.items[0]), "contradicted")
    expect(page.locator(".ss-verdict")).to_contain_text(form.items[0].feedback["contradicted"])
    with pytest.raises(TraitError, match="mode"):
        Discernment("a", mode="exam")
    with pytest.raises(LookupError, match="there is no form 'c'"):
        Discernment("c")
