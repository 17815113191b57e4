"""What the money pictures say, in sentences worked out from the same rows as the pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from balance_model.analysis.spending import Measure
from balance_model.analysis.words import country, listing, number_word, sentence, signed
from balance_model.domain import World

Shown = Literal["amount", "index", "sum"]
UNITS: Mapping[str, str] = {
    "nominal": "million USD of each year",
    "constant": "million USD at prices of {base}",
    "euro": "million EUR, dollars at the average rate of each year",
    "local": "million of the local currency",
    "per_head": "USD of each year for each resident",
    "gdp_share": "per cent of GDP",
}
_MONEY = {"nominal": "USD {} million", "constant": "USD {} million", "euro": "EUR {} million",
          "per_head": "USD {} for each resident", "gdp_share": "{} % of GDP"}  # fmt: skip
_HOW = {"nominal": ", in dollars of each year,", "constant": ", at prices of {},", "euro": ", in euro of each year,",
        "local": ", in {},"}  # fmt: skip
WHAT = {"gdp_share": "the share of GDP", "per_head": "spending per head"}
LEVEL = 0.05
"""Amounts closer than this part of the larger are told as about the same."""


def number(value: float, measure: Measure, shown: Shown) -> str:
    """A figure as charts write it: two decimals for shares of GDP, otherwise whole."""
    return f"{value:,.2f}" if measure == "gdp_share" and shown == "amount" else f"{value:,.0f}"


def how(measure: Measure, prices: str = "", currencies: str = "") -> str:
    """The measure as a clause after the years, ``, at prices of 2024,``; empty where the figure says it itself."""
    if measure == "constant":
        return _HOW[measure].format(prices) if prices else ", at constant prices,"
    return _HOW.get(measure, "").format(currencies or "local currency")


def spending(
    table: pd.DataFrame,
    world: World,
    measure: Measure,
    shown: Shown,
    base: int,
    currencies: str = "",
    prices: str = "",
) -> str:
    """Who spent most in the last year that has a figure, or whose spending rose most since the base year.

    ``table`` as made by ``spending.points`` and what follows it. ``currencies`` says what amounts are in where the
    countries have several; then growth is told instead. ``prices`` is the base year of constant prices.
    """
    known = table[table["line"] & table["value"].notna()]
    if known.empty:
        return "No country chosen has a figure in this series and period"
    year = int(known["year"].max())
    last = known[known["year"] == year].sort_values("value", ascending=False, kind="stable")
    top = last.iloc[0]
    name = country(world, top["country"])
    if shown == "index":
        return _risen(last, world, base, year, WHAT.get(measure, "spending"), how(measure, prices))
    if measure == "local" and len(last) > 1:
        return f"In {year} the countries report in different currencies ({currencies}); index them to compare"
    words, clause = number(top["value"], measure, shown), how(measure, prices, currencies)
    if shown == "sum":
        told = f"From {base} to {year}{clause} {name} spent most in all: {_money(measure, words)}"
    elif measure == "gdp_share":
        told = f"In {year} {name} spent the largest part of its GDP on its military: {words} %"
    else:
        told = f"In {year}{clause} {name} spent most: {_money(measure, words)}"
    if len(last) == 1:
        return told.replace(" most in all:", ":").replace(" most:", ":").replace("the largest part", "a part")
    second = last.iloc[1]
    other, less = country(world, second["country"]), float(second["value"])
    if top["value"] - less < LEVEL * top["value"]:
        return f"{told}; {other} is close to it with {number(less, measure, shown)}"
    return f"{told}, {times(top['value'] / less)} as much as {other}" if less > 0 else told


def grown(table: pd.DataFrame, world: World, what: str = "spending", clause: str = "") -> str:
    """Whose figure (of ``what``, by the measure of ``how``) rose most from the first to the last year of the table.

    Countries without a figure in both are left out; empty where none is left.
    """
    known = table[table["line"] & table["value"].notna()]
    first, last = int(known["year"].min()), int(known["year"].max())
    before = known[known["year"] == first].set_index("country")["value"]
    after = known[(known["year"] == last) & known["country"].isin(before[before > 0].index)]
    if after.empty or first == last:
        return ""
    risen = after.assign(value=100 * after["value"] / after["country"].map(before))
    return _risen(risen.sort_values("value", ascending=False, kind="stable"), world, first, last, what, clause)


def times(ratio: float) -> str:
    """A ratio in words: ``1.3 times``; whole from ten."""
    return f"{ratio:,.0f} times" if ratio >= 10 else f"{ratio:.1f} times"


def provisional(table: pd.DataFrame, world: World) -> str:
    """What kind of figure the last year has, country by country: nothing where all is money spent."""
    known = table[table["line"] & table["value"].notna()]
    if known.empty:
        return ""
    year = int(known["year"].max())
    kinds = {"estimate": "an estimate", "budget": "an adopted budget"}
    last = known[known["year"] == year]
    parts = [
        f"{words} for {listing(country(world, code) for code in own['country'])}"
        for kind, words in kinds.items()
        for own in [last[last["kind"] == kind]]
        if len(own)
    ]
    return f"{year} is provisional: {listing(parts)}" if parts else ""


def gaps(missing: Mapping[str, Sequence[int]], world: World, whole: int) -> str:
    """Which countries have no figure, in which years; ``whole`` is how many years are shown."""
    parts = [
        f"{country(world, code)} ({'no year' if len(years) == whole else listing(_spans(years))})"
        for code, years in missing.items()
    ]
    return f"No figure, and none assumed: {listing(parts)}".replace("(no year)", "(in any year)") if parts else ""


def years_of_money(bars: pd.DataFrame, outlays: pd.DataFrame, world: World, code: str) -> str:
    """The heaviest year of a country's deals, against its spending of that year or the last known one."""
    sums = bars.groupby("year")["euro"].sum()
    name = country(world, code)
    if sums.empty:
        return f"No deal that {name} pays for and that counts has a published value"
    year = int(sums.idxmax())
    told = f"Deals of {name} with a published value come to EUR {sums[year]:,.0f} m in {year}, their heaviest year"
    spent = outlays[outlays["main"]].set_index("year")["value"]
    if spent.empty:
        return f"{told}; what it spends in all is not known"
    if year in spent:
        return f"{told}: {percent(sums[year] / spent[year])} of its military spending of that year"
    known = int(spent.index.max())
    return f"{told}: {percent(sums[year] / spent[known])} of its military spending of {known}, the last known"


