"""Scenario: deals, purchases, moves and money, and what the changes do."""

from balance_model.analysis import deliveries, findings, findings_scenario, tables
from ui import (
    blocks,
    builder,
    change_list,
    compute,
    deal_table,
    deals,
    effects,
    frame,
    money,
    moves,
    packages,
    state,
    strip,
)

frame.guard("pages/scenario.py")


def answer() -> tuple[str, str]:
    """What the changes did, or what is still to come."""
    scenario, base = state.scenario(), state.reference()
    world, year = compute.world(), scenario.year
    before, after = compute.assessment(base), compute.assessment(scenario)
    moved = change_list.moved()
    note = findings.unweighted(moved, after) or change_list.story(scenario, base, moved)
    if not moved:
        return findings.deliveries(tables.deal_table(world, scenario)) + ".", note
    own = scenario != state.base().model_copy(update={"year": year})
    subject = findings_scenario.own_changes(len(moved)) if own else f"'{scenario.name}'"
    return findings_scenario.scenario_moves(subject, deliveries.index_pairs(before, after, year), year) + ".", note


VIEWS = {
    "Deliveries": deals.draw,
    "Deal table": deal_table.draw,
    "Buy": builder.draw,
    "Packages": packages.draw,
    "Retire or modernise": moves.draw,
    "Money": money.draw,
    "What each change did": effects.draw,
}

blocks.answer(answer)
strip.draw()
with blocks.view("scenario", list(VIEWS)) as view:
    VIEWS[view]()
