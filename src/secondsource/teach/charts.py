"""The charts of the class report, as Matplotlib SVG with alternative text. Each is the picture of a table beside it.

The same numbers give the same bytes. Without Matplotlib (`pip install secondsource[plots]`), or without anything to
draw, there is no chart: None.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from textwrap import wrap
from typing import Any
from xml.etree.ElementTree import Element

from ..plots import OKABE_ITO, Chart
from ..widgets.markup import h

SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "secondsource", "text.parse_math": False, "font.size": 9}
"""Text stays text (small, and in the reader's fonts); a dollar sign in a label is a dollar sign."""

Interval = tuple[float, float]


def drawable() -> bool:
    """Whether Matplotlib is there."""
    return find_spec("matplotlib") is not None


def short(text: str, most: int = 40) -> str:
    """One line of at most `most` characters that any picture can hold."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def signed(value: float) -> str:
    """Two decimals, with a true minus."""
    return f"{value:.2f}".replace("-", "−")


def bars(labels: Sequence[str], series: Mapping[str, Sequence[int]], caption: str) -> Element | None:
    """Horizontal bars of counts: a group a label, a bar a series ({name: a count for each label})."""
    if not labels:
        return None
    names, shown = _named(labels)
    thick = 0.8 / len(series)

    def draw(axes: Any) -> None:
        for i, (name, counts) in enumerate(series.items()):
            places = [row + i * thick for row in range(len(names))]
            drawn = axes.barh(places, counts, thick * 0.9, color=OKABE_ITO[i % 4], edgecolor="#333", label=short(name))
            axes.bar_label(drawn, padding=3)
        axes.set_yticks([row + thick * (len(series) - 1) / 2 for row in range(len(names))], labels=shown)
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.set_xlim(0, max([1, *(max(counts) for counts in series.values())]) * 1.1)
        axes.set_xticks([])
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        if len(series) > 1:
            axes.figure.legend(frameon=False, loc="outside upper center", ncols=len(series))

    alt = " ".join(
        f"{name}: " + ", ".join(f"{label} {count}" for label, count in zip(names, counts, strict=True)) + "."
        for name, counts in series.items()
    )
    row = max(0.28 * len(series), _height(shown))
    return _chart(draw, row * len(names) + 0.5 + 0.3 * (len(series) > 1), alt, caption)


def dots(
    labels: Sequence[str],
    values: Sequence[float],
    axis: str,
    caption: str,
    limits: Interval | None = None,
    spreads: Sequence[Interval] = (),
) -> Element | None:
    """A dot a label on one axis, between `limits`; with `spreads`, an interval (from, to) through each dot."""
    if not labels:
        return None
    names, shown = _named(labels)
    places = range(len(names))

    def draw(axes: Any) -> None:
        if spreads:
            axes.hlines(places, [low for low, _ in spreads], [high for _, high in spreads], "#333")
        axes.plot(values, places, "o", color=OKABE_ITO[0])
        axes.set_yticks(places, labels=shown)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_xlabel(axis)
        axes.grid(axis="x", color="#ddd")
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        if limits:
            axes.set_xlim(*limits)
        else:
            axes.axvline(0, color="#333", linewidth=0.8)

    return _chart(draw, max(0.2, _height(shown)) * len(names) + 0.7, _extremes(names, values, axis), caption)


def _named(labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of `labels` on one line, for words, and on at most two, for a picture."""
    names = [short(label, 76) for label in labels]
    return names, ["\n".join(wrap(name, 40, max_lines=2, placeholder="…")) for name in names]


def _height(shown: Sequence[str]) -> float:
    """What the highest label takes, in inches."""
    return 0.18 * (1 + max(label.count("\n") for label in shown))


def _extremes(names: Sequence[str], values: Sequence[float], axis: str) -> str:
    """Everything where it is little; else the ends, and where the rest stands."""
    said = [f"{name} {signed(value)}" for name, value in zip(names, values, strict=True)]
    if len(said) <= 6:
        return f"{axis}: {', '.join(said)}."
    low, high = values.index(min(values)), values.index(max(values))
    return f"{axis}: from {said[low]} to {said[high]}, {len(said)} in all. The table has every number."


def _chart(draw: Callable[[Any], None], height: float, alt: str, caption: str) -> Element | None:
    if not drawable():
        return None
    import matplotlib as mpl
    from matplotlib.figure import Figure

    out = BytesIO()
    with mpl.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # the reader's browser has the letters that Matplotlib lacks
        figure = Figure(figsize=(6.4, height), layout="constrained")
        draw(figure.add_subplot())
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    made = Chart(out.getvalue(), alt, caption, height=round(height * 100)).figure()
    picture = made[0]
    made.remove(picture)
    made.insert(0, h("div", picture, class_="scroll", tabindex="0", role="region", aria_label=caption))
    return made
