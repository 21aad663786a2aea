"""The exhibits and their keys."""

import hashlib
import json
from itertools import chain

import pytest

from secondsource import vocabulary
from secondsource.article import ARTICLES, SCHEMA, Article, names
from secondsource.source_file import Problems

GIVEN = {
    "kharkiv": ("c66a52cfd7f8c48c82d4b652f9504de2271844a55694e44e3d6f32bcc677bc7e", 3581, range(0, 21)),
    "kupyansk": ("ad733be3f06874981bb145d6ec3170c090c44317b165c39fca7f687311f67c89", 3605, range(1, 21)),
}


@pytest.mark.parametrize("name", GIVEN)
def test_the_exhibits_are_the_given_texts_byte_for_byte(name):
    digest, size, _ = GIVEN[name]
    data = (ARTICLES / name / "article.txt").read_bytes()
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (digest, size)


@pytest.mark.parametrize("name", GIVEN)
def test_sentences_are_numbered_from_one_and_a_headline_is_zero(name):
    article = Article.load(name)
    assert [s.n for s in article.sentences] == list(GIVEN[name][2])
    assert [s.text for s in article.sentences] == [line.strip() for line in article.text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", names())
def test_every_sentence_has_its_source_layer(name):
    article = Article.load(name)
    for s in article.sentences:
        assert s.claim in vocabulary.CLAIM
        assert s.attribution in vocabulary.ATTRIBUTION
        assert s.sourcing in vocabulary.SOURCING
        assert set(s.feedback["attribution"]) == set(vocabulary.BUTTONS)
        assert (s.claim == "headline") == (s.n == 0)
        if s.sourcing == "single":
            assert s.origin, f"{name} {s.n} rests on one source, so the key has to say which"
        if s.attribution == "named":
            assert article.source(s.origin).kind == "person"


@pytest.mark.parametrize("name", names())
def test_no_feedback_is_boilerplate_or_says_more_than_the_course_can_know(name):
    texts = [t for s in Article.load(name).sentences for t in s.feedback["attribution"].values()]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert 12 <= len(text.split()) <= 70, text
        assert not {"false", "fake", "lie", "propaganda"} & set(text.lower().replace(".", " ").split()), text


def test_the_schema_and_the_vocabulary_say_the_same():
    definitions = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
    assert tuple(definitions["claim"]["enum"]) == vocabulary.CLAIM
    assert tuple(definitions["attribution"]["enum"]) == vocabulary.ATTRIBUTION
    assert tuple(definitions["sourcing"]["enum"]) == vocabulary.SOURCING
    assert tuple(definitions["source"]["properties"]["kind"]["enum"]) == vocabulary.SOURCE_KIND
    feedback = definitions["sentence"]["properties"]["feedback"]["properties"]["attribution"]
    assert set(feedback["required"]) == set(vocabulary.BUTTONS) == set(vocabulary.PLAIN.values())
    assert set(vocabulary.PLAIN) == set(vocabulary.IN_WORDS) == set(vocabulary.ATTRIBUTION)


def test_show_prints_the_whole_key_in_the_words_of_the_vocabulary():
    data = Article.load("kharkiv").to_json()
    assert set(data) >= {"article", "sentences", "sources", "links", "missing", "inconsistencies"}
    seven = data["sentences"][7]
    assert (seven["n"], seven["attribution"], seven["origin"], seven["sourcing"]) == (
        7,
        "named",
        "marochko",
        "single",
    )
    assert set(seven) >= {"n", "text", "claim", "attribution", "also", "also_by_field", "origin", "sourcing", "figures",
                          "wording", "frames", "feedback"}  # fmt: skip
    assert {(link["from"], link["to"]) for link in data["links"]} == {
        ("ria-novosti", "marochko"),
        ("tass", "tass-sources"),
    }


def test_the_voices_of_both_articles_are_listed_also_those_that_lead_nowhere():
    sources = list(chain.from_iterable(Article.load(name).sources for name in GIVEN))
    assert {
        "mash",
        "marochko",
        "ria-novosti",
        "gazeta-ru",
        "tass",
        "putin",
        "correspondents",
        "ukrainian-analysts",
    } <= {s.id for s in sources}
    assert sum(s.kind == "unnamed" for s in sources) >= 8


def test_an_own_text_needs_no_key():
    article = Article.from_text("The mayor resigned.\n\n  ‘I am tired,’ she said.  \n", headline=False)
    assert [(s.n, s.text, s.attribution) for s in article.sentences] == [
        (1, "The mayor resigned.", None),
        (2, "‘I am tired,’ she said.", None),
    ]
    with pytest.raises(ValueError, match="the text is empty"):
        Article.from_text(" \n\n ")


def test_a_wrong_name_or_number_says_what_there_is(tmp_path):
    with pytest.raises(LookupError, match=r"no article 'kharkov'; did you mean 'kharkiv'\?"):
        Article.load("kharkov")
    with pytest.raises(IndexError, match="kupyansk has no sentence 0: its sentences are 1 to 20"):
        Article.load("kupyansk")[0]
    with pytest.raises(LookupError, match=r"no source 'marocko'; did you mean 'marochko'\?"):
        Article.load("kharkiv").source("marocko")
    with pytest.raises(Problems, match=r"key\.yaml:1: there is no such file"):
        Article.load(tmp_path)
