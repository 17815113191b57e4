"""``library``: saved scenarios and published results without a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from balance_model.analysis.words import index_text
from balance_model.cli.changes import with_changes
from balance_model.core.assess import assess
from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.library import causes, citing, entries, files, frozen, publications
from balance_model.library.drafts import difference, draft, fitted
from balance_model.library.engine import Library, open_library
from balance_model.library.faults import LibraryError
from balance_model.library.listing import listed
from balance_model.library.publications import Published
from balance_model.records.world import load_world

app = typer.Typer(no_args_is_help=True, help="Saved scenarios with their versions, and published results.")
Data = Annotated[Path | None, typer.Option("--data", help="Data folder; the bundled one if left out.")]
Output = Annotated[Path, typer.Option(help="File to write.")]
EntryId = Annotated[str, typer.Argument(help="Id of a saved scenario, as `library list` shows it.")]
LINK = "http://localhost:8501/library?f="
"""Where the explorer shows a published result when nothing else is said."""


def opened() -> Library:
    """The library of this machine. Raises ``LibraryError``."""
    return open_library(clock=lambda: datetime.now(UTC))  # noqa: TID251 (the command line has a clock, the model none)


@app.command("list")
def list_command(
    search: Annotated[str, typer.Argument(help="Words in name, note, tags or id.")] = "",
    archived: Annotated[bool, typer.Option("--archived", help="Those put away.")] = False,
) -> None:
    """List saved scenarios, the last changed first, and published results."""
    library = opened()
    for each in listed(library, search, archived=archived):
        tags = f"  [{', '.join(each.tags)}]" if each.tags else ""
        typer.echo(f"{each.id}  {each.changed:%Y-%m-%d %H:%M}  {each.version:3}  {each.name}{tags}")
    for result in publications.listed(library) if not search and not archived else ():
        typer.echo(f"{result.id}  {result.published:%Y-%m-%d %H:%M}  pub  {result.title}")


@app.command()
def save(
    name: Annotated[str, typer.Argument(help="Name of the new entry.")],
    scenario: Annotated[str, typer.Option(help="Preset id or path of a scenario file.")] = "baseline",
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="For example weights.drones=40")
    ] = None,
    note: Annotated[str, typer.Option(help="What it is for.")] = "",
    tags: Annotated[str, typer.Option(help="Tags with commas between.")] = "",
    onto: Annotated[str, typer.Option(help="Id of an entry that it becomes the next version of.")] = "",
    based_on: Annotated[int | None, typer.Option(help="With --onto: the version it was made from.")] = None,
    data: Data = None,
) -> None:
    """Save a scenario as a new entry, or with --onto as the next version of one (NAME is then what is new)."""
    world, library = load_world(data), opened()
    chosen = with_changes(scenario, changes or [], world, data)
    if onto:
        one = entries.entry(library, onto)
        if based_on is None:
            raise LibraryError(
                f"--onto needs --based-on with the version that yours was made from; the current one of '{one.name}' "
                f"is {one.version}."
            )
        saved = entries.save_version(library, onto, draft(chosen, world, one.name), based_on, name)
    else:
        saved = entries.save(library, name, draft(chosen, world, name), note, tags.split(","))
    typer.echo(f"{saved.id}: version {saved.version} of '{saved.name}'.")


@app.command()
def show(
    entry_id: EntryId,
    version: Annotated[int | None, typer.Option(help="Number of a version; the current one if left out.")] = None,
) -> None:
    """Print a saved scenario as a scenario file, fit for `assess --scenario`."""
    typer.echo(files.readable(entries.version(opened(), entry_id, version).content))


@app.command()
def versions(entry_id: EntryId, data: Data = None) -> None:
    """List the versions of a saved scenario with what each changed."""
    world = load_world(data)
    every = entries.versions(opened(), entry_id)
    for each, before in zip(every, [*every[1:], None], strict=True):
        words = "the first" if before is None else "; ".join(difference(before, each, world)) or "the same as before"
        note = f" ({each.note})" if each.note else ""
        typer.echo(f"{each.number:3}  {each.saved:%Y-%m-%d %H:%M}  data {each.data}, model {each.model}{note}: {words}")


@app.command()
def export(
    output: Output,
    entry_id: Annotated[str, typer.Argument(help="Id of a scenario or a published result; all if left out.")] = "",
) -> None:
    """Write one scenario with all versions, one published result, or the whole library as JSON."""
    library = opened()
    if not entry_id:
        raw = files.library_file(library)
    elif any(each.id == entry_id for each in publications.listed(library)):
        found = publications.get(library, entry_id)
        raw = frozen.to_json(found.frozen, found.published)
    else:
        raw = files.entry_file(library, entry_id)
    try:
        output.write_bytes(raw)
    except OSError as error:
        raise LibraryError(f"{output}: cannot be written ({error.strerror}); choose another file.") from None
    typer.echo(f"{output}: {len(raw):,} bytes.")


@app.command("import")
def import_command(file: Annotated[Path, typer.Argument(help="A file of `library export` or of the page.")]) -> None:
    """Bring in a file; nothing here is overwritten."""
    found = files.bring_in(opened(), _read(file), file.name)
    counts = f"{len(found.added)} new, {len(found.beside)} put beside, {len(found.already)} here already"
    typer.echo(f"{file}: scenarios {counts}; published results {found.published} new.")


@app.command()
def publish(
    title: Annotated[str, typer.Argument(help="Title of the published result.")],
    scenario: Annotated[str, typer.Option(help="Preset id, path of a file, or id of a saved scenario.")] = "baseline",
    author: Annotated[str, typer.Option(help="Who publishes it.")] = "",
    note: Annotated[str, typer.Option(help="What it is for.")] = "",
    data: Data = None,
) -> None:
    """Publish the result of a scenario: it stays as it is under a short id."""
    world, library = load_world(data), opened()
    if any(each.id == scenario for each in listed(library, archived=None)):
        found = fitted(entries.version(library, scenario).content, world)
        if found.problems:
            raise ScenarioError(f"'{scenario}' does not fit these data: {found.problems[0]}")
        chosen = found.scenario
    else:
        chosen = with_changes(scenario, [], world, data)
    made = publications.publish(library, frozen.freeze(assess(world, chosen), title, author, note))
    typer.echo(citing.citation(made, LINK + made.frozen.id))


@app.command("open")
def open_command(
    what: Annotated[str, typer.Argument(help="Id of a published result, or a file of one.")],
    today: Annotated[bool, typer.Option("--today", help="Run it with today's data and tell the causes.")] = False,
    data: Data = None,
) -> None:
    """Show a published result as it was; a file needs no library."""
    path, world = Path(what), load_world(data)
    if path.suffix == ".json" or path.is_file():
        shown = Published(*frozen.from_json(_read(path), path.name))
    else:
        shown = publications.get(opened(), what)
    typer.echo("\n".join(_told(shown, world)))
    if today:
        typer.echo("\n".join(_causes(shown, world)))


def _told(shown: Published, world: World) -> list[str]:
    result = shown.frozen
    table = result.table
    head = [f"{result.title} ({result.id})", result.finding, ""]
    widths = [max(12, len(name) + 2) for name in table.columns]
    lines = ["".join(f"{name:<{width}}" for name, width in zip(table.columns, widths, strict=True)).rstrip()]
    for row in table.itertuples(index=False):
        cells = [row[0], *(index_text(float(value)) for value in row[1:])]
        lines.append("".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip())
    return [*head, *lines, "", citing.age(result, world), citing.citation(shown, LINK + result.id), *result.stamp]


def _causes(shown: Published, world: World) -> list[str]:
    found = fitted(shown.frozen.scenario, world)
    differs = causes.causes(shown.frozen, assess(world, found.scenario))
    names = dict(shown.frozen.countries)
    lines = ["", causes.words(differs, names, shown.frozen.year)]
    lines += [f"Left out: {problem}" for problem in found.problems]
    for row in differs.table.to_dict("records"):
        parts = [f"{cause.lower()} {row[cause]:+.4f}" for cause in causes.CAUSES if abs(row[cause]) >= 5e-5]
        levels = f"{row['then']:.4f} then, {row['now']:.4f} now."
        lines.append(f"{names[row['country']]}: {levels} {'; '.join(parts)}".rstrip())
    return [*lines, causes.HOW]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LibraryError(f"{path}: cannot be read ({error.strerror or error}); check the path.") from None
