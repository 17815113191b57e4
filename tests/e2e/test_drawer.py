"""The drawer in a real browser: a tile, a mark and the keyboard open it, Esc closes it where one was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_access import AXE
from tests.e2e.waiting import settle

TITLE = "Where the number comes from"
SCROLLED = "document.querySelector('[data-testid=\"stMain\"]').scrollTop"


def opened(page: Page, server: str, path: str = "") -> None:
    """Open a page and wait until it stands still."""
    page.goto(f"{server}/{path}")
    settle(page)


def drawer(page: Page):
    """The drawer."""
    return page.get_by_role("dialog", name=TITLE)


def close(page: Page) -> None:
    """Close it with the keyboard."""
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    settle(page)


def test_a_tile_opens_by_mouse_and_by_keyboard_and_leads_to_the_rows(page, server):
    opened(page, server)
    tile = page.locator(".st-key-tile_HRV button")
    box = page.locator(".tile").nth(1).bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    expect(drawer(page)).to_contain_text("Croatia, holdings index, 2030")
    settle(page)
    close(page)
    tile.focus()
    page.keyboard.press("Enter")
    expect(drawer(page)).to_contain_text("Croatia, holdings index, 2030")
    settle(page)
    drawer(page).get_by_role("button", name="Drones").click()
    expect(drawer(page)).to_contain_text("Croatia, drones, 2030")
    settle(page)
    drawer(page).locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(drawer(page).locator("details[open] .side a").first).to_be_visible()
    drawer(page).get_by_role("button", name="Close").last.click()
    expect(drawer(page)).to_have_count(0)


def test_a_mark_opens_its_number_each_time_and_the_page_stays_where_it_was(page, server):
    opened(page, server)
    page.mouse.move(700, 600)
    page.mouse.wheel(0, 120)
    settle(page)
    before = page.evaluate(SCROLLED)
    dots = page.get_by_test_id("stVegaLiteChart").locator(".mark-symbol.role-mark path")
    for at, words in ((1, "Croatia, anti-tank, 2030"), (1, "Croatia, anti-tank, 2030"), (4, "Serbia, drones, 2030")):
        dots.nth(at).click()
        expect(drawer(page)).to_contain_text(words)
        settle(page)
        close(page)
    assert page.evaluate(SCROLLED) == before


def test_a_point_of_a_line_opens_its_year(page, server):
    opened(page, server, "?v=over-the-years")
    page.get_by_test_id("stVegaLiteChart").locator(".mark-symbol.role-mark path").nth(4).click(force=True)
    expect(drawer(page)).to_contain_text("Serbia, holdings index, 2024")


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_the_screen_and_axe_finds_nothing(page, server, width):
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, server)
    page.get_by_role("button", name="Where from").first.click()
    expect(drawer(page)).to_contain_text("Serbia, holdings index, 2030")
    settle(page)
    box = drawer(page).bounding_box()
    assert box["x"] + box["width"] == pytest.approx(width, abs=1)
    assert box["x"] >= 0
    assert box["width"] > 0.9 * width or 420 <= box["width"] <= 520
    page.add_script_tag(path=str(AXE))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settle(page)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]] == []


def test_a_deal_is_sized_under_a_chart_and_undone(page, server):
    opened(page, server)
    finding = page.locator("h1.finding").inner_text()
    page.get_by_role("button", name="without a known number").click()
    settle(page)
    box = page.get_by_label("Units in all, Unnamed multi-layer air-defence package")
    box.fill("900")
    page.keyboard.press("Enter")
    expect(page.locator("h1.finding")).not_to_have_text(finding)
    settle(page)
    expect(page.get_by_role("button", name="1 sized by you")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1.finding")).to_have_text(finding)
