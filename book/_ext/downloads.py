"""The download button of a notebook page leads to the notebook that a learner may have.

That is the lesson itself, and for an exercise and its worked solution alike the exercise. No other page has a button.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

FOLDER = "_downloads"


def notebook_of(pagename: str) -> str | None:
    """The notebook offered on a page, as a path from the root of the sources; None where there is none."""
    folder, _, name = pagename.partition("/")
    if folder in ("notebooks", "exercises"):
        return f"{pagename}.ipynb"
    return f"exercises/{name}.ipynb" if folder == "solutions" else None


def point_button(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Tell the template article-header-buttons.html where the page's notebook is."""
    notebook = notebook_of(pagename)
    if notebook and doctree is not None:
        context["notebook_download"] = f"{context['pathto'](FOLDER, 1)}/{notebook}"


def copy_notebooks(app: Sphinx, error: Exception | None) -> None:
    """Put each offered notebook where its button leads."""
    if error is None and app.builder.format == "html":
        for pagename in app.env.found_docs:
            notebook = notebook_of(pagename)
            if notebook:
                target = Path(app.outdir) / FOLDER / notebook
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(Path(app.srcdir) / notebook, target)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", point_button)
    app.connect("build-finished", copy_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
