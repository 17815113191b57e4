"""View "Swing weights": put categories in order, rate each against the first, and use the weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_weights as words
from balance_model.analysis.weights import roc
from balance_model.charts.shares import weight_shares
from balance_model.core.assess import Assessment
from balance_model.exhibits.exhibit import Native, Series
from balance_model.exhibits.native import plain
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import dial_value
from balance_model.records.scenarios import altered
from ui import blocks, compute, dials, live, state
from ui.dials import Dial
from ui.glossary import help_for

ORDER, RATINGS, PANEL = "swing_order", "swing_ratings", "swing_dials"
TEXT_WIDTH = 270


def draw() -> None:
    """The question, the order, the ratings, and the weights that follow."""
    st.markdown(
        "Suppose a country holds nothing at all, and may go **from nothing to the reference level** in one category. "
        "Which one matters most? Put that first, then the next, and so on.",
        help=help_for("Swing weight"),
    )
    names = {row.category: row.name for row in compute.world().categories}
    st.multiselect(
        "Categories, the most important first", list(names), format_func=names.__getitem__,
        **state.bind_choice(ORDER, _usual(), _is_order),
    )  # fmt: skip
    left, right = st.columns([5, 4], gap="large")
    with left:
        _order(names)
    with right:
        st.markdown("**How much is each step worth, if the first is 100?**")
        dials.panel(PANEL, _dials, _rated)
        with st.container(horizontal=True):
            st.button(
                "Use these weights", type="primary", icon=":material/balance:", key="swing_use", on_click=_use,
                help="Sets the weights of the scenario; Undo takes it back",
            )  # fmt: skip
            st.button(
                "Ratings from the order alone", type="tertiary", key="swing_reset", on_click=state.choose,
                args=(RATINGS, []), help=help_for("Rank-order centroid"),
            )  # fmt: skip
        live.block("swing_note", _note)
    blocks.picture("swing", _picture, height=230)


def say() -> tuple[str, str]:
    """Who would be first with these weights."""
    year = state.scenario().year
    return words.swing(_weighted(), year) + ".", ""


def order() -> list[str]:
    """Categories by importance, as the reader put them; at first as today's weights do."""
    chosen: list[str] = state.choice(ORDER, _usual(), _is_order)
    return chosen or _usual()


def ratings() -> list[float]:
    """Worth of the step of each place against 100 for the first; at first by the rank-order centroid."""
    count = len(order())
    chosen: list[float] = state.choice(RATINGS, [], _are_ratings)
    if len(chosen) == count:
        return [float(rating) for rating in chosen]
    start = roc(count)
    return [round(100 * float(share / start[0])) for share in start]


def shares() -> dict[str, float]:
    """Weights by category, of sum 100."""
    rated = ratings()
    return {name: 100 * rating / sum(rated) for name, rating in zip(order(), rated, strict=True)}


def _usual() -> list[str]:
    scenario, world = state.scenario(), compute.world()
    used = [
        row.category for row in sorted(world.categories, key=lambda row: row.order) if scenario.weight(row.category) > 0
    ]
    return sorted(used, key=lambda name: -scenario.weight(name))


def _is_order(wanted: Any) -> bool:
    known = compute.world().category
    return isinstance(wanted, list) and len(set(wanted)) == len(wanted) and all(name in known for name in wanted)


def _are_ratings(wanted: Any) -> bool:
    return isinstance(wanted, list) and all(isinstance(one, int | float) and 0 <= one <= 100 for one in wanted) and (
        not wanted or wanted[0] == 100
    )  # fmt: skip


def _order(names: Mapping[str, str]) -> None:
    """The categories one under the other, each with two buttons that move it."""
    world, scenario, placed = compute.world(), state.scenario(), order()
    for at, name in enumerate(placed):
        level = dial_value(world, scenario, f"half.{name}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"swing_row_{name}"):
            for label, icon, other in (("up", "arrow_upward", at - 1), ("down", "arrow_downward", at + 1)):
                st.button(
                    label.capitalize(), icon=f":material/{icon}:", key=f"swing_{label}_{name}", type="tertiary",
                    help=f"Move {names[name]} {label}", disabled=not 0 <= other < len(placed),
                    on_click=_swap, args=(at, other),
                )  # fmt: skip
            st.markdown(
                f"**{at + 1}. {names[name]}**: from nothing to {level:g} × {world.category[name].norm_unit}",
                width=TEXT_WIDTH,
            )


def _swap(one: int, other: int) -> None:
    """Let two neighbours change places; the ratings stay with the places."""
    placed = list(order())
    placed[one], placed[other] = placed[other], placed[one]
    state.choose(ORDER, placed)


def _dials() -> list[Dial]:
    start, category = roc(len(order())), compute.world().category
    given = shares()
    return [
        Dial(
            name, category[name].name, "", rating, round(100 * float(begun / start[0])), 0, 100, 1,
            help="Worth of this step, if the first step is 100.", note=f"{given[name]:.0f} %",
        )
        for name, rating, begun in list(zip(order(), ratings(), start, strict=True))[1:]
    ]  # fmt: skip


def _rated(moved: Mapping[str, float]) -> None:
    """Keep the ratings as a choice of the page; the scenario stays as it is."""
    state.choose(RATINGS, [moved.get(name, rating) for name, rating in zip(order(), ratings(), strict=True)])


def _note() -> None:
    rated, category = ratings(), compute.world().category
    above = [
        f"{category[later].name} is rated above {category[name].name}"
        for name, later, before, after in zip(order(), order()[1:], rated, rated[1:], strict=False)
        if after > before
    ]
    st.caption(f"{'; '.join(above)}: move it up, or rate it lower." if above else "Ratings and order agree.")


def _weighted() -> Assessment:
    return compute.assessment(altered(state.scenario(), {"weights": _points()}, compute.world()))


def _points() -> dict[str, float]:
    return dict.fromkeys(compute.world().category_ids, 0.0) | {name: round(one, 2) for name, one in shares().items()}


def _use() -> None:
    state.change({"weights": _points()})


def _picture() -> Picture:
    world, scenario, given = compute.world(), state.scenario(), shares()
    total = sum(weight for _, weight in scenario.weights)
    now = {name: weight / total for name, weight in scenario.weights}
    rows = [*given, *(name for name in world.category_ids if now.get(name, 0) > 0 and name not in given)]
    table = pd.DataFrame(
        {"name": [world.category[name].name for name in rows], "now": [now.get(name, 0.0) for name in rows],
         "new": [given.get(name, 0.0) / 100 for name in rows]}
    )  # fmt: skip
    title = words.heaviest({name: share / 100 for name, share in given.items()}, world)
    subtitle = "Share of all weight by category, in the order of importance; the stroke is today's"
    return Picture(
        lambda look, width, height: weight_shares(table, look, title, subtitle, width, height),
        f"{title}. Shares of the weight of {len(rows)} categories, against those of today.",
        table.rename(columns={"name": "category", "new": "these weights", "now": "today"}),
        touches=(),
        native=lambda look: Native(
            kind="bar",
            categories=tuple(table["name"]),
            series=(
                Series(name="These weights", values=plain(100 * table["new"]), colour=look.accent),
                Series(name="Today", values=plain(100 * table["now"]), colour=look.baseline),
            ),
            unit="Share of all weight, %",
            decimals=0,
            low=0.0,
            subtitle=subtitle.partition("; the stroke")[0],
        ),
    )
