"""Figures, wording, frames and the article as a whole: complete, anchored, explained, and settled from two passes."""

import json
import re
import shutil
from collections import Counter
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import passes, vocabulary
from secondsource.article import ARTICLES, WHOLE, Article
from secondsource.check import check_across, check_article, check_layer, repeated_feedback
from secondsource.layers import LAYERS, SCHEMA, rebuild
from secondsource.provenance import provenance, taken_away
from secondsource.quote import Quote
from secondsource.source_file import Problems, read_yaml

TWO = passes.TWICE_ANNOTATED
SENTENCES = [(name, s) for name in TWO for s in Article.load(name).sentences]


def ids(case):
    return f"{case[0]}-{case[1].n}"


@pytest.fixture(params=SENTENCES, ids=ids)
def sentence(request):
    return request.param[1]


def subsets(items):
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


def test_the_schema_and_the_vocabulary_say_the_same():
    defs = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
    for name, words in {
        "figure_kind": vocabulary.FIGURE_KIND,
        "trap": vocabulary.TRAP,
        "device": vocabulary.DEVICE,
        "strength": vocabulary.STRENGTH,
        "function": vocabulary.FUNCTION,
        "technique": vocabulary.TECHNIQUE,
    }.items():
        assert defs[name]["enum"] == list(words)
    assert set(defs["passage"]["properties"]["questions"]["properties"]) == set(vocabulary.FUNCTION)


def test_every_sentence_is_read_through_all_three_lenses(sentence):
    assert sentence.reading.agency
    for layer in ("figures", "wording", "frames"):
        found = getattr(sentence, layer)
        assert bool(found) != bool(sentence.reading.nothing.get(layer)), (
            f"{layer}: something, or the reason for nothing"
        )
    for layer in ("figures", "wording"):
        stretches = sentence.reading.stretches[layer]
        assert len(stretches) >= 3
        assert any(stretch.rank == "wrong" for stretch in stretches), "a learner who taps everything has to be told"


def test_digits_and_number_words_are_never_missed(sentence):
    number = re.compile(r"\d+|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b")
    covered = [s.words.find(sentence.text) for s in sentence.reading.stretches["figures"]]
    for match in number.finditer(sentence.text):
        assert any(start <= match.start() and match.end() <= end for start, end in covered), match[0]


def test_a_figure_is_never_called_verified_without_evidence(sentence):
    for figure in sentence.figures:
        assert not figure.verified or figure.shown
        for text in (figure.counts, figure.how, figure.would_verify):
            assert (
                text[0] in "“‘" or not text[0].isupper() or text.split()[0] in {"Russian", "Ukrainian", "TASS", "Mash"}
            )
            assert not text.endswith(".")


@pytest.mark.parametrize("name", TWO)
def test_figures_asked_closely_explain_every_option(name):
    asked = [f for s in Article.load(name).sentences for f in s.figures if f.ask]
    assert len(asked) >= 3
    for figure in asked:
        assert set(figure.ask) == {"counts", "who", "would_verify"}
        assert [option.id for option in figure.ask["who"]] == list(vocabulary.BUTTONS)
        kinds = {"person": "named", "outlet": "outlet", "unnamed": "unnamed"}
        best = next(o.id for o in figure.ask["who"] if o.rank == "best")
        expected = "none" if figure.who is None else kinds[Article.load(name).source(figure.who).kind]
        assert best == expected, f"{name}: {figure.id}"


@pytest.mark.parametrize("name", TWO)
def test_the_passages_hold_every_sentence_once(name):
    article = Article.load(name)
    numbers = [n for passage in article.passages for n in range(passage.first, passage.last + 1)]
    assert numbers == [s.n for s in article.sentences]
    for passage in article.passages:
        for function in vocabulary.FUNCTION:
            options = passage.questions[function]
            assert [o.words for o in options].count(None) == 1
            used = {f.function for n in range(passage.first, passage.last + 1) for f in article[n].frames}
            best = next(o for o in options if o.rank == "best")
            assert (best.words is not None) <= (function in used), f"{name} {passage.id} {function}"


