"""The address bar in a real browser: deep links, page changes, back, new visitors, broken links."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.e2e.waiting import settle
from ui.registry import PAGES


def finding(page: Page):
    """The finding on top of the page."""
    return page.locator("h1.finding")


def wait_for_address(page: Page, expected: dict[str, str]) -> None:
    """Wait until the parameters in the address bar are exactly these."""
    page.wait_for_url(lambda url: {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()} == expected)


def no_fault(page: Page) -> None:
    """No exception, no warning, no missing page on screen."""
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlert").and_(page.locator(":visible"))).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)


def year(page: Page):
    """The year slider."""
    return page.get_by_role("slider", name="Year")


def test_a_cold_server_opens_a_deep_link_and_pages_keep_the_scenario(page, fresh_server):
    url = fresh_server()
    page.goto(f"{url}/compare?s=kosovo_surge&y=2033")
    expect(finding(page)).to_contain_text("Kosovo* most in 2033")
    no_fault(page)
    expect(year(page)).to_have_value("2033")
    for spec in (PAGES[0], PAGES[1], PAGES[3]):
        page.get_by_role("link", name=spec.title, exact=True).click()
        page.wait_for_url(lambda url, spec=spec: urlsplit(url).path in (f"/{spec.url_path}", "/"))
        expect(page.locator(".stamp")).to_contain_text("(kosovo_surge-")
        expect(page.locator(".stamp")).to_contain_text("2033.")
        wait_for_address(page, {"s": "kosovo_surge", "y": "2033"})


def test_every_page_opens_by_its_own_address(page, server):
    for spec in PAGES[1:]:
        page.goto(f"{server}/{spec.url_path}?y=2028")
        expect(finding(page)).to_be_visible()
        expect(page.locator(".stamp")).to_contain_text("2028.")
        no_fault(page)


def test_the_keyboard_moves_the_year_and_back_restores_it(page, server):
    page.goto(server)
    settle(page)
    expect(finding(page)).to_contain_text("In 2030")
    year(page).focus()
    page.keyboard.press("ArrowRight")
    expect(finding(page)).to_contain_text("In 2031")
    wait_for_address(page, {"y": "2031"})
    settle(page, 2.0)  # right after a change the address is not read
    page.go_back()
    expect(finding(page)).to_contain_text("In 2030")
    expect(year(page)).to_have_value("2030")


def test_quick_changes_are_all_kept(page, server):
    page.goto(server)
    settle(page)
    for pause in (300, 500):  # as fast as a hand moves from one slider to the next
        for value, key in (("100", "End"), ("0", "Home")):
            names = ("Anti-tank", "Drones", "Air defence")
            for name in names:
                slider = page.get_by_role("slider", name=name)
                slider.focus()
                page.keyboard.press(key)
                page.wait_for_timeout(pause)
            weights = {"anti_tank": value, "drones": value, "air_defence": value}
            wait_for_address(page, {"w": ",".join(f"{name}:{weights[name]}" for name in sorted(weights))})
            for name in names:
                expect(page.get_by_role("slider", name=name)).to_have_value(value)


def test_a_section_of_the_rail_stays_open_after_a_change(page, server):
    page.goto(server)
    settle(page)
    rail = page.get_by_test_id("stSidebar")
    rail.get_by_text("What counts", exact=True).click()
    rail.get_by_role("button", name="In delivery").click()
    wait_for_address(page, {"d": "contracted"})
    expect(rail.get_by_role("button", name="In delivery")).to_be_visible()


def test_a_link_shows_a_new_visitor_the_same(page, server, window):
    params = {"y": "2033", "a": "XKX,HRV:0.5", "b": "SRB", "w": "drones:80", "e": "derived", "d": "none"}
    query = "&".join(f"{key}={value}" for key, value in params.items())
    page.goto(f"{server}/compare?{query}")
    settle(page)
    stamp = page.locator(".stamp").inner_text()
    wait_for_address(page, {**params, "a": "HRV:0.5,XKX"})
    other = window()
    other.goto(page.url)
    settle(other)
    expect(other.locator(".stamp")).to_have_text(stamp, use_inner_text=True)
    expect(year(other)).to_have_value("2033")
    rail = other.get_by_test_id("stSidebar")
    rail.get_by_text("Sides to compare", exact=True).click()
    expect(rail.get_by_role("slider", name="Croatia brings")).to_have_value("50")
    no_fault(other)


def test_a_broken_link_says_what_it_left_out_and_shows_the_rest(page, server):
    page.goto(f"{server}/?s=nonsense&y=2033&w=navy:5&x=eNpdamaged")
    settle(page)
    alert = page.get_by_test_id("stAlert").first
    expect(alert).to_be_visible()
    for word in ("nonsense", "navy", "this part of the link is damaged"):
        expect(alert).to_contain_text(word)
    expect(finding(page)).to_contain_text("In 2033")
    wait_for_address(page, {"y": "2033"})
    page.get_by_role("button", name="Understood").click()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
