"""The parts of the Method page: formulas with numbers put in, documents, dials."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from balance_model.analysis import tables
from balance_model.analysis.findings import balance
from balance_model.analysis.words import index_text, number_word, quantity_text, the_countries
from balance_model.charts.curves import saturation
from balance_model.core.assess import Assessment
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import dial_value
from ui import blocks, compute, live, state
from ui import dials as dials_of

DOCS = Path(__file__).resolve().parents[1] / "docs"


def choice() -> tuple[str, str]:
    """Country and category to follow through the formulas."""
    world = compute.world()
    left, right = st.columns(2)
    code = left.selectbox(
        "Country", world.country_codes, format_func=world.short_name,
        **state.bind_choice("method_country", world.country_codes[0], world.country_codes.__contains__),
    )  # fmt: skip
    ordered = [row.category for row in sorted(world.categories, key=lambda row: row.order)]
    category = right.selectbox(
        "Category", ordered, format_func=lambda key: world.category[key].name,
        **state.bind_choice("method_category", ordered[0], ordered.__contains__),
    )  # fmt: skip
    return code, category


def curve(code: str, category: str) -> Picture:
    """Saturation curve of a category with the countries on it."""
    scenario = state.scenario()
    answer, year = compute.assessment(scenario), scenario.year
    world = answer.world
    half = dial_value(world, answer.scenario, f"half.{category}")
    points = tables.category_values(answer, year, weighted_only=False)
    points = points[points["category"] == category][["country", "strength", "value"]].reset_index(drop=True)
    end = max(2.2 * half, 1.1 * float(points["strength"].max()))
    x = np.linspace(0.0, end, 81)
    lines = pd.DataFrame(
        {"x": x, "value": compute.saturated(answer.scenario.options.form, x, half), "category": category}
    )
    name, who = world.category[category].name.lower(), world.short_name(code)
    value = float(points.loc[points["country"] == code, "value"].iloc[0])
    title = f"{who} reaches {index_text(value)} in {name} in {year}"
    if value == 0:
        title = f"{who} holds nothing in {name} in {year}"
    subtitle = f"Value against strength in {year}; half value at the half-requirement"
    return Picture(
        lambda look, width, height: saturation(lines, points, half, look, title, subtitle, width, height),
        f"{title}. The saturation curve with {the_countries(world)} on it.",
        points,
        touches=(category,),
    )


def steps(code: str, category: str) -> None:
    """The four steps from units to index, each with its numbers."""
    live.block("steps", lambda: _steps(code, category))


def _steps(code: str, category: str) -> None:
    answer, year = compute.assessment(state.scenario()), state.scenario().year
    world = answer.world
    at = world.country_codes.index(code), world.years.index(year)
    strength = float(answer.strength[*at, world.category_ids.index(category)])
    _to_strength(answer, code, category, year, strength)
    _to_value(answer, category, strength, float(answer.value[*at, world.category_ids.index(category)]))
    _to_index(answer, at)
    st.markdown("**4. Side by side.** " + balance(answer, year).replace("*", r"\*"))


def _to_strength(answer: Assessment, code: str, category: str, year: int, strength: float) -> None:
    world = answer.world
    name = world.short_name(code).replace("*", r"\*")
    st.markdown(
        f"**1. From units to strength.** {name}, {world.category[category].name.lower()}, {year}. Strength is usable "
        "units times worth; usable units are units times readiness and crew factor, less while a new type is "
        "being learned."
    )
    ledger = tables.behind(answer, code, category, year)
    if ledger.empty:
        st.markdown("There are no units, so X = 0.")
        return
    lines = []
    for row in ledger.head(3).itertuples():
        usable = row.strength / row.worth if row.worth else 0.0
        units = f"{row.system}: {quantity_text(row.quantity)} units → {usable:.1f} usable"
        lines.append(f"- {units} × worth {row.worth:.3g} = **{row.strength:.2f}**")
    rest = float(ledger["strength"].iloc[3:].sum())
    lines.append(f"- {max(len(ledger) - 3, 0)} more rows: {rest:.2f}. Together X = **{strength:.2f}** norm units.")
    st.markdown("\n".join(lines))


def _to_value(answer: Assessment, category: str, strength: float, value: float) -> None:
    world, form = answer.world, answer.scenario.options.form
    half = dial_value(world, answer.scenario, f"half.{category}")
    bare = float(compute.saturated(form, np.array([strength]), half)[0])
    st.markdown(
        f"**2. From strength to value.** H = {half:g} norm units, the same for every country and year; "
        f"one unit is {world.category[category].norm_unit}."
    )
    x, h = f"{strength:.2f}", f"{half:g}"
    shown = {
        "michaelis": rf"V = \frac{{X}}{{X + H}} = \frac{{{x}}}{{{x} + {h}}}",
        "exponential": rf"V = 1 - 2^{{-X/H}} = 1 - 2^{{-{x}/{h}}}",
        "linear": rf"V = \min(X/H, 1) = \min({x}/{h}, 1)",
    }[form]
    st.latex(f"{shown} = {bare:.2f}")
    if answer.scenario.options.shortage:
        st.markdown(f"Enabler shortage is on and lowers this to V = **{value:.2f}**.")


def _to_index(answer: Assessment, at: tuple[int, int]) -> None:
    score, rho = float(answer.score[at]), dial_value(answer.world, answer.scenario, "rho")
    used = [(w, v) for w, v in zip(answer.weights, answer.value[at], strict=True) if w > 0]
    st.markdown("**3. From values to the index.** The weighted mean of the values, weights as set on the left.")
    if rho == 1:
        terms = " + ".join(rf"{weight:.2f} \cdot {value:.2f}" for weight, value in used)
        st.latex(rf"S = \sum_k w_k V_k = {terms} = {score:.2f}")
    else:
        st.latex(rf"S = \Big(\sum_k w_k V_k^{{\rho}}\Big)^{{1/\rho}}, \quad \rho = {rho:g}: \quad S = {score:.2f}")


GROUP_WORDS = {
    "half": "Half-requirement of each category",
    "use": "Readiness and crews",
    "delivery": "Delay of all deliveries",
    "ramp": "Years until a new type is in full use",
    "quality": "Quality and age of types",
    "interop": "What partners keep when they add up",
    "aggregation": "From values to the index, and between sides",
    "money": "Money",
    "chance": "Uncertainty",
}


def dials() -> None:
    """Every adjustable number as a dial, by group, for all countries or for one."""
    world = compute.world()
    groups = list(dict.fromkeys(row.group for row in world.dials))
    left, right = st.columns(2)
    group = left.selectbox(
        "Group", groups, format_func=lambda key: GROUP_WORDS.get(key, key.capitalize()),
        **state.bind_choice("dial_group", groups[0], groups.__contains__),
    )  # fmt: skip
    rows = [row for row in world.dials if row.group == group]
    one_each = all(row.scope == "country" for row in rows)
    every = f"all {number_word(len(world.country_codes))}"
    country = right.selectbox(
        "For", ["all", *world.country_codes], disabled=not one_each,
        format_func=lambda key: every if key == "all" else world.short_name(key),
        **state.bind_choice("dial_country", "all", ("all", *world.country_codes).__contains__),
    )  # fmt: skip
    chosen = country if one_each and country != "all" else None
    halves = st.columns(2, gap="large")
    for number, column in enumerate(halves):
        part = [row.id for row in rows][number::2]
        if part:
            with column:
                dials_of.numbers(f"dials_{group}_{chosen}_{number}", part, chosen)
    moved = len(state.scenario().dials)
    st.caption(
        f"{len(world.dials)} numbers in all, each a row of the data with range and reason; "
        f"{moved or 'none'} of them moved in this scenario."
    )
    with st.expander("All numbers as a table", key="dial_table_box", on_change="rerun") as box:
        if box.open:
            _dial_table()


def _dial_table() -> None:
    world, moved = compute.world(), dict(state.scenario().dials)
    rows = [
        {
            "Number": row.label, "Now": moved.get(row.id, row.default), "Default": row.default, "Low": row.low,
            "High": row.high, "Unit": row.unit, "Why": row.why, "Id": row.id,
        }
        for row in world.dials
    ]  # fmt: skip
    shown = pd.DataFrame(rows)
    st.dataframe(shown, hide_index=True, height=400, key="dial_table")
    blocks.table_actions("dials", "Every adjustable number", shown, ())


def document(name: str) -> None:
    """A document of the project as a page, without its first heading."""
    path = DOCS / name
    if not path.is_file():
        blocks.empty(f"docs/{name} is missing from this copy of the project; fetch it again to read it here.")
        return
    text = path.read_text(encoding="utf-8")
    st.markdown(text.split("\n", 1)[1] if text.startswith("# ") else text)
