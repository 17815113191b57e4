"""The Scenario page in a real browser: a bar opens its deal, its dials move the page, changes are listed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.waiting import settle

PANEL = ".st-key-deal_panel"
HIMARS = "M142 HIMARS"


def opened(page: Page, server: str, query: str = "") -> None:
    """Open the page and wait until it stands still."""
    page.goto(f"{server}/scenario{query}")
    settle(page)
    expect(row(page, HIMARS)).to_be_visible()


def row(page: Page, name: str):
    """The name of a deal at the left of its row."""
    return page.get_by_test_id("stVegaLiteChart").locator("svg").get_by_text(name, exact=True).last


def click_bar(page: Page, name: str) -> None:
    """Click in a row of the timeline, well to the right of its name."""
    row(page, name).scroll_into_view_if_needed()
    settle(page)
    name_box = row(page, name).bounding_box()
    chart = page.get_by_test_id("stVegaLiteChart").first.bounding_box()
    page.mouse.click(chart["x"] + 0.6 * chart["width"], name_box["y"] + name_box["height"] / 2)


def test_a_bar_opens_its_deal_and_a_delay_is_listed(page, server):
    opened(page, server)
    click_bar(page, HIMARS)
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Croatia, M142 HIMARS")
    expect(panel).to_contain_text("USD 290 m")
    expect(panel).to_be_in_viewport(ratio=0.95)
    settle(page)
    delay = panel.get_by_role("slider", name="Delay")
    delay.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(panel).to_contain_text("Your change moves Croatia from")
    expect(page.locator("h1.finding")).to_contain_text("Your change moves Croatia from")
    expect(row(page, f"{HIMARS} (changed)")).to_be_visible()
    page.get_by_role("tab", name="What each change did").click()
    listed = page.get_by_role("listitem").filter(has_text="Croatia, M142 HIMARS: 4 years later")
    expect(listed).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()


def test_a_closed_deal_opens_again_at_the_same_bar(page, server):
    opened(page, server)
    for _ in range(2):
        click_bar(page, HIMARS)
        expect(page.locator(PANEL)).to_contain_text("Croatia, M142 HIMARS")
        page.locator(PANEL).get_by_role("button", name="Close").click()
        expect(page.locator(PANEL)).to_have_count(0)


def test_the_link_opens_the_same_deal(page, server):
    opened(page, server)
    click_bar(page, HIMARS)
    expect(page.locator(PANEL)).to_be_visible()
    page.wait_for_url("**c=*")
    page.goto(page.url)
    settle(page)
    expect(page.locator(PANEL)).to_contain_text("Croatia, M142 HIMARS")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_deal_is_reached_without_the_mouse(page, server, width):
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, server)
    box = page.get_by_role("combobox", name="Open a deal")
    box.focus()
    page.keyboard.type("HIMARS")
    expect(page.get_by_role("option").first).to_contain_text("HIMARS")
    page.keyboard.press("Enter")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Croatia, M142 HIMARS")
    expect(panel).to_be_in_viewport(ratio=0.9)
    inside = panel.evaluate("e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right]")
    assert inside[0] >= 0
    assert inside[1] <= width


def test_a_purchase_from_the_catalogue_moves_the_strip(page, server):
    page.goto(f"{server}/scenario?v=buy")
    settle(page)
    page.get_by_label("How many").fill("50")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It would move Serbia from")).to_be_visible()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".strip").first).to_contain_text("→")
    expect(page.locator("h1.finding")).to_contain_text("Your change moves Serbia from")
    units = page.get_by_role("slider", name="Serbia buys 50")
    expect(units).to_have_value("50")