def test_calmer_words_fit_in_every_combination(sentence):
    for swapped in subsets([w.id for w in sentence.wording]):
        text = sentence.calmer(swapped)
        for word in sentence.wording:
            start, end = word.span.find(sentence.text)
            assert (word.neutral in text) if word.id in swapped else (sentence.text[start:end] in text)
        words = re.findall(r"[\w’-]+", text.lower())
        assert not [a for a, b in pairwise(words) if a == b], text
        assert not re.search(r"  | [,.;:]|,,|\.\.|\(\)|^\s|\s$", text), text
        assert not re.search(r"\b(a [aeiou]|an [bcdfgjklmnpqrstvwxyz])", text.replace("a unit", "").lower()), text
        assert text[0].isupper() and text[-1] == sentence.text[-1]


def test_a_swap_that_is_not_there_is_told():
    seven = Article.load("kharkiv")[7]
    with pytest.raises(LookupError, match="no wording has the id 'reveald'"):
        rebuild(seven.text, seven.wording, ["reveald"])


def test_a_quote_that_stands_twice_is_told_apart_by_what_surrounds_it():
    text = "They left. They said that they left."
    assert Quote("left", prefix="they ").find(text) == (31, 35)
    assert (Quote("left").count(text), Quote("aa").count("aaa")) == (2, 2)


@pytest.mark.parametrize("name", TWO)
def test_every_difference_between_the_passes_is_settled_in_writing(name):
    article = Article.load(name)
    for lens, numbers in passes.differing()[name].items():
        for n in numbers:
            reason = article[n].why_also if lens == "source" else article[n].reading.settled.get(lens)
            assert reason, f"{name} {n}: the passes differ in the lens {lens}"


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("name", TWO)
def test_both_passes_are_whole_and_quote_the_text(name, which):
    article, read = Article.load(name), passes.layer_passes(name)[which]
    assert list(read) == [s.n for s in article.sentences]
    for s in article.sentences:
        entry = read[s.n]
        quoted = [f["text"] for f in entry["figures"]] + [w["span"] for w in entry["wording"]]
        quoted += [f["words"] for f in [*entry["frames"], *entry["techniques"]]]
        assert all(words in s.text for words in quoted), f"{name} {s.n}"


def test_the_agreement_table_counts_what_the_passes_say():
    rows = {(row.lens, row.unit): row for row in passes.table()}
    assert {lens for lens, _ in rows} == {"source", "figures", "wording", "frames"}
    attribution = passes.table()[0]
    first_second = [
        p for name in TWO for p in read_yaml(ARTICLES / name / "source-passes.yaml")["attribution"].values()
    ]
    assert (attribution.units, attribution.same) == (41, sum(a == b for a, b in first_second))
    words = sum(len(re.findall(r"\w+(?:[-’]\w+)*", s.text)) for _, s in SENTENCES)
    assert rows["figures", "word"].units == rows["wording", "word"].units == words
    assert rows["frames", "sentence and function"].units == 41 * 4
    for row in rows.values():
        assert 0 < row.same <= row.units
        assert row.alpha is not None and -1 <= row.alpha <= 1


@pytest.mark.parametrize("name", TWO)
def test_the_whole_is_told_and_shown_as_json(name):
    data = json.loads(json.dumps(Article.load(name).to_json()))
    for part in WHOLE:
        assert data[part] or (part, name) == ("headline_body", "kupyansk")
    for drift in data["drift"]:
        assert drift["from"]["n"] <= drift["to"]["n"]
    for s in data["sentences"]:
        for figure in s["figures"]:
            assert set(figure) >= {"text", "counts", "kind", "who", "verified", "would_verify"}
        for word in s["wording"]:
            assert set(word) >= {"span", "device", "strength", "why", "neutral"}
        assert set(s["feedback"]) == {"attribution", "figures", "wording"}
        assert all(isinstance(f["words"], str) for f in s["frames"])


