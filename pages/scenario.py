"""Scenario: deals, purchases, moves and money, and what the changes do."""

from ui import (
    blocks,
    builder,
    ceiling_notes,
    change_list,
    deal_table,
    deals,
    effects,
    frame,
    money,
    moves,
    packages,
    strip,
)

frame.guard("pages/scenario.py")

VIEWS = {
    "Deliveries": deals.draw,
    "Deal table": deal_table.draw,
    "Buy": builder.draw,
    "Packages": packages.draw,
    "Retire or modernise": moves.draw,
    "Money": money.draw,
    "What each change did": effects.draw,
}

blocks.answer(change_list.say)
strip.draw()
ceiling_notes.draw()
with blocks.view("scenario", list(VIEWS)) as view:
    VIEWS[view]()
