"""Money, views of where arms come from: suppliers, categories, and a flow chart of who arms whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_suppliers as words
from balance_model.analysis import suppliers
from balance_model.analysis.words import quantity_text
from balance_model.charts.breakdown import PALE, breakdown
from balance_model.charts.flows import flows
from balance_model.charts.theme import Look
from balance_model.charts.tints import mixed
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import by_key, pivoted
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, deal_choices, state
from ui.glossary import help_for

SUPPLIER, BLOC = "Country", "Bloc"
MOST_PARTS, MOST_FLOWS = 8, 12
NOTHING = "No deal that counts in these years has a published value. Choose the number of deals, or other years."
SPLIT = "a deal of several suppliers is split evenly among them"


def draw_suppliers() -> None:
    """Suppliers of each country, with how concentrated they are."""
    _pick_with_group()
    _picture("suppliers", _suppliers_picture, 300)


def say_suppliers() -> tuple[str, str]:
    """Who relies on the fewest suppliers."""
    return f"{words.concentrated(_totals(), compute.world(), deal_choices.measured_by())}.", _left_out()


def draw_categories() -> None:
    """Categories the deals of each country belong to."""
    deal_choices.pick()
    _picture("deal_categories", _categories_picture, 300)


def say_categories() -> tuple[str, str]:
    """The largest category of each country."""
    return f"{words.first_category(_categories(), compute.world(), deal_choices.measured_by())}.", _left_out()


def draw_flows() -> None:
    """Who arms whom."""
    _pick_with_group()
    _picture("who_arms_whom", _flows_picture, 400)


def say_flows() -> tuple[str, str]:
    """Who supplies most, and to whom."""
    world, by = compute.world(), deal_choices.measured_by()
    return f"{words.first_supplier(_totals(), world, by)}.", _left_out()


def _picture(name: str, make: Callable[[], Picture], height: int) -> None:
    if _totals().empty:
        blocks.empty(NOTHING)
        return
    blocks.picture(name, make, height=height)
    deal_choices.joining()


def _pick_with_group() -> None:
    deal_choices.pick(more=_pick_group)


def _pick_group() -> None:
    st.segmented_control(
        "Suppliers by", [SUPPLIER, BLOC], required=True, help=help_for("Bloc"),
        **state.bind_choice("money_group", SUPPLIER, [SUPPLIER, BLOC].__contains__),
    )  # fmt: skip


def _blocs() -> bool:
    return bool(state.choice("money_group", SUPPLIER, [SUPPLIER, BLOC].__contains__) == BLOC)


def _totals() -> pd.DataFrame:
    """Suppliers or blocs by country, by value or by number."""
    world = compute.world()
    parts = suppliers.shares(world, deal_choices.chosen_deals(), _blocs())
    return suppliers.totals(parts, deal_choices.measured_by())


def _categories() -> pd.DataFrame:
    """Categories by country, by value or by number, the largest first within a country."""
    world, deals = compute.world(), deal_choices.chosen_deals()
    names = {row.category: row.name for row in world.categories}
    parts = deals.assign(
        supplier=deals["category"].map(names), part=1.0, number=1.0, value=deals["euro"]
    )  # fmt: skip
    return suppliers.totals(parts, deal_choices.measured_by()).rename(columns={"supplier": "category"})


def _left_out() -> str:
    """What the picture leaves out, by value; by number nothing."""
    deals = deal_choices.chosen_deals()
    if deals.empty:
        return ""
    unpriced, given = int(deals["euro"].isna().sum()), int(deals["gift"].sum())
    gifts = f"{given} {'is a gift' if given == 1 else 'are gifts'}"
    if deal_choices.measured_by() == "number":
        return f"All {len(deals)} deals count alike, large or small; {gifts}, {unpriced} have no published value."
    worth = int((deals["gift"] & deals["euro"].notna()).sum())
    told = f"{unpriced} of {len(deals)} deals have no published value and are not in it"
    return f"{told}; {worth} with a value {'is a gift' if worth == 1 else 'are gifts'}."


def _amount(value: float) -> str:
    if deal_choices.measured_by() == "number":
        return quantity_text(value)
    return f"{value:,.0f}" if value >= 0.5 else "<1"


def _unit() -> str:
    if deal_choices.measured_by() == "number":
        return "Number of deals"
    return "Million EUR at the average rate of the year of contract"


def _suppliers_picture() -> Picture:
    world, by, table = compute.world(), deal_choices.measured_by(), _totals()
    title = words.first_suppliers(table, world)
    subtitle = (
        f"{_unit()}, by {'bloc' if _blocs() else 'supplier'}; {SPLIT}; pale: gifts; {deal_choices.which_words()}; "
        "concentration index: 1 for a single supplier, 1/n for n equal ones"
    )
    deals = deal_choices.chosen_deals()
    whole, valued = deals.groupby("country").size(), deals[deals["euro"].notna()].groupby("country").size()
    known = {code: f"; value known for {valued[code]} of {whole[code]} deals" for code in valued.index}
    heads = {
        code: f"Index {index:.2f}, {words.equal_words(index)}{known[code] if by == 'value' else ''}"
        for code, own in table.groupby("country", sort=False)
        for index in [suppliers.concentration(own["amount"].tolist())]
    }

    def bars(look: Look) -> pd.DataFrame:
        return _bars(table, "supplier", look, heads)

    twin = table.assign(concentration=table["country"].map(
        {code: suppliers.concentration(own["amount"].tolist()) for code, own in table.groupby("country")}
    ))  # fmt: skip
    return Picture(
        lambda look, width, height: breakdown(bars(look), look, title, subtitle, width, height),
        f"{title}. {subtitle}.",
        _twin(twin),
        deal_choices.MADE,
        touches=(),
        native=lambda look: _lanes(table, "supplier", look, subtitle.partition("; concentration")[0]),
    )


def _categories_picture() -> Picture:
    table = _categories()
    title = words.overall_category(table)
    subtitle = f"{_unit()}, by category of the system; pale: gifts; {deal_choices.which_words()}"
    return Picture(
        lambda look, width, height: breakdown(_bars(table, "category", look, {}), look, title, subtitle, width, height),
        f"{title}. {subtitle}.",
        _twin(table),
        deal_choices.MADE,
        touches=(),
        native=lambda look: _lanes(table, "category", look, subtitle),
    )


def _lanes(table: pd.DataFrame, key: str, look: Look, subtitle: str) -> Native:
    """A bar for each part of each country, with gifts pale; the parts that are drawn on screen."""
    few = _few(table, key)
    return by_key(
        "stacked_bar", [f"{look.name(row.country)}: {getattr(row, key)}" for row in few.itertuples()],
        few["country"].tolist(), {"": (few["amount"] - few["gifts"]).clip(lower=0.0), "gifts": few["gifts"]},
        lambda code, part: mixed(look, look.colour(code), PALE if part else 1.0), look.name, **_scale(few["amount"]),
        subtitle=subtitle,
    )  # fmt: skip


def _scale(amounts: pd.Series) -> dict[str, Any]:
    """Unit and decimals of a chart of amounts; deals that are split may be halves."""
    by_value = deal_choices.measured_by() == "value"
    whole = by_value or bool((amounts % 1 == 0).all())
    return {"unit": "Million EUR" if by_value else "Deals", "decimals": 0 if whole else 1, "low": 0.0}


def _few(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """The largest parts of each country, the rest as one."""
    return pd.concat([suppliers.largest(own, MOST_PARTS, key) for _, own in table.groupby("country", sort=False)])


def _bars(table: pd.DataFrame, key: str, look: Look, heads: dict[str, str]) -> pd.DataFrame:
    """Rows of the bars."""
    few = _few(table, key)
    return pd.DataFrame({
        "panel": few["country"].map(look.name), "note": [heads.get(code, "") for code in few["country"]],
        "name": few[key], "amount": few["amount"], "pale": few["gifts"], "words": few["amount"].map(_amount),
        "hue": few["country"].map(look.colour),
    })  # fmt: skip


def _flows_picture() -> Picture:
    world, by, table = compute.world(), deal_choices.measured_by(), _totals()
    few = suppliers.largest(table, MOST_FLOWS)
    sums = few.groupby("supplier")["amount"].sum().sort_values(ascending=False, kind="stable")
    last = [name for name in sums.index if name.startswith(suppliers.OTHERS) or name == suppliers.UNNAMED]
    names = [name for name in sums.index if name not in last] + last
    title = words.most_received(table, world, by)
    subtitle = f"{_unit()}; {SPLIT}; gifts included; {deal_choices.which_words()}"
    told = [
        f"{_amount(row.amount)}{' deals' if by == 'number' else ' EUR m'}; {quantity_text(row.deals)} deals in all, "
        f"{quantity_text(row.unpriced)} without a value; gifts {_amount(row.gifts) if row.gifts else 'none'}"
        for row in few.itertuples()
    ]
    number = "{:,.0f}" if by == "value" or (few["amount"] % 1 == 0).all() else "{:,.1f}"
    return Picture(
        lambda look, width, height: flows(few.assign(words=told), names, look, title, subtitle, width, height, number),
        f"{title}. Bands from suppliers to countries, as wide as {'the value' if by == 'value' else 'the number'}.",
        _twin(table),
        deal_choices.MADE,
        touches=(),
        native=lambda look: pivoted(
            "stacked_bar", few.sort_values("supplier", key=lambda column: column.map(names.index), kind="stable"),
            "supplier", "country", "amount", look.colour, look.name, look.order, **_scale(few["amount"]),
        ),
    )  # fmt: skip


def _twin(table: pd.DataFrame) -> pd.DataFrame:
    unit = "million_euro" if deal_choices.measured_by() == "value" else "number_of_deals"
    return table.rename(columns={"amount": unit, "gifts": f"of_it_gifts_{unit}", "unpriced": "deals_without_value"})
