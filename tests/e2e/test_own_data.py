"""A reader's own rows in a real browser: template out, rows in, named on screen, in the link; a bad file refused."""

from __future__ import annotations

import io

import openpyxl
from playwright.sync_api import expect

from balance_model.domain.overlay import OwnRow
from balance_model.export.own_rows import own_csv
from balance_model.records.overlay import own_row
from balance_model.records.world import load_world
from tests.e2e import waiting

WORLD = load_world()
HOLDING = next(row for row in WORLD.inventory if WORLD.category[WORLD.system[row.system_id].category].headline)
MORE = OwnRow(
    table="inventory",
    cells=own_row(WORLD, "inventory", HOLDING).texts
    | {"best": str(HOLDING.best + 999), "high": str(HOLDING.high + 1999)},
)
NOTE = "Computed with own rows 'My rows' (1 row)"


def bring(page, name, raw):
    """Choose a file in the view, as a reader does."""
    place = page.locator(".st-key-own_file input[type=file]")
    place.set_input_files({"name": name, "mimeType": "text/csv", "buffer": raw})
    waiting.settle(page)


def test_rows_go_in_are_named_and_travel_with_the_link(page, window, server):
    page.goto(f"{server}/evidence?v=own-data")
    waiting.settle(page)
    template = waiting.download(page, page.get_by_role("button", name="All tables, XLSX"))
    book = openpyxl.load_workbook(io.BytesIO(waiting.content(template)))
    assert {"Read me", "Columns", "inventory", "deals", "sources"} <= set(book.sheetnames)

    bring(
        page, "bad.csv", own_csv(WORLD, "inventory", [MORE]).replace(b"published", b"=1+1").replace(b"derived", b"=1+1")
    )
    expect(page.get_by_text("The file was not taken; your rows are as they were.")).to_be_visible()
    expect(page.get_by_text(NOTE)).to_have_count(0)

    bring(page, "mine.csv", own_csv(WORLD, "inventory", [MORE]))
    expect(page.get_by_text(NOTE)).to_be_visible()
    waiting.reads(page, ".stamp", "with own rows 'My rows' (1 row)")
    waiting.until(page, "() => new URLSearchParams(location.search).has('x')")
    waiting.settle(page)

    other = window()
    other.goto(page.url)
    waiting.settle(other)
    expect(other.get_by_text(NOTE)).to_be_visible()
    other.get_by_role("radio", name="What they change").click()
    waiting.settle(other)
    expect(other.get_by_role("heading", name="rises from")).to_be_visible()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(NOTE)).to_have_count(0)
