"""Every standard view, made without a screen: its numbers against those of the model, worked out another way."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pandas as pd
import pytest

from balance_model.analysis.ensembles import assess_many
from balance_model.core.assess import assess
from balance_model.exhibits.cases import case
from balance_model.exhibits.exhibit import SIZES
from balance_model.exhibits.native import BANDS
from balance_model.exhibits.standard import STANDARD, ViewError, exhibit, made
from balance_model.records import links
from balance_model.records.scenarios import altered, load_scenario, presets

TINY = Path(__file__).parents[1] / "tiny"
HEADLINE = ("anti_tank", "drones", "air_defence", "long_range_strike")
DRAWS = 64


@pytest.fixture(scope="module")
def plans(world, known):
    """Return the case of a preset that changes deals."""
    return case(world, known["serbia_plans"], presets=known)


@pytest.fixture(scope="module")
def drawn(world, known):
    """Return the same case with futures."""
    return case(world, known["serbia_plans"], None, True, draws=DRAWS, presets=known)


@pytest.fixture(scope="module")
def tiny(tiny_world):
    """Return the case of the worked example."""
    return case(tiny_world, load_scenario("baseline", tiny_world, folder=TINY), folder=TINY)


def in_year(world, scenario, year=None):
    """Index by country in a year, from a run of the model."""
    rows = assess(world, scenario).scores
    rows = rows[rows["year"] == (year or scenario.year)]
    return dict(zip(rows["country"], rows["score"], strict=True))


def value_of(native, series, category):
    """One number of a native chart."""
    found = next(each for each in native.series if each.name == series)
    return found.values[native.categories.index(category)]


@pytest.mark.parametrize("name", list(STANDARD))
def test_every_view_is_whole(plans, known, world, name):
    found = exhibit(plans, name)
    assert found.name == found.exhibit_id == name
    assert found.scenario["id"] == "serbia_plans"
    assert load_scenario(found.scenario, world).key == plans.scenario.key
    assert found.stamp.scenario_id == plans.scenario.scenario_id
    assert 1 <= len(re.findall(r"\.(?= |$)", found.notes)) <= 12
    assert set(found.specs) == (set(SIZES) if found.kind == "chart" else set())
    assert (found.native is not None) == (found.kind == "chart")
    assert (found.table is None) == (found.kind == "finding")
    address = urlsplit(found.address)
    assert links.from_params(dict(parse_qsl(address.query)), known, world) == (plans.scenario, [])
    assert address.path in {"", "compare", "scenario", "how_sure", "arms_control", "money", "evidence"}
    assert f"--views {name} " in found.command
    assert not {"encirclement", "attack", "victory", "combat power"} & set(found.notes.lower().split())


def test_the_finding_names_who_has_the_highest_index(world, plans):
    scores = in_year(world, plans.scenario)
    first, second = sorted(scores, key=lambda code: -scores[code])[:2]
    found = exhibit(plans, "finding")
    assert found.title.startswith(f"In {plans.year} {world.short_name(first)} is ")
    assert f"{scores[first]:.2f} to {scores[second]:.2f}" in found.title
    assert found.subtitle.startswith("No weights can put")


def test_strengths_by_category_are_sums_of_the_ledger(plans):
    found = exhibit(plans, "profile")
    table = found.table.frame
    ledger = plans.single.ledger()
    sums = ledger[ledger["year"] == plans.year].groupby(["country", "category"])["strength"].sum()
    names = {row.name: row.category for row in plans.world.categories}
    assert len(table) == 4 * len(HEADLINE)
    for row in table.itertuples():
        key = (row.country, names[row.category_name])
        assert row.strength == pytest.approx(sums.get(key, 0.0), abs=1e-9)
        half = plans.world.dial[f"half.{key[1]}"].default
        assert row.value == pytest.approx(row.strength / (row.strength + half), abs=1e-12)
        assert value_of(found.native, plans.world.short_name(row.country), row.category_name) == row.value


def test_the_index_over_the_years_is_that_of_the_model(world, plans):
    found = exhibit(plans, "index")
    for year in (world.years[0], 2028, world.years[-1]):
        for code, score in in_year(world, plans.scenario, year).items():
            rows = found.table.frame.query("country == @code and year == @year")
            assert rows["score"].tolist() == [score]
            assert value_of(found.native, world.short_name(code), str(year)) == score
    assert found.native.kind == "line"


def test_ratios_of_the_worked_example(tiny):
    found = exhibit(tiny, "pairs")
    assert found.table.frame["ratio"].round(4).tolist() == [1.2957]
    assert found.native.series[0].values == (found.table.frame["ratio"][0],)


def test_every_pair_once_and_the_larger_first(world, plans):
    scores, table = in_year(world, plans.scenario), exhibit(plans, "pairs").table.frame
    assert len(table) == 6
    for row in table.itertuples():
        assert row.ratio == pytest.approx(scores[row.a] / scores[row.b])
        assert row.ratio >= 1


def test_side_by_side_holds_the_base_and_the_scenario(world, known, plans):
    table = exhibit(plans, "scenarios").table.frame
    before = in_year(world, known["baseline"].model_copy(update={"year": plans.year}))
    after = in_year(world, plans.scenario)
    for row in table.itertuples():
        assert row.score == (after if row.scenario_order else before)[row.country]
        assert row.delta == (after[row.country] - before[row.country] if row.scenario_order else 0)


def test_an_unchanged_scenario_stands_beside_others_as_single_runs(world, known):
    one = case(world, known["baseline"], None, True, draws=8, presets=known)
    found = exhibit(one, "scenarios")
    assert found.table.frame["scenario"].nunique() == 4
    assert found.stamp.made.startswith("single run")
    assert "--uncertainty" not in found.command
    for row in found.table.frame.query("scenario == 'Baseline'").itertuples():
        assert row.score == in_year(world, known["baseline"])[row.country]


def test_causes_lead_from_the_base_to_the_scenario(world, known, plans):
    found = exhibit(plans, "causes")
    before = in_year(world, known["baseline"].model_copy(update={"year": plans.year}))
    after = in_year(world, plans.scenario)
    most = max(after, key=lambda code: abs(after[code] - before[code]))
    assert world.short_name(most) in found.title
    own = found.table.frame.query("country == @most")
    assert own["delta"].sum() == pytest.approx(after[most] - before[most], abs=1e-9)
    sizes = np.array([[value or 0.0 for value in one.values] for one in found.native.series]).sum(axis=0)
    assert sizes[0] == pytest.approx(before[most])
    assert sizes[-1] == pytest.approx(after[most])


@pytest.mark.parametrize("name", ["purchases", "dials", "options", "deals", "own rows"])
def test_changes_add_up_to_the_whole_difference(world, known, changed, name):
    one = case(world, changed[name], presets=known)
    if name == "own rows":
        with pytest.raises(ViewError, match="nothing is changed from 'Baseline' but its own rows"):
            exhibit(one, "changes")
        return
    table = exhibit(one, "changes").table.frame
    before = in_year(one.world, known["baseline"].model_copy(update={"year": one.year}))
    after = in_year(one.world, changed[name])
    for code in one.world.country_codes:
        column = table[one.world.short_name(code)]
        assert column.iloc[:-1].sum() == pytest.approx(after[code] - before[code], abs=1e-9)
        assert column.iloc[-1] == pytest.approx(after[code] - before[code], abs=1e-9)
    assert table["change"].iloc[-1] == "All changes together"


def test_many_changes_stand_one_by_one_in_order(plans):
    found = exhibit(plans, "changes")
    assert len(found.table.rows) == len(plans.scenario.deals) + 1 > 12
    assert "made after those above it" in found.subtitle
    total = found.table.rows[-1]
    assert total[1] == pytest.approx(sum(row[1] for row in found.table.rows[:-1]))


def test_what_is_due_is_what_is_contracted_and_not_delivered(plans):
    table = exhibit(plans, "deliveries").table.frame
    counted = {"delivered", "in_delivery", "contracted"}
    due = [deal for deal in plans.world.deals if deal.status in counted and deal.best > deal.delivered
           and dict(plans.scenario.deals).get(deal.deal_id) is None]  # fmt: skip
    assert due
    for deal in due:
        rows = table[(table["country"] == plans.world.short_name(deal.country))
                     & (table["system"] == plans.world.system[deal.system_id].name)]  # fmt: skip
        assert deal.best - deal.delivered in rows["units to come"].tolist()
    assert [int(text[-4:]) for text in table["due"]] == sorted(int(text[-4:]) for text in table["due"])


def test_the_page_of_deals_opens_on_those_that_the_table_counts(world, known):
    found = exhibit(case(world, known["baseline"], presets=known), "deliveries")
    choices = links.unpack(dict(parse_qsl(urlsplit(found.address).query))["c"])
    assert choices == {"deals_category": "every"}, "the page shows what is still to come by itself"
    coming = [deal for deal in world.deals if deal.status != "cancelled" and deal.best > deal.delivered]
    assert found.title.startswith(f"{len(found.table.rows)} of {len(coming)} deals ")
    assert found.subtitle == ""
    revived = altered(known["baseline"], {"deals": {"bih-bell412-2024": {"include": True}}}, world)
    found = exhibit(case(world, revived, presets=known), "deliveries")
    assert links.unpack(dict(parse_qsl(urlsplit(found.address).query))["c"])["deals_span"] == "All"
    assert int(found.title.split()[0]) == len(found.table.rows)


def test_hypothetical_purchases_are_due_too(world, known, changed):
    table = exhibit(case(world, changed["purchases"], presets=known), "deliveries").table.frame
    mine = table[table["status"] == "Hypothetical purchase"]
    found = exhibit(case(world, changed["purchases"], presets=known), "deliveries")
    assert len(mine) == 1 and int(found.title.split()[0]) == len(table) - len(mine)
    assert f"{len(table) - len(mine)} deals that count, and 1 hypothetical purchase of" in found.subtitle
    assert (77, "2027–2028") in set(zip(mine["units to come"], mine["due"], strict=True))


def test_places_under_all_weightings(plans):
    """Shares of first places by a draw of our own: uniform weights from exponentials."""
    found = exhibit(plans, "weightings")
    table = found.table.frame
    assert table.groupby("country")["share"].sum().to_numpy() == pytest.approx(1.0)
    world, at = plans.world, plans.world.years.index(plans.year)
    value = plans.single.value[:, at, [world.category_ids.index(name) for name in HEADLINE]]
    weights = np.random.default_rng(11).exponential(size=(40_000, len(HEADLINE)))
    rank = 1 + (-(weights @ value.T)).argsort(axis=1).argsort(axis=1)
    for row in table.itertuples():
        share = (rank[:, world.country_codes.index(row.country)] == row.rank).mean()
        assert row.share == pytest.approx(share, abs=0.02)
    serbia = value_of(found.native, "First", "Serbia")
    assert serbia == pytest.approx(100 * table.query("country == 'SRB' and rank == 1")["share"].item())


def test_drivers_are_runs_at_both_ends(world, plans):
    found = exhibit(plans, "drivers")
    scores = in_year(world, plans.scenario)
    now = scores["SRB"] / scores["HRV"]
    rows = found.table.frame
    dial = next(row for row in rows.itertuples() if row.id in world.dial)
    for end in ("low", "high"):
        scenario = plans.scenario.model_copy(update={"dials": ((dial.id, getattr(world.dial[dial.id], end)),)})
        moved = in_year(world, scenario)
        assert getattr(dial, end) == pytest.approx(moved["SRB"] / moved["HRV"], abs=1e-9)
    low, high = found.native.series
    assert list(low.values) == pytest.approx((rows["low"] - now).tolist())
    assert list(high.values) == pytest.approx((rows["high"] - now).tolist())
    reach = rows[["low", "high"]].sub(now).abs().max(axis=1)
    assert reach.is_monotonic_decreasing


@pytest.mark.usefixtures("_few_assumptions")
def test_the_smallest_move_of_weights_that_reverses_the_lead(world, known):
    """Weight moved greedily from where the lead is largest to where the other is furthest ahead is the least."""
    one = case(world, known["baseline"], presets=known)
    found = exhibit(one, "reverse")
    at = world.years.index(one.year)
    columns = [world.category_ids.index(name) for name in HEADLINE]
    gap = one.single.value[world.country_codes.index("SRB"), at, columns]
    gap = gap - one.single.value[world.country_codes.index("HRV"), at, columns]
    lead, moved = float(gap.mean()), 0.0
    for width in sorted(gap - gap.min(), reverse=True):
        part = min(0.25, lead / width)
        lead, moved = lead - part * width, moved + part
        if lead <= 1e-12:
            break
    assert f"Moving {100 * moved:.0f} points of weight draws Croatia level with Serbia" in found.title
    assert "In 2030" in found.subtitle
    assert str(len(one.swings)) in found.subtitle


def test_ceilings_are_shares_of_the_treaty_numbers(world, plans):
    found = exhibit(plans, "ceilings")
    table = found.table.frame.dropna(subset=["ceiling"])
    for row in table.itertuples():
        held = value_of(found.native, world.short_name(row.country), str(row[1]))
        assert held == pytest.approx(100 * row.best / row.ceiling)
    over = int((table["best"] > table["ceiling"]).sum())
    assert f"{over} of them exceeded" in found.title


def test_spending_is_that_of_the_record(world, plans):
    found = exhibit(plans, "spending")
    rows = [row for row in world.spending if row.series == "sipri" or row.series.startswith("sipri_main")]
    rows = rows or [row for row in world.spending if row.series == world.spending[0].series]
    seen = 0
    for row in rows:
        if (
            row.country in world.country_codes
            and row.usd_constant_m is not None
            and str(row.year) in found.native.categories
        ):
            seen += value_of(found.native, world.short_name(row.country), str(row.year)) == row.usd_constant_m
    assert seen > 40
    assert found.stamp.made == "spending as published, no random draws"


def test_the_sources_are_those_of_the_rows_that_count(plans):
    found = exhibit(plans, "sources")
    ledger = plans.single.ledger()
    rows = ledger[ledger["category"].isin(HEADLINE) & (ledger["strength"] != 0)]
    expected = {name for cell in rows["source_ids"] for name in cell}
    assert set(found.table.frame["source id"]) == expected == set(found.source_ids)


def test_bands_are_quantiles_of_the_futures(world, drawn):
    found = exhibit(drawn, "index")
    score = assess_many(world, drawn.scenario, DRAWS).score
    ends = dict(zip(BANDS, (0.10, 0.25, 0.75, 0.90), strict=True))
    one = next(each for each in found.native.series if each.name == "Croatia")
    row = world.country_codes.index("HRV")
    for band, share in ends.items():
        assert list(getattr(one, band)) == pytest.approx(np.quantile(score[:, row], share, axis=0).tolist())
    assert list(one.values) == pytest.approx(np.median(score[:, row], axis=0).tolist())
    assert f"{DRAWS} futures, seed 2026" in found.stamp.made
    assert f"--uncertainty --draws {DRAWS} --seed 2026" in found.command


@pytest.mark.parametrize("name", ["profile", "pairs", "scenarios", "weightings", "finding"])
def test_views_with_futures_say_so(drawn, name):
    found = exhibit(drawn, name)
    assert "futures" in found.stamp.made
    assert links.unpack(dict(parse_qsl(urlsplit(found.address).query))["c"]) == {"runs": "With uncertainty"}
    if name in {"profile", "pairs", "scenarios"}:
        assert set(BANDS) <= set(found.table.columns)
    if name in {"profile", "pairs"}:
        assert all(one.banded for one in found.native.series)


def test_views_of_the_single_run_say_so_beside_futures(drawn):
    assert "futures" not in exhibit(drawn, "causes").stamp.made
    assert "--uncertainty" not in exhibit(drawn, "drivers").command


def test_a_country_that_joined_stands_in_every_table(world, known, changed):
    one = case(world, changed["joined"], presets=known)
    for name in ("profile", "index", "weightings", "spending"):
        found = exhibit(one, name)
        assert "ALB" in set(found.table.frame["country"]), name
        names = [each.name for each in found.native.series] + list(found.native.categories)
        assert "Albania" in names, name
    assert "Albania" in exhibit(one, "changes").table.columns


def test_own_rows_stand_in_the_stamp_and_the_command(world, known, changed):
    found = exhibit(case(world, changed["own rows"], presets=known), "index")
    assert found.stamp.own_rows
    assert "--scenario '?x=" in found.command
    before, after = (in_year(world, scenario) for scenario in (known["baseline"], changed["own rows"]))
    row = found.table.frame.query("country == 'BIH' and year == 2030")
    assert row["score"].item() == after["BIH"] != before["BIH"]


def test_all_views_of_the_worked_example(tiny):
    shown, left = [], []
    for name in STANDARD:
        try:
            shown.append(exhibit(tiny, name).name)
        except ViewError as error:
            left.append(str(error))
    assert len(shown) >= 9
    assert all("is left out: " in sentence and sentence.endswith(".") for sentence in left)
    assert any(sentence.startswith("View 'causes'") for sentence in left)


def test_the_same_without_a_case(world, known, plans):
    assert made(world, known["serbia_plans"], "pairs", presets=known) == exhibit(plans, "pairs")


def test_an_unknown_view_is_named_with_the_nearest(world, known):
    with pytest.raises(ViewError, match=r"View 'indx' is unknown; did you mean 'index'\?"):
        made(world, known["baseline"], "indx", presets=known)


def test_native_charts_have_no_infinite_number(world, known):
    """All weight on what two countries do not hold: ratios to nothing have no bar."""
    only = dict.fromkeys(world.category_ids, 0.0) | {"long_range_strike": 1.0}
    scenario = known["sourced_only"].model_copy(update={"weights": tuple(only.items()), "year": 2020})
    one = case(world, scenario, presets=known)
    table = exhibit(one, "pairs").table.frame
    assert pd.isna(table["ratio"]).any()
    assert exhibit(one, "pairs").native is not None


def test_the_case_is_frozen_and_the_registry_whole(plans):
    with pytest.raises(dataclasses.FrozenInstanceError):
        plans.scenario = None
    assert isinstance(STANDARD, Mapping)
    assert all(name == view.name and view.label and view.answers for name, view in STANDARD.items())
    assert set(presets(plans.world)) == set(plans.presets)
