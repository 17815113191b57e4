"""Every page with every preset and at every edge: no exception, and a finding on top."""

from __future__ import annotations

import re

import pytest

from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import load_world
from ui.registry import PAGES

WORLD = load_world()
PRESETS = {name: load_scenario(name, WORLD) for name in scenario_ids()}
HEADLINE = ("anti_tank", "drones", "air_defence", "long_range_strike")
WITHDRAW_ALL = [
    {"country": row.country, "system_id": row.system_id, "quantity": 1_000_000, "year": WORLD.years[0]}
    for row in {(row.country, row.system_id): row for row in WORLD.inventory}.values()
]
EDGES = {
    "as published": {},
    "first year": {"year": WORLD.years[0]},
    "last year": {"year": WORLD.years[-1]},
    "one weight": {"weights": dict.fromkeys(HEADLINE, 0.0) | {"helicopters": 1.0}},
    "extreme weights": {"weights": {"drones": 1e9, "anti_tank": 1e-9, "air_defence": 0.0}},
    "every option": {
        "options": {"counters": True, "shortage": True, "cap": True, "access": True, "form": "exponential"}
    },
    "no substitution": {"dials": {"rho": -1.0}, "options": {"form": "linear", "shortage": True}},
    "published only, no deals": {"evidence": "published", "statuses": []},
    "coalition": {"sides": {"a": {"members": {"SRB": 1.0}}, "b": {"members": {"HRV": 0.5, "XKX": 1.0, "BIH": 0.0}}}},
}


@pytest.fixture(scope="module")
def app(visit):
    """Return one session for all cases; each case puts its own scenario on screen."""
    return visit()


def show(app, page, scenario):
    """Run a page with a scenario and give its finding."""
    app.session_state["scenario"] = scenario
    app.switch_page(page).run()
    assert not app.exception, [error.value for error in app.exception]
    assert [box.value for box in app.error] == []
    html = [block.proto.body for block in app.get("html")]
    found = [match for text in html for match in re.findall(r'<h1 class="finding">(.+?)</h1>', text, flags=re.DOTALL)]
    assert len(found) == 1
    assert found[0].endswith(".")
    assert "nan" not in found[0].lower().split()
    return found[0]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("page", [spec.file for spec in PAGES])
def test_every_preset(app, page, name):
    show(app, page, PRESETS[name])
    assert app.selectbox(key="rail_preset").value == name
    stamps = [block.proto.body for block in app.get("html") if 'class="stamp"' in block.proto.body]
    assert len(stamps) == 1
    assert PRESETS[name].scenario_id in stamps[0]
    assert "UNSCR 1244" in stamps[0]


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("page", [spec.file for spec in PAGES])
def test_every_edge(app, page, edge):
    show(app, page, altered(PRESETS["kosovo_surge"], EDGES[edge], WORLD))


@pytest.mark.parametrize("page", [spec.file for spec in PAGES])
def test_nothing_counted(app, page):
    only = {"statuses": [], "evidence": "published", "retirements": WITHDRAW_ALL}
    show(app, page, altered(PRESETS["baseline"], only, WORLD))


def test_nothing_counted_is_said(app):
    only = {"statuses": [], "evidence": "published", "retirements": WITHDRAW_ALL, "year": WORLD.years[-1]}
    weights = dict.fromkeys(WORLD.category_ids, 0.0) | {"long_range_strike": 1.0}
    finding = show(app, "pages/balance.py", altered(PRESETS["baseline"], only | {"weights": weights}, WORLD))
    assert "no country holds anything" in finding
