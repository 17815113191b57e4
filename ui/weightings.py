"""View "All weightings": how often each country is first when the weights are open, and what would turn it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st

from balance_model.analysis import findings_weights as words
from balance_model.analysis import weightings
from balance_model.analysis.ensembles import Ensemble
from balance_model.analysis.smaa import Smaa
from balance_model.analysis.weightings import Field
from balance_model.domain import World
from balance_model.exhibits import standard_sure
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario
from ui import blocks, compute, futures, live, state, weight_moves
from ui.glossary import help_for

USED, EVERY = "In use", "All"
PRIOR_NAMES = {
    weightings.ALL: "Any, all equally likely",
    weightings.WIDE: "Near today's",
    weightings.CLOSE: "Close to today's",
    weightings.ORDER: "Any that keep today's order",
}


def draw() -> None:
    """Choices, shares of ranks, what each country needs, and the weights that turn the lead."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            "Categories",
            [USED, EVERY],
            required=True,
            **state.bind_choice("weigh_set", USED, [USED, EVERY].__contains__),
        )
        st.selectbox(
            "Weightings drawn", list(PRIOR_NAMES), format_func=PRIOR_NAMES.__getitem__, width=250,
            help=" ".join(words.prior_help(prior) for prior in weightings.PRIORS if prior != weightings.ALL),
            **state.bind_choice("weigh_prior", weightings.ALL, PRIOR_NAMES.__contains__),
        )  # fmt: skip
    blocks.picture("weightings", _shares, height=250)
    live.block("weigh_tables", _tables)
    weight_moves.draw(field)


def say() -> tuple[str, str]:
    """Who is first in what part of the weightings, and what no weights can do."""
    own, many = field(), futures.of()
    return words.first(own, _found(), _prior(), many is not None) + ".", words.ruled_out(own, many is not None)


def field() -> Field:
    """What is weighed on screen."""
    every: str = state.choice("weigh_set", USED, [USED, EVERY].__contains__)
    return _field(state.scenario(), compute.world(), every == EVERY)


@lru_cache(maxsize=32)
def _field(scenario: Scenario, world: World, every: bool) -> Field:
    return weightings.weighed(compute.assessment(scenario), scenario.year, every)


def _prior() -> str:
    chosen: str = state.choice("weigh_prior", weightings.ALL, PRIOR_NAMES.__contains__)
    return chosen


def _found() -> Smaa:
    every = state.choice("weigh_set", USED, [USED, EVERY].__contains__) == EVERY
    return _acceptability(state.scenario(), compute.world(), every, _prior(), futures.of())


@lru_cache(maxsize=32)
def _acceptability(scenario: Scenario, world: World, every: bool, prior: str, many: Ensemble | None) -> Smaa:
    own = _field(scenario, world, every)
    return weightings.acceptability(own, prior, None if many is None else weightings.merits(own, many))


def _shares() -> Picture:
    values = ""
    if futures.wanted():
        many = futures.of()
        values = f"{many.draws:,} futures" if many else "single run until the futures are drawn"
    return standard_sure.ranks(field(), _found(), _prior(), values)


def _tables() -> None:
    own, found, look = field(), _found(), compute.look()
    names = [look.name(code) for code in own.codes]
    left, right = st.columns([5, 4], gap="large")
    with left:
        st.markdown(
            "**What one has to value for each to be first**",
            help=f"{help_for('Central weights')} {help_for('Confidence factor')}",
        )
        blocks.table("central-weights", "Central weights", _central(own, found, names))
    with right:
        st.markdown("**How often one is ahead of the other**", help=help_for("Pairwise winning"))
        blocks.table("pairwise", "How often one is ahead of the other", _pairs(found, names))
    note = words.scarce(own, found, weightings.DRAWS)
    st.caption(note.replace("*", r"\*") if note else "Each is first under some of the weightings drawn.")


def _central(own: Field, found: Smaa, names: list[str]) -> pd.DataFrame:
    """Weights as shares, a row for each category, a column for today and for each country; en dash if never first."""
    category = own.world.category
    table = pd.DataFrame({"Category": [category[name].name for name in own.categories]})
    table["Today"] = [words.percent(share) for share in own.weights]
    for name, row in zip(names, found.central_weights, strict=True):
        table[name] = ["–" if np.isnan(share) else words.percent(share) for share in row]
    if futures.of() is None:
        return table
    last = {"Category": "First at these weights", "Today": ""} | {
        name: "–" if np.isnan(share) else words.share_text(float(share))
        for name, share in zip(names, found.confidence_factors, strict=True)
    }
    return pd.concat([table, pd.DataFrame([last])], ignore_index=True)


def _pairs(found: Smaa, names: list[str]) -> pd.DataFrame:
    """Share of weightings in which the row is ahead of the column."""
    table = pd.DataFrame({"Ahead of →": names})
    for column, name in enumerate(names):
        wins = found.pairwise_winning[:, column]
        table[name] = ["" if row == column else words.share_text(float(share)) for row, share in enumerate(wins)]
    return table
