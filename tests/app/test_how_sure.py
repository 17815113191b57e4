"""The How sure page in a session without a browser: all weightings and swing weights, with their choices."""

from __future__ import annotations

import re

import pytest

from balance_model.records.scenarios import altered, load_scenario
from tests.app.seen import finding, html, show, takeable
from tests.app.turning import dials, turn
from ui import jobs

PAGE = "pages/how_sure.py"
SURGE = {"year": 2033}
EDGES = {
    "one weight": {"weights": {"anti_tank": 0, "drones": 0, "air_defence": 0, "long_range_strike": 0, "armour": 5}},
    "two weights": {"weights": {"anti_tank": 3, "drones": 1, "air_defence": 0, "long_range_strike": 0}},
    "shortage and limited substitution": {"options": {"shortage": True}, "dials": {"rho": -0.5}},
    "extreme weights": {"weights": {"drones": 1e9, "anti_tank": 1e-9}},
    "first year": {"year": 2020},
}


@pytest.fixture
def app(visit, world):
    """Return the page with a scenario in which the lead can turn."""
    app = visit()
    app.session_state["scenario"] = altered(load_scenario("kosovo_surge", world), SURGE, world)
    return app.switch_page(PAGE).run()


def opened(app, view="", **choices):
    """Open a view, with choices as a link would bring them."""
    show(app, "how_sure", view, **choices)
    assert app.warning.len == 0
    return app


def titles(app):
    return re.findall(r'<h2 class="charthead">(.+?)</h2>', html(app), flags=re.DOTALL)


def marks(app):
    return " ".join(block.value for block in app.markdown)


def test_all_weightings_has_a_finding_two_pictures_and_two_tables(app):
    opened(app)
    assert re.match(r"In 2033 Serbia is first in (over )?\d+ % of all weightings; Kosovo\* in ", finding(app))
    assert len(app.get("vega_lite_chart")) == 2
    assert "leads once drones carries more than" in titles(app)[1]
    central, pairs = (table.value for table in app.table)
    assert list(central.columns) == ["Category", "Today", "Serbia", "Croatia", "Bosnia", "Kosovo*"]
    assert central["Today"].tolist() == ["25 %"] * 4
    assert central["Bosnia"].tolist() == ["–"] * 4
    assert list(pairs.columns) == ["Ahead of →", "Serbia", "Croatia", "Bosnia", "Kosovo*"]
    assert [pairs.iloc[at, at + 1] for at in range(4)] == [""] * 4
    assert {"weightings", "weight_map"} <= takeable(app)
    assert "No weights on these four categories can reverse this: Serbia has at least the value of Bosnia" in marks(app)


def test_the_nearest_reversal_is_loaded_and_taken_back(app):
    opened(app)
    before = app.session_state["scenario"]
    app.button(key="reverse_XKX").click().run()
    after = dict(app.session_state["scenario"].weights)
    assert sum(after.values()) == pytest.approx(100, abs=0.05)
    assert after["drones"] > 60
    assert "Serbia level with Kosovo*" in marks(app).replace("\\", "")
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"] == before


@pytest.mark.parametrize(
    ("prior", "words"),
    [("close", "of the weightings close to today's"), ("wide", "of the weightings near today's"),
     ("order", "of the weightings that keep today's order")],
)  # fmt: skip
def test_other_weightings_are_drawn_and_named(app, prior, words):
    opened(app, weigh_prior=prior)
    assert words in finding(app)


def test_all_categories_or_those_in_use(app, world):
    opened(app, weigh_set="All")
    assert len(app.table[0].value) == len(world.category_ids)
    opened(app, weigh_x="armour", weigh_y="armour")
    assert "anti-tank" in titles(app)[1]


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("view", ["", "swing-weights"])
@pytest.mark.parametrize("every", ["In use", "All"])
def test_extreme_scenarios(app, world, edge, view, every):
    app.session_state["scenario"] = altered(load_scenario("baseline", world), EDGES[edge], world)
    opened(app, view, weigh_set=every)
    assert finding(app).endswith(".")
    assert "nan" not in f"{finding(app)} {marks(app)}".lower().split()


def test_futures_are_used_when_they_are_there(app):
    opened(app, runs="With uncertainty")
    jobs.finish()
    app.run()
    assert "the numbers drawn within their ranges" in finding(app)
    assert app.table[0].value["Category"].iloc[-1] == "First at these weights"


def test_swing_weights_start_from_the_order_alone(app):
    opened(app, "swing-weights")
    assert finding(app).startswith("Anti-tank would carry 52 % of the weight; in 2033 ")
    assert {key: dial["value"] for key, dial in dials(app, "swing_dials").items()} == {
        "drones": 52, "air_defence": 28, "long_range_strike": 12
    }  # fmt: skip
    assert "from nothing to 60 × one modern guided-missile launcher" in marks(app)
    assert app.button(key="swing_up_anti_tank").disabled
    assert app.button(key="swing_down_long_range_strike").disabled


def test_an_order_is_changed_and_its_weights_used(app):
    opened(app, "swing-weights")
    app.button(key="swing_up_drones").click().run()
    assert finding(app).startswith("Drones would carry 52 %")
    assert app.multiselect(key="swing_order").value[:2] == ["drones", "anti_tank"]
    turn(app, "swing_dials", {"anti_tank": 100})
    assert not app.exception
    shares = {"drones": 100, "anti_tank": 100, "air_defence": 28, "long_range_strike": 12}
    app.button(key="swing_use").click().run()
    weights = dict(app.session_state["scenario"].weights)
    for name, rating in shares.items():
        assert weights[name] == pytest.approx(100 * rating / 240, abs=0.01)
    app.button(key="swing_reset").click().run()
    assert dials(app, "swing_dials")["anti_tank"]["value"] == 52


def test_ratings_against_the_order_are_said(app):
    opened(app, "swing-weights")
    turn(app, "swing_dials", {"long_range_strike": 90})
    assert any("Long-range strike is rated above Air defence" in caption.value for caption in app.caption)


def test_categories_join_and_leave_the_order(app):
    opened(app, "swing-weights")
    app.multiselect(key="swing_order").set_value(["drones"]).run()
    assert finding(app).startswith("Drones would carry 100 %")
    assert dials(app, "swing_dials") == {}
    app.multiselect(key="swing_order").set_value(["drones", "armour"]).run()
    assert finding(app).startswith("Drones would carry 75 %")
    app.multiselect(key="swing_order").set_value([]).run()
    assert finding(app).startswith("Anti-tank would carry 52 %")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("swing_order", ["drones", "drones"]), ("swing_order", "drones"), ("swing_order", ["tanks"]),
     ("swing_ratings", [90, 20]), ("swing_ratings", ["a"]), ("weigh_prior", "x"), ("weigh_x", "tanks")],
)  # fmt: skip
def test_what_a_link_cannot_have_is_named(app, name, wrong):
    app.session_state["views"] = {"how_sure": "swing-weights" if name.startswith("swing") else ""}
    app.session_state["choices"] = {name: wrong}
    app.run()
    assert not app.exception
    assert any(name in words and "not on offer" in words for words in app.session_state["ignored"])
