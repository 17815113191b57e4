"""The number that is watched while assumptions change: an index, or the gap or ratio of a pair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.words import country, index_text, ratio_text, signed
from balance_model.domain import World

Array = NDArray[np.float64]
Kind = Literal["gap", "ratio", "index"]
KINDS: tuple[Kind, ...] = ("gap", "ratio", "index")
Tell = Callable[[int, int], None]
"""Told how much of a long piece of work is done, and of how much."""


def untold(done: int, total: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True)
class Watched:
    """What is watched: the index of country ``a``, or its gap to country ``b``, or its ratio to it."""

    kind: Kind
    a: str
    b: str

    def of(self, score: Array, world: World) -> Array:
        """The number for indices of shape (..., country); returns shape (...).

        A ratio to a country without holdings is infinite, or not a number if neither holds any.
        """
        first = np.asarray(score[..., world.country_codes.index(self.a)])
        if self.kind == "index":
            return first
        second = np.asarray(score[..., world.country_codes.index(self.b)])
        if self.kind == "gap":
            return np.asarray(first - second)
        empty = np.where(first > 0, np.inf, np.nan)
        return np.asarray(np.divide(first, second, out=empty, where=second > 0))

    def name(self, world: World) -> str:
        """What it is, in words for the middle of a sentence."""
        a, b = country(world, self.a), country(world, self.b)
        return {
            "gap": f"the gap between {a} and {b}",
            "ratio": f"the ratio of {a} to {b}",
            "index": f"the index of {a}",
        }[self.kind]

    def text(self, value: float) -> str:
        """A value of it as readers see it."""
        if self.kind == "gap":
            return signed(value)
        return index_text(value) if self.kind == "index" else ratio_text(value)


def ranked(score: Array, world: World) -> tuple[str, ...]:
    """Country codes by index of shape (country,), highest first; file order where two are equal."""
    return tuple(world.country_codes[at] for at in np.argsort(-score, kind="stable"))
