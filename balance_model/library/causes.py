"""Why a published result comes out differently today: the difference of each index, shared out over its causes.

For each country and category the strength X and the half-requirement H of then and now are put into the curve one
after the other, in both orders, and the two ways averaged; so is the weight. What X does goes to its rows in
proportion to their change. A row's strength is units x usable share x worth, and its change is shared out over the
three in all orders. What the curve does not explain (another formula, options that join categories) is the model's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from balance_model.analysis.words import SMALLEST_CHANGE, index_text, listing, signed
from balance_model.core.assess import Assessment, curve
from balance_model.domain import World
from balance_model.library.frozen import ROW_KEY, Frozen, ledger_rows

HOLDINGS, DEALS, PLANS = "Holdings", "Deals", "Purchases and retirements"
WORTH, HALF, WEIGHTS, MODEL = "Worth and readiness", "Half-requirement", "Weights", "Model and its options"
CAUSES = (HOLDINGS, DEALS, PLANS, WORTH, HALF, WEIGHTS, MODEL)
"""Every cause, in the order of a table."""
MOST_TOLD = 3
_SMALL = 1e-9


@dataclass(frozen=True)
class Causes:
    """The difference between a published result and today's.

    ``table``: country (code), then, now (indices), and one column for each of ``CAUSES``; the causes of a country
    add up to now minus then. ``rows``: country, category, system_id, origin, cause, delta (index points), largest
    first. ``missing`` are countries that one of the two does not have.
    """

    table: pd.DataFrame
    rows: pd.DataFrame
    missing: tuple[str, ...] = ()


def causes(frozen: Frozen, answer: Assessment) -> Causes:
    """Share out the change of each index in the year of the published result, from then to ``answer``."""
    world = answer.world
    codes = [code for code, _ in frozen.countries if code in world.country_codes]
    every = [*(code for code, _ in frozen.countries), *world.country_codes]
    missing = tuple(dict.fromkeys(code for code in every if code not in codes))
    then, now = _Side.of_frozen(frozen), _Side.of(answer)
    names = list(dict.fromkeys([*then.half, *now.half]))
    moved = _moved(frozen.ledger, ledger_rows(answer))
    form = answer.scenario.options.form
    told = {code: dict.fromkeys(CAUSES, 0.0) for code in codes}
    slopes: dict[tuple[str, str], float] = {}
    sums = moved.groupby(["country", "category"])[["before", "after"]].sum().to_dict("index")
    for code in codes:
        for name in names:
            weight = then.weight.get(name, 0.0), now.weight.get(name, 0.0)
            value = then.value.get((code, name), 0.0), now.value.get((code, name), 0.0)
            told[code][WEIGHTS] += (weight[1] - weight[0]) * (value[0] + value[1]) / 2
            mean = (weight[0] + weight[1]) / 2
            both = sums.get((code, name), {"before": 0.0, "after": 0.0})
            halves = then.half.get(name) or now.half[name], now.half.get(name) or then.half[name]
            told[code][HALF] += mean * _half_part((both["before"], both["after"]), halves, form)
            slopes[code, name] = mean * _slope((both["before"], both["after"]), halves, form)
    rows = _shared(moved, slopes)
    for (code, cause), delta in rows.groupby(["country", "cause"])["delta"].sum().items():
        told[code][cause] += float(delta)
    for code in codes:
        whole = now.score[code] - then.score[code]
        told[code][MODEL] = whole - sum(told[code].values())
    table = pd.DataFrame(
        [{"country": code, "then": then.score[code], "now": now.score[code], **told[code]} for code in codes]
    )
    return Causes(table, rows, missing)


def _shared(moved: pd.DataFrame, slopes: dict[tuple[str, str], float]) -> pd.DataFrame:
    """Index points by row and cause, those that are not nothing, the largest first."""
    keys = ["country", "category", "system_id", "origin"]
    slope = [slopes.get(key, 0.0) for key in zip(moved["country"], moved["category"], strict=True)]
    points = moved[[HOLDINGS, DEALS, PLANS, WORTH]].mul(slope, axis=0)
    long = moved[keys].join(points).melt(id_vars=keys, var_name="cause", value_name="delta")
    long = long[long["delta"] != 0]
    return long.sort_values("delta", key=abs, ascending=False, kind="stable", ignore_index=True)


@dataclass(frozen=True)
class _Side:
    """The numbers of one of the two, by country and category."""

    score: dict[str, float]
    value: dict[tuple[str, str], float]
    half: dict[str, float]
    weight: dict[str, float]

    @classmethod
    def of_frozen(cls, frozen: Frozen) -> _Side:
        return cls(
            {code: frozen.score[i][frozen.at] for i, (code, _) in enumerate(frozen.countries)},
            {
                (code, each.id): frozen.value[i][frozen.at][k]
                for i, (code, _) in enumerate(frozen.countries)
                for k, each in enumerate(frozen.categories)
            },
            {each.id: each.half for each in frozen.categories},
            {each.id: each.weight for each in frozen.categories},
        )

    @classmethod
    def of(cls, answer: Assessment) -> _Side:
        world: World = answer.world
        at = world.years.index(answer.scenario.year)
        names = world.category_ids
        return cls(
            {code: float(answer.score[i, at]) for i, code in enumerate(world.country_codes)},
            {
                (code, name): float(answer.value[i, at, k])
                for i, code in enumerate(world.country_codes)
                for k, name in enumerate(names)
            },
            dict(zip(names, map(float, answer.inputs.terms.half), strict=True)),
            dict(zip(names, map(float, answer.weights), strict=True)),
        )


def _value(amount: float, half: float, form: str) -> float:
    return float(curve(np.array([max(amount, 0.0)]), half, form)[0])


def _half_part(amount: tuple[float, float], half: tuple[float, float], form: str) -> float:
    """What the change of H does to a category value, averaged over both orders."""
    return sum(_value(x, half[1], form) - _value(x, half[0], form) for x in amount) / 2


def _slope(amount: tuple[float, float], half: tuple[float, float], form: str) -> float:
    """Category value for each norm unit between then and now, averaged over both half-requirements."""
    low, high = amount
    if abs(high - low) < _SMALL:
        high = low + _SMALL * max(1.0, abs(low)) * 1e3
    return sum((_value(high, h, form) - _value(low, h, form)) / (high - low) for h in half) / 2


def _moved(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Rows of then and now side by side, with the change of strength by cause in norm units."""
    both = before.merge(after, on=list(ROW_KEY), how="outer", suffixes=("_0", "_1"))
    numbers = [f"{name}_{side}" for name in ("quantity", "worth", "strength") for side in (0, 1)]
    both[numbers] = both[numbers].astype(float)
    gone, new = both["strength_1"].isna(), both["strength_0"].isna()
    for name in ("quantity", "strength"):
        both[[f"{name}_0", f"{name}_1"]] = both[[f"{name}_0", f"{name}_1"]].fillna(0.0)
    both["worth_0"] = both["worth_0"].fillna(both["worth_1"])
    both["worth_1"] = both["worth_1"].fillna(both["worth_0"])
    change = both["strength_1"] - both["strength_0"]
    units = _units_part(both)
    units = units.where(~(gone | new), change)  # a row that came or went did so as a whole
    deal, own = both["origin"].str.startswith("deal:"), both["origin"].eq("holding")
    rows = both[list(ROW_KEY)].assign(before=both["strength_0"], after=both["strength_1"])
    rows[HOLDINGS] = units.where(own, 0.0)
    rows[DEALS] = units.where(deal, 0.0)
    rows[PLANS] = units.where(~(own | deal), 0.0)
    rows[WORTH] = change - units
    return rows


