"""The left rail: every control that all pages share. Each is a view of the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from balance_model.analysis.weights import shares_kept
from balance_model.analysis.words import number_word, sentence
from balance_model.domain import EVIDENCE_LEVELS, Category
from balance_model.records.scenario import Options, Scenario
from balance_model.records.scenarios import preset_weights
from ui import commitment, compute, dials, futures, saving, state
from ui.dials import Dial
from ui.glossary import help_for

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
    "counters": "Counter layer",
    "shortage": "Enabler shortage",
    "cap": "Cap on anti-tank",
    "access": "Access between non-neighbours",
}


def draw() -> None:
    """The whole rail."""
    scenario = state.scenario()
    _preset(scenario)
    _steps(scenario)
    _year()
    futures.control()
    _weights(scenario)
    _sides()
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
        "Scenario, unsaved changes" if saving.unsaved() else "Scenario", choices, format_func=names.__getitem__,
        help=scenario.story or help_for("Scenario"),
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
    # Always shown, so that the dials below keep their place.
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Back to opened", key="rail_back", type="tertiary", disabled=scenario == opened,
            help="Back to what I opened: the preset, file or link as it was", on_click=lambda: state.show(opened),
        )  # fmt: skip
        st.button(
            "Back to baseline", key="rail_base", type="tertiary", disabled=scenario == baseline,
            help="The published plans, plain model", on_click=_home, args=(baseline,),
        )  # fmt: skip


def _home(baseline: Scenario) -> None:
    """The baseline, with all locks open."""
    state.open_scenario(baseline)
    for category in state.locks():
        state.lock(category, False)


def _year() -> None:
    years = compute.world().years

    def dial() -> list[Dial]:
        shown, usual = state.scenario().year, state.presets()["baseline"].year
        return [Dial("year", "Year", "year", shown, usual, years[0], years[-1], 1)]

    dials.panel("rail_year", dial, lambda moved: {"year": int(moved["year"])})


def _weights(scenario: Scenario) -> None:
    world = compute.world()
    ordered = sorted(world.categories, key=lambda category: category.order)
    st.markdown(
        "**Weights**",
        help=help_for("Weight"),
    )
    dials.panel(
        "rail_weights", lambda: _weight_dials([c for c in ordered if c.headline]), _reweighted, state.lock, "weights"
    )
    others = [category for category in ordered if not category.headline]
    used = sum(scenario.weight(category.category) > 0 for category in others)
    whole = number_word(len(others))
    with st.expander(f"{sentence(whole)} more categories", key="rail_more", on_change="rerun") as more:
        if more.open:
            verb = "carries" if used < 2 else "carry"
            st.caption(f"{sentence(number_word(used)) if used else 'None'} of the {whole} {verb} weight.")
            dials.panel("rail_more_weights", lambda: _weight_dials(others), _reweighted, state.lock, "weights")
    names = {row.preset: row.name for row in world.weights}
    current = next((key for key in names if _same(scenario, preset_weights(key, world))), None)

    def chosen(key: str | None) -> Mapping[str, Any] | None:
        return {"weights": key} if key else None

    st.selectbox(
        "Weight set", list(names), format_func=names.__getitem__, placeholder="own weights", index=None,
        help=help_for("Weight set"),
        **state.bind("rail_weight_set", current, chosen),
    )  # fmt: skip


def _same(scenario: Scenario, weights: Mapping[str, float]) -> bool:
    total, other = sum(weight for _, weight in scenario.weights), sum(weights.values())
    return all(abs(weight / total - weights.get(name, 0.0) / other) < 1e-9 for name, weight in scenario.weights)


def _weight_dials(categories: Sequence[Category]) -> list[Dial]:
    scenario = state.scenario()
    total = sum(weight for _, weight in scenario.weights)
    base = dict(state.base().weights)
    top = max(100.0, *(weight for _, weight in scenario.weights))
    return [
        Dial(
            row.category, row.name, "", scenario.weight(row.category), base.get(row.category, 0.0), 0.0, top, 1.0,
            help=f"{row.description} Counted against: {row.norm_unit}.",
            note=f"{100 * scenario.weight(row.category) / total:.0f} %", locked=row.category in state.locks(),
        )
        for row in categories
    ]  # fmt: skip


def _reweighted(moved: Mapping[str, float]) -> dict[str, Any] | None:
    weights = dict(state.scenario().weights)
    after = shares_kept(weights, weights | dict(moved), state.locks())
    if after is None:
        state.notice("At least one weight that is not locked must stay above zero.")
        return None
    return {"weights": after}


def _sides() -> None:
    with st.expander("Sides to compare", key="rail_sides", on_change="rerun") as box:
        if not box.open:
            return
        if compute.world().context_codes:
            commitment.invite("rail_joined")
        for side in commitment.OPPOSITE:
            commitment.choose(side, f"rail_side_{side}")
        st.caption("Members of a side add up before their strength saturates.")
        commitment.panel("rail_commitment")


def _counted(scenario: Scenario) -> None:
    world = compute.world()
    statuses = [row for row in sorted(world.statuses, key=lambda row: row.order) if row.status != "delivered"]
    names = {row.status: row.name for row in statuses}
    with st.expander("What counts", key="rail_counts", on_change="rerun") as box:
        if not box.open:
            return
        st.select_slider(
            "Evidence, firm to doubtful", EVIDENCE_LEVELS, format_func=EVIDENCE_WORDS.__getitem__,
            help=help_for("Evidence") + " Rows below the chosen class are left out.",
            **state.bind("rail_evidence", scenario.evidence, lambda level: {"evidence": level}),
        )  # fmt: skip
        st.pills(
            "Deals still to come", list(names), format_func=names.__getitem__, selection_mode="multi",
            help=help_for("Deal") + " " + help_for("Delivered"),
            **state.bind(
                "rail_statuses",
                [status for status in scenario.statuses if status in names],
                lambda chosen: {"statuses": ["delivered", *chosen]},
            ),
        )  # fmt: skip


def _options(scenario: Scenario) -> None:
    on = scenario.options != Options() or bool(scenario.dials)
    with st.expander("Model options", key="rail_options", on_change="rerun") as box:
        if not box.open:
            return
        st.caption("Some are in use." if on else "None is in use: the plain model.")
        for key, label in SWITCHES.items():
            st.toggle(
                label, help=help_for(label),
                **state.bind(f"rail_option_{key}", getattr(scenario.options, key), _switched(key)),
            )  # fmt: skip
        st.selectbox(
            "Value of strength", list(FORM_WORDS), format_func=FORM_WORDS.__getitem__, help=help_for("Saturation"),
            **state.bind("rail_option_form", scenario.options.form, lambda form: {"options": {"form": form}}),
        )  # fmt: skip
        dials.numbers("rail_numbers", ("slip_years", "rho", "crew", "readiness.active"))
        st.caption("All numbers of the model: page Method, view Adjustable numbers.")


def _switched(key: str) -> Any:
    return lambda value: {"options": {key: bool(value)}}
