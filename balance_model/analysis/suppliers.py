"""Where arms come from: by supplier or group of suppliers, and how concentrated that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import pandas as pd

from balance_model.analysis.deliveries import NOT_NAMED, supplier_words
from balance_model.domain import Deal, World

By = Literal["value", "number"]
OWN = "Own industry"
OTHERS = "Others"
UNNAMED = NOT_NAMED[:1].upper() + NOT_NAMED[1:]


def shares(world: World, deals: pd.DataFrame, blocs: bool = False) -> pd.DataFrame:
    """Deals of ``commitments.deal_rows`` by supplier: a deal of several suppliers is split evenly among them.

    Columns: deal_id, country, supplier (or bloc), part (of the deal), value (million EUR; not a number where no
    value is published), number (deals), gift. A country's own firms are ``Own industry``, whatever the country.
    """
    rows = []
    for deal in deals.itertuples():
        names = suppliers_of(world, world.deal[str(deal.deal_id)])
        part = 1.0 / len(names)
        for name in names:
            shown = bloc_of(world, name) if blocs else _shown(world, name)
            rows.append((deal.deal_id, deal.country, shown, part, part * deal.euro, part, deal.gift))
    columns = ["deal_id", "country", "supplier", "part", "value", "number", "gift"]
    return pd.DataFrame(rows, columns=columns).astype({"gift": bool})


def suppliers_of(world: World, deal: Deal) -> tuple[str, ...]:
    """Suppliers of a deal, each once; a country that supplies itself is ``Own industry``."""
    country = world.country[deal.country]
    own = (country.name, country.short)
    names = (deal.supplier or NOT_NAMED).split(";")
    return tuple(dict.fromkeys(OWN if name in own else name for name in names))


def bloc_of(world: World, supplier: str) -> str:
    """The group of a supplier; a supplier in no group stands by itself."""
    return {row.supplier: row.bloc for row in world.blocs}.get(supplier, _shown(world, supplier))


def totals(parts: pd.DataFrame, by: By) -> pd.DataFrame:
    """Sums of ``shares`` by country and supplier, largest first within a country.

    Columns: country, supplier, amount (million EUR, or deals), deals, unpriced (deals without a value), gifts
    (part of the amount that was given). By value a supplier without any published value is left out.
    """
    table = parts.assign(
        amount=parts[by],
        given=parts[by].where(parts["gift"], 0.0),
        open=parts["part"].where(parts["value"].isna(), 0.0),
    )
    grouped = table.groupby(["country", "supplier"], sort=False)
    found = pd.DataFrame({
        "amount": grouped["amount"].sum(), "deals": grouped["number"].sum(),
        "unpriced": grouped["open"].sum(), "gifts": grouped["given"].sum(),
    }).reset_index()  # fmt: skip
    found = found[found["amount"] > 0]
    order = {code: at for at, code in enumerate(dict.fromkeys(parts["country"]))}
    found = found.assign(place=found["country"].map(order))
    found = found.sort_values(["place", "amount", "supplier"], ascending=[True, False, True], kind="stable")
    return found.drop(columns="place").reset_index(drop=True)


def concentration(amounts: Sequence[float]) -> float:
    """Herfindahl-Hirschman index: the sum of squared shares, 1 / n for n equal suppliers, 1 for a single one.

    Not a number where there is nothing to share. After Hirschman (1945) and Herfindahl (1950).
    """
    total = math.fsum(amounts)
    if not total > 0:
        return float("nan")
    return math.fsum((amount / total) ** 2 for amount in amounts)


def as_if_equal(index: float) -> float:
    """The number of equal suppliers that would be as concentrated: 1 / index."""
    return 1.0 / index


def largest(table: pd.DataFrame, most: int, key: str = "supplier", amount: str = "amount") -> pd.DataFrame:
    """Rows of ``totals`` with all but the largest suppliers of the whole put together as ``Others``.

    With at most ``most`` names nothing changes; a single name is never called others.
    """
    order = table.groupby(key)[amount].sum().sort_values(ascending=False, kind="stable").index
    if len(order) <= most:
        return table
    kept = set(order[: most - 1])
    names = table[key].where(table[key].isin(kept), f"{OTHERS} ({len(order) - most + 1})")
    numbers = [column for column in ("amount", "deals", "unpriced", "gifts") if column in table]
    return table.assign(**{key: names}).groupby(["country", key], sort=False)[numbers].sum().reset_index()


def _shown(world: World, name: str) -> str:
    return UNNAMED if name == NOT_NAMED else supplier_words(world, name)
