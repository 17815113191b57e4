"""Every single assumption that can be moved, and the scenarios at its two ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from balance_model.analysis.combinations import has_weight
from balance_model.analysis.words import country
from balance_model.domain import EVIDENCE_LEVELS, Dial, World
from balance_model.records.scenario import Scenario, dial_value

WEIGHT_STEP = 0.10
"""Share of the whole by which one weight is moved up and down."""
NOT_OF_THE_RESULT = ("money", "chance")
"""Groups of dials that move no index of the single run: costs, and how futures are drawn."""


@dataclass(frozen=True)
class End:
    """One end of an assumption: its value in words, and the scenario with nothing else changed."""

    words: str
    scenario: Scenario


@dataclass(frozen=True)
class Assumption:
    """Something assumed, with its value now and its two ends. ``kind`` tells like from unlike."""

    id: str
    kind: str
    label: str
    now: str
    low: End
    high: End


def assumptions(world: World, scenario: Scenario) -> tuple[Assumption, ...]:
    """All single assumptions of a scenario: dials, evidence, statuses, weights.

    A dial that can differ by country comes once for all countries and once for each.
    """
    found = [*_dials(world, scenario), _evidence(scenario), _statuses(world, scenario), *_weights(world, scenario)]
    return tuple(one for one in found if all(has_weight(world, end.scenario) for end in (one.low, one.high)))


def with_dial(scenario: Scenario, key: str, value: float) -> Scenario:
    """The scenario with one dial (``id`` or ``id@country``) set."""
    return scenario.model_copy(update={"dials": tuple(sorted((dict(scenario.dials) | {key: value}).items()))})


def with_share(scenario: Scenario, category: str, share: float) -> Scenario:
    """The scenario in which a category carries ``share`` of the weight and the rest keep their proportions.

    Where no other category carries weight, they take equal parts of what is left.
    """
    weights = dict(scenario.weights)
    others = {name: weight for name, weight in weights.items() if name != category}
    rest = sum(others.values())
    if rest == 0:
        others, rest = dict.fromkeys(others, 1.0), float(len(others))
    moved = {name: round(100 * (1 - share) * weight / rest, 6) for name, weight in others.items()}
    moved[category] = round(100 * share, 6)
    return scenario.model_copy(update={"weights": tuple((name, moved[name]) for name, _ in scenario.weights)})


def _dials(world: World, scenario: Scenario) -> Iterator[Assumption]:
    for row in world.dials:
        if row.group in NOT_OF_THE_RESULT:
            continue
        yield _dial(world, scenario, row, None)
        if row.scope == "country":
            for code in world.country_codes:
                yield _dial(world, scenario, row, code)


def _dial(world: World, scenario: Scenario, row: Dial, code: str | None) -> Assumption:
    key = f"{row.id}@{code}" if code else row.id
    label = f"{row.label}, {country(world, code)}" if code else row.label
    low, high = (End(_number(value, row), with_dial(scenario, key, value)) for value in (row.low, row.high))
    return Assumption(key, row.group, label, _number(dial_value(world, scenario, row.id, code), row), low, high)


def _number(value: float, row: Dial) -> str:
    return f"{value:g}{' years' if row.unit == 'years' else ''}".replace("-", "−")


def _evidence(scenario: Scenario) -> Assumption:
    low, high = (
        End(words, _updated(scenario, evidence=level))
        for words, level in (("published only", EVIDENCE_LEVELS[0]), ("assumed too", EVIDENCE_LEVELS[-1]))
    )
    return Assumption("evidence", "evidence", "Evidence counted", f"down to {scenario.evidence}", low, high)


def _statuses(world: World, scenario: Scenario) -> Assumption:
    steps = status_steps(world)
    names: dict[str, str] = {row.status: row.name.lower() for row in world.statuses}
    low, high = (End(f"down to {names[steps[at][-1]]}", _updated(scenario, statuses=steps[at])) for at in (0, -1))
    last = max(scenario.statuses, key=lambda status: [row.status for row in world.statuses].index(status))
    return Assumption("statuses", "statuses", "Deals counted", f"down to {names[last]}", low, high)


def status_steps(world: World) -> tuple[tuple[str, ...], ...]:
    """Statuses counted, from delivered ones alone to all that may still come, one more at a time."""
    rows = [row.status for row in sorted(world.statuses, key=lambda row: row.order) if row.high > 0]
    return tuple(tuple(rows[: count + 1]) for count in range(len(rows)))


def _weights(world: World, scenario: Scenario) -> Iterator[Assumption]:
    whole = sum(weight for _, weight in scenario.weights)
    for category in world.category_ids:
        now = scenario.weight(category) / whole
        low, high = (
            End(f"{100 * share:.0f} %", with_share(scenario, category, share))
            for share in (max(now - WEIGHT_STEP, 0.0), min(now + WEIGHT_STEP, 1.0))
        )
        label = f"Weight of {world.category[category].name.lower()}"
        yield Assumption(f"weight.{category}", "weights", label, f"{100 * now:.0f} %", low, high)


def _updated(scenario: Scenario, **parts: Any) -> Scenario:
    return scenario.model_copy(update=parts)
