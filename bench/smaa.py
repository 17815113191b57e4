"""SMAA-2 of 4 alternatives by 10 criteria: ours against bare numpy, against other packages, and as draws grow.

``python -m bench.smaa`` makes a throw-away environment for each package in a temporary folder; one that cannot be
installed is named with the reason. ``python -m bench.smaa --no-peers`` leaves them out. Aims: at most 2 times the
floor; 20 times as fast as the fastest package.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
import venv
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the Makefile

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.sampling import dirichlet
from balance_model.analysis.smaa import smaa2
from bench.smaa_peer import ALTERNATIVES, CRITERIA, problem
from bench.timing import medians_ms, seconds

DRAWS, REPEATS, CHUNK = 1_000_000, 5, 16_384
GROWTH = (1_000, 10_000, 100_000, 1_000_000)
HERE = Path(__file__).parent
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Peer:
    """A job of a package: its name, the package, and as many draws as take a few seconds."""

    job: str
    package: str
    draws: int
    same: bool = True
    """Whether it ranks by the plain weighted sum, so that its shares must be ours."""


PEERS = (
    Peer("pysensmcda_sum", "pysensmcda", 100_000),
    Peer("pysensmcda_wsm", "pysensmcda", 10_000, same=False),
    Peer("pymcdm_wsm", "pymcdm", 10_000, same=False),
    Peer("pyrepo_saw", "pyrepo-mcda", 10_000, same=False),
    Peer("pyrepo_vikor", "pyrepo-mcda", 5_000, same=False),
)


def ours(values: Array, draws: int) -> Array:
    """Draw the weights and answer: share of draws in which each is first."""
    return np.asarray(smaa2(values, dirichlet(draws, CRITERIA, seed=1)).rank_acceptability[:, 0])


def floor(values: Array, draws: int) -> Array:
    """Rank acceptabilities and central weights in bare numpy, with neither checks nor ties."""
    generator = np.random.default_rng(1)
    counts, sums = np.zeros(ALTERNATIVES**2), np.zeros((ALTERNATIVES, CRITERIA))
    for start in range(0, draws, CHUNK):
        part = generator.standard_exponential((min(CHUNK, draws - start), CRITERIA))
        part /= part.sum(axis=1, keepdims=True)
        counts += _ranked(values, part, sums)
    return np.asarray(counts.reshape(ALTERNATIVES, ALTERNATIVES)[:, 0] / draws)


def floor_given(values: Array, weights: Array) -> Array:
    """The same for weights that were drawn before."""
    counts, sums = np.zeros(ALTERNATIVES**2), np.zeros((ALTERNATIVES, CRITERIA))
    for start in range(0, len(weights), CHUNK):
        counts += _ranked(values, weights[start : start + CHUNK], sums)
    return counts


def _ranked(values: Array, part: Array, sums: Array) -> NDArray[np.intp]:
    utility = values @ part.T
    rank = np.zeros(utility.shape, dtype=np.intp)
    for one in range(ALTERNATIVES):
        for other in range(one + 1, ALTERNATIVES):
            ahead = utility[other] > utility[one]
            rank[one] += ahead
            rank[other] += ~ahead
    sums += (rank == 0).astype(float) @ part
    rank += ALTERNATIVES * np.arange(ALTERNATIVES)[:, None]
    return np.bincount(rank.ravel(), minlength=ALTERNATIVES**2)


def against_floor() -> float:
    """Print both against the floor; gives our milliseconds from seed to answer."""
    values = problem()
    if not np.allclose(ours(values, 100_000), floor(values, 100_000), atol=0.01):
        raise RuntimeError("the bare-numpy floor and smaa2 disagree, so their times cannot be compared")
    weights = dirichlet(DRAWS, CRITERIA, seed=1)
    rows = np.ascontiguousarray(weights)
    cold = medians_ms(
        [partial(seconds, partial(job, values, DRAWS)) for job in (ours, floor)], REPEATS
    )  # fmt: skip
    warm = medians_ms(
        [partial(seconds, partial(smaa2, values, weights)), partial(seconds, partial(floor_given, values, rows))],
        REPEATS,
    )
    for what, pair in (("draw weights and answer", cold), ("weights given", warm)):
        print(f"{what:34} {pair[0]:9.0f} {pair[1]:9.0f} {pair[0] / pair[1]:7.2f}  bare numpy, 4 x 10, 1e6", flush=True)
    return cold[0]


def growth() -> None:
    """Print time and the most memory in use at once, as draws grow tenfold."""
    values, before = problem(), 0.0
    print(f"\n{'draws':>9} {'ms':>9} {'ratio':>6} {'peak, MB':>9} {'weights, MB':>12}")
    for draws in GROWTH:
        took = medians_ms([partial(seconds, partial(ours, values, draws))], REPEATS)[0]
        tracemalloc.start()
        ours(values, draws)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        ratio = f"{took / before:6.1f}" if before else f"{'':6}"
        print(f"{draws:9,} {took:9.1f} {ratio} {peak / 1e6:9.1f} {8e-6 * draws * CRITERIA:12.1f}", flush=True)
        before = took


def against_peers(mine: float) -> None:
    """Print each peer, scaled to a million draws, with how many times as fast we are."""
    print(f"\n{'package and job':34} {'ours, ms':>9} {'peer, ms':>9} {'times':>7}  draws timed")
    share = ours(problem(), DRAWS)
    with tempfile.TemporaryDirectory() as folder:
        pythons = {package: installed(package, Path(folder)) for package in dict.fromkeys(p.package for p in PEERS)}
        for peer in PEERS:
            python = pythons[peer.package]
            if isinstance(python, str):
                print(f"{peer.job:34} not measured: {python}", flush=True)
                continue
            made = subprocess.run(
                [python, str(HERE / "smaa_peer.py"), peer.job, str(peer.draws)], capture_output=True, text=True
            )
            if made.returncode:
                print(f"{peer.job:34} did not run: {last_line(made.stderr)}", flush=True)
                continue
            found = json.loads(made.stdout)
            if peer.same and not np.allclose(found["first"], share, atol=0.01):
                raise RuntimeError(f"{peer.job} and smaa2 disagree: {found['first']} and {share.tolist()}")
            scaled = 1000 * found["seconds"] * DRAWS / peer.draws
            print(f"{peer.job:34} {mine:9.0f} {scaled:9.0f} {scaled / mine:7.0f}  {peer.draws:,}", flush=True)


def installed(package: str, folder: Path) -> Path | str:
    """Python of a new environment with a package in it, or why there is none."""
    place = folder / package
    wanted = HERE / f"requirements-peers-{package}.txt"
    started = time.perf_counter()
    venv.create(place, with_pip=True)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    made = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(wanted)],
        capture_output=True,
        text=True,
    )
    if made.returncode:
        return last_line(made.stderr)
    print(f"{package}: installed in {time.perf_counter() - started:.0f} s", flush=True)
    return python


def last_line(words: str) -> str:
    """The last line that says something."""
    return next((line for line in reversed(words.splitlines()) if line.strip()), "no reason given")


def main() -> None:
    """Measure and print."""
    print(f"{'what':34} {'ours, ms':>9} {'peer, ms':>9} {'ratio':>7}")
    mine = against_floor()
    growth()
    if "--no-peers" not in sys.argv[1:]:
        against_peers(mine)


if __name__ == "__main__":
    main()
