"""What would it take, in a session without a browser: answers, their loading, limits, and what cannot be had."""

from __future__ import annotations

import re

import pytest

from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world
from tests.app.seen import finding, html, takeable
from tests.app.turning import dials, turn
from ui import jobs, shop, state

PAGE = "pages/what_would_it_take.py"
PACKAGES = "cheapest-package"
WORLD = load_world()


@pytest.fixture
def opened(visit):
    """Return a function that opens a view of the page with choices on it, and waits for what is worked out."""

    def show(view="", change=None, preset="baseline", wait=True, **choices):
        app = visit({"s": preset})
        if change:
            app.session_state["scenario"] = altered(load_scenario(preset, WORLD), change, WORLD)
        app.session_state["views"] = {"what_would_it_take": view}
        app.session_state["choices"] = choices
        app.switch_page(PAGE).run()
        return ready(app) if wait else app

    return show


def ready(app):
    """Run the page until nothing is being worked out any more."""
    for _ in range(4):
        jobs.finish()
        app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def titles(app):
    return re.findall(r'<h2 class="charthead">(.+?)</h2>', html(app), flags=re.DOTALL)


def test_while_it_is_worked_out_the_page_says_what(opened, monkeypatch):
    monkeypatch.setattr(jobs, "outcome", lambda key, make, words: None)
    for view, words in (
        ("", "Looking for the smallest change: Kosovo*"),
        (PACKAGES, "Looking for the cheapest package"),
    ):
        app = opened(view, wait=False)
        assert words in finding(app)
        assert len(app.info) == 1


