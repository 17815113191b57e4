"""The scenario in the address bar: to query parameters and back, nothing lost, nothing trusted.

Short readable parameters carry what most people change: ``s`` preset, ``y`` year, ``j`` context countries, ``a``
and ``b`` sides, ``w`` weights, ``e`` evidence, ``d`` deal statuses, ``o`` model options. One compact parameter,
``x``, carries the rest as JSON, compressed and written in base64url.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from balance_model.domain import World
from balance_model.errors import ScenarioError, nearest
from balance_model.records.scenario import LISTS, Scenario
from balance_model.records.scenarios import altered, content_of, sparse
from balance_model.records.scenarios import presets as all_presets

FROZEN_KEY = "f"
KEYS = ("s", "y", "j", "a", "b", "w", "e", "d", "o", "x")
LONGEST_PART = 20_000
MOST = 1e12
LARGEST_CONTENT = 400_000
PACKED = ("id", "name", "story", "reason", "deals", *LISTS, "dials", "own_rows")


def to_params(scenario: Scenario, presets: Mapping[str, Scenario]) -> dict[str, str]:
    """The parameters that lead back to a scenario; what equals the preset is left out."""
    base = presets.get(scenario.id, presets["baseline"])
    change = sparse(scenario, base)
    if scenario.id in presets and scenario.name == base.name:
        for key in ("id", "name", "story", "reason"):
            change.pop(key, None)
    params: dict[str, str] = {}
    if base.id != "baseline":
        params["s"] = base.id
    if "year" in change:
        params["y"] = str(change["year"])
    if "joined" in change:
        params["j"] = ",".join(change["joined"]) or "none"
    for side in ("a", "b"):
        if side in change.get("sides", {}):
            params[side] = _side_out(change["sides"][side]["members"])
    if "weights" in change:
        params["w"] = ",".join(f"{name}:{_plain(value)}" for name, value in change["weights"].items())
    if "evidence" in change:
        params["e"] = change["evidence"]
    if "statuses" in change:
        params["d"] = ",".join(name for name in change["statuses"] if name != "delivered") or "none"
    if "options" in change:
        params["o"] = ",".join(f"{name}:{_plain(value)}" for name, value in change["options"].items())
    packed = {key: change[key] for key in PACKED if key in change}
    if "own_rows" in packed and not _fits(packed):
        del packed["own_rows"]
    if packed:
        params["x"] = pack(packed)
    return params


def query(scenario: Scenario, presets: Mapping[str, Scenario], more: Mapping[str, str] = MappingProxyType({})) -> str:
    """The parameters as they stand in an address, from the question mark on; empty for the plain baseline."""
    written = urlencode({**to_params(scenario, presets), **more}, safe=":,")
    return f"?{written}" if written else ""


def is_link(text: str) -> bool:
    """Whether a text is an address of the explorer, or its part from the question mark on, and no name or file."""
    return text.startswith(("http://", "https://", "?"))


def load_link(link: str, world: World, *, folder: Path | str | None = None) -> Scenario:
    """The scenario of an address copied from the explorer, whole.

    Raises
    ------
    ScenarioError
        If a part of the link does not fit the data, one line for each part; or if it opens a frozen result.
    """
    params = dict(parse_qsl(urlsplit(link.strip()).query, keep_blank_values=True))
    if FROZEN_KEY in params:
        raise ScenarioError(
            f"This link opens the frozen result '{short(params[FROZEN_KEY])}': run "
            f"'python -m balance_model library open {short(params[FROZEN_KEY])}' for it."
        )
    found, ignored = from_params(params, all_presets(world, folder=folder), world)
    if ignored:
        told = "\n".join(
            f"The link does not fit: {part.rstrip('.')}; copy it anew or correct this part." for part in ignored
        )
        raise ScenarioError(told)
    return found


def _fits(packed: Mapping[str, Any]) -> bool:
    text = _canonical(packed)
    return len(text) <= LARGEST_CONTENT and len(_squeezed(text)) <= LONGEST_PART


def carries_own_rows(scenario: Scenario, presets: Mapping[str, Scenario]) -> bool:
    """Whether the own rows of a scenario fit into its link."""
    if scenario.own_rows is None:
        return True
    bare = scenario.model_copy(update={"own_rows": None})
    return to_params(scenario, presets).get("x") != to_params(bare, presets).get("x")


def from_params(params: Mapping[str, str], presets: Mapping[str, Scenario], world: World) -> tuple[Scenario, list[str]]:
    """The nearest valid scenario of a link, and one sentence for each part that was ignored."""
    ignored: list[str] = []
    start = presets["baseline"]
    if "s" in params:
        if params["s"] in presets:
            start = presets[params["s"]]
        else:
            ignored.append(f"scenario '{short(params['s'])}' is unknown ({nearest(params['s'][:80], presets)})")
    scenario = _laid_over(start, _changes(params, start, ignored), world, ignored)
    if "x" in params:
        try:
            content = unpack(params["x"])
        except ValueError as error:
            ignored.append(f"changes: {error}")
            return scenario, ignored
        try:
            if content.keys() <= set(PACKED):
                return altered(scenario, content, world), ignored
        except ScenarioError:
            pass  # something in it does not fit: part by part below, to name what
        scenario = _laid_over(scenario, _packed(content, ignored), world, ignored)
    return scenario, ignored


def _laid_over(
    scenario: Scenario, parts: Iterator[tuple[str, dict[str, Any]]], world: World, ignored: list[str]
) -> Scenario:
    """The scenario with all parts that fit; the others are named."""
    for part, change in parts:
        try:
            scenario = altered(scenario, _on_top(scenario, change), world)
        except ScenarioError as error:
            reason = str(error).split(": ", 1)[-1].rstrip(".")
            ignored.append(f"{part}: {short(reason, 160)}")
    return scenario


def _on_top(scenario: Scenario, change: dict[str, Any]) -> dict[str, Any]:
    """Purchases, retirements and the like come one by one from a link and add to those already read."""
    for key in LISTS:
        if key in change and not change.get("replace"):
            change = change | {key: [*content_of(scenario)[key], *change[key]]}
    return {key: value for key, value in change.items() if key != "replace"}


def _changes(params: Mapping[str, str], start: Scenario, ignored: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of a link as sparse changes, each small enough to fail alone."""
    if "y" in params:
        yield "year", {"year": _number(params["y"])}
    if "j" in params:
        yield "countries", {"joined": [] if params["j"] == "none" else params["j"].split(",")}
    sides = {side: _side_in(params[side]) for side in ("a", "b") if side in params}
    if sides:
        yield "sides", {"sides": {side: {"members": members} for side, members in sides.items()}}
    if "w" in params:
        yield from _weights(params["w"], start, ignored)
    if "e" in params:
        yield "evidence", {"evidence": params["e"]}
    if "d" in params:
        named = [] if params["d"] == "none" else params["d"].split(",")
        yield "deal statuses", {"statuses": ["delivered", *named]}
    for name, value in _pairs_in(params.get("o", "")):
        yield "model options", {"options": {name: {"true": True, "false": False}.get(value, value)}}


