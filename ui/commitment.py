"""How far each member of a side is committed: a dial for every country of the two sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui import compute, dials, state
from ui.dials import Dial


def panel(key: str) -> None:
    """Dials for all members of the sides of the scenario; the page follows them."""
    dials.panel(key, members, changed)


def members() -> list[Dial]:
    """One dial a member, in per cent of its holdings."""
    scenario, world = state.scenario(), compute.world()
    return [
        Dial(
            code, f"{world.short_name(code)} brings", "%", 100 * share, 100, 0, 100, 5,
            help="Part of its holdings that a member brings to its side.",
        )
        for side in (scenario.side_a, scenario.side_b)
        for code, share in side.members
    ]  # fmt: skip


def changed(moved: Mapping[str, float]) -> dict[str, Any]:
    """Sides with new commitments, as sparse content."""
    scenario = state.scenario()
    sides: dict[str, Any] = {}
    for name, side in (("a", scenario.side_a), ("b", scenario.side_b)):
        news = {code: moved[code] / 100 for code, _ in side.members if code in moved}
        if news:
            sides[name] = {"members": dict(side.members) | news}
    return {"sides": sides}
