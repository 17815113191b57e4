"""The drawer: a tile, a button and a row open it, its choosers lead on, and a deal is given a number."""

from __future__ import annotations

import re

import pytest

from balance_model.core.assess import assess
from balance_model.records import links
from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world
from ui import futures, jobs

WORLD = load_world()
BASE = load_scenario("baseline", WORLD)
PICTURES = {
    "pages/balance.py": "profile",
    "pages/scenario.py": "deliveries",
    "pages/compare.py": "scenarios",
    "pages/how_sure.py": "weightings",
    "pages/what_would_it_take.py": "smallest-change",
    "pages/evidence.py": "quality",
    "pages/method.py": "saturation",
}


@pytest.fixture
def app(visit):
    """Return a session on the Balance page."""
    return visit()


def told(app):
    """The parts of the drawer as HTML; empty if it is closed."""
    assert not app.exception, [error.value for error in app.exception]
    return [block.proto.body for block in app.get("html") if 'class="from"' in block.proto.body]


def heading(app):
    """Name of the number and the number."""
    found = re.search(r'<p class="what">(.+?)</p><p class="number">(.+?)</p>', told(app)[0])
    return found.groups()


def value(code, year, category):
    answer = assess(WORLD, BASE)
    at = WORLD.country_codes.index(code), WORLD.years.index(year)
    return f"{answer.value[*at, WORLD.category_ids.index(category)] if category else answer.score[at]:.2f}"


def test_a_tile_opens_its_index_and_a_category_its_rows(app):
    assert told(app) == []
    app.button(key="tile_HRV").click().run()
    assert heading(app) == (f"Croatia, holdings index, {BASE.year}", value("HRV", BASE.year, None))
    app.button(key="drawer_open_anti_tank").click().run()
    assert heading(app) == (f"Croatia, anti-tank, {BASE.year}", value("HRV", BASE.year, "anti_tank"))
    assert "<details>" in "".join(told(app))


def test_choosers_lead_to_any_number(app):
    app.button(key="tile_SRB").click().run()
    app.selectbox(key="drawer_country").set_value("XKX").run()
    app.selectbox(key="drawer_category").set_value("drones").run()
    app.selectbox(key="drawer_year").set_value(2026).run()
    assert heading(app) == ("Kosovo*, drones, 2026", value("XKX", 2026, "drones"))
    assert app.session_state["scenario"].year == BASE.year
    app.selectbox(key="drawer_category").set_value("index").run()
    assert heading(app)[0] == "Kosovo*, holdings index, 2026"


def test_it_closes_and_another_page_does_not_show_it(app):
    app.button(key="tile_SRB").click().run()
    app.button(key="drawer_close").click().run()
    assert told(app) == []
    app.button(key="tile_SRB").click().run()
    app.switch_page("pages/compare.py").run()
    assert told(app) == []


@pytest.mark.parametrize("page", PICTURES)
def test_every_page_has_a_button_that_opens_it(app, page):
    app.switch_page(page).run()
    jobs.finish()
    app.run()
    app.button(key=f"from_{PICTURES[page]}").click().run()
    assert told(app)


def test_the_rows_of_the_data_page_open_it(app):
    app.session_state["views"] = {"evidence": "holdings-and-deals"}
    app.switch_page("pages/evidence.py").run()
    app.button(key="rec_from").click().run()
    first = WORLD.inventory[0]
    assert WORLD.system[first.system_id].name in told(app)[0]
    assert f"{first.best} units, from {first.low} to {first.high}" in told(app)[0]
    app.button(key="drawer_all").click().run()
    assert heading(app)[0].startswith(WORLD.short_name(first.country))


def test_one_number_behind_a_view_says_the_same(app):
    app.session_state["views"] = {"evidence": "behind-a-number"}
    app.switch_page("pages/evidence.py").run()
    shown = heading(app)
    assert shown == (f"Serbia, anti-tank, {BASE.year}", value("SRB", BASE.year, "anti_tank"))


def opened(app, name):
    """The session with the list of deals under a chart unfolded, as the browser would keep it."""
    app.session_state[f"size_{name}"] = True
    return app.run()


def test_a_deal_without_a_number_is_sized_and_undone(app):
    opened(app, "profile")
    deal = WORLD.deal["srb-multilayer-ad-2025"]
    key = f"size_profile_{deal.deal_id}"
    before = app.session_state["scenario"]
    app.number_input(key=key).set_value(18).run()
    assert dict(app.session_state["scenario"].deals)[deal.deal_id].quantity == 18
    assert not app.exception
    now = assess(WORLD, app.session_state["scenario"]).score
    assert (now >= assess(WORLD, before).score).all()
    assert now.sum() > assess(WORLD, before).score.sum()
    app.button(key="rail_undo").click().run()
    assert app.session_state["scenario"] == before
    assert opened(app, "profile").number_input(key=key).value == deal.best


def test_a_sized_deal_goes_back_to_what_was_published(app):
    opened(app, "profile")
    app.number_input(key="size_profile_srb-multilayer-ad-2025").set_value(3).run()
    opened(app, "profile").button(key="size_back_profile_srb-multilayer-ad-2025").click().run()
    assert app.session_state["scenario"].deals == BASE.deals


def test_pictures_of_money_and_weights_list_no_deals(app):
    app.session_state["views"] = {"how_sure": "swing-weights"}
    app.switch_page("pages/how_sure.py").run()
    keys = {button.key for button in app.button}
    assert "from_swing" not in keys
    assert not any("deal" in block.proto.popover.label for block in app.get("popover"))


def test_with_uncertainty_the_middle_80_per_cent_are_told(visit):
    app = visit({"c": links.pack({"runs": futures.MANY})})
    jobs.finish()
    app.run()
    app.button(key="tile_BIH").click().run()
    assert re.search(r"Middle of the futures; 0\.\d\d to 0\.\d\d in 80 % of them\.", told(app)[0])
