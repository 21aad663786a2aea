"""Charts as Matplotlib SVG with alternative text. Needs Matplotlib: `pip install secondsource[plots]`."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from .widgets.markup import h, html

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from .readers import Result

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")
"""A palette that people with colour-vision deficiencies can tell apart (Okabe and Ito 2008); words stand beside it."""


@dataclass(frozen=True)
class Chart:
    """A picture made from data, and the same in words."""

    svg: bytes
    alt: str
    caption: str
    height: int = 300

    def __repr__(self) -> str:
        return f"[Chart] {self.caption} {self.alt}"

    def _repr_html_(self) -> str:
        return html(self.figure())

    def figure(self) -> Element:
        """The picture with its alternative text and caption, as an element of a page."""
        source = "data:image/svg+xml;base64," + base64.b64encode(self.svg).decode("ascii")
        picture = h("img", src=source, alt=self.alt, width="640", height=str(self.height))
        return h("figure", picture, h("figcaption", self.caption), class_="ss-chart")


def bars(counts: pd.DataFrame, caption: str) -> Chart:
    """Horizontal bars: a group a row of `counts`, a bar a column, each with its number written beside it."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 3.0), layout="constrained")
    axes: Any = figure.add_subplot()
    height = 0.8 / len(counts.columns)
    for i, name in enumerate(counts.columns):
        places = [row + i * height for row in range(len(counts))]
        drawn = axes.barh(places, counts[name], height=height * 0.9, color=OKABE_ITO[i % 4], label=name)
        axes.bar_label(drawn, padding=3)
    middle = height * (len(counts.columns) - 1) / 2
    axes.set_yticks([row + middle for row in range(len(counts))], labels=list(counts.index))
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.set_xticks([])
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.legend(frameon=False)
    return Chart(_svg(figure), in_words(counts), caption)


def readers(results: Sequence[Result], caption: str) -> Chart:
    """How well each simulated reader tells supported from unsupported: a row a reader, a mark a form of the test."""
    from matplotlib.figure import Figure

    names = list(dict.fromkeys(result.reader for result in results))
    forms = list(dict.fromkeys(result.form for result in results))
    height = 0.28 * len(names) + 0.9
    figure = Figure(figsize=(6.4, height), layout="constrained")
    axes: Any = figure.add_subplot()
    axes.axvspan(-0.5, 0.5, color="#BBBBBB", alpha=0.4, label="no better than guessing")
    for i, form in enumerate(forms):
        of_form = {result.reader: result.d_prime for result in results if result.form == form}
        axes.plot([of_form[name] for name in names], range(len(names)), "os"[i % 2], color=OKABE_ITO[i % 4],
                  fillstyle="left" if i else "full", label=f"form {form.upper()}")  # fmt: skip
    axes.set_yticks(range(len(names)), labels=names)
    axes.invert_yaxis()
    axes.set_xlabel("discernment, d′ (mean of all runs)")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="lower right")
    alt = " ".join(
        f"Form {form.upper()}: "
        + ", ".join(f"{r.reader} {r.d_prime:.1f}" for r in results if r.form == form).replace("-", "−")
        + "."
        for form in forms
    )
    return Chart(_svg(figure), alt, caption, height=round(height * 100))


def in_words(counts: pd.DataFrame) -> str:
    """Every number of the table as a sentence a column: 'Kharkiv: a named person 5, a named outlet 2.'"""
    return " ".join(
        f"{name}: " + ", ".join(f"{label} {value}" for label, value in counts[name].items()) + "."
        for name in counts.columns
    )


def _svg(figure: Any) -> bytes:
    import matplotlib as mpl

    out = BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "secondsource"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()
