"""Answers files: what goes in comes out, and what is no answers file is refused with a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.answers import MAX_BYTES, BadAnswers, dumps, loads

IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
ITEMS = st.from_regex(r"[a-z0-9-]{1,12}\.[0-9]{1,2}\.[a-z]{1,12}", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
VALUES = TEXT | st.integers(-9, 9) | st.lists(TEXT, max_size=4) | st.lists(st.tuples(TEXT, TEXT).map(list), max_size=3)
ACTIVITIES = st.dictionaries(
    IDS,
    st.fixed_dictionaries({"version": st.integers(1, 99), "answers": st.dictionaries(ITEMS, VALUES, max_size=5)}),
    max_size=4,
)


@given(ACTIVITIES)
def test_what_is_written_is_read_back(activities):
    assert loads(dumps(activities)) == activities
    assert loads(dumps(activities).encode("utf-8-sig")) == activities, "a byte order mark does no harm"


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_noise_is_refused_with_a_sentence(data):
    with pytest.raises(BadAnswers):
        loads(data)


def file(**changes):
    content = {"format": "secondsource-answers/1", "book": "second-source", "activities": {}} | changes
    return json.dumps({name: value for name, value in content.items() if value is not None})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "not JSON: line 1, column 1"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": 1, "a": 2}', "'a' stands twice"),
        (file(activities={"m1": {"version": 1, "answers": {"a.1.x": float("nan")}}}), "NaN is not a number"),
        (file().replace("{}", '{"m1": {"version": 1, "answers": {"a.1.x": 1e999}}}'), "1e999 is too large"),
        (file(format="secondsource-answers/9"), "not an answers file"),
        (file(format=None), "not an answers file"),
        (file(book="other-book"), "of the book 'other-book', expected 'second-source'"),
        (file(activities=[]), "not an answers file"),
        (file(activities={"../m1": {"version": 1, "answers": {}}}), "not an answers file"),
        (file(activities={"m1": {"version": 0, "answers": {}}}), "not an answers file"),
        (file(activities={"m1": {"version": 1, "answers": {"a.1.x": {"deep": 1}}}}), "not an answers file"),
        (file(activities={"m1": {"version": 1, "answers": {"a.1.x": True}}}), "not an answers file"),
        (file(activities={"m1": {"version": 1, "answers": {"a.1.x": "ё" * 30_000}}}), "not an answers file"),
        (file().encode("utf-16"), "expected UTF-8, found the byte"),
        (b"\xff\xfe", "expected UTF-8, found the byte"),
        (" " * (MAX_BYTES + 1), "bytes, expected at most"),
        ("9" * 5000, "integer string conversion"),
    ],
)
def test_every_hostile_file_is_told_what_is_wrong_with_it(data, says):
    with pytest.raises(BadAnswers, match=says):
        loads(data)
