"""Money, view "Deal values": every deal with its own currency, rate, year of prices and source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import commitments
from balance_model.analysis import findings_money as words
from balance_model.charts.breakdown import PALE, breakdown
from balance_model.charts.theme import Look
from balance_model.charts.tints import mixed
from balance_model.exhibits.native import by_key
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, deal_choices

MOST_BARS = 14
LINK = st.column_config.LinkColumn("Source", display_text="open")


def draw() -> None:
    """The largest deals, and every deal with its own currency, rate, year and source."""
    deal_choices.pick(by=False)
    deals = deal_choices.chosen_deals()
    paid = deals[deals["euro"].notna()]
    if paid.empty:
        blocks.empty("No deal that counts in these years has a published value. Choose other years, or all on record.")
    else:
        blocks.picture("deal_values", _values_picture, height=120)
    if len(deals):
        st.dataframe(
            _readable(deals), hide_index=True, height=320, key="money_deal_table", column_config={"Source": LINK}
        )
        blocks.table_actions("deals-by-value", "Deals and their values", _readable(deals), ())
        deal_choices.joining()


def say() -> tuple[str, str]:
    """The largest deal and its part of the sum."""
    deals = deal_choices.chosen_deals()
    unpriced, gifts = commitments.left_out(deals)
    note = f"{words.not_in_sums(len(unpriced), len(gifts), len(deals))}." if len(deals) else ""
    return f"{words.largest_deal(deals, compute.world())}.", note


def _values_picture() -> Picture:
    world, deals = compute.world(), deal_choices.chosen_deals()
    paid = deals[deals["euro"].notna()].sort_values("euro", ascending=False, kind="stable")
    top = paid.head(MOST_BARS)
    title = words.few_deals(deals)
    more = f"; the {MOST_BARS} largest of {len(paid)}" if len(paid) > MOST_BARS else ""
    subtitle = (
        f"Million EUR at the average rate of the year in brackets{more}; pale: gifts; {deal_choices.which_words()}"
    )

    names = top["system"] + ", " + top["country"].map(world.short_name)

    def bars(look: Look) -> pd.DataFrame:
        return pd.DataFrame({
            "panel": "", "note": "", "name": names, "amount": top["euro"], "pale": top["euro"].where(top["gift"], 0.0),
            "words": [f"{row.euro:,.0f} ({row.year})" for row in top.itertuples()],
            "hue": top["country"].map(look.colour),
        })  # fmt: skip

    return Picture(
        lambda look, width, height: breakdown(bars(look), look, title, subtitle, width, height),
        f"{title}. {subtitle}.",
        deals.assign(source_ids=deals["source_ids"].map(";".join)),
        deal_choices.MADE,
        touches=(),
        native=lambda look: by_key(
            "stacked_bar", [f"{name} ({year})" for name, year in zip(names, top["year"], strict=True)],
            top["country"].tolist(),
            {"": top["euro"].where(~top["gift"]), "gifts": top["euro"].where(top["gift"])},
            lambda code, part: mixed(look, look.colour(code), PALE if part else 1.0), look.name, unit="Million EUR",
            decimals=0, low=0.0,
        ),
    )  # fmt: skip


def _readable(deals: pd.DataFrame) -> pd.DataFrame:
    """Every deal for the eye; those without a value last, with a dash."""
    world = compute.world()
    rows = deals.sort_values("euro", ascending=False, na_position="last", kind="stable")
    known = world.source
    none = rows["amount"].isna()
    return pd.DataFrame({
        "Country": rows["country"].map(world.short_name),
        "System": rows["system"],
        "Supplier": rows["supplier"],
        "Value": deal_choices.own_money(rows),
        "Prices of": [f"{row.year} ({row.year_is})" for row in rows.itertuples()],
        "Rate": rows["rate"].where(~none, "–"),
        "EUR m": rows["euro"].map(_sum),
        "USD m": rows["dollar"].map(_sum),
        "Gift": rows["gift"].map({True: "gift", False: ""}),
        "What it covers": rows["scope"],
        "Source": [next((known[name].url for name in ids if known[name].url), None) for ids in rows["source_ids"]],
    })  # fmt: skip


def _sum(value: float) -> str:
    return "–" if value != value else f"{value:,.1f}"
