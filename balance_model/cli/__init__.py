"""The command line: the same answers without a browser."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from balance_model.analysis.ensembles import MOST_DRAWS
from balance_model.cli import ensemble as futures
from balance_model.cli import library
from balance_model.cli.changes import with_changes
from balance_model.cli.printing import as_csv, as_json, as_table, data_words
from balance_model.core.assess import assess
from balance_model.errors import BalanceError, DataError, ScenarioError
from balance_model.export import dataset
from balance_model.export.formats import FORMATS
from balance_model.records.scenario import ScenarioFile
from balance_model.records.scenarios import load_scenario, scenario_ids
from balance_model.records.world import check_data, load_world

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Western Balkans balance explorer.")
app.add_typer(library.app, name="library")

STOPPED = 130
"""Exit code of a command that was stopped from the keyboard."""


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"


class Size(StrEnum):
    """Sizes of a chart on its own."""

    slide = "slide"
    report = "report"
    square = "square"


LONGEST_TITLE = 200
Data = Annotated[Path | None, typer.Option("--data", help="Data folder; the bundled one if left out.")]


@app.command("assess")
def assess_command(
    scenario: Annotated[str, typer.Option(help="Preset id, scenario file, or a link of the explorer.")] = "baseline",
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


@app.command("ensemble")
def ensemble_command(
    scenario: Annotated[str, typer.Option(help="Preset id, scenario file, or a link of the explorer.")] = "baseline",
    draws: Annotated[int | None, typer.Option(help="Number of futures; that of about.csv if left out.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the draws; that of about.csv if left out.")] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="For example weights.drones=40")
    ] = None,
    values: Annotated[bool, typer.Option("--values", help="Category values beside the index.")] = False,
    output: Annotated[
        Path | None, typer.Option(help="File to write, .parquet or .csv; a summary on the screen if left out.")
    ] = None,
    data: Data = None,
) -> None:
    """Many futures of one scenario: every uncertain number drawn from its range."""
    world = load_world(data)
    chosen = with_changes(scenario, changes or [], world, data)
    count = int(world.facts["draws"]) if draws is None else draws
    if not 1 <= count <= MOST_DRAWS:
        raise ScenarioError(f"--draws {count}: choose 1 to {MOST_DRAWS}.")
    if output is not None and output.suffix not in {".parquet", ".csv"}:
        raise ScenarioError(f"--output {output}: choose a file that ends with .parquet or .csv.")
    found = futures.drawn(world, chosen, count, seed)
    if output is None:
        typer.echo(futures.summary(found))
        return
    rows = futures.written(found, output, values)
    typer.echo(f"{output}: {rows:,} rows; seed {found.seed}, {data_words(found.stamp)}, model {found.stamp['model']}.")


@app.command("export")
def export_command(
    output: Annotated[
        Path, typer.Option(help="File to write; for formats of one file an exhibit also a folder or zip.")
    ],
    scenario: Annotated[
        str | None, typer.Option(help="Preset id, scenario file, or a link of the explorer; baseline if left out.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help=f"{'|'.join(FORMATS)}; by the name of the file if left out.")
    ] = None,
    views: Annotated[
        str | None,
        typer.Option(
            help="Names such as index,profile (the command views lists them), a file that lists views, or a "
            "briefing file; the two-minute brief if left out."
        ),
    ] = None,
    size: Annotated[Size, typer.Option(help="Of charts: slide, report column or square.")] = Size.slide,
    uncertainty: Annotated[bool, typer.Option("--uncertainty", help="With many futures, drawn.")] = False,
    draws: Annotated[int | None, typer.Option(help="Number of futures; that of about.csv if left out.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the draws; that of about.csv if left out.")] = None,
    year: Annotated[int | None, typer.Option(help="Year to show; the scenario's own if left out.")] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="For example weights.drones=40")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the briefing; its finding if left out.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of the explorer, for the links.")] = None,
    data: Data = None,
) -> None:
    """A briefing as slides, PDF, workbook, web page or bundle, or views as pictures and numbers."""
    from balance_model.cli.export import Asked, export

    world = load_world(data)
    if draws is not None and not 1 <= draws <= MOST_DRAWS:
        raise ScenarioError(f"--draws {draws}: choose 1 to {MOST_DRAWS}.")
    if title is not None and not 1 <= len(title) <= LONGEST_TITLE:
        raise ScenarioError(f"--title: {len(title)} letters; write 1 to {LONGEST_TITLE}.")
    asked = Asked(scenario, tuple(changes or ()), year, views, uncertainty, draws, seed, title, base_url)
    typer.echo(export(asked, form, output, size.value, world, data))


@app.command()
def views() -> None:
    """List the standard views that export can make, and what each answers."""
    from balance_model.exhibits.standard import STANDARD

    for name, view in STANDARD.items():
        typer.echo(f"{name:12} {view.answers}")


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


@app.command("data")
def data_command(
    output: Annotated[Path, typer.Option(help="File that ends with .zip, or a new or empty folder.")],
    data: Data = None,
) -> None:
    """Write the whole data set: tables, schema, licence, list of sources and a line to cite."""
    world = load_world(data)
    files = dataset.contents(world, data)
    dataset.write(files, world, output)
    typer.echo(f"{output}: {len(files)} files. {dataset.citation(world)}")


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


def _one_set_each(arguments: list[str]) -> list[str]:
    """``--set a=1 b=2`` means the same as ``--set a=1 --set b=2``."""
    spread: list[str] = []
    for at, word in enumerate(arguments):
        follows = at >= 2 and "=" in word and not word.startswith("-") and spread[-2:-1] == ["--set"]
        spread += ["--set", word] if follows else [word]
    return spread


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 done, 1 findings, 2 bad input, 130 stopped."""
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
    if code == STOPPED:
        print("Stopped; nothing was written.", file=sys.stderr)
    return int(code or 0)
