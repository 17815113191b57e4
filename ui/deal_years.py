"""Money, view "Commitments": what deals cost year by year, beside all that a country spends on its military."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance_model.analysis import commitments, spending
from balance_model.analysis import findings_money as words
from balance_model.analysis.commitments import Spread
from balance_model.analysis.words import country, years_text
from balance_model.charts.commitments import commitments as drawn
from balance_model.charts.theme import Look
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import plain
from balance_model.exhibits.picture import Picture
from balance_model.records.checks_model import MAIN_SERIES
from ui import blocks, compute, deal_choices, state
from ui.glossary import help_for

MOST_BUTTONS = 5
"""More countries than that are chosen from a list: a row of buttons would run off a phone."""
SPREADS: dict[Spread, str] = {"contract": "From contract to last delivery", "delivery": "Over the years of delivery"}


def draw() -> None:
    """What the deals of one country cost by year, beside all it spends; then what no bar holds."""
    code = _country()
    _pick_country()
    deals = deal_choices.deal_rows()
    own = deals[deals["country"] == code]
    if commitments.by_year(own, _spread()).empty:
        blocks.empty(f"No deal that {country(compute.world(), code)} pays for and that counts has a published value.")
    else:
        blocks.picture("commitments", _years_picture, height=340)
    _not_in_bars(own, code)


def say() -> tuple[str, str]:
    """The heaviest year against the spending of that year."""
    world, code, deals = compute.world(), _country(), deal_choices.deal_rows()
    own = deals[deals["country"] == code]
    sentence = words.years_of_money(commitments.by_year(own, _spread()), _outlays(code), world, code)
    unpriced, gifts = commitments.left_out(own)
    return f"{sentence}.", f"{words.not_in_sums(len(unpriced), len(gifts), len(own))}." if len(own) else ""


def _country() -> str:
    codes = compute.world().country_codes
    code: str = state.choice("money_of", codes[0], codes.__contains__)
    return code


def _spread() -> Spread:
    found: Spread = state.choice("money_spread", "contract", SPREADS.__contains__)
    return found


def _pick_country() -> None:
    world = compute.world()
    codes = world.country_codes
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        bound = state.bind_choice("money_of", codes[0], codes.__contains__)
        if len(codes) > MOST_BUTTONS:
            st.selectbox("Country", codes, format_func=world.short_name, width=210, **bound)
        else:
            st.segmented_control("Country", codes, format_func=world.short_name, required=True, **bound)
        st.selectbox(
            "Deals", [deal_choices.COUNTED, deal_choices.EVERY], width=210, **state.bind_choice(*deal_choices.WHICH)
        )
        st.selectbox(
            "Value spread evenly", list(SPREADS), format_func=lambda name: SPREADS[name], width=240,
            help=help_for("Value spread over years"),
            **state.bind_choice("money_spread", "contract", SPREADS.__contains__),
        )  # fmt: skip


def _outlays(code: str) -> pd.DataFrame:
    """All spending of a country in EUR by year, and budgets of other series after it."""
    world = compute.world()
    years = [row.year for row in world.spending if row.country == code]
    if not years:
        return pd.DataFrame(columns=["year", "value", "series", "main"]).astype({"main": bool, "value": float})
    main = spending.points(world, [code], "euro", MAIN_SERIES, min(years), max(years))
    later = spending.later_budgets(world, [code], "euro", MAIN_SERIES, min(years), max(years))
    both = pd.concat([main[main["line"] & main["value"].notna()].assign(main=True), later.assign(main=False)])
    return both[["year", "value", "series", "main"]].astype({"main": bool}).reset_index(drop=True)


def _years_picture() -> Picture:
    world, code, deals = compute.world(), _country(), deal_choices.deal_rows()
    rows = commitments.by_year(deals[deals["country"] == code], _spread())
    outlays = _outlays(code)
    status = {row.status: row for row in world.statuses}
    grouped = rows.groupby(["year", "status"])
    bars = pd.DataFrame({
        "amount": grouped["euro"].sum(), "deals": grouped["system"].agg(lambda names: ", ".join(dict.fromkeys(names))),
    }).reset_index()  # fmt: skip
    bars = bars.assign(order=bars["status"].map(lambda name: status[name].order)).sort_values(["year", "order"])
    end = bars.groupby("year")["amount"].cumsum()
    bars = bars.assign(
        start=end - bars["amount"], end=end,
        status_name=bars["status"].map(lambda name: status[name].name),
        opacity=bars["status"].map(lambda name: status[name].opacity),
    )  # fmt: skip
    shown = outlays[outlays["year"] >= bars["year"].min()]
    title = words.whole_of_money(rows)
    subtitle = (
        f"Million EUR; each value spread evenly {SPREADS[_spread()].lower()}; {deal_choices.whose()}; "
        "line: military spending, SIPRI main, dollars at the average rate of each year"
    )
    spent = shown[shown["main"]][["year", "value"]].rename(columns={"value": "spending_euro"})
    twin = pd.concat([rows.merge(spent, "left"), spent[~spent["year"].isin(rows["year"])]], ignore_index=True)
    return Picture(
        lambda look, width, height: drawn(bars, shown, code, look, title, subtitle, width, height),
        f"{title}. {subtitle}.",
        twin.rename(columns={"euro": "million_euro", "spending_euro": "spending_million_euro"}),
        deal_choices.MADE,
        touches=(),
        native=lambda look: _columns(twin, code, look, subtitle.replace("line: military", "grey: military")),
    )


def _columns(twin: pd.DataFrame, code: str, look: Look, subtitle: str) -> Native:
    """Two columns a year: what the deals cost, whatever their status, and all military spending."""
    years = range(int(twin["year"].min()), int(twin["year"].max()) + 1)
    deals = twin.groupby("year")["euro"].sum(min_count=1).reindex(years)
    spent = twin.groupby("year")["spending_euro"].first().reindex(years)
    return Native(
        kind="column",
        categories=tuple(map(str, years)),
        series=(
            Series(name="Deals", values=plain(deals), colour=look.colour(code)),
            Series(name="Military spending in all", values=plain(spent), colour=look.baseline),
        ),
        unit="Million EUR",
        decimals=0,
        low=0.0,
        subtitle=subtitle,
    )


def _not_in_bars(own: pd.DataFrame, code: str) -> None:
    """Deals without a value, gifts, and money without units: listed and never added."""
    world = compute.world()
    unpriced, gifts = commitments.left_out(own)
    lines = commitments.money_lines(world, [code])
    parts = {
        f"Bought without a published value ({len(unpriced)})": _listed(unpriced),
        f"Gifts, not paid for by the country ({len(gifts)})": _listed(gifts),
    }
    for at, (label, table) in enumerate(parts.items()):
        box = st.expander(label, key=f"money_out_{at}", on_change="rerun")
        if box.open and len(table):
            with box:
                name = ("deals-unpriced", "gifts")[at]
                blocks.table(name, label, table, ())
    box = st.expander(f"Money that brings no units ({len(lines)})", key="money_out_lines", on_change="rerun")
    if box.open:
        with box:
            st.caption("Packages, plants and stocks as announced. They overlap, also with deals: never add them.")
            if len(lines):
                blocks.table("money-without-units", "Money that brings no units", _lines(lines), ())


def _listed(deals: pd.DataFrame) -> pd.DataFrame:
    status = {row.status: row.name for row in compute.world().statuses}
    return pd.DataFrame({
        "System": deals["system"], "Supplier": deals["supplier"], "Status": deals["status"].map(status),
        "Years": [years_text(row.first_year, row.last_year) for row in deals.itertuples()],
        "Value": deal_choices.own_money(deals),
        "Id": deals["deal_id"],
    })  # fmt: skip


def _lines(lines: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "What": lines["what"], "Sum": deal_choices.own_money(lines), "Years": lines["years"], "Status": lines["status"],
        "Sources": lines["source_ids"].map(", ".join),
    })  # fmt: skip
