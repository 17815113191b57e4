"""Packages in sentences and tables computed from them."""

from __future__ import annotations

import pandas as pd

from balance_model.analysis import offers, procurement
from balance_model.analysis.findings_inverse import apart, goal, money
from balance_model.analysis.offers import Limits
from balance_model.analysis.packages import Infeasible, Plan
from balance_model.analysis.packages_case import Package
from balance_model.analysis.standing import TIE, Aim
from balance_model.analysis.words import change_text, country, listing, quantity_text
from balance_model.domain import World
from balance_model.records.scenario import Scenario

NAMED = 3
PRICES = "Million EUR of the price years, not brought to one year. Running cost is in no price."
CERTAIN = (
    "What a scenario sets is taken as given in every draw: purchases arrive in full and on time, and deals counted in "
    "and numbers of units are certain."
)


def system_words(world: World, counts: dict[str, int], most: int = NAMED) -> str:
    """A package in a few words, the dearest parts first: ``120 OMTAS, 20 PULS and 3 more``."""
    order = sorted(counts, key=lambda name: -counts[name] * world.option[name].unit_cost_best)
    parts = [
        f"{counts[name] * world.option[name].units_per_option:,} {world.system[world.option[name].system_id].name}"
        for name in order
    ]
    rest = len(parts) - most
    return listing([*parts[:most], f"{rest} more"] if rest > 0 else parts)


def certain_words(draws: int) -> str:
    """What the draws leave out, and how good their shares are: one standard error of a half, per cent points."""
    return f"{CERTAIN} Shares of {draws:,} draws are good to about {100 * (0.25 / draws) ** 0.5:.0f} points."


def headline(world: World, aim: Aim, found: Package | Infeasible) -> str:
    """What the aim costs at least, or why it cannot be had."""
    what = goal(world, aim, "to be ")
    if isinstance(found, Infeasible):
        return f"No package on the list is enough for {what}: {reason(world, aim, found)}"
    if not found.purchases:
        return f"Nothing needs to be bought for {what}: it is so already, {apart(found.own, found.needed)}"
    parts, name = system_words(world, found.counts(world)), country(world, aim.own[0][0])
    least = "" if found.proved else " or less"
    return f"{name} needs about EUR {money(found.cost[1])} m{least} {what.removeprefix(f'{name} ')}: {parts}"


def reason(world: World, aim: Aim, found: Infeasible) -> str:
    """Why no package reaches the level, in words that follow a colon."""
    if found.reason != "even with everything on the list":
        return found.reason
    return f"{found.reason} {country(world, aim.own[0][0])} reaches {apart(found.most, found.needed, 'of')}"


def note(world: World, found: Package | Infeasible) -> str:
    """What the price rests on, and whether it is the least."""
    if isinstance(found, Infeasible) or not found.purchases:
        return ""
    low, _, high = found.cost
    said = [f"EUR {money(low)} m at low prices, {money(high)} m at high ones.", assumed_words(world, found)]
    return " ".join(words for words in said if words)


def assumed_words(world: World, package: Package) -> str:
    """How much of the price is assumed; empty if none is."""
    prices: dict[str, float] = {}
    for item in package.purchases:
        option = world.option[str(item.option_id)]
        if option.evidence == "assumed":
            name = world.system[option.system_id].name
            prices[name] = prices.get(name, 0.0) + procurement.price(world, item)[1]
    if not prices:
        return ""
    names = listing(sorted(prices, key=lambda name: -prices[name]))
    verb = "is an assumption" if len(prices) == 1 else "are assumptions"
    price = "price" if len(prices) == 1 else "prices"
    return (
        f"The {price} of {names} {verb}: EUR {money(sum(prices.values()))} m of EUR {money(package.cost[1])} m "
        "rest on it."
    )


