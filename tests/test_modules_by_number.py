"""What is tested of one module only, in the order of the course."""

import pandas as pd
import pytest

from secondsource import Article, BriefDesk, Discernment, Sheet, SourceMap, tables
from secondsource.activities import module0, module2, module3, module4, module5, module6, module7, module8, module9
from secondsource.checks import m9
from secondsource.checks.rows import labels
from secondsource.vocabulary import FUNCTION

SWEPT = {3, 4, 5, 6, 8, 9, 10, 11, 13, 15, 16, 17, 18, 19, 20}
GRADES = pd.DataFrame(module3.grades())
CLUES = pd.DataFrame(module7.clues())


def test_the_first_brief_is_written_without_help_and_found_again_by_the_second():
    for first, second in (
        (module0.first_brief(), module9.second_brief()),
        (module0.first_brief_brackwater(), module9.second_brief_brackwater()),
    ):
        (bare,), (full,) = first.activity().items, second.activity().items
        assert (bare.id, bare.prompt) == (full.id, full.prompt)
        assert not bare.models and full.models
        desk = BriefDesk(first)
        assert not any(desk.checklist.values()) and not any(desk.rubric.values())
        assert desk.activity == first.id and desk.most == {bare.id: 60}
    assert (module0.first_brief().id, module9.second_brief().id) == ("m0-brief", "m9-brief")


def test_the_second_test_finds_the_first_and_neither_stands_anywhere_else():
    assert Discernment("b", before="a").before["activity"] == module0.before().id == Discernment("a").activity
    asked = {item.id for activity in (module0.before(), module9.after()) for item in activity.items}
    for module in (module0, module9):
        assert not asked & {item.id for a in [*module.without_test(), module.exercise()] for item in a.items}


def test_a_chart_says_in_words_what_it_shows():
    from secondsource import plots

    counts = tables.who_says_counts("kupyansk", "kharkiv")
    chart = plots.bars(counts, "Who says so")
    assert chart.svg.startswith(b"<?xml")
    for name in counts.columns:
        for label, value in counts[name].items():
            assert f"{label} {value}" in chart.alt
    assert 'alt="Kharkiv: a named person' in chart._repr_html_()
    assert plots.bars(counts, "Who says so").svg == chart.svg, "the same data give the same picture"


def test_a_table_for_a_page_has_a_caption_and_no_empty_header():
    html = tables.show(tables.who_says_counts("brackwater"), "A caption").to_html()
    assert "<caption>A caption</caption>" in html
    assert ">&nbsp;</th>" not in html


def in_the_key(sentence, unnamed):
    """What the key of the article says of a sentence, in the four answers of the sweep: the best one, the others."""
    somebody = "unnamed" if sentence.origin in unnamed else "one"
    words = {"single": somebody, "untraceable": "unnamed", "two_or_more": "two", "unsourced": "none"}
    words["no_new_claim"] = somebody if sentence.origin else "none"
    best = words[sentence.sourcing]
    also = {words[label] for label in sentence.also.get("sourcing", ())} - {best}
    return best, also


def test_the_sweep_says_what_the_key_of_the_article_says():
    kharkiv = Article.load("kharkiv")
    unnamed = {source.id for source in kharkiv.sources if source.kind == "unnamed"}
    items = [*module2.first_sweep().items, *module2.second_sweep().items]
    assert {int(item.id.split(".")[1]) for item in items} == SWEPT
    for item in items:
        sentence = kharkiv[int(item.id.split(".")[1])]
        assert (item.best, set(item.also)) == in_the_key(sentence, unnamed), item.id
        assert item.prompt == sentence.text
        assert set(item.feedback) == set(item.options)


def test_an_argument_for_the_war_keeps_what_stands_beside_it():
    (item,) = [item for item in module2.second_sweep().items if item.id == "kharkiv.15.how-many"]
    assert item.beside == Article.load("kharkiv")[15].beside != ""


@pytest.mark.parametrize("name", list(module2.MAPS))
def test_the_lesson_lists_the_maps_as_the_widget_asks_them(name):
    widget = SourceMap(Article.load(name), id=module2.map_id(name), title=module2.MAPS[name])
    assert widget.asked == module2.map_of(name)


def test_the_lesson_is_short_enough_and_every_answer_occurs():
    items = [item for activity in module2.lesson() for item in activity.items]
    assert len(items) <= 45
    assert len({activity.id for activity in module2.lesson()}) == len(module2.lesson())
    best = [item.options[item.best] for item in items if item.best and item.id.endswith("how-many")]
    for answer in ("one", "two", "somebody", "none"):
        assert sum(words.startswith(answer) for words in best) >= 2, answer


