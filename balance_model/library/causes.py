"""Why a published result comes out differently today: the difference of each index, shared out over its causes.

Each cause is a group of changes that can be put in by itself: strength X by category from holdings, from deals, from
purchases and retirements, and from worth and readiness; the half-requirements H; the weights. Today's own formula of
the index, with its options, is run for every combination of them as then and as now, and a cause gets what it does on
average over all orders (Shapley). What today's formula makes of the numbers of then, less what was published, is the
model's; so a cause that did not change gets nothing, and the causes add up. A cause's part goes to its rows. A row's
strength is units x usable share x worth, and its change is shared out over the three in all orders.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import factorial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.analysis.words import index_text, listing, signed
from balance_model.core.assess import Assessment, index_of, value_of, weights_of
from balance_model.library.frozen import ROW_KEY, Frozen, ledger_rows

HOLDINGS, DEALS, PLANS = "Holdings", "Deals and when they arrive", "Purchases, retirements and their dates"
WORTH, HALF, WEIGHTS, MODEL = "Worth and readiness", "Half-requirement", "Weights", "Model and its options"
CAUSES = (HOLDINGS, DEALS, PLANS, WORTH, HALF, WEIGHTS, MODEL)
"""Every cause, in the order of a table."""
HOW = (
    "Each cause is what it does on average over all orders of putting the changes in, under the formula of today. "
    "A later arrival counts with the deal or the purchase, whether its date or a dial was changed."
)
"""How the parts are made, for the line under a table of them."""
MOST_TOLD = 3
_OF_ROWS = (HOLDINGS, DEALS, PLANS, WORTH)
_SMALL = 1e-9

Array = NDArray[np.float64]


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
    moved = _moved(frozen.ledger, ledger_rows(answer))
    both = _Both.of(frozen, answer, codes, moved)
    told = both.shares()
    rows = _shared(moved, both, told)
    places = {code: at for at, (code, _) in enumerate(frozen.countries)}
    now_at = world.years.index(answer.scenario.year)
    lines = []
    for at, code in enumerate(codes):
        then = frozen.score[places[code]][frozen.at]
        now = float(answer.score[world.country_codes.index(code), now_at])
        parts = {cause: float(told[cause][at]) for cause in told}
        rest = now - then - sum(parts.values())
        lines.append({"country": code, "then": then, "now": now, **parts, MODEL: rest})
    return Causes(pd.DataFrame(lines, columns=["country", "then", "now", *CAUSES]), rows, missing)


@dataclass(frozen=True)
class _Both:
    """What can be put in as then or as now, and the index it gives.

    ``before`` is X of then by country and category in norm units, ``change`` what each cause of ``_OF_ROWS`` adds to
    it; ``halves`` and ``weights`` are those of then and of now by category. ``index`` gives the index by country.
    """

    codes: list[str]
    names: list[str]
    before: Array
    change: dict[str, Array]
    halves: tuple[Array, Array]
    weights: tuple[Array, Array]
    index: Callable[[Array, Array, Array], Array]

    @classmethod
    def of(cls, frozen: Frozen, answer: Assessment, codes: list[str], moved: pd.DataFrame) -> _Both:
        """Of a category that only one of the two has, H is the same on both sides; one that is gone is left out."""
        world, scenario, terms = answer.world, answer.scenario, answer.inputs.terms
        names = list(world.category_ids)
        old = {each.id: each for each in frozen.categories}
        now_half, now_weight = np.asarray(terms.half, dtype=float), weights_of(world, scenario)
        half = np.array([old[name].half if name in old else h for name, h in zip(names, now_half, strict=True)])
        weight = np.array([old[name].weight if name in old else 0.0 for name in names])

        def index(strength: Array, half: Array, weight: Array) -> Array:
            weighted = scenario.model_copy(update={"weights": tuple(zip(names, weight.tolist(), strict=True))})
            values = value_of(np.maximum(strength, 0.0), world, weighted, replace(terms, half=half))
            return index_of(values, world, weighted)

        sums = moved.groupby(["country", "category"])[["before", *_OF_ROWS]].sum()
        sums = sums.reindex(pd.MultiIndex.from_product([codes, names]), fill_value=0.0)
        tables = {name: sums[name].to_numpy(float).reshape(len(codes), len(names)) for name in sums.columns}
        known = weights_of(world, scenario.model_copy(update={"weights": tuple((name, 1.0) for name in names)})) > 0
        weights = (weight if weight[known].any() else now_weight), now_weight
        return cls(codes, names, tables.pop("before"), tables, (half, now_half), weights, index)

    def shares(self) -> dict[str, Array]:
        """What each cause but the model's does to the index of each country, averaged over all orders."""
        players = [cause for cause in _OF_ROWS if self.change[cause].any()]
        players += [HALF] * bool(np.abs(self.halves[1] - self.halves[0]).max() > _SMALL)
        players += [WEIGHTS] * bool(np.abs(self.weights[1] - self.weights[0]).max() > _SMALL)
        count = len(players)
        sets = [frozenset(some) for size in range(count + 1) for some in combinations(players, size)]
        made = {some: self._with(some) for some in sets}
        found = {cause: np.zeros(len(self.codes)) for cause in CAUSES if cause != MODEL}
        for cause, some in product(players, sets):
            if cause not in some:
                orders = factorial(len(some)) * factorial(count - len(some) - 1) / factorial(count)
                found[cause] += orders * (made[some | {cause}] - made[some])
        return found

    def _with(self, some: frozenset[str]) -> Array:
        """Index by country when some causes are as now and the rest as then."""
        strength = self.before + sum(self.change[cause] for cause in _OF_ROWS if cause in some)
        return self.index(strength, self.halves[HALF in some], self.weights[WEIGHTS in some])

    def slopes(self) -> Array:
        """Index points for each norm unit between then and now, by country and category.

        One category is moved alone, with all others as then and as now, and averaged over H and weights.
        """
        after = self.before + sum(self.change.values())
        close = np.abs(after - self.before) < _SMALL
        after = np.where(close, self.before + 1e3 * _SMALL * np.maximum(1.0, np.abs(self.before)), after)
        found = np.zeros_like(self.before)
        sides = list(product((self.before, after), self.halves, self.weights))
        for at in range(len(self.names)):
            for rest, half, weight in sides:
                low, high = rest.copy(), rest.copy()
                low[:, at], high[:, at] = self.before[:, at], after[:, at]
                gain = self.index(high, half, weight) - self.index(low, half, weight)
                found[:, at] += gain / (high[:, at] - low[:, at]) / len(sides)
        return found


