"""The dial in a real browser: mouse, keyboard, typing, locks; the picture follows, the last value wins."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.waiting import note, noted, reads, settle, until

CHART = '[data-testid="stVegaLiteChart"] svg text'


def dial(page: Page, name: str):
    """The range input of a dial."""
    return page.get_by_role("slider", name=name, exact=True)


def typed(page: Page, name: str):
    """The box of a dial in which a value can be typed."""
    return page.get_by_role("textbox", name=f"{name}, type a value")


def open_app(page: Page, address: str) -> None:
    """Open the app and wait until it stands still."""
    page.goto(address)
    settle(page)
    expect(dial(page, "Drones")).to_be_visible()


def grip(page: Page, name: str, share: float) -> tuple[float, float]:
    """Where to put the pointer for a share of the range."""
    box = dial(page, name).bounding_box()
    assert box is not None
    return box["x"] + 9 + (box["width"] - 18) * share, box["y"] + box["height"] / 2


def numbers(page: Page) -> str:
    """The four indices on the tiles."""
    return "|".join(page.locator(".tile .index").all_inner_texts())


def test_the_picture_follows_the_mouse_before_it_is_let_go(page, server):
    open_app(page, f"{server}/?v=pair-by-pair")
    note(page, "tiles", ".tile .index")
    note(page, "chart", CHART)
    page.mouse.move(*grip(page, "Drones", 0.25))
    page.mouse.down()
    for share in (0.35, 0.5, 0.65, 0.8, 0.95):
        passed = len(noted(page, "tiles"))
        page.mouse.move(*grip(page, "Drones", share), steps=4)
        until(page, "(passed) => window.testNotes.tiles.length > passed", passed)
        settle(page)
        assert "w=" not in page.evaluate("location.search")
    assert len(set(noted(page, "tiles"))) >= 5
    assert len(set(noted(page, "chart"))) >= 5
    page.mouse.up()
    value = dial(page, "Drones").input_value()
    until(page, f"location.search.includes('drones%3A{value}')")
    assert 90 <= float(value) <= 100
    expect(typed(page, "Drones")).to_have_value(value)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(dial(page, "Drones")).to_have_value("25")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_fast_drag_ends_on_the_last_value(page, server):
    open_app(page, server)
    page.mouse.move(*grip(page, "Drones", 0.25))
    page.mouse.down()
    for step in range(40):
        page.mouse.move(*grip(page, "Drones", 0.25 + 0.6 * (step % 10) / 10))
    page.mouse.move(*grip(page, "Drones", 0.6))
    page.mouse.up()
    value = dial(page, "Drones").input_value()
    until(page, f"location.search.includes('drones%3A{value}')")
    settle(page)
    assert dial(page, "Drones").input_value() == value
    assert f"drones%3A{value}" in page.evaluate("location.search")


def test_keys_move_it_and_a_run_of_keys_is_one_step(page, server):
    open_app(page, server)
    before = numbers(page)
    dial(page, "Year").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    reads(page, "h1.finding", "In 2027")
    until(page, "location.search.includes('y=2027')")
    assert numbers(page) != before
    page.keyboard.press("Control+z")
    expect(dial(page, "Year")).to_have_value("2030")
    expect(page.locator("h1.finding")).to_contain_text("In 2030")
    page.keyboard.press("Control+y")
    expect(dial(page, "Year")).to_have_value("2027")


def test_typed_values_are_taken_clamped_or_refused_with_a_sentence(page, server):
    open_app(page, server)
    box = typed(page, "Drones")
    box.fill("60")
    box.press("Enter")
    until(page, "location.search.includes('drones%3A60')")
    box.fill("250")
    box.press("Enter")
    expect(page.get_by_text("The highest is 100, so it was set to that.")).to_be_visible()
    until(page, "location.search.includes('drones%3A100')")
    box.fill("many")
    box.press("Enter")
    expect(page.get_by_text("“many” is not a number, so 100 stays.")).to_be_visible()
    expect(box).to_have_value("100")
    page.get_by_role("button", name="Reset Drones to 25").click()
    expect(dial(page, "Drones")).to_have_value("25")
    until(page, "!location.search.includes('w=')")


def test_a_screen_reader_hears_the_unit_and_the_share(page, server):
    open_app(page, f"{server}/?a=XKX,HRV:0.5&b=SRB")
    expect(dial(page, "Drones")).to_have_attribute("aria-valuetext", "25, 25 %")
    page.get_by_test_id("stSidebar").get_by_text("Sides to compare", exact=True).click()
    expect(dial(page, "Croatia brings")).to_have_attribute("aria-valuetext", "50 %")


def test_a_lock_keeps_the_share_while_another_moves(page, server):
    open_app(page, server)
    page.get_by_role("button", name="Lock the share of Air defence").click()
    expect(dial(page, "Air defence")).to_be_disabled()
    typed(page, "Drones").fill("100")
    typed(page, "Drones").press("Enter")
    expect(dial(page, "Drones")).to_have_attribute("aria-valuetext", "100, 50 %")
    expect(dial(page, "Air defence")).to_have_attribute("aria-valuetext", re.compile(", 25 %$"))
    until(page, "location.search.includes('l=air_defence')")


def test_it_works_by_touch_on_a_phone(window, server):
    page = window(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{server}/method?v=adjustable-numbers")
    settle(page)
    first = page.get_by_role("slider", name=re.compile("^Anti-tank: half-requirement"))
    first.scroll_into_view_if_needed()
    settle(page)
    before = numbers(page)
    box = first.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    until(page, "location.search.includes('x=')")
    expect(page.locator(".tile .index").first).not_to_have_text(before.split("|")[0])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
