"""Laws of own rows: they come back from a file as they went, and say nothing that the data say already."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.core.assess import assess
from balance_model.domain.overlay import OWN_TABLES, Overlay, OwnRow
from balance_model.export.own_rows import own_csv, own_xlsx
from balance_model.records.overlay import faults, key_of, laid_over, own_row
from balance_model.records.plain_text import unsafe
from balance_model.records.scenarios import load_scenario
from balance_model.records.uploads import read_upload
from balance_model.records.world import load_world

WORLD = load_world()
BASELINE = load_scenario("baseline", WORLD)
TEXT = st.text(min_size=1, max_size=30).map(str.strip).filter(lambda text: text and unsafe(text) is None)


@st.composite
def overlays(draw):
    """Own rows that start from bundled ones, with other numbers and notes; each key once."""
    rows = {}
    for table in draw(st.lists(st.sampled_from(OWN_TABLES), min_size=1, max_size=4)):
        bundled = getattr(WORLD.whole, table)
        cells = own_row(WORLD, table, bundled[draw(st.integers(0, len(bundled) - 1))]).texts
        if "note" in cells or draw(st.booleans()):
            cells["note" if table != "sources" else "title"] = draw(TEXT)
        for name in {"low", "best", "high", "holding"} & cells.keys():
            cells[name] = str(draw(st.integers(0, 10**9)))
        for name in {"value_m", "usd_current_m", "lcu_m", "range_km"} & cells.keys():
            cells[name] = draw(st.sampled_from(["0", "0.5", "0.50", "12.25", "1e3", "7.0", "1234567.891"]))
        row = OwnRow(table=table, cells=tuple(cells.items()))
        rows[table, key_of(WORLD, row)] = row
    return Overlay(name="Mine", rows=tuple(rows.values()))


def read(name, raw):
    """The rows of a file that must be read."""
    rows, found = read_upload(name, raw, WORLD)
    assert found == ()
    return tuple(each.row for each in rows)


@given(overlay=overlays())
@settings(max_examples=60)
def test_a_workbook_brings_the_same_rows_back(overlay):
    assert read("own.xlsx", own_xlsx(WORLD, overlay)) == overlay.rows


@given(overlay=overlays())
@settings(max_examples=60)
def test_csv_files_bring_the_same_rows_back(overlay):
    found = [
        row
        for table in OWN_TABLES
        if overlay.of(table)
        for row in read("own.csv", own_csv(WORLD, table, overlay.of(table)))
    ]
    assert tuple(found) == overlay.rows


@given(overlay=overlays())
@settings(max_examples=60)
def test_text_that_a_spreadsheet_would_run_never_stands_in_a_file(overlay):
    for table in {row.table for row in overlay.rows}:
        for line in own_csv(WORLD, table, overlay.of(table)).decode("utf-8-sig").splitlines():
            assert not line.lstrip('"').startswith(("=", "+", "@"))


@given(
    picks=st.lists(st.tuples(st.sampled_from(OWN_TABLES), st.integers(0, 10_000)), min_size=1, max_size=5, unique=True)
)
@settings(max_examples=10)
def test_a_row_replaced_by_itself_changes_no_number(picks):
    rows = {}
    for table, at in picks:
        bundled = getattr(WORLD.whole, table)
        row = own_row(WORLD, table, bundled[at % len(bundled)])
        rows[table, key_of(WORLD, row)] = row
    overlay = Overlay(name="Mine", rows=tuple(rows.values()))
    assert faults(WORLD, overlay) == ()
    mine = assess(WORLD, BASELINE.model_copy(update={"own_rows": overlay}))
    np.testing.assert_array_equal(mine.score, assess(WORLD, BASELINE).score)
    assert mine.world.fingerprint != WORLD.fingerprint


def test_an_empty_overlay_changes_nothing_at_all():
    empty = Overlay(name="Mine")
    assert laid_over(WORLD, empty) == WORLD
    assert laid_over(WORLD, empty).own_rows is None
    mine = BASELINE.model_copy(update={"own_rows": empty})
    np.testing.assert_array_equal(assess(WORLD, mine).score, assess(WORLD, BASELINE).score)


@pytest.mark.parametrize("code", [row.code for row in WORLD.countries if row.role == "compared"])
def test_more_units_of_one_country_leave_the_others_as_they_were(code):
    holding = max((row for row in WORLD.inventory if row.country == code), key=lambda row: row.best)
    more = own_row(WORLD, "inventory", holding).texts | {
        "best": str(2 * holding.best),
        "high": str(3 * holding.best + holding.high),
    }
    overlay = Overlay(name="Mine", rows=(OwnRow(table="inventory", cells=tuple(more.items())),))
    mine, theirs = laid_over(WORLD, overlay), WORLD
    after, before = (assess(world, BASELINE).score for world in (mine, theirs))
    others = [at for at, each in enumerate(WORLD.country_codes) if each != code]
    np.testing.assert_array_equal(after[others], before[others])
    at = WORLD.country_codes.index(code)
    weighted = replace_weights(WORLD.system[holding.system_id].category)
    assert (assess(mine, weighted).score[at] > assess(theirs, weighted).score[at]).any()


def replace_weights(category):
    """The baseline with all weight on one category."""
    return BASELINE.model_copy(
        update={"weights": tuple((name, float(name == category)) for name, _ in BASELINE.weights)}
    )
