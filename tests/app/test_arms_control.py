"""The Arms control page in a session without a browser: every view in several scenarios and years."""

from __future__ import annotations

import re

import pytest

from balance_model.records.scenarios import altered, load_scenario
from tests.app.seen import finding, html, show, takeable, text

PAGE = "pages/arms_control.py"
PICTURES = {
    "": "ceilings", "over-the-years": "ceiling_years", "declared-and-estimated": "declared", "what-escapes": "escapes",
}  # fmt: skip


@pytest.fixture
def app(visit):
    return visit().switch_page(PAGE).run()


def opened(app, view="", scenario=None, **choices):
    """Open a view of a scenario, with choices as a link would bring them."""
    return show(app, "arms_control", view, scenario, **choices)


@pytest.mark.parametrize("view", [*PICTURES, "what-counts"])
@pytest.mark.parametrize(("scenario", "year"), [("baseline", 2020), ("announced_plans", 2030), ("sourced_only", 2035)])
def test_every_view_has_a_finding_and_its_files(app, world, view, scenario, year):
    opened(app, view, load_scenario(scenario, world).model_copy(update={"year": year}))
    assert finding(app).endswith(".")
    keys = {button.key for button in app.get("download_button")}
    if view in PICTURES:
        assert len(app.get("vega_lite_chart")) == 1
        assert PICTURES[view] in takeable(app)
    else:
        assert "get_ceilings" in keys
    assert app.warning.len == 0


def test_possession_is_said_and_a_country_that_is_no_party_has_no_ceiling(app):
    opened(app)
    assert "the agreement counts possession" in html(app)
    assert r"Kosovo\* is not a party\: no ceiling applies." in text(app)
    assert "Montenegro is a party too: bring it in at the left" in text(app)


def test_a_caution_stands_beside_the_number_that_it_is_about(app, world):
    opened(app, scenario=load_scenario("baseline", world).model_copy(update={"year": 2026}))
    assert "49 of 49 (inferred)" in finding(app)
    assert "is chance and no sign of a breach" in text(app)


def test_a_plan_above_a_ceiling_is_the_finding(app, world):
    opened(app, scenario=load_scenario("announced_plans", world))
    assert "Serbia holds 4 more armoured combat vehicles than its ceiling of 786 allows" in finding(app)
    assert "BTR-80A (planned)" in html(app)


def test_montenegro_is_drawn_once_it_has_joined(app, world):
    opened(app, scenario=altered(load_scenario("baseline", world), {"joined": ["MNE"]}, world))
    assert "of 20 ceilings" in html(app)
    assert "bring it in" not in text(app)


@pytest.mark.parametrize("subject", ["acv", "SRB", "XKX"])
def test_a_class_or_a_country_over_the_years(app, world, subject):
    opened(app, "over-the-years", load_scenario("announced_plans", world), ceiling_subject=subject)
    (title,) = re.findall(r'<h2 class="charthead">(.+?)</h2>', html(app))
    assert title.startswith(
        {"acv": "Armoured combat vehicles:", "SRB": "Serbia", "XKX": "Kosovo*: no ceiling"}[subject]
    )
    assert ("crosses its ceiling of 786" in text(app)) == (subject != "XKX")


def test_every_ceiling_stands_with_its_basis_and_source(app, world):
    opened(app, "what-counts")
    table = app.dataframe[0].value
    assert len(table) == sum(not row.in_force_to for row in world.ceilings)
    assert set(table["Basis"].str.split().str[0]) == {"a", "derived", "inferred,"}
    assert table["Link"].notna().all()


def test_declared_and_estimated_stand_with_the_reason_why_they_differ(app):
    opened(app, "declared-and-estimated", declared_class="battle_tank")
    assert "A declared number counts what a state possesses" in text(app)
    opened(app, "declared-and-estimated", declared_class="artillery")
    assert "none declared in public" in html(app)


def test_a_group_that_escapes_is_chosen(app):
    opened(app, "what-escapes", escape_group="drones")
    assert "names no unmanned system" in text(app)
    assert "Surface-to-air" not in text(app)


def test_choices_that_are_not_on_offer_are_named(app):
    opened(app, "over-the-years", ceiling_subject="battleships")
    assert any("ceiling_subject" in words and "not on offer" in words for words in app.session_state["ignored"])


def test_a_purchase_above_a_ceiling_is_warned_of_on_the_scenario_page(app, world):
    """12 Rafale and 60 more: ten above the ceiling of 62."""
    item = {"country": "HRV", "system_id": "rafale-f4", "quantity": 60, "first_year": 2028, "last_year": 2028}
    app.session_state["scenario"] = altered(load_scenario("baseline", world), {"purchases": [item]}, world)
    app.switch_page("pages/scenario.py").run()
    assert not app.exception
    (warned,) = [box.value for box in app.warning]
    assert warned.startswith("Croatia crosses its ceiling of 62 for combat aircraft in 2028, by 10")
    app.session_state["scenario"] = load_scenario("baseline", world)
    app.run()
    assert app.warning.len == 0
