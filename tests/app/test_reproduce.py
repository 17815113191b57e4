"""The panel "Reproduce this", and the standard views beside the pages they stand on."""

from __future__ import annotations

import html as markup
import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from balance_model.exhibits.cases import case
from balance_model.exhibits.standard import STANDARD, exhibit
from balance_model.records import links
from balance_model.records.scenarios import altered, load_scenario, presets
from tests.app.seen import html, show
from ui import jobs

CHANGE = {"year": 2031, "weights": {"drones": 40}, "deals": {"hrv-leopard2a8-2025": {"delay": 2}}}


@pytest.fixture(scope="module")
def known(world):
    return presets(world)


def panel(params):
    """The panel alone, for the scenario of a link."""

    def page(params):
        from ui import address, reproduce

        address.read("balance", params)
        reproduce.draw()

    app = AppTest.from_function(page, kwargs={"params": params}, default_timeout=60).run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def test_the_panel_shows_four_ways_to_one_scenario(world, known):
    scenario = altered(known["kosovo_surge"], CHANGE, world)
    app = panel(links.to_params(scenario, known))
    assert [tab.label for tab in app.tabs] == ["Link", "Command", "Python", "File"]
    link, command, python, content = (block.value for block in app.code)
    assert dict(parse_qsl(urlsplit(link).query))["y"] == "2031"
    assert links.load_link(link if links.is_link(link) else f"?{urlsplit(link).query}", world) == scenario
    assert "assess --scenario kosovo_surge --set year=2031 --set weights.drones=40" in command
    assert python.startswith("from balance_model import")
    assert load_scenario(json.loads(content), world).scenario_id == scenario.scenario_id
    (button,) = app.get("download_button")
    assert button.proto.label == "Download the file"


def test_own_rows_that_no_link_carries_are_told(world, known, monkeypatch):
    from tests.exhibits.conftest import cases

    base, change = cases(world)["own rows"]
    params = links.to_params(altered(known[base], change, world), known)
    monkeypatch.setattr(links, "LONGEST_PART", 40)
    monkeypatch.setattr(links, "unpack", lambda text, whole=links.unpack: json.loads(json.dumps(unpacked)))
    unpacked = {"own_rows": change["own_rows"]}
    words = " ".join(each.value for each in panel(params).caption)
    assert "too many for a link" in words
    assert "download" in words


TITLES = ["index", "pairs", "scenarios", "causes", "weightings", "drivers", "ceilings", "spending"]


@pytest.mark.parametrize("name", TITLES)
def test_the_address_of_a_view_leads_to_the_same_picture(visit, world, known, name):
    """The page that the address of a standard view opens shows a chart of that very title."""
    expected = exhibit(case(world, altered(known["serbia_plans"], {"year": 2031}, world), presets=known), name)
    parts = urlsplit(expected.address)
    page = STANDARD[name].page or "balance"
    params = dict(parse_qsl(parts.query))
    app = visit()
    if page != "balance":
        app.switch_page(f"pages/{page}.py").run()
    choices = links.unpack(params["c"]) if "c" in params else {}
    show(app, page, params.get("v", ""), links.from_params(params, known, world)[0], **choices)
    jobs.finish()
    app.run()
    assert not app.exception
    assert app.warning.len == 0, [each.value for each in app.warning]
    heads = [markup.unescape(each) for each in re.findall(r'<h2 class="charthead">(.+?)</h2>', html(app), re.DOTALL)]
    assert expected.title in heads
