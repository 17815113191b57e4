"""State to link to state through the real address bar, and undo after ten mixed changes."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from balance_model.errors import ScenarioError
from balance_model.records import links
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import load_world
from tests.e2e.waiting import reads, settle, until
from tests.laws.strategies import changes

WORLD = load_world()
PRESETS = {name: load_scenario(name, WORLD) for name in scenario_ids()}
HOW_MANY = 20


def generated() -> list[Scenario]:
    """Twenty scenarios, the same in every run."""
    found: list[Scenario] = []

    @seed(20261122)
    @settings(
        max_examples=200, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
    )
    @given(st.sampled_from(sorted(PRESETS)), changes(WORLD))
    def collect(base: str, content: dict) -> None:
        try:
            scenario = altered(PRESETS[base], content, WORLD)
        except ScenarioError:
            return
        if len(found) < HOW_MANY and scenario not in PRESETS.values() and scenario not in found:
            found.append(scenario)

    collect()
    return found


def query(page: Page) -> dict[str, str]:
    """The parameters in the address bar."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.evaluate("location.href")).query).items()}


def test_twenty_scenarios_come_back_from_the_address_bar(page, server):
    scenarios = generated()
    assert len(scenarios) == HOW_MANY
    for number, scenario in enumerate(scenarios):
        params = links.to_params(scenario, PRESETS)
        path = ("", "scenario", "compare", "evidence", "method")[number % 5]
        page.goto(f"{server}/{path}?{urlencode(params)}", wait_until="commit")
        reads(page, ".stamp", f"({scenario.scenario_id})")
        assert page.get_by_test_id("stAlert").and_(page.locator(":visible")).count() == 0
        back, ignored = links.from_params(query(page), PRESETS, WORLD)
        assert ignored == []
        assert back == scenario


def test_undo_after_ten_mixed_changes_gives_each_state_back(page, server):
    page.goto(server)
    rail = page.get_by_test_id("stSidebar")
    settle(page)

    def stamp() -> str:
        return re.search(r"\([\w-]+-[0-9a-f]{8}\)", page.locator(".stamp").inner_text()).group()

    def typed(name: str, value: str) -> None:
        box = page.get_by_role("textbox", name=f"{name}, type a value")
        box.fill(value)
        box.press("Enter")

    def chosen(label: str, option: str) -> None:
        box = rail.get_by_role("combobox", name=label)
        box.scroll_into_view_if_needed()
        settle(page)  # a list that opens while the rail scrolls shuts again
        box.click()
        page.get_by_role("option", name=option).first.click()

    rail.get_by_text("What counts", exact=True).click()
    expect(rail.get_by_role("button", name="In delivery")).to_be_visible()
    rail.get_by_text("Model options", exact=True).click()
    expect(rail.get_by_text("Counter layer")).to_be_visible()
    settle(page)
    states = [stamp()]
    for step in (
        lambda: typed("Drones", "60"),
        lambda: typed("Year", "2033"),
        lambda: rail.get_by_role("button", name="In delivery").click(),
        lambda: rail.get_by_text("Counter layer").click(),
        lambda: typed("Anti-tank", "10"),
        lambda: page.get_by_role("button", name="Reset Drones to 25").click(),
        lambda: rail.get_by_text("Enabler shortage").click(),
        lambda: chosen("Scenario", "Announced plans too"),
        lambda: typed("Air defence", "80"),
        lambda: typed("Year", "2026"),
    ):
        step()
        until(page, "(old) => !document.querySelector('.stamp').innerText.includes(old)", states[-1])
        states.append(stamp())
    assert len(set(states)) == 11
    for before in reversed(states[:-1]):
        page.get_by_role("button", name="Undo").press("Enter")  # by key: Playwright may scroll under its own pointer
        reads(page, ".stamp", before)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    until(page, "location.search === ''")
    for after in states[1:]:
        page.get_by_role("button", name="Redo").press("Enter")
        reads(page, ".stamp", after)