def whole_of_money(bars: pd.DataFrame) -> str:
    """What all deals of ``commitments.by_year`` come to, and over which years."""
    deals, first, last = bars["deal_id"].nunique(), int(bars["year"].min()), int(bars["year"].max())
    noun = "One deal comes" if deals == 1 else f"{sentence(number_word(deals))} deals come"
    return f"{noun} to EUR {bars['euro'].sum():,.0f} million, {first} to {last}"


def few_deals(deals: pd.DataFrame) -> str:
    """What part the three largest deals make up of all that were paid for and have a value."""
    paid = deals[deals["euro"].notna() & ~deals["gift"]]["euro"].sort_values(ascending=False)
    if len(paid) <= 3:
        return f"Deals with a published value come to EUR {paid.sum():,.0f} million"
    return f"The three largest make up {percent(paid.iloc[:3].sum() / paid.sum())} of the money of all {len(paid)}"


def gained_in_all(table: pd.DataFrame, world: World) -> str:
    """What the deals of each country add to its index in all, and what they cost."""
    parts = [
        f"EUR {row['cost']:,.0f} million of {country(world, row['country'])} add {signed(float(row['gain']))}"
        for _, row in table.iterrows()
    ]
    return f"To the own index {listing(parts)}"


def strongest(table: pd.DataFrame, world: World) -> str:
    """In how many categories each country gains most strength for a billion, where two or more can be compared."""
    compared = [own for _, own in table.groupby("category", sort=False) if len(own) > 1]
    if not compared:
        return "No category has deals with a published value of two countries"
    firsts = pd.Series([country(world, own.loc[own["per_billion"].idxmax(), "country"]) for own in compared])
    parts = [f"{name} in {number_word(int(count))}" for name, count in firsts.value_counts().items()]
    noun = "category" if len(compared) == 1 else "categories"
    return f"Of {number_word(len(compared))} {noun} that can be compared, most for a billion: {listing(parts)}"