def test_provenance_collapses_relays_and_counts_dead_ends():
    kharkiv = provenance(Article.load("kharkiv"))
    assert kharkiv.relays == ("ria-novosti", "tass")
    assert kharkiv.origins == ("marochko", "putin")
    assert kharkiv.dead_ends == ("reports-1", "tass-sources")
    assert 1 in kharkiv.untraceable and 6 in kharkiv.rests_on["marochko"]
    assert kharkiv.in_words() == f"Known origins {len(kharkiv.origins)}, untraceable {len(kharkiv.dead_ends)}."


def test_sentences_that_never_had_a_source_do_not_look_like_survivors():
    article = Article.load("kharkiv")
    lost, never, kept = taken_away(article, ["marochko"])
    rests = provenance(article).rests_on["marochko"]
    claims = [s for s in article.sentences if s.sourcing != "no_new_claim"]
    assert lost == sum(article[n] in claims for n in rests)
    assert never == sum(s.origin is None for s in claims) and lost + never + kept == len(claims)
    assert taken_away(article, []) == (0, never, lost + kept)
    with pytest.raises(LookupError, match="did you mean 'marochko'"):
        taken_away(article, ["marocko"])


def test_feedback_that_stands_in_four_places_is_told(tmp_path):
    path = tmp_path / "key.yaml"
    path.write_text("".join(f"s{i}:\n  feedback:\n    none: Look  at the words.\n" for i in range(4)), "utf-8")
    (problem,) = repeated_feedback([path])
    assert (problem.line, "stands in 4 places" in problem.message) == (12, True)
    path.write_text(path.read_text("utf-8").replace("Look  at", "Look hard at", 1), "utf-8")
    assert not list(repeated_feedback([path]))


@pytest.fixture
def kharkiv(tmp_path):
    return shutil.copytree(ARTICLES / "kharkiv", tmp_path / "kharkiv")


@pytest.mark.parametrize(
    "layer, old, new, told",
    [
        (
            "figures",
            "        verified: false\n",
            "        verified: false\n        weight: 3\n",
            "unknown field 'weight'",
        ),
        ("figures", "kind: desertion", "kind: desertions", "did you mean 'desertion'?"),
        ("figures", "who: marochko", "who: marocko", "no source has the id 'marocko'; did you mean 'marochko'?"),
        ("wording", "device: factive", "device: fictive", "did you mean 'factive'?"),
        ("wording", "article: kharkiv", "article: kupyansk", "the layer is of 'kupyansk', its folder is 'kharkiv'"),
        ("wording", "  - n: 8\n", "  - n: 7\n", "sentence 7 has two entries, the first on line"),
        ("frames", "function: problem_definition", "function: problem", "did you mean 'problem_definition'?"),
        ("frames", "rank: best", "rank: wrong", "expected one best option, found 0"),
        ("frames", "first: 16", "first: 60", "goes beyond the text"),
        ("whole", "missing:\n", "mising:\n", "unknown field 'mising'; did you mean 'missing'?"),
    ],
)
def test_a_slip_in_a_layer_is_told_with_its_line(kharkiv, layer, old, new, told):
    path = kharkiv / f"{layer}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    problems = check_article(kharkiv)
    assert [p for p in problems if p.file == path and told in p.message], problems
    with pytest.raises(Problems):
        Article.load(kharkiv)


def test_stretches_that_overlap_are_told(kharkiv):
    path = kharkiv / "wording.yaml"
    text = path.read_text("utf-8")
    decoy = read_yaml(path)["sentences"][6]["decoys"][0]
    whole = text.replace(f"text: {decoy['text']}\n", f"text: {Article.load('kharkiv')[6].text}\n", 1)
    assert whole != text
    path.write_text(whole, "utf-8")
    assert any("overlap" in p.message for p in check_article(kharkiv))


DOCUMENTS = {(name, layer): (ARTICLES / name / f"{layer}.yaml").read_text("utf-8") for name in TWO for layer in LAYERS}
KEYS = {name: (read_yaml(ARTICLES / name / "key.yaml"), Article.load(name).text) for name in TWO}
LABEL = re.compile(r"^( +(?:- )?(?:kind|trap|device|strength|function|form|name|rank): )(\S+)$")
QUOTATION = re.compile(r"^( +(?:- )?(?:text|span|words|headline|exact): )(\S.*)$")


