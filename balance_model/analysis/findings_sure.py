"""Findings about futures in words: how often, by how much, never more certain than the draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from balance_model.analysis import bands
from balance_model.analysis.ensembles import Ensemble
from balance_model.analysis.words import country, index_text, listing
from balance_model.domain import World


def balance(ensemble: Ensemble, year: int) -> str:
    """Who is ahead in a year, in what part of the futures, and the bands of all."""
    world, at = ensemble.world, ensemble.world.years.index(year)
    middle = np.median(ensemble.score[:, :, at], axis=0)
    order = [world.country_codes[number] for number in np.argsort(-middle, kind="stable")]
    if middle.max() == 0:
        return f"In {year} no country holds anything that counts under this choice of weights and evidence."
    if len(order) == 1:
        return f"In {year} {country(world, order[0])} is at {span(ensemble.score[:, 0, at])}."
    first, second = order[:2]
    share = bands.ahead(ensemble, first, second, year)
    spans = {code: span(ensemble.score[:, world.country_codes.index(code), at]) for code in order}
    head = f"In {year} {country(world, first)} {bands.verdict(world, share)} {country(world, second)}"
    return f"{head}: ahead in {percent(share)} of the futures, index {spans[first]} to {spans[second]}."


def pair_by_pair(world: World, rows: pd.DataFrame, year: int) -> str:
    """How many pairs are decided; ``rows`` as made by ``bands.pairs``."""
    decided = [row for row in rows.itertuples() if not _open(world, float(str(row.ahead)))]
    left = [row for row in rows.itertuples() if _open(world, float(str(row.ahead)))]
    if not left:
        return f"In {year} every pair has one country ahead in most of the futures"
    if not decided:
        return f"In {year} every pair is too close to call"
    names = listing(f"{country(world, str(row.a))} against {country(world, str(row.b))}" for row in left)
    return f"In {year} {names} {'is' if len(left) == 1 else 'are'} too close to call; the other pairs lean one way"


def sides(world: World, rows: pd.DataFrame, names: Sequence[tuple[str, str]], year: int) -> str:
    """How often the first side of each pair is ahead in a year; ``rows`` as made by ``bands.reading``.

    ``names`` are both sides of each pair in words, with the verb that fits: ('Serbia is', 'Croatia').
    """
    here = rows[rows["year"] == year].set_index(["pair", "side"])
    parts = []
    for number, (first, second) in enumerate(names):
        share = float(here.loc[(number, "a"), "ahead"])
        words = bands.verdict(world, share).removeprefix("is ").removeprefix("may be ")
        maybe = "may be " if bands.verdict(world, share).startswith("may be ") else ""
        subject, verb = first.rsplit(" ", 1)
        parts.append(f"{subject} {maybe or verb + ' '}{words} {second} (ahead in {percent(share)} of the futures)")
    return f"In {year} {'; '.join(parts)}"


def percent(share: float) -> str:
    """A share of futures: whole per cent, never 0 or 100 unless it is."""
    if 0 < share < 0.01:
        return "less than 1 %"
    if 0.99 < share < 1:
        return "more than 99 %"
    return f"{100 * share:.0f} %"


def span(drawn: np.ndarray) -> str:
    """Middle of the draws and the ends of their middle 80 %: '0.57 (0.50 to 0.64)'."""
    low, mid, high = np.quantile(drawn, [0.1, 0.5, 0.9])
    return f"{index_text(float(mid))} ({index_text(float(low))}–{index_text(float(high))})"


def _open(world: World, share: float) -> bool:
    return "too close" in bands.verdict(world, share)
