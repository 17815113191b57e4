"""The tables behind the pages."""

from __future__ import annotations

import pytest

from balance_model.analysis import sides, tables
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario


@pytest.fixture(scope="module")
def base(world):
    return load_scenario("baseline", world)


@pytest.fixture(scope="module")
def answer(world, base):
    return assess(world, base)


def test_every_pair_once_with_the_larger_first(answer):
    pairs = tables.pairs(answer, 2030)
    assert len(pairs) == 6
    assert (pairs["ratio"] >= 1).all()
    names = "".join
    assert {names(sorted(pair)) for pair in zip(pairs["a"], pairs["b"], strict=True)} == {
        "HRVSRB", "BIHSRB", "SRBXKX", "BIHHRV", "HRVXKX", "BIHXKX",
    }  # fmt: skip


def test_deals_follow_status_evidence_and_single_changes(world, base):
    deals = tables.deal_table(world, base).set_index("deal_id")
    assert deals.loc["srb-rafale-2024", "counted"]
    assert not deals.loc["srb-kamikaze-80000", "counted"]
    assert deals.loc["srb-rafale-2024", ["start", "end", "to_come"]].tolist() == [2028, 2029, 12]
    moved = altered(base, {"deals": {"srb-rafale-2024": {"delay": 2}, "srb-kamikaze-80000": {"include": True}}}, world)
    later = tables.deal_table(world, moved).set_index("deal_id")
    assert later.loc["srb-rafale-2024", ["start", "end", "changed"]].tolist() == [2030, 2031, True]
    assert later.loc["srb-kamikaze-80000", "counted"]
    firm = tables.deal_table(world, altered(base, {"evidence": "published"}, world)).set_index("deal_id")
    assert not firm.loc["srb-elbit-2024-puls", "counted"]


def test_every_holding_and_deal_is_listed_with_its_sources(world):
    rows = tables.evidence_rows(world)
    assert len(rows) == len(world.inventory) + len(world.deals)
    assert rows["source_ids"].map(len).min() >= 1
    assert (rows["low"] <= rows["best"]).all() and (rows["best"] <= rows["high"]).all()


def test_evidence_shares_of_a_country_sum_to_one(answer):
    shares = tables.evidence_shares(answer, 2030)
    sums = shares.groupby("country")["share"].sum()
    assert sums.tolist() == pytest.approx([1.0] * len(sums))


def test_rows_behind_a_number_sum_to_it(answer):
    ledger = tables.behind(answer, "XKX", "drones", 2030)
    frame = answer.categories
    cell = frame[(frame.country == "XKX") & (frame.category == "drones") & (frame.year == 2030)]
    assert ledger["strength"].sum() == pytest.approx(float(cell["strength"].iloc[0]))


def test_side_by_side_differs_from_the_first(world, base, answer):
    late = assess(world, load_scenario("slip_two_years", world))
    frame = sides.side_by_side([answer, late], 2030)
    first = frame[frame["scenario_order"] == 0]
    assert (first["delta"] == 0).all()
    second = frame[frame["scenario_order"] == 1].set_index("country")["score"] - first.set_index("country")["score"]
    assert second.tolist() == pytest.approx(frame[frame["scenario_order"] == 1]["delta"].tolist())
