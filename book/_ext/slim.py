"""Leave out of every page what it does not use: scripts of features that are off, the icon script and the icon fonts.

The theme draws its icons from a script of 1.5 MB and fonts of 156 kB, and a third of its style speaks of them. The
pages show some ten icons: book.css draws them as masks instead.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

UNUSED = ("thebe", "design", "sphinx_highlight", "mathjax", "copybutton", "clipboard", "toggle")
"""Parts of the names of scripts and styles that no page of this book needs."""

ICON_RULES = re.compile(r"@font-face\{[^{}]*\}|[^{}@;]*\.fa[a-z]*[-.:{,][^{}]*\{[^{}]*\}")
"""The theme's rules for icon fonts, in its minified style."""


def drop_unused(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Keep a page's scripts and styles except the unused ones and ipywidgets' embedded state."""
    context["script_files"] = [script for script in context.get("script_files", []) if not _unused(script)]
    context["css_files"] = [style for style in context.get("css_files", []) if not _unused(style)]


def _unused(asset: Any) -> bool:
    attributes = getattr(asset, "attributes", {})
    if attributes.get("type") == "application/vnd.jupyter.widget-state+json":
        return True
    text = f"{getattr(asset, 'filename', asset) or ''} {attributes.get('body', '')}".lower()
    return any(name in text for name in UNUSED)


def drop_files(app: Sphinx, error: Exception | None) -> None:
    """Delete what no page asks for any more."""
    if error is None and app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        shutil.rmtree(static / "vendor", ignore_errors=True)
        for pattern in (
            "**/*.map",
            "webpack-macros.html",
            "sbt-webpack-macros.html",
            "scripts/bootstrap*",
            "scripts/fontawesome*",
            *(f"*{name}*" for name in UNUSED),
        ):
            for path in static.glob(pattern):
                path.unlink()
        style = static / "styles" / "pydata-sphinx-theme.css"
        text = style.read_text("utf-8")
        style.write_text(
            ICON_RULES.sub("", text).replace("/*# sourceMappingURL=pydata-sphinx-theme.css.map*/", ""),
            "utf-8",
        )


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", drop_unused, priority=900)
    app.connect("build-finished", drop_files, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
