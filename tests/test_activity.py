"""Items, scores and module 1's activities."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource import Article, module1
from secondsource.activities.who_says import who_says
from secondsource.activity import Activity, Item, score, total
from secondsource.vocabulary import BUTTONS

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
CHOICE = Item("a.1.attribution", "choice", "A 1", "It rained.", BUTTONS, best="none", also=("unnamed",))


def test_the_best_and_the_other_accepted_options_score_one():
    assert [score(CHOICE, option) for option in BUTTONS] == [0.0, 0.0, 1.0, 1.0]


AREAS = {"a": "A", "b": "B", "c": "C", "d": "D"}
SPANS = Item("a.1.figures", "spans", "A 1", "a b c d", AREAS, right=("a", "b"), also=("c",))
LINKS = Item("a.links", "links", "A", "Who from whom?", AREAS, right=(("a", "b"), ("b", "c")), targets=AREAS)
PAIRS = Item(
    "a.match", "pairs", "A", "Which?", AREAS, right=(("a", "b"), ("b", "c")), also=(("a", "c"),), targets=AREAS
)
GRADE = Item("a.grade", "scale", "A", "How good?", {str(n): str(n) for n in range(1, 7)}, best="3", also=("4",))
TEXT = Item("a.brief", "text", "A", "Write.", {})


@given(ANYTHING)
def test_a_score_never_raises_and_stays_between_nought_and_one(answer):
    for item in (CHOICE, replace(SPANS, kind="choices"), SPANS, LINKS, PAIRS, GRADE):
        assert 0 <= score(item, answer) <= 1
        assert score(replace(item, best=None, right=None), answer) is None
    assert score(TEXT, answer) is None


@pytest.mark.parametrize(
    "item, answer, worth",
    [
        (SPANS, ["a", "b"], 1),
        (SPANS, ["b", "a", "a", "c"], 1),
        (SPANS, ["a"], 2 / 3),
        (SPANS, ["a", "b", "d"], 4 / 5),
        (SPANS, ["a", "b", "nowhere", 3], 2 / 3),
        (SPANS, [], 0),
        (SPANS, "ab", 0),
        (replace(SPANS, right=()), [], 1),
        (replace(SPANS, right=()), ["c"], 1),
        (replace(SPANS, right=()), ["d"], 0),
        (LINKS, [["a", "b"], ("b", "c")], 1),
        (LINKS, [["b", "a"], ["b", "c"]], 1 / 2),
        (LINKS, ["a", ["b"], ["a", "b", "c"], ["a", 2]], 0),
        (PAIRS, [["a", "b"], ["b", "c"]], 1),
        (PAIRS, [["a", "c"], ["b", "c"]], 1),
        (PAIRS, [["a", "c"]], 0),
        (PAIRS, [["a", "b"], ["b", "d"]], 1 / 2),
        (GRADE, 3, 1),
        (GRADE, 4.0, 1),
        (GRADE, "3", 1),
        (GRADE, 2.5, 0),
        (GRADE, float("nan"), 0),
        (GRADE, float("inf"), 0),
        (GRADE, True, 0),
    ],
)
def test_what_an_answer_is_worth(item, answer, worth):
    assert score(item, answer) == pytest.approx(worth)


@given(st.sets(st.sampled_from("abcd")), st.sampled_from("ab"), st.sampled_from("d"))
def test_a_right_pick_never_costs_and_a_wrong_one_never_pays(picks, right, wrong):
    before = score(SPANS, sorted(picks))
    assert score(SPANS, sorted(picks | {right})) >= before
    assert score(SPANS, sorted(picks | {wrong})) <= before


PARTNERS = st.dictionaries(st.sampled_from("ab"), st.sampled_from("bcd"))


@pytest.mark.parametrize("item", [LINKS, PAIRS], ids=["links", "pairs"])
@given(PARTNERS, st.sampled_from([("a", "b"), ("b", "c")]))
def test_a_right_pair_never_costs(item, given_pairs, right):
    pairs = {pair for pair in given_pairs.items() if pair[0] != right[0]}
    assert score(item, [*pairs, right]) >= score(item, [*pairs])
    wrong = {**given_pairs, right[0]: "d"}
    assert score(item, [*wrong.items()]) <= score(item, [*{**given_pairs, right[0]: right[1]}.items()])


def test_without_a_key_nothing_is_scored():
    activity = who_says(Article.from_text("It rained.\nIt poured."))
    assert total(activity, {"my-text.1.attribution": "none"}) == 0
    assert score(activity.items[0], "none") is None


def test_an_unknown_kind_is_an_error_that_names_the_nearest():
    with pytest.raises(LookupError, match="unknown kind of item 'choise'; did you mean 'choice'"):
        score(Item("a.1.attribution", "choise", "A 1", "It rained.", BUTTONS), "none")


def test_the_same_item_twice_is_refused():
    with pytest.raises(ValueError, match=r"the same item stands there twice: a\.1\.attribution"):
        Activity("a", "A", (CHOICE, CHOICE))


ALONE = module1.alone()


@given(st.dictionaries(st.sampled_from([item.id for item in ALONE.items]), st.sampled_from(list(BUTTONS))))
def test_a_total_grows_with_every_right_answer(answers):
    activity = ALONE
    points = total(activity, answers)
    assert 0 <= points <= len(answers)
    for item in activity.items:
        assert total(activity, {**answers, item.id: item.best}) >= points


def test_module_one_passes_all_41_sentences_once():
    items = [item.id for activity in module1.lesson() for item in activity.items]
    assert len(items) == len(set(items))
    asked = {id for id in items if id.startswith(("kupyansk.", "kharkiv."))}
    worked = {f"{name}.{n}.attribution" for name, numbers in module1.WORKED.items() for n in numbers}
    everything = {f"{name}.{s.n}.attribution" for name in ("kupyansk", "kharkiv") for s in Article.load(name).sentences}
    assert asked | worked == everything
    assert not asked & worked
    assert len(everything) == 41


def test_every_option_of_every_item_has_feedback_and_every_answer_a_quotation():
    for activity in [*module1.lesson(), module1.exercise()]:
        for item in activity.items:
            assert set(item.feedback) == set(item.options), item.id
            assert item.best in item.options
            assert (item.quote is None) == (item.best == "none"), item.id
            assert item.quote is None or item.quote in item.prompt


def test_no_single_habit_answers_module_one_well():
    """The first option, the last one, and every other constant answer stay below two thirds of the points."""
    for option in BUTTONS:
        items = [
            item
            for activity in [module1.half_done(), module1.alone(), module1.transfer(), module1.other_flags()]
            for item in activity.items
        ]
        assert sum(score(item, option) or 0 for item in items) < len(items) * 2 / 3, option


def test_two_texts_never_share_an_activity():
    texts = [
        Article.load("kharkiv"),
        Article.load("kupyansk"),
        Article.from_text("It rained."),
        Article.from_text("It poured."),
    ]
    assert len({who_says(text).id for text in texts}) == 4
    assert who_says(texts[0]).id == "who-says-kharkiv"


@pytest.mark.parametrize("id", ["a b", "a/b", "ä", "", "a\n", "A"])
def test_an_id_that_an_answers_file_could_not_hold_is_refused(id):
    with pytest.raises(ValueError, match="is no id of an activity"):
        Activity(id, "A", (CHOICE,))


def test_a_lead_to_an_item_that_is_not_asked_is_refused():
    with pytest.raises(LookupError, match=r"no item 'kharkiv\.3\.attribution'"):
        who_says([(Article.load("kharkiv"), [2])], leads={"kharkiv.3.attribution": "Look."})