def test_every_question_has_a_text_for_every_option_and_no_habit_does_well():
    items = [item for activity in [*module3.lesson()[1:], module3.exercise()] for item in activity.items]
    for item in items:
        assert set(item.feedback) == set(item.options), item.id
    choices = [item for item in items if item.kind == "choice"]
    for place in range(4):
        right = [list(item.options)[place] in item.accepted for item in choices]
        assert sum(right) < len(choices) * 2 / 3, place
    never = [item.options.get("cannot_be_judged") is not None and item.best == "cannot_be_judged" for item in choices]
    assert sum(never) < len(choices) / 2


def test_a_grade_waits_for_a_question_that_is_asked():
    for sheet in [module3.half_done(), module3.alone(), module3.other_flags(), module3.third_parties()]:
        for group in sheet.groups:
            ids = [item.id for item in group.items]
            assert group.after
            for waiting, first in group.after.items():
                assert ids.index(first) < ids.index(waiting)


def test_the_same_lead_is_given_to_no_other_question():
    leads = [item.lead for item in module3.half_done().activity().items]
    assert [bool(lead) for lead in leads] == [True, True, True, False, False]
    assert not any(item.lead for item in Sheet.load("sources").activity().items)


def test_grades_stand_apart_in_the_key():
    digits = {letter: set(rows["credibility"]) for letter, rows in GRADES.groupby("reliability")}
    assert len(digits["F"]) > 1 and len(digits["B"]) > 1, "a letter must not tell the digit"
    assert set(module3.SHORT.values()) == set(GRADES["source"])


def test_in_module_4_the_lesson_reads_what_the_curriculum_gives_to_it():
    close = {i.id for a in (module4.half_done(), module4.close()) for i in a.items if i.id.endswith(".figures")}
    worked = {f"{article}.{n}.figures" for article, numbers in module4.WORKED.items() for n in numbers}
    assert close | worked == {f"kupyansk.{n}.figures" for n in (1, 6, 11)} | {
        f"kharkiv.{n}.figures" for n in (3, 12, 14)
    }
    assert not close & worked
    swept = {i.id for i in module4.sweep_kupyansk().items}
    here = {id for id in close | worked if id.startswith("kupyansk")}
    assert swept | here == {f"kupyansk.{s.n}.figures" for s in Article.load("kupyansk").sentences}
    assert not swept & here and len(swept) == 17
    assert {f"kharkiv.{n}.figures" for n in module5.ASKED_IN_MODULE_4} == {id for id in close if "kharkiv" in id}


