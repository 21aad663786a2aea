"""Every activity of the course by part and page: what the reading log lists, and what the pages are compared with."""

from __future__ import annotations

from importlib import import_module

from ..activity import Activity

MODULES = {
    1: ("Who says?", "m1-who-says"),
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
