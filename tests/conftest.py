"""What the tests share: the repository, the built book, a browser without a network."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "book"), str(ROOT / "book" / "_ext"), str(ROOT / "tests")]

import build as book_build  # noqa: E402
import chromium  # noqa: E402

settings.register_profile("course", deadline=None)  # how fast the machine is says nothing about the code
settings.load_profile("course")

STATIC = ROOT / "src" / "secondsource" / "static"
LESSON = "notebooks/m1-who-says.html"


@pytest.fixture(scope="session")
def book() -> Path:
    """The folder of the built book."""
    return book_build.build(ROOT)


@pytest.fixture(scope="session")
def class_book() -> Path:
    """The folder of the book that a class gets, without the worked solutions."""
    return book_build.build_class(ROOT)


@pytest.fixture(scope="session")
def site(book: Path) -> Iterator[str]:
    """The address of the built book on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(book_build.QuietHandler, directory=book))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, chromium.ADVICE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A browser context that reaches this machine only, and what went wrong in it."""

    context: BrowserContext
    blocked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(f"{url}: {error}"))
        page.on(
            "console",
            lambda m: self.errors.append(f"{url}: {m.text}") if m.type in ("error", "warning") else None,
        )
        page.goto(url)
        return page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open browser contexts with `visit(**options of new_context)`; afterwards nothing may have asked a third party."""
    visits: list[Visit] = []

    def start(**options: object) -> Visit:
        visits.append(Visit(browser.new_context(**options)))  # type: ignore[arg-type]
        here = visits[-1]

        def only_here(route: object) -> None:
            url = route.request.url  # type: ignore[attr-defined]
            if url.startswith(("http://127.0.0.1", "http://localhost", "file:", "data:", "blob:")):
                route.continue_()  # type: ignore[attr-defined]
            else:
                here.blocked.append(url)
                route.abort()  # type: ignore[attr-defined]

        here.context.route("**/*", only_here)
        return here

    yield start
    for each in visits:
        each.context.close()
        assert each.blocked == [], "asked a third party"


@pytest.fixture
def mount(visit: Callable[..., Visit], tmp_path: Path) -> Callable[..., Page]:
    """Open a page that holds just these widgets, from a file: `mount(widget, …, here=visit(…))`."""

    def start(*widgets: object, here: Visit | None = None) -> Page:
        parts = [(STATIC / name).read_text("utf-8") for name in ("secondsource.css", "secondsource.js")]
        body = "".join(widget.static_html() for widget in widgets)  # type: ignore[attr-defined]
        path = tmp_path / "page.html"
        path.write_text(
            f"<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><style>{parts[0]}</style>"
            f"<main><h1>A page</h1><h2>Widgets</h2>{body}</main><script>{parts[1]}</script></html>",
            "utf-8",
        )
        page = (here or visit(accept_downloads=True)).open(path.as_uri())
        for found in page.locator("section.ss-widget").all():
            expect(found).to_have_attribute("data-alive", "")
        return page

    return start
