"""Data: how good they are, the weakest rows that matter, every row, what is behind a number, and own rows."""

from balance_model.analysis import tables
from ui import blocks, compute, frame, own_data, quality, records

frame.guard("pages/evidence.py")


def every_row() -> None:
    """Every holding and deal of the countries compared."""
    records.browser(tables.evidence_rows(compute.world()))


VIEWS = {
    "How good": (quality.draw, quality.say),
    "Weakest rows": (quality.draw_weakest, quality.say_weakest),
    "Holdings and deals": (every_row, records.say_rows),
    "Behind a number": (records.behind, records.say_behind),
    "Own data": (own_data.draw, records.say_own),
    "Sources": (records.sources, records.say_sources),
}

blocks.views("evidence", VIEWS)
