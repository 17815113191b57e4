"""What own rows change, row by row and in the index; and that a change list names them."""

from __future__ import annotations

import pytest

from balance_model.analysis import compare, own_rows, replay
from balance_model.analysis.changes import changes, moving
from balance_model.analysis.summary import changed
from balance_model.core.assess import assess
from balance_model.domain.overlay import Overlay, OwnRow
from balance_model.records.overlay import laid_over, own_row
from balance_model.records.scenario import Purchase
from balance_model.records.scenarios import load_scenario
from tests.records.test_overlay import LAUNCHERS, TINY

YEAR = 2025
SOURCE = OwnRow(table="sources", cells={"source_id": "s", "publisher": "Us", "title": "T", "kind": "judgement"})
MINE = Overlay(name="Mine", rows=(OwnRow(table="inventory", cells=LAUNCHERS), SOURCE))


@pytest.fixture
def baseline(tiny_world):
    return load_scenario("baseline", tiny_world, folder=TINY)


@pytest.fixture
def mine(baseline):
    return baseline.model_copy(update={"own_rows": MINE})


def test_differences_are_told_cell_by_cell(tiny_world):
    """The bundled row holds 12, 12, 12; the own row 20, 20, 20; the source is new."""
    table = own_rows.differences(laid_over(tiny_world, MINE))
    lines = {(row.table, row.what, row.column): (row.bundled, row.own) for row in table.itertuples()}
    assert lines == {
        ("inventory", "changed", "low"): ("12", "20"),
        ("inventory", "changed", "best"): ("12", "20"),
        ("inventory", "changed", "high"): ("12", "20"),
        ("sources", "new row", ""): ("–", "publisher Us"),
    }
    assert own_rows.differences(tiny_world).empty


def test_a_row_like_the_bundled_one_is_called_the_same(tiny_world):
    row = own_row(tiny_world, "inventory", tiny_world.inventory[0])
    assert own_rows.repeats(tiny_world, row)
    assert own_rows.replaces(tiny_world, row)
    table = own_rows.differences(laid_over(tiny_world, Overlay(name="Mine", rows=(row,))))
    assert table["what"].tolist() == ["same as bundled"]


def test_a_row_stands_for_all_bundled_rows_with_its_key(world):
    """Sources and notes tell no rows of spending apart: one own row takes the place of both."""
    keys = [(row.country, row.year, row.series, row.kind) for row in world.whole.spending]
    twice = next(key for key in keys if keys.count(key) > 1)
    bundled = [row for row, key in zip(world.whole.spending, keys, strict=True) if key == twice]
    cells = own_row(world, "spending", bundled[0]).texts | {"note": "our own reading"}
    seen = laid_over(world, Overlay(name="Mine", rows=(OwnRow(table="spending", cells=cells),)))
    assert len(seen.spending) == len(world.spending) - len(bundled) + 1
    assert {row.what for row in own_rows.differences(seen).itertuples()} == {"changed"}


def test_the_index_with_and_without(tiny_world, mine):
    """AAA from 0.449167 to 0.486667 (tests/records/test_overlay.py); BBB stays."""
    before, after = own_rows.answers(laid_over(tiny_world, MINE), mine)
    at = tiny_world.years.index(YEAR)
    assert before.score[:, at] == pytest.approx([0.449167, 0.346667], abs=5e-7)
    assert after.score[:, at] == pytest.approx([0.486667, 0.346667], abs=5e-7)
    assert before.world.own_rows is None


def test_no_answer_without_rows_that_the_scenario_needs(tiny_world, mine):
    system = OwnRow(
        table="systems",
        cells={"system_id": "gun", "name": "Gun", "kind": "tank", "category": "armour", "counted_unit": "vehicle",
               "source_ids": "s"},
    )  # fmt: skip
    own = Overlay(name="Mine", rows=(SOURCE, system))
    buys = Purchase(country="AAA", system_id="gun", quantity=1, first_year=2026, last_year=2026)
    scenario = mine.model_copy(update={"own_rows": own, "purchases": (buys,)})
    assert own_rows.answers(laid_over(tiny_world, own), scenario) is None


def test_own_rows_are_one_change_and_no_cause(tiny_world, baseline, mine):
    found = changes(baseline, mine, tiny_world)
    assert [change.words for change in found] == ["own rows 'Mine' (2 rows)"]
    assert found[0].apply(baseline) == mine
    assert changes(mine, baseline, tiny_world)[0].words == "without own rows 'Mine' (2 rows)"
    assert moving(baseline, mine, tiny_world) == ()
    assert "own rows 'Mine' (2 rows)" in changed(tiny_world, mine, baseline)
    assert compare.difference(tiny_world, baseline, mine, YEAR).empty
    assert len(replay.replay(tiny_world, baseline, mine)) == 1


def test_the_parts_of_a_difference_still_add_up(tiny_world, baseline, mine):
    """Weights move on both sides of the same rows: the one cause is the whole difference."""
    after = mine.model_copy(update={"weights": (("air_defence", 1.0), *baseline.weights[1:])})
    seen = laid_over(tiny_world, MINE)
    parts = compare.difference(tiny_world, baseline, after, YEAR)
    at = tiny_world.years.index(YEAR)
    whole = assess(seen, after).score[:, at] - assess(seen, baseline).score[:, at]
    assert parts.groupby("country", sort=False)["delta"].sum().tolist() == pytest.approx(whole.tolist())


def test_own_rows_are_marked(tiny_world):
    seen = laid_over(tiny_world, MINE)
    assert [own_rows.is_own(seen, row) for row in seen.inventory] == [True] + [False] * 7
    assert not any(own_rows.is_own(tiny_world, row) for row in tiny_world.inventory)


def test_a_category_without_weight_is_named(tiny_world, mine):
    seen = laid_over(tiny_world, MINE)
    assert own_rows.unweighted(seen, mine) == ""
    bare = mine.model_copy(update={"weights": tuple((n, 0.0 if n == "anti_tank" else 1.0) for n, _ in mine.weights)})
    assert own_rows.unweighted(seen, bare) == "There is no weight on anti-tank now: rows there move no index."


def test_words_for_a_row(tiny_world):
    assert own_rows.row_words(tiny_world, MINE.of("inventory")[0]) == "Alpha, Anti-tank, active, 20"
