"""Foreign troops: dates, latest figures, and what is not theirs."""

from __future__ import annotations

import pytest

from balance_model.analysis import foreign


@pytest.mark.parametrize(
    ("as_of", "year"), [("2022", 2022.5), ("2017-01", 2017 + 0.5 / 12), ("2025-12-31", 2026 - 0.5 / 12)]
)
def test_a_date_lies_in_the_middle_of_what_it_names(as_of, year):
    assert foreign.when(as_of) == pytest.approx(year)


def test_kfor_over_the_years(world):
    """4,273 in 2017, 3,735 in 2022, about 4,500 in 2024 and 2025."""
    rows = foreign.missions(world)
    own = rows[rows["mission"] == "NATO KFOR"]
    assert list(zip(own["as_of"], own["number"], strict=True)) == [
        ("2017-02", 4273), ("2022", 3735), ("2024-10", 4500), ("2025-10", 4500),
    ]  # fmt: skip
    assert foreign.title(world, rows) == "NATO KFOR had between 3,735 and 4,500 troops from 2017 to 2025"
    assert foreign.headline(world).startswith("NATO KFOR has about 4,500 troops in Kosovo* (2025-10), EU EUFOR Althea")


def test_forces_of_a_country_at_home_are_not_foreign(world):
    rows = foreign.forces(world)
    assert not set(rows["actor"]) & {"Albania", "Montenegro", "North Macedonia"}
    assert rows["as_of"].is_monotonic_decreasing
    assert rows.loc[rows["what"] == "planned reduction", "words"].tolist() == ["–"]


def test_statements_stand_with_the_latest_first(world):
    rows = foreign.by_date(world.context_notes)
    dated = [row.as_of or "" for row in rows]
    assert dated == sorted(dated, reverse=True)


def test_no_figure_is_said(tiny_world):
    assert (
        foreign.headline(tiny_world)
        == foreign.title(tiny_world, foreign.missions(tiny_world))
        == ("No foreign mission has a dated number of troops")
    )
