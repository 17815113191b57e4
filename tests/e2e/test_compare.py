"""The Compare page in a real browser: years play on the map, and choices come back by the address."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

expect.set_options(timeout=20_000)


def open_map(page: Page, server: str, more: str = "") -> None:
    """Open the map and wait until it stands still."""
    page.goto(f"{server}/compare?v=map{more}")
    expect(page.locator(".stamp")).to_be_visible()
    expect(year_box(page)).to_be_visible()
    page.wait_for_timeout(1000)


def year_box(page: Page):
    """The slider of the years of the map."""
    return page.locator(".st-key-map_year_slider")


def year(page: Page) -> int:
    """The year the title of the map tells."""
    words = page.locator("h2.charthead").inner_text()
    return int(re.search(r" in (\d{4})", words).group(1))


def test_play_moves_the_year_and_pause_stops_it(page, server):
    open_map(page, server, "&y=2022")
    assert year(page) == 2022
    page.get_by_role("button", name="Play", exact=True).click()
    for later in (2023, 2024, 2025):
        expect(page.locator("h2.charthead")).to_contain_text(f"in {later}")
    expect(year_box(page)).to_contain_text(str(year(page)))
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.wait_for_timeout(500)
    stopped = year(page)
    page.wait_for_timeout(3000)
    assert year(page) == stopped
    page.get_by_role("button", name="Forward", exact=True).click()
    expect(page.locator("h2.charthead")).to_contain_text(f"in {stopped + 1}")


def test_playing_ends_at_the_last_year(page, server):
    open_map(page, server, "&y=2033")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator("h2.charthead")).to_contain_text("in 2035")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.wait_for_timeout(2500)
    assert year(page) == 2035


def test_the_map_is_a_picture_with_names_and_numbers(page, server):
    open_map(page, server)
    words = page.locator('[data-testid="stVegaLiteChart"] svg text').all_text_contents()
    assert {"Serbia", "Croatia", "Bosnia", "Kosovo*"} <= set(words)
    assert len([word for word in words if re.fullmatch(r"0\.\d\d", word)]) == 4


def test_a_reading_comes_back_by_the_address(page, server):
    page.goto(f"{server}/compare?v=sides")
    expect(page.locator(".stamp")).to_be_visible()
    page.wait_for_timeout(1500)
    page.get_by_label("Who stands against whom").click()
    page.get_by_role("option", name="Each against the average of the others").click()
    expect(page.locator("h1.finding")).to_contain_text("the mean of the others")
    page.wait_for_url(re.compile("c="))
    said = page.locator("h1.finding").inner_text()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("h1.finding")).to_have_text(said)
