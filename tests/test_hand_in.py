"""`hand_in()`: writes what was answered, and never over other answers."""

import json

import nbformat
import pytest
from nbclient import NotebookClient

from secondsource import WhoSays, hand_in, module1
from secondsource.answers import MIME, loads
from secondsource.hand_in import FILE
from secondsource.widgets import base


@pytest.fixture(autouse=True)
def new_session(monkeypatch):
    base._opened.clear()


def test_nothing_is_written_while_nothing_is_answered(tmp_path):
    widget = WhoSays(module1.half_done())
    handed = hand_in(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert repr(handed).startswith("There are no answers yet.")
    assert MIME not in handed._repr_mimebundle_()
    assert widget.answers == {}


def test_the_file_and_the_output_hold_the_same_answers(tmp_path):
    widget = WhoSays(module1.half_done(), answers={"kharkiv.2.attribution": "named"})
    handed = hand_in(folder=tmp_path)
    written = (tmp_path / "second-source-answers.json").read_text("utf-8")
    assert loads(written) == {"m1-half-done": {"version": 1, "answers": widget.answers}}
    assert handed._repr_mimebundle_()[MIME] == json.loads(written)
    assert repr(handed) == "Saved in second-source-answers.json.\nm1-half-done: 1 of 2 answered"


def test_a_session_without_answers_leaves_an_earlier_file_and_says_so(tmp_path):
    (tmp_path / FILE).write_text("{}")
    assert repr(hand_in(folder=tmp_path)).endswith(f"{FILE} from before is still here, unchanged.")
    assert (tmp_path / FILE).read_text() == "{}"


def test_an_earlier_file_with_other_answers_is_kept(tmp_path):
    widget = WhoSays(module1.half_done(), answers={"kharkiv.2.attribution": "named"})
    hand_in(folder=tmp_path)
    hand_in(folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1, "the same answers need no second file"
    widget.answers = {"kharkiv.2.attribution": "none"}
    assert "The earlier file is now second-source-answers-1.json" in repr(hand_in(folder=tmp_path))
    (tmp_path / "second-source-answers.json").write_text("not JSON", "utf-8")
    hand_in(folder=tmp_path)
    assert loads((tmp_path / "second-source-answers-1.json").read_text("utf-8"))
    assert (tmp_path / "second-source-answers-2.json").read_text("utf-8") == "not JSON"


def test_where_nothing_can_be_written_the_output_still_holds_the_answers(tmp_path):
    widget = WhoSays(module1.half_done(), answers={"kharkiv.2.attribution": "named"})
    handed = hand_in(folder=tmp_path / "no" / "such" / "folder")
    assert "cannot be written" in repr(handed)
    assert handed._repr_mimebundle_()[MIME]["activities"]["m1-half-done"]["answers"] == widget.answers


def test_only_the_activities_asked_for_are_handed_in(tmp_path):
    kept = [
        WhoSays(module1.half_done(), answers={"kharkiv.2.attribution": "named"}),
        WhoSays(module1.alone(), answers={"kharkiv.7.attribution": "named"}),
    ]
    hand_in("m1-alone", folder=tmp_path)
    assert list(loads((tmp_path / "second-source-answers.json").read_bytes())) == ["m1-alone"]
    assert len(kept) == 2


def test_a_notebook_carries_its_answers_in_the_output_of_its_last_cell(tmp_path):
    cells = [
        "from secondsource import WhoSays, hand_in, module1",
        "WhoSays(module1.half_done(), answers={'kharkiv.2.attribution': 'named'})",
        "hand_in()",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    (output,) = notebook.cells[-1].outputs
    assert output["data"][MIME]["activities"]["m1-half-done"]["answers"] == {"kharkiv.2.attribution": "named"}
