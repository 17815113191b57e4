"""Futures: the mode future is the single run, names keep their draws, chances and slips come as the data say."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from balance_model.analysis.ensembles import assess_many, at_modes
from balance_model.core.assess import assess
from balance_model.core.inputs import best_inputs, drawn_inputs, groups
from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import load_world

WORLD = load_world()


def scenario(**change):
    return altered(load_scenario("baseline", WORLD), change, WORLD)


@pytest.mark.parametrize("name", scenario_ids())
def test_one_future_at_the_modes_is_the_single_run(name):
    chosen = load_scenario(name, WORLD)
    single, future = assess(WORLD, chosen), at_modes(WORLD, chosen)
    assert future.score[0] == pytest.approx(single.score, abs=1e-14)
    assert future.value[0] == pytest.approx(single.value, abs=1e-14)
    assert future.strength[0] == pytest.approx(single.strength, abs=1e-12)


def test_with_options_on_the_mode_future_faces_as_the_single_run():
    chosen = scenario(options={"counters": True, "shortage": True, "cap": True, "access": True}, dials={"rho": 0.3})
    single, future = assess(WORLD, chosen), at_modes(WORLD, chosen)
    for a, b in (("SRB", "HRV"), (["HRV", "XKX"], "SRB")):
        mine, theirs = future.facing(a, b, 2030)
        assert (mine[0], theirs[0]) == pytest.approx(single.facing(a, b, 2030), abs=1e-14)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    one, again, other = (assess_many(WORLD, scenario(), 64, seed) for seed in (5, 5, 6))
    assert one.strength.tobytes() == again.strength.tobytes()
    assert not np.array_equal(one.strength, other.strength)


def test_the_first_draws_of_a_longer_run_are_those_of_a_shorter_one():
    assert np.array_equal(assess_many(WORLD, scenario(), 300).score[:40], assess_many(WORLD, scenario(), 40).score)


def test_changing_the_data_of_croatia_leaves_the_draws_of_serbia_bit_equal():
    rows = tuple(
        row.model_copy(update={"high": row.high + 40, "best": row.best + 7}) if row.country == "HRV" else row
        for row in WORLD.inventory
        if row.country != "HRV" or not row.system_id.startswith("m")
    )
    deals = tuple(deal for deal in WORLD.deals if deal.deal_id != "hrv-rafale-2021")
    other = WORLD.model_copy(update={"inventory": rows, "deals": deals})
    one, two = assess_many(WORLD, scenario(), 200), assess_many(other, scenario(), 200)
    serbia, croatia = WORLD.country_codes.index("SRB"), WORLD.country_codes.index("HRV")
    assert one.strength[:, serbia].tobytes() == two.strength[:, serbia].tobytes()
    assert not np.array_equal(one.strength[:, croatia], two.strength[:, croatia])


def test_weights_year_and_options_act_after_the_draws():
    base = assess_many(WORLD, scenario(), 50)
    _ = base.value
    for change in ({"weights": {"drones": 90}}, {"year": 2033}, {"options": {"shortage": True, "form": "linear"}}):
        wanted = scenario(**change)
        assert base.under(wanted).score == pytest.approx(assess_many(WORLD, wanted, 50).score, abs=1e-12)


def test_deals_arrive_as_often_as_their_status_says_and_move_together_in_a_country():
    """PERT means: (low + 4 mode + high) / 6; contracted .8867, in delivery .9633. Copula share .3."""
    drawn = drawn_inputs(WORLD, scenario(), 1, 0, 4096)
    for status, mean in (("contracted", (0.75 + 4 * 0.9 + 0.97) / 6), ("planned", (0.2 + 4 * 0.4 + 0.6) / 6)):
        at = [n for n, deal in enumerate(WORLD.deals) if deal.status == status]
        assert drawn.arrives[:, at].mean() == pytest.approx(mean, abs=0.015)
    planned = [n for n, deal in enumerate(WORLD.deals) if deal.status == "planned" and deal.country == "HRV"]
    others = [n for n, deal in enumerate(WORLD.deals) if deal.status == "planned" and deal.country == "SRB"]
    together = np.corrcoef(drawn.arrives[:, planned].T)[np.triu_indices(len(planned), 1)].mean()
    apart = np.corrcoef(drawn.arrives[:, planned[0]], drawn.arrives[:, others[0]])[0, 1]
    assert together > 0.15 > abs(apart)


def test_a_third_comes_on_time_and_large_programmes_come_later():
    """Mean of the late ones: (0 + 4 mode + high) / 6 years: 1.8333 for large programmes, .6667 off the shelf."""
    drawn = drawn_inputs(WORLD, scenario(), 1, 0, 4096)
    javelin = next(n for n, deal in enumerate(WORLD.deals) if WORLD.system[deal.system_id].category == "anti_tank")
    rafale = next(n for n, deal in enumerate(WORLD.deals) if deal.deal_id == "srb-rafale-2024")
    for at, mean in ((rafale, 11 / 6), (javelin, 4 / 6)):
        assert (drawn.late[:, at] == 0).mean() == pytest.approx(0.35, abs=0.01)
        assert drawn.late[:, at][drawn.late[:, at] > 0].mean() == pytest.approx(mean, abs=0.05)


def test_what_a_scenario_sets_is_given():
    chosen = scenario(deals={"srb-rafale-2024": {"include": True, "quantity": 8}})
    at = next(n for n, deal in enumerate(WORLD.deals) if deal.deal_id == "srb-rafale-2024")
    drawn = drawn_inputs(WORLD, chosen, 1, 0, 256)
    assert (drawn.arrives[:, at] == 1).all()
    assert (drawn.coming[:, at] == 8).all()


@pytest.mark.parametrize("deal", ["srb-elbit-2025-rockets", "srb-cm400akg-2026", "srb-rafale-2024"])
def test_a_later_deal_is_never_more_in_any_future(deal):
    """METHOD 3.11, law 16: with more slip nothing is higher in any year, in the same futures."""
    now, later = (assess_many(WORLD, scenario(deals={deal: {"delay": years}}), 128) for years in (0, 0.5))
    assert (later.strength <= now.strength + 1e-9).all()
    assert (later.strength < now.strength - 1e-9).any()


def test_readiness_of_a_country_moves_together():
    """Half and more of the variance of readiness x crews is common; between countries nothing is."""
    ready = drawn_inputs(WORLD, scenario(), 1, 0, 4096).ready
    inside = np.corrcoef(ready[:, 0, 0], ready[:, 0, 2])[0, 1]
    between = np.corrcoef(ready[:, 0, 0], ready[:, 1, 0])[0, 1]
    assert inside > 0.6
    assert abs(between) < 0.1


def test_doubt_about_a_count_puts_no_units_into_years_before_they_came():
    """Kosovo had no drones before 2023 (all came by deals), in any future."""
    future = assess_many(WORLD, scenario(), 200)
    kosovo, drones = WORLD.country_codes.index("XKX"), WORLD.category_ids.index("drones")
    assert (future.strength[:, kosovo, 0, drones] == 0).all()
    assert (future.strength[:, kosovo, 10, drones] > 0).all()


def test_groups_can_be_drawn_apart_and_put_together():
    drawn = drawn_inputs(WORLD, scenario(), 1, 0, 32)
    same = drawn.mixed(WORLD, {group: np.arange(32) for group in groups(WORLD)})
    assert np.array_equal(same.own, drawn.own)
    assert np.array_equal(same.worth, drawn.worth)
    rows = {group: np.zeros(5, dtype=int) for group in groups(WORLD)} | {"delivery:SRB": np.arange(5)}
    mixed = drawn.mixed(WORLD, rows)
    serbia = [n for n, deal in enumerate(WORLD.deals) if deal.country == "SRB"]
    croatia = [n for n, deal in enumerate(WORLD.deals) if deal.country == "HRV"]
    assert np.array_equal(mixed.late[:, serbia], drawn.late[:5, serbia])
    assert (mixed.late[:, croatia] == drawn.late[0, croatia]).all()
    assert (mixed.own == drawn.own[0]).all()


def test_one_draw_works_and_none_is_refused():
    assert assess_many(WORLD, scenario(), 1).score.shape == (1, len(WORLD.country_codes), len(WORLD.years))
    for draws in (0, -3, 10**7):
        with pytest.raises(ValueError, match="choose 1 to"):
            assess_many(WORLD, scenario(), draws)


def test_progress_is_told_and_stops_the_work():
    told = []
    assess_many(WORLD, scenario(), 300, tell=lambda done, total: told.append((done, total)))
    assert told[-1] == (300, 300)
    assert [done for done, _ in told] == sorted({done for done, _ in told})

    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        assess_many(WORLD, scenario(), 300, tell=stop)


def test_numbers_without_width_give_the_single_run_in_every_future():
    def exact(rows, *names):
        return tuple(
            row.model_copy(update={"low": getattr(row, names[0]), "high": getattr(row, names[0])}) for row in rows
        )

    sure = WORLD.model_copy(
        update={
            "inventory": exact(WORLD.inventory, "best"),
            "deals": exact(WORLD.deals, "best"),
            "retirements": exact(WORLD.retirements, "best"),
            "sustainment": exact(WORLD.sustainment, "best"),
            "worth": exact(WORLD.worth, "mode"),
            "dials": exact(WORLD.dials, "default"),
            "statuses": tuple(row.model_copy(update={"low": 1, "mode": 1, "high": 1}) for row in WORLD.statuses),
            "slip": tuple(row.model_copy(update={"on_time_share": 0.999999999}) for row in WORLD.slip),
        }
    )
    plain = altered(load_scenario("baseline", WORLD), {}, sure)
    fixed = sure.model_copy(
        update={
            "dials": tuple(
                row.model_copy(update={"default": 0.0, "low": 0.0, "high": 0.0})
                if row.id.startswith("quality_width")
                else row
                for row in sure.dials
            )
        }
    )
    single = assess(fixed, plain).score
    assert assess_many(fixed, plain, 7).score == pytest.approx(np.repeat(single[None], 7, axis=0), abs=1e-9)


def test_memory_grows_by_less_than_a_gigabyte_in_100_000_draws():
    def peak(draws):
        tracemalloc.start()
        assess_many(WORLD, scenario(), draws).score.sum()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    few, more = peak(128), peak(1024)
    assert few + (more - few) / (1024 - 128) * 100_000 < 1e9


def test_best_inputs_have_no_axis_of_draws():
    assert best_inputs(WORLD, scenario()).lead == ()
    assert drawn_inputs(WORLD, scenario(), 1, 3, 5).lead == (5,)