def mutations(name, layer):
    """Lines that can be spoiled: what they hold is a label, or stands in the text."""
    lines = DOCUMENTS[name, layer].splitlines(keepends=True)
    yield from ((i, LABEL) for i, line in enumerate(lines) if LABEL.match(line))
    for i, line in enumerate(lines):
        quoted = QUOTATION.match(line)
        whole = i + 1 == len(lines) or re.match(r" +(- )?\w+:|\S", lines[i + 1])
        if quoted and whole and quoted[2].strip("'").replace("''", "'") in KEYS[name][1]:
            yield i, QUOTATION


SPOILED = [(name, layer, i, pattern) for name, layer in sorted(DOCUMENTS) for i, pattern in mutations(name, layer)]
ENTRIES = [(name, layer, s.n) for name in TWO for layer in LAYERS[:3] for s in Article.load(name).sentences]


def spoiled(tmp_path_factory, name, layer, lines):
    folder = tmp_path_factory.mktemp("mutated") / name
    folder.mkdir()
    (folder / f"{layer}.yaml").write_text("".join(lines), "utf-8")
    return check_layer(layer, *KEYS[name], folder)


@settings(max_examples=40)
@given(st.sampled_from(SPOILED))
def test_a_label_or_a_quotation_that_is_not_there_is_caught(tmp_path_factory, where):
    name, layer, line, pattern = where
    lines = DOCUMENTS[name, layer].splitlines(keepends=True)
    lines[line] = pattern.sub(r"\1no such words", lines[line])
    assert spoiled(tmp_path_factory, name, layer, lines)


@settings(max_examples=25)
@given(st.sampled_from(ENTRIES), st.booleans())
def test_a_sentence_that_is_dropped_or_moved_is_caught(tmp_path_factory, where, drop):
    name, layer, n = where
    lines = DOCUMENTS[name, layer].splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if line.startswith("  - n: ")]
    ends = [*starts[1:], next((i for i, line in enumerate(lines) if line.startswith("passages:")), len(lines))]
    k = next(k for k, i in enumerate(starts) if lines[i] == f"  - n: {n}\n")
    other = (k + 1) % len(starts)
    moved = [lines[starts[k]], *lines[starts[other] + 1 : ends[other]]]
    lines[starts[k] : ends[k]] = [] if drop else moved
    assert spoiled(tmp_path_factory, name, layer, lines)


def test_a_broken_article_beside_is_told_and_stops_nothing(tmp_path):
    for name in TWO:
        shutil.copytree(ARTICLES / name, tmp_path / name)
    shutil.copy(ARTICLES / "across.yaml", tmp_path)
    (tmp_path / "kharkiv" / "key.yaml").write_text("label: Kharkiv\n", "utf-8")
    (problem,) = check_across(tmp_path / "across.yaml")
    assert "expected the field 'headline'" in problem.message


def test_the_options_of_a_close_question_have_to_fit_it(kharkiv):
    path = kharkiv / "figures.yaml"
    text = path.read_text("utf-8")
    spoiled = re.sub(r"- id: unnamed$", "- id: unknown", text, count=1, flags=re.MULTILINE)
    assert spoiled != text
    path.write_text(spoiled, "utf-8")
    assert any("the options of ‘who’ have to be named, outlet" in p.message for p in check_article(kharkiv))


def test_the_two_articles_side_by_side(tmp_path):
    assert check_across() == []
    for name in TWO:
        shutil.copytree(ARTICLES / name, tmp_path / name)
    text = (ARTICLES / "across.yaml").read_text("utf-8")
    assert Counter(re.findall(r"^(\w+):", text, re.MULTILINE)) == Counter(["articles", "shared", "not_corroborating"])
    first_words = re.search(r"words: (.*)", text)[1]
    path = tmp_path / "across.yaml"
    path.write_text(text.replace(f"words: {first_words}", "words: words that neither has", 1), "utf-8")
    (problem, *_) = check_across(path)
    assert "“words that neither has” is not in sentence" in problem.message
