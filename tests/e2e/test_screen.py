"""The screen: narrow, dark, and silent towards other machines."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.waiting import settle, until
from ui.registry import HOME, PAGES

LISTS = {"claims": ".claimline", "briefing": ".st-key-ready_briefing_button", "library": ".st-key-library_save"}
"""Pages that open on a list instead of a chart, and what stands in it."""


def address_of(spec) -> str:
    """The first page stands at the root."""
    return "" if spec == HOME else spec.url_path


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.url_path)
def test_a_phone_shows_the_page_without_scrolling_sideways(page, server, spec):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/{address_of(spec)}")
    expect(page.locator("h1.finding")).to_be_visible()
    if spec.url_path in LISTS:
        expect(page.locator(LISTS[spec.url_path]).first).to_be_visible()
    else:
        expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
        until(
            page,
            """() => {
                const chart = document.querySelector('[data-testid="stVegaLiteChart"] :is(canvas, svg)')
                return chart !== null && chart.getBoundingClientRect().right <= window.innerWidth + 1
            }""",
        )
    settle(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    main = page.get_by_test_id("stMain").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert main[0] <= main[1] + 1


def test_no_request_leaves_the_machine(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for spec in PAGES:
        page.goto(f"{server}/{address_of(spec)}")
        settle(page, 0.3)
    assert len(asked) > 20
    strangers = [url for url in asked if urlsplit(url).scheme not in {"data", "blob"} and not url.startswith(server)]
    assert strangers == []


def test_a_dark_screen_gets_dark_paper_and_light_letters(window, server):
    page = window(color_scheme="dark")
    page.goto(server)
    settle(page)
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    paper, ink = page.evaluate(
        """() => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,
                  getComputedStyle(document.querySelector('h1.finding')).color]"""
    )
    level = {name: sum(int(part) for part in text[4:-1].split(",")) for name, text in (("paper", paper), ("ink", ink))}
    assert level["paper"] < 150
    assert level["ink"] > 600
    canvas = page.get_by_test_id("stVegaLiteChart").first.screenshot()
    assert len(canvas) > 5000
