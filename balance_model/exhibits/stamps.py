"""The stamp and the assumptions that go with every number that is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from balance_model.analysis.changes import changes
from balance_model.analysis.findings import options
from balance_model.core.assess import Assessment
from balance_model.domain import World
from balance_model.exhibits.exhibit import Stamp
from balance_model.records.scenario import Scenario

SINGLE_RUN = "single run at best values, no random draws"


def stamp(answer: Assessment, made: str = SINGLE_RUN, compared: Sequence[Scenario] = ()) -> Stamp:
    """What an answer rests on: scenario, year, data, model, and how the numbers were made.

    ``compared`` are the scenarios of a comparison; each is named with its id and weights in place of the one on screen.
    """
    world, scenario, marks = answer.world, answer.scenario, answer.stamp
    own = marks.get("own_rows", "")
    named = " ".join(f"{number}) {_named(world, one)}" for number, one in enumerate(compared, start=1))
    lines = (
        f"{f'Scenarios: {named}' if compared else f'Scenario: {_named(world, scenario)}'} "
        f"Data as of {world.facts['data_as_of']}, fingerprint {marks['data']}{f' with {own}' if own else ''}; "
        f"model {marks['model']}; {made}.",
        f"Sources: {world.facts['sources_line']} {world.facts['licence']}",
        world.facts["scope"],
        world.facts["kosovo_footnote"],
    )
    return Stamp(
        scenario=scenario.name, scenario_id=marks["scenario_id"], year=scenario.year, own_rows=own,
        data_as_of=world.facts["data_as_of"], data=marks["data"], model=marks["model"], made=made, lines=lines,
    )  # fmt: skip


def _named(world: World, scenario: Scenario) -> str:
    """Name, id, year and weights of a scenario, and what it adds to the plain model."""
    more = options(scenario, world)
    return (
        f"{scenario.name} ({scenario.scenario_id}), {scenario.year}. {weights_words(world, scenario)}"
        f"{f' Differs from the plain model: {more}.' if more else ''}"
    )


def weights_words(world: World, scenario: Scenario) -> str:
    """Share of each category that carries weight."""
    total = sum(weight for _, weight in scenario.weights)
    parts = [
        f"{world.category[name].name.lower()} {100 * weight / total:.0f} %"
        for name, weight in sorted(scenario.weights, key=lambda item: world.category[item[0]].order)
        if weight > 0
    ]
    return f"Weights: {', '.join(parts)}."


def assumptions(world: World, scenario: Scenario, baseline: Scenario) -> tuple[str, ...]:
    """What a reader has to grant, one sentence each: weights, what is counted, and every change from the baseline."""
    counted = ", ".join(status.replace("_", " ") for status in scenario.statuses)
    found = [
        weights_words(world, scenario),
        f"Holdings counted down to evidence '{scenario.evidence}'; deals counted: {counted}.",
    ]
    named = options(scenario, world)
    if named:
        found.append(f"Not the plain model: {named}.")
    told = [change.words for change in changes(baseline, scenario, world)]
    found += [f"Changed from '{baseline.name}': {words}." for words in told]
    return tuple(found if told else [*found, f"Nothing is changed from '{baseline.name}'."])


def sources_behind(answer: Assessment, categories: Iterable[str] | None, table: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the sources of the rows behind a picture, and of those its table names.

    ``categories`` are those the picture rests on: None for those that carry weight, empty for none.
    """
    world = answer.world
    if categories is None:
        categories = [name for name, weight in answer.scenario.weights if weight > 0]
    wanted, found = set(categories), {}
    if wanted:
        rows = answer.ledger()
        rows = rows[rows["category"].isin(wanted) & (rows["strength"] != 0)]
        for cell in rows["source_ids"].unique():
            found.update(dict.fromkeys(_ids(cell)))
    if "source_ids" in table:
        for cell in table["source_ids"]:
            found.update(dict.fromkeys(_ids(cell)))
    return tuple(sorted(name for name in found if name in world.source))


def _ids(cell: object) -> list[str]:
    if isinstance(cell, str):
        return [part.strip() for part in cell.split(";") if part.strip()]
    return [str(part) for part in cell] if isinstance(cell, tuple | list) else []
