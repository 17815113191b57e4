"""The page that holds everything, in a real browser with the network off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from balance_model.export.pack import pack
from tests.export.briefings import HOSTILE, everything

SIZES = [({"width": 1280, "height": 720}, "light"), ({"width": 390, "height": 844}, "dark")]


@pytest.fixture(scope="module")
def address(world, tmp_path_factory):
    path = tmp_path_factory.mktemp("pack") / "pack.html"
    path.write_bytes(pack(everything(world), world))
    return path.as_uri()


@pytest.fixture
def opened(window, address):
    """Return a function: the page on a screen of a size and in a scheme, and all it asked for or complained of."""

    def open_page(viewport, scheme):
        page = window(viewport=viewport, color_scheme=scheme, offline=True)
        heard = []
        page.on("request", lambda request: heard.append(request.url))
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-ready", "yes")
        return page, [text for text in heard if text != address]

    return open_page


@pytest.mark.parametrize(("viewport", "scheme"), SIZES, ids=["wide", "phone"])
def test_all_charts_are_drawn_with_the_network_off_and_nothing_is_asked_for(opened, viewport, scheme):
    page, heard = opened(viewport, scheme)
    assert heard == []
    charts = page.locator(".chart svg")
    expect(charts).to_have_count(9)
    for at in range(9):
        assert charts.nth(at).get_attribute("role") == "img"
        assert len(charts.nth(at).get_attribute("aria-label")) > 10
        assert charts.nth(at).locator("text").count() > 3
    expect(page.locator("#exhibit-1 .chart svg").get_by_text("Rafale due").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.fonts.check('bold 16px \"Source Sans Pro\"')")
    paper = page.locator(".paper").first
    assert paper.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    body = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert body == ("rgb(15, 20, 25)" if scheme == "dark" else "rgb(244, 246, 248)")
    if viewport["width"] == 390:
        assert paper.evaluate("e => e.scrollWidth > e.clientWidth")  # scrolls inside its own box
    expect(page.locator("#exhibit-3 h2")).to_have_text(HOSTILE)


def test_a_mark_tells_its_number_and_the_policy_forbids_all_connections(opened):
    page, _ = opened(*SIZES[0])
    page.locator("#exhibit-1 .chart svg path[aria-roledescription=point]").first.hover(force=True)
    expect(page.locator("#vg-tooltip-element")).to_be_visible()
    refused = page.evaluate(
        """async () => {
            const told = [];
            document.addEventListener("securitypolicyviolation", (event) => told.push(event.effectiveDirective));
            await fetch("https://example.org/").catch(() => {});
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            await new Promise((done) => setTimeout(done, 100));
            return [told, window.ran === true];
        }"""
    )
    assert refused == [["connect-src", "script-src-elem"], False]


def test_presenting_steps_by_keys_and_esc_leaves(opened):
    page, _ = opened(*SIZES[0])
    page.get_by_role("button", name="Present").click()
    sections = page.locator("section.exhibit:visible")
    expect(sections).to_have_count(1)
    expect(page.locator("#exhibit-1 h2")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#exhibit-3 h2")).to_be_visible()
    expect(page.locator("#exhibit-3 table")).to_be_visible()
    expect(page.locator("#where")).to_have_text("3 of 11")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#where")).to_have_text("11 of 11")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#exhibit-10 .chart svg")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sections).to_have_count(11)
    expect(page.get_by_role("button", name="Present")).to_be_focused()


def test_numbers_are_taken_as_a_file(opened):
    page, _ = opened(*SIZES[0])
    with page.expect_download() as waited:
        page.locator("#exhibit-1 a[download]").click()
    assert waited.value.suggested_filename == "serbia-leads-in-index.csv"
    assert waited.value.path().read_bytes().decode("utf-8-sig").startswith("country,year,score,share,rank")
