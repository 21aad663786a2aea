"""`Lens`: one lens at a time, what is left without a source, in the browser as in Python."""

import pytest
from playwright.sync_api import expect
from test_static_widget import press_until
from traitlets import TraitError

from secondsource import Article, Lens
from secondsource.article import names
from secondsource.provenance import taken_away

KHARKIV = Article.load("kharkiv")


def lit(page):
    """What the lens lights up in each sentence."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".ss-said")].map((said) =>
          [...said.querySelectorAll("[data-lit]")].map((piece) => piece.textContent).join(""))"""
    )


def test_each_lens_lights_up_other_words_of_the_same_text(mount):
    page = mount(Lens(KHARKIV))
    text = [line.inner_text() for line in page.locator(".ss-said").all()]
    assert text == [s.text for s in KHARKIV.sentences]
    assert lit(page)[:2] == ["Expert Warns", "reports emerge"]
    page.get_by_label("Figures").check()
    assert "12 Ukrainian soldiers" in lit(page)[3] and not lit(page)[0]
    expect(page.locator(".ss-line", has_text="A group of 12").locator(".ss-rail > div:visible")).to_contain_text(
        "3 figures, none shown"
    )
    page.get_by_label("Wording and frames").check()
    assert "mass exodus" in lit(page)[13]
    page.reload()
    expect(page.get_by_label("Wording and frames")).to_be_checked()


@pytest.mark.parametrize("name", names())
def test_what_is_left_without_each_source_is_what_python_counts(mount, name):
    article = Article.load(name)
    widget = Lens(article)
    page = mount(widget)
    for id in widget.voices:
        box = page.locator(f"input[value='{id}']")
        press_until(page, box)
        page.keyboard.press("Space")
        lost, never, kept = taken_away(article, [id])
        expect(page.locator(".ss-left")).to_contain_text(
            f"Sentences that lose their only source: {lost}; that never named one: {never}; that keep a source: {kept}."
        )
        for fate, count in (("lost", lost), ("never", never), ("kept", kept)):
            expect(page.locator(f"[data-fate='{fate}']")).to_have_count(count)
        widget.taken = [id]
        assert widget.left == (lost, never, kept)
        page.keyboard.press("Space")


def test_sentences_that_never_had_a_source_do_not_look_like_survivors(mount):
    page = mount(Lens(KHARKIV))
    page.get_by_label("Andrei Marochko").check()
    fates = {
        fate: page.locator(f"[data-fate='{fate}']").first.evaluate(
            """line => { const s = getComputedStyle(line), t = getComputedStyle(line.querySelector('.ss-said'));
              const fate = line.querySelector('.ss-fate').textContent;
              return [s.borderInlineStartStyle, t.textDecorationLine, fate].join(); }"""
        )
        for fate in ("lost", "never", "kept")
    }
    assert len(set(fates.values())) == 3
    for fate, words in (("lost", "loses its only source"), ("never", "never named a source"), ("kept", "keeps a")):
        assert words in fates[fate]


def test_an_excerpt_counts_its_own_sentences_only():
    widget = Lens([(KHARKIV, range(2, 8))])
    assert widget.left[1:] == (0, 5)
    widget.taken = ["marochko"]
    assert widget.left == (5, 0, 0)
    assert list(widget.voices) == ["marochko"]


def test_what_cannot_be_is_refused():
    for wrong, says in (({"lens": "frames"}, "lens"), ({"taken": ["marochk"]}, "did you mean 'marochko'")):
        with pytest.raises(TraitError, match=says):
            Lens(KHARKIV, **wrong)
    with pytest.raises(ValueError, match="one article, found 2"):
        Lens([(KHARKIV, [1]), (Article.load("kupyansk"), [1])])


def test_a_text_without_a_key_is_shown_without_lenses(mount):
    page = mount(Lens(Article.from_text("It rained.\nSo they say.")))
    expect(page.locator(".ss-said")).to_have_count(2)
    expect(page.locator("input")).to_have_count(0)


def test_without_a_script_every_lens_is_written_under_its_sentence(mount, visit, tmp_path):
    widget = Lens([(KHARKIV, [3])])
    mount(widget)
    page = visit(java_script_enabled=False).open((tmp_path / "page.html").as_uri())
    for words in ("Who says so:", "Figures:", "Wording and frames:", "someone unnamed", "3 figures, none shown"):
        if words != "someone unnamed":
            expect(page.locator(".ss-rail")).to_contain_text(words)
    expect(page.get_by_label("Figures")).to_be_hidden()
