"""What drives it and the red team in a real browser: wait, load a counter-scenario, come back by the link."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.waiting import LONG_MILLISECONDS, settle

expect.set_options(timeout=LONG_MILLISECONDS)


def finding(page: Page):
    """The finding on top of the page."""
    return page.locator("h1.finding")


def test_a_counter_scenario_of_the_red_team_changes_the_sentence(page, server):
    page.goto(f"{server}/how_sure?v=red-team")
    expect(finding(page)).to_contain_text(re.compile(r"Of \d+ single changes tried"))
    settle(page)
    expect(page.get_by_text("The sentence on trial: In 2030 Serbia is ahead of Croatia")).to_be_visible()
    promised = page.locator(".threat .then").first.inner_text()
    page.get_by_role("button", name=re.compile(r"\bLoad$")).first.click()
    expect(page.get_by_text(f"The sentence on trial: {promised}")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Balance", exact=True).click()
    expect(finding(page)).to_have_text(promised)
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(finding(page)).to_contain_text("In 2030 Serbia is ahead of Croatia")


def test_an_end_of_a_bar_is_loaded_and_the_link_keeps_the_view(page, server):
    page.goto(f"{server}/how_sure?v=what-drives-it")
    expect(page.locator("h2.charthead")).to_contain_text("the largest effect on the gap between Serbia and Croatia")
    settle(page)
    words = page.locator('[data-testid="stVegaLiteChart"] svg text').all_text_contents()
    assert {"low end", "high end", "Readiness of active units, Serbia"} <= set(words)
    page.get_by_role("button", name="Load as scenario").click()
    expect(page.locator(".stamp")).to_contain_text("Differs from the plain model")
    settle(page)
    page.wait_for_url(re.compile("v=what-drives-it"))
    stamp = page.locator(".stamp").inner_text()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".stamp")).to_contain_text(stamp.split(", ")[0])


def test_ranks_and_overtaking_come_when_the_futures_are_drawn(page, server):
    page.goto(f"{server}/how_sure?v=ranks-over-time")
    expect(finding(page)).to_contain_text("of the futures")
    settle(page)
    page.get_by_role("tab", name="Overtaking").click()
    expect(finding(page)).to_contain_text(re.compile(r"Kosovo\* overtakes Bosnia by 2030 in \d+ % of the futures"))
    expect(page.locator("h2.charthead")).to_contain_text("is the likeliest year")
