"""The item bank: two parallel, balanced forms that reward careful reading and no shortcut."""

import re
from collections import Counter
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import agreement, bank, ledger, readers
from secondsource.article import Article, names
from secondsource.check import check_form
from secondsource.discernment import VERDICTS
from secondsource.quote import quoted
from secondsource.source_file import Problems, read_yaml

FORMS = {name: bank.load(name) for name in bank.names()}
RESULTS = {name: {r.reader: r for r in readers.simulate(form)} for name, form in FORMS.items()}


@pytest.fixture(params=FORMS.values(), ids=lambda form: form.name)
def form(request):
    return request.param


def share(items, holds):
    return mean(map(bool, map(holds, items)))


def card_words(item):
    return sum(len(piece.text.split()) for piece in item.card)


def test_there_are_two_forms_of_at_least_24_items_and_no_item_twice():
    assert list(FORMS) == ["a", "b"]
    ids = [item.id for form in FORMS.values() for item in form.items]
    assert len(set(ids)) == len(ids)
    assert all(len(form.items) >= 24 for form in FORMS.values())


def test_half_of_a_form_is_supported_and_half_is_not_about_the_war(form):
    verdicts = Counter(item.verdict for item in form.items)
    assert set(verdicts) == set(VERDICTS)
    assert verdicts["supported"] * 2 >= len(form.items)
    topics = Counter(item.topic for item in form.items)
    assert set(topics) == {"war", "local", "health", "sport", "science"}
    assert topics["war"] * 2 <= len(form.items)


def test_the_forms_are_parallel():
    a, b = ({item.pair: item for item in form.items} for form in FORMS.values())
    assert a.keys() == b.keys() == set(range(1, len(a) + 1))
    for pair in a:
        for field in ("topic", "side", "favours", "skill", "verdict", "difficulty", "made_up"):
            assert getattr(a[pair], field) == getattr(b[pair], field), f"pair {pair}: {field}"
        assert not set(a[pair].facts) & set(b[pair].facts), f"pair {pair} tells the same story twice"
    for words in (card_words, lambda item: len(item.statement.split())):
        first, second = (mean(map(words, form.items)) for form in FORMS.values())
        assert abs(first - second) / first < 0.15


def test_no_side_predicts_the_verdict(form):
    for side in ("ukrainian", "russian"):
        of_side = [item.supported for item in form.items if item.side == side]
        assert len(of_side) >= 4 and sum(of_side) * 2 == len(of_side)
        suits = [item.supported for item in form.items if item.favours == side]
        assert len(suits) >= 3 and abs(sum(suits) * 2 - len(suits)) <= 1
    assert sum(item.side == "third" for item in form.items) >= 3


def test_every_skill_is_asked_where_it_supports_and_where_it_does_not(form):
    for skill in ("who_says", "independence", "source_grade", "figure", "wording", "scope"):
        assert {item.supported for item in form.items if item.skill == skill} == {True, False}, skill
    assert {item.difficulty for item in form.items} == {"easy", "medium", "hard"}


def test_supported_and_unsupported_items_look_alike(form):
    yes = [item for item in form.items if item.supported]
    no = [item for item in form.items if not item.supported]
    assert abs(mean(map(card_words, yes)) / mean(map(card_words, no)) - 1) < 0.2
    assert abs(mean(len(i.statement.split()) for i in yes) - mean(len(i.statement.split()) for i in no)) <= 3
    for pattern in (readers.HEDGE, readers.OFFICIAL, readers.EXPERT, r"\d", "“"):
        for text in (lambda i: i.statement, lambda i: " ".join(f"{p.source} {p.text}" for p in i.card)):
            holds = lambda i, text=text, pattern=pattern: re.search(pattern, text(i), re.IGNORECASE)  # noqa: E731
            assert abs(share(yes, holds) - share(no, holds)) <= 0.2, pattern


