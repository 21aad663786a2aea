"""The two passes over figures, wording and frames: whole, and anchored in the texts."""

from itertools import pairwise, product

import pytest

from secondsource.article import ARTICLES, Article
from secondsource.source_file import read_yaml

DEVICES = {"loaded", "factive", "hedge", "nominalisation", "presupposition", "metaphor"}
FUNCTIONS = {"problem_definition", "causal_interpretation", "moral_evaluation", "treatment_recommendation"}
KINDS = {"desertion", "casualty", "territory", "distance", "unit", "date", "other"}


@pytest.fixture(params=product(("kharkiv", "kupyansk"), ("first", "second")), ids="-".join)
def layers(request):
    name, which = request.param
    return Article.load(name), read_yaml(ARTICLES / name / f"layers-{which}-pass.yaml")["sentences"]


def test_every_sentence_is_there_and_every_word_is_quoted_from_it(layers):
    article, sentences = layers
    assert sorted(sentences) == [s.n for s in article.sentences]
    for sentence in article.sentences:
        entry = sentences[sentence.n]
        assert {f["kind"] for f in entry["figures"]} <= KINDS
        assert {w["device"] for w in entry["wording"]} <= DEVICES
        assert {f["function"] for f in entry["frames"]} <= FUNCTIONS
        quoted = [f["text"] for f in entry["figures"]] + [w["span"] for w in entry["wording"]]
        quoted += [f["words"] for f in [*entry["frames"], *entry["techniques"]]]
        for words in quoted:
            assert words in sentence.text, f"{article.name} {sentence.n}: {words}"


def test_swapping_every_word_that_pushes_leaves_no_double_words_or_spaces(layers):
    article, sentences = layers
    for sentence in article.sentences:
        wording = sentences[sentence.n]["wording"]
        spans = sorted((sentence.text.index(w["span"]), len(w["span"])) for w in wording)
        assert all(a + length <= b for (a, length), (b, _) in pairwise(spans)), "spans overlap"
        for chosen in [[w] for w in wording] + [wording]:
            text = sentence.text
            for w in chosen:
                text = text.replace(w["span"], w["neutral"], 1)
            words = text.lower().replace(",", "").rstrip(".").split()
            assert "  " not in text and text == text.strip()
            doubled = [a for a, b in pairwise(words) if a == b]
            assert not doubled, f"{article.name} {sentence.n}: {text}"
