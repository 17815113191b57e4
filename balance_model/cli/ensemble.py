"""``ensemble``: many futures of a scenario as a table, with a progress bar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from balance_model.analysis.bands import over_years
from balance_model.analysis.ensembles import Ensemble, assess_many
from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.export.frames import write_frames
from balance_model.records.scenario import Scenario

ROWS_AT_ONCE = 5000
"""Futures in one part of the table."""


def drawn(world: World, scenario: Scenario, draws: int, seed: int | None) -> Ensemble:
    """The futures, with a progress bar on the error stream when that is a screen."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Futures", total=draws)
        return assess_many(world, scenario, draws, seed, tell=lambda done, total: bar.update(task, completed=done))


def written(futures: Ensemble, path: Path, values: bool) -> int:
    """Write one row a future, country and year; returns the number of rows.

    Columns: draw, country, year, score, and with ``values`` one column a category. The file ends with, or
    carries as metadata, what the rows rest on. It appears whole or not at all.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        rows = write_frames(part, path.suffix, _tables(futures, values), notes(futures))
        part.replace(path)
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be written ({error.strerror}); choose another file.") from None
    finally:
        part.unlink(missing_ok=True)
    return rows


def _tables(futures: Ensemble, values: bool) -> Iterator[pd.DataFrame]:
    world = futures.world
    codes, years = np.array(world.country_codes, dtype=object), np.array(world.years)
    for start in range(0, futures.draws, ROWS_AT_ONCE):
        some = futures.part(start, min(start + ROWS_AT_ONCE, futures.draws))
        count = some.draws
        columns = {
            "draw": np.repeat(np.arange(start, start + count), codes.size * years.size),
            "country": np.tile(np.repeat(codes, years.size), count),
            "year": np.tile(years, count * codes.size),
            "score": some.score.ravel(),
        }
        if values:
            columns |= {name: some.value[..., at].ravel() for at, name in enumerate(world.category_ids)}
        yield pd.DataFrame(columns)


def notes(futures: Ensemble) -> dict[str, str]:
    """What the futures rest on, by name."""
    facts = futures.world.facts
    return futures.stamp | {
        "scenario": futures.scenario.name,
        "scope": facts["scope"],
        "note": facts["kosovo_footnote"],
    }


def summary(futures: Ensemble) -> str:
    """Bands of the year of the scenario, one line a country."""
    world, year = futures.world, futures.scenario.year
    bands = over_years(futures)
    lines = [
        f"{world.short_name(str(row.country)):10} {row.middle:.2f}  50 %: {row.low50:.2f} to {row.high50:.2f}  "
        f"80 %: {row.low80:.2f} to {row.high80:.2f}"
        for row in bands[bands["year"] == year].itertuples()
    ]
    made = ", ".join(f"{name} {text}" for name, text in futures.stamp.items())
    return "\n".join([f"Index in {year}, middle and bands of {futures.draws:,} futures", *lines, made])