def largest_deal(deals: pd.DataFrame, world: World) -> str:
    """The largest deal with a published value that was paid for, and its part of all such deals."""
    paid = deals[deals["euro"].notna() & ~deals["gift"]]
    if paid.empty:
        return "No deal that counts in these years was paid for and has a published value"
    top, total = paid.loc[paid["euro"].idxmax()], float(paid["euro"].sum())
    told = (
        f"The largest deal with a published value is {top['system']} for {country(world, top['country'])}: "
        f"EUR {top['euro']:,.0f} million"
    )
    return f"{told}, {percent(top['euro'] / total)} of EUR {total:,.0f} million in all" if len(paid) > 1 else told


def gained(table: pd.DataFrame, world: World, year: int) -> str:
    """Whose index gains most for each billion, with its range, and whose least."""
    if table.empty:
        return f"No deal that counts and is due by {year} was paid for and has a published value"
    ordered = table.sort_values("per_billion", ascending=False, kind="stable")
    best = [span_words(row) for _, row in ordered.iterrows()]
    if ordered["per_billion"].iloc[0] <= 0 or _two_figures(float(ordered["per_billion"].iloc[0])) == "0":
        return f"By {year} no deal that was paid for and has a published value adds to an index"
    head = f"By {year} each billion EUR of deals adds"
    if len(best) == 1:
        return f"{head} {best[0]} to the index of {country(world, ordered['country'].iloc[0])}"
    names = [country(world, code) for code in ordered["country"]]
    first = [name for name, words in zip(names, best, strict=True) if words == best[0]]
    last = [name for name, words in zip(names, best, strict=True) if words == best[-1]]
    if len(first) == len(best):
        return f"{head} as much to the index of {listing(first)}: {best[0]}"
    each = " each" if len(first) > 1 else ""
    told = f"{head} most to the index of {listing(first)}, {best[0]}{each}"
    return f"{told}; least to that of {listing(last)}, {best[-1]}{' each' if len(last) > 1 else ''}"


def span_words(row: Mapping[str, float] | pd.Series, sign: bool = True) -> str:
    """Best gain for a billion in two figures, its range with as many decimals, ``+0.50 (+0.49 to +0.53)``.

    No range where it is none.
    """
    values = [float(row[name]) for name in ("per_billion", "per_billion_low", "per_billion_high")]
    scale = values[0] if round(values[0], 4) else max(values, key=abs)
    best, low, high = (_two_figures(value, sign, scale) for value in values)
    return best if low == high else f"{best} ({low} to {high})"


def _two_figures(value: float, sign: bool = True, scale: float | None = None) -> str:
    """A value with the decimals that give ``scale`` (itself, unless given) two figures."""
    size = abs(value if scale is None else scale)
    if round(size, 4) == 0:
        return "0"
    decimals = 1 - math.floor(math.log10(float(f"{size:.1e}")))
    rounded = round(value, decimals)
    if rounded == 0:
        return "0"
    return f"{rounded:{'+' if sign else ''},.{max(decimals, 0)}f}".replace("-", "−")


def not_in_sums(unpriced: int, gifts: int, whole: int) -> str:
    """How many deals the sums leave out, and why."""
    words = "has no published value and is" if unpriced == 1 else "have no published value and are"
    told = f"{unpriced} of {whole} deals {words} not in the sums"
    return f"{told}; {gifts} {'was a gift' if gifts == 1 else 'were gifts'}" if gifts else told


def _risen(last: pd.DataFrame, world: World, base: int, year: int, what: str = "spending", clause: str = "") -> str:
    top, least = last.iloc[0], last.iloc[-1]
    told = f"From {base} to {year}{clause} {what} of {country(world, top['country'])} {_change(top['value'])}"
    if len(last) == 1:
        return told
    return f"{told}, the most; that of {country(world, least['country'])} {_change(least['value'])}"


def _change(index: float) -> str:
    change = round(index - 100)
    if change == 0:
        return "stayed as it was"
    return f"rose by {change:,} %" if change > 0 else f"fell by {-change:,} %"


def _money(measure: Measure, words: str) -> str:
    return _MONEY.get(measure, "{} million").format(words)


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{100 * share:.0f} %"


def _spans(years: Sequence[int]) -> list[str]:
    """Years as spans: ``2012–2015``."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]
