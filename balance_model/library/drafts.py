"""From a scenario to what is saved, and back to a scenario that fits the data of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from balance_model.analysis.changes import changes
from balance_model.domain import World
from balance_model.domain.overlay import Overlay
from balance_model.errors import ScenarioError
from balance_model.library.nouns import Draft, Version
from balance_model.records.plain_text import hyphened
from balance_model.records.scenario import LISTS, Scenario
from balance_model.records.scenarios import altered, content_of, load_scenario, scenario_ids
from balance_model.version import __version__

_PLAIN = ("id", "name", "story", "reason", "joined", "year", "evidence", "statuses", "weights", "sides", "options")
_FRAGILE = ("own_rows", "deals", "dials", *LISTS)
_TABLES = ("options", "deals", "dials")
MOST_TOLD = 12


@dataclass(frozen=True)
class Fitted:
    """A stored scenario with today's data, and one sentence for each part of it that no longer fits."""

    scenario: Scenario
    problems: tuple[str, ...] = ()


def slug(name: str) -> str:
    """A name as the id of a scenario; never that of a preset."""
    found = hyphened(name, 50) or "scenario"
    return f"{found}-saved" if found in scenario_ids() else found


def draft(scenario: Scenario, world: World, name: str | None = None) -> Draft:
    """A scenario as it will be saved, under a name if one is given."""
    if name is not None:
        scenario = scenario.model_copy(update={"id": slug(name), "name": name})
    content = content_of(scenario) | {"based_on": None}
    own = content.pop("own_rows")
    if isinstance(own, Overlay):
        content["own_rows"] = own.model_dump(mode="json")
    data = (world.bundled or world).fingerprint
    return Draft(content, data, world.facts["data_as_of"], __version__, scenario.scenario_id)


def fitted(content: Mapping[str, Any], world: World, name: str | None = None) -> Fitted:
    """The scenario of stored content; what no longer fits the data is left out and named, and nothing raises."""
    world = world.bundled or world
    if name is not None:
        content = {**content, "id": slug(name), "name": name}
    try:
        return Fitted(load_scenario(dict(content) | {"based_on": None}, world))
    except ScenarioError:
        pass  # part by part below, to name what does not fit
    rest: tuple[str, ...] = _FRAGILE
    try:
        start = load_scenario(_plain(content), world)
    except ScenarioError:
        start, rest = load_scenario("baseline", world), (*_PLAIN, *_FRAGILE)
    scenario, problems = start.model_copy(update={"based_on": None}), []
    for part in _parts(content, rest):
        try:
            scenario = altered(scenario, _on_top(scenario, part), world)
        except ScenarioError as error:
            problems.append(str(error).split(": ", 1)[-1])
    told = problems[:MOST_TOLD]
    if len(problems) > MOST_TOLD:
        told.append(f"And {len(problems) - MOST_TOLD} more parts do not fit.")
    return Fitted(scenario, tuple(told))


def _plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """Content without what names rows of the data."""
    return {key: content[key] for key in _PLAIN if content.get(key)} | {"based_on": None}


def _parts(content: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Content under some keys, in pieces that can each be laid over a scenario by themselves."""
    for key in keys:
        value = content.get(key)
        if key in _TABLES and isinstance(value, Mapping):
            yield from ({key: {name: each}} for name, each in value.items())
        elif key in LISTS and isinstance(value, list):
            yield from ({key: [each]} for each in value)
        elif value:
            yield {key: value}


def _on_top(scenario: Scenario, part: dict[str, Any]) -> dict[str, Any]:
    """Items of a list join those that are there."""
    (key,) = part
    if key in LISTS:
        there = [item.model_dump(mode="json") for item in getattr(scenario, key)]
        return {key: [*there, *part[key]]}
    return part


def difference(older: Version, newer: Version, world: World) -> tuple[str, ...]:
    """What changed from one version to another, in words; names the year and what moves no number as well."""
    first, second = (fitted(each.content, world).scenario for each in (older, newer))
    told = [change.words for change in changes(first, second, world)]
    if first.year != second.year:
        told.append(f"year shown: {first.year} → {second.year}")
    if (first.side_a, first.side_b) != (second.side_a, second.side_b):
        told.append("the sides compared")
    if first.joined != second.joined:
        told.append("the countries that join")
    if first.name != second.name:
        told.append(f"name: {first.name} → {second.name}")
    return tuple(told)
