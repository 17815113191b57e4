"""Claims, checked, in a real browser: a claim is opened, the series changed, and the verdict line follows."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.waiting import settle

expect.set_options(timeout=60_000)


def test_a_claim_is_opened_and_its_verdict_follows_the_series(page, server):
    page.goto(f"{server}/claims")
    settle(page)
    page.get_by_role("button", name="Five times the rest of the region").click()
    line = page.locator(".verdictline")
    expect(line).to_contain_text("As said: ○Not supported. Claimed: 5 times or more.")
    settle(page)
    page.get_by_role("combobox", name="Series").click()
    page.get_by_role("option", name="SIPRI previous release").click()
    expect(line).to_contain_text("As you read it: ○Not supported")
    expect(page.locator("h2.charthead")).to_contain_text("0.76 times as much")
    settle(page)
    page.wait_for_url(re.compile("[?&]c="))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(line).to_contain_text("As you read it")
    settle(page)
    page.get_by_role("button", name="Back to as said").click()
    expect(line).to_contain_text("As said")
    expect(page.locator("h2.charthead")).to_contain_text("0.78 times as much")
