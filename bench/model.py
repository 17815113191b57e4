"""One run of the model against bare numpy, and the time to import it."""

from __future__ import annotations

import itertools
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np

from balance_model.analysis import findings, tables
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world
from bench import floor
from bench.timing import Line, medians_ms, seconds

ROOT = Path(__file__).parents[1]
RUNS, STARTS = 200, 5


def one_run() -> Line:
    """The baseline: all checks, options and ledger lines of the model, against its arithmetic alone."""
    world = load_world()
    scenario = load_scenario("baseline", world)
    given = floor.columns(world, scenario)
    if not np.allclose(floor.score(given), assess(world, scenario).score, rtol=0, atol=1e-9):
        raise RuntimeError("the bare-numpy floor and the model disagree, so their times cannot be compared")
    ours = partial(seconds, partial(assess, world, scenario))
    ms = medians_ms([ours, partial(seconds, partial(floor.score, given))], RUNS)
    return Line("one run of the model, baseline", "same arithmetic in bare numpy", *ms)


def dial_step() -> Line:
    """What one step of a dial has to work out: a changed weight and a delayed deal, the run, its table and words."""
    world = load_world()
    scenario = load_scenario("baseline", world)
    given = floor.columns(world, scenario)
    places = itertools.cycle(range(1, 100))

    def step() -> None:
        place = next(places)
        late = {"srb-rafale-2024": {"delay": place / 10}}
        now = altered(scenario, {"weights": {"drones": float(place)}, "deals": late}, world)
        result = assess(world, now)
        tables.category_values(result, now.year)
        findings.balance(result, now.year)

    ms = medians_ms([partial(seconds, step), partial(seconds, partial(floor.score, given))], RUNS)
    return Line("one step of a dial: change, run, table, words", "same arithmetic in bare numpy", *ms)


def importing() -> Line:
    """A new process that imports the model, against one that imports numpy and pandas."""
    ms = medians_ms([partial(_start, "import balance_model"), partial(_start, "import numpy, pandas")], STARTS)
    return Line("start Python and import balance_model", "import numpy and pandas", *ms)


def _start(code: str) -> float:
    return seconds(partial(subprocess.run, [sys.executable, "-c", code], cwd=ROOT, check=True))
