"""A real JupyterLab: what is clicked in the browser is read in Python, and what Python sets is shown in the browser."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import gallery
import nbformat
import pytest
from conftest import ROOT
from playwright.sync_api import expect

from secondsource.answers import loads
from secondsource.teach import submission
from secondsource.teach.assign import assign, of_module
from secondsource.teach.collect import collect
from secondsource.teach.folder import Folder
from secondsource.vocabulary import BUTTONS

CELLS = [
    "from secondsource import WhoSays, hand_in, module1\nwidget = WhoSays(module1.half_done())\nwidget",
    "print('ANSWERS', widget.answers, widget.score)",
    "widget.answers = {**widget.answers, 'kupyansk.6.attribution': 'none'}",
    "hand_in()",
]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
EVERY = gallery.widgets()
SETTINGS = {  # no question about news in the way, and every cell in the page, however far down
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false"},
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
}


def of_every_widget():
    """A notebook that shows each widget of the gallery in a cell of its own, then prints what Python knows of them."""
    cells = [nbformat.v4.new_code_cell("from secondsource import *\nimport json, sys\nmade = {}")]
    cells[0].source += f"\nsys.path.insert(0, {str(ROOT / 'tests')!r})\nimport gallery\nmade = gallery.widgets()"
    cells += [nbformat.v4.new_code_cell(f"made[{id!r}]") for id in EVERY]
    cells.append(nbformat.v4.new_code_cell("print(json.dumps({id: w.answers for id, w in made.items()}))"))
    state = "print(made['gallery-lens'].lens, made['gallery-lens'].taken, made['gallery-log'].progress)"
    cells.append(nbformat.v4.new_code_cell(state))
    cells.append(nbformat.v4.new_code_cell("made['gallery-lens'].taken = []; made['gallery-lens'].lens = 'framing'"))
    return nbformat.v4.new_notebook(cells=cells, metadata=KERNEL)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab, and the folder that it shows."""
    folder = tmp_path_factory.mktemp("lab")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), folder / "try.ipynb")
    shutil.copy(ROOT / "exercises" / "m1-who-says.ipynb", folder)
    nbformat.write(of_every_widget(), folder / "every.ipynb")
    shutil.copy(assign(Folder(folder / "week"), "week", [of_module(7)]).give[0], folder)
    for name, setting in SETTINGS.items():
        path = folder / ".settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(setting))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        f"--port={port}",
        "--no-browser",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={folder}",
        "--allow-root",
    ]
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(folder / ".config"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"),
    }
    log = (folder / "lab.log").open("w")
    server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/status", server, folder / "lab.log")
        yield address, folder
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def wait_for(url, server, log):
    """Until the server answers, or is gone, or a minute has passed."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                return
        except OSError:
            continue
    raise AssertionError(f"JupyterLab did not start:\n{Path(log).read_text()[-2000:]}")


def run_cell(page, number):
    """Run one cell of the open notebook, counted from 0, with the toolbar's button, and wait until it has run."""
    cell = page.locator(".jp-Cell.jp-CodeCell").nth(number)
    prompt = cell.locator(".jp-InputPrompt").inner_text()
    cell.locator(".jp-InputPrompt").click()
    expect(cell).to_have_class(re.compile("jp-mod-active"))
    page.locator("[data-command='notebook:run-cell-and-select-next']").first.click()
    expect(cell.locator(".jp-InputPrompt")).not_to_have_text(prompt, timeout=30_000)
    expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"), timeout=30_000)


