"""The Compare page in a session without a browser: every view, its choices, and the link that keeps them."""

from __future__ import annotations

import re

import pytest

from balance_model.records.scenarios import altered, load_scenario
from tests.app.seen import finding, html, show, takeable
from tests.app.turning import dials, show_year, turn

PAGE = "pages/compare.py"
VIEWS = {
    "": "scenarios", "by-category": "categories", "why-they-differ": "causes", "sides": "sides", "map": "map",
}  # fmt: skip


@pytest.fixture
def app(visit, world):
    """Return the page with one changed scenario on screen."""
    app = visit()
    change = {"purchases": [{"country": "XKX", "system_id": "javelin", "quantity": 60, "first_year": 2027,
                             "last_year": 2028}], "dials": {"crew@SRB": 0.7}}  # fmt: skip
    app.session_state["scenario"] = altered(load_scenario("baseline", world), change, world)
    return app.switch_page(PAGE).run()


def opened(app, view, **choices):
    """Open a view, with choices as a link would bring them."""
    return show(app, "compare", view, **choices)


def title(app):
    return re.findall(r'<h2 class="charthead">(.+?)</h2>', html(app), flags=re.DOTALL)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_finding_a_picture_and_its_files(app, view):
    opened(app, view)
    assert finding(app).endswith(".")
    assert len(app.get("vega_lite_chart")) == 1
    assert VIEWS[view] in takeable(app)
    assert app.warning.len == app.error.len == 0


def test_scenarios_are_chosen_and_their_changes_told(app):
    opened(app, "")
    assert app.multiselect(key="compare_scenarios").value == ["baseline", "on-screen"]
    assert "60 FGM-148F Javelin" in html(app)
    app.multiselect(key="compare_scenarios").set_value(["baseline", "slip_two_years", "on-screen"]).run()
    late = "Deliveries slip two years"
    assert list(app.table[0].value.columns) == [
        "Country", "Baseline", late, f"± {late}", "Baseline, changed", "± Baseline, changed",
    ]  # fmt: skip
    assert "All deliveries late by: 0 → 2" in html(app)
    app.multiselect(key="compare_scenarios").set_value([]).run()
    assert not app.exception
    assert list(app.table[0].value.columns) == ["Country", "Baseline, changed"]


def test_the_scenario_on_screen_has_a_name_of_its_own(app):
    opened(app, "")
    assert list(app.table[0].value.columns) == ["Country", "Baseline", "Baseline, changed", "± Baseline, changed"]
    app.session_state["scenario"] = app.session_state["scenario"].model_copy(update={"id": "mine"})
    opened(app, "")
    assert list(app.table[0].value.columns) == ["Country", "Baseline", "On screen", "± On screen"]


def test_the_stamp_of_a_comparison_names_each_scenario_and_its_weights(app, world):
    opened(app, "")
    (stamp,) = re.findall(r'<div class="stamp">(.+?)<br>', html(app))
    plain, moved = load_scenario("baseline", world), app.session_state["scenario"]
    assert stamp.startswith(f"Scenarios: 1) Baseline ({plain.model_copy(update={'year': moved.year}).scenario_id})")
    assert f" 2) Baseline, changed ({moved.scenario_id}), " in stamp
    assert stamp.count("Weights: ") == 2


def test_lines_of_panels_are_countries_or_scenarios(app):
    opened(app, "by-category")
    assert title(app) == ["Category values of the four by year, &#x27;Baseline, changed&#x27;"]
    opened(app, "by-category", panel_lines="Scenarios", compare_country="XKX", panel_categories="All categories")
    assert title(app) == ["Category values of Kosovo* by year in 2 scenarios"]
    assert "moves Kosovo* most in anti-tank" in finding(app)


@pytest.mark.parametrize("way", ["Averaged over all orders", "In this order"])
def test_the_difference_is_split_by_cause(app, way):
    opened(app, "why-they-differ", cause_way=way, cause_country="SRB")
    assert title(app)[0].startswith("The index of Serbia in 2030 falls from")
    opened(app, "why-they-differ", cause_way=way)
    assert title(app)[0].startswith("The index of ")


