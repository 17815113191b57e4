"""The toy of ``bench.ensembles`` in ema_workbench, run with the Python of that package's own environment.

``python ensembles_peer.py DRAWS FILE`` prints the seconds of the experiments without imports, and keeps what was
drawn and what came out in FILE, so that both sides can be compared number by number. Knows nothing of our package.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Any

import numpy as np

COUNTRIES, CATEGORIES, YEARS = 4, 10, 16
RANGES = {
    **{f"strength_{i}_{k}": (0.0, 100.0) for i in range(COUNTRIES) for k in range(CATEGORIES)},
    **{f"half_{k}": (10.0, 60.0) for k in range(CATEGORIES)},
    **{f"growth_{i}": (-0.05, 0.1) for i in range(COUNTRIES)},
}
"""Uncertain numbers of the toy, each drawn evenly from its range."""


def toy(**drawn: float) -> dict[str, Any]:
    """One future: index of each country in each year."""
    base = np.array([[drawn[f"strength_{i}_{k}"] for k in range(CATEGORIES)] for i in range(COUNTRIES)])
    half = np.array([drawn[f"half_{k}"] for k in range(CATEGORIES)])
    growth = np.array([drawn[f"growth_{i}"] for i in range(COUNTRIES)])
    strength = base[:, None, :] * (1 + growth)[:, None, None] ** np.arange(YEARS)[:, None]
    return {"score": (strength / (strength + half)).mean(axis=-1).ravel()}


def main(draws: int, file: str) -> None:
    """Run the experiments one after another, as the manual does, and print the seconds."""
    from ema_workbench import ArrayOutcome, Model, RealParameter, SequentialEvaluator, ema_logging

    ema_logging.log_to_stderr(logging.ERROR)
    model = Model("toy", function=toy)
    model.uncertainties = [RealParameter(name, low, high) for name, (low, high) in RANGES.items()]
    model.outcomes = [ArrayOutcome("score")]
    with SequentialEvaluator(model) as evaluator:
        evaluator.perform_experiments(scenarios=10)  # imports and first calls are not counted
        start = time.perf_counter()
        experiments, outcomes = evaluator.perform_experiments(scenarios=draws)
        took = time.perf_counter() - start
    inputs = np.column_stack([np.asarray(experiments[name], dtype=float) for name in RANGES])
    np.savez(file, inputs=inputs, score=outcomes["score"])
    print(json.dumps({"seconds": took}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
