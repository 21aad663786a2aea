"""{solution}`words <name>`: a link to a worked solution, or just the words in a book built without solutions."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import ReferenceRole


class SolutionRole(ReferenceRole):
    """A reference to solutions/<name>, where the table of contents has it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        page = f"solutions/{self.target}"
        if page not in self.env.found_docs:
            return [nodes.Text(self.title)], []
        link = addnodes.pending_xref(
            "",
            nodes.inline("", self.title),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{page}",
            refexplicit=True,
            refwarn=True,
        )
        link["refdoc"] = self.env.docname
        return [link], []


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_role("solution", SolutionRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