def test_equal_scenarios_have_no_causes(app, world):
    app.session_state["scenario"] = load_scenario("announced_plans", world)
    opened(app, "why-they-differ", compare_reference="announced_plans")
    assert [box.value for box in app.info] == [
        "Scenario and reference are the same; choose another reference, or change something."
    ]


def test_every_reading_is_drawn_and_its_reason_told(app, world):
    for row in {row.pairing: row for row in world.pairings}.values():
        opened(app, "sides", reading=row.pairing)
        assert finding(app).startswith("In 2030 ")
        assert any(row.why.replace("*", r"\*") in caption.value for caption in app.caption)
        opened(app, "sides", reading=row.pairing, compare_measure_sides="drones")
        assert "drones value by year" in title(app)[0]


def test_a_coalition_reading_becomes_my_sides_with_commitments(app):
    opened(app, "sides", reading="serbia_declaration")
    app.button(key="side_take").click().run()
    assert app.session_state["choices"]["reading"] == "own-choice"
    scenario = app.session_state["scenario"]
    assert dict(scenario.side_b.members) == {"HRV": 1, "XKX": 1}
    assert set(dials(app, "side_commitment")) == {"SRB", "HRV", "XKX"}
    turn(app, "side_commitment", {"XKX": 40})
    assert dict(app.session_state["scenario"].side_b.members) == {"HRV": 1, "XKX": 0.4}
    assert "Kosovo* at 40 %" in finding(app)


def test_a_side_is_chosen_on_the_page_and_a_country_changes_sides(app):
    opened(app, "sides")
    app.multiselect(key="compare_side_b").set_value(["HRV", "BIH"]).run()
    app.multiselect(key="compare_side_a").set_value(["SRB", "BIH"]).run()
    scenario = app.session_state["scenario"]
    assert (set(dict(scenario.side_a.members)), set(dict(scenario.side_b.members))) == ({"SRB", "BIH"}, {"HRV"})
    app.multiselect(key="compare_side_b").set_value([]).run()
    assert dict(app.session_state["scenario"].side_b.members) == {"HRV": 1}
    assert [box.value for box in app.warning] == ["Side B needs at least one country."]


@pytest.mark.parametrize("measure", ["index", "change", "drones", "sustainment"])
def test_the_map_shows_any_measure(app, measure):
    opened(app, "map", compare_measure_map=measure)
    assert "highest" in title(app)[0]


def test_the_player_moves_the_year_and_a_run_of_years_is_one_step(app):
    opened(app, "map")
    assert "in 2030" in title(app)[0]
    for year in (2031, 2032, 2033):
        show_year(app, "map_years", year, held=True)
        assert f"in {year}" in title(app)[0]
    show_year(app, "map_years", 2033)
    assert app.query_params["y"] == "2033"
    assert dials(app, "rail_year")["year"]["value"] == 2033
    app.button(key="rail_undo").click().run()
    assert "in 2030" in title(app)[0]
    show_year(app, "map_years", 2099)
    assert "in 2030" in title(app)[0], "no such year"


def test_undo_takes_years_back_that_still_run(app):
    opened(app, "map")
    show_year(app, "map_years", 2031, held=True).run()
    app.button(key="rail_undo").click().run()
    assert "in 2030" in title(app)[0]
    app.button(key="rail_redo").click().run()
    assert "in 2031" in title(app)[0]


def test_years_that_run_end_with_the_page(app):
    opened(app, "map")
    show_year(app, "map_years", 2031, held=True).run()
    app.switch_page("pages/evidence.py").run()
    turn(app, "rail_year", {"year": 2026}).run()
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"].year == 2031
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"].year == 2030


def test_choices_that_are_not_on_offer_are_named(app):
    opened(app, "sides", reading="nobody")
    assert any("reading" in words and "not on offer" in words for words in app.session_state["ignored"])
