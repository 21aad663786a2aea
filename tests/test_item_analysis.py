"""What the answers of a class say about the questions: beside numbers by hand, NumPy, and what must hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.teach.item_analysis import (
    cronbach,
    discrimination,
    division,
    halves,
    preferred,
    rest,
    splitting,
    tally,
)

OPTIONS = "abcd"
ANSWERS = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=40)
SETS = st.lists(st.frozensets(st.sampled_from(OPTIONS)), min_size=1, max_size=40)
SHARES = st.lists(
    st.dictionaries(st.sampled_from("pqrst"), st.sampled_from([0.0, 0.25, 2 / 3, 1.0])), min_size=1, max_size=25
)


@given(st.sampled_from(OPTIONS), st.integers(1, 50))
def test_a_class_that_agrees_is_not_divided(option, n):
    assert division([option] * n) == division([frozenset(option)] * n) == division([frozenset()] * n) == 0
    assert division([]) == 0


@given(ANSWERS | SETS)
def test_division_is_1_for_two_halves_and_for_nothing_else(answers):
    assert 0 <= division(answers) <= 1
    halves = [n for n in tally(answers).values() if 2 * n == len(answers)]
    assert (division(answers) == 1) == (len(halves) == 2 or (bool(halves) and isinstance(answers[0], frozenset)))


@given(st.integers(1, 10))
def test_a_question_with_two_options_is_as_divided_as_the_same_question_as_a_set(n):
    assert division(["a"] * n + ["b"] * 10) == division([frozenset("a")] * n + [frozenset()] * 10)


def test_camps_divide_and_a_scatter_does_not():
    assert division(["a"] * 15 + ["b"] * 15) == 1 > division(["a"] * 60 + ["b"] * 40) == pytest.approx(0.8)
    assert division(list("abcdefghijklmnopqrstuvwxyz") + list("ab")) == pytest.approx(4 / 28)
    assert division(["a"] * 10 + ["b"] * 10 + ["c"] * 10) == pytest.approx(2 / 3)


def test_a_set_is_split_by_the_pick_that_half_of_the_class_made():
    picks = [frozenset("abc"), frozenset("ab"), frozenset("a"), frozenset("a"), frozenset()]
    assert tally(picks) == {"a": 4, "b": 2, "c": 1}
    assert splitting(picks) == "b" and division(picks) == pytest.approx(4 / 5)
    assert splitting([frozenset("a")] * 3 + [frozenset("b")]) == "a", "of two as even, the more frequent one"


@given(st.data(), ANSWERS | SETS, SHARES)
def test_the_order_of_the_students_changes_nothing(data, answers, students):
    assert division(data.draw(st.permutations(answers))) == division(answers)
    places = data.draw(st.permutations(range(len(students))))
    mixed = [students[place] for place in places]
    for item in "pq":
        assert discrimination(mixed, item) == pytest.approx(discrimination(students, item), abs=1e-9)
        for before, after in zip(halves(students, item), halves(mixed, item), strict=True):
            assert sorted(before) == sorted(places[place] for place in after)


def test_discrimination_is_numpys_item_rest_correlation():
    draw = np.random.default_rng(6)
    points = draw.choice([0.0, 0.5, 1.0], size=(40, 7), p=[0.3, 0.2, 0.5])
    students = [dict(zip("abcdefg", row, strict=True)) for row in points.tolist()]
    for column, item in enumerate("abcdefg"):
        others = points.sum(axis=1) - points[:, column]
        assert discrimination(students, item) == pytest.approx(np.corrcoef(points[:, column], others)[0, 1])


def test_a_blank_is_left_out_of_the_item_and_of_the_rest():
    students = [{"a": 1.0, "b": 1.0, "c": 0.0}, {"a": 0.0, "b": 0.0}, {"b": 1.0, "c": 1.0}, {"a": 1.0}]
    assert [rest(shares, "a") for shares in students] == [0.5, 0.0, 1.0, None]
    assert discrimination(students, "a") == pytest.approx(1)
    assert discrimination([{"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 0.0}], "a") is None, "all the same"
    assert discrimination([], "a") is None
    thirds = [{"a": 2 / 3, "b": n / 7, "c": 1 - n / 7} for n in range(7)]
    assert discrimination(thirds, "a") is None and discrimination(thirds, "b") == pytest.approx(-1)


def test_halves_leave_out_whoever_is_at_the_median():
    students = [{"a": 0.0, "b": share} for share in (0.0, 0.5, 0.5, 1.0, 0.75)] + [{"a": 1.0}]
    assert halves(students, "a") == ([3, 4], [0])
    assert halves([], "a") == ([], [])


def test_an_option_is_preferred_by_the_upper_half_only_beyond_chance():
    assert preferred(8, 10, 2, 10)
    assert not preferred(5, 10, 4, 10)
    assert not preferred(2, 10, 8, 10)
    assert not preferred(3, 3, 0, 0) and not preferred(0, 10, 0, 10) and not preferred(10, 10, 10, 10)


def test_the_flag_on_an_option_is_rarely_raised_by_chance():
    """Exactly: over all outcomes of two halves of 14 that choose an option alike."""
    for p in (0.1, 0.25, 0.4):
        weight = [math.comb(14, k) * p**k * (1 - p) ** (14 - k) for k in range(15)]
        assert sum(weight[u] * weight[v] for u in range(15) for v in range(15) if preferred(u, 14, v, 14)) < 0.04


def test_cronbachs_alpha_by_hand():
    """Totals 0, 1, 3, 4 (variance 10/3), questions with variances 1/4, 1/3, 11/12: 3/2 (1 - (3/2) / (10/3))."""
    rows = [[0, 0, 0], [1, 0, 0], [1, 1, 1], [1, 1, 2]]
    assert cronbach(rows) == pytest.approx(1.5 * (1 - 1.5 / (10 / 3)))


def test_cronbachs_alpha_is_that_of_the_covariance_matrix():
    draw = np.random.default_rng(7)
    points = draw.normal(size=(30, 1)) + draw.normal(size=(30, 5))
    covariance = np.cov(points, rowvar=False)
    assert cronbach(points.tolist()) == pytest.approx(5 / 4 * (1 - np.trace(covariance) / covariance.sum()))
    assert cronbach(points[::-1].tolist()) == pytest.approx(cronbach(points.tolist()))
    assert cronbach([[row[0]] * 4 for row in points.tolist()]) == pytest.approx(1), "the same question four times"


@pytest.mark.parametrize("rows", [[], [[1, 0]], [[1], [0]], [[1, 0], [0, 1]]])
def test_cronbachs_alpha_says_where_it_says_nothing(rows):
    with pytest.raises(ValueError, match=r"it takes two|same number of points"):
        cronbach(rows)
