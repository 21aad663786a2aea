"""Every activity of the course by part and page: what the reading log lists, and what the pages are compared with."""

from __future__ import annotations

import re
from importlib import import_module

from ..activity import Activity
from ..article import Article
from ..vocabulary import FUNCTION

MODULES = {
    0: ("Where do you stand?", "m0-where-you-stand"),
    1: ("Who says?", "m1-who-says"),
    2: ("How many sources?", "m2-how-many-sources"),
    3: ("How good is the source?", "m3-how-good-is-the-source"),
    4: ("What does the number count?", "m4-what-it-counts"),
    5: ("Words that decide", "m5-words-that-decide"),
    6: ("Frames", "m6-frames"),
    7: ("Language as a trace", "m7-language-as-a-trace"),
    8: ("Read laterally", "m8-read-laterally"),
    9: ("Write it right", "m9-write-it-right"),
}
"""Number of a module -> its name, and the name of its pages."""


def catalogue() -> dict[str, dict[str, list[Activity]]]:
    """{part: {page: activities}}, pages as paths from the root of the sources, without an ending."""
    parts = {}
    for number, (name, slug) in MODULES.items():
        module = import_module(f"{__package__}.module{number}")
        parts[f"Module {number}: {name}"] = {
            f"notebooks/{slug}": module.lesson(),
            f"exercises/{slug}": [module.exercise()],
        }
    return parts


LENS = {1: "source", 2: "source", 4: "figures", 5: "framing", 6: "framing"}
"""Number of a module -> the lens that its worked examples are under."""

_SENTENCE = re.compile(r"(kharkiv|kupyansk)\.(\d+)(?:-(\d+))?\.(\S+)")


def coverage() -> dict[tuple[str, int], dict[str, list[int]]]:
    """{(article, sentence): {lens: modules}}: where each sentence of both articles is worked on, under each lens."""
    found: dict[tuple[str, int], dict[str, list[int]]] = {
        (name, sentence.n): {lens: [] for lens in ("source", "figures", "framing")}
        for name in ("kupyansk", "kharkiv")
        for sentence in Article.load(name).sentences
    }

    def add(name: str, n: int, lens: str, number: int) -> None:
        if number not in found[name, n][lens]:
            found[name, n][lens].append(number)

    for number, pages in zip(MODULES, catalogue().values(), strict=True):
        module = import_module(f"{__package__}.module{number}")
        for name, numbers in getattr(module, "WORKED", {}).items():
            for n in numbers:
                if (name, n) in found and number in LENS:
                    add(name, n, LENS[number], number)
        for activities in pages.values():
            for item in (item for activity in activities for item in activity.items):
                for name, first, last, asked in _SENTENCE.findall(item.id):
                    for n in range(int(first), int(last or first) + 1):
                        lens = _lens(asked)
                        if lens:
                            add(name, n, lens, number)
    return found


def _lens(asked: str) -> str | None:
    if asked in ("attribution", "how-many"):
        return "source"
    if asked.startswith("figures"):
        return "figures"
    return "framing" if asked == "wording" or asked in FUNCTION else None
