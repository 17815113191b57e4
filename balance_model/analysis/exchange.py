"""Money of one currency in another, at the average rate of a year. The rate used is always told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from balance_model.domain import Rate, World
from balance_model.records.checks_money import DOLLAR, EURO

NAN = float("nan")


@dataclass(frozen=True)
class Exchanged:
    """A sum in euro and in dollars, with the rates that led there; not numbers where no rate is known."""

    euro: float
    dollar: float
    rates: tuple[Rate, ...]

    def words(self, year: int) -> str:
        """The rates in words, such as ``1.0824 USD per EUR (2024)``; empty where none was needed.

        A rate of another year than ``year`` is named as the nearest that is known.
        """
        return "; ".join(
            f"{rate.rate:,.5g} {rate.unit} ({rate.year}{'' if rate.year == year else ', nearest year known'})"
            for rate in self.rates
        )


def exchanged(world: World, amount: float, currency: str, year: int) -> Exchanged:
    """A sum of a year in euro and in dollars.

    Euro first: straight where ``fx.csv`` has the pair, else by way of the dollar. Dollars straight where it has
    the pair of the year, else by way of the euro. A year without a rate takes that of the nearest year.
    """
    bridge = nearest_rate(world, EURO + DOLLAR, year)
    if currency == EURO:
        return Exchanged(amount, amount * bridge.rate if bridge else NAN, (bridge,) if bridge else ())
    if currency == DOLLAR:
        return Exchanged(amount / bridge.rate if bridge else NAN, amount, (bridge,) if bridge else ())
    to_euro, to_dollar = (nearest_rate(world, currency + other, year) for other in (EURO, DOLLAR))
    if to_euro is not None:
        euro = amount / to_euro.rate
        if to_dollar is not None and to_dollar.year == year:
            return Exchanged(euro, amount / to_dollar.rate, (to_euro, to_dollar))
        return Exchanged(euro, euro * bridge.rate if bridge else NAN, (to_euro, bridge) if bridge else (to_euro,))
    if to_dollar is not None:
        dollar = amount / to_dollar.rate
        euro = dollar / bridge.rate if bridge else NAN
        return Exchanged(euro, dollar, (to_dollar, bridge) if bridge else (to_dollar,))
    return Exchanged(NAN, NAN, ())


def nearest_rate(world: World, pair: str, year: int) -> Rate | None:
    """The rate of a pair in a year, or in the nearest year that has one (the earlier of two); None without any."""
    rows = _rates(world).get(pair)
    if rows is None:
        return None
    if year in rows:
        return rows[year]
    return rows[min(rows, key=lambda known: (abs(known - year), known))]


@lru_cache(maxsize=16)
def _rates(world: World) -> dict[str, dict[int, Rate]]:
    found: dict[str, dict[int, Rate]] = defaultdict(dict)
    for row in world.fx:
        found[row.pair][row.year] = row
    return dict(found)
