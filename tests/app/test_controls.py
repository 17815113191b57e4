"""A control bound to the scenario shows it, changes it, and falls back when a change does not fit."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.turning import dials, turn


@pytest.fixture
def app(visit):
    """Return the first page in a new session, with every part of the rail open."""
    return opened(visit())


def opened(app):
    """The same page with every part of the rail open."""
    for part in ("rail_more", "rail_sides", "rail_counts", "rail_options"):
        app.session_state[part] = True
    return app.run()


def warnings(app):
    """The sentences shown as warnings."""
    return [box.value for box in app.warning]


def test_moving_a_control_makes_a_new_scenario(app):
    before = app.session_state["scenario"]
    turn(app, "rail_year", {"year": 2027}).run()
    after = app.session_state["scenario"]
    assert after == before.model_copy(update={"year": 2027})
    assert before.year == 2030
    assert dict(app.query_params) == {"y": "2027"}


def test_a_new_scenario_moves_the_controls(app):
    app.selectbox(key="rail_preset").set_value("sourced_only").run()
    assert app.session_state["scenario"].id == "sourced_only"
    assert app.select_slider(key="rail_evidence").value == app.session_state["scenario"].evidence
    app.selectbox(key="rail_preset").set_value("baseline").run()
    assert app.select_slider(key="rail_evidence").value == "assumed"


def test_a_link_moves_the_controls(visit):
    app = opened(visit({"y": "2033", "a": "XKX,HRV:0.5", "b": "SRB", "w": "drones:80", "o": "cap:true"}))
    assert dials(app, "rail_year")["year"]["value"] == 2033
    assert set(app.multiselect(key="rail_side_a").value) == {"HRV", "XKX"}
    assert dials(app, "rail_commitment")["HRV"]["value"] == 50
    assert dials(app, "rail_weights")["drones"]["value"] == 80
    assert app.toggle(key="rail_option_cap").value
    assert warnings(app) == []


def test_a_choice_that_does_not_fit_is_taken_back_with_a_sentence(app):
    before = app.session_state["scenario"]
    app.multiselect(key="rail_side_a").set_value([]).run()
    assert app.session_state["scenario"] == before
    assert app.multiselect(key="rail_side_a").value == ["SRB"]
    assert warnings(app) == ["Side A needs at least one country."]
    turn(app, "rail_year", {"year": 2029}).run()
    assert warnings(app) == []


def test_the_last_weight_cannot_be_taken_away(app):
    for name in ("anti_tank", "drones", "air_defence", "long_range_strike"):
        turn(app, "rail_weights", {name: 0})
    assert app.session_state["scenario"].weight("long_range_strike") == 25
    assert dials(app, "rail_weights")["long_range_strike"]["value"] == 25
    assert warnings(app) == ["At least one weight that is not locked must stay above zero."]


def test_a_country_changes_sides(app):
    app.multiselect(key="rail_side_b").set_value(["HRV", "XKX"]).run()
    app.multiselect(key="rail_side_a").set_value(["SRB", "XKX"]).run()
    scenario = app.session_state["scenario"]
    assert dict(scenario.side_a.members) == {"SRB": 1, "XKX": 1}
    assert dict(scenario.side_b.members) == {"HRV": 1}
    assert app.multiselect(key="rail_side_b").value == ["HRV"]


def test_a_side_cannot_take_the_last_country_of_the_other(app):
    app.multiselect(key="rail_side_a").set_value(["SRB", "HRV"]).run()
    assert app.multiselect(key="rail_side_a").value == ["SRB"]
    assert warnings(app) == ["Croatia cannot leave the other side empty; add a country there first."]


def test_back_leads_to_the_preset_and_keeps_the_year(app):
    app.selectbox(key="rail_preset").set_value("kosovo_surge").run()
    turn(app, "rail_year", {"year": 2034}).run()
    turn(app, "rail_weights", {"drones": 90}).run()
    app.button(key="rail_back").click().run()
    scenario = app.session_state["scenario"]
    assert (scenario.id, scenario.year, scenario.weight("drones")) == ("kosovo_surge", 2034, 25)


def test_a_link_says_what_it_left_out_until_it_is_read(visit):
    app = visit({"s": "nonsense", "y": "2033"})
    assert app.session_state["scenario"].year == 2033
    assert len(warnings(app)) == 1
    assert "nonsense" in warnings(app)[0]
    app.button(key="link_read").click().run()
    assert warnings(app) == []


def unpainted():
    """A choice whose control says None before the browser has it."""
    import streamlit as st

    from ui import state

    for name, usual in (("runs", "single"), ("country", None)):
        state.choice(name, usual, lambda value: value in {"many", "SRB"})
    state.choose("runs", "many")
    state.choose("country", "SRB")
    state.choose("runs", None)
    state.choose("country", None)
    st.text(state.choice("runs", "single", lambda value: value == "many"))
    st.text(state.choice("country", None, lambda value: value == "SRB"))


def test_a_control_without_its_paint_makes_no_choice():
    """A page drawn anew before the browser has its controls makes them report None; only "all" may mean that."""
    app = AppTest.from_function(unpainted).run()
    assert [text.value for text in app.text] == ["many", "None"]
    assert "ignored" not in app.session_state


def test_a_context_country_joins_by_the_rail_and_leaves_with_all_it_did(app):
    app.multiselect(key="rail_joined").set_value(["ALB"]).run()
    assert app.session_state["scenario"].joined == ("ALB",)
    app.multiselect(key="rail_side_b").set_value(["HRV", "ALB"]).run()
    assert set(dict(app.session_state["scenario"].side_b.members)) == {"HRV", "ALB"}
    app.multiselect(key="rail_joined").set_value([]).run()
    assert app.session_state["scenario"].joined == ()
    assert set(dict(app.session_state["scenario"].side_b.members)) == {"HRV"}
    assert not app.exception


def test_a_side_is_not_left_empty_by_a_country_that_leaves(app):
    app.multiselect(key="rail_joined").set_value(["ALB"]).run()
    app.multiselect(key="rail_side_b").set_value(["ALB"]).run()
    app.multiselect(key="rail_joined").set_value([]).run()
    assert "Albania cannot leave side B empty; add a country there first." in warnings(app)
    assert app.session_state["scenario"].joined == ("ALB",)


def broken_off():
    """A page with one control; its run comes to its end only in present mode."""
    import streamlit as st

    from ui import state

    state.begin_page()
    state.put("amount", 5)
    st.number_input("Amount", key="amount")
    if state.presenting():
        state.end_page()


def test_after_a_run_that_was_broken_off_each_control_is_sent_again():
    """What a broken run set may never have reached the browser, which then answers with its own zero."""
    app = AppTest.from_function(broken_off).run()
    sent = [app.number_input[0].proto.set_value, app.run().number_input[0].proto.set_value]
    app.session_state["present"] = True
    sent += [app.run().number_input[0].proto.set_value for _ in range(3)]
    assert sent == [True, True, True, False, False]
