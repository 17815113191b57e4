"""The left rail: every control that all pages share. Each is a view of the scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from balance_model.domain import EVIDENCE_LEVELS
from balance_model.records.scenario import Options, Scenario
from balance_model.records.scenarios import preset_weights
from ui import compute, state

EVIDENCE_WORDS = {
    "published": "published",
    "derived": "+ derived",
    "recalled": "+ recalled",
    "assumed": "+ assumed",
}
FORM_WORDS = {
    "michaelis": "X / (X + H)",
    "exponential": "1 − 2^(−X / H)",
    "linear": "X / H, at most 1",
}
SWITCHES = {
    "counters": (
        "Counter layer",
        "What one side's means take from the other's. Acts on ratios between sides.",
    ),
    "shortage": ("Enabler shortage", "Missing sustainment or sensors lower other categories."),
    "cap": ("Cap on anti-tank", "Anti-tank value above the opponent's armour counts half. Acts on ratios."),
    "access": (
        "Access between non-neighbours",
        "Without a common border only part can bear. Acts on ratios.",
    ),
}


def draw() -> None:
    """The whole rail."""
    scenario = state.scenario()
    _preset(scenario)
    _steps(scenario)
    _year(scenario)
    _weights(scenario)
    _sides(scenario)
    _counted(scenario)
    _options(scenario)


def _preset(scenario: Scenario) -> None:
    presets = state.presets()
    names = {key: preset.name for key, preset in presets.items()}
    choices = list(names)
    if scenario.id not in presets:
        names[scenario.id] = scenario.name
        choices.append(scenario.id)

    def opened(key: str) -> Scenario | None:
        chosen = presets.get(key)
        return chosen.model_copy(update={"year": scenario.year}) if chosen else None

    st.selectbox(
        "Scenario", choices, format_func=names.__getitem__, help=scenario.story or None,
        **state.bind("rail_preset", scenario.id, opened),
    )  # fmt: skip


def _steps(scenario: Scenario) -> None:
    """Undo and redo, and the two ways back, each shown when it leads somewhere."""
    baseline = state.presets()["baseline"].model_copy(update={"year": scenario.year})
    opened = state.opened()
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Undo", icon=":material/undo:", key="rail_undo", type="tertiary", shortcut="Ctrl+Z",
            disabled=not state.can_undo(), on_click=state.undo,
        )  # fmt: skip
        st.button(
            "Redo", icon=":material/redo:", key="rail_redo", type="tertiary", shortcut="Ctrl+Y",
            disabled=not state.can_redo(), on_click=state.redo,
        )  # fmt: skip
    # Always one place in the rail, filled or not: sections below keep their place and stay open.
    with st.container(gap="small"):
        if scenario != opened:
            st.button("Back to what I opened", key="rail_back", width="stretch", on_click=lambda: state.show(opened))
        if scenario != baseline and opened != baseline:
            st.button(
                "Back to baseline", key="rail_base", width="stretch", on_click=lambda: state.open_scenario(baseline)
            )


def _year(scenario: Scenario) -> None:
    years = compute.world().years
    st.slider(
        "Year", years[0], years[-1], format="%d",
        **state.bind("rail_year", scenario.year, lambda year: {"year": int(year)}),
    )  # fmt: skip


def _weights(scenario: Scenario) -> None:
    world = compute.world()
    ordered = sorted(world.categories, key=lambda category: category.order)
    total = sum(weight for _, weight in scenario.weights)
    st.markdown(
        "**Weights**",
        help="Only proportions matter. Each weight is the value of going from nothing to a full holding.",
    )
    for category in ordered:
        if category.headline:
            _weight(scenario, category.category, total)
    others = [category for category in ordered if not category.headline]
    used = sum(scenario.weight(category.category) > 0 for category in others)
    with st.expander("Six more categories", key="rail_more"):
        st.caption(f"{used} of the six carry weight." if used else "None of the six carries weight.")
        for category in others:
            _weight(scenario, category.category, total)
    names = {row.preset: row.name for row in world.weights}
    current = next((key for key in names if _same(scenario, preset_weights(key, world))), None)

    def chosen(key: str | None) -> Mapping[str, Any] | None:
        return {"weights": key} if key else None

    st.selectbox(
        "Weight set", list(names), format_func=names.__getitem__, placeholder="own weights", index=None,
        **state.bind("rail_weight_set", current, chosen),
    )  # fmt: skip


def _same(scenario: Scenario, weights: Mapping[str, float]) -> bool:
    total, other = sum(weight for _, weight in scenario.weights), sum(weights.values())
    return all(abs(weight / total - weights.get(name, 0.0) / other) < 1e-9 for name, weight in scenario.weights)


def _weight(scenario: Scenario, category: str, total: float) -> None:
    world = compute.world()
    row = world.category[category]
    raw = scenario.weight(category)
    top = max(100, int(-(-max(weight for _, weight in scenario.weights) // 1)))
    st.slider(
        f"{row.name}: {100 * raw / total:.0f} % of the whole", 0, top,
        help=f"{row.description} Counted against: {row.norm_unit}.",
        **state.bind(f"rail_weight_{category}", round(raw), lambda value: _reweighted(category, value)),
    )  # fmt: skip


def _reweighted(category: str, value: int) -> dict[str, Any] | None:
    scenario = state.scenario()
    if value == 0 and all(weight == 0 for name, weight in scenario.weights if name != category):
        state.notice("At least one weight must stay above zero.")
        return None
    return {"weights": {category: float(value)}}


def _sides(scenario: Scenario) -> None:
    world = compute.world()
    with st.expander("Sides to compare", key="rail_sides"):
        for side, label in (("a", "Side A"), ("b", "Side B")):
            members = dict(scenario.side_a.members if side == "a" else scenario.side_b.members)
            _side(side, label, members)
        st.caption("Members of a side add up before their strength saturates.")
        joint = [
            (side, code, share)
            for side, members in (("a", scenario.side_a.members), ("b", scenario.side_b.members))
            for code, share in members
            if len(members) > 1
        ]
        for side, code, share in joint:
            st.slider(
                f"Commitment of {world.short_name(code)}", 0, 100, format="%d %%", step=5,
                **state.bind(f"rail_commitment_{code}", round(100 * share), _committed(side, code)),
            )  # fmt: skip


def _committed(side: str, code: str) -> Any:
    def changed(value: int) -> dict[str, Any]:
        scenario = state.scenario()
        members = dict(scenario.side_a.members if side == "a" else scenario.side_b.members)
        return {"sides": {side: {"members": members | {code: value / 100}}}}

    return changed


def _side(side: str, label: str, members: dict[str, float]) -> None:
    world = compute.world()
    other = "b" if side == "a" else "a"

    def changed(codes: list[str]) -> dict[str, Any] | None:
        if not codes:
            state.notice(f"{label} needs at least one country.")
            return None
        scenario = state.scenario()
        opposite = dict(scenario.side_b.members if side == "a" else scenario.side_a.members)
        left = {code: share for code, share in opposite.items() if code not in codes}
        if not left:
            state.notice(f"{listed(codes, opposite)} cannot leave the other side empty; add a country there first.")
            return None
        own = {code: members.get(code, 1.0) for code in codes}
        return {"sides": {side: {"members": own}, other: {"members": left}}}

    st.multiselect(
        label,
        world.country_codes,
        format_func=world.short_name,
        **state.bind(f"rail_side_{side}", list(members), changed),
    )


def listed(codes: list[str], among: Mapping[str, float]) -> str:
    """Names of the countries that are in both."""
    world = compute.world()
    return " and ".join(world.short_name(code) for code in codes if code in among)


def _counted(scenario: Scenario) -> None:
    world = compute.world()
    statuses = [row for row in sorted(world.statuses, key=lambda row: row.order) if row.status != "delivered"]
    names = {row.status: row.name for row in statuses}
    with st.expander("What counts", key="rail_counts"):
        st.select_slider(
            "Evidence, firm to doubtful", EVIDENCE_LEVELS, format_func=EVIDENCE_WORDS.__getitem__,
            help="Rows below the chosen class are left out, holdings and deals alike.",
            **state.bind("rail_evidence", scenario.evidence, lambda level: {"evidence": level}),
        )  # fmt: skip
        st.pills(
            "Deals still to come", list(names), format_func=names.__getitem__, selection_mode="multi",
            help="Delivered units are part of the holdings and always count.",
            **state.bind(
                "rail_statuses",
                [status for status in scenario.statuses if status in names],
                lambda chosen: {"statuses": ["delivered", *chosen]},
            ),
        )  # fmt: skip


def _options(scenario: Scenario) -> None:
    world = compute.world()
    on = scenario.options != Options() or bool(scenario.dials)
    with st.expander("Model options", key="rail_options"):
        st.caption("Some are in use." if on else "None is in use: the plain model.")
        for key, (label, words) in SWITCHES.items():
            st.toggle(
                label, help=words,
                **state.bind(f"rail_option_{key}", getattr(scenario.options, key), _switched(key)),
            )  # fmt: skip
        st.selectbox(
            "Value of strength", list(FORM_WORDS), format_func=FORM_WORDS.__getitem__,
            **state.bind("rail_option_form", scenario.options.form, lambda form: {"options": {"form": form}}),
        )  # fmt: skip
        moved = dict(scenario.dials)
        for name in ("slip_years", "rho", "crew", "readiness.active"):
            dial = world.dial[name]
            st.slider(
                f"{dial.label} ({dial.unit})", dial.low, dial.high, step=dial.step,
                help=f"{dial.why}. Default {dial.default:g}.",
                **state.bind(f"rail_dial_{name}", moved.get(name, dial.default), _dialled(name)),
            )  # fmt: skip


def _switched(key: str) -> Any:
    return lambda value: {"options": {key: bool(value)}}


def _dialled(name: str) -> Any:
    default = compute.world().dial[name].default
    return lambda value: {"dials": {name: None if value == default else float(value)}}
