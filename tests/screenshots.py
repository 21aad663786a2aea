"""Make the pictures of the teacher's guide from the simulated class: python tests/screenshots.py"""

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import chromium
from PIL import Image
from playwright.sync_api import sync_playwright

from secondsource.teach.collect import collect
from secondsource.teach.demo_class import demo_class
from secondsource.teach.feedback import feedback
from secondsource.teach.grade import grade
from secondsource.teach.report import report
from secondsource.teach.review import review

TEACH = Path(__file__).parent.parent / "book" / "teach"
SIZE = {"width": 900, "height": 620}


def main() -> None:
    """Go the whole way, and photograph four of its pages, each from its first question, answer or section."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        start, finish = demo_class(Path(place) / "demo")
        for folder in (start, finish):
            collect(folder, [folder.path / "submissions.zip"], folder.path / "gradebook.csv")
            list(grade(folder))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        with zipfile.ZipFile(feedback(finish).zip) as archive:
            one = Path(place) / "one.html"
            one.write_bytes(archive.read(archive.namelist()[0]))
        shots = {
            "assigned": (finish.give / "finish.html", "fieldset >> nth=0"),
            "review": (review(finish)[0], "article >> nth=0"),
            "feedback": (one, "section >> nth=0"),
            "report": (report(finish, start), "text=What divided the class"),
        }
        for name, (path, first) in shots.items():
            page.goto(path.as_uri())
            page.locator(first).first.evaluate("found => scrollTo(0, found.offsetTop - 64)")
            picture = Image.open(io.BytesIO(page.screenshot())).quantize(32)
            picture.save(TEACH / f"{name}.png", optimize=True)
            print(f"{name}.png", (TEACH / f"{name}.png").stat().st_size, "bytes")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