def _weights(text: str, start: Scenario, ignored: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Weights go in together, since one alone may leave no weight at all; wrong ones are set aside."""
    good: dict[str, float] = {}
    known = dict(start.weights)
    for name, value in _pairs_in(text):
        number = _number(value)
        if name not in known:
            ignored.append(f"weights: category '{short(name)}' is unknown ({nearest(name[:80], known)})")
        elif isinstance(number, str) or not 0 <= number <= 1e9:
            ignored.append(f"weights: {name} is '{short(value)}', not a number of 0 or more")
        else:
            good[name] = number
    if good:
        yield "weights", {"weights": good}


def _packed(content: dict[str, Any], ignored: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    names: dict[str, Any] = {key: content[key] for key in ("id", "name", "story", "reason") if key in content}
    if names:
        yield "name", names
    if "own_rows" in content:
        yield "own rows", {"own_rows": content["own_rows"]}
    for key in ("deals", "dials"):
        table = content.get(key, {})
        if isinstance(table, dict):
            for name, value in table.items():
                yield key, {key: {name: value}}
        else:
            ignored.append(f"{key}: not a table of changes")
    for key in LISTS:
        if key not in content:
            continue
        if not isinstance(content[key], list):
            ignored.append(f"{key}: not a list")
            continue
        yield key, {key: [], "replace": True}
        for item in content[key]:
            yield key, {key: [item]}
    for key in content.keys() - set(PACKED):
        ignored.append(f"changes: '{short(key)}' is not part of a link")


def pack(content: Mapping[str, Any]) -> str:
    """Canonical JSON, compressed, in base64url without padding."""
    return _squeezed(_canonical(content))


def _canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@lru_cache(maxsize=64)
def _squeezed(text: str) -> str:
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(text: str) -> dict[str, Any]:
    """The content of ``pack``. Raises ``ValueError`` with one plain sentence if it is damaged."""
    if len(text) > LONGEST_PART:
        raise ValueError("this part of the link is too long")
    inflate = zlib.decompressobj()
    try:
        plain = inflate.decompress(
            base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True), LARGEST_CONTENT
        )
        content = json.loads(plain.decode("utf-8")) if inflate.eof else None
    except (ValueError, zlib.error, RecursionError):
        raise ValueError("this part of the link is damaged") from None
    if inflate.unconsumed_tail:
        raise ValueError("this part of the link is too large")
    if not inflate.eof:
        raise ValueError("this part of the link is cut off")
    if not isinstance(content, dict):
        raise ValueError("this part of the link is damaged")
    return content


def _side_out(members: Mapping[str, float]) -> str:
    return ",".join(code if share == 1 else f"{code}:{_plain(share)}" for code, share in members.items())


def _side_in(text: str) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for part in text.split(","):
        code, mark, share = part.partition(":")
        members[code] = _number(share) if mark else 1.0
    return members


def _pairs_in(text: str) -> list[tuple[str, str]]:
    return [(part.partition(":")[0], part.partition(":")[2]) for part in text.split(",") if part]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def _number(text: str) -> float | int | str:
    """The number a text stands for, or the text itself so that the check can name it."""
    try:
        value = float(text)
    except ValueError:
        return text[:80]
    if not abs(value) <= MOST:
        return text[:80]
    return int(value) if value.is_integer() else value


def short(text: str, most: int = 40) -> str:
    """Text from a link, cut short and without control or markup characters, fit to be shown."""
    plain = "".join(letter for letter in str(text) if letter.isprintable() and letter not in "<>`[]*$\\")
    return plain if len(plain) <= most else plain[: most - 1] + "…"
