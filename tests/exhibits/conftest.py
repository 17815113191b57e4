"""Scenarios on which the exhibits are tried, one for each kind of change."""

from __future__ import annotations

import pytest

from balance_model.analysis import tornado
from balance_model.analysis.assumptions import assumptions
from balance_model.domain import World
from balance_model.domain.overlay import Overlay, OwnRow
from balance_model.records.overlay import own_row
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered, presets


@pytest.fixture(scope="session")
def known(world) -> dict[str, Scenario]:
    """Return the presets by id."""
    return presets(world)


@pytest.fixture(scope="session")
def changed(world, known) -> dict[str, Scenario]:
    """Return scenarios by the kind of their change."""
    return {name: altered(known[base], change, world) for name, (base, change) in cases(world).items()}


@pytest.fixture
def _few_assumptions(monkeypatch):
    """Briefs try ten assumptions instead of all: what each does has tests of its own."""
    monkeypatch.setattr(tornado, "assumptions", lambda world, scenario: assumptions(world, scenario)[:10])


def cases(world: World) -> dict[str, tuple[str, dict[str, object]]]:
    """Preset and change of each kind."""
    weighty = {row.system_id for row in world.systems if row.category == "anti_tank"}
    holding = next(
        row for row in world.inventory if row.country == "BIH" and row.system_id in weighty and row.best > 20
    )
    cells = own_row(world, "inventory", holding).texts | {"best": "3", "low": "2", "high": "4"}
    overlay = Overlay(name="Mine", rows=(OwnRow(table="inventory", cells=cells.items()),))
    many = {f"half.{name}": world.dial[f"half.{name}"].low for name in world.category_ids}
    return {
        "weights": ("baseline", {"year": 2033, "weights": {"drones": 61.3, "anti_tank": 0}}),
        "deals": ("serbia_plans", {"deals": {"hrv-leopard2a8-2025": {"delay": 2.5},
                                             "srb-rafale-2024": {"include": False}}}),
        "purchases": ("kosovo_surge", {"purchases": [{"country": "XKX", "system_id": "javelin", "quantity": 77,
                                                     "first_year": 2027, "last_year": 2028}]}),
        "own rows": ("baseline", {"own_rows": overlay.model_dump()}),
        "joined": ("croatia_safe", {"joined": ["ALB"]}),
        "options": ("baseline", {"options": {"form": "exponential", "shortage": True}, "evidence": "recalled",
                                 "statuses": ["delivered", "in_delivery"]}),
        "dials": ("slip_two_years", {"dials": {"rho": -0.37, "readiness.active@XKX": 0.71, "slip_years": None}}),
        "many dials": ("baseline", {"dials": many}),
        "renamed": ("baseline", {"id": "mine", "name": "It's \"mine\" š đ č; $HOME", "weights": {"drones": 1 / 3}}),
    }  # fmt: skip
