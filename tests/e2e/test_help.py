"""Help in a real browser: the tour, worked questions, the glossary, and the ways to share."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.waiting import settle


def card(page: Page):
    """The card of the tour."""
    return page.get_by_role("dialog", name="Tour of the explorer")


def menu(page: Page, words: str):
    """The button that opens a menu."""
    return page.get_by_test_id("stPopoverButton").filter(has=page.get_by_text(words, exact=True))


def visit(page: Page, url: str) -> None:
    """Open a page and wait until it stands still."""
    page.goto(url)
    settle(page)


@pytest.fixture
def seen(page, server):
    """Return a page whose visitor has been through the tour."""
    visit(page, server)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    return page


def test_the_tour_comes_once_is_walked_by_keyboard_and_comes_again_when_asked_for(page, server):
    visit(page, server)
    expect(card(page)).to_contain_text("1 of 4")
    asked = []
    page.on("websocket", lambda socket: asked.append(socket.url))
    titles = []
    card(page).get_by_role("button", name="Next").focus()
    for number in range(1, 5):
        expect(card(page)).to_contain_text(f"{number} of 4")
        titles.append(card(page).get_by_role("heading").inner_text())
        expect(page.locator(".balance-tour-mark")).to_have_count(1)
        expect(page.locator(".balance-tour-mark")).to_be_visible()
        page.keyboard.press("Enter")
    assert len(set(titles)) == 4
    expect(card(page)).to_be_hidden()
    expect(page.locator(".balance-tour-mark")).to_have_count(0)
    visit(page, f"{server}/compare")
    expect(card(page)).to_be_hidden()
    menu(page, "Help").click()
    page.get_by_role("button", name="Show the tour").click()
    expect(card(page)).to_contain_text("1 of 4")
    expect(card(page).get_by_role("button", name="Next")).to_be_focused()
    card(page).get_by_role("button", name="Skip").click()
    expect(card(page)).to_be_hidden()


def test_the_tour_leaves_the_page_usable(page, server):
    visit(page, server)
    expect(card(page)).to_be_visible()
    page.get_by_role("tab", name="Over the years").click()
    expect(page.get_by_role("tab", name="Over the years")).to_have_attribute("aria-selected", "true")
    settle(page)
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page).to_have_url(f"{server}/compare")
    expect(card(page)).to_be_visible()


def test_the_tour_stays_away_in_present_mode(page, server):
    visit(page, f"{server}/?p=1")
    expect(card(page)).to_be_hidden()


def test_a_worked_question_is_answered_and_taken_back(seen):
    menu(seen, "Worked questions").click()
    seen.get_by_role("button", name="What if Croatia's HIMARS are cancelled?").click()
    expect(seen.get_by_text("Croatia falls from 0.37 to 0.32 in 2030.")).to_be_visible()
    expect(seen.get_by_role("button", name="How many Javelins")).to_be_hidden()
    expect(seen.locator(".stamp")).to_contain_text("(without_himars-")
    seen.get_by_role("button", name="Undo").click()
    expect(seen.locator(".stamp")).to_contain_text("(baseline-")


def test_the_questions_do_not_push_the_picture_down(seen):
    tabs = seen.get_by_role("tablist").first.bounding_box()
    questions = menu(seen, "Worked questions").bounding_box()
    assert abs((tabs["y"] + tabs["height"] / 2) - (questions["y"] + questions["height"] / 2)) < 12
    chart = seen.get_by_test_id("stVegaLiteChart").first.bounding_box()
    assert chart["y"] + chart["height"] <= 720


def test_the_glossary_finds_a_word(seen):
    menu(seen, "Help").click()
    words = seen.get_by_role("region", name="Glossary")
    expect(words.locator("dt").nth(40)).to_be_attached()
    seen.get_by_role("textbox", name="Find a word").fill("half-requirement")
    seen.keyboard.press("Enter")
    expect(words.locator("dt")).to_have_count(1)
    expect(words).to_contain_text("0.50")


def test_the_copied_link_opens_the_same(page, server, window):
    mine = window(permissions=["clipboard-read", "clipboard-write"])
    visit(mine, f"{server}/compare?s=kosovo_surge&y=2033&w=drones:80")
    expect(mine.locator(".stamp")).to_contain_text("2033.")
    menu(mine, "Share").click()
    mine.get_by_role("button", name="Copy link").click()
    expect(mine.get_by_text("Link copied.")).to_be_visible()
    copied = mine.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).path == "/compare"
    assert parse_qs(urlsplit(copied).query) == {"s": ["kosovo_surge"], "y": ["2033"], "w": ["drones:80"]}
    assert mine.get_by_label("Link to this page").input_value() == copied
    mine.get_by_role("button", name="Copy summary and link").click()
    expect(mine.get_by_text("Summary and link copied.")).to_be_visible()
    both = mine.evaluate("navigator.clipboard.readText()")
    assert both.startswith("In 2033 ")
    assert both.endswith(f"\n{copied}")
    stamp = mine.locator(".stamp").inner_text()
    visit(page, copied)
    expect(page.locator(".stamp")).to_have_text(stamp, use_inner_text=True)


def test_without_permission_the_link_is_selected(page, server):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))")
    visit(page, server)
    menu(page, "Share").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("press Ctrl+C")).to_be_visible()
    field = page.get_by_label("Link to this page")
    assert field.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)") == field.input_value() != ""


def test_the_qr_code_fills_the_room_and_escape_closes_it(seen):
    menu(seen, "Share").click()
    seen.get_by_role("button", name="QR code for the room").click()
    code = seen.get_by_role("img", name="QR code")
    expect(code).to_be_visible()
    box = code.bounding_box()
    assert min(box["width"], box["height"]) >= 400
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 720
    seen.keyboard.press("Escape")
    expect(code).to_be_hidden()
    expect(seen.get_by_role("button", name="QR code for the room")).to_be_focused()
