"""The ways to the same numbers: a link, a command, Python, a file."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pprint import pformat
from typing import Any

from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.cases import futures_in
from balance_model.exhibits.stamps import SINGLE_RUN
from balance_model.records import links
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import load_scenario, sparse, uncalled
from balance_model.records.scenarios import presets as all_presets

MOST_SETTINGS = 8
"""With more changes than this a command names the scenario by its link."""
PROGRAM = ("python", "-m", "balance_model")
UNCERTAIN = {"runs": "With uncertainty"}
"""Choices of a page that put the futures on screen."""
FILE = "scenario.json"
"""The scenario of a briefing in its zip."""
_SPOKEN = {"weights", "options", "dials"}
_STORY = {"story", "reason"}
_WORDS = {"id", "name", "story", "reason", "based_on"}
_SNIPPET = """from balance_model import assess, load_scenario, load_world

world = load_world()
scenario = load_scenario({content}, world)
answer = assess(world, scenario)
scores = answer.scores[answer.scores["year"] == scenario.year]
print(scores[["country", "score"]])
"""


@dataclass(frozen=True)
class Ways:
    """Four ways to the numbers of one scenario: each is text to copy. ``file_name`` is that of the file ``content``.

    ``whole`` is false where the own rows of the scenario are too many for a link: then the command needs the file.
    """

    link: str
    command: str
    python: str
    content: str
    file_name: str
    whole: bool


@dataclass(frozen=True)
class Again:
    """The ways to the headline numbers of a briefing: ``from_file`` is the command with the scenario file of its zip.

    ``futures`` are their number and seed, None where the briefing rests on single runs; ``made`` says which for
    a stamp.
    """

    link: str
    command: str
    from_file: str
    made: str
    futures: tuple[int, int] | None


def of_briefing(briefing: Briefing, world: World) -> Again:
    """Link and commands of a whole briefing; with futures where an exhibit of its scenario was made with them.

    Raises
    ------
    ScenarioError
        If the scenario of the briefing does not fit the data.
    """
    known = all_presets(world)
    scenario = uncalled(load_scenario(briefing.scenario, world), known)
    made = made_of(briefing, scenario.scenario_id)
    futures = futures_in(made)
    more = {} if futures is None else {"c": links.pack(UNCERTAIN)}
    link = f"{briefing.base.rstrip('/')}/{links.query(scenario, known, more)}"
    command = ways(scenario, known, link).command
    if futures is not None:
        command = export_command(scenario, known, "finding", "json", futures)
    return Again(link, command, from_file(command), made, futures)


def made_of(briefing: Briefing, scenario_id: str) -> str:
    """How the headline numbers were made: the futures of the first exhibit of the scenario that has any."""
    made = (each.stamp.made for each in briefing.exhibits if each.stamp.scenario_id == scenario_id)
    return next(filter(futures_in, made), SINGLE_RUN)


def from_file(command: str) -> str:
    """A command of ``ways`` or ``export_command`` with the scenario file of the zip; empty if it is no such command."""
    try:
        words = shlex.split(command)
    except ValueError:
        return ""
    start = len(PROGRAM) + 1
    if tuple(words[: len(PROGRAM)]) != PROGRAM or len(words) < start:
        return ""
    kept, rest = words[:start], iter(words[start:])
    for word in rest:
        if word in {"--scenario", "--set", "--year"}:
            next(rest, None)
        else:
            kept.append(word)
    return shlex.join([*kept[:start], "--scenario", FILE, *kept[start:]])


def ways(scenario: Scenario, presets: Mapping[str, Scenario], link: str) -> Ways:
    """The ways to the numbers of a scenario; ``link`` is the address on screen."""
    base = presets.get(scenario.id, presets["baseline"])
    content = sparse(scenario, base)
    told = scenario.id if scenario == base else {key: content[key] for key in content if key not in _STORY}
    return Ways(
        link=link,
        command=shlex.join([*PROGRAM, "assess", *arguments(scenario, presets), "--format", "json"]),
        python=_SNIPPET.format(content=pformat(told, width=100, sort_dicts=False)),
        content=json.dumps(content, indent=2, ensure_ascii=False),
        file_name=file_name(scenario),
        whole=links.carries_own_rows(scenario, presets),
    )


def file_name(scenario: Scenario) -> str:
    """Name of the file of a scenario."""
    return f"{scenario.scenario_id}.json"


def arguments(scenario: Scenario, presets: Mapping[str, Scenario]) -> list[str]:
    """Words of the command line that name a scenario whole.

    A preset with ``--set`` for each change where these are few; else its link; else the name of its file.
    """
    scenario, base = uncalled(scenario, presets), presets.get(scenario.id)
    if base is not None:
        settings = _settings(scenario, base)
        if settings is not None and len(settings) <= MOST_SETTINGS:
            return ["--scenario", base.id, *(word for setting in settings for word in ("--set", setting))]
    if links.carries_own_rows(scenario, presets):
        return ["--scenario", links.query(scenario, presets) or "?s=baseline"]
    return ["--scenario", file_name(scenario)]


def export_command(
    scenario: Scenario, presets: Mapping[str, Scenario], view: str, form: str, futures: tuple[int, int] | None = None
) -> str:
    """The command that makes a standard view anew; ``futures`` are their number and seed."""
    drawn: tuple[str, ...] = ()
    if futures is not None:
        drawn = ("--uncertainty", "--draws", str(futures[0]), "--seed", str(futures[1]))
    return shlex.join([
        *PROGRAM, "export", *arguments(scenario, presets), *drawn, "--views", view, "--format", form,
        "--output", f"{view}.{form}",
    ])  # fmt: skip


def _settings(scenario: Scenario, base: Scenario) -> list[str] | None:
    """``KEY=VALUE`` for each change of a preset; None if it has changes that are not told so."""
    if any(getattr(scenario, word) != getattr(base, word) for word in ("name", "story", "reason")):
        return None
    found: list[str] = []
    for key, value in sparse(scenario, base).items():
        if key in _WORDS:
            continue
        if key in {"year", "evidence"}:
            found.append(f"{key}={value}")
        elif key in {"statuses", "joined"}:
            found.append(f"{key}={','.join(value) or '[]'}")
        elif key in _SPOKEN:
            found += [f"{key}.{name}={_value(each)}" for name, each in value.items()]
        elif key == "deals":
            for name, change in value.items():
                fields = {name: change} if not change else {f"{name}.{part}": each for part, each in change.items()}
                found += [f"deals.{part}={_value(each)}" for part, each in fields.items()]
        else:
            return None
    return found


def _value(value: Any) -> str:
    """A value as ``--set`` reads it: text as it is, all else as JSON, to the last digit."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, str) else json.dumps(value)
