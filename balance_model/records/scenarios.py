"""Scenarios: sparse JSON files over a base, resolved to one frozen, hashable ``Scenario``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from balance_model.domain import World
from balance_model.domain.overlay import Overlay, OwnRow
from balance_model.errors import ScenarioError, nearest
from balance_model.records.scenario import (
    LISTS,
    DealChange,
    Modernisation,
    Options,
    Purchase,
    Scenario,
    ScenarioFile,
    Side,
    Transfer,
    Withdrawal,
)
from balance_model.records.scenario_faults import scenario_faults
from balance_model.records.scenario_world import world_for
from balance_model.records.world import data_folder, load_world

PARTS = (Side, DealChange, Purchase, Withdrawal, Transfer, Modernisation, Options, Overlay, OwnRow)
NO_ROWS = Overlay(name="none")
"""Own rows of a file that takes back those of its base."""
CHANGED = ", changed"
"""What the name of a preset ends with once it was changed."""


def scenario_ids(folder: Path | str | None = None) -> tuple[str, ...]:
    """Ids of the presets, baseline first, then by file name."""
    names = sorted(path.stem for path in (data_folder(folder) / "scenarios").glob("*.json"))
    return tuple(sorted(names, key=lambda name: name != "baseline"))


def presets(world: World, *, folder: Path | str | None = None) -> dict[str, Scenario]:
    """All preset scenarios by id, baseline first. Raises ``ScenarioError`` as ``load_scenario`` does."""
    return {name: load_scenario(name, world, folder=folder) for name in scenario_ids(folder)}


def called(scenario: Scenario, presets: Mapping[str, Scenario]) -> Scenario:
    """The scenario under a name of its own where it still bears that of the preset it was changed from."""
    preset = presets.get(scenario.id)
    if preset is None or preset.name != scenario.name:
        return scenario
    if preset.model_copy(update={"year": scenario.year}).key == scenario.key:
        return scenario
    return scenario.model_copy(update={"name": scenario.name + CHANGED})


def uncalled(scenario: Scenario, presets: Mapping[str, Scenario]) -> Scenario:
    """``called`` taken back, for links and commands: what follows from the rest need not be told."""
    preset = presets.get(scenario.id)
    if preset is None or scenario.name != preset.name + CHANGED:
        return scenario
    return scenario.model_copy(update={"name": preset.name})


def load_scenario(
    scenario: str | Path | Mapping[str, Any] = "baseline",
    world: World | None = None,
    *,
    folder: Path | str | None = None,
) -> Scenario:
    """A checked scenario from a preset id, a JSON file, or a mapping in the file format.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or names an unknown key, id or value; the sentence says which
        and offers the nearest valid name.
    """
    world = world or load_world(folder)
    merged = _merged(*_read(scenario, folder), world, folder, ())
    return resolve(merged, world)


def altered(base: Scenario, change: Mapping[str, Any], world: World) -> Scenario:
    """``base`` with sparse content in the file format laid over it; id and name stay unless given.

    Raises ``ScenarioError`` as ``load_scenario`` does.
    """
    content = {"id": base.id, "name": base.name, "story": base.story, "reason": base.reason, **change}
    where = f"scenario '{content['id']}'"
    content = _checked(content, where, world)
    return resolve(overlay(content_of(base), content) | {"based_on": base.based_on}, world)


def resolve(merged: Mapping[str, Any], world: World) -> Scenario:
    """A scenario from fully merged file content, checked against the world."""
    where = f"scenario '{merged.get('id', '?')}'"
    content = {key: value for key, value in merged.items() if key not in {"sides", "deals", "options", "dials"}}
    sides = merged.get("sides") or {}
    weights = merged.get("weights") or {}
    content["weights"] = {c: float(weights.get(c, 0.0)) for c in world.category_ids} | dict(weights)
    content["dials"] = {k: v for k, v in (merged.get("dials") or {}).items() if v is not None}
    content["deals"] = tuple(sorted((k, v) for k, v in (merged.get("deals") or {}).items() if v is not None))
    content["joined"] = tuple(sorted(set(merged.get("joined") or ()), key=_place(world.context_codes)))
    content["statuses"] = _ordered({*(merged.get("statuses") or ()), "delivered"}, world)
    content["own_rows"] = merged.get("own_rows") or None
    try:
        for side in ("a", "b"):
            if side not in sides:
                raise ScenarioError(f"{where}: side {side} is missing; name its members, for example SRB: 1.")
            content[f"side_{side}"] = sides[side]
        content["options"] = merged.get("options") or {}
        result = Scenario.model_validate(content)
        if result.own_rows is not None and not result.own_rows.rows:
            result = result.model_copy(update={"own_rows": None})
    except ValidationError as error:
        raise ScenarioError(f"{where}: {_sentence(error)}") from None
    try:
        seen = world_for(world.bundled or world, result)
    except ScenarioError as error:
        raise ScenarioError(f"{where}: {error}") from None
    faults = list(scenario_faults(result, seen))
    if faults:
        raise ScenarioError(f"{where}: {faults[0]}")
    return result


def _place(order: Sequence[str]) -> Callable[[str], tuple[int, str]]:
    """Key that sorts names as they stand in ``order``, unknown ones last."""
    return lambda name: (order.index(name) if name in order else len(order), name)


def _ordered(statuses: Iterable[str], world: World) -> tuple[str, ...]:
    order: dict[str, int] = {row.status: row.order for row in world.statuses}
    return tuple(sorted(set(statuses), key=lambda status: (order.get(status, 99), status)))


def _read(scenario: str | Path | Mapping[str, Any], folder: Path | str | None) -> tuple[dict[str, Any], str]:
    """Raw content and a name for messages."""
    if isinstance(scenario, Mapping):
        return dict(scenario), f"scenario '{scenario.get('id', '?')}'"
    preset = data_folder(folder) / "scenarios" / f"{scenario}.json"
    looks_like_file = isinstance(scenario, Path) or str(scenario).endswith(".json") or "/" in str(scenario)
    path = Path(scenario) if looks_like_file else preset
    if not looks_like_file and str(scenario) not in scenario_ids(folder):
        raise ScenarioError(f"scenario '{scenario}' is unknown; {nearest(str(scenario), scenario_ids(folder))}")
    try:
        return parse(path.read_text(encoding="utf-8"), path.name), path.name
    except OSError as error:
        reason = error.strerror or str(error)
        raise ScenarioError(f"{path}: cannot be read ({reason}); check the path.") from None
    except ValueError:
        raise ScenarioError(f"{path}: is not UTF-8 text; save it as a JSON scenario file.") from None


def parse(text: str, name: str) -> dict[str, Any]:
    """The content of a scenario file.

    Raises ``ScenarioError`` if the text is not a JSON object; ``name`` is used in the sentence.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise ScenarioError(f"{name}: {at}this is not valid JSON; download a scenario to see the format.") from None
    if not isinstance(content, dict):
        raise ScenarioError(f"{name}: a scenario file holds one object with id and name; download one to see it.")
    return content


