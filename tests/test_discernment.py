"""Discernment and agreement: against hand-worked numbers and against other people's packages."""

from statistics import NormalDist

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from secondsource import agreement
from secondsource.discernment import VERDICTS, Counts, auc, count, d_prime, in_words, interval, lean, lean_in_words

KEY = {f"i{n}": verdict for n, verdict in enumerate(["supported"] * 5 + ["not_verified"] * 3 + ["contradicted"] * 2)}
ANSWERS = st.fixed_dictionaries({id: st.sampled_from(VERDICTS) for id in KEY})
LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30)


def test_counts_are_what_one_would_count_by_hand():
    answers = {
        "i0": "supported",
        "i1": "contradicted",
        "i5": "not_verified",
        "i6": "contradicted",
        "i7": "supported",
        "i8": "contradicted",
    }
    assert count(KEY, answers) == Counts(hits=3, unsupported=4, false_alarms=1, supported=2, called_false=1)
    with pytest.raises(ValueError, match="'fake' is no verdict"):
        count(KEY, {"i0": "fake"})


def test_d_prime_and_lean_follow_the_corrected_formula():
    z = NormalDist().inv_cdf
    counts = Counts(hits=9, unsupported=10, false_alarms=2, supported=10)
    assert d_prime(counts) == pytest.approx(z(9.5 / 11) - z(2.5 / 11))
    assert lean(counts) == pytest.approx(-(z(9.5 / 11) + z(2.5 / 11)) / 2)


def test_who_doubts_everything_or_accepts_everything_discerns_nothing():
    for verdict, sign in (("not_verified", -1), ("contradicted", -1), ("supported", 1)):
        counts = count(KEY, dict.fromkeys(KEY, verdict))
        assert d_prime(counts) == pytest.approx(0, abs=0.01)
        assert lean(counts) * sign > 1


@given(ANSWERS)
def test_one_more_right_verdict_never_lowers_discernment(answers):
    for id, right in KEY.items():
        assert d_prime(count(KEY, answers | {id: right})) >= d_prime(count(KEY, answers)) - 1e-9


@given(ANSWERS, st.lists(st.sampled_from([0, 0.25, 0.5, 0.75, 1]), min_size=10, max_size=10))
def test_the_area_is_scikit_learn_s(answers, sure):
    confidence = dict(zip(KEY, sure, strict=True))
    doubt = [confidence[id] * (-1 if answers[id] == "supported" else 1) for id in KEY]
    assert auc(KEY, answers, confidence) == pytest.approx(
        roc_auc_score([v != "supported" for v in KEY.values()], doubt)
    )


def test_the_area_needs_both_sorts_of_items():
    with pytest.raises(ValueError, match="supported and to unsupported"):
        auc(KEY, {"i0": "supported"}, {})


def test_an_interval_is_repeatable_and_holds_the_mean():
    learners = [Counts(h, 10, f, 10) for h, f in [(9, 1), (8, 2), (7, 5), (10, 0), (6, 4), (9, 3)]]
    low, high = interval(learners, d_prime)
    assert (low, high) == interval(learners, d_prime)
    assert low < sum(map(d_prime, learners)) / len(learners) < high
    assert interval([learners[0]] * 5, d_prime) == pytest.approx((d_prime(learners[0]),) * 2)
    with pytest.raises(ValueError, match="at least two learners"):
        interval(learners[:1], d_prime)


def test_one_learner_is_told_both_sides_in_counts():
    text = in_words(Counts(hits=9, unsupported=10, false_alarms=6, supported=10, called_false=4))
    assert text.startswith("You doubted 9 of 10 unsupported statements and 6 of 10 supported ones.")
    assert "You called 4 statements contradicted that are only not verified" in text
    assert "a hint, not a measurement" in text
    assert "hint" not in in_words(Counts(12, 12, 0, 12))


def test_a_class_is_told_which_way_it_leans():
    assert "doubts too much" in lean_in_words([-1, -0.5])
    assert "accepts too much" in lean_in_words([1, 0.5])
    assert "neither way" in lean_in_words([0.2, -0.2])


@given(LABELS)
def test_alpha_and_kappa_are_other_people_s(pairs):
    first, second = zip(*pairs, strict=True)
    assume(len(set(first + second)) > 1)
    coded = [["abc".index(label) for label in labels] for labels in (first, second)]
    assert agreement.alpha(pairs) == pytest.approx(krippendorff.alpha(coded, level_of_measurement="nominal"))
    if len(set(first)) > 1 or len(set(second)) > 1:
        assert agreement.kappa(first, second) == pytest.approx(cohen_kappa_score(first, second))


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3, max_size=3), min_size=2, max_size=20))
def test_alpha_copes_with_missing_labels_as_the_package_does(units):
    pairable = [[label for label in unit if label] for unit in units]
    assume(len({label for unit in pairable if len(unit) > 1 for label in unit}) > 1)
    coded = [["abc".index(u[i]) if u[i] else float("nan") for u in units] for i in range(3)]
    assert agreement.alpha(units) == pytest.approx(krippendorff.alpha(coded, level_of_measurement="nominal"))


def test_agreement_that_cannot_be_told_is_an_error_or_said():
    with pytest.raises(ValueError, match="no unit has two labels"):
        agreement.alpha([["a", None], [None, "b"]])
    with pytest.raises(ValueError, match="only one label"):
        agreement.alpha([["a", "a"], ["a", "a"]])
    with pytest.raises(ValueError, match="same length"):
        agreement.kappa(["a"], [])
    assert (
        agreement.in_words(["a", "b"], ["a", "b"]) == "The two gave the same label to 2 of 2 (Krippendorff’s α = 1.00)."
    )
    assert "α says nothing" in agreement.in_words(["a", "a"], ["a", "a"])
