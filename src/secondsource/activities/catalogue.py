"""Every activity of the course by part and page: what the reading log lists, and what the pages are compared with."""

from __future__ import annotations

from importlib import import_module

from ..activity import Activity

MODULES = {
    0: ("Where do you stand?", "m0-where-you-stand"),
    1: ("Who says?", "m1-who-says"),
    2: ("How many sources?", "m2-how-many-sources"),
    3: ("How good is the source?", "m3-how-good-is-the-source"),
    5: ("Words that decide", "m5-words-that-decide"),
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
