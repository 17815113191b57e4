"""The How sure page in a real browser: words and pictures, the nearest reversal, swing weights by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.waiting import settle

expect.set_options(timeout=60_000)


def finding(page: Page):
    """The finding on top of the page."""
    return page.locator("h1.finding")


def test_the_nearest_reversal_changes_the_lead_and_the_link_keeps_it(page, server):
    page.goto(f"{server}/how_sure?s=kosovo_surge&y=2033")
    settle(page)
    expect(finding(page)).to_contain_text("Serbia is first in")
    words = page.locator('[data-testid="stVegaLiteChart"] svg text').all_text_contents()
    assert {"Serbia first", "Today's weights", "first", "Kosovo*"} <= set(words)
    expect(page.locator("h2.charthead").nth(1)).to_contain_text("Kosovo* leads once drones carries more than")
    page.get_by_role("button", name="Load these weights").first.click()
    expect(page.locator("h2.charthead").nth(1)).to_contain_text("Serbia leads once drones carries less than")
    settle(page)
    page.wait_for_url(re.compile("w="))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("h2.charthead").nth(1)).to_contain_text("Serbia leads once drones carries less than")
    page.get_by_role("link", name="Balance", exact=True).click()
    expect(finding(page)).to_contain_text(re.compile(r"In 2033 Kosovo\* (is|and)"))


def test_an_order_is_made_by_keyboard_and_its_weights_are_used(page, server):
    page.goto(f"{server}/how_sure?v=swing-weights")
    settle(page)
    expect(finding(page)).to_contain_text("Anti-tank would carry 52 %")
    page.locator(".st-key-swing_up_drones button").first.focus()
    page.keyboard.press("Enter")
    expect(finding(page)).to_contain_text("Drones would carry 52 %")
    settle(page)
    page.get_by_role("slider", name="Anti-tank").last.focus()
    page.keyboard.press("End")
    expect(finding(page)).to_contain_text("drones would each carry 42 %")
    settle(page)
    page.get_by_role("button", name="Use these weights").click()
    expect(page.locator(".stamp")).to_contain_text("Weights: anti-tank 42 %, drones 42 %, air defence 12 %")
