"""What would change a number, by hand on the worked example."""

from __future__ import annotations

import pytest

from balance_model.analysis import provenance, provenance_moves
from balance_model.analysis.provenance import Asked
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario


def behind(world, scenario, asked):
    return provenance.behind(provenance.ends_of(assess(world, scenario)), asked)


@pytest.fixture
def spread(tiny_world):
    """Return the worked example in which Alpha has 8 to 20 launchers, and 50 to 60 tanks."""
    ends = {("AAA", "launcher"): {"low": 8, "high": 20}, ("AAA", "tank"): {"low": 50}}
    rows = tuple(row.model_copy(update=ends.get((row.country, row.system_id), {})) for row in tiny_world.inventory)
    return tiny_world.model_copy(update={"inventory": rows})


def test_the_widest_range_comes_first(spread, worked):
    """Launchers move the index from 0.3 x 8/28 to 0.3 x 1/2, 0.0643; tanks 0.2 x (60/100 - 50/90), 0.0089."""
    rows = provenance_moves.by_range(behind(spread, worked, Asked("AAA", 2025)))
    assert rows["record"].tolist() == ["holding:launcher:active", "holding:tank:active"]
    assert rows["width"].tolist() == pytest.approx([0.15 - 2.4 / 28, 0.2 * (0.6 - 50 / 90)])
    rest = 0.3 * 0.5 + 0.2 * 0.6 + 0.2 / 3
    assert rows.loc[0, ["low", "high"]].tolist() == pytest.approx([0.3 * 8 / 28 + rest, 0.15 + rest])
    assert rows.loc[0, "words"] == "Anti-tank (held, active): 8 to 20, best 12"


def test_a_row_at_an_end_is_the_run_at_that_end(spread, worked):
    found = behind(spread, worked, Asked("AAA", 2025, "anti_tank"))
    rows = provenance_moves.by_range(found)
    low, _, high = found.ends.number(found.asked)
    assert rows[["low", "high"]].to_numpy().tolist() == [pytest.approx([low, high])]


def test_without_ranges_nothing_is_told(tiny_world, worked):
    assert provenance_moves.by_range(behind(tiny_world, worked, Asked("AAA", 2025))).empty


def test_a_counted_deal_still_to_come(tiny_world, worked):
    """Beta's deal brings ten launch vehicles to its ten by 2029: 20/40 in full use."""
    counted = altered(worked, {"statuses": ["planned"]}, tiny_world)
    rows = provenance_moves.to_come(behind(tiny_world, counted, Asked("BBB", 2025, "air_defence")))
    assert rows["record"].tolist() == ["deal:bbb-sam-2025"]
    assert rows.loc[0, ["low", "high"]].tolist() == pytest.approx([10 / 30, 0.5])
    assert rows.loc[0, "words"] == "Air defence: 10 launchers, 2026–2029, planned"
    done = behind(tiny_world, counted, Asked("BBB", 2035, "air_defence"))
    assert provenance_moves.to_come(done).empty


def test_a_deal_that_does_not_count(tiny_world, worked):
    found = behind(tiny_world, worked, Asked("BBB", 2025, "air_defence"))
    assert provenance_moves.to_come(found).empty
    rows = provenance_moves.left_out(found)
    assert rows.loc[0, ["low", "high"]].tolist() == pytest.approx([10 / 30, 0.5])
    counted = altered(worked, {"statuses": ["planned"]}, tiny_world)
    assert provenance_moves.left_out(behind(tiny_world, counted, Asked("BBB", 2025))).empty


def test_a_sized_deal_is_told_with_its_own_number(tiny_world, worked):
    sized = altered(worked, {"statuses": ["planned"], "deals": {"bbb-sam-2025": {"quantity": 30}}}, tiny_world)
    rows = provenance_moves.to_come(behind(tiny_world, sized, Asked("BBB", 2025, "air_defence")))
    assert rows.loc[0, "high"] == pytest.approx(40 / 60)
    assert "30 launchers" in rows.loc[0, "words"]


def test_the_weight_of_a_category(tiny_world, worked):
    """Anti-tank from 0.3 to 0.4: 0.4 x 3/8 + 6/7 of the 0.3367 of the others; to 0.2: 0.2 x 3/8 + 8/7 of it."""
    rows = provenance_moves.by_weight(assess(tiny_world, worked), Asked("AAA", 2025)).set_index("record")
    others = 0.3 * 0.5 + 0.2 * 0.6 + 0.2 / 3
    wanted = [0.2 * 3 / 8 + 8 / 7 * others, 0.4 * 3 / 8 + 6 / 7 * others]
    assert rows.loc["anti_tank", ["low", "high"]].tolist() == pytest.approx(wanted)
    assert rows.loc["anti_tank", "words"] == "Weight of anti-tank, now 30 %"


def test_a_deal_turned_on_moves_the_real_number_as_told(world):
    """The number told for a deal left out is that of a run in which it counts, in the last year."""
    base = load_scenario("baseline", world)
    last = world.years[-1]
    rows = provenance_moves.left_out(behind(world, base, Asked("SRB", last, "air_defence")))
    assert len(rows) > 0
    for name, told in zip(rows["record"], rows["high"], strict=True):
        counted = altered(base, {"deals": {name.removeprefix("deal:"): {"include": True}}}, world)
        value = provenance.number_of(assess(world, counted), Asked("SRB", last, "air_defence"))
        assert told == pytest.approx(value)
