"""solutions -> exercises: by cell tags only, and nothing of a worked solution gets through."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, book_build

from secondsource.teach.release import BadTags, drift, release, release_folder

CANARY = "canary-7f3a91"


def notebook(*cells):
    """A notebook of (source, *tags), each a code cell."""
    made = [nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)}) for source, *tags in cells]
    return nbformat.v4.new_notebook(cells=made)


def sources(made):
    return [cell.source for cell in made.cells]


def test_solutions_go_gaps_stay_and_the_rest_is_shared():
    worked = notebook(
        ("a = 1",),
        ("raise NotImplementedError", "exercise", "remove-cell"),
        ("a + 1", "solution"),
        ("check()", "hide-input"),
    )
    made = release(worked, "solutions/x.ipynb")
    assert sources(made) == ["a = 1", "raise NotImplementedError", "check()"]
    assert [cell.metadata.get("tags", []) for cell in made.cells] == [[], [], ["hide-input"]]
    assert made.metadata["secondsource"]["generated"] == "from solutions/x.ipynb by `secondsource release`: do not edit"


def test_nothing_that_running_left_behind_is_released():
    worked = notebook(("a = 1",), ("b", "solution"))
    worked.metadata["widgets"] = {"state": CANARY}
    worked.metadata["nosearch"] = True
    cell = worked.cells[0]
    cell.execution_count = 7
    cell.outputs = [nbformat.v4.new_output("stream", text=CANARY)]
    cell.metadata["note"] = CANARY
    made = release(worked, "x")
    assert CANARY not in nbformat.writes(made)
    assert made.cells[0].execution_count is None
    assert "nosearch" not in made.metadata


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([("a", "soluton")], "unknown tag 'soluton'; did you mean 'solution'?"),
        ([("a", "Solution")], "unknown tag 'Solution'; did you mean 'solution'?"),
        ([("a", "wip"), ("b", "solution")], "unknown tag 'wip'"),
        ([("a", "solution", "exercise", "remove-cell")], "tagged 'solution' and 'exercise' at once"),
        (
            [("a", "exercise", "remove-cell"), ("b",), ("c", "solution")],
            "a gap has to be followed at once by its solution",
        ),
        (
            [("b", "solution"), ("a", "exercise", "remove-cell")],
            "a gap has to be followed at once by its solution",
        ),
        ([("a", "exercise"), ("b", "solution")], "tagged 'remove-cell' too"),
        ([("a",)], "no cell is tagged 'solution'"),
        ([("x = 1\n    # solution\ny", "solution")], "marks a solution inside the cell"),
        (
            [("### BEGIN SOLUTION\nx\n### END SOLUTION",), ("b", "solution")],
            "marks a solution inside the cell",
        ),
        ([("<!-- solution -->",), ("b", "solution")], "marks a solution inside the cell"),
    ],
)
def test_tags_that_are_unknown_misplaced_or_nested_are_errors(cells, says):
    with pytest.raises(BadTags) as error:
        release(notebook(*cells), "solutions/x.ipynb")
    assert says in str(error.value)
    assert str(error.value).startswith("solutions/x.ipynb: ")


@pytest.mark.parametrize("content", [b"{}", b'{"a": 1}', b"\xff\xfe", b"", b"[]"])
def test_a_file_that_is_no_notebook_is_named(tmp_path, content):
    (tmp_path / "x.ipynb").write_bytes(content)
    with pytest.raises(BadTags, match=r"x\.ipynb: not a notebook that can be read"):
        list(release_folder(tmp_path, tmp_path / "exercises"))


def test_a_notebook_that_was_not_released_is_not_overwritten(tmp_path):
    path = tmp_path / "x.ipynb"
    nbformat.write(notebook(("a",), ("b", "solution")), path)
    before = path.read_bytes()
    with pytest.raises(BadTags, match="it is not overwritten"):
        list(release_folder(tmp_path, tmp_path))
    assert path.read_bytes() == before


def test_a_class_gets_no_solution_however_deep_it_stands_in_the_contents():
    page, solution = {"file": "exercises/a"}, {"file": "solutions/a"}
    toc = {
        "root": "book/index",
        "parts": [{"chapters": [page | {"sections": [solution]}, solution]}, {"chapters": [solution]}],
    }
    assert book_build._without_solutions(toc) == {"root": "book/index", "parts": [{"chapters": [page]}]}


def test_one_bad_solution_stops_the_release_before_anything_is_written(tmp_path):
    solutions = tmp_path / "solutions"
    solutions.mkdir()
    nbformat.write(notebook(("a", "solution"), ("b",)), solutions / "good.ipynb")
    nbformat.write(notebook(("a", "soluton")), solutions / "worse.ipynb")
    with pytest.raises(BadTags):
        list(release_folder(solutions, tmp_path / "exercises"))
    assert not (tmp_path / "exercises").exists()


def test_the_committed_exercises_are_what_the_solutions_give(tmp_path):
    assert drift(ROOT / "solutions", ROOT / "exercises") == []
    exercises = Path(shutil.copytree(ROOT / "exercises", tmp_path / "exercises"))
    changed = exercises / "m1-who-says.ipynb"
    changed.write_text(changed.read_text("utf-8").replace("About 15 minutes", "About 20 minutes"), "utf-8")
    (exercises / "stray.ipynb").write_text("{}", "utf-8")
    assert drift(ROOT / "solutions", exercises) == [changed, exercises / "stray.ipynb"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("[nes]*/*.ipynb")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_notebooks_are_committed_without_what_running_left_behind(path):
    made = nbformat.read(path, as_version=4)
    nbformat.validate(made)
    assert "widgets" not in made.metadata
    for cell in made.cells:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert (made.metadata["myst"]["html_meta"].get("robots") == "noindex") == (path.stem != "gallery")
    assert made.metadata.get("nosearch", False) == (path.parent.name == "solutions")


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A copy of the course whose every solution cell holds a canary, released and built both ways."""
    root = tmp_path_factory.mktemp("planted") / "course"
    parts = ("book", "notebooks", "exercises", "solutions", "src")
    for part in parts:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, root)
    cells = 0
    for path in (root / "solutions").glob("*.ipynb"):
        worked = nbformat.read(path, as_version=4)
        for cell in worked.cells:
            if "solution" in cell.metadata.get("tags", []):
                cells += 1
                cell.metadata["note"] = CANARY
                if cell.cell_type == "code":
                    cell.source += f"\nprint('{CANARY}', 'in a code cell')"
                    cell.outputs = [nbformat.v4.new_output("stream", text=CANARY)]
                else:
                    cell.source += f"\n\n{CANARY} in the text"
                    cell.attachments = {"picture.svg": {"image/svg+xml": f"<svg><!--{CANARY}--></svg>"}}
        nbformat.write(worked, path)
    assert cells >= 5
    list(release_folder(root / "solutions", root / "exercises"))
    return book_build.build(root), book_build.build_class(root)


