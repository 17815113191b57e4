"""What differs between two scenarios, as single changes that can be made one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from balance_model.analysis.words import years_text
from balance_model.domain import World
from balance_model.records.scenario import (
    LISTS,
    DealChange,
    Modernisation,
    Purchase,
    Scenario,
    Transfer,
    Withdrawal,
)
from balance_model.records.scenario_world import world_for

GROUPS = ("filters", "deals", *LISTS, "dials", "options", "weights")
OWN_ROWS = "own_rows"
"""Group of the one change that stands for a reader's own rows; ``moving`` leaves it out."""


@dataclass(frozen=True)
class Change:
    """One difference: where it stands, what it becomes (None: taken back), and in words.

    ``country`` is the one country whose holdings it concerns; None if it concerns several or all.
    """

    group: str
    key: str
    value: Any
    words: str
    country: str | None = None

    def apply(self, scenario: Scenario) -> Scenario:
        """The scenario with this change made."""
        return scenario.model_copy(update=self._update(scenario))

    def _update(self, scenario: Scenario) -> dict[str, Any]:
        if self.group in {"filters", "weights", OWN_ROWS}:
            return {self.key: self.value}
        if self.group == "options":
            return {"options": scenario.options.model_copy(update={self.key: self.value})}
        if self.group in {"deals", "dials"}:
            table = dict(getattr(scenario, self.group))
            table.pop(self.key, None)
            if self.value is not None:
                table[self.key] = self.value
            return {self.group: tuple(sorted(table.items(), key=lambda item: item[0]))}
        listed = list(getattr(scenario, self.group))
        if self.key == "add":
            listed.append(self.value)
        else:
            listed.remove(self.value)
        return {self.group: tuple(listed)}


def changes(base: Scenario, scenario: Scenario, world: World) -> tuple[Change, ...]:
    """The changes that turn the numbers of ``base`` into those of ``scenario``, in a fixed order.

    Year and sides are points of view, not changes. Weights count as one change because they are
    shares of one whole; own rows count as one, the last.
    """
    world = world_for(world, base, scenario)
    found = [*_filters(base, scenario, world), *_deals(base, scenario, world)]
    found += _listed(base, scenario, world)
    found += _dials(base, scenario, world)
    before, after = base.options.model_dump(), scenario.options.model_dump()
    pairwise = {"counters", "cap", "access"}
    names = {"form": "saturation form", "counters": "counter layer", "shortage": "enabler shortage",
             "cap": "cap on anti-tank", "access": "access between non-neighbours"}  # fmt: skip
    for key, value in after.items():
        if before[key] != value:
            shown = value if isinstance(value, str) else ("on" if value else "off")
            found.append(
                Change(
                    "options", key, value, f"{names[key]}: {shown}{', moves ratios only' if key in pairwise else ''}"
                )
            )
    if _proportions(base) != _proportions(scenario):
        found.append(Change("weights", "weights", scenario.weights, _weight_words(base, scenario, world)))
    return (*found, *_own_rows(base, scenario))


def moving(base: Scenario, scenario: Scenario, world: World) -> tuple[Change, ...]:
    """The changes without own rows: what is held side by side rests on the same rows on both sides."""
    return tuple(change for change in changes(base, scenario, world) if change.group != OWN_ROWS)


def _own_rows(base: Scenario, scenario: Scenario) -> list[Change]:
    if base.own_rows == scenario.own_rows:
        return []
    words = scenario.own_rows.words if scenario.own_rows else f"without {base.own_rows.words}" if base.own_rows else ""
    return [Change(OWN_ROWS, OWN_ROWS, scenario.own_rows, words)]


def _filters(base: Scenario, scenario: Scenario, world: World) -> list[Change]:
    found = []
    if base.evidence != scenario.evidence:
        words = f"evidence counted down to: {scenario.evidence}"
        found.append(Change("filters", "evidence", scenario.evidence, words))
    if base.statuses != scenario.statuses:
        names = {row.status: row.name.lower() for row in world.statuses}
        shown = ", ".join(names[status] for status in scenario.statuses if status != "delivered") or "none"
        found.append(Change("filters", "statuses", scenario.statuses, f"deals still to come that count: {shown}"))
    return found


