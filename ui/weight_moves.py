"""What turns the lead: a map over two weights, and the nearest weights that reverse it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from balance_model.analysis import findings_weights as words
from balance_model.analysis import weight_areas, weightings
from balance_model.analysis.weightings import Field
from balance_model.charts.weight_map import weight_map
from balance_model.exhibits.picture import Picture
from ui import blocks, compute, futures, live, state

TEXT_WIDTH = 620


def draw(field: Callable[[], Field]) -> None:
    """The nearest reversals, each with a button, and the map."""
    st.markdown(f"**What would turn the lead**{', at the best values' if futures.wanted() else ''}")
    live.block("reversals", lambda: _reversals(field()))
    category = compute.world().category
    names = {name: row.name for name, row in category.items()}
    with st.container(horizontal=True, gap="medium"):
        for key, label in (("weigh_x", "Along"), ("weigh_y", "Up")):
            st.selectbox(
                label, list(names), format_func=names.__getitem__, width=230,
                **state.bind_choice(key, _usual()[key], names.__contains__),
            )  # fmt: skip
    blocks.picture("weight_map", _map, height=400)


def _reversals(field: Field) -> None:
    """A sentence for each country but the leader, with a button where weights can turn it."""
    for reversal in weightings.reversals(field):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"reversal_{reversal.code}"):
            possible = reversal.shares is not None and reversal.moved > weightings.LEVEL
            st.markdown(words.moves(field, reversal).replace("*", r"\*"), width=TEXT_WIDTH if possible else "stretch")
            if possible:
                st.button(
                    "Load these weights", key=f"reverse_{reversal.code}", type="tertiary", icon=":material/balance:",
                    on_click=_load, args=(weightings.past_the_tie(field, reversal),),
                    help="One point past the tie, so that the lead changes; Undo takes it back",
                )  # fmt: skip


def _load(points: dict[str, float]) -> None:
    state.change({"weights": points})
    st.rerun()  # the button stands in a block of its own; the whole page follows


def _usual() -> dict[str, str]:
    return dict(zip(("weigh_x", "weigh_y"), compute.world().category_ids, strict=False))


def _axes(field: Field) -> tuple[str, str]:
    """The two chosen categories; one that cannot carry weight now, or is chosen twice, gives way to the next."""
    known = compute.world().category
    x, y = (state.choice(key, usual, known.__contains__) for key, usual in _usual().items())
    x = x if x in field.categories else field.categories[0]
    return x, y if y in field.categories and y != x else next(name for name in field.categories if name != x)


def _map() -> Picture:
    scenario, world = state.scenario(), compute.world()
    field = weightings.weighed(compute.assessment(scenario), scenario.year, every=True)
    x, y = _axes(field)
    areas = weight_areas.weight_map(field, x, y)
    today = float(field.weights[field.at(x)]), float(field.weights[field.at(y)])
    title = words.two_ways(field, x, y)
    axes = world.category[x].name, world.category[y].name
    subtitle = f"Who is first in {field.year} at each share of two weights; the rest is shared as today; single run"
    table = pd.DataFrame(
        [
            {"first": " and ".join(world.short_name(code) for code in area.codes), axes[0]: across, axes[1]: up}
            for area in areas
            for across, up in area.corners
        ]
    )
    return Picture(
        lambda look, width, height: weight_map(areas, today, axes, look, title, subtitle, width, height),
        f"{title}. Map of the two weights, coloured by who is first.",
        table,
    )
