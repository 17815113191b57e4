"""Pins, their order, words and annotations, and the files of a picture, without a browser."""

from __future__ import annotations

import json

import pytest

from balance_model.core.assess import assess
from balance_model.exhibits.briefing import read_briefing
from balance_model.records.scenarios import load_scenario
from tests.app.seen import files, finding, html, takeable, text
from ui.registry import PAGES

BUILDER = "pages/briefing.py"


@pytest.fixture
def app(visit):
    return visit()


def briefing(app):
    return app.session_state["briefing"]


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def pinned_two(app):
    """The first picture and the finding of the first page, then the builder."""
    press(press(app, "pin_profile"), "pin_finding")
    app.switch_page(BUILDER).run()
    assert not app.exception
    return app


def test_a_picture_is_pinned_with_the_numbers_on_screen(app, world):
    press(app, "pin_profile")
    (one,) = briefing(app).exhibits
    answer = assess(world, load_scenario("baseline", world))
    expected = answer.categories.query("year == @answer.scenario.year and category == 'drones'").set_index("country")
    shown = one.table.frame.query("category_name == 'Drones'").set_index("country")
    assert shown["value"].to_dict() == expected["value"].to_dict()
    assert one.stamp.scenario_id == "baseline-5fa6e9d5"
    assert one.page == "Balance" and one.finding.startswith("In 2030 Serbia is ahead of Croatia")
    assert one.native is not None and len(one.source_ids) > 20
    assert one.command.startswith("python -m balance_model export --scenario baseline --views profile --format csv")
    assert app.button(key="pin_profile").label == "Pinned"


def test_the_finding_and_the_table_are_pinned_too(app):
    press(app, "pin_finding")
    app.session_state["table_profile"] = True
    app.run()
    press(app, "pin_profile_table")
    first, second = briefing(app).exhibits
    assert (first.kind, second.kind) == ("finding", "table")
    assert "--views finding" in first.command and second.command == ""
    press(app, "pin_finding")
    assert [each.kind for each in briefing(app).exhibits] == ["table"]  # pressed again, it is taken out
    assert first.title.startswith("In 2030 Serbia is ahead of Croatia")
    assert second.table.columns[:2] == ("country", "category name")
    assert {row[0] for row in second.table.rows} == {"Serbia", "Croatia", "Bosnia", "Kosovo*"}


@pytest.mark.parametrize("page", [spec.file for spec in PAGES if spec.file not in {BUILDER, "pages/library.py"}])
def test_something_can_be_pinned_on_every_page(app, page):
    app.switch_page(page).run()
    names = takeable(app)
    assert names, page
    name = sorted(names - {"finding"} or names)[0]
    press(app, f"pin_{name}")
    assert briefing(app).exhibits[0].page == next(spec.title for spec in PAGES if spec.file == page)


def test_order_titles_notes_and_annotations_are_changed_and_taken_back(app):
    pinned_two(app)
    assert finding(app) == "The briefing holds 2 exhibits on 'Baseline'."
    first, second = (each.exhibit_id for each in briefing(app).exhibits)
    press(app, f"down_{first}")
    assert [each.exhibit_id for each in briefing(app).exhibits] == [second, first]
    press(app, "briefing_undo")
    assert [each.exhibit_id for each in briefing(app).exhibits] == [first, second]
    press(app, f"pinned_{first}")
    app.text_input(key=f"exhibit_title_{first}").set_value("Mine: <b>drones</b>").run()
    app.text_area(key=f"exhibit_notes_{first}").set_value("Say this.").run()
    one = briefing(app).of(first)
    assert (one.title, one.notes) == ("Mine: <b>drones</b>", "Say this.")
    assert "<h2>Mine: &lt;b&gt;drones&lt;/b&gt;</h2>" in html(app)
    press(app, f"first_title_{first}")
    assert briefing(app).of(first).title == one.first_title
    press(app, f"out_{first}")
    assert [each.exhibit_id for each in briefing(app).exhibits] == [second]


def test_an_annotation_is_added_told_and_removed(app):
    pinned_two(app)
    name = briefing(app).exhibits[0].exhibit_id
    press(app, f"pinned_{name}")
    assert "This chart has no years across it" in text(app)
    assert "With a line" not in [each.label for each in app.checkbox]
    app.number_input[-1].set_value(2028)
    app.text_input[-1].set_value("PULS complete")
    adding = next(button for button in app.button if button.label == "Add")
    adding.click().run()
    (found,) = briefing(app).of(name).annotations
    assert (found.year, found.label, found.line) == (2028, "PULS complete", False)
    assert "2028: PULS complete" in html(app)  # this chart has no years: it stands beneath
    press(app, f"unannotate_{name}_0")
    assert briefing(app).of(name).annotations == ()


def test_an_annotation_without_words_is_refused_in_words(app):
    pinned_two(app)
    press(app, f"pinned_{briefing(app).exhibits[0].exhibit_id}")
    next(button for button in app.button if button.label == "Add").click().run()
    assert any("write a few words for the year" in each.value for each in app.warning)
    assert all(not each.annotations for each in briefing(app).exhibits)


def test_an_empty_title_is_not_taken(app):
    pinned_two(app)
    opened = briefing(app).exhibits[-1]
    app.text_input(key=f"exhibit_title_{opened.exhibit_id}").set_value("   ").run()
    assert briefing(app).of(opened.exhibit_id).title == opened.title
    app.text_input(key="briefing_title").set_value("Čačak, Đakovo, Žepče").run()
    assert briefing(app).title == "Čačak, Đakovo, Žepče"


def test_an_empty_builder_says_what_to_do(app):
    app.switch_page(BUILDER).run()
    assert finding(app) == "Nothing is pinned yet."
    assert app.button(key="briefing_undo").disabled
    assert app.button(key="ready_briefing_button").label == "Two-minute brief"


def test_pins_stay_while_the_scenario_changes_and_name_their_own(app):
    press(app, "pin_profile")
    app.session_state["scenario"] = load_scenario("announced_plans")
    press(app.run(), "pin_profile")
    first, second = briefing(app).exhibits
    assert first.stamp.scenario_id != second.stamp.scenario_id
    assert first.exhibit_id != second.exhibit_id
    app.switch_page(BUILDER).run()
    assert finding(app) == "The briefing holds 2 exhibits on 2 scenarios."


def test_a_saved_briefing_is_the_same_when_it_is_read_again(app):
    pinned_two(app)
    now = briefing(app)
    assert read_briefing(now.to_json(), "mine.json") == now
    assert json.loads(now.to_json())["exhibits"][0]["stamp"]["data"] == now.exhibits[0].stamp.data


def test_a_picture_is_taken_in_every_size_and_format(app):
    assert files(app, "profile") == {"PNG", "SVG", "CSV", "JSON"}
    for size in ("slide", "report", "square"):
        app.session_state["size_of_profile"] = size
        assert files(app, "profile") == {"PNG", "SVG", "PDF", "CSV", "JSON"}
