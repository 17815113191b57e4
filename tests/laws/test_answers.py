"""Laws of whole answers, for random scenarios in the worked example and in the real data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario, sparse
from tests.laws import strategies as some

few = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def drawn(data, case, **more):
    return altered(case.base, data.draw(some.changes(case.world)) | more, case.world)


@few
@given(data=st.data())
def test_everything_is_finite_and_in_bounds(case, data):
    answer = assess(case.world, drawn(data, case))
    for table in (answer.strength, answer.value, answer.score, answer.weights):
        assert np.isfinite(table).all()
    assert (answer.strength >= 0).all()
    assert ((answer.value >= 0) & (answer.value <= 1)).all()
    assert ((answer.score >= 0) & (answer.score <= 1 + 1e-12)).all()
    assert answer.weights.sum() == pytest.approx(1)
    shares = answer.scores.groupby("year").share.sum(min_count=1).dropna()
    assert shares.tolist() == pytest.approx([1.0] * len(shares))


@few
@given(data=st.data())
def test_the_ledger_sums_to_strengths_and_units(case, data):
    answer = assess(case.world, drawn(data, case))
    ledger, world = answer.ledger(), case.world
    found = np.zeros_like(answer.strength)
    for (country, year, category), strength in ledger.groupby(["country", "year", "category"]).strength.sum().items():
        found[world.country_codes.index(country), world.years.index(year), world.category_ids.index(category)] = (
            strength
        )
    assert found == pytest.approx(answer.strength, rel=1e-9, abs=1e-9)
    units = ledger.groupby(["country", "system_id", "year"]).quantity.sum()
    assert (units >= -1e-9).all()
    total = answer.stock.total.reshape(len(world.country_codes), len(world.systems), len(world.years))
    assert units.sum() == pytest.approx(total.sum(), rel=1e-9, abs=1e-9)
    assert (total >= -1e-9).all()
    assert (ledger.low.abs() <= ledger.high.abs() + 1e-9)[ledger.quantity > 0].all()


@few
@given(data=st.data())
def test_a_scenario_survives_its_sparse_form(case, data):
    scenario = drawn(data, case, id="mine", name="Mine")
    content = sparse(scenario, case.base)
    assert altered(case.base, content, case.world).key == scenario.key
    assert hash(altered(case.base, content, case.world)) == hash(altered(case.base, content, case.world))


@few
@given(data=st.data())
def test_a_sparse_file_over_a_preset_loads_again(world, data):
    base = load_scenario("kosovo_surge", world)
    scenario = altered(base, data.draw(some.changes(world)) | {"id": "mine", "name": "Mine"}, world)
    again = load_scenario(sparse(scenario, base), world)
    assert again.key == scenario.key
    assert assess(world, again).score == pytest.approx(assess(world, scenario).score, abs=0)


@few
@given(data=st.data())
def test_ratios_of_a_pair_are_inverse_whatever_the_options(case, data):
    answer = assess(case.world, drawn(data, case))
    a, b = data.draw(st.permutations(case.world.country_codes))[:2]
    year = data.draw(st.sampled_from(case.world.years))
    there, back = answer.ratio(a, b, year), answer.ratio(b, a, year)
    if 0 < there < np.inf:
        assert there * back == pytest.approx(1)
    else:
        assert (there, back) in [(0, np.inf), (np.inf, 0)] or (np.isnan(there) and np.isnan(back))


@few
@given(data=st.data())
def test_scaled_weights_change_nothing(case, data):
    weights = data.draw(some.weights(case.world))
    scale = data.draw(st.floats(0.01, 1000))
    scaled = {name: weight * scale for name, weight in weights.items()}
    one, other = (assess(case.world, altered(case.base, {"weights": w}, case.world)) for w in (weights, scaled))
    assert other.score == pytest.approx(one.score, rel=1e-9)


@few
@given(data=st.data())
def test_a_category_without_weight_does_not_move_the_index(case, data):
    dead = data.draw(st.sampled_from(case.world.category_ids))
    weights = dict.fromkeys(case.world.category_ids, 1.0) | {dead: 0.0}
    row = case.world.dial[f"half.{dead}"]
    scores = [
        assess(case.world, altered(case.base, {"weights": weights, "dials": {row.id: half}}, case.world)).score
        for half in (row.low, row.high)
    ]
    assert scores[0] == pytest.approx(scores[1], abs=0)


@few
@given(data=st.data())
def test_all_weight_on_a_category_gives_its_value(case, data):
    at = data.draw(st.integers(0, len(case.world.category_ids) - 1))
    weights = {name: float(number == at) for number, name in enumerate(case.world.category_ids)}
    answer = assess(case.world, altered(case.base, {"weights": weights}, case.world))
    assert answer.score == pytest.approx(answer.value[:, :, at])


@few
@given(data=st.data())
def test_a_coalition_adds_up(case, data):
    answer = assess(case.world, altered(case.base, {"dials": {}}, case.world))
    codes = data.draw(st.permutations(case.world.country_codes))
    a, b, year = codes[0], codes[1], data.draw(st.sampled_from(case.world.years))
    both, _ = answer.facing_values([a, b], b, year)
    one, other = (answer.value[case.world.country_codes.index(c), case.world.years.index(year)] for c in (a, b))
    assert (both >= np.maximum(one, other) - 1e-12).all()
    assert (both <= one + other + 1e-12).all()
    assert answer.facing_values({a: 1.0, b: 0.0}, b, year)[0] == pytest.approx(one)


@few
@given(data=st.data())
def test_a_purchase_never_lowers_the_buyer_nor_raises_another(case, data):
    # Units that are handed on or converted when there are more of them would mix two effects.
    base = drawn(data, case, purchases=[], transfers=[], modernisations=[])
    item = data.draw(some.purchases(case.world))
    more = altered(base, {"purchases": [item]}, case.world)
    before, after = assess(case.world, base), assess(case.world, more)
    at = case.world.country_codes.index(item["country"])
    assert (after.strength[at] >= before.strength[at] - 1e-9).all()
    assert (after.score[at] >= before.score[at] - 1e-9).all()
    others = [number for number in range(len(case.world.country_codes)) if number != at]
    assert after.score[others] == pytest.approx(before.score[others], abs=0)
    for other in (case.world.country_codes[number] for number in others):
        for year in case.world.years[::5]:
            mine, theirs = before.facing(item["country"], other, year)
            now_mine, now_theirs = after.facing(item["country"], other, year)
            assert now_mine >= mine - 1e-9
            if not base.options.cap:  # more targets let the other side's anti-tank weapons count in full
                assert now_theirs <= theirs + 1e-9


def units_of(world, scenario):
    """Units by country, system and year."""
    total = assess(world, scenario).stock.total
    return total.reshape(len(world.country_codes), len(world.systems), len(world.years))


@few
@given(data=st.data())
def test_transfers_keep_the_units_of_the_region(case, data):
    world = case.world.model_copy(update={"retirements": ()})
    base = altered(drawn(data, case, retirements=[], modernisations=[], transfers=[]), {}, world)
    items = data.draw(st.lists(some.transfers(world), min_size=1, max_size=4))
    before, after = units_of(world, base), units_of(world, altered(base, {"transfers": items}, world))
    assert after.sum(axis=0) == pytest.approx(before.sum(axis=0), abs=1e-6)
    assert (after >= -1e-9).all()


@few
@given(data=st.data())
def test_modernisations_keep_the_units_of_a_country_whatever_else_happens(case, data):
    world = case.world.model_copy(update={"retirements": ()})
    base = altered(drawn(data, case, retirements=[], modernisations=[], transfers=[]), {}, world)
    items = data.draw(some.modernisations(world))
    before, after = units_of(world, base), units_of(world, altered(base, {"modernisations": items}, world))
    assert after.sum(axis=1) == pytest.approx(before.sum(axis=1), abs=1e-6)
    assert (after >= -1e-9).all()
    both = altered(
        base, {"modernisations": items, "transfers": data.draw(st.lists(some.transfers(world), max_size=3))}, world
    )
    assert units_of(world, both).sum(axis=(0, 1)) == pytest.approx(before.sum(axis=(0, 1)), abs=1e-6)


@few
@given(data=st.data())
def test_whoever_gives_is_never_stronger_and_whoever_receives_never_weaker(case, data):
    world = case.world.model_copy(update={"retirements": ()})
    base = altered(drawn(data, case, retirements=[], modernisations=[], transfers=[]), {}, world)
    item = data.draw(some.transfers(world))
    before, after = assess(world, base), assess(world, altered(base, {"transfers": [item]}, world))
    giver, receiver = (world.country_codes.index(item[end]) for end in ("giver", "receiver"))
    assert (after.strength[giver] <= before.strength[giver] + 1e-9).all()
    assert (after.strength[receiver] >= before.strength[receiver] - 1e-9).all()
    others = [at for at in range(len(world.country_codes)) if at not in (giver, receiver)]
    assert after.score[others] == pytest.approx(before.score[others], abs=0)


@few
@given(data=st.data())
def test_a_later_purchase_is_never_more_in_any_year(case, data):
    item = data.draw(some.purchases(case.world))
    country, slip = item["country"], data.draw(st.floats(0, 10))
    free = case.world.model_copy(update={"deals": ()})
    on_time, late = (
        assess(free, altered(case.base, {"purchases": [item], "dials": {f"slip_years@{country}": years}}, free))
        for years in (0, slip)
    )
    assert (late.strength <= on_time.strength + 1e-9).all()
    assert (late.score <= on_time.score + 1e-12).all()


@few
@given(data=st.data())
def test_a_later_delivery_is_never_more_in_any_year(case, data):
    replaced = {(row.country, row.replaces_system_id) for row in case.world.deals}
    fresh = [
        row
        for row in case.world.deals
        if row.deal_kind != "modernisation" and (row.country, row.system_id) not in replaced
    ]
    deal = data.draw(st.sampled_from(fresh))
    one, other = sorted(data.draw(st.lists(st.floats(-8, 12), min_size=2, max_size=2)))
    soon, late = (
        assess(
            case.world,
            altered(case.base, {"deals": {deal.deal_id: {"include": True, "delay": delay}}}, case.world),
        )
        for delay in (one, other)
    )
    assert (late.strength <= soon.strength + 1e-9).all()


@few
@given(data=st.data())
def test_readiness_and_crews_never_lower_a_strength(case, data):
    row = data.draw(st.sampled_from([row for row in case.world.dials if row.group == "use"]))
    low, high = sorted(data.draw(st.lists(st.floats(row.low, row.high), min_size=2, max_size=2)))
    change = {key: value for key, value in data.draw(some.changes(case.world)).items() if key != "dials"}
    less, more = (
        assess(case.world, altered(case.base, change | {"dials": {row.id: value}}, case.world)) for value in (low, high)
    )
    assert (more.strength >= less.strength - 1e-9).all()


def corners(world):
    yield from ({row.id: getattr(row, end)} for row in world.dials for end in ("low", "high"))
    yield from ({row.id: getattr(row, end) for row in world.dials} for end in ("low", "high"))


def test_every_dial_at_its_ends_gives_an_answer(case):
    options = {"counters": True, "shortage": True, "cap": True, "access": True}
    a, b = case.world.country_codes[:2]
    everything = dict.fromkeys(case.world.category_ids, 1.0)
    for dials in corners(case.world):
        change = {"dials": dials, "options": options, "weights": everything}
        answer = assess(case.world, altered(case.base, change, case.world))
        assert np.isfinite(answer.score).all(), dials
        assert ((answer.value >= 0) & (answer.value <= 1)).all(), dials
        assert ((answer.score >= 0) & (answer.score <= 1)).all(), dials
        assert np.isfinite(answer.ratio([a], [b], case.world.years[-1])), dials


def test_equal_scenarios_are_one(case):
    change = {"weights": {case.world.category_ids[0]: 3}, "dials": {"crew": 0.8, "slip_years": 2}}
    turned = {"dials": {"slip_years": 2.0, "crew": 0.8}, "weights": {case.world.category_ids[0]: 3.0}}
    one, other = altered(case.base, change, case.world), altered(case.base, turned, case.world)
    assert one == other
    assert hash(one) == hash(other)
    assert one.scenario_id == other.scenario_id
    renamed = altered(one, {"name": "Other words", "story": "Told otherwise."}, case.world)
    assert renamed.key == one.key
    assert altered(one, {"dials": {"crew": 0.81}}, case.world).key != one.key
