"""A purchase above a ceiling, in a real browser: warned of where it is made, and found on the Arms control page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.waiting import reads, settle


def test_a_purchase_above_a_ceiling_is_warned_of_and_found(page, server):
    page.goto(f"{server}/scenario?v=buy")
    settle(page)
    page.get_by_role("combobox", name="Category").click()
    page.get_by_role("option", name="Armour", exact=True).click()
    settle(page)
    page.get_by_label("How many").fill("900")
    page.keyboard.press("Enter")
    expect(page.get_by_text("crosses its ceiling of").first).to_be_visible()
    page.get_by_role("button", name="Add", exact=True).click()
    warning = page.get_by_test_id("stAlert").filter(has_text="Serbia crosses its ceiling of")
    expect(warning).to_be_visible()
    expect(warning).to_contain_text("Serbia buys 900")
    settle(page)
    page.get_by_text("Evidence", exact=True).first.click()
    page.get_by_role("menuitem", name="Arms control").click()
    reads(page, "h1.finding", "than its ceiling of")
    settle(page)
    page.get_by_role("tab", name="What escapes").click()
    reads(page, "h1.finding", "that no ceiling limits")
