"""The evidence ledger: whole entries, reviewed names, and pages that never go beyond it."""

import re

import pytest
from facts import facts_used
from test_pages import PAGES, ROOT, prose

from secondsource import bank, ledger
from secondsource.article import Article, names
from secondsource.check import check_ledger

FACTS = ledger.load()
KNOWN = " ".join(
    [
        *(Article.load(name).text for name in names()),
        *(f"{f.claim} {f.publisher} {f.excerpt} {f.excerpt_en} {f.caveat}" for f in FACTS.values()),
    ]
)
OWN = {"Second Source", "All Cells", "Commons Attribution", "Ilse Marrow"}
"""Names that belong to the course, to the programs it runs in, or to invented examples."""

COUNTED_HERE = re.compile(
    r"\b(Kharkiv|Kupyansk|Brackwater|Other flags|Stops?|Modules?)\s+\d+(?:(?:,|\s+and|–)\s*\d+)*"  # a sentence, a stop
    r"|\d+(?:–\d+)?\s+(?:minutes?|words?|sentences?|items?|runs|unsupported|supported|%)\b"  # the course's own sizes
    r"|minutes \d+–\d+"
    r"|^\|\s*\d+–\d+\s*\|"  # the minutes of a lesson plan
    r"|\b(?:CC BY|Creative Commons Attribution|Version) [\d.]+\d|\bauthors \(2026\)|as of \d+ \w+ 2026",
    re.MULTILINE,
)


def course_prose(path):
    """What the developers say on a page: no facts (they carry their source), no quotations, no code, no addresses."""
    text = re.sub(r"\A---\n.*?\n---\n", "", prose(path), flags=re.DOTALL)
    text = re.sub(r"\{\w+\}`[^`]*`|\[[^\]]*\]\([^)]*evidence\.md#[^)]*\)|“[^”]*”", "", text)
    return re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+|^```.*$", "", text, flags=re.MULTILINE)


@pytest.fixture(params=PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def page(request):
    return request.param


def test_no_number_stands_on_a_page_without_its_fact(page):
    text = COUNTED_HERE.sub("", course_prose(page))
    assert not re.findall(r"[^\n]{0,30}\d[\d,.]*\d[^\n]{0,30}", text)


def test_the_search_for_numbers_would_find_one():
    found = re.compile(r"\d[\d,.]*\d")
    assert found.findall(COUNTED_HERE.sub("", "In 2025 some 110,511 cases; see Kharkiv 12 for 25 words.")) == [
        "2025", "110,511"]  # fmt: skip


def test_no_name_stands_on_a_page_that_neither_the_texts_nor_the_ledger_know(page):
    names = re.findall(r"(?<=[a-z,][ \n])[A-Z][\w’-]+(?:[ \n][A-Z][\w’-]+)+", course_prose(page))
    assert not {" ".join(name.split()) for name in names} - OWN - {name for name in names if name in KNOWN}


def test_no_study_is_cited_without_an_entry(page):
    assert not re.findall(r"\([A-Z][\w’-]+(?: et al\.| and [A-Z]\w+)?,? (?:19|20)\d\d\)", course_prose(page))


def test_nothing_rests_on_an_entry_that_carries_too_little():
    barred = {id for id, fact in FACTS.items() if fact.not_for_pages}
    cards = {id for form in bank.names() for item in bank.load(form).items for id in item.facts}
    assert barred and not barred & (facts_used(ROOT) | cards)


@pytest.mark.parametrize("flag", ledger.wording_flags())
def test_no_page_goes_further_than_what_was_seen(flag):
    pattern = ledger.wording_flags()[flag]
    for path in PAGES:
        assert not pattern.search(" ".join(prose(path).split())), path


def test_every_flag_would_be_found():
    examples = [
        "that is 7.7 % of them",
        "Ganchev says that the city is surrounded",
        "the article made one source into “sources”",
        "A hedge was lost on the way",
        "that 50,000 fled",
        "100,000 were charged",
        "have cut off Kupyansk from the north",
        "The spokesman denies that there is an encirclement",
    ]
    patterns = ledger.wording_flags().values()
    assert len(patterns) == len(examples)
    for pattern, example in zip(patterns, examples, strict=True):
        assert pattern.search(example), example
    assert not any(p.search("Ganchev said the city was most likely to be surrounded") for p in patterns)
    assert not any(p.search("have cut off Kupyansk from the northwest") for p in patterns)


def test_entries_name_no_other_entry_by_a_number_and_stand_alone():
    for fact in FACTS.values():
        for text in (fact.claim, fact.caveat):
            assert not re.search(r"\b[CEPM]\d{1,2}\b", text), f"{fact.id}: a number of somebody’s notes: {text}"
        assert not re.match(r"(The|That|This) same\b", fact.claim), f"{fact.id}: the same as what?"
        for other in re.findall(r"\b[a-z0-9]+(?:-[a-z0-9]+){2,}\b", fact.caveat):
            assert other in FACTS or " " + other in f" {KNOWN}", f"{fact.id} names {other}"


def test_entries_date_themselves_and_say_where_they_end():
    for fact in FACTS.values():
        assert re.match(r"\d{4}-\d\d-\d\d, ", fact.seen), fact.id
        assert fact.published is None or fact.published <= fact.seen[:10], fact.id
        assert not re.search(r"[“\"].*[”\"]", fact.claim) or any(
            part.strip(" .,") in fact.excerpt + fact.excerpt_en for part in re.findall(r"[“\"](.*?)[”\"]", fact.claim)
        ), f"{fact.id}: the claim quotes words that the excerpt does not have"


def test_a_broken_ledger_is_told_with_its_line(tmp_path):
    text = ledger.LEDGER.read_text("utf-8")
    path = tmp_path / "ledger.yaml"
    first, second = list(FACTS)[:2]
    path.write_text(text.replace(f"- id: {second}\n", f"- id: {first}\n", 1), "utf-8")
    (problem,) = check_ledger(path)
    line = text[: text.index(f"- id: {second}\n")].count("\n") + 1
    assert (problem.line, f"the id '{first}' stands twice, first on line 4" in problem.message) == (line, True)
    path.write_text(text.replace("strength: relayed", "strength: relaid", 1), "utf-8")
    (problem,) = check_ledger(path)
    assert "unknown label 'relaid'" in problem.message and "did you mean 'relayed'?" in problem.message