def _shared(moved: pd.DataFrame, both: _Both, told: Mapping[str, Array]) -> pd.DataFrame:
    """Index points by row and cause, those that are not nothing, the largest first.

    A row has its change times the slope of its category; what the rows of a cause then lack of its part is shared out
    over them in proportion to their size.
    """
    keys = ["country", "category", "system_id", "origin"]
    long = moved[[*keys, *_OF_ROWS]].melt(id_vars=keys, var_name="cause", value_name="change")
    long = long[(long["change"] != 0) & long["country"].isin(both.codes) & long["category"].isin(both.names)]
    rows = long["country"].map(both.codes.index).to_numpy(int), long["category"].map(both.names.index).to_numpy(int)
    long = long.assign(delta=long["change"].to_numpy() * both.slopes()[rows])
    for (code, cause), part in long.groupby(["country", "cause"]):
        lack = float(told[str(cause)][both.codes.index(str(code))]) - part["delta"].sum()
        size = part["delta"].abs() if part["delta"].any() else part["change"].abs()
        long.loc[part.index, "delta"] += lack * size / size.sum()
    long = long.loc[long["delta"] != 0, [*keys, "cause", "delta"]]
    return long.sort_values("delta", key=abs, ascending=False, kind="stable", ignore_index=True)


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
    """What today's data do to a published result, the largest movement and its main cause first.

    An index moves if it reads differently in two decimals.
    """
    table = found.table.assign(delta=found.table["now"] - found.table["then"])
    moves = table["then"].map(index_text) != table["now"].map(index_text)
    moved, still = table[moves].sort_values("delta", key=abs, ascending=False), table[~moves]
    if moved.empty:
        return f"With today's data no index of {year} moves by as much as 0.01."
    parts = []
    for row in moved.head(MOST_TOLD).to_dict("records"):
        verb = "rises" if row["delta"] > 0 else "falls"
        main = max(CAUSES, key=lambda cause: row[cause] if row["delta"] > 0 else -row[cause])
        much = signed(row[main])
        why = f"mostly {main.lower()}" if much == signed(0.0) else f"{main.lower()} {much}"
        levels = f"{index_text(row['then'])} to {index_text(row['now'])}"
        parts.append(f"{names[row['country']]} {verb} from {levels} ({why})")
    rest = "" if len(moved) > MOST_TOLD or still.empty else "; the rest stay put"
    if rest and len(still) == 1:
        rest = f"; {names[still['country'].iloc[0]]} stays at {index_text(still['now'].iloc[0])}"
    return f"With today's data in {year} {listing(parts)}{rest}."
