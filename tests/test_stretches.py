"""`NumberCheck` and `WordSwap`: marks by keyboard, feedback for each, calmer words, on paper and without a key."""

from itertools import chain

import pytest
from playwright.sync_api import expect
from test_static_widget import item, press_until, widget
from test_widget import Page
from traitlets import TraitError

from secondsource import Article, NumberCheck, WordSwap, number_check, word_swap
from secondsource.activity import score
from secondsource.article import names

GALLERY = "notebooks/gallery.html"
NUMBERS = number_check([(Article.load("brackwater"), [4, 3])], id="gallery-numbers")
WORDS = word_swap([(Article.load("kharkiv"), [7, 13])], id="words")
MADE = [(make, Article.load(name)) for make in (number_check, word_swap) for name in names()]


@pytest.mark.parametrize(("make", "article"), MADE)
def test_every_sentence_can_be_marked_and_every_mark_explained(make, article):
    items = [asked for asked in make(article).items if asked.kind == "spans"]
    assert [asked.id.split(".")[1] for asked in items] == [str(s.n) for s in article.sentences]
    for asked in items:
        assert set(asked.options) <= set(asked.feedback)
        assert {asked.prompt[start:end] for start, end in asked.spans.values()} == set(asked.options.values())
        assert asked.right or asked.feedback.get("") or asked.also
        assert score(asked, list(asked.right)) == 1
        assert score(asked, list(asked.options)) < 1, "marking everything has to cost"
        assert score(asked, [*asked.right, *asked.also]) == 1


def test_figures_are_asked_closely_with_feedback_for_every_option():
    asked = [one for one in chain.from_iterable(number_check(Article.load(n)).items for n in ("kharkiv", "kupyansk"))
             if one.kind == "choice"]  # fmt: skip
    assert {one.id.rpartition(".")[2] for one in asked} == {"counts", "who", "would_verify"}
    for one in asked:
        assert set(one.feedback) == set(one.options) and one.best in one.options
    assert not any(one.kind == "choice" for one in number_check(Article.load("kharkiv"), ask=False).items)


def test_without_a_key_every_word_can_be_marked_and_nothing_is_scored():
    made = number_check(Article.from_text("It rained for 3 days."))
    (asked,) = made.items
    assert list(asked.options.values()) == ["It", "rained", "for", "3", "days"]
    assert score(asked, ["w3"]) is None
    own = NumberCheck(made)
    own.answers = {asked.id: ["w3", "w4"]}
    assert (own.score, own.possible) == (0, 0)


def test_other_sentences_are_another_activity_and_words_keep_their_numbers_whole():
    kharkiv = Article.load("kharkiv")
    made = [number_check(kharkiv), number_check(kharkiv, ask=False), word_swap(kharkiv)]
    made += [number_check([(kharkiv, numbers)]) for numbers in ([1], [2], [1, 2])]
    assert len({activity.id for activity in made}) == len(made)
    (asked,) = number_check(Article.from_text("Some 20,000 don’t fight; “3.5%” left … हिन्दी.")).items
    assert list(asked.options.values()) == ["Some", "20,000", "don’t", "fight", "“3.5%", "left", "हिन्दी"]


def test_python_reads_and_sets_marks_and_refuses_what_cannot_be_one():
    own = WordSwap(WORDS)
    own.answers = {"kharkiv.13.wording": list(WORDS.item("kharkiv.13.wording").right)}
    assert own.score == 1
    for wrong, says in (("mass", "is no list"), (["mas"], "is no option"), ([3], "is no option")):
        with pytest.raises(TraitError, match=says):
            own.answers = {"kharkiv.13.wording": wrong}


@pytest.mark.parametrize("make", [NumberCheck, WordSwap])
def test_the_worksheet_holds_every_sentence_and_no_answer(make):
    made = make(Article.load("kupyansk"))
    page = Page(made.markup)
    text = "".join(page.texts)
    for asked in made.asked.items:
        if asked.kind == "spans":
            assert asked.prompt in text
        assert not any(feedback and feedback in text for feedback in asked.feedback.values())
        assert not any(calmer in text for calmer in asked.swaps.values() if len(calmer.split()) > 3)
    assert "checked" not in dict(page.attributes)


def test_hostile_words_are_text_only():
    evil = "</script><img src=x onerror=alert(1)> & ‮ 12 \ud800 \x00 <b>"
    page = Page(NumberCheck(Article.from_text(evil)).static_html())
    assert "img" not in page.tags and "b" not in page.tags
    assert page.tags.count("script") == 1


def mark_by_keyboard(page, field, ids):
    for id in ids:
        press_until(page, field.locator(f"input[value='{id}']"))
        page.keyboard.press("Space")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("where", ["http", "file"])
