"""Two jobs timed in turn, so that a busy moment of the machine hits both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the table: what was done, by us and by a peer, in milliseconds (medians)."""

    what: str
    peer: str
    ours_ms: float
    peer_ms: float

    @property
    def ratio(self) -> float:
        """Our time over the peer's."""
        return self.ours_ms / self.peer_ms


def seconds(job: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def medians_ms(measures: Sequence[Callable[[], float]], repeats: int) -> list[float]:
    """Median in milliseconds of each measure, a function that returns seconds.

    They are taken in turn; the first round warms up and is not counted.
    """
    rounds = [[measure() for measure in measures] for _ in range(repeats + 1)]
    return [1000 * statistics.median(column) for column in zip(*rounds[1:], strict=True)]
