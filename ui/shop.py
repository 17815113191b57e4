"""What a package must keep to, and the list it is chosen from: limits, prices and numbers the reader may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from balance_model.analysis import findings_ceilings, findings_packages, procurement
from balance_model.analysis.findings_inverse import money
from balance_model.analysis.offers import Limits
from balance_model.analysis.standing import INDEX, Aim
from ui import compute, state

PRICES, YEARLY, BY, CEILINGS, ASSUMED, FLOOR = (
    "pack_prices", "pack_yearly", "pack_by", "pack_ceilings", "pack_assumed", "pack_floor_",
)  # fmt: skip
DEAREST, MOST = 100_000.0, 100_000
LIMITS = ("delivered_by", "yearly", "floors", "ceilings", "assumed")


def limits_menu(aim: Aim) -> None:
    """A menu with the limits that a package must keep to."""
    used = sum(getattr(limits(), name) != getattr(Limits(), name) for name in LIMITS)
    label = f"Limits ({used} set)" if used else "Limits"
    with st.popover(label, icon=":material/tune:", key="pack_limits", on_change="rerun", width="content") as menu:
        if menu.open:
            _limits(aim)


def options_list(aim: Aim) -> None:
    """The list that packages are chosen from, folded away until it is asked for."""
    changed = _edits()
    label = (
        f"List of options ({len(changed)} changed)" if changed else "List of options, with prices and numbers to change"
    )
    with st.expander(label, key="pack_list", on_change="rerun") as list_box:
        if list_box.open:
            _list(aim)


def limits() -> Limits:
    """The limits as they are set."""
    floors = {name: _floor(name) for name in compute.world().category_ids}
    edits = _edits()
    return Limits(
        delivered_by=state.choice(BY, None, compute.world().years.__contains__),
        yearly=state.choice(YEARLY, None, lambda value: 0 < value <= DEAREST),
        floors=tuple((name, least) for name, least in floors.items() if least > 0),
        ceilings=state.choice(CEILINGS, True, (True, False).__contains__),
        assumed=state.choice(ASSUMED, True, (True, False).__contains__),
        costs=tuple((name, float(cost)) for name, cost, _ in edits if cost is not None),
        most=tuple((name, float(most)) for name, _, most in edits if most is not None),
    )


def _limits(aim: Aim) -> None:
    world, scenario = compute.world(), state.scenario()
    code = aim.own[0][0]
    budget = procurement.money_until(world, scenario, code, aim.year)
    years = max(aim.year - int(world.facts["data_as_of"][:4]), 1)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.number_input(
            "At most a year, EUR m", 1.0, DEAREST, step=50.0, width=190, placeholder="no limit",
            help="Payments fall in the year of delivery, as on the Money view. The country's money for new equipment "
            f"is about EUR {money(budget / years)} m a year until {aim.year}.",
            **state.bind_choice(YEARLY, None, lambda value: 0 < value <= DEAREST),
        )  # fmt: skip
        offered = [year for year in world.years if int(world.facts["data_as_of"][:4]) < year <= aim.year]
        st.selectbox(
            "Delivered by", offered, width=130, index=None, placeholder=str(aim.year),
            **state.bind_choice(BY, None, world.years.__contains__),
        )  # fmt: skip
    with st.container(horizontal=True, gap="medium"):
        st.toggle(
            "Keep to arms control ceilings",
            help=f"Classes of the 1996 agreement. {findings_ceilings.nonparties(world)}",
            **state.bind_choice(CEILINGS, True, (True, False).__contains__),
        )  # fmt: skip
        st.toggle(
            "Use assumed prices", help="Off: options without a public price are left out.",
            **state.bind_choice(ASSUMED, True, (True, False).__contains__),
        )  # fmt: skip
    st.markdown("Least value of a category, 0 to 1")
    weighted = dict(scenario.weights)
    with st.container(horizontal=True, gap="small"):
        for name in world.category_ids:
            if weighted.get(name, 0.0) > 0 or _floor(name) > 0 or aim.measure in (INDEX, name):
                st.number_input(
                    world.category[name].name, 0.0, 1.0, step=0.05, width=150,
                    **state.bind_choice(f"{FLOOR}{name}", 0.0, lambda value: 0 <= value <= 1),
                )  # fmt: skip


def _floor(name: str) -> float:
    least: float = state.choice(f"{FLOOR}{name}", 0.0, lambda value: 0 <= value <= 1)
    return least


def _edits() -> tuple[tuple[str, float | None, int | None], ...]:
    """Options whose price or number was changed: id, price, most."""
    world = compute.world()

    def fits(rows: Any) -> bool:
        return all(
            name in world.option and (cost is None or 0 <= cost <= DEAREST) and (most is None or 0 <= most <= MOST)
            for name, cost, most in rows
        )

    return tuple((name, cost, most) for name, cost, most in state.choice(PRICES, [], fits))


def _list(aim: Aim) -> None:
    """The options with price and number to change, and why some cannot be chosen."""
    world = compute.world()
    table = findings_packages.option_table(world, state.scenario(), aim.own[0][0], aim.year, limits())
    key = f"pack_editor_{hash((aim, _edits())) % 10_000_000}"
    shown = table.drop(columns="option_id").rename(
        columns={
            "option": "Option", "category": "Category", "price": "Price, EUR m", "low": "Low", "high": "High",
            "most": "Most", "why_most": "Why so many", "lead": "Years to delivery", "evidence": "Price is",
            "no": "Cannot be chosen: it",
        }
    )  # fmt: skip
    fixed = [name for name in shown.columns if name not in ("Price, EUR m", "Most")]
    ids = table["option_id"].tolist()
    st.data_editor(
        shown, key=key, hide_index=True, disabled=fixed, height=320,
        column_config={
            "Price, EUR m": st.column_config.NumberColumn(help="Price of one option, best estimate.", format="%.2f"),
            "Most": st.column_config.NumberColumn(help="Most that can be bought by the country; 0 leaves it out."),
            "Low": st.column_config.NumberColumn(format="%.2f"),
            "High": st.column_config.NumberColumn(format="%.2f"),
        },
        on_change=lambda: _edited(ids, st.session_state[key]["edited_rows"]),
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Back to the catalogue", key="pack_reset", disabled=not _edits(), on_click=state.choose,
                  args=(PRICES, []))  # fmt: skip
        st.caption("Change a price or a number in the table. " + findings_packages.PRICES)


def _edited(ids: list[str], rows: Mapping[Any, Mapping[str, Any]]) -> None:
    """Keep what was typed if it can be used, else say why not."""
    known = {name: (cost, most) for name, cost, most in _edits()}
    for place, cells in rows.items():
        option = compute.world().option[ids[int(place)]]
        cost, most = known.get(option.option_id, (None, None))
        if "Price, EUR m" in cells:
            typed = cells["Price, EUR m"]
            if not isinstance(typed, int | float) or not 0 <= typed <= DEAREST:
                state.notice(f"the price of {option.name} was not taken; write a number from 0 to {DEAREST:,.0f}.")
                continue
            cost = None if typed == option.unit_cost_best else float(typed)
        if "Most" in cells:
            typed = cells["Most"]
            if not isinstance(typed, int | float) or not 0 <= typed <= MOST or typed != int(typed):
                state.notice(f"the number of {option.name} was not taken; write a whole number from 0 to {MOST:,}.")
                continue
            most = None if typed == option.most else int(typed)
        known[option.option_id] = (cost, most)
    state.choose(PRICES, [[name, cost, most] for name, (cost, most) in known.items() if (cost, most) != (None, None)])
