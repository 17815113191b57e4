"""The standard pictures of how sure an answer is: all weightings, what drives it, and what would reverse it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from balance_model.analysis import findings_drivers, findings_weights, weightings
from balance_model.analysis.smaa import Smaa
from balance_model.analysis.tornado import Bar, bar_table
from balance_model.analysis.watched import Watched
from balance_model.analysis.weightings import Field
from balance_model.analysis.words import sentence
from balance_model.charts.acceptability import rank_shares
from balance_model.charts.theme import Look
from balance_model.charts.tints import mixed
from balance_model.charts.tornado import tornado
from balance_model.domain import World
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import pivoted
from balance_model.exhibits.picture import Picture

MOST_BARS = 12
_LEVELS = {"gap": 0.0, "ratio": 1.0}
_PALE, _PALEST = 0.35, 0.12


def ranks(own: Field, found: Smaa, prior: str, values: str = "") -> Picture:
    """How often each country has each place under all weightings of a prior.

    ``values`` says where the values come from: "2,000 futures"; a single run if left out.
    """
    order = np.argsort(-own.sums, kind="stable")
    table = pd.DataFrame(
        [
            {
                "country": own.codes[row],
                "rank": rank + 1,
                "share": float(share),
                "words": findings_weights.share_text(float(share)),
            }
            for row in order
            for rank, share in enumerate(found.rank_acceptability[row])
        ]
    )
    title = findings_weights.places(own, found)
    drawn = f"{weightings.DRAWS:,} weightings drawn" + (f", {values}" if values else "")
    subtitle = (
        f"Rank acceptability: share of {findings_weights.PRIOR_WORDS[prior]} of {findings_weights.counted(own)} with "
        f"which a country has a place; {drawn}"
    )
    count = len(own.codes)
    shades = {str(rank): 1.0 if count == 1 else 1 - (1 - _PALEST) * (rank - 1) / (count - 1)
              for rank in range(1, count + 1)}  # fmt: skip
    shown = table.assign(key=table["rank"].astype(str), part=100 * table["share"])
    return Picture(
        lambda look, width, height: rank_shares(table, look, title, subtitle, width, height),
        f"{title}. Shares of the places of {len(own.codes)} countries.",
        table[["country", "rank", "share"]],
        f"{drawn}; values of {'the futures' if values.endswith('futures') else 'a single run'}",
        native=lambda look: pivoted(
            "stacked_bar",
            shown.assign(name=shown["country"].map(look.name)),
            "name", "key", "part", lambda key: mixed(look, look.accent, shades[key]),
            lambda key: sentence(findings_weights.ordinal(int(key))),
            unit="Share of weightings, %", decimals=0, low=0.0, high=100.0,
        ),
    )  # fmt: skip


def drivers(drawn: Sequence[Bar], now: float, watched: Watched, world: World, year: int, tried: int) -> Picture:
    """The assumptions that move a number most, each alone at its low and its high; ``drawn`` are at most a dozen.

    ``tried`` is the number of assumptions that were tried.
    """
    table = bar_table(drawn)
    title = findings_drivers.longest(drawn, watched, world)
    rest = tried - len(drawn)
    subtitle = f"{sentence(watched.name(world))} in {year} with one assumption moved; {rest} others move it less or not"
    return Picture(
        lambda look, width, height: tornado(
            table, now, watched.text, look, title, subtitle, width, height, _LEVELS.get(watched.kind)
        ),
        f"{title}. Bars for the {len(drawn)} assumptions that move it most.",
        table,
        native=lambda look: _deltas(drawn, now, look, f"Change of {watched.name(world)}"),
    )


def _deltas(drawn: Sequence[Bar], now: float, look: Look, unit: str) -> Native:
    """A bar to each side for every assumption: the change of the number at its low and at its high end."""

    def moved(end: float) -> float | None:
        return end - now if math.isfinite(end - now) else None

    ends = [("Low end", [bar.low for bar in drawn], mixed(look, look.accent, _PALE)),
            ("High end", [bar.high for bar in drawn], look.accent)]  # fmt: skip
    return Native(
        kind="bar",
        categories=tuple(
            f"{bar.assumption.label}: {bar.assumption.low.words} / {bar.assumption.high.words}" for bar in drawn
        ),
        series=tuple(
            Series(name=name, values=tuple(map(moved, values)), colour=colour) for name, values, colour in ends
        ),
        unit=unit,
        subtitle=f"{unit} with one assumption at its low or at its high, all else as it is",
    )


def reverse(own: Field, drawn: Sequence[Bar], now: float, watched: Watched, tried: int) -> tuple[str, str]:
    """The smallest move of weights that reverses the lead, and whether any single assumption does.

    ``drawn`` are all bars of the gap or ratio of the two that lead, of ``tried`` assumptions.
    """
    world, year = own.world, own.year
    nearest = weightings.reversals(own)
    weights = findings_weights.moves(own, nearest[0]).rstrip(".") if nearest else "There is no one to compare with"
    said = sentence(findings_drivers.one_at_a_time(drawn, now, watched, world, year))
    return weights, f"Each of {tried} assumptions was tried alone at its low and at its high. {said}."