def front_title(world: World, aim: Aim, points: pd.DataFrame, sure: float) -> str:
    """From which budget on the aim is reached, in a single run and in a share ``sure`` of the draws.

    ``points`` as made by ``front_table``.
    """
    name = country(world, aim.own[0][0])
    enough = points.loc[points["own"] >= points["needed"] - TIE, "budget"]
    likely = points.loc[points["chance"] >= sure, "budget"]
    last, share = points.iloc[-1], f"{100 * sure:.0f} % of the draws"
    if enough.empty:
        level = apart(float(last["own"]), float(last["needed"]), "of")
        return f"Even EUR {quantity_text(float(last['budget']))} m take {name} only to {level}"
    first = float(enough.iloc[0])
    head = f"{name} reaches the level without any purchase" if first == 0 else (
        f"With EUR {quantity_text(first)} m {name} reaches the level"
    )  # fmt: skip
    if points["chance"].isna().all():
        return head
    if likely.empty:
        return f"{head} in a single run, with none of these budgets in {share}"
    if float(likely.iloc[0]) == first:
        return f"{head}, also in {share}"
    return f"{head} in a single run, with EUR {quantity_text(float(likely.iloc[0]))} m in {share}"


def front_table(plan: Plan, chances: tuple[float, ...] | None) -> pd.DataFrame:
    """Points of the front: number, budget, cost_low, cost, cost_high, own, needed, chance (NaN while not known)."""
    unknown = float("nan")
    rows = [
        (number, budget, *point.cost, point.own, point.needed, unknown if chances is None else chances[number])
        for number, (budget, point) in enumerate(zip(plan.front.budgets, plan.front.points, strict=True))
    ]
    columns = ["number", "budget", "cost_low", "cost", "cost_high", "own", "needed", "chance"]
    return pd.DataFrame(rows, columns=columns)


def package_table(world: World, package: Package, gains: pd.DataFrame) -> pd.DataFrame:
    """Parts of a package, the dearest first.

    Columns: option_id, option, count, cost_low, cost_best, cost_high, years (of delivery), gain (index points
    lost without it), evidence. ``gains`` as made by ``procurement.buys`` for its scenario.
    """
    rows = []
    first = len(package.scenario.purchases) - len(package.purchases)
    known = gains.set_index("origin")["gain"]
    for number, item in enumerate(package.purchases, start=first + 1):
        option = world.option[str(item.option_id)]
        rows.append(
            (option.option_id, option.name, item.quantity // option.units_per_option, *procurement.price(world, item),
             item.first_year, float(known[f"purchase:{number}"]), option.evidence)
        )  # fmt: skip
    columns = ["option_id", "option", "count", "cost_low", "cost_best", "cost_high", "year", "gain", "evidence"]
    return pd.DataFrame(rows, columns=columns).sort_values("cost_best", ascending=False, ignore_index=True)


def difference(world: World, before: Package, after: Package) -> pd.DataFrame:
    """Options of which two packages hold different numbers: option, before, after, change; largest money first."""
    old, new = before.counts(world), after.counts(world)
    rows = [
        (world.option[name].name, old.get(name, 0), new.get(name, 0), new.get(name, 0) - old.get(name, 0),
         abs(new.get(name, 0) - old.get(name, 0)) * world.option[name].unit_cost_best)
        for name in {**old, **new}
        if old.get(name, 0) != new.get(name, 0)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["option", "before", "after", "change", "money"])
    return table.sort_values("money", ascending=False, ignore_index=True).drop(columns="money")


def difference_words(before: Package, after: Package) -> str:
    """What the second package costs and gives beside the first."""
    more = after.cost[1] - before.cost[1]
    if abs(more) < 1e-9:
        return "The two packages cost the same."
    verb = "more" if more > 0 else "less"
    return f"EUR {money(abs(more))} m {verb}, {change_text(before.own, after.own)} ({apart(after.own, before.own)})."


def option_table(world: World, scenario: Scenario, country_code: str, year: int, limits: Limits) -> pd.DataFrame:
    """The whole list for a country.

    Columns: option_id, option, category, price, low, high, most, no (why it cannot be chosen), why_most, lead,
    evidence. ``price`` and ``most`` are as the limits set them.
    """
    costs, most = dict(limits.costs), dict(limits.most)
    rows = [
        (option.option_id, option.name, world.category[option.category].name,
         costs.get(option.option_id, option.unit_cost_best), option.unit_cost_low, option.unit_cost_high,
         int(most.get(option.option_id, option.most)),
         offers.refusal(world, scenario, option, country_code, year, limits), option.why_most,
         option.lead_years_best, option.evidence)
        for option in world.options
        if option.scored
    ]  # fmt: skip
    columns = ["option_id", "option", "category", "price", "low", "high", "most", "no", "why_most", "lead", "evidence"]
    return pd.DataFrame(rows, columns=columns)
