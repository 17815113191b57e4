"""Present mode in a real browser: large, by keyboard, with years that play, and kept by the link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

expect.set_options(timeout=20_000)


def bar(page: Page):
    """The bar at the foot of the screen."""
    return page.locator(".st-key-present")


def type_size(page: Page) -> float:
    """Height of a line of the finding on screen, in pixels."""
    return page.locator("h1.finding").evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects()[0].height }"
    )


def test_one_button_makes_it_large_and_the_arrows_step_through(page, server):
    page.goto(f"{server}/?s=kosovo_surge&y=2033")
    expect(page.locator(".stamp")).to_contain_text("2033.")
    before = type_size(page)
    page.keyboard.press("Escape")  # the tour
    page.get_by_role("button", name="Present").click()
    expect(bar(page)).to_contain_text("Kosovo: anti-tank, drones, 2033")
    expect(bar(page)).to_contain_text("UNSCR 1244")
    expect(bar(page)).to_contain_text("1 of 4")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    assert type_size(page) >= 1.15 * before
    page.wait_for_url(re.compile(r"[?&]p=1"))
    for number, path in ((2, "/"), (3, "/scenario"), (4, "/compare"), (1, "/")):
        page.keyboard.press("ArrowRight")
        expect(bar(page)).to_contain_text(f"{number} of 4")
        page.wait_for_url(re.compile(rf"{path}\?.*p=1"))
    page.keyboard.press("ArrowLeft")
    expect(bar(page)).to_contain_text("4 of 4")
    expect(bar(page)).to_contain_text("Kosovo: anti-tank, drones, 2033")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    expect(bar(page)).to_have_count(0)
    page.wait_for_url(lambda url: "p=1" not in url)


def test_the_link_opens_in_present_mode_for_a_new_visitor(page, server):
    page.goto(f"{server}/?v=over-the-years&p=1")
    expect(bar(page)).to_contain_text("2 of 4")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible()
    expect(page.get_by_role("tab", name="Over the years")).to_be_hidden()


def test_the_years_play_and_stop_and_are_one_step_to_undo(page, server):
    page.goto(f"{server}/?y=2026&p=1")
    expect(page.locator("h1.finding")).to_contain_text("In 2026")
    page.get_by_role("button", name="Play the years").click()
    for year in (2027, 2028, 2029):
        expect(page.locator("h1.finding")).to_contain_text(f"In {year}")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play the years")).to_be_visible()
    stopped = int(page.get_by_role("group", name="Years").locator("output").inner_text())
    page.wait_for_url(re.compile(rf"y={stopped}"))
    page.wait_for_timeout(2500)
    expect(page.locator("h1.finding")).to_contain_text(f"In {stopped}")
    page.get_by_role("button", name="Year after").click()
    expect(page.locator("h1.finding")).to_contain_text(f"In {stopped + 1}")
    page.get_by_role("button", name="Leave").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1.finding")).to_contain_text(f"In {stopped}")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1.finding")).to_contain_text("In 2026")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen_in_light_and_dark(browser, server, scheme):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{server}/?p=1", timeout=30_000)
    expect(bar(page)).to_contain_text("1 of 4", timeout=30_000)
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible()
    page.wait_for_timeout(1500)
    assert chart.bounding_box()["y"] + chart.bounding_box()["height"] <= bar(page).bounding_box()["y"] + 1
    paper = bar(page).evaluate("e => getComputedStyle(e).backgroundColor")
    assert (sum(int(part) for part in re.findall(r"\d+", paper)[:3]) < 150) == (scheme == "dark")
    context.close()


def test_a_phone_shows_it_without_scrolling_sideways(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/?p=1")
    expect(bar(page)).to_contain_text("1 of 4")
    page.wait_for_timeout(1500)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert bar(page).bounding_box()["height"] < 300
    page.get_by_role("button", name="Next").click()
    expect(bar(page)).to_contain_text("2 of 4")
