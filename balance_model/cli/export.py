"""``export``: a briefing, or the views of a scenario, as a file or a folder of files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from balance_model.cli.changes import with_changes
from balance_model.cli.library import opened
from balance_model.cli.printing import data_words
from balance_model.core.assess import assess
from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.exhibits import two_minutes
from balance_model.exhibits.briefing import SHELF, Briefing, BriefingError
from balance_model.exhibits.cases import Case, case
from balance_model.exhibits.exhibit import Size
from balance_model.exhibits.standard_list import Entry, built, read_views
from balance_model.export.dataset import archive
from balance_model.export.formats import FORMATS, files, fitting, known, written
from balance_model.library.publications import known_id
from balance_model.records.scenario_world import world_for
from balance_model.records.scenarios import load_scenario
from balance_model.records.scenarios import presets as all_presets

Tell = Callable[[str, int, int], None]
_ARCHIVE = ".zip"
_ALSO = {".htm": "html"}


@dataclass(frozen=True)
class Asked:
    """What the command line asks for; None and empty where nothing is said."""

    scenario: str | None
    changes: tuple[str, ...]
    year: int | None
    views: str | None
    uncertainty: bool
    draws: int | None
    seed: int | None
    title: str | None
    base: str | None

    @property
    def own(self) -> bool:
        """Whether it names a scenario, which a briefing file brings itself."""
        return bool(self.scenario or self.changes or self.year is not None or self.uncertainty)


def export(asked: Asked, form: str | None, output: Path, size: Size, world: World, data: Path | None) -> str:
    """Write what is asked for; gives what is to be printed.

    Raises
    ------
    BalanceError
        If anything asked for does not fit, or the file cannot be written; then nothing is left behind.
    """
    chosen = form or _guessed(output)
    known(chosen)
    _check_place(output, chosen)
    with _progress() as tell:
        briefing, left = _briefing(asked, world, data, tell)
        scenario = load_scenario(briefing.scenario, world, folder=data)
        seen = world_for(world, scenario)
        frozen_id = briefing.frozen_id or known_id(opened, scenario, seen)
        briefing = briefing.model_copy(update={"frozen_id": frozen_id})
        tell("Writing", 0, 1)
        count = _write(briefing, seen, chosen, size, output)
    stamp = assess(seen, scenario).stamp
    rests = f"{data_words(stamp)}, model {stamp['model']}, scenario {stamp['scenario_id']}"
    return "\n".join([*left, f"{output}: {count}; {rests}."])


def _guessed(output: Path) -> str:
    """The format of a file by the end of its name; the brief for a PDF, everything for a zip."""
    suffix = output.suffix.lower()
    found = next((name for name, form in FORMATS.items() if form.suffix == suffix), _ALSO.get(suffix))
    if found is None:
        raise BriefingError(f"--output {output}: the name does not say the format; add --format {'|'.join(FORMATS)}.")
    return found


def _check_place(output: Path, form: str) -> None:
    """Refuse before the work what could not be written after it."""
    suffix = FORMATS[form].suffix
    fits = output.suffix.lower() == suffix or (suffix == ".html" and output.suffix.lower() in _ALSO)
    if FORMATS[form].each:
        fits = fits or output.suffix in ("", _ARCHIVE) or output.is_dir()
    if not fits:
        raise BriefingError(f"--output {output}: a file of format {form} ends with {suffix}.")
    if output.is_dir():
        if not FORMATS[form].each:
            raise BriefingError(f"--output {output}: this is a folder; name a file that ends with {suffix}.")
        if any(output.iterdir()):
            raise BriefingError(f"{output}: this folder is not empty; name a new one, or a file that ends with .zip.")
    if not output.absolute().parent.is_dir():
        raise BriefingError(f"{output}: cannot be written (no folder {output.parent}); choose another place.")


def _briefing(asked: Asked, world: World, data: Path | None, tell: Tell) -> tuple[Briefing, list[str]]:
    """The briefing that is asked for, and a sentence for each view that has nothing to show."""
    base = (asked.base or SHELF).rstrip("/")
    if not base.startswith(("http://", "https://")):
        raise BriefingError(f"--base-url {base}: write an address that starts with http:// or https://.")
    found = read_views(asked.views) if asked.views else None
    if isinstance(found, Briefing):
        if asked.own:
            raise BriefingError(f"{asked.views}: a briefing file brings its own scenarios; leave --scenario, --set, "
                                "--year and --uncertainty out.")  # fmt: skip
        news: dict[str, Any] = {"title": asked.title} if asked.title else {}
        return found.model_copy(update=news | ({"base": base} if asked.base else {})), []
    presets = all_presets(world, folder=data)

    @cache
    def of(name: str, many: bool) -> Case:
        changes = [] if name else list(asked.changes)
        changes += [] if asked.year is None else [f"year={asked.year}"]
        scenario = with_changes(name or asked.scenario or "baseline", changes, world, data)
        return case(
            world, scenario, None, many, draws=asked.draws, seed=asked.seed, presets=presets,
            tell=lambda done, total: tell("Futures", done, total),
        )  # fmt: skip

    def wanted(entry: Entry) -> Case:
        return of(entry.scenario, asked.uncertainty if entry.many is None else entry.many)

    first = of("", asked.uncertainty)
    tell("Views", 0, 1)
    if found is None:
        made = two_minutes.two_minutes(first, base)
        return (made.model_copy(update={"title": asked.title}) if asked.title else made), []
    briefing, left = built(found, wanted, two_minutes.title(first), base)
    return (briefing.model_copy(update={"title": asked.title}) if asked.title else briefing), left


def _write(briefing: Briefing, world: World, form: str, size: Size, output: Path) -> str:
    """Write file or folder, whole or not at all; says what was written."""
    if not FORMATS[form].each:
        raw = written(briefing, world, form, size)
        _put(output, raw)
        return f"{_number(len(briefing.exhibits), 'exhibit')}, {_size(len(raw))}"
    made, shown = files(briefing, world, form, size), len(fitting(briefing, form))
    left = len(briefing.exhibits) - shown
    more = f" ({_number(left, 'exhibit')} without a picture left out)" if left else ""
    weight = _size(sum(map(len, made.values())))
    if output.suffix == _ARCHIVE:
        _put(output, archive(made, world, output.stem))
    elif output.suffix == "" or output.is_dir():
        _put_folder(output, made)
    elif len(made) == 1:
        _put(output, next(iter(made.values())))
    else:
        raise BriefingError(f"{output}: {len(made)} files do not fit into one; name a folder, or a file that ends "
                            "with .zip.")  # fmt: skip
    return f"{_number(len(made), 'file')}{more}, {weight}"


def _put(output: Path, raw: bytes) -> None:
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_bytes(raw)
        part.replace(output)
    except OSError as error:
        raise ScenarioError(f"{output}: cannot be written ({error.strerror}); choose another place.") from None
    finally:
        part.unlink(missing_ok=True)


def _put_folder(output: Path, made: dict[str, bytes]) -> None:
    part = output.with_name(f".{output.name}.part")
    try:
        part.mkdir()
        for name, raw in made.items():
            (part / name).write_bytes(raw)
        part.replace(output)
    except OSError as error:
        raise ScenarioError(f"{output}: cannot be written ({error.strerror}); choose another place.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size // 1000, 1)} kB"


@contextmanager
def _progress() -> Iterator[Tell]:
    """What is being done, with a bar, on the error stream when that is a screen."""
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Reading", total=1)
        yield lambda words, done, total: bar.update(task, description=words, completed=done, total=total)
