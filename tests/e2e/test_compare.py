"""The Compare page in a real browser: years play on the map, and choices come back by the address."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.waiting import note, noted, settle, until, until_noted

TITLE = "h2.charthead"


def open_map(page: Page, server: str, more: str = "") -> None:
    """Open the map and wait until it stands still."""
    page.goto(f"{server}/compare?v=map{more}")
    settle(page)
    expect(player(page)).to_be_visible()


def player(page: Page):
    """The buttons and the slider of the years."""
    return page.get_by_role("group", name="Years")


def press(page: Page, name: str) -> None:
    """Press a button of the player."""
    player(page).get_by_role("button", name=name, exact=True).click()


def told(words: str) -> int:
    """The year the title of the map tells."""
    return int(re.search(r" in (\d{4})", words).group(1))


def year(page: Page) -> int:
    """The year on screen."""
    return told(page.locator(TITLE).inner_text())


def test_every_year_is_shown_while_they_play_and_pause_stops_them(page, server):
    open_map(page, server, "&y=2020")
    note(page, "titles", TITLE)
    press(page, "Play the years")
    until_noted(page, "titles", "in 2022")
    press(page, "Pause")
    settle(page, 2.0)
    stopped = year(page)
    assert [told(words) for words in noted(page, "titles")] == list(range(2020, stopped + 1))
    expect(player(page).locator("output")).to_have_text(str(stopped))
    expect(page.get_by_role("slider", name="Year", exact=True)).to_have_value(str(stopped))
    until(page, "(year) => location.search.includes(`y=${year}`)", stopped)
    press(page, "Year after")
    expect(page.locator(TITLE)).to_contain_text(f"in {stopped + 1}")
    settle(page)
    for before in (stopped, 2020):
        page.get_by_role("button", name="Undo").press("Enter")
        expect(page.locator(TITLE)).to_contain_text(f"in {before}")
    expect(player(page).locator("output")).to_have_text("2020")


def test_playing_ends_at_the_last_year_and_begins_anew(page, server):
    open_map(page, server, "&y=2033")
    press(page, "Play the years")
    until(page, "() => document.querySelector('h2.charthead').innerText.includes('in 2035')")
    expect(player(page).get_by_role("button", name="Play the years")).to_be_visible()
    settle(page, 2.0)
    assert year(page) == 2035
    note(page, "titles", TITLE)
    press(page, "Play the years")
    until_noted(page, "titles", "in 2020")
    press(page, "Pause")


def test_the_slider_of_the_player_moves_the_map(page, server):
    open_map(page, server)
    slider = player(page).get_by_role("slider", name="Year shown")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(TITLE)).to_contain_text("in 2020")
    until(page, "location.search.includes('y=2020')")
    page.keyboard.press("ArrowRight")
    expect(page.locator(TITLE)).to_contain_text("in 2021")


def test_the_map_is_a_picture_with_names_and_numbers(page, server):
    open_map(page, server)
    words = page.locator('[data-testid="stVegaLiteChart"] svg text').all_text_contents()
    assert {"Serbia", "Croatia", "Bosnia", "Kosovo*"} <= set(words)
    assert len([word for word in words if re.fullmatch(r"0\.\d\d", word)]) == 4


def test_a_reading_comes_back_by_the_address(page, server):
    page.goto(f"{server}/compare?v=sides")
    settle(page)
    page.get_by_label("Who stands against whom").click()
    page.get_by_role("option", name="Each against the average of the others").click()
    expect(page.locator("h1.finding")).to_contain_text("the mean of the others")
    page.wait_for_url(re.compile("c="))
    said = page.locator("h1.finding").inner_text()
    page.goto("about:blank")
    page.go_back()
    settle(page)
    assert "c=" in page.url
    expect(page.locator("h1.finding")).to_have_text(said)
