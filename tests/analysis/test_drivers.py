"""Sobol indices of the model by group of inputs: small samples of the real model, and its laws."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.drivers import futures, group_name, group_title
from balance_model.analysis.watched import Watched
from balance_model.core.inputs import groups
from balance_model.records.scenarios import load_scenario


@pytest.fixture(scope="module")
def found(world):
    return futures(world, load_scenario("baseline", world), points=32, seeds=(1, 2), pool=256)


def test_every_group_is_there_with_a_name(world, found):
    assert found.groups == groups(world)
    assert found.runs == 2 * (2 + len(found.groups)) * 32
    assert found.score.shape[2:] == (32, len(world.country_codes), len(world.years))
    names = [group_name(group, world) for group in found.groups]
    assert len(set(names)) == len(names)
    assert all(":" not in name for name in names)
    assert group_title("quantity:XKX", world) == "How many Kosovo* holds"
    assert group_name("something new:SRB", world) == "something new of Serbia"


def test_another_countrys_inputs_have_no_part_in_an_index(world, found):
    rows = found.indices(Watched("index", "SRB", "HRV"), world, 2030).table().set_index("group")
    for group in found.groups:
        code = group.partition(":")[2]
        if code and code != "SRB":
            assert rows.loc[group, "total"] == 0, group
    assert rows.loc["readiness:SRB", "total"] > 0.2
    assert rows.loc["counters", "total"] == 0  # acts between sides, never on an index


def test_a_third_country_has_no_part_in_a_gap(world, found):
    rows = found.indices(Watched("gap", "SRB", "HRV"), world, 2030).table().set_index("group")
    assert not rows.loc[["quantity:BIH", "readiness:XKX", "delivery:XKX"], ["first", "total"]].to_numpy().any()


def test_nothing_known_to_come_is_in_doubt_before_it_comes(world, found):
    """Deliveries still to come cannot move the first year."""
    rows = found.indices(Watched("index", "SRB", "HRV"), world, world.years[0]).table().set_index("group")
    assert rows.loc["delivery:SRB", "total"] == pytest.approx(0.0, abs=1e-9)


def test_the_same_seed_gives_the_same_futures(world, found):
    again = futures(world, load_scenario("baseline", world), points=32, seeds=(1, 2), pool=256)
    assert np.array_equal(again.score, found.score)
