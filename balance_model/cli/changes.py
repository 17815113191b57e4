"""``--scenario`` and ``--set KEY=VALUE``: which scenario the command line means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.records import links
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered, load_scenario


def with_changes(scenario: str, changes: list[str], world: World, data: Path | None) -> Scenario:
    """A preset, file or link of the explorer with ``key=value`` changes laid over it.

    Keys are paths into the scenario format: ``year``, ``evidence``, ``statuses``, ``weights``,
    ``weights.<category>``, ``dials.<id>``, ``options.<name>``, ``deals.<id>.delay`` and so on. Values are JSON;
    anything else is text, and commas make a list for ``statuses`` and ``joined``.
    """
    content: dict[str, Any] = {}
    for change in changes:
        key, mark, text = change.partition("=")
        if not mark or not key:
            raise ScenarioError(f"--set {change}: write KEY=VALUE, for example weights.drones=40.")
        _put(content, change, key, text)
    return altered(named(scenario, world, data), content, world)


def named(scenario: str, world: World, data: Path | None) -> Scenario:
    """The scenario of a preset id, of a file, or of a link copied from the explorer."""
    if links.is_link(scenario):
        return links.load_link(scenario, world, folder=data)
    return load_scenario(scenario, world, folder=data)


def _put(content: dict[str, Any], change: str, key: str, text: str) -> None:
    head, *path = key.split(".", 1)
    parts = [head]
    if path and head == "deals":
        deal, _, name = path[0].rpartition(".")
        parts += [deal, name] if deal else [path[0]]
    elif path and head == "sides":
        parts += path[0].split(".")
    else:
        parts += path
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = [part.strip() for part in text.split(",")] if head in {"statuses", "joined"} else text
    place = content
    for part in parts[:-1]:
        inner = place.setdefault(part, {})
        if not isinstance(inner, dict):
            raise ScenarioError(f"--set {change}: '{part}' is not a group of values; set '{part}' as a whole.")
        place = inner
    place[parts[-1]] = value