def test_figures_by_keyboard_then_what_they_count_and_all_of_it_after_a_reload(visit, site, book, where):
    here = visit()
    page = here.open(f"{site}/{GALLERY}" if where == "http" else f"file://{book}/{GALLERY}")
    found = widget(page, NUMBERS)
    marks, *questions = [one for one in NUMBERS.items if one.id.startswith("brackwater.4.")]
    expect(item(found, questions[0].id)).to_be_hidden()
    wrong = next(id for id in marks.options if id not in (*marks.right, *marks.also))
    mark_by_keyboard(page, item(found, marks.id), [*marks.right, wrong])
    feedback = item(found, marks.id).locator(".ss-feedback")
    expect(feedback).to_contain_text(f"You found {len(marks.right)} of {len(marks.right)}, and marked 1")
    for id in (*marks.right, wrong):
        expect(feedback).to_contain_text(marks.feedback[id])
    for asked in questions:
        field = item(found, asked.id)
        expect(field).to_be_visible()
        press_until(page, field.locator("input[type=radio]").first)
        page.keyboard.press("Space")
        for _ in range(list(asked.options).index(asked.best)):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(field.locator(".ss-verdict")).to_contain_text(asked.feedback[asked.best])
    nothing = NUMBERS.item("brackwater.3.figures")
    press_until(page, item(found, nothing.id).locator("input.ss-nothing"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(item(found, nothing.id).locator(".ss-feedback")).to_contain_text(nothing.feedback[""])
    page.reload()
    found = widget(page, NUMBERS)
    expect(found.locator(".ss-verdict")).to_have_count(len(questions) + 2)
    expect(item(found, marks.id).locator(f"input[value='{wrong}']")).to_be_checked()
    expect(item(found, nothing.id).locator("input.ss-nothing")).to_be_checked()
    assert here.errors == []


def test_words_are_swapped_one_by_one_and_all_and_the_evidence_stays(mount):
    page = mount(WordSwap(WORDS))
    found = widget(page, WORDS)
    asked = WORDS.item("kharkiv.7.wording")
    field, sentence = item(found, asked.id), Article.load("kharkiv")[7]
    expect(field.locator(".ss-swap")).to_be_empty()
    mark_by_keyboard(page, field, asked.right)
    rebuilt = field.locator(".ss-rebuilt")
    expect(rebuilt).to_have_text(sentence.text)
    first = next(iter(asked.swaps))
    press_until(page, field.locator(f"button[value='{first}']"))
    page.keyboard.press("Enter")
    expect(rebuilt).to_have_text(sentence.calmer([first]))
    expect(field.locator(f"button[value='{first}']")).to_have_attribute("aria-pressed", "true")
    press_until(page, field.get_by_role("button", name="Swap all"))
    page.keyboard.press("Space")
    expect(rebuilt).to_have_text(sentence.calmer(asked.swaps))
    expect(field).to_contain_text("The words are calmer. The evidence has not changed.")
    page.reload()
    expect(item(widget(page, WORDS), asked.id).locator(".ss-rebuilt")).to_have_text(sentence.calmer(asked.swaps))


def test_a_sweep_checks_a_whole_screen_and_too_much_costs_as_too_little_does(mount):
    article = Article.load("kupyansk")
    widget = NumberCheck(number_check([(article, range(1, 9))], ask=False), mode="sweep")
    page = mount(widget)
    screen = page.locator(".ss-screen")
    expect(screen).to_have_count(1)
    button = screen.get_by_role("button", name="Check this screen")
    button.click()
    expect(screen.locator(".ss-message")).to_have_text("Mark what you find first, or tick ‘None here’.")
    items = widget.asked.items
    asked = next(one for one in items if len(one.right) > 0)
    wrong = next(id for id in asked.options if id not in (*asked.right, *asked.also))
    for id in (asked.right[0], wrong):
        item(page, asked.id).locator(f"input[value='{id}']").check()
    button.click()
    expect(screen.locator(".ss-message")).to_have_text(
        f"You found 1 of {sum(len(one.right) for one in items)} on this screen, and marked 1 that the key does not."
    )
    for one in items:
        expect(item(page, one.id).locator(".ss-verdict")).to_have_count(1)
    page.reload()
    expect(page.locator(".ss-verdict")).to_have_count(len(items))
    widget.answers = {one.id: [] for one in items}
    nothing = sum(not one.right for one in items)
    assert widget.score == nothing, "an empty answer is right where there is nothing, and only there"


def test_none_here_is_a_full_answer_and_goes_when_something_is_marked(mount):
    article = Article.load("brackwater")
    activity = number_check([(article, [3])], ask=False)
    page = mount(NumberCheck(activity, mode="sweep"))
    none = page.get_by_label("None here: no sentence on this screen has a figure")
    none.check()
    page.get_by_role("button", name="Check this screen").click()
    expect(page.locator(".ss-verdict")).to_contain_text("There is nothing to find here.")
    expect(page.locator(".ss-progress")).to_contain_text("1 of 1 checked, 1 as the key has it")
    page.locator("fieldset input").first.check()
    expect(none).not_to_be_checked()
    expect(page.locator(".ss-verdict")).to_have_count(0)


def test_a_sweep_that_asks_more_than_marks_is_refused():
    with pytest.raises(ValueError, match="a sweep asks for marks only"):
        NumberCheck(number_check(Article.load("kharkiv")), mode="sweep")
    with pytest.raises(ValueError, match="per_screen is 0"):
        NumberCheck(Article.load("kharkiv"), mode="sweep", per_screen=0)
    for name in ("kharkiv", "kupyansk"):
        screens = NumberCheck(Article.load(name), mode="sweep", per_screen=9).markup.split('class="ss-screen"')[1:]
        assert all(6 <= screen.count("<fieldset") <= 9 for screen in screens)
