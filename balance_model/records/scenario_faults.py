"""What is wrong with a scenario for a world, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable

from balance_model.domain import World
from balance_model.errors import nearest
from balance_model.records.change_faults import change_faults, country_fault
from balance_model.records.scenario import Scenario


def scenario_faults(scenario: Scenario, world: World) -> Iterable[str]:
    """What is wrong with a scenario for this world, one plain sentence each."""
    first, last = world.years[0], world.years[-1]
    if not first <= scenario.year <= last:
        yield f"year {scenario.year} is outside {first} to {last}; choose a year in that range."
    for code in scenario.joined:
        if code not in world.context_codes:
            yield f"joined: '{code}' is not a context country; {nearest(code, world.context_codes)}"
    a, b = dict(scenario.side_a.members), dict(scenario.side_b.members)
    for name, members in (("a", a), ("b", b)):
        for code, commitment in members.items():
            if fault := country_fault(code, scenario, world):
                yield f"side {name}: {fault}"
            elif not 0 <= commitment <= 1:
                yield f"side {name}: commitment of {code} is {commitment:g}; choose a value from 0 to 1."
        if not any(members.values()):
            yield f"side {name} has no member with a commitment above 0; add a country to it."
    both = sorted(set(a) & set(b))
    if both:
        yield f"{', '.join(both)} stands on both sides; leave it on one."
    for category, weight in scenario.weights:
        if category not in world.category:
            yield f"weights: category '{category}' is unknown; {nearest(category, world.category)}"
        elif not 0 <= weight <= 1e9:
            yield f"weights: {category} is {weight:g}; choose a value of 0 or more."
    if not any(weight > 0 for _, weight in scenario.weights):
        yield "all weights are zero; give at least one category a weight above zero."
    if scenario.options.shortage:
        enablers = {row.enabler for row in world.shortage}
        if not any(weight > 0 for category, weight in scenario.weights if category not in enablers):
            yield (
                f"with enabler shortage on, {' and '.join(sorted(enablers))} carry no weight of their own and no "
                "other category has any; give another category a weight above zero."
            )
    yield from _dial_faults(scenario, world)
    yield from change_faults(scenario, world)


def _dial_faults(scenario: Scenario, world: World) -> Iterable[str]:
    for name, value in scenario.dials:
        dial, _, code = name.partition("@")
        row = world.dial.get(dial)
        if row is None:
            yield f"dials: '{dial}' is unknown; {nearest(dial, world.dial)}"
        elif code and (fault := country_fault(code, scenario, world)):
            yield f"dials: {name}: {fault}"
        elif code and row.scope != "country":
            yield f"dials: '{dial}' is the same for all countries; write '{dial}' without '@{code}'."
        elif not row.low <= value <= row.high:
            yield f"dials: {name} is {value:g}; choose a value from {row.low:g} to {row.high:g} {row.unit}."
