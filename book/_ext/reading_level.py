"""How hard the course's own prose is to read, without exhibits, quotations, tables and code.

`{reading-level}` prints the grade of every lesson by the Flesch–Kincaid formula (Kincaid et al. 1975), as the package
textstat counts it: about the school year, in the United States, that a text is for.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import textstat
from docutils import nodes
from key_tables import table
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from secondsource.activities.catalogue import MODULES
from secondsource.widgets.markup import html

_DROPPED = re.compile(
    r"```.*?```|^\|[^\n]*$|^#+ [^\n]*$|^> [^\n]*$|“[^”]*”|\]\([^)]*\)|\{\w+\}|[`*\[_]|<[^>]*>", re.MULTILINE | re.DOTALL
)
_LIST = re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.MULTILINE)


def prose(notebook: Path) -> str:
    """The sentences of a notebook that are the course's own."""
    cells = [cell for cell in json.loads(notebook.read_text("utf-8"))["cells"] if cell["cell_type"] == "markdown"]
    text = "\n\n".join("".join(cell["source"]) for cell in cells)
    blocks = re.split(r"\n\s*\n", _LIST.sub("\n\n", _DROPPED.sub("", text)))
    return "\n".join(
        block.replace("\n", " ") for block in blocks if re.search(r"\w[.?!:]?\s*$", block) and " " in block
    )


def grade(text: str) -> float:
    """The Flesch–Kincaid grade of a text."""
    return float(textstat.flesch_kincaid_grade(text))


class ReadingLevelDirective(SphinxDirective):
    """A row a lesson: words of its own, and grade."""

    def run(self) -> list[nodes.Node]:
        rows = []
        for number, (name, slug) in MODULES.items():
            path = Path(self.env.srcdir) / "notebooks" / f"{slug}.ipynb"
            self.env.note_dependency(str(path))
            text = prose(path)
            rows.append((f"{number}. {name}", str(len(text.split())), f"{grade(text):.1f}"))
        made = table("How hard the lessons are to read", ("Module", "Words of our own", "Grade"), rows)
        return [nodes.raw("", html(made), format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("reading-level", ReadingLevelDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
