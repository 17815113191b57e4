"""The dial: one row of data makes one, a drag is one step to undo, bad values change nothing."""

from __future__ import annotations

import pytest

from tests.app.turning import dials, turn
from ui import compute


@pytest.fixture
def app(visit):
    """Return the first page in a new session."""
    return visit()


def weights(app):
    """Raw weights on screen."""
    return {name: value for name, value in app.session_state["scenario"].weights if value}


def test_a_dial_shows_value_range_and_baseline(app):
    year = dials(app, "rail_year")["year"]
    assert (year["value"], year["default"], year["low"], year["high"], year["step"]) == (2030, 2030, 2020, 2035, 1)
    drones = dials(app, "rail_weights")["drones"]
    assert (drones["value"], drones["default"], drones["note"], drones["locked"]) == (25, 25, "25 %", False)


def test_a_whole_drag_is_one_step_to_undo(app):
    before = app.session_state["scenario"]
    for value in (40, 55, 70):
        turn(app, "rail_weights", {"drones": value}, held=True)
        assert weights(app)["drones"] == value
        assert dict(app.query_params) == {}
    turn(app, "rail_weights", {"drones": 80})
    app.run()
    assert weights(app)["drones"] == 80
    assert dict(app.query_params) == {"w": "drones:80"}
    assert app.session_state["past"] == (before,)
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"] == before


def test_the_page_follows_while_the_dial_is_held(app):
    def said():
        return [
            block.proto.body for block in app.get("html") if "finding" in block.proto.body and "<h1" in block.proto.body
        ]

    first = said()
    turn(app, "rail_year", {"year": 2021}, held=True)
    assert len(said()) == 1
    assert said() != first
    assert "In 2021" in said()[0]


def test_a_locked_category_keeps_its_share(app):
    turn(app, "rail_weights", {}, locks={"air_defence": True})
    app.run()
    assert dials(app, "rail_weights")["air_defence"]["locked"]
    turn(app, "rail_weights", {"drones": 75})
    app.run()
    now = weights(app)
    assert now["air_defence"] / sum(now.values()) == pytest.approx(0.25)
    assert now["anti_tank"] == now["long_range_strike"] == 25
    assert app.query_params["l"] == ["air_defence"] or app.query_params["l"] == "air_defence"


def test_values_outside_the_range_are_held_at_its_ends(app):
    turn(app, "rail_year", {"year": 2099})
    app.run()
    assert app.session_state["scenario"].year == 2035


@pytest.mark.parametrize("values", [{"year": "abc"}, {"unknown": 3.0}, {"year": None}])
def test_what_is_no_number_changes_nothing(app, values):
    before = app.session_state["scenario"]
    turn(app, "rail_year", values)
    app.run()
    assert app.session_state["scenario"] == before
    assert not app.exception


def test_every_row_of_the_data_makes_one_dial(visit):
    app = visit()
    app.switch_page("pages/method.py").run()
    seen = {}
    world = compute.world()
    for group in dict.fromkeys(row.group for row in world.dials):
        app.query_params["v"] = "adjustable-numbers"
        app.session_state["choices"] = {"dial_group": group}
        app.session_state["views"] = {"method": "adjustable-numbers"}
        app.run()
        for part in (0, 1):
            key = f"dials_{group}_None_{part}"
            if any(element.proto.id.endswith(f"-{key}") for element in app.get("bidi_component")):
                seen |= dials(app, key)
    assert set(seen) == {row.id for row in world.dials}
    for row in world.dials:
        shown = seen[row.id]
        assert (shown["low"], shown["high"], shown["step"], shown["default"]) == (
            row.low,
            row.high,
            row.step,
            row.default,
        )


def test_a_number_for_one_country_stays_with_it(visit):
    app = visit({"v": "x"})
    app.switch_page("pages/method.py").run()
    app.session_state["views"] = {"method": "adjustable-numbers"}
    app.session_state["choices"] = {"dial_group": "use", "dial_country": "SRB"}
    app.run()
    turn(app, "dials_use_SRB_0", {"readiness.active@SRB": 0.6})
    app.run()
    assert dict(app.session_state["scenario"].dials) == {"readiness.active@SRB": 0.6}
