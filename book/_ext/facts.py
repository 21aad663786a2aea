"""{fact}`words <ledger-id>`: a statement from outside the articles, its source shown on hover, on focus and in print.

An ordinary Markdown link to an entry of the evidence page, `[words](../book/evidence.md#ledger-id)`, becomes the same:
notebooks use that form, because it works in JupyterLab too. `{evidence}` prints the entries that the pages rest on,
`{not-found}` what was looked for in vain.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from secondsource import article, ledger
from secondsource.source_file import did_you_mean
from secondsource.widgets.markup import h, html

EVIDENCE = "book/evidence"
USED = re.compile(r"\{fact\}`[^`]*?<([^<>`]+)>`|\{fact\}`([^`<>]+)`|evidence\.md#([a-z0-9-]+)")
log = logging.getLogger(__name__)


def facts_in(text: str) -> list[str]:
    """The ledger ids that a page's source names, in order."""
    return [next(filter(None, match.groups())) for match in USED.finditer(text)]


def facts_used(folder: Path) -> set[str]:
    """The ledger ids that the pages below `folder`, and the sentences of the exhibits, rest on."""
    pages = [
        p
        for part in ("book", "notebooks", "solutions")
        for p in (folder / part).rglob("*")
        if p.suffix in (".md", ".ipynb")
    ]
    keys = article.ARTICLES.glob("*/key.yaml")
    quoted = {id for key in keys for id in re.findall(r"^ +fact: (\S+)$", key.read_text("utf-8"), re.MULTILINE)}
    return quoted | {id for page in pages for id in facts_in(page.read_text("utf-8"))}


class FactRole(ReferenceRole):
    """A link to the ledger's entry on the evidence page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        link = addnodes.pending_xref(
            "", nodes.inline("", self.title), reftype="myst", reftarget=EVIDENCE, reftargetid=self.target
        )
        self.set_source_info(link)
        return [link], []


class ResolveFacts(SphinxPostTransform):
    """Point every fact at its entry, and say beside it where it is from."""

    default_priority = 5  # before MyST resolves links by headings

    def run(self, **_: Any) -> None:
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link.get("reftarget") == EVIDENCE and link.get("reftargetid"):
                self._resolve(link, link["reftargetid"])

    def _resolve(self, link: addnodes.pending_xref, id: str) -> None:
        facts = ledger.load()
        if id not in facts:
            log.warning("the ledger has no entry %r%s", id, did_you_mean(id, facts), location=link)
            link.replace_self(link.children)
            return
        uri = self.app.builder.get_relative_uri(self.env.docname, EVIDENCE)
        source = nodes.inline("", f" ({facts[id].source})", classes=["fact-source"])
        fact = nodes.reference("", "", *link.children, source, refuri=f"{uri}#{id}", internal=True, classes=["fact"])
        link.replace_self(fact)


class EvidenceDirective(SphinxDirective):
    """Every entry of the ledger that a page of this book rests on, in the ledger's order."""

    def run(self) -> list[nodes.Node]:
        self.env.note_reread()
        used = facts_used(Path(self.env.srcdir))
        quoted = {s.fact: f"Other flags {s.n}" for s in article.Article.load("other-flag").sentences}
        text = "".join(html(_entry(fact, quoted.get(id))) for id, fact in ledger.load().items() if id in used)
        return [nodes.raw("", text, format="html")]


class NotFoundDirective(SphinxDirective):
    """What was searched for and not seen, as a list."""

    def run(self) -> list[nodes.Node]:
        items = [h("li", text) for text in ledger.not_found()]
        return [nodes.raw("", html(h("ul", *items)), format="html")]


def _entry(fact: ledger.Fact, quoted_as: str | None) -> Element:
    return h(
        "section",
        h("p", h("strong", fact.claim)),
        h("blockquote", h("p", fact.excerpt), lang=fact.language),
        h("p", "In English, our translation: ", h("q", fact.excerpt_en)) if fact.excerpt_en else None,
        h(
            "p",
            h("strong", "Source: "),
            h("a", fact.source, href=fact.url),
            f". Strength: {fact.strength}. Seen: {fact.seen}.",
        ),
        h("p", h("strong", "How far it carries: "), fact.caveat),
        h("p", h("strong", "Quoted as: "), quoted_as) if quoted_as else None,
        id=fact.id,
        class_="evidence",
    )


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_role("fact", FactRole())
    app.add_directive("evidence", EvidenceDirective)
    app.add_directive("not-found", NotFoundDirective)
    app.add_post_transform(ResolveFacts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