def _deals(base: Scenario, scenario: Scenario, world: World) -> list[Change]:
    before, after = dict(base.deals), dict(scenario.deals)
    found = []
    for key in sorted(before.keys() | after.keys()):
        if before.get(key, DealChange()) != after.get(key, DealChange()):
            deal = world.deal[key]
            words = f"{deal_name(world, key)}: {deal_words(after.get(key, DealChange()))}"
            found.append(Change("deals", key, after.get(key), words, deal.country))
    return found


def deal_name(world: World, deal_id: str) -> str:
    """Country and system of a deal, for readers."""
    deal = world.deal[deal_id]
    return f"{world.short_name(deal.country)}, {world.system[deal.system_id].name}"


def deal_words(change: DealChange) -> str:
    """A change of one deal in words."""
    parts = []
    if change.include is not None:
        parts.append("counted" if change.include else "left out")
    if change.quantity is not None:
        parts.append(f"{change.quantity:,} units")
    if change.delay:
        years = abs(change.delay)
        parts.append(f"{years:g} year{'s' if years != 1 else ''} {'later' if change.delay > 0 else 'earlier'}")
    return ", ".join(parts) or "as published"


def _listed(base: Scenario, scenario: Scenario, world: World) -> list[Change]:
    found = []
    for group in LISTS:
        before, after = list(getattr(base, group)), list(getattr(scenario, group))
        for item in after:
            if item in before:
                before.remove(item)
            else:
                found.append(Change(group, "add", item, item_words(item, world), _owner(item)))
        for item in before:
            found.append(Change(group, "remove", item, f"taken back: {item_words(item, world)}", _owner(item)))
    return found


def item_words(item: Purchase | Transfer | Modernisation | Withdrawal, world: World) -> str:
    """A purchase, transfer, modernisation or retirement in words."""
    units = f"{item.quantity:,} {world.system[item.system_id].name}"
    if isinstance(item, Transfer):
        return f"{world.short_name(item.giver)} gives {units} to {world.short_name(item.receiver)}, {item.year}"
    who = world.short_name(item.country)
    if isinstance(item, Purchase):
        return f"{who} buys {units}, {years_text(item.first_year, item.last_year)}"
    if isinstance(item, Modernisation):
        return f"{who} modernises {units} to {world.system[item.to_system_id].name}, {item.year}"
    return f"{who} retires {units}, {item.year}"


def _owner(item: Purchase | Transfer | Modernisation | Withdrawal) -> str | None:
    return None if isinstance(item, Transfer) else item.country


def _dials(base: Scenario, scenario: Scenario, world: World) -> list[Change]:
    before, after = dict(base.dials), dict(scenario.dials)
    found = []
    for key in sorted(before.keys() | after.keys()):
        dial, _, code = key.partition("@")
        row = world.dial[dial]
        old = before.get(key, before.get(dial, row.default))
        new = after.get(key, after.get(dial, row.default))
        moved_under = before.get(dial, row.default) != after.get(dial, row.default)
        if old != new or (moved_under and before.get(key) != after.get(key)):
            where = f" ({world.short_name(code)})" if code else ""
            found.append(Change("dials", key, after.get(key), f"{row.label}{where}: {old:g} → {new:g}", code or None))
    return found


def _proportions(scenario: Scenario) -> tuple[float, ...]:
    total = sum(weight for _, weight in scenario.weights)
    return tuple(round(weight / total, 12) for _, weight in scenario.weights)


def _weight_words(base: Scenario, scenario: Scenario, world: World) -> str:
    shares = []
    for (category, _), old, new in zip(scenario.weights, _proportions(base), _proportions(scenario), strict=True):
        if abs(old - new) >= 0.005:
            shares.append(f"{world.category[category].name.lower()} {100 * old:.0f} → {100 * new:.0f} %")
    return "weights: " + ", ".join(shares[:4]) + (" and others" if len(shares) > 4 else "")