def test_no_item_is_a_sentence_of_an_exhibit_and_made_up_ones_name_no_real_place(form):
    exhibits = [s.text for name in names() for s in Article.load(name).sentences]
    real = re.compile(
        r"\b(Ukrain|Russia|Kharkiv|Kupyansk|Kyiv|Moscow|London|Paris|Berlin|New York|America|Britain|BBC|WHO)"
    )
    for item in form.items:
        shown = " ".join([item.statement, *(f"{p.source} {p.text}" for p in item.card)])
        assert not any(sentence in shown for sentence in exhibits)
        assert not (item.made_up and real.search(shown)), item.id


def test_war_items_quote_the_ledger_and_no_flagged_wording(form):
    assert check_form(bank.BANK / f"form-{form.name}.yaml", ledger.load()) == []
    for item in form.items:
        assert item.made_up or all(any(quoted(piece.text)) for piece in item.card), f"{item.id} quotes nothing"
        shown = " ".join([item.statement, *item.feedback.values(), *(p.text for p in item.card)])
        assert not any(pattern.search(shown) for pattern in ledger.wording_flags().values()), item.id


def test_feedback_explains_every_verdict_and_calls_nothing_false(form):
    texts = [text for item in form.items for text in item.feedback.values()]
    assert len(set(texts)) == len(texts)
    for item in form.items:
        for text in item.feedback.values():
            assert 15 <= len(text.split()) <= 70, text
            assert item.verdict == "contradicted" or not re.search(r"\b(is|was) (false|a lie|fake)\b", text), text


def test_shortcuts_earn_nothing_and_careful_reading_does(form):
    results = RESULTS[form.name]
    assert set(results) == set(readers.READERS)
    for name in readers.SHORTCUTS:
        assert abs(results[name].d_prime) <= 0.5, f"{name}: d′ = {results[name].d_prime:.2f}"
    assert results[readers.CAREFUL].d_prime > 2


def test_doubters_and_believers_are_told_apart_by_their_lean_and_partisans_by_their_sides(form):
    results = RESULTS[form.name]
    assert results["doubts everything"].lean < -1 < 1 < results["accepts everything"].lean
    ukraine, russia = results["sides with Ukraine"].doubts, results["sides with Russia"].doubts
    assert (ukraine["russian"], ukraine["ukrainian"]) == (1, 0) == (russia["ukrainian"], russia["russian"])
    careful = results[readers.CAREFUL].doubts
    assert abs(careful["russian"] - careful["ukrainian"]) < 0.25


def test_a_reader_without_the_key_comes_to_the_same_verdicts(form):
    second = bank.second_reading()
    agreed = agreement.alpha([(second[id], verdict) for id, verdict in form.key.items()])
    assert agreed > 0.9, "an item whose verdict two careful readers dispute is no item"


def test_the_same_seed_gives_the_same_readers():
    form = FORMS["a"]
    assert readers.simulate(form, runs=5, seed=3) == readers.simulate(form, runs=5, seed=3)
    one, other = (readers.simulate(form, runs=5, seed=seed)[-1].d_prime for seed in (3, 4))
    assert one != other


def test_an_unknown_form_is_told():
    with pytest.raises(LookupError, match="no form 'A'"):
        bank.load("A")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["a", "b"]), st.sampled_from(["verdict", "quote", "fact", "id", "form", "field"]), st.data())
def test_any_mutated_item_is_caught(tmp_path_factory, name, how, data):
    document = read_yaml(bank.BANK / f"form-{name}.yaml")
    items = document["items"]
    item = data.draw(st.sampled_from(items))
    if how == "verdict":
        item["verdict"] = "false"
    elif how == "quote":
        item["feedback"]["supported"] += " “Words that no card has”"
    elif how == "fact":
        item["facts"] = [] if item["facts"] else ["awol-cases-prosecutors-2025"]
    elif how == "id":
        item["id"] = next(other["id"] for other in items if other is not item)
    elif how == "form":
        document["form"] = "c"
    else:
        del item[data.draw(st.sampled_from(sorted(item)))]
    from ruamel.yaml import YAML

    path = tmp_path_factory.mktemp("bank") / f"form-{name}.yaml"
    YAML().dump(document, path)
    assert check_form(path, ledger.load())
    with pytest.raises(Problems):
        bank.load(name, path.parent)
