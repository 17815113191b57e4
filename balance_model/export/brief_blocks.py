"""The pins of a brief as blocks of a page: charts without their title, short tables, sentences."""

from __future__ import annotations

from typing import Any

import vl_convert

from balance_model.charts.theme import Look
from balance_model.domain import World
from balance_model.exhibits.annotate import drawn, told
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.exhibit import Cell, Exhibit, Table
from balance_model.exhibits.native import ROUNDED, is_rounded
from balance_model.exhibits.stamps import SINGLE_RUN
from balance_model.exhibits.taking import CAUTION
from balance_model.exhibits.wide_table import by_year, head
from balance_model.export.charts import svg_size
from balance_model.export.deck_numbers import places, rounding
from balance_model.export.images import PICTURE_FONT, register_fonts

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LONGEST_NOTE = 12, 7, 70, 600
NOT_SHOWN = frozenset({"source_ids", "note", "url"})
WEB = ("http://", "https://")
NUMBER_WORDS = {"chart": "Figure", "table": "Table"}


def blocks(briefing: Briefing, pins: tuple[Exhibit, ...], scenario_id: str, world: World) -> list[dict[str, Any]]:
    """What ``brief.typ`` draws for each pin, in order; figures and tables are counted each for itself.

    ``scenario_id`` is that of the briefing: a pin of another scenario says so.
    """
    look, counted, found = Look.of(world), dict.fromkeys(NUMBER_WORDS, 0), []
    for pin in pins:
        number = ""
        if pin.kind in counted:
            counted[pin.kind] += 1
            number = f"{NUMBER_WORDS[pin.kind]} {counted[pin.kind]}"
        found.append({
            "kind": pin.kind, "number": number, "title": pin.title, "subtitle": pin.subtitle,
            "notes": [*told(pin), *_to_know(pin, look), *_notes(pin)],
            "trail": _trail(pin, scenario_id), "link": web(briefing.link(pin)),
            "alt": pin.alt or pin.title,
            **(_picture(pin) if pin.kind == "chart" else {}), **(_table(pin, look) if pin.kind == "table" else {}),
        })  # fmt: skip
    return found


def web(address: str) -> str:
    """An address that a reader may follow; empty if it is none of the web."""
    return address if address.startswith(WEB) else ""


def _to_know(pin: Exhibit, look: Look) -> list[str]:
    """What a reader of the numbers has to know: cautions, rounding, and which column a short table shows."""
    found = [one for one in pin.assumptions if one.startswith(CAUTION)]
    if pin.kind == "chart" and pin.native is not None and is_rounded(pin.native):
        found.append(ROUNDED)
    if pin.kind == "table" and pin.table is not None and pin.table.columns:
        wide = by_year(pin.table, dict(look.names))
        found.append(wide.remark if wide else rounding(pin.table))
    return [words for words in found if words]


def _notes(pin: Exhibit) -> list[str]:
    if len(pin.notes) <= LONGEST_NOTE:
        return [line for line in pin.notes.splitlines() if line.strip()]
    cut = pin.notes[:LONGEST_NOTE].rsplit(" ", 1)[0]
    return [*(line for line in cut.splitlines() if line.strip()), "The whole note stands in the slides."]


def _trail(pin: Exhibit, scenario_id: str) -> str:
    """Where a pin comes from, and how its numbers were made where that is not the plain way."""
    stamp = pin.stamp
    other = "" if stamp.scenario_id == scenario_id else f"Scenario {stamp.scenario} ({stamp.scenario_id}), {stamp.year}"
    return "; ".join(part for part in (other, stamp.made if stamp.made != SINGLE_RUN else "") if part)


def _picture(pin: Exhibit) -> dict[str, Any]:
    """The chart in the size of a report column, as SVG, with width over height. The page sets its title."""
    register_fonts()
    spec = drawn(pin, "report")
    spec.pop("title", None)
    spec["config"] = spec.get("config", {}) | {"font": PICTURE_FONT}
    svg = vl_convert.vegalite_to_svg(spec)
    width, height = svg_size(svg)
    return {"svg": svg, "ratio": width / height}


def _table(pin: Exhibit, look: Look) -> dict[str, Any]:
    """The first rows and columns as words, which columns are numbers, and how many there are in all."""
    whole = pin.table or Table(columns=(), rows=())
    wide = by_year(whole, dict(look.names))
    whole = wide.table if wide else whole
    most = len(whole.rows) if wide else MOST_ROWS
    kept = [at for at, name in enumerate(whole.columns) if name not in NOT_SHOWN]
    kept = kept if wide else kept[:MOST_COLUMNS]
    rows = whole.rows[:most]
    names, digits = dict(look.names), {at: places(whole, at) for at in kept}
    if wide:
        digits = dict.fromkeys(kept, max(digits.values()))
    return {
        "columns": [head(whole.columns[at]) for at in kept],
        "rows": [[words(row[at], whole.columns[at], names, digits[at]) for at in kept] for row in rows],
        "figures": [all(isinstance(row[at], int | float | None) for row in whole.rows) for at in kept],
        "all_rows": len(whole.rows),
        "years": wide is not None,
        "all_columns": len(whole.columns),
    }


def words(cell: Cell, column: str, names: dict[str, str], digits: int = 2) -> str:
    """A cell for the eye: names for country codes, ``digits`` decimals, an en dash for what is not known."""
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell) if "year" in column else f"{cell:,}".replace("-", "−")
    if isinstance(cell, float):
        digits = 0 if abs(cell) >= 1000 else digits
        least = 10.0**-digits
        written = f"<{least:.{digits}f}" if 0 < abs(cell) < least / 2 else f"{abs(cell):,.{digits}f}"
        return f"−{written}" if cell < 0 else written
    text = names.get(cell, cell)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1].rstrip() + "…"
