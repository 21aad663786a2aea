"""Words of the glossary: a button that says what the word means, on hover, on focus and on tap, without a script.

A link to a term, `{term}` or in a notebook `[claim](../book/glossary.md#term-claim)`, becomes such a button; the
popover holds the definition and the link.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from secondsource.source_file import did_you_mean
from secondsource.widgets.markup import h, html

GLOSSARY = "book/glossary"
log = logging.getLogger(__name__)


def definitions(doctree: nodes.document) -> dict[str, str]:
    """{id of a term: what it means} of the glossary page."""
    return {
        id: entry.next_node(nodes.definition).astext()
        for entry in doctree.findall(nodes.definition_list_item)
        for term in entry.findall(nodes.term)
        for id in term["ids"]
    }


class ExplainTerms(SphinxPostTransform):
    """Turn every link to a term into a button with its definition."""

    default_priority = 4  # before MyST resolves links by headings

    def run(self, **_: Any) -> None:
        if self.env.docname == GLOSSARY or self.app.builder.format != "html":
            return
        links = list(self._links())
        if not links:
            return
        known = definitions(self.env.get_doctree(GLOSSARY))
        uri = self.app.builder.get_relative_uri(self.env.docname, GLOSSARY)
        for i, (link, id) in enumerate(links):
            id = next((own for own in known if own.lower() == id.lower()), id)
            if id not in known:
                log.warning("the glossary has no term %r%s", id, did_you_mean(id, known), location=link)
                link.replace_self(link.children)
                continue
            name = f"word-{i}-{id}"
            made = h(
                "span",
                h("button", link.astext(), type="button", class_="term-word", popovertarget=name),
                h("span", known[id], " ", h("a", "Glossary", href=f"{uri}#{id}"), id=name, popover=""),
                class_="term",
            )
            link.replace_self(nodes.raw("", html(made), format="html"))

    def _links(self) -> Iterator[tuple[addnodes.pending_xref, str]]:
        for link in self.document.findall(addnodes.pending_xref):
            if link.get("reftype") == "term":
                yield link, f"term-{nodes.make_id(link['reftarget'])}"
            elif link.get("reftarget") == GLOSSARY and link.get("reftargetid"):
                yield link, link["reftargetid"]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(ExplainTerms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
