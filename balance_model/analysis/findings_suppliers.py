"""What the pictures of suppliers and categories say, in sentences worked out from the same rows as the pictures."""

from __future__ import annotations

import pandas as pd

from balance_model.analysis.findings_money import percent
from balance_model.analysis.suppliers import OWN, UNNAMED, By, as_if_equal, concentration
from balance_model.analysis.words import country, listing, quantity_text
from balance_model.domain import World

_WITH_ARTICLE = ("United ", "European ", "Gulf ")


def concentrated(table: pd.DataFrame, world: World, by: By) -> str:
    """Which country's suppliers are most and least concentrated, as if so many equal ones."""
    found = {
        str(code): concentration(own["amount"].tolist()) for code, own in table.groupby("country", sort=False)
    }  # fmt: skip
    measure = "By published value" if by == "value" else "By number of deals"
    if not found:
        return f"{measure} nothing can be told: no deal that counts in these years has one"
    most, least = max(found, key=lambda code: found[code]), min(found, key=lambda code: found[code])
    told = f"{measure} supplies of {country(world, most)} are the most concentrated, {equal_words(found[most])}"
    if most == least:
        return f"{measure} what {country(world, most)} buys comes {equal_words(found[most])}"
    return f"{told}; those of {country(world, least)} the least, {equal_words(found[least])}"


def equal_words(index: float) -> str:
    """A concentration index in words: ``as if from 2.2 equal suppliers``."""
    same = as_if_equal(index)
    return "as if from one supplier alone" if same < 1.05 else f"as if from {same:.1f} equal suppliers"


def first_category(table: pd.DataFrame, world: World, by: By) -> str:
    """The largest category of each country, countries with the same one told together.

    ``table`` has country, category (name) and amount, the largest first within a country.
    """
    measure = "published value" if by == "value" else "number of deals"
    if table.empty:
        return f"No deal that counts in these years can be told by {measure}"
    lower = table.assign(category=table["category"].str[:1].str.lower() + table["category"].str[1:])
    return f"By {measure} the largest category is {_firsts(lower, 'category', world)}"


def first_suppliers(table: pd.DataFrame, world: World) -> str:
    """The first supplier of each country with its share; ``table`` as from ``suppliers.totals``."""
    return f"The first supplier is {_firsts(table, 'supplier', world)}"


def most_received(table: pd.DataFrame, world: World, by: By) -> str:
    """Who receives most, and from whom; ``table`` as from ``suppliers.totals``."""
    code = str(table.groupby("country")["amount"].sum().idxmax())
    own = table[table["country"] == code].sort_values("amount", ascending=False, kind="stable")
    whole = float(own["amount"].sum())
    words = f"EUR {whole:,.0f} million" if by == "value" else f"{quantity_text(whole)} deals"
    part = percent(own["amount"].iloc[0] / whole)
    return f"{country(world, code)} receives most: {words}, {part} of it from {_inner(str(own['supplier'].iloc[0]))}"


def overall_category(table: pd.DataFrame) -> str:
    """The largest category of all countries shown together."""
    sums = table.groupby("category")["amount"].sum()
    share = percent(sums.max() / sums.sum())
    return f"All countries together: {str(sums.idxmax()).lower()} leads with {share}"


def first_supplier(table: pd.DataFrame, world: World, by: By) -> str:
    """Who supplies most to the countries shown, its part, and to whom most of it goes."""
    measure = "By published value" if by == "value" else "By number of deals"
    if table.empty:
        return f"{measure} nothing flows: no deal that counts in these years has one"
    sums = table.groupby("supplier")["amount"].sum()
    named = sums.drop(UNNAMED, errors="ignore")
    name = str((named if len(named) else sums).idxmax())
    own = table[table["supplier"] == name].sort_values("amount", ascending=False, kind="stable")
    amount, whole = float(own["amount"].sum()), float(sums.sum())
    words = f"EUR {amount:,.0f} million" if by == "value" else f"{quantity_text(amount)} deals"
    told = f"{measure} most comes from {_inner(name)}: {words}, {percent(amount / whole)} of all"
    if len(own) == 1:
        return f"{told}, and all of it goes to {country(world, own['country'].iloc[0])}"
    part = own["amount"].iloc[0] / amount
    return f"{told}; {percent(part)} of it goes to {country(world, own['country'].iloc[0])}"


def _firsts(table: pd.DataFrame, key: str, world: World) -> str:
    """The first of each country with its share, such as ``France in Serbia (57 %) and Germany in Croatia (36 %)``."""
    firsts: dict[str, list[str]] = {}
    for code, own in table.groupby("country", sort=False):
        share = own["amount"].iloc[0] / own["amount"].sum()
        firsts.setdefault(_inner(str(own[key].iloc[0])), []).append(f"{country(world, str(code))} ({percent(share)})")
    return listing(f"{name} in {listing(names)}" for name, names in firsts.items())


def _inner(name: str) -> str:
    """A supplier's name within a sentence: with its article, and small where it is no name."""
    if name in (OWN, UNNAMED):
        return name[:1].lower() + name[1:]
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name
