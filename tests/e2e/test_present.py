"""Present mode in a real browser: large, by keyboard, with years that play, and kept by the link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.waiting import note, noted, settle, until_noted


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
    settle(page)
    before = type_size(page)
    page.keyboard.press("Escape")  # the tour
    page.get_by_role("button", name="Present").click()
    expect(bar(page)).to_contain_text("Kosovo: anti-tank, drones, 2033")
    expect(bar(page)).to_contain_text("UNSCR 1244")
    expect(bar(page)).to_contain_text("1 of 4")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    settle(page)
    assert type_size(page) >= 1.15 * before
    page.wait_for_url(re.compile(r"[?&]p=1"))
    for key, number, path in (
        ("ArrowRight", 2, "/"), ("ArrowRight", 3, "/scenario"), ("ArrowRight", 4, "/compare"), ("ArrowRight", 1, "/"),
        ("ArrowLeft", 4, "/compare"),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(bar(page)).to_contain_text(f"{number} of 4")
        page.wait_for_url(re.compile(rf"{path}\?.*p=1"))
        settle(page)  # a key that is pressed while the page is drawn anew may be lost
    expect(bar(page)).to_contain_text("Kosovo: anti-tank, drones, 2033")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    expect(bar(page)).to_have_count(0)
    page.wait_for_url(lambda url: "p=1" not in url)


def test_the_link_opens_in_present_mode_for_a_new_visitor(page, server):
    page.goto(f"{server}/?v=over-the-years&p=1")
    settle(page)
    expect(bar(page)).to_contain_text("2 of 4")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    expect(page.get_by_role("tab", name="Over the years")).to_be_hidden()


def test_the_years_play_and_stop_and_are_one_step_to_undo(page, server):
    page.goto(f"{server}/?y=2020&p=1")
    settle(page)
    note(page, "findings", "h1.finding")
    page.get_by_role("button", name="Play the years").click()
    until_noted(page, "findings", "In 2022")
    page.get_by_role("button", name="Pause").click()
    settle(page, 2.0)
    stopped = int(page.get_by_role("group", name="Years").locator("output").inner_text())
    seen = [int(re.match(r"In (\d{4})", words).group(1)) for words in noted(page, "findings")]
    assert seen == list(range(2020, stopped + 1))
    page.wait_for_url(re.compile(rf"y={stopped}"))
    page.get_by_role("button", name="Year after").click()
    expect(page.locator("h1.finding")).to_contain_text(f"In {stopped + 1}")
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    settle(page)
    for year in (stopped, 2020):
        page.get_by_role("button", name="Undo").press("Enter")
        expect(page.locator("h1.finding")).to_contain_text(f"In {year}")


def test_leaving_while_the_years_play_can_be_undone(page, server):
    page.goto(f"{server}/?y=2026&p=1")
    settle(page)
    note(page, "findings", "h1.finding")
    page.get_by_role("button", name="Play the years").click()
    until_noted(page, "findings", "In 2027")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("h1.finding")).to_contain_text("In 2026")


SLIDES = {"light": "/?", "dark": "/?v=over-the-years&", "no-preference": "/scenario?"}


@pytest.mark.parametrize("scheme", SLIDES)
def test_the_picture_ends_above_the_bar(window, server, scheme):
    page = window(color_scheme=scheme)
    page.goto(f"{server}{SLIDES[scheme]}p=1")
    settle(page)
    chart = page.get_by_test_id("stVegaLiteChart").first.bounding_box()
    assert chart["height"] > 200
    assert chart["y"] + chart["height"] <= bar(page).bounding_box()["y"] + 1
    slide = page.get_by_test_id("stMain").bounding_box()
    assert abs(slide["y"] + slide["height"] - bar(page).bounding_box()["y"]) < 4
    paper = bar(page).evaluate("e => getComputedStyle(e).backgroundColor")
    assert (sum(int(part) for part in re.findall(r"\d+", paper)[:3]) < 150) == (scheme == "dark")


def test_a_phone_shows_it_without_scrolling_sideways(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/?p=1")
    settle(page)
    expect(bar(page)).to_contain_text("1 of 4")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert bar(page).bounding_box()["height"] < 300
    page.get_by_role("button", name="Next").click()
    expect(bar(page)).to_contain_text("2 of 4")
