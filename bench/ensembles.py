"""A thousand futures: ours against bare numpy and against ema_workbench on one toy, and growth of the real model.

``python -m bench.ensembles`` makes a throw-away environment for ema_workbench in a temporary folder; if it cannot
be installed the reason is named. ``--no-peers`` leaves it out, ``--short`` ends the growth at 10,000 futures.

The toy has 4 countries, 10 categories, 16 years and 54 uncertain numbers, and gives the index of each country and
year. *Ours* draws the numbers by name as ``assess_many`` does and runs them in its chunks through the same kernels;
*bare numpy* is one random matrix and one broadcast; ema_workbench samples (Latin hypercube) and calls the toy once
for each future, which is how it is meant to be used. The numbers that ema_workbench drew are put through our
kernels too, and must give the same indices.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the Makefile

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.ensembles import CHUNK, assess_many
from balance_model.core import chance, saturate
from balance_model.core.aggregate import power_mean
from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world
from bench.ensembles_peer import CATEGORIES, COUNTRIES, RANGES, YEARS
from bench.smaa import installed, last_line
from bench.timing import medians_ms, seconds

DRAWS, REPEATS = 1_000, 5
GROWTH = (1_000, 10_000, 100_000)
EMA = "ema_workbench"
HERE = Path(__file__).parent
Array = NDArray[np.float64]
ENDS = np.array(list(RANGES.values()))


def ours(draws: int) -> Array:
    """Indices (draws, country, year): numbers drawn by name, in the chunks and kernels of the model."""
    names, parts = tuple(RANGES), []
    for start in range(0, draws, CHUNK):
        drawn = chance.probability(chance.scores(names, 1, start, min(CHUNK, draws - start)))
        parts.append(by_kernels(ENDS[:, 0] + drawn * (ENDS[:, 1] - ENDS[:, 0])))
    return np.concatenate(parts)


def by_kernels(inputs: Array) -> Array:
    """The toy for inputs of shape (draws, numbers), by the kernels of the model."""
    strength, half = strengths(inputs)
    return np.asarray(power_mean(saturate.value(strength, half), np.ones(CATEGORIES)))


def floor(draws: int) -> Array:
    """The same in bare numpy, all at once, without names or checks."""
    drawn = np.random.default_rng(1).random((draws, len(RANGES)))
    strength, half = strengths(ENDS[:, 0] + drawn * (ENDS[:, 1] - ENDS[:, 0]))
    return np.asarray((strength / (strength + half)).mean(axis=-1))


def strengths(inputs: Array) -> tuple[Array, Array]:
    """Strength (draws, country, year, category) and half-requirement (draws, 1, 1, category) of the toy."""
    first, second = COUNTRIES * CATEGORIES, COUNTRIES * CATEGORIES + CATEGORIES
    base = inputs[:, :first].reshape(-1, COUNTRIES, 1, CATEGORIES)
    growth = (1.0 + inputs[:, second:])[:, :, None, None] ** np.arange(YEARS)[:, None]
    return base * growth, inputs[:, None, None, first:second]


def on_the_toy(peers: bool) -> None:
    """Print one line for each peer."""
    if not np.allclose(ours(20_000).mean(axis=0), floor(20_000).mean(axis=0), atol=0.01):
        raise RuntimeError("the bare-numpy floor and ours disagree, so their times cannot be compared")
    mine, bare = medians_ms([partial(seconds, partial(job, DRAWS)) for job in (ours, floor)], REPEATS)
    print(f"{'1,000 futures of the toy':38} {mine:9.1f} {bare:9.1f} {mine / bare:7.2f}  bare numpy", flush=True)
    if not peers:
        return
    with tempfile.TemporaryDirectory() as folder:
        python = installed(EMA, Path(folder))
        if isinstance(python, str):
            print(f"{EMA} not measured: {python}")
            return
        kept = str(Path(folder) / "toy.npz")
        took = []
        for _ in range(3):
            made = subprocess.run(
                [python, str(HERE / "ensembles_peer.py"), str(DRAWS), kept], capture_output=True, text=True
            )
            if made.returncode:
                print(f"{EMA} did not run: {last_line(made.stderr)}")
                return
            took.append(1000 * json.loads(made.stdout.splitlines()[-1])["seconds"])
        theirs = np.load(kept)
        same = by_kernels(theirs["inputs"]).reshape(DRAWS, -1)
        if not np.allclose(same, theirs["score"], atol=1e-9):
            raise RuntimeError("the toy in ema_workbench and in our kernels disagree for the same numbers")
        peer = sorted(took)[1]
    print(f"{'1,000 futures of the toy':38} {mine:9.1f} {peer:9.1f} {mine / peer:7.2f}  {EMA} 2.5.3, one process")
    print(f"{'':38} so ema_workbench takes {peer / mine:.0f} times as long; same indices for the same numbers")


def growth(most: int) -> None:
    """Print time and the most memory of the whole process for the real model, each run in a process of its own."""
    print(f"\n{'futures of the model':>20} {'seconds':>9} {'ratio':>6} {'ms each':>8} {'process, MB':>12}")
    before = 0.0
    for draws in (number for number in GROWTH if number <= most):
        made = subprocess.run(
            [sys.executable, "-m", "bench.ensembles", "--one", str(draws)], capture_output=True, text=True, check=True
        )
        found = json.loads(made.stdout.splitlines()[-1])
        took = found["seconds"]
        ratio = f"{took / before:6.1f}" if before else f"{'':6}"
        print(f"{draws:20,} {took:9.2f} {ratio} {1000 * took / draws:8.2f} {found['peak_mb']:12.0f}", flush=True)
        before = took


def one(draws: int) -> None:
    """Draw futures of the baseline once and print what it took."""
    world = load_world()
    scenario = load_scenario("baseline", world)
    assess_many(world, scenario, CHUNK)  # tables are kept after the first
    start = time.perf_counter()
    futures = assess_many(world, scenario, draws)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps({"seconds": took, "peak_mb": peak, "draws": futures.draws}))


def main() -> None:
    """Measure and print."""
    words = sys.argv[1:]
    if "--one" in words:
        one(int(words[words.index("--one") + 1]))
        return
    print(f"{'what':38} {'ours, ms':>9} {'peer, ms':>9} {'ratio':>7}")
    on_the_toy("--no-peers" not in words)
    growth(10_000 if "--short" in words else GROWTH[-1])


if __name__ == "__main__":
    main()
