"""Put the course's widgets on pages without a kernel: the style and the script only where they are used.

Two of them stand on pages that are no notebooks: `{lens} brackwater 0-7`, sentences of an article under the lens, and
`{reading-log}`, the log of the whole book.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.fileutil import copy_asset

from secondsource import Article, Lens, ReadingLog
from secondsource.activities.catalogue import MODULES, catalogue
from secondsource.widgets.base import STATIC

MARK = "data-secondsource="


class LensDirective(SphinxDirective):
    """Sentences of an article, `name first-last`, under the lens."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        first, last = map(int, self.arguments[1].split("-"))
        article = Article.load(self.arguments[0])
        widget = Lens([(article, range(first, last + 1))], id=f"lens-{article.name}", title=article.title)
        return [nodes.raw("", widget.static_html(), format="html")]


class ReadingLogDirective(SphinxDirective):
    """The reading log of every activity on the pages of this book."""

    def run(self) -> list[nodes.Node]:
        self.env.note_reread()
        here, relative = self.env.docname, self.env.app.builder.get_relative_uri
        parts = {
            part: {relative(here, page): activities for page, activities in pages.items()}
            for part, pages in catalogue().items()
        }
        return [nodes.raw("", ReadingLog(parts).static_html(), format="html")]


def add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """The style goes where there is a widget, an exhibit or a chart; the script where there is a widget to wake."""
    body = context.get("body", "")
    if MARK in body or 'class="ss-' in body:
        app.add_css_file("secondsource.css")
    if MARK in body:
        app.add_js_file("secondsource.js", loading_method="defer")


def say_where(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Tell the template article-header-buttons.html which module the page belongs to, and where the log is."""
    for number, (_, slug) in MODULES.items():
        if pagename.endswith(f"/{slug}") and doctree is not None:
            context["where_am_i"] = f"Module {number} of {max(MODULES)}"
            context["reading_log"] = context["pathto"]("book/log")


def copy_assets(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        for name in ("secondsource.js", "secondsource.css"):
            copy_asset(STATIC / name, Path(app.outdir) / "_static")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("lens", LensDirective)
    app.add_directive("reading-log", ReadingLogDirective)
    app.connect("html-page-context", add_assets)
    app.connect("html-page-context", say_where)
    app.connect("build-finished", copy_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
