"""Every preset gives what it gave before; and some values worked out by hand from the rows."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.core.assess import assess
from balance_model.records.scenarios import load_scenario, scenario_ids
from tests.golden.write import HERE, moved, results, stored


@pytest.mark.parametrize("scenario_id", scenario_ids())
def test_a_preset_gives_what_it_gave(scenario_id):
    before = stored(scenario_id)
    assert before is not None, f"no results kept for {scenario_id}: run make golden"
    change = moved(before, results(scenario_id))
    assert change.empty, f"run make golden and read what moved:\n{change.head(12).to_string(index=False)}"


def test_no_results_are_kept_for_presets_that_are_gone():
    assert {path.stem for path in HERE.glob("*.csv")} == set(scenario_ids())


def test_a_moved_number_is_seen():
    frame = pd.DataFrame({"country": ["SRB"], "year": [2030], "score": [0.5], "drones": [0.25]})
    other = frame.assign(drones=0.2501)
    change = moved(frame, other)
    assert change.to_dict("records") == [
        {"country": "SRB", "year": 2030, "measure": "drones", "before": 0.25, "after": 0.2501}
    ]
    assert moved(frame, frame).empty
    assert len(moved(frame, frame.drop(columns="drones"))) == 1


@pytest.fixture(scope="module")
def baseline(world):
    return assess(world, load_scenario("baseline", world))


def score(value: float, reference: float) -> float:
    """The score of a parameter at the published defaults: bend at a fifth, from 0.2 to 1.2."""
    return min(max(math.log(1 + 5 * value / reference) / math.log(6), 0.2), 1.2)


def test_kosovo_drones_in_2026_by_hand(baseline):
    """Five TB2, forty Puma, three thousand Skydagger; all active, all there by 2025.

    Readiness .65 and crews .85. TB2 (2014): 27 h of 24, 150 kg of 50, 150 km of 150. Puma (2008),
    .05 each: 6.5 h of 4, 20 km of 20. Skydagger (2024), .01 each: 10 km of 10, 5 kg of 3.
    """
    usable = 0.65 * 0.85
    tb2 = 0.94 * (0.4 * score(27, 24) + 0.3 * score(150, 50) + 0.3 * score(150, 150))
    puma = 0.05 * 0.88 * (0.5 * score(6.5, 4) + 0.5 * score(20, 20))
    skydagger = 0.01 * 1.04 * (0.5 * score(10, 10) + 0.5 * score(5, 3))
    strength = usable * (5 * tb2 + 40 * puma + 3000 * skydagger)
    rows = baseline.categories.query("country == 'XKX' and category == 'drones' and year == 2026")
    assert rows.strength.tolist() == pytest.approx([strength], rel=1e-9)
    assert rows.value.tolist() == pytest.approx([strength / (strength + 20)], rel=1e-9)


def test_kosovo_javelins_by_hand(baseline):
    """24 launchers to come, half in 2026 and half in 2027; fire and forget, 4 km of 5, design of 1996."""
    quality = 0.76 * (0.5 * score(4, 5) + 0.5 * 1.0)
    rows = baseline.ledger().query("country == 'XKX' and system_id == 'javelin'").set_index("year")
    assert rows.quantity[[2026, 2027, 2035]].tolist() == [12, 24, 24]
    assert rows.strength[2027] == pytest.approx(24 * 0.65 * 0.85 * quality, rel=1e-9)
    assert rows.strength[2026] == pytest.approx(12 * 0.65 * 0.85 * quality, rel=1e-9)


@pytest.mark.parametrize(
    ("country", "system_id", "year", "units"),
    [
        ("SRB", "rafale-f4", 2027, 0),  # 12 ordered in August 2024, the first due in 2028
        ("SRB", "rafale-f4", 2035, 12),
        ("SRB", "t-72ms", 2026, 30),
        ("HRV", "leopard-2a8", 2035, 44),
        ("HRV", "rafale-f3r", 2026, 12),
        ("XKX", "bayraktar-tb2", 2022, 0),
        ("XKX", "bayraktar-tb2", 2023, 5),
    ],
)
def test_headline_units(baseline, country, system_id, year, units):
    rows = baseline.ledger().query("country == @country and system_id == @system_id and year == @year")
    assert rows.quantity.sum() == pytest.approx(units)
