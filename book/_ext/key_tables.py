"""What the pages say about the key itself, made from its data when the book is built.

`{agreement}` how far the two passes agree · `{differences}` where they differed and what stands · `{readers}` what
shortcuts would earn in the test · `{second-reading}` what somebody without the key made of the test · `{sentences}`
where the course works on each sentence, under each lens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from secondsource import bank, passes, plots, readers
from secondsource.activities import catalogue
from secondsource.agreement import in_words
from secondsource.article import ARTICLES, Article, Sentence
from secondsource.layers import Settled
from secondsource.widgets.markup import Child, h, html

FIELDS = {"claim": "kind of claim:", "attribution": "who says so:", "origin": "traced to", "sourcing": "sources:"}
SMALLER = {
    "source": "how a label is worded",
    "figures": "what neither pass, or only the settling, marked",
    "wording": "how far a stretch goes, and which calmer words fit",
    "frames": "which words carry a function, who acts, and what only the settling marked",
}
LENSES = {"source": "Source", "figures": "Figures", "wording": "Wording", "frames": "Frames"}


def agreement() -> Element:
    """A row a question: what was compared, how many got the same label, and Krippendorff's α."""
    rows = [
        (
            LENSES[row.lens],
            row.question,
            row.unit,
            str(row.units),
            str(row.same),
            "–" if row.alpha is None else f"{row.alpha:.2f}",
        )
        for row in passes.table()
    ]
    head = ("Lens", "Question", "Asked of each", "How many", "Same answer", "α")
    return table("How far the two passes agree, both articles together", head, rows)


def differences() -> Element:
    """For each article and lens the sentences that the passes judged differently, and how each was settled."""
    parts: list[Element] = []
    for name, lenses in passes.differing().items():
        article = Article.load(name)
        parts.append(h("h3", article.label))
        for lens, numbers in lenses.items():
            summary = f"{LENSES[lens]}: {len(numbers)} of {len(article.sentences)} sentences differ"
            listed = f"Sentences {', '.join(map(str, numbers))}."
            settled = [item for s in article.sentences if s.n in numbers for item in _settled(article, s, lens)]
            others = [item for s in article.sentences if s.n not in numbers for item in _settled(article, s, lens)]
            more = [h("p", f"Smaller points settled too: {SMALLER[lens]}."), h("ul", *others)] if others else []
            parts.append(h("details", h("summary", summary), h("p", listed), h("ul", *settled), *more))
        whole = [_told("", Settled(**entry)) for entry in article.whole.get("settled", ())]
        parts.append(h("details", h("summary", "The article as a whole"), h("ul", *whole)))
    return h("div", *parts, class_="differences")


def _settled(article: Article, sentence: Sentence, lens: str) -> Iterator[Element]:
    where = f"Sentence {sentence.n}. "
    if lens == "source":
        found = passes.source_differences(article.name, sentence)
        if found:
            first, second, stands = ("; ".join(_plain(article, *pair) for pair in zip(found, labels, strict=True))
                                     for labels in zip(*found.values(), strict=True))  # fmt: skip
            yield _told(where, Settled(first, second, stands, sentence.why_also or "The text allows no other reading."))
    for settled in sentence.reading.settled.get(lens, ()):
        yield _told(where, settled)


def _plain(article: Article, field: str, label: str) -> str:
    names = {source.id: source.name for source in article.sources}
    return f"{FIELDS[field]} {names.get(label, label).replace('_', ' ')}"


def _told(where: str, settled: Settled) -> Element:
    return h(
        "li",
        h("strong", where) if where else None,
        f"First pass: {settled.first}. Second pass: {settled.second}. ",
        h("strong", "What stands: "),
        f"{settled.stands}. ",
        h("strong", "Why: "),
        settled.why,
    )


def simulated() -> Element:
    """The chart and the table of the simulated readers."""
    results = [result for name in bank.names() for result in readers.simulate(bank.load(name))]
    forms = bank.names()
    chart = plots.readers(results, "How well simulated readers tell supported from unsupported")
    head = ("Reader", *(f"d′, form {f.upper()}" for f in forms), *(f"Lean c, form {f.upper()}" for f in forms))
    rows = []
    for reader in readers.READERS:
        of_form = {result.form: result for result in results if result.reader == reader}
        rows.append((reader, *(number(of_form[f].d_prime) for f in forms), *(number(of_form[f].lean) for f in forms)))
    sides = ("Reader", "Doubted of what suits Ukraine", "of what suits Russia", "of what suits neither")
    doubts = [
        (f"{result.reader}, form {result.form.upper()}",
         *(f"{result.doubts[side]:.0%}" for side in ("ukrainian", "russian", "none")))
        for result in results
        if result.reader.startswith(("sides", "reads"))
    ]  # fmt: skip
    return h(
        "div",
        chart.figure(),
        table("Mean of 1,000 runs of each reader", head, rows),
        table("Whom the partisans doubt", sides, doubts),
    )


def second_reading() -> Element:
    """How far a reader without the key agrees with it, in words."""
    second = bank.second_reading()
    key = {id: verdict for name in bank.names() for id, verdict in bank.load(name).key.items()}
    said = in_words([key[id] for id in key], [second[id] for id in key])
    return h("p", said.replace("The two gave", "The key and that reader gave"))


class SentencesDirective(SphinxDirective):
    """A row a sentence of both articles; under each lens the modules that ask about it, as links."""

    def run(self) -> list[nodes.Node]:
        self.env.note_reread()
        uri = {
            number: self.env.app.builder.get_relative_uri(self.env.docname, f"notebooks/{slug}")
            for number, (_, slug) in catalogue.MODULES.items()
        }
        parts = []
        covered = catalogue.coverage()
        for name in dict.fromkeys(name for name, _ in covered):
            label = Article.load(name).label
            rows: list[Sequence[Child]] = [
                (f"{label} {n}", *(_modules(lenses[lens], uri) for lens in ("source", "figures", "framing")))
                for (article, n), lenses in covered.items()
                if article == name
            ]
            head = ("Sentence", "Who says so", "Figures", "Wording and frames")
            parts.append(html(table(f"Where {label} is worked on", head, rows)))
        return [nodes.raw("", "".join(parts), format="html")]


def _modules(numbers: Sequence[int], uri: Mapping[int, str]) -> Element:
    links = [h("a", f"Module {number}", href=uri[number]) for number in numbers]
    return h("span", *(part for link in links for part in (link, " ")))


def number(value: float) -> str:
    """Two decimals and a real minus sign."""
    return f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Child]]) -> Element:
    """A table whose first column heads its rows, in a box that scrolls by itself."""
    body = [h("tr", h("th", row[0], scope="row"), *(h("td", cell) for cell in row[1:])) for row in rows]
    made = h(
        "table",
        h("caption", caption),
        h("thead", h("tr", *(h("th", cell, scope="col") for cell in head))),
        h("tbody", *body),
        class_="table",
    )
    return h("div", made, class_="pst-scrollable-table-container", tabindex="0", role="region", aria_label=caption)


def _directive(make: Callable[[], Element]) -> type[SphinxDirective]:
    class Made(SphinxDirective):
        def run(self) -> list[nodes.Node]:
            for folder in (ARTICLES, bank.BANK):
                for path in sorted(folder.rglob("*.yaml")):
                    self.env.note_dependency(str(path))
            return [nodes.raw("", html(make()), format="html")]

    return Made


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("sentences", SentencesDirective)
    app.add_directive("agreement", _directive(agreement))
    app.add_directive("differences", _directive(differences))
    app.add_directive("second-reading", _directive(second_reading))
    app.add_directive("readers", _directive(simulated))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