def _merged(
    content: dict[str, Any], name: str, world: World, folder: Path | str | None, seen: tuple[str, ...]
) -> dict[str, Any]:
    """File content laid over its base, and that over its own base, down to the root."""
    content = _checked(content, name, world)
    base_id = content.get("based_on", "baseline")
    if base_id is None:
        return content
    presets = scenario_ids(folder)
    if base_id not in presets:
        raise ScenarioError(f"{name}: based_on '{_cut(base_id)}' is unknown; {nearest(base_id[:80], presets)}")
    if base_id in seen:
        raise ScenarioError(f"{name}: based_on leads back to '{base_id}'; base it on another scenario.")
    base = _merged(*_read(base_id, folder), world, folder, (*seen, base_id))
    return overlay(base, content) | {"based_on": base_id}


def _checked(content: dict[str, Any], name: str, world: World) -> dict[str, Any]:
    """Content that has the shape of the file format, with a weight preset written out."""
    try:
        ScenarioFile.model_validate(content)
    except ValidationError as error:
        raise ScenarioError(f"{name}: {_sentence(error)}") from None
    if isinstance(content.get("weights"), str):
        return content | {"weights": preset_weights(content["weights"], world, name)}
    return content


def overlay(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``over`` on top of ``base``: weights, dials, options, sides and deals merge by key, the rest replaces.

    A deal merges by field, so that a new delay keeps the quantity; null takes a whole deal or dial back.
    """
    result = dict(base)
    for key, value in over.items():
        if value is None:
            continue
        if key in {"weights", "dials", "options", "sides", "deals"} and isinstance(result.get(key), Mapping):
            result[key] = {**result[key], **value}
            if key == "deals":
                result[key] |= _deal_fields(base["deals"], value)
        else:
            result[key] = value
    for key in ("story", "reason"):
        result[key] = over.get(key, "")
    return result


def _deal_fields(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Deals that both name, field by field."""
    both = {name for name in over if over[name] is not None and base.get(name) is not None}
    return {name: {**base[name], **over[name]} for name in both}


def preset_weights(preset: str, world: World, where: str = "weights") -> dict[str, float]:
    """Raw weights of a preset by category."""
    rows = {row.category: row.weight for row in world.weights if row.preset == preset}
    if not rows:
        known = {row.preset for row in world.weights}
        raise ScenarioError(f"{where}: weight preset '{preset}' is unknown; {nearest(preset, known)}")
    return rows


def _sentence(error: ValidationError) -> str:
    """The first fault of a pydantic error in plain words, with the nearest valid key if one is unknown."""
    faults = error.errors(include_url=False)
    fault = next((one for one in faults if one["loc"][-1:] != ("str",)), faults[0])
    parts = [str(part) for part in fault["loc"] if not str(part).startswith("dict[")]
    place = ".".join(_cut(part) for part in parts) or "content"
    if fault["type"] == "extra_forbidden":
        known: set[str] = set()
        for model in (ScenarioFile, *PARTS):
            known |= set(model.model_fields)
        return f"key '{place}' is unknown; {nearest(str(fault['loc'][-1]), known)}"
    if fault["type"] == "missing":
        return f"{place} is missing; add it."
    return f"{place} is {_cut(repr(fault.get('input')))}; {demand(fault)}."


PLAIN = {
    "int": "write a whole number",
    "float": "write a number",
    "finite": "write a number",
    "bool": "write true or false",
    "list": "write a list in square brackets",
    "tuple": "write a list in square brackets",
    "dict": "write names and values in braces",
    "mapping": "write names and values in braces",
    "model": "write names and values in braces",
    "string": "write text",
    "string_too_long": "write {max_length} letters at most",
    "string_too_short": "write {min_length} letters at least",
    "literal": "write one of {expected}",
    "greater": "write {ge} or more",
    "less": "write {le} or less",
    "too": "write as many entries or letters as allowed, at most {max_length}, at least {min_length}",
}


def demand(fault: Mapping[str, Any]) -> str:
    """What to write instead of what pydantic refused, in plain words."""
    if fault["type"] == "string_pattern_mismatch":
        return "write small letters, digits, - and _ only, sixty at most"
    given = {"ge": 0, "le": 0, "max_length": "any", "min_length": 0, "expected": ""} | dict(fault.get("ctx", {}))
    words = PLAIN.get(fault["type"]) or PLAIN.get(fault["type"].split("_")[0], "write a value of the right kind")
    return words.format(**given)


def _cut(text: str, most: int = 60) -> str:
    """Text short enough for a sentence."""
    return text if len(text) <= most else text[: most - 3] + "..."


def content_of(scenario: Scenario) -> dict[str, Any]:
    """A scenario in the file format, complete, so that it can be laid under another; own rows stay the noun."""
    whole = scenario.model_dump(mode="json", exclude={"own_rows"}) | {"own_rows": scenario.own_rows}
    whole["sides"] = {"a": whole.pop("side_a"), "b": whole.pop("side_b")}
    whole["deals"] = {name: change.model_dump(exclude_defaults=True) for name, change in scenario.deals}
    return whole


def sparse(scenario: Scenario, base: Scenario) -> dict[str, Any]:
    """The file content that turns ``base`` into ``scenario``: only what differs."""
    mine, theirs = content_of(scenario), content_of(base)
    result = {key: mine[key] for key in ("id", "name")}
    result |= {key: mine[key] for key in ("story", "reason") if mine[key]}
    result["based_on"] = base.id
    for key in ("year", "joined", "evidence", "statuses", *LISTS):
        if mine[key] != theirs[key]:
            result[key] = mine[key]
    if mine["own_rows"] != theirs["own_rows"]:
        result["own_rows"] = (mine["own_rows"] or NO_ROWS).model_dump(mode="json")
    for key in ("sides", "weights", "options", "dials", "deals"):
        changed = {k: v for k, v in mine[key].items() if theirs[key].get(k) != v}
        changed |= {k: None for k in theirs[key] if k not in mine[key]}
        if changed:
            result[key] = changed
    if "deals" in result:
        before, after = dict(base.deals), dict(scenario.deals)
        for name in result["deals"].keys() & before.keys() & after.keys():
            old, new = before[name].model_dump(), after[name].model_dump()
            result["deals"][name] = {field: value for field, value in new.items() if old[field] != value}
    return result
