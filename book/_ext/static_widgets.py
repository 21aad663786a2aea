"""Put the course's widgets on pages without a kernel: the style and the script only where they are used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.fileutil import copy_asset

from secondsource.widgets.base import STATIC

MARK = "data-secondsource="


def add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """The style goes where there is a widget, an exhibit or a chart; the script where there is a widget to wake."""
    body = context.get("body", "")
    if MARK in body or 'class="ss-' in body:
        app.add_css_file("secondsource.css")
    if MARK in body:
        app.add_js_file("secondsource.js", loading_method="defer")


def copy_assets(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        for name in ("secondsource.js", "secondsource.css"):
            copy_asset(STATIC / name, Path(app.outdir) / "_static")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", add_assets)
    app.connect("build-finished", copy_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