def test_the_smallest_change_in_words_with_picture_and_list(opened):
    app = opened()
    assert finding(app).startswith(
        "One change is enough for Kosovo* to be at least equal to Serbia in anti-tank in 2030: "
    )
    assert "EUR" in finding(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert re.match(r"\d+ single changes close the whole gap", titles(app)[0])
    assert app.button(key="inverse_load_0").label == "Load"
    assert app.warning.len == app.error.len == 0


def test_a_loaded_answer_is_in_the_scenario_and_then_nothing_is_missing(opened):
    app = opened()
    before = app.session_state["scenario"]
    app.button(key="inverse_load_0").click().run()
    ready(app)
    (bought,) = app.session_state["scenario"].purchases
    assert bought.country == "XKX"
    assert finding(app).startswith("Nothing needs to change for Kosovo*")
    assert app.button(key="rail_undo").click().run().session_state["scenario"] == before


def test_no_single_change_names_the_nearest_and_why(opened):
    app = opened(inverse_what="index")
    assert finding(app).startswith("No single change is enough for Kosovo* to be at least equal to Serbia")
    assert "the nearest: " in finding(app)
    assert titles(app) == ["No single change closes the gap"]
    assert all(button.label != "Load" for button in app.button)


def test_a_fixed_level_and_another_year(opened):
    app = opened(inverse_who="BIH", inverse_whom="level", inverse_level=0.3, inverse_what="index")
    assert "for Bosnia to be at 0.30 or more in the whole index in 2030" in finding(app)
    app.selectbox(key="inverse_year").set_value(2033).run()
    ready(app)
    assert app.session_state["scenario"].year == 2033
    assert "in 2033" in finding(app)


def test_with_confidence_it_takes_more(opened):
    def fewest(app):
        return int(re.search(r"buys ([\d,]+) more", finding(app)).group(1).replace(",", ""))

    single = fewest(opened())
    sure = opened(inverse_sure="confident")
    assert "with 80 % confidence" in finding(sure)
    assert fewest(sure) > single


def test_a_country_against_itself_needs_nothing(opened):
    app = opened(inverse_whom="XKX")
    assert finding(app).startswith("Nothing needs to change")
    assert len(app.get("vega_lite_chart")) == 0


def test_the_cheapest_package_its_front_and_its_table(opened):
    app = opened(PACKAGES)
    found = re.match(
        r"Kosovo\* needs about EUR ([\d,]+) m to be at least equal to Serbia in the whole index", finding(app)
    )
    assert found
    assert titles(app)[0].startswith("With EUR ")
    assert len(app.get("vega_lite_chart")) == 1
    assert "front" in takeable(app)
    assert len(app.table) == 1
    words = " ".join(block.value for block in app.markdown)
    assert re.search(r"reaches the level in \d+ % of 256 draws", words)
    assert any("Running cost is in no price" in words.value for words in app.caption)


def test_the_budget_dial_shows_another_package(opened):
    app = opened(PACKAGES)
    dial = dials(app, "pack_budget_dial")["pack_budget"]
    assert dial["low"] == 0
    assert dial["value"] == dial["default"]
    before = app.table[0].value
    turn(app, "pack_budget_dial", {"pack_budget": dial["value"] - 3 * dial["step"]})
    app.run()
    assert not before.equals(app.table[0].value)
    turn(app, "pack_budget_dial", {"pack_budget": 0})
    app.run()
    assert len(app.table) == 0
    assert app.button(key="pack_load").disabled


def test_two_packages_are_told_apart(opened):
    app = opened(PACKAGES, pack_against=2)
    assert len(app.table) == 2
    assert list(app.table[1].value.columns) == ["Option", "Before", "After", "Change"]
    assert any(re.match(r"EUR [\d,]+ m more, \+0\.\d\d", words.value) for words in app.markdown)


def test_the_cheapest_package_is_loaded_as_one_step(opened):
    app = opened(PACKAGES)
    before = app.session_state["scenario"]
    app.button(key="pack_load_least").click().run()
    ready(app)
    assert len(app.session_state["scenario"].purchases) > 1
    assert finding(app).startswith("Nothing needs to be bought for Kosovo*")
    assert app.button(key="rail_undo").click().run().session_state["scenario"] == before


def test_a_level_out_of_reach_is_said_with_how_far_it_goes(opened):
    app = opened(PACKAGES, pack_whom="level", pack_level=0.95)
    assert re.search(r"even with everything on the list Kosovo\* reaches 0\.\d\d of 0\.95", finding(app))
    assert titles(app)[0].startswith("Even EUR ")


def test_floors_that_cannot_be_kept(opened):
    app = opened(PACKAGES, pack_floor_long_range_strike=0.99)
    assert "the floors cannot be kept" in finding(app)
    assert any(box.value.startswith("No package keeps the limits.") for box in app.info)


def test_limits_are_counted_and_a_yearly_one_costs(opened):
    def price(app):
        return float(re.search(r"about EUR ([\d,]+) m", finding(app)).group(1).replace(",", ""))

    free, tight = opened(PACKAGES), opened(PACKAGES, pack_yearly=400.0)
    assert price(tight) >= price(free)
    labels = [block.proto.popover.label for block in tight.get("popover")]
    assert [label for label in labels if label.startswith("Limits")] == ["Limits (1 set)"]


def test_without_assumed_prices_none_is_assumed(opened):
    app = opened(PACKAGES, pack_assumed=False)
    assert "assumed" not in {str(cell) for cell in app.table[0].value["Price is"]}
    assert not any("assumption" in words.value for words in app.caption)


def test_all_weight_on_one_category(opened):
    change = {"weights": dict.fromkeys(WORLD.category_ids, 0.0) | {"long_range_strike": 1.0}}
    assert "Kosovo* needs about EUR" in finding(opened(PACKAGES, change))
    assert "in the whole index" in finding(opened("", change, inverse_what="index"))


def test_a_country_that_holds_nothing(opened):
    everything = [
        {"country": "XKX", "system_id": name, "quantity": 1_000_000, "year": WORLD.years[0]}
        for name in sorted({row.system_id for row in WORLD.inventory if row.country == "XKX"})
    ]
    change = {"retirements": everything, "statuses": []}
    assert "Kosovo* needs about EUR" in finding(opened(PACKAGES, change, pack_whom="BIH"))
    assert finding(opened("", change)).startswith("One change is enough for Kosovo*")


def test_a_price_typed_into_the_list_changes_the_package(opened):
    app = opened(PACKAGES, pack_prices=[["omtas-post", 0.01, 500]])
    counts = dict(zip(app.table[0].value["Option"], app.table[0].value["Count"], strict=True))
    assert int(counts["OMTAS post with about ten missiles"]) > 120
    assert any("1 changed" in box.label for box in app.expander)


def test_choices_that_do_not_fit_are_named(opened):
    app = opened(PACKAGES, pack_prices=[["no-such-option", 1, 1]], pack_yearly=-5, pack_who="side-a")
    for words in ("no-such-option", "-5", "side-a"):
        assert any(words in box.value for box in app.warning), words


def test_what_is_typed_into_the_list_is_kept_or_refused(monkeypatch):
    kept, said = {}, []
    monkeypatch.setattr(state, "choice", lambda name, usual, fits: kept.get(name, usual))
    monkeypatch.setattr(state, "choose", lambda name, value: kept.update({name: value}))
    monkeypatch.setattr(state, "notice", said.append)
    ids = ["javelin-post", "omtas-post"]
    shop._edited(ids, {"0": {"Price, EUR m": 3.5, "Most": 10}})
    assert kept[shop.PRICES] == [["javelin-post", 3.5, 10]]
    shop._edited(ids, {"1": {"Most": 0}})
    assert kept[shop.PRICES] == [["javelin-post", 3.5, 10], ["omtas-post", None, 0]]
    shop._edited(ids, {"0": {"Price, EUR m": WORLD.option["javelin-post"].unit_cost_best, "Most": 150}})
    assert kept[shop.PRICES] == [["omtas-post", None, 0]], "as in the catalogue"
    for cells in ({"Price, EUR m": -1}, {"Price, EUR m": None}, {"Most": 2.5}, {"Most": -1}, {"Most": None}):
        shop._edited(ids, {"0": cells})
        assert kept[shop.PRICES] == [["omtas-post", None, 0]]
    assert len(said) == 5
    assert all(words.endswith(".") and "was not taken" in words for words in said)