def test_in_module_4_no_activity_shares_its_id_and_every_question_has_a_key():
    activities = [*module4.lesson(), module4.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m4-") for a in activities)
    assert all(item.has_key for a in activities for item in a.items)


def test_a_question_that_the_key_does_not_ask_is_told():
    with pytest.raises(LookupError, match="did you mean"):
        module4.figures([(Article.load("kharkiv"), [3])], "m4-slip", "A slip", ["kharkiv.3.figures.12-soldiers.counts"])


def test_in_module_5_the_lesson_reads_what_the_curriculum_gives_to_it():
    wording = {i.id for a in module5.lesson() for i in a.items if i.id.endswith(".wording")}
    worked = {f"{article}.{n}.wording" for article, numbers in module5.WORKED.items() for n in numbers}
    close = {f"kupyansk.{n}.wording" for n in (3, 7, 9, 12)} | {f"kharkiv.{n}.wording" for n in (4, 7, 8, 13)}
    assert {id for id in wording | worked if not id.startswith(("brackwater", "other-flag"))} == close
    swept = {i.id for i in module5.sweep_figures().items}
    asked = {f"kharkiv.{n}.figures" for n in module5.ASKED_IN_MODULE_4}
    assert swept | asked == {f"kharkiv.{s.n}.figures" for s in Article.load("kharkiv").sentences}
    assert not swept & asked and len(swept) == 18


def test_in_module_5_no_activity_shares_its_id_and_every_question_has_a_key():
    activities = [*module5.lesson(), module5.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m5-") for a in activities)
    assert all(item.has_key for a in activities for item in a.items)


def test_every_passage_of_both_articles_is_asked_all_four_questions():
    ids = {item.id for activity in module6.lesson() for item in activity.items}
    for name in ("kharkiv", "kupyansk", "brackwater", "other-flag"):
        for passage in Article.load(name).passages:
            assert {f"{name}.{passage.id}.{function}" for function in FUNCTION} <= ids
    assert "kharkiv.headline" in ids


def test_in_module_6_no_activity_shares_its_id_and_every_question_has_a_key():
    activities = [*module6.lesson(), module6.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m6-") for a in activities)
    assert all(item.has_key for a in activities for item in a.items)


def test_the_lesson_and_its_worked_example_ask_every_clue_of_the_two_articles():
    whole = {item.id: set(item.options) for item in Sheet.load("clues").activity().items if item.kind == "pairs"}
    asked = {id: set() for id in whole}
    for activity in module7.lesson():
        for item in activity.items:
            if item.id in whole:
                assert not asked[item.id] & set(item.options), "a clue is asked once"
                assert {pair.split("/")[0] for pair in item.feedback} == set(item.options)
                asked[item.id] |= set(item.options)
    asked["clues.places.match"].add("moscowka")  # worked through on the page
    assert asked == whole


def test_a_question_waits_only_for_one_that_is_there():
    sheets = [module7.half_done(), module7.places(), module7.terms(), module7.other_flags(), module7.exercise_sheet()]
    for group in (group for sheet in sheets for group in sheet.groups):
        ids = [item.id for item in group.items]
        for id, waits in (group.after or {}).items():
            assert ids.index(waits) < ids.index(id)
        cards = {card.id for card in group.cards}
        for item in group.items:
            assert set(item.cards.values()) <= cards, "the card that decides is shown"


def test_no_activity_shares_its_id_and_every_question_but_the_reason_has_a_key():
    activities = [*module7.lesson(), module7.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m7-") for a in activities)
    assert all(item.has_key or item.kind == "text" for a in activities for item in a.items)
    assert all(len({item.id for item in a.items}) == len(a.items) for a in activities)


def test_the_clues_judge_by_one_rule_under_every_flag():
    voices = {card.side for group in module7.other_flags().groups for card in group.cards}
    assert voices >= {"ukrainian", "russian", "third"}
    leads = CLUES["leads"].value_counts()
    assert leads["cannot be told from this"] == leads["through Russian"]


def test_the_lesson_and_its_worked_example_use_every_claim_of_the_board_once():
    sheets = [module8.worked(), module8.half_done(), module8.alone(), module8.other_flags()]
    used = [group.id for sheet in sheets for group in sheet.groups]
    assert sorted(used) == sorted(group.id for group in Sheet.load("board").groups) == sorted(module8.SHORT)
    assert not module8.worked().activity().items


def test_every_part_has_all_three_verdicts_or_no_lean():
    for sheet in (module8.practice(), module8.other_flags(), module8.exercise_sheet()):
        best = {item.best for item in sheet.activity().items if item.id.endswith(".verdict")}
        assert best == {"supported", "not_verified", "contradicted"}, sheet.id
    alone = [item.best for item in module8.alone().activity().items if item.id.endswith(".verdict")]
    assert sorted(alone) == ["not_verified", "supported"]


def test_at_least_half_of_what_is_judged_about_the_war_can_be_credited():
    judged = [
        item.best
        for sheet in (module8.half_done(), module8.alone(), module8.other_flags(), module8.exercise_sheet())
        for item in sheet.activity().items
        if item.id.endswith(".verdict")
    ]
    with_the_worked_one = [*judged, "supported"]
    assert with_the_worked_one.count("supported") * 2 >= len(with_the_worked_one)


def test_no_activity_shares_its_id_and_every_question_but_two_kinds_has_a_key():
    activities = [*module8.lesson(), module8.exercise()]
    assert len({a.id for a in activities}) == len(activities)
    assert all(a.id.startswith("m8-") for a in activities)
    for item in (item for a in activities for item in a.items):
        assert item.has_key or item.kind == "text" or item.id.endswith(".confidence")


def test_the_lines_of_the_checklist_are_met_as_the_desk_finds_them():
    (group,) = Sheet.load("briefs").part(("kharkiv",)).groups
    lines = {line.id: line for line in group.checklist}
    assert module9.met(lines["status"], "It has not yet been verified, but NOT VERIFIED, it is said.")
    assert not module9.met(lines["who"], "The sayer wrotes it.")
    assert module9.met(lines["loaded"], "Soldiers left.") and not module9.met(lines["loaded"], "Chaos!")


def test_every_desk_marks_by_one_rubric():
    groups = [group for name in ("m0-first-brief", "briefs-practice", "briefs") for group in Sheet.load(name).groups]
    desks = [group for group in groups if group.rubric]
    assert len(desks) == 5
    assert len({group.rubric for group in desks}) == 1
    assert len({tuple(line.text for line in group.checklist) for group in desks}) == 1
    assert len({group.checklist[i].finds for group in desks for i in (1, 2, 3)}) == 3


def test_a_brief_and_its_mirror_get_the_same_mark():
    (swapped, afp) = module9.other_flags().groups
    first, second, third = swapped.items
    assert first.best == second.best == "1" and third.best == "2"
    assert {item.best for item in afp.items} == {"0", "2"}
    assert {card.side for card in (*swapped.cards, *afp.cards)} == {"russian", "ukrainian", "third"}


def test_module_nine_tells_a_partly_right_list_from_a_wrong_one():
    table = pd.DataFrame(module9.briefs_by_checklist())
    partly = m9.briefs_that_meet_all(lambda t: t[t["lines"] == 5].head(2), table)
    assert not partly.passed and "some that do are missing" in partly.message
    assert not m9.briefs_that_meet_all(lambda t: t.head(4).assign(lines=5), table).passed


def test_labels_of_mixed_types_are_told_and_not_thrown():
    assert labels(pd.DataFrame({"verdict": [3, "open", None]}, dtype=object), "verdict") == "3, open"
