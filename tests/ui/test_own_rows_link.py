"""Own rows in a link: carried when they fit, left out in words when they do not, refused when they are hostile."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.domain.overlay import MOST_ROWS, Overlay, OwnRow
from balance_model.records import links
from balance_model.records.overlay import own_row
from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import load_world

WORLD = load_world()
PRESETS = {name: load_scenario(name, WORLD) for name in scenario_ids()}
BASELINE = PRESETS["baseline"]
ROW = own_row(WORLD, "inventory", WORLD.inventory[0])


def more(number):
    """Rows that differ from the bundled ones, no two alike enough to be packed away."""
    rows = []
    for at, holding in enumerate(WORLD.whole.inventory[:number]):
        cells = own_row(WORLD, "inventory", holding).texts
        note = "n" + hashlib.sha512(str(at).encode()).hexdigest()
        rows.append(OwnRow(table="inventory", cells=(cells | {"note": note}).items()))
    return Overlay(name="Mine", rows=tuple(rows))


@pytest.mark.parametrize("number", [1, 3, 20])
def test_a_few_rows_go_with_the_link_and_come_back(number):
    scenario = altered(BASELINE, {"own_rows": more(number).model_dump()}, WORLD)
    again, ignored = links.from_params(links.to_params(scenario, PRESETS), PRESETS, WORLD)
    assert ignored == []
    assert again == scenario
    assert links.carries_own_rows(scenario, PRESETS)


def test_more_rows_than_fit_are_left_out_and_the_rest_still_goes():
    scenario = altered(BASELINE, {"own_rows": more(MOST_ROWS).model_dump(), "dials": {"slip_years": 1}}, WORLD)
    params = links.to_params(scenario, PRESETS)
    assert len(params["x"]) <= links.LONGEST_PART
    assert not links.carries_own_rows(scenario, PRESETS)
    again, ignored = links.from_params(params, PRESETS, WORLD)
    assert ignored == []
    assert again.own_rows is None
    assert again.dials == scenario.dials


def test_a_scenario_without_own_rows_has_the_link_it_always_had():
    assert links.to_params(BASELINE, PRESETS) == {}
    assert links.carries_own_rows(BASELINE, PRESETS)


@pytest.mark.parametrize(
    "content",
    [
        5,
        [],
        {"name": "a", "rows": "x"},
        {"name": "<b>", "rows": [ROW.model_dump()]},
        {"name": "a", "rows": [{"table": "inventory", "cells": {"country": "SRB"}}]},
        {"name": "a", "rows": [{"table": "about", "cells": {"key": "scope"}}]},
        {"name": "a", "rows": [{"table": "inventory", "cells": {}}] * (MOST_ROWS + 1)},
        {"name": "a", "rows": [{"table": "inventory", "cells": ROW.texts | {"note": "=1+1"}}]},
    ],
)
def test_own_rows_of_a_link_that_do_not_fit_are_named_and_the_rest_is_opened(content):
    params = {"y": "2031", "x": links.pack({"own_rows": content, "dials": {"slip_years": 1}})}
    found, ignored = links.from_params(params, PRESETS, WORLD)
    assert found.own_rows is None
    assert found.year == 2031
    assert dict(found.dials)["slip_years"] == 1
    assert len(ignored) == 1
    assert ignored[0].startswith("own rows: ")
    assert "<" not in ignored[0]


@given(
    raw=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(st.sampled_from(["name", "rows", "table", "cells", "best"]), part, max_size=4)
        ),
        max_leaves=12,
    )
)
@settings(max_examples=150)
def test_nothing_in_a_link_breaks_the_app(raw):
    found, _ = links.from_params({"x": links.pack({"own_rows": raw})}, PRESETS, WORLD)
    assert found.model_copy(update={"own_rows": None}) == BASELINE
