"""What the pages say: facts with a source, exact quotations, numbers that come from the data."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from facts import facts_in, facts_used

from secondsource import ledger
from secondsource.article import Article, names

PAGES = sorted(
    [
        *(ROOT / "book").rglob("*.md"),
        *(ROOT / "notebooks").glob("*.ipynb"),
        *(ROOT / "solutions").glob("*.ipynb"),
    ]
)
COURSE_TEXT = "".join(Article.load(name).text for name in names())


def prose(path):
    """The Markdown of a page, without code."""
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        text = "\n\n".join("".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "markdown")
    return re.sub(r"```(?!\{).*?```", "", text, flags=re.DOTALL)


@pytest.fixture(params=PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def page(request):
    return request.param


def test_every_fact_on_a_page_has_its_entry(page):
    assert set(facts_in(page.read_text("utf-8"))) <= set(ledger.load())


def test_facts_are_used_and_found_in_both_forms():
    assert facts_in("{fact}`it rained <rain-2025>` and [it poured](../book/evidence.md#pour-2025) {fact}`x`") == [
        "rain-2025", "pour-2025", "x"]  # fmt: skip
    assert len(facts_used(ROOT)) >= 12


def test_every_quotation_is_exact(page):
    excerpts = " ".join(f"{fact.excerpt} {fact.excerpt_en}" for fact in ledger.load().values())
    for quotation in re.findall(r"“([^”]+)”", " ".join(prose(page).replace("\n> ", " ").split())):
        assert quotation in COURSE_TEXT or quotation in excerpts, f"“{quotation}” is in no exhibit and in no excerpt"


def test_no_page_calls_a_claim_false_or_a_person_a_deserter(page):
    text = " ".join(prose(page).split())
    for word in ("fake", "propaganda", "disinformation"):
        assert word not in text.lower(), word
    for match in re.finditer(r"\bdeserters?\b", text, re.IGNORECASE):
        around = text[max(0, match.start() - 2) : match.end() + 2]
        assert around[1] in "‘“" or around[0] in "‘“", (
            f"the course’s own word: …{text[match.start() - 40 : match.end()]}"
        )


def test_ledger_entries_say_what_was_seen_how_strong_it_is_and_where_it_ends():
    facts = ledger.load()
    assert len(facts) > 150
    for fact in facts.values():
        assert fact.excerpt.strip() and fact.caveat.strip() and fact.seen.strip()
        assert fact.language == "en" or fact.excerpt_en, f"{fact.id} needs a translation"


def test_sentences_quoted_from_other_outlets_are_their_excerpts():
    facts = ledger.load()
    for sentence in Article.load("other-flag").sentences:
        assert sentence.text in facts[sentence.fact].excerpt


def test_the_core_does_without_the_heavy_packages():
    heavy = {"numpy", "pandas", "matplotlib", "jsonschema", "nbformat"}
    code = f"import sys, secondsource; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_nothing_names_a_machine_or_a_place_that_packages_come_from():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    bad = re.compile(
        rf"{re.escape(str(ROOT))}/|/(home|Users)/\w+/|--index-url|https?://[^\s\"]*(pypi|npm)|\"resolved\": \"http"
    )
    for name in listed:
        path = Path(ROOT, name)
        if (
            path.suffix in {".py", ".md", ".yml", ".yaml", ".toml", ".txt", ".json", ".js", ".ipynb", ".cff", ""}
            and path.is_file()
        ):
            if path == Path(__file__):
                continue
            found = bad.search(path.read_text("utf-8", errors="replace"))
            assert not found, f"{name}: {found.group()}"
