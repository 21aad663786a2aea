"""{worksheets}: the exercises of all modules on one page, to print: taken from the built pages, without their keys."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from secondsource.activities.catalogue import MODULES

PAGE = "book/teach/worksheets.html"
ID = "worksheets"


class WorksheetsDirective(SphinxDirective):
    """The place where the worksheets go once every page is built."""

    def run(self) -> list[nodes.Node]:
        return [nodes.raw("", f'<div class="ss-worksheets" id="{ID}"></div>', format="html")]


def collect(app: Sphinx, error: Exception | None) -> None:
    """Fill the page: a sheet a module, its widgets as they are without a script, and nothing of their state."""
    page = Path(app.outdir) / PAGE
    if error is not None or app.builder.format != "html" or not page.is_file():
        return
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    place = soup.find(id=ID)
    assert isinstance(place, Tag)
    place.clear()
    for number, (name, slug) in MODULES.items():
        exercise = BeautifulSoup((Path(app.outdir) / "exercises" / f"{slug}.html").read_text("utf-8"), "html.parser")
        sheet = soup.new_tag("section", attrs={"class": "ss-worksheet"})
        heading = soup.new_tag("h2")
        heading.string = f"Module {number}: {name}"
        sheet.append(heading)
        for widget in exercise.select("[data-secondsource]"):
            for script in widget.find_all("script"):
                script.decompose()
            del widget["data-secondsource"]
            for section in widget.find_all("section"):
                del section["aria-labelledby"]  # the heading of the sheet stands over it already
            sheet.append(widget)
        place.append(sheet)
    page.write_text(str(soup), "utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("worksheets", WorksheetsDirective)
    app.connect("build-finished", collect)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
