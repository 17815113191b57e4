"""The parts of the Method page: formulas with numbers put in, documents, dials."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from balance_model.analysis import tables
from balance_model.analysis.findings import balance
from balance_model.analysis.words import index_text, quantity_text
from balance_model.core.assess import Assessment
from balance_model.records.scenario import dial_value
from ui import blocks, compute, state

DOCS = Path(__file__).resolve().parents[1] / "docs"


def choice(answer: Assessment) -> tuple[str, str]:
    """Country and category to follow through the formulas."""
    world = answer.world
    left, right = st.columns(2)
    code = left.selectbox("Country", world.country_codes, format_func=world.short_name, key="method_country")
    ordered = [row.category for row in sorted(world.categories, key=lambda row: row.order)]
    category = right.selectbox(
        "Category", ordered, format_func=lambda key: world.category[key].name, key="method_category"
    )
    return code, category


def curve(answer: Assessment, code: str, category: str, year: int) -> tuple[pd.DataFrame, pd.DataFrame, float, str]:
    """Saturation curve of a category, the countries on it, the half-requirement, and a title."""
    world = answer.world
    half = dial_value(world, answer.scenario, f"half.{category}")
    points = tables.category_values(answer, year, weighted_only=False)
    points = points[points["category"] == category][["country", "strength", "value"]].reset_index(drop=True)
    end = max(2.2 * half, 1.1 * float(points["strength"].max()))
    x = np.linspace(0.0, end, 81)
    lines = pd.DataFrame(
        {"x": x, "value": compute.saturated(answer.scenario.options.form, x, half), "category": category}
    )
    name = world.category[category].name.lower()
    value = float(points.loc[points["country"] == code, "value"].iloc[0])
    who = world.short_name(code)
    if value == 0:
        return lines, points, half, f"{who} holds nothing in {name} in {year}"
    return lines, points, half, f"{who} reaches {index_text(value)} in {name} in {year}"


def steps(answer: Assessment, code: str, category: str, year: int) -> None:
    """The four steps from units to index, each with its numbers."""
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


def dials() -> None:
    """Every adjustable number with its range and reason."""
    world = compute.world()
    moved = dict(state.scenario().dials)
    rows = [
        {
            "Number": row.label, "Now": moved.get(row.id, row.default), "Default": row.default, "Low": row.low,
            "High": row.high, "Unit": row.unit, "Why": row.why, "Id": row.id,
        }
        for row in world.dials
    ]  # fmt: skip
    st.caption(
        f"{len(rows)} numbers. The four most asked for are sliders under 'Model options'; "
        "a scenario file can set any of them."
    )
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=400, key="dial_table")


def document(name: str) -> None:
    """A document of the project as a page, without its first heading."""
    path = DOCS / name
    if not path.is_file():
        blocks.empty(f"docs/{name} is missing from this copy of the project; fetch it again to read it here.")
        return
    text = path.read_text(encoding="utf-8")
    st.markdown(text.split("\n", 1)[1] if text.startswith("# ") else text)
