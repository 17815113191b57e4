"""The sentence to fill in: who shall reach what, against whom, and by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from balance_model.analysis.findings_inverse import side_name
from balance_model.analysis.standing import INDEX, Aim, Commitments, measure_name, one
from ui import compute, state

SIDES, LEVEL = ("side-a", "side-b"), "level"
SINGLE, SURE = "single-run", "confident"
USUAL_LEVEL = 0.5


@dataclass(frozen=True)
class Blank:
    """The choices of one sentence: the start of their keys, and what may be asked.

    At first the whole index is asked about, or the first category; with ``sides`` also for several countries,
    with ``times`` for a part or a multiple of the other, with ``sure`` for most draws instead of a single run.
    """

    key: str
    whole: bool
    sides: bool = False
    times: bool = False
    sure: bool = False

    def draw(self, start: str, after: Callable[[], None] = lambda: None) -> None:
        """The sentence with its choices in line; ``after`` draws what stands at its end."""
        world = compute.world()
        measures = {name: measure_name(world, name) for name in (INDEX, *world.category_ids)}
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{self.key}_sentence"):
            st.markdown(start, width="content")
            self._select("Who", "who", _names(self.sides), world.country_codes[-1], 150)
            if self.times:
                st.markdown("reaches", width="content")
                st.number_input(
                    "Per cent", 10, 300, step=5, width=120, label_visibility="collapsed",
                    **state.bind_choice(f"{self.key}_times", 100, lambda value: 10 <= value <= 300),
                )  # fmt: skip
                st.markdown("% of", width="content")
            else:
                st.markdown("at least equal", width="content")
            self._select("Whom", "whom", _names(True) | {LEVEL: "a fixed level"}, world.country_codes[0], 150)
            if self._whom() == LEVEL:
                st.number_input(
                    "Level", 0.0, 1.0, step=0.05, width=130, label_visibility="collapsed",
                    **state.bind_choice(f"{self.key}_level", USUAL_LEVEL, lambda level: 0 <= level <= 1),
                )  # fmt: skip
            st.markdown("in", width="content")
            self._select("In what", "what", measures, self.usual_measure(), 165)
            st.markdown("by", width="content")
            st.selectbox(
                "By when", _years(), width=100, label_visibility="collapsed",
                **state.bind(f"{self.key}_year", state.scenario().year, lambda year: {"year": year}),
            )  # fmt: skip

            if self.sure:
                names = {SINGLE: "in a single run", SURE: f"with {100 * likely():.0f} % confidence"}
                self._select("How sure", "sure", names, SINGLE, 190)
            after()

    def confidence(self) -> float | None:
        """Share of the draws asked for; None for a single run."""
        chosen = state.choice(f"{self.key}_sure", SINGLE, (SINGLE, SURE).__contains__)
        return likely() if chosen == SURE else None

    def aim(self) -> Aim:
        """What the sentence asks now, in the year on screen."""
        codes, measures = compute.world().country_codes, {INDEX, *compute.world().category_ids}
        who = state.choice(f"{self.key}_who", codes[-1], _names(self.sides).__contains__)
        what = state.choice(f"{self.key}_what", self.usual_measure(), measures.__contains__)
        level = state.choice(f"{self.key}_level", USUAL_LEVEL, lambda number: 0 <= number <= 1)
        times = state.choice(f"{self.key}_times", 100, lambda value: 10 <= value <= 300) if self.times else 100
        other: Any = float(level) if self._whom() == LEVEL else _side(self._whom())
        return Aim(_side(who), other, what, state.scenario().year, times / 100)

    def usual_measure(self) -> str:
        """What is asked about at first."""
        return INDEX if self.whole else compute.world().category_ids[0]

    def _select(self, label: str, part: str, names: Mapping[str, str], usual: str, width: int) -> None:
        st.selectbox(
            label, list(names), format_func=names.__getitem__, width=width, label_visibility="collapsed",
            **state.bind_choice(f"{self.key}_{part}", usual, names.__contains__),
        )  # fmt: skip

    def _whom(self) -> str:
        names = {*_names(True), LEVEL}
        chosen: str = state.choice(f"{self.key}_whom", compute.world().country_codes[0], names.__contains__)
        return chosen


def likely() -> float:
    """The share of draws from which on something is called likely."""
    rows = compute.world().verdicts
    return next(row.low for row in rows if (row.measure, row.verdict) == ("probability", "likely"))


def _names(sides: bool) -> dict[str, str]:
    """Countries, and the sides of the scenario that have several members."""
    world, scenario = compute.world(), state.scenario()
    several = {
        key: side_name(world, side.members)
        for key, side in zip(SIDES, (scenario.side_a, scenario.side_b), strict=True)
        if sides and len(side.members) > 1
    }
    return {code: world.short_name(code) for code in world.country_codes} | several


def _side(key: str) -> Commitments:
    scenario = state.scenario()
    sides = dict(zip(SIDES, (scenario.side_a.members, scenario.side_b.members), strict=True))
    return sides.get(key) or one(key)


def _years() -> list[int]:
    """Years in which something ordered now can matter, and the year on screen."""
    world = compute.world()
    return [year for year in world.years if year >= min(int(world.facts["data_as_of"][:4]), state.scenario().year)]
