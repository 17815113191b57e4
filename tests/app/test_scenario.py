"""Every view of the Scenario page: what is chosen there reaches the scenario, and what is told follows it."""

from __future__ import annotations

import pytest

from balance_model.records.scenario import DealChange
from balance_model.records.scenarios import altered, load_scenario
from tests.app.turning import dials, turn
from ui import compute

RAFALE = "srb-rafale-2024"
VIEWS = ("deliveries", "deal-table", "buy", "packages", "retire-or-modernise", "money", "what-each-change-did")


@pytest.fixture
def opened(visit):
    """Return a function that opens a view of the page, with choices on it and a preset."""

    def show(view="", preset="baseline", **choices):
        app = visit({"s": preset})
        app.session_state["views"] = {"scenario": view}
        app.session_state["choices"] = choices
        app.switch_page("pages/scenario.py").run()
        assert not app.exception, [error.value for error in app.exception]
        return app

    return show


def html(app, word):
    """The written blocks of the page that hold a word."""
    return [block.proto.body for block in app.get("html") if word in block.proto.body]


def finding(app):
    """The sentence on top."""
    (found,) = html(app, '<h1 class="finding">')
    return found


def changes(app):
    """The deals changed in the scenario."""
    return dict(app.session_state["scenario"].deals)


@pytest.mark.parametrize("preset", ["baseline", "kosovo_surge"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_the_index_of_the_four(opened, view, preset):
    app = opened(view, preset)
    assert len(html(app, '<div class="strip">')) >= 1
    assert app.warning.len == 0


def test_a_preset_is_named_and_own_changes_are_counted(opened):
    app = opened("", "kosovo_surge")
    assert "&#x27;Kosovo: anti-tank, drones&#x27; moves Kosovo*" in finding(app)
    turn(app, "rail_year", {"year": 2033})
    app.run()
    app.session_state["choices"] = {"deal": RAFALE, "deals_category": "every"}
    app.run()
    turn(app, f"units_{RAFALE}", {"quantity": 13})
    app.run()
    assert "Your change moves" in finding(app) or "Your change moves no index" in finding(app)


def test_filters_narrow_the_deals(opened):
    app = opened("", deals_category="every", deals_country=["Croatia"], deals_supplier=["France"])
    labels = app.selectbox(key="deal").options
    assert labels
    assert all(label.startswith("Croatia: ") for label in labels)
    app = opened("", deals_category="anti_tank", deals_status=["Cancelled"])
    assert [box.value for box in app.info] == [
        "No deal fits this choice; choose another country, category, supplier or status."
    ]


def test_the_usual_filter_holds_the_deals_that_were_changed(opened, world):
    app = opened()
    assert "Headline four" in app.selectbox(key="deals_category").options
    assert "Serbia: Rafale F4" not in app.selectbox(key="deal").options
    app.session_state["scenario"] = altered(load_scenario("baseline", world), {"deals": {RAFALE: {"delay": 2}}}, world)
    app.run()
    assert app.selectbox(key="deals_category").value == "headline"
    assert "Headline four and changed" in app.selectbox(key="deals_category").options
    assert "Serbia: Rafale F4" in app.selectbox(key="deal").options


def test_the_dial_of_a_delay_reaches_as_far_as_the_format(opened):
    app = opened("", deal=RAFALE, deals_category="every")
    dial = dials(app, f"delay_{RAFALE}")["delay"]
    described = DealChange.model_json_schema()["properties"]["delay"]
    assert (dial["low"], dial["high"]) == (described["minimum"], described["maximum"])


def test_a_choice_that_is_not_on_offer_is_named(opened):
    app = opened("", deals_supplier=["Atlantis"])
    assert "Atlantis" in app.warning[0].value


def test_the_panel_of_a_deal_shows_what_it_is(opened):
    app = opened("", deal=RAFALE, deals_category="every")
    (facts,) = html(app, "12 airframes, 2028–2029, from France")
    assert "EUR 2,745 m (2024)" in facts
    units = dials(app, f"units_{RAFALE}")["quantity"]
    assert (units["value"], units["default"], units["low"], units["high"]) == (12, 12, 0, 24)
    assert dials(app, f"delay_{RAFALE}")["delay"]["value"] == 0
    assert dials(app, f"share_{RAFALE}")["share"]["value"] == 100
    assert app.toggle(key="deal_count").value


def test_units_delay_share_and_counting_reach_the_scenario(opened):
    app = opened("", deal=RAFALE, deals_category="every")
    turn(app, f"delay_{RAFALE}", {"delay": 2})
    app.run()
    turn(app, f"share_{RAFALE}", {"share": 50})
    app.run()
    change = changes(app)[RAFALE]
    assert (change.delay, change.quantity, change.include) == (2, 6, None)
    assert dials(app, f"units_{RAFALE}")["quantity"]["value"] == 6
    app.toggle(key="deal_count").set_value(False).run()
    assert changes(app)[RAFALE].include is False
    app.toggle(key="deal_count").set_value(True).run()
    assert changes(app)[RAFALE].include is None, "counted by its status, as published"
    app.button(key="deal_back").click().run()
    assert changes(app) == {}


def test_what_the_deal_does_follows_while_the_dial_is_held(opened):
    app = opened("", deal="hrv-himars-2024", deals_category="long_range_strike")
    before = html(app, "The deal moves")
    turn(app, "units_hrv-himars-2024", {"quantity": 16}, held=True)
    assert html(app, "Your change moves Croatia from")
    assert before
    assert before[0] not in html(app, "The deal moves")


def test_closing_the_panel_leaves_the_deal(opened):
    app = opened("", deal=RAFALE, deals_category="every")
    app.button(key="deal_close").click().run()
    assert html(app, "12 airframes") == []
    assert app.selectbox(key="deal").value is None


def test_the_catalogue_tells_price_and_adds_counted_units(opened):
    app = opened("buy", buy_country="XKX", buy_category="anti_tank", buy_option="javelin-post")
    option = compute.world().option["javelin-post"]
    (card,) = html(app, '<dl class="option">')
    for text in ("EUR 2.9 m (2.1 to 3.5 m) of 2024", "sellers: United States", "Running cost is not in the price"):
        assert text in card
    app.number_input(key="buy_count").set_value(100).run()
    assert any(words.value.startswith("EUR 290 m (210 to 350 m). It would move Kosovo\\*") for words in app.markdown)
    app.button(key="buy_add").click().run()
    (bought,) = app.session_state["scenario"].purchases
    assert (bought.country, bought.system_id, bought.option_id) == ("XKX", option.system_id, "javelin-post")
    assert (bought.quantity, bought.first_year, bought.last_year) == (100, 2029, 2029), "2026 and 2.5 years, rounded up"
    assert "Your change moves Kosovo*" in finding(app)


def test_ammunition_is_not_scored(opened):
    option = next(row for row in compute.world().options if not row.scored)
    app = opened("buy", buy_category=option.category, buy_option=option.option_id)
    assert any("not scored" in words.value for words in app.markdown)
    assert any("not scored" in words.value for words in app.caption)


def test_units_of_a_purchase_have_a_dial_and_it_can_be_removed(opened):
    app = opened("buy", "kosovo_surge")
    turn(app, "units_purchases_1", {"quantity": 40})
    app.run()
    assert [item.quantity for item in app.session_state["scenario"].purchases] == [60, 40, 5, 6000]
    app.button(key="remove_purchases_0").click().run()
    assert [item.quantity for item in app.session_state["scenario"].purchases] == [40, 5, 6000]


def test_any_system_can_be_bought(opened):
    app = opened("buy", buy_way="Any system")
    app.button(key="FormSubmitter:purchase-Add the purchase").click().run()
    assert [box.value for box in app.warning] == ["Choose a system to buy."]
    system = next(box for box in app.selectbox if box.label == "System")
    system.set_value("javelin")
    app.button(key="FormSubmitter:purchase-Add the purchase").click().run()
    assert [item.system_id for item in app.session_state["scenario"].purchases] == ["javelin"]


def test_a_package_is_added_as_one_step(opened):
    name = next(iter(compute.world().package))
    app = opened("packages", package=name, package_country="BIH")
    before = app.session_state["scenario"]
    app.button(key="package_add").click().run()
    bought = app.session_state["scenario"].purchases
    assert [item.option_id for item in bought] == [item.option_id for item in compute.world().package[name]]
    assert {item.country for item in bought} == {"BIH"}
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"] == before


def test_a_package_ordered_too_late_says_so(opened):
    app = opened("packages")
    app.number_input(key="package_year").set_value(2035).run()
    assert app.button(key="package_add").disabled
    assert any("after 2035; order it earlier" in words.value for words in app.markdown)


@pytest.mark.parametrize(
    ("move", "group"),
    [("Retire", "retirements"), ("Give to another", "transfers"), ("Modernise", "modernisations")],
)
def test_units_leave_change_hands_or_become_better(opened, move, group):
    app = opened("retire-or-modernise", move=move, move_country="SRB")
    system = app.selectbox(key="move_system_SRB")
    system.set_value("m-84").run()
    app.number_input(key="move_units").set_value(5).run()
    app.button(key="move_add").click().run()
    (made,) = getattr(app.session_state["scenario"], group)
    assert (made.system_id, made.quantity, made.year) == ("m-84", 5, 2030)
    assert (made.giver if group == "transfers" else made.country) == "SRB"


def test_more_units_than_there_are_is_said(opened):
    app = opened("retire-or-modernise", move_country="SRB")
    app.selectbox(key="move_system_SRB").set_value("m-84").run()
    app.number_input(key="move_units").set_value(900_000).run()
    app.button(key="move_add").click().run()
    assert "in service in 2030" in app.warning[0].value


def test_the_share_of_the_budget_is_a_number_of_one_country(opened):
    app = opened("money", "kosovo_surge")
    assert any("Kosovo*" in words and "budget for new equipment" in words for words in html(app, "charthead"))
    turn(app, "money_share", {"procurement_share@XKX": 40})
    app.run()
    assert dict(app.session_state["scenario"].dials) == {"procurement_share@XKX": 40}


def test_money_without_purchases_says_what_to_do(opened):
    app = opened("money")
    assert app.info[0].value.startswith("Nothing is bought in this scenario.")


def test_replay_goes_back_and_forward(opened):
    app = opened("what-each-change-did", "kosovo_surge")
    assert app.button(key="replay_chevron_right").disabled
    app.button(key="replay_first_page").click().run()
    assert app.button(key="replay_chevron_left").disabled
    strips = html(app, '<div class="strip">')
    assert any("→" in words for words in strips)
    assert any("→" not in words for words in strips), "before any change nothing has moved"
    app.button(key="replay_chevron_right").click().run()
    assert app.session_state["choices"]["replay"] == 1


def test_each_change_is_taken_back_alone(opened):
    app = opened("what-each-change-did", "kosovo_surge")
    app.button(key="take_back_1").click().run()
    assert [item.quantity for item in app.session_state["scenario"].purchases] == [60, 5, 6000]


def test_averaged_and_in_order_lead_to_the_same_end(opened):
    for way in ("In this order", "Averaged over all orders"):
        app = opened("what-each-change-did", "kosovo_surge", effect_way=way)
        assert any("The index of Kosovo* in 2030 rises from" in words for words in html(app, "charthead"))


def test_nothing_changed_says_what_to_do(opened):
    app = opened("what-each-change-did")
    assert app.info[0].value.startswith("Nothing is changed yet.")
