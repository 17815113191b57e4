"""From pins on two pages to slides that open, in a real browser."""

from __future__ import annotations

import io
import json

from playwright.sync_api import Dialog, Page, expect
from pptx import Presentation

from balance_model.exhibits.briefing import read_briefing
from tests.e2e.waiting import content, download, settle

TITLE = "Čačak, Đakovica, Žepče: drones first"


def pin(page: Page, name: str) -> None:
    """Pin a picture and wait until the page says so."""
    settle(page)
    page.locator(f".st-key-pin_{name}").get_by_role("button").first.click()
    expect(page.locator(f".st-key-pin_{name}").get_by_role("button", name="Pinned").first).to_be_visible()


def builder(page: Page) -> None:
    """Go to the builder by the menu, so that the session stays."""
    page.get_by_text("Briefing", exact=True).first.click()
    page.get_by_role("link", name="Builder").or_(page.get_by_text("Builder", exact=True)).first.click()
    page.get_by_text("holds").first.wait_for()
    settle(page)


def leaving(page: Page) -> list[str]:
    """What the browser asks when the tab is to be left, and is told to stay."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.evaluate("setTimeout(() => location.reload(), 0)")
    page.wait_for_timeout(2000)
    if not asked:
        page.remove_listener("dialog", stay)
    return asked


def test_pins_of_two_pages_become_slides(page, server):
    page.goto(f"{server}/?y=2031&v=over-the-years")
    pin(page, "index")
    page.get_by_role("link", name="Compare", exact=True).click()
    pin(page, "scenarios")
    builder(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("The briefing holds 2 exhibits on 'Baseline'.")
    page.locator("[class*='st-key-pinned_row_index'] [class*='st-key-pinned_index'] button").first.click()
    settle(page)
    box = page.get_by_role("textbox", name="Title", exact=True).nth(1)
    box.fill(TITLE)
    box.press("Enter")
    settle(page)
    page.get_by_role("textbox", name="Annotation").fill("Last launcher")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("2031: Last launcher (line and label)")).to_be_visible()

    assert leaving(page) == ["beforeunload"]
    saved = read_briefing(content(download(page, page.get_by_role("button", name="Save", exact=True))), "saved")
    assert saved.exhibits[0].title == TITLE
    page.get_by_role("button", name="Make it").click()
    made = page.get_by_role("button", name="Download briefing.pptx")
    made.wait_for()
    deck = Presentation(io.BytesIO(content(download(page, made))))
    texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert TITLE in texts
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2
    drawn = {series.name: list(series.values) for series in charts[0].plots[0].series}
    shown = saved.exhibits[0].table.frame.query("country == 'SRB'")["score"].tolist()
    assert drawn["Serbia"] == shown
    notes = deck.slides[1].notes_slide.notes_text_frame.text
    assert saved.exhibits[0].stamp.scenario_id in notes
    assert "UNSCR 1244" in notes
    assert leaving(page) == [], "what is saved is not asked for"


def test_a_two_minute_brief_and_a_file_that_is_none(page, server):
    page.goto(f"{server}/briefing?s=announced_plans")
    settle(page)
    page.get_by_role("button", name="Two-minute brief").click()
    page.get_by_text("holds").first.wait_for()
    settle(page)
    heading = page.get_by_role("heading", level=1).inner_text()
    assert "exhibits on 'Announced plans" in heading or "exhibits on 2 scenarios" in heading
    page.locator(".st-key-briefing_open").get_by_role("button").click()
    page.locator(".st-key-briefing_file input[type=file]").set_input_files(
        {"name": "wrong.json", "mimeType": "application/json", "buffer": json.dumps({"format": "other"}).encode()}
    )
    expect(page.get_by_text("wrong.json: not a briefing file").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
