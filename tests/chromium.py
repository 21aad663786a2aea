"""Find a Chromium for the browser tests, or bring one: `python tests/chromium.py`.

In this order: the one on this machine; Debian's package, when root on a Debian system; Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
ADVICE = (
    "The browser tests need Chromium, and none could be found or installed. Install Chromium or Chrome from your "
    "system's packages, or set CHROMIUM to the path of its program, and run `make test` again."
)


def find() -> str | None:
    """The path of a Chromium on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, NAMES)), None) or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def bring() -> str:
    """The path of a Chromium, installed where there was none. Exits with advice where that cannot be done."""
    path = find()
    if path:
        return path
    if os.environ.get("CHROMIUM"):
        sys.exit(f"CHROMIUM is set to {os.environ['CHROMIUM']}, but there is no such file.")
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        print("Installing Debian's chromium …", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium"],
            env=environment,
            check=False,
            stdout=subprocess.DEVNULL,
        )
    if not find():
        print("Downloading Playwright's Chromium …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find() or sys.exit(ADVICE)


if __name__ == "__main__":
    print(f"Chromium for the tests: {bring()}")
