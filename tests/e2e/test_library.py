"""The library in a real browser: two readers who save the same scenario, and a link to a published result."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.waiting import settle


def arrive(page: Page, address: str) -> Page:
    """Open an address and put the tour away."""
    page.goto(address)
    settle(page)
    skip = page.get_by_role("button", name="Skip")
    if skip.count():
        skip.click()
        settle(page)
    return page


def to_library(page: Page) -> None:
    """Go to the page by the menu."""
    page.get_by_text("Briefing", exact=True).first.click()
    page.get_by_role("menuitem", name="Library").click()
    page.wait_for_url("**/library**")
    settle(page)


def drones(page: Page, steps: int) -> None:
    """Move the dial of drones up by some steps with the arrow keys."""
    dial = page.locator(".st-key-rail_weights input[type=range], [class*=rail_weights] input[type=range]").nth(1)
    dial.focus()
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    settle(page)


def test_two_readers_save_the_same_scenario_and_both_keep_theirs(server, window):
    first = arrive(window(), f"{server}/library")
    first.get_by_role("button", name="Save what is on screen").click()
    first.get_by_label("Name", exact=True).fill("Čačak plan")
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.locator("h1.finding")).to_contain_text("'Čačak plan', saved today.")
    settle(first)
    second = arrive(window(), f"{server}/library")
    second.locator("[class*=st-key-open_] button").first.click()
    second.wait_for_url(lambda url: "/library" not in url)
    settle(second)
    drones(second, 5)
    to_library(second)
    drones(first, 9)
    for page in (first, second):
        page.get_by_role("button", name="Save what is on screen").click()
        page.get_by_role("button", name=re.compile("Save as next version")).click()
        settle(page)
    told = second.locator(".st-key-library_conflict_box")
    expect(told).to_contain_text("While you worked, version 2 of 'Čačak plan' was saved")
    expect(told).to_contain_text("Nothing is lost")
    cards = second.locator(".saved")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("Čačak plan, kept apart")
    told.get_by_role("button", name="Make mine version 3 of it").click()
    expect(second.locator(".saved")).to_have_count(1)
    expect(second.locator(".saved")).to_contain_text("3 versions")


def test_a_link_to_a_published_result_opens_for_another_reader(server, window):
    first = arrive(window(), f"{server}/library?v=published-results")
    first.get_by_role("button", name="Publish what is on screen").click()
    first.get_by_label("Title").fill("As briefed")
    first.get_by_role("button", name="Publish", exact=True).click()
    first.wait_for_url(re.compile(r"f=[a-z2-7]{10}"))
    settle(first)
    frozen_id = re.search(r"f=([a-z2-7]{10})", first.url).group(1)
    sentence = first.locator("h1.finding").inner_text()
    expect(first.locator(".stamp")).to_contain_text(f"Published result {frozen_id}.")
    expect(first.get_by_text(f"{server}/library?f={frozen_id}").first).to_be_visible()
    other = arrive(window(viewport={"width": 390, "height": 844}), f"{server}/?f={frozen_id}")
    expect(other).to_have_url(re.compile(rf"/library\?.*f={frozen_id}"))
    expect(other.locator("h1.finding")).to_have_text(sentence)
    assert other.evaluate("document.documentElement.scrollWidth") <= 390
    other.get_by_role("button", name="Run with today's data").click()
    expect(other.locator(".st-key-frozen_today")).to_contain_text("no index of 2030 moves by as much as 0.01")
    settle(other)
    other.reload()
    settle(other)
    expect(other.locator("h1.finding")).to_have_text(sentence)
    expect(other.locator(".st-key-frozen_today")).to_be_visible()