def holding(folder, *, but=()):
    """The files below `folder` that hold the canary."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes() and str(path.relative_to(folder)) not in but
    )


def test_in_the_whole_book_the_canary_is_on_the_solution_pages_only(planted):
    whole, _ = planted
    pages = {f"solutions/{path.stem}.html" for path in (ROOT / "solutions").glob("*.ipynb")}
    assert all(CANARY in (whole / page).read_text("utf-8") for page in pages), "else this test would prove nothing"
    assert holding(whole, but=pages) == []


def test_in_the_book_for_a_class_the_canary_is_nowhere(planted):
    _, for_class = planted
    assert (for_class / "exercises" / "m1-who-says.html").exists()
    assert holding(for_class) == []
    assert not (for_class / "solutions").exists()
    links = [p for p in for_class.rglob("*.html") if "solutions/m1-who-says" in p.read_text("utf-8")]
    assert links == []


def test_the_download_button_leads_to_a_notebook_without_solutions(book):
    for page, notebook_path in [
        ("exercises/m1-who-says", "exercises/m1-who-says.ipynb"),
        ("solutions/m1-who-says", "exercises/m1-who-says.ipynb"),
        ("notebooks/m1-who-says", "notebooks/m1-who-says.ipynb"),
    ]:
        assert f'href="../_downloads/{notebook_path}"' in (book / f"{page}.html").read_text("utf-8")
        offered = json.loads((book / "_downloads" / notebook_path).read_text("utf-8"))
        assert offered == json.loads((ROOT / notebook_path).read_text("utf-8"))
    assert not list((book / "_downloads").rglob("solutions*"))
    assert not (book / "_sources").exists()