def open_notebook(visit, address, name):
    page = visit(viewport={"width": 1280, "height": 1000}).open(f"{address}/lab/tree/{name}?reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    expect(page.locator("#jp-bottom-panel, #jp-main-statusbar").get_by_text("| Idle")).to_be_visible(timeout=60_000)
    return page


def test_python_reads_what_was_clicked_and_the_browser_shows_what_python_sets(visit, lab):
    address, folder = lab
    page = open_notebook(visit, address, "try.ipynb")
    run_cell(page, 0)
    found = page.locator("section.ss-widget[data-alive]")
    found.wait_for(timeout=60_000)
    field = found.locator("fieldset[data-item='kharkiv.2.attribution']")
    field.get_by_label(BUTTONS["named"]).check()
    field.get_by_role("button", name="Check").click()
    expect(field.locator(".ss-verdict")).to_contain_text("As the key has it")

    run_cell(page, 1)
    expect(page.locator("[data-mime-type='application/vnd.jupyter.stdout']")).to_contain_text(
        "{'kharkiv.2.attribution': 'named'} 1.0"
    )

    run_cell(page, 2)
    other = found.locator("fieldset[data-item='kupyansk.6.attribution']")
    expect(other.get_by_label(BUTTONS["none"])).to_be_checked()

    run_cell(page, 3)
    expect(page.locator(".jp-RenderedText", has_text="Saved in second-source-answers.json")).to_be_visible()
    written = loads((folder / "second-source-answers.json").read_bytes())
    assert written["m1-half-done"]["answers"] == {
        "kharkiv.2.attribution": "named",
        "kupyansk.6.attribution": "none",
    }

    run_cell(page, 0)
    fresh = page.locator("section.ss-widget[data-alive]")
    expect(fresh.locator("fieldset[data-item='kharkiv.2.attribution']").get_by_label(BUTTONS["named"])).to_be_checked()
    run_cell(page, 1)
    expect(page.locator("[data-mime-type='application/vnd.jupyter.stdout']")).to_contain_text(
        "'kupyansk.6.attribution': 'none'} 1.0"
    )


def test_the_exercise_runs_from_its_first_cell_to_its_last(visit, lab):
    address, _ = lab
    page = open_notebook(visit, address, "m1-who-says.ipynb")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    found = page.locator("section.ss-widget[data-alive]")
    found.wait_for(timeout=60_000)
    expect(page.locator(".jp-RenderedText", has_text="Not done yet: change the line")).to_be_visible(timeout=30_000)
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_every_widget_lives_in_jupyterlab_and_python_reads_its_answers(visit, lab):
    address, _ = lab
    page = open_notebook(visit, address, "every.ipynb")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.locator("section.ss-widget[data-alive]")).to_have_count(len(EVERY), timeout=90_000)
    expected = {}
    for id, made in EVERY.items():
        found = page.locator(f"section[aria-labelledby='ss-{id}']")
        if not made.asked.items:
            continue
        asked = made.asked.items[0]
        expected[id] = {asked.id: answer_by_mouse(found.locator(f"[data-item='{asked.id}']"), asked)}
    lens = page.locator("section[aria-labelledby='ss-gallery-lens']")
    lens.get_by_label("Figures").check()
    lens.locator("input.ss-take").first.check()
    cells = len(EVERY) + 1
    run_cell(page, cells)
    run_cell(page, cells + 1)
    output = page.locator(".jp-CodeCell").nth(cells).locator(".jp-OutputArea-output").last
    read = json.loads(output.inner_text())
    assert {id: answers for id, answers in read.items() if answers} == expected
    said = page.locator(".jp-CodeCell").nth(cells + 1).locator(".jp-OutputArea-output").last
    first = next(iter(EVERY["gallery-lens"].voices))
    expect(said).to_contain_text(f"figures ['{first}']")
    expect(said).to_contain_text("{}")  # the log of the gallery lists module 1, of which nothing is answered here
    run_cell(page, cells + 2)
    expect(lens.get_by_label("Wording and frames")).to_be_checked()
    expect(lens.locator("input.ss-take").first).not_to_be_checked()


def test_a_notebook_that_was_answered_and_saved_is_all_that_a_teacher_needs(visit, lab):
    address, folder = lab
    page = open_notebook(visit, address, "week.ipynb")
    run_cell(page, 0)
    found = page.locator("section.ss-widget[data-alive]")
    found.wait_for(timeout=60_000)
    asked = of_module(7).sheet.groups[0].items[0]
    given = answer_by_mouse(found.locator(f"[data-item='{asked.id}']"), asked)
    run_cell(page, 1)
    expect(page.locator(".jp-RenderedText", has_text="Saved in second-source-answers.json")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator(".jp-DocumentSearch-overlay, .lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    week = Folder(folder / "week")
    collect(week, [folder / "week.ipynb"])
    (handed,) = submission.read(week.collected)
    assert handed.answers == {asked.id: [list(pair) for pair in given]}


def answer_by_mouse(field, asked):
    """Answer one item as the key has it, and give what Python should read."""
    best = gallery.best(asked)
    if asked.kind in ("choice", "scale"):
        exception = field.locator("input.ss-exception")
        if exception.count():
            best = next(value for value in asked.options if value != "none")
            exception.check()
        field.locator(f"input[value='{best}']").check()
    elif asked.kind in ("choices", "spans"):
        best = best or [next(iter(asked.options))]
        for id in best:
            field.locator(f"input[value='{id}']").check()
    elif asked.kind == "pairs":
        for option, target in best:
            field.locator(f"select[name='{option}']").select_option(target)
        order = list(asked.options)
        best = sorted(best, key=lambda pair: order.index(pair[0]))
    elif asked.kind == "links":
        best = best[:2]
        for start, end in best:
            field.locator("select[name=from]").select_option(start)
            field.locator("select[name=to]").select_option(end)
            field.get_by_role("button", name="Add").click()
    else:
        field.locator("textarea").fill(best)
    return best
