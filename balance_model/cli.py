"""The command line: the same answers without a browser."""

from __future__ import annotations

import json
import math
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from balance_model.analysis.words import index_text
from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.errors import BalanceError, DataError, ScenarioError
from balance_model.records.scenario import Scenario, ScenarioFile
from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import check_data, load_world

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Western Balkans balance explorer.")


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"


Data = Annotated[Path | None, typer.Option("--data", help="Data folder; the bundled one if left out.")]


@app.command("assess")
def assess_command(
    scenario: Annotated[str, typer.Option(help="Preset id or path of a scenario file.")] = "baseline",
    year: Annotated[int | None, typer.Option(help="Year to show; the scenario's own if left out.")] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="For example weights.drones=40")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="table, json or csv.")] = Format.table,
    output: Annotated[Path | None, typer.Option(help="File to write; the screen if left out.")] = None,
    data: Data = None,
) -> None:
    """Index, shares, categories and ratios for one scenario and year."""
    world = load_world(data)
    chosen = with_changes(scenario, [*(changes or []), *([f"year={year}"] if year is not None else [])], world, data)
    answer = assess(world, chosen)
    text = {Format.table: as_table, Format.json: as_json, Format.csv: as_csv}[form](answer)
    if output is None:
        typer.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ScenarioError(f"{output}: cannot be written ({error.strerror}); choose another file.") from None


@app.command()
def check(data: Data = None) -> None:
    """Check the data files; one finding a line, exit code 1 if any is an error."""
    findings = check_data(data)
    for finding in findings:
        typer.echo(str(finding))
    errors = sum(finding.level == "error" for finding in findings)
    typer.echo(f"{errors} errors, {len(findings) - errors} warnings" if findings else "no findings")
    if errors:
        raise typer.Exit(1)


@app.command()
def scenarios(data: Data = None) -> None:
    """List the preset scenarios."""
    world = load_world(data)
    for name in scenario_ids(data):
        chosen = load_scenario(name, world, folder=data)
        typer.echo(f"{name:18} {chosen.name}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a scenario file."""
    typer.echo(json.dumps(ScenarioFile.model_json_schema(), indent=2))


def with_changes(scenario: str, changes: list[str], world: World, data: Path | None) -> Scenario:
    """A preset or file with ``key=value`` changes laid over it.

    Keys are paths into the scenario format: ``year``, ``evidence``, ``statuses``, ``weights``,
    ``weights.<category>``, ``dials.<id>``, ``options.<name>``, ``deals.<id>.delay`` and so on. Values are JSON;
    anything else is text, and commas make a list for ``statuses``.
    """
    content: dict[str, Any] = {}
    for change in changes:
        key, mark, text = change.partition("=")
        if not mark or not key:
            raise ScenarioError(f"--set {change}: write KEY=VALUE, for example weights.drones=40.")
        _put(content, change, key, text)
    return altered(load_scenario(scenario, world, folder=data), content, world)


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
        value = [part.strip() for part in text.split(",")] if head == "statuses" else text
    place = content
    for part in parts[:-1]:
        inner = place.setdefault(part, {})
        if not isinstance(inner, dict):
            raise ScenarioError(f"--set {change}: '{part}' is not a group of values; set '{part}' as a whole.")
        place = inner
    place[parts[-1]] = value


def as_dict(answer: Assessment) -> dict[str, Any]:
    """The answer of one year in the documented JSON form."""
    world, scenario = answer.world, answer.scenario
    scores = answer.scores[answer.scores.year == scenario.year].set_index("country")
    categories = answer.categories[answer.categories.year == scenario.year].set_index(["country", "category"])
    countries = {
        code: {
            "score": float(scores.score[code]),
            "share": _number(scores.share[code]),
            "categories": {
                name: {
                    column: float(categories.loc[(code, name), column]) for column in ("strength", "value", "weight")
                }
                for name in world.category_ids
            },
        }
        for code in world.country_codes
    }
    ratios = {
        f"{a}/{b}": _number(answer.ratio(a, b, scenario.year))
        for a in world.country_codes
        for b in world.country_codes
        if a != b
    }
    return {
        "scenario": scenario.id,
        "year": scenario.year,
        "countries": countries,
        "ratios": ratios,
        "stamp": answer.stamp,
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def as_json(answer: Assessment) -> str:
    """JSON text."""
    return json.dumps(as_dict(answer), indent=2)


def as_csv(answer: Assessment) -> str:
    """One row per country and category of the year, with score and share beside it."""
    year = answer.scenario.year
    scores, categories = answer.scores, answer.categories
    frame = categories[categories.year == year].merge(scores[scores.year == year], on=["country", "year"])
    stamp = answer.stamp
    frame = frame.assign(scenario_id=stamp["scenario_id"], data=stamp["data"], model=stamp["model"])
    return str(frame.to_csv(index=False)).rstrip("\n")


def as_table(answer: Assessment) -> str:
    """A table for the eye."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    world, year = answer.world, answer.scenario.year
    result = as_dict(answer)
    table = Table(title=Text(f"{answer.scenario.name}, {year}"), title_justify="left")
    table.add_column("Country")
    table.add_column("Index", justify="right")
    table.add_column("Share", justify="right")
    shown = [name for name in world.category_ids if answer.scenario.weight(name) > 0]
    for name in shown:
        table.add_column(world.category[name].name, justify="right")
    for code in world.country_codes:
        row = result["countries"][code]
        share = "–" if row["share"] is None else f"{100 * row['share']:.0f} %"
        cells = [index_text(row["categories"][name]["value"]) for name in shown]
        table.add_row(world.short_name(code), index_text(row["score"]), share, *cells)
    console = Console(width=max(80, 24 + 20 * (2 + len(shown))), no_color=True)
    with console.capture() as capture:
        console.print(table)
    stamp = answer.stamp
    lines = [
        f"Index and category values from 0 to 1. Data {stamp['data']}, model {stamp['model']}, "
        f"scenario {stamp['scenario_id']}.",
        world.facts["scope"],
        world.facts["kosovo_footnote"],
    ]
    return capture.get() + "\n".join(lines)


def _one_set_each(arguments: list[str]) -> list[str]:
    """``--set a=1 b=2`` means the same as ``--set a=1 --set b=2``."""
    spread: list[str] = []
    for at, word in enumerate(arguments):
        follows = at >= 2 and "=" in word and not word.startswith("-") and spread[-2:-1] == ["--set"]
        spread += ["--set", word] if follows else [word]
    return spread


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 done, 1 findings, 2 bad input."""
    given = _one_set_each(sys.argv[1:] if arguments is None else arguments)
    try:
        code = app(args=given or ["--help"], prog_name="python -m balance_model", standalone_mode=False)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except TyperException as error:
        said = error.format_message() if hasattr(error, "format_message") else str(error)
        print(f"{said.rstrip('.')}; --help lists what is possible.", file=sys.stderr)
        return 2
    except DataError as error:
        print(f"The data do not pass the checks: {error.findings[0]}", file=sys.stderr)
        return 2
    except BalanceError as error:
        print(str(error), file=sys.stderr)
        return 2
    return int(code or 0)
