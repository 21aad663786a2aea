"""`WhoSays` in Python: traits, markup for paper, HTML for a page, and whatever hostile text is put in."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from traitlets import TraitError

from secondsource import Article, WhoSays, exhibit, module1

VOID = {"input", "br", "meta", "link", "img"}


class Page(HTMLParser):
    """What a browser would make of a piece of HTML: its tags, attributes and texts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.texts, self.scripts, self.open = [], [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        (self.scripts if self.open and self.open[-1] == "script" else self.texts).append(data)


def state_of(widget):
    (script,) = Page(widget.static_html()).scripts
    return json.loads(script)


def test_answers_and_score_can_be_set_read_and_observed():
    widget, scores = WhoSays(module1.half_done()), []
    widget.observe(lambda change: scores.append(change["new"]), "score")
    widget.answers = {"kharkiv.2.attribution": "named"}
    widget.answers = {"kharkiv.2.attribution": "named", "kupyansk.6.attribution": "none"}
    widget.answers = {"kharkiv.2.attribution": "none"}
    assert scores == [1.0, 0.0]
    assert widget.possible == 2
    assert repr(widget) == "<WhoSays 'm1-half-done': 1 of 2 answered>"
    with pytest.raises(TraitError):
        widget.score = 2.0


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (
            {"kharkiv.3.attribution": "named"},
            r"no item 'kharkiv\.3\.attribution'; did you mean 'kharkiv\.2\.attribution'",
        ),
        (
            {"kharkiv.2.attribution": "name"},
            "'name' is no option, expected one of named, outlet, unnamed, none; did you mean 'named'",
        ),
        ({"kharkiv.2.attribution": ["named"]}, "is no option"),
    ],
)
def test_a_wrong_answer_from_python_is_refused_with_the_nearest_right_one(answers, says):
    with pytest.raises(TraitError, match=says):
        WhoSays(module1.half_done()).answers = answers


def test_an_unknown_mode_is_refused():
    with pytest.raises(TraitError, match="mode"):
        WhoSays(module1.half_done(), mode="sweeping")


@pytest.mark.parametrize("mode", ["close", "sweep"])
def test_the_worksheet_holds_every_sentence_and_no_answer(mode):
    activity = module1.alone()
    widget = WhoSays(activity, mode=mode)
    page = Page(widget.markup)
    text = "".join(page.texts)
    assert all(item.prompt in text for item in activity.items)
    for item in activity.items:
        assert not any(feedback in widget.markup for feedback in item.feedback.values())
    assert "checked" not in {name for name, _ in page.attributes}
    assert page.tags.count("fieldset") == page.tags.count("legend") == len(activity.items)
    assert page.tags.count("button") > 0
    assert text.count("Not independently verified") == 2, "the status opens and closes the exhibits"


def test_a_sweep_has_screens_of_six_to_nine():
    for activity in (module1.sweep_kupyansk(), module1.sweep_kharkiv()):
        screens = WhoSays(activity, mode="sweep").markup.split('class="ss-screen"')[1:]
        assert len(screens) == 2
        assert all(6 <= screen.count("<fieldset") <= 9 for screen in screens)


def test_the_page_gets_the_markup_and_the_state_without_the_markup_twice():
    widget = WhoSays(module1.half_done())
    html = widget.static_html()
    assert html.count(widget.markup) == 1
    state = state_of(widget)
    assert state["activity"] == "m1-half-done"
    assert state["answers"] == {}
    assert "markup" not in state
    assert "_esm" not in state


def test_a_display_offers_the_live_widget_and_the_page_html():
    data, _ = WhoSays(module1.half_done())._repr_mimebundle_()
    assert set(data) >= {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}


def test_a_text_without_a_key_is_asked_and_answers_are_kept():
    widget = WhoSays(Article.from_text("The mayor resigned.\nSources say she was tired."))
    widget.answers = {"my-text.2.attribution": "unnamed"}
    assert (widget.score, widget.possible) == (0.0, 0)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "<!-- --> ]]> {{7*7}} <%= 7 %>",
    "\u202eevil\u202c \ud800 \x00 \x1b[31m \u2028",
    "a" * 100_000,
]


@pytest.mark.parametrize("mode", ["close", "sweep"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text, mode):
    harmless = Page(WhoSays(Article.from_text("It rained."), mode=mode).static_html())
    widget = WhoSays(Article.from_text(text.replace("\x1b", ""), label=text), mode=mode, answers={})
    page = Page(widget.static_html())
    assert page.tags == harmless.tags
    assert {name for name, _ in page.attributes} == {name for name, _ in harmless.attributes}
    widget.static_html().encode("utf-8")
    json.loads(page.scripts[0])


@given(st.text(min_size=1, max_size=80).filter(lambda t: t.strip() and len(t.splitlines()) == 1))
def test_any_one_line_of_text_makes_the_same_page(text):
    page = Page(WhoSays(Article.from_text(text)).static_html())
    assert page.tags.count("script") == page.tags.count("section") == page.tags.count("fieldset") == 1
    assert not re.search(r"[\ud800-\udfff]", "".join(page.texts + page.scripts))


def test_an_exhibit_opens_and_closes_with_its_status():
    shown = exhibit("kupyansk", [1, 2])
    page = Page(shown._repr_html_())
    text = "".join(page.texts)
    assert text.startswith("Exhibit. Not independently verified")
    assert text.endswith("End of exhibit. Not independently verified, as of 23 November 2026.")
    assert "<mark>According to reports from the Telegram channel Mash</mark>" in shown._repr_html_()
    assert repr(shown).startswith("[Exhibit. Not independently verified")
    with pytest.raises(IndexError):
        exhibit("kupyansk", [21])
