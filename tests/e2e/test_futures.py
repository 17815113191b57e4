"""With uncertainty, in a real browser: progress is seen, work can be stopped, bands arrive by themselves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

expect.set_options(timeout=60_000)


@pytest.fixture
def asked(page, server):
    """Return a function that opens the first page and turns uncertainty on."""

    def opened(more: str = "") -> None:
        page.goto(f"{server}/?y=2031{more}")
        expect(page.locator(".stamp")).to_be_visible()
        page.get_by_role("radio", name="With uncertainty").click()

    return opened


def test_bands_arrive_without_a_further_click_and_the_link_keeps_them(page, asked):
    asked()
    expect(page.locator("h1.finding")).to_contain_text("% of the futures")
    expect(page.locator(".tile").first).to_contain_text("in 80 % of futures")
    expect(page.locator(".stamp")).to_contain_text("2,000 futures, seed 2026")
    page.wait_for_url(re.compile("c="))
    address, said = page.url, page.locator("h1.finding").inner_text()
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("h1.finding")).to_have_text(said)


def test_a_moved_weight_keeps_the_bands(page, asked):
    asked()
    expect(page.locator("h1.finding")).to_contain_text("% of the futures")
    before = page.locator("h1.finding").inner_text()
    dial = page.get_by_role("slider", name=re.compile("^Drones")).first
    dial.focus()
    for _ in range(5):
        dial.press("PageUp")
    expect(page.locator("h1.finding")).not_to_have_text(before)
    expect(page.locator("h1.finding")).to_contain_text("% of the futures")


def test_the_single_run_comes_back(page, asked):
    asked()
    expect(page.locator(".stamp")).to_contain_text("2,000 futures")
    page.get_by_role("radio", name="Single run").click()
    expect(page.locator(".stamp")).to_contain_text("single run at best values")
