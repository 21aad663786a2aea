"""Measure what the budgets of the project name, and print each figure beside its budget: `make bench`."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_grading import grading
from conftest import ROOT, STATIC, book_build, chromium
from playwright.sync_api import Browser, sync_playwright

from secondsource import Article, BriefDesk, NumberCheck, WhoSays, WordSwap
from secondsource.activities.catalogue import MODULES
from secondsource.widgets.base import CourseWidget

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""
LESSONS = [f"notebooks/{slug}.html" for _, slug in MODULES.values()]
PAGES = ["book/index.html", "book/start.html", *LESSONS, "exercises/m1-who-says.html", "notebooks/gallery.html"]
DURATIONS = """() => { window.durations = []; new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (e.interactionId) durations.push(e.duration);
}).observe({ type: "event", durationThreshold: 16 }); }"""
SENTENCE = "According to the harbour office, {n} ships left the port on Monday, and most of them came back that night."
SLOWER = 4


def weigh(data: bytes) -> int:
    """The bytes of `data` as a server that compresses would send them."""
    return len(gzip.compress(data, 9))


def say(what: str, figure: str, budget: str = "") -> None:
    print(f"{what:<58} {figure:>12}   {budget}", flush=True)


def pages(folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        for name in PAGES:
            context = browser.new_context(viewport={"width": 360, "height": 740})
            page, asked = context.new_page(), []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto((folder / name).as_uri())
            page.wait_for_load_state("load")
            shift = page.evaluate(SHIFTS)
            files = {Path(url.removeprefix("file://").split("?")[0]) for url in asked if url.startswith("file:")}
            total = sum(weigh(file.read_bytes()) for file in files)
            foreign = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
            say(f"{name}: gzip, first visit", f"{total / 1000:.1f} kB", "≤ 150 kB")
            say(
                f"{name}: requests, of them to third parties",
                f"{len(files)}, {len(foreign)}",
                "third parties: 0",
            )
            say(f"{name}: layout shift on a phone", f"{shift:.4f}", "≤ 0.02 from a widget")
            context.close()
        browser.close()


def scripts() -> None:
    sizes = {path.name: weigh(path.read_bytes()) for path in sorted(STATIC.iterdir())}
    for name, size in sizes.items():
        say(f"{name}: gzip", f"{size / 1000:.1f} kB")
    say(
        "script and style of all widgets on a page: gzip",
        f"{(sizes['secondsource.js'] + sizes['secondsource.css']) / 1000:.1f} kB",
        "≤ 15 kB",
    )


def interactions() -> None:
    """From a press to the next paint in widgets of 200 sentences: the slowest, in the middle one of three rounds."""
    article = Article.from_text("\n".join(SENTENCE.format(n=n) for n in range(200)))
    sweep = WhoSays(article, mode="sweep")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        for widget in (WhoSays(article), sweep, NumberCheck(article), WordSwap(article), BriefDesk(article)):
            slowest = sorted(_slowest(browser, widget) for _ in range(3))[1]
            name = "sweep" if widget is sweep else widget.kind
            say(f"{name}, 200 sentences, CPU {SLOWER}x slower: to next paint", f"{slowest} ms", "≤ 100 ms")
        browser.close()


def _slowest(browser: Browser, widget: CourseWidget) -> int:
    """The slowest of some clicks, keys and checks, in milliseconds."""
    style, script = ((STATIC / f"secondsource.{kind}").read_text("utf-8") for kind in ("css", "js"))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_content(f"<style>{style}</style><main>{widget.static_html()}</main><script>{script}</script>")
    page.locator("section[data-alive]").wait_for()
    page.evaluate(DURATIONS)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    fields = page.locator("fieldset")
    for i in (0, 60, 120, 199) if fields.count() == 200 else (0,):
        control = fields.nth(i).locator("input:visible, textarea").first
        control.click()
        if widget.kind == "BriefDesk":
            control.press_sequentially("According to one source, 3 ships left.")
        if fields.nth(i).locator(".ss-check").count():
            fields.nth(i).locator(".ss-check").click()
    for screen in page.locator(".ss-check-screen").all()[:2]:
        screen.click()
    page.evaluate("() => new Promise((done) => setTimeout(done, 500))")  # the browser reports a little later
    durations = page.evaluate("durations")
    page.close()
    return max(durations, default=0)


def builds() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        for part in ("book", "notebooks", "exercises", "solutions", "src"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("_config.yml", "_toc.yml"):
            shutil.copy(ROOT / name, root)
        for what, budget, edit in [
            ("clean build", "≤ 60 s", None),
            ("build after one edited page", "≤ 5 s", "book/about.md"),
        ]:
            if edit:
                (root / edit).write_text((root / edit).read_text("utf-8") + "\nOne more line.\n", "utf-8")
            code = "import build, pathlib, sys; build.build(pathlib.Path(sys.argv[1]))"
            start = time.perf_counter()
            command = [sys.executable, "-c", code, str(root)]
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT / "book")
            say(what, f"{time.perf_counter() - start:.1f} s", budget)


if __name__ == "__main__":
    pages(book_build.build(ROOT))
    scripts()
    interactions()
    grading(say)
    builds()
