"""One job of a peer, run by ``bench.smaa`` with the Python of the peer's own environment.

``python smaa_peer.py JOB DRAWS`` prints the seconds of the job without imports, and the share of draws in which
each of four alternatives is first. Knows nothing of our package.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

ALTERNATIVES, CRITERIA, SEED = 4, 10, 0


def problem() -> Any:
    """The same values as in ``bench.smaa``: (alternatives, criteria)."""
    return np.random.default_rng(SEED).random((ALTERNATIVES, CRITERIA))


def weights(draws: int) -> Any:
    """All weightings equally likely."""
    drawn = np.random.default_rng(1).standard_exponential((draws, CRITERIA))
    return drawn / drawn.sum(axis=1, keepdims=True)


def firsts(score: Callable[[Any], Any], draws: int) -> Any:
    """Share of draws in which each is first, one call a draw."""
    best = np.array([np.argmax(score(row)) for row in weights(draws)])
    return np.bincount(best, minlength=ALTERNATIVES) / draws


def pysensmcda_sum(draws: int) -> Any:
    """Pysensmcda with the plainest method it takes, a bare weighted sum."""
    from pysensmcda.smaa import smaa2

    return _pysensmcda(smaa2, lambda matrix, row, types: matrix @ row, draws)


def pysensmcda_wsm(draws: int) -> Any:
    """Pysensmcda with the weighted sum of pymcdm, as its manual shows it."""
    from pymcdm.methods import WSM
    from pysensmcda.smaa import smaa2

    return _pysensmcda(smaa2, WSM(), draws)


def _pysensmcda(smaa2: Any, method: Any, draws: int) -> Any:
    found = smaa2(method, problem(), np.ones(CRITERIA), num_samples=draws, seed=1, reverse_ranking=True)
    return np.asarray(found.rank_acceptability)[:, 0]


def pymcdm_wsm(draws: int) -> Any:
    """Pymcdm has no SMAA: its weighted sum in a loop over the weights."""
    from pymcdm.methods import WSM

    values, types, method = problem(), np.ones(CRITERIA), WSM()
    return firsts(lambda row: method(values, row, types), draws)


def pyrepo_saw(draws: int) -> Any:
    """pyrepo-mcda has SMAA for VIKOR only: its weighted sum in a loop over the weights."""
    from pyrepo_mcda.mcda_methods import SAW

    values, types, method = problem(), np.ones(CRITERIA), SAW()
    return firsts(lambda row: method(values, row, types), draws)


def pyrepo_vikor(draws: int) -> Any:
    """SMAA for VIKOR, the nearest that pyrepo-mcda offers ready made."""
    from pyrepo_mcda.mcda_methods import VIKOR_SMAA

    found = VIKOR_SMAA()(problem(), weights(draws), np.ones(CRITERIA))
    return np.asarray(found[0])[:, 0]


JOBS = {
    job.__name__: job for job in (pysensmcda_sum, pysensmcda_wsm, pymcdm_wsm, pyrepo_saw, pyrepo_vikor)
}  # fmt: skip

if __name__ == "__main__":
    chosen, number = JOBS[sys.argv[1]], int(sys.argv[2])
    chosen(10)  # imports and first calls are not counted
    start = time.perf_counter()
    share = chosen(number)
    print(json.dumps({"seconds": time.perf_counter() - start, "first": [float(one) for one in share]}))
