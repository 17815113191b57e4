"""What would it take, in a real browser: it is worked out, loaded, stopped, clicked and brought back by the address."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.waiting import settle

WORKED_OUT = 120_000


def opened(page: Page, server: str, query: str = "") -> None:
    """Open the page and wait for its frame."""
    page.goto(f"{server}/what_would_it_take{query}")
    expect(page.locator(".stamp")).to_be_visible()


def finding(page: Page):
    """The sentence on top."""
    return page.locator("h1.finding")


def choose(page: Page, label: str, option: str) -> None:
    """Choose in one blank of the sentence."""
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_the_smallest_change_is_found_and_loaded(page, server):
    opened(page, server)
    expect(finding(page)).to_contain_text("One change is enough for Kosovo*", timeout=WORKED_OUT)
    choose(page, "Whom", "Croatia")
    expect(finding(page)).to_contain_text(
        "One change is enough for Kosovo* to be at least equal to Croatia", timeout=WORKED_OUT
    )
    settle(page)
    page.get_by_role("button", name=re.compile(r"\bLoad$")).first.click()
    expect(finding(page)).to_contain_text("Nothing needs to change for Kosovo*", timeout=WORKED_OUT)
    page.get_by_role("button", name="Undo").click()
    expect(finding(page)).to_contain_text("One change is enough", timeout=WORKED_OUT)


def test_what_is_worked_out_can_be_stopped_and_begun_again(page, server):
    opened(page, server, "?y=2034")
    expect(finding(page)).to_contain_text("in 2034", timeout=WORKED_OUT)
    choose(page, "Whom", "Croatia")
    choose(page, "How sure", "with 80 % confidence")
    expect(finding(page)).to_contain_text("Looking for the smallest change")
    page.locator(".st-key-jobs").get_by_role("button", name="Cancel").click()
    again = page.locator(".st-key-jobs").get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    expect(page.locator(".st-key-jobs")).to_contain_text("stopped")
    again.click()
    expect(finding(page)).to_contain_text("with 80 % confidence", timeout=WORKED_OUT)


def test_a_package_is_solved_clicked_and_loaded(page, server):
    opened(page, server, "?v=cheapest-package")
    expect(finding(page)).to_contain_text(re.compile(r"needs about EUR [\d,]+ m"), timeout=WORKED_OUT)
    load = page.get_by_role("button", name="Load this package")
    expect(load).to_be_visible()
    expect(page.get_by_text(re.compile(r"; it reaches the level in .+ draws"))).to_be_visible(timeout=WORKED_OUT)
    shown = page.get_by_text(re.compile(r"^The package for EUR [\d,]+ m"))
    before = shown.inner_text()
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.click(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    expect(shown).not_to_have_text(before)
    page.wait_for_url(re.compile("c="))
    after, address = shown.inner_text(), page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_text(after)).to_be_visible(timeout=WORKED_OUT)
    settle(page)
    load.click()
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.get_by_role("link", name="Scenario", exact=True).click()
    expect(finding(page)).to_contain_text("Kosovo* from")