def _units_part(both: pd.DataFrame) -> pd.Series:
    """What the change of units alone does to a row's strength, averaged over all orders of the three factors.

    A row of strength without units (a modernisation, the sustainment base) counts as units as a whole.
    """
    units, worth, strength = ([both[f"{name}_{side}"].to_numpy() for side in (0, 1)]
                              for name in ("quantity", "worth", "strength"))  # fmt: skip
    made = [units[side] * worth[side] for side in (0, 1)]
    share = [np.divide(strength[side], made[side], out=np.full_like(made[side], np.nan), where=made[side] != 0)
             for side in (0, 1)]  # fmt: skip
    share = [np.where(np.isnan(share[side]), share[1 - side], share[side]) for side in (0, 1)]
    a, b = (share[side] * worth[side] for side in (0, 1))
    mixed = share[0] * worth[1] + share[1] * worth[0]
    part = (units[1] - units[0]) * (2 * (a + b) + mixed) / 6
    return pd.Series(np.where(np.isnan(part), strength[1] - strength[0], part), index=both.index)


def words(found: Causes, names: Mapping[str, str], year: int) -> str:
    """What today's data do to a published result, the largest movement and its main cause first."""
    table = found.table.assign(delta=found.table["now"] - found.table["then"])
    moved = table[table["delta"].abs() >= SMALLEST_CHANGE].sort_values("delta", key=abs, ascending=False)
    if moved.empty:
        return f"With today's data no index of {year} moves by as much as 0.01."
    parts = []
    for row in moved.head(MOST_TOLD).to_dict("records"):
        verb = "rises" if row["delta"] > 0 else "falls"
        main = max(CAUSES, key=lambda cause: row[cause] if row["delta"] > 0 else -row[cause])
        levels = f"{index_text(row['then'])} to {index_text(row['now'])}"
        parts.append(f"{names[row['country']]} {verb} from {levels} ({main.lower()} {signed(row[main])})")
    rest = "" if len(moved) > MOST_TOLD or len(moved) == len(table) else "; the rest stay put"
    return f"With today's data in {year} {listing(parts)}{rest}."
