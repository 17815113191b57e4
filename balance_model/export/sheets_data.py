"""The sheets that tell all: full data, ledger, scenario, assumptions, sources, and what every column holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from balance_model.analysis.changes import changes
from balance_model.core.assess import Assessment
from balance_model.domain import World
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.stamps import assumptions
from balance_model.export.sheets_paper import Paper
from balance_model.records.scenario import Scenario, dial_value
from balance_model.records.scenarios import content_of

TABLES = (
    "countries", "categories", "systems", "inventory", "deals", "retirements", "sustainment", "statuses", "worth",
    "dials", "weights", "shortage", "sources",
)  # fmt: skip
"""Data files that the numbers of a workbook come from."""
LEDGER = {
    "country": "Name of the country",
    "category": "Name of the category",
    "year": "Calendar year",
    "system": "Name of the system",
    "system_id": "Id of the system in data/systems.csv",
    "origin": "holding, deal:<id>, purchase:<number> or retirement: where the units come from",
    "part": "Which part of the row this is, for example held, delivered or to come",
    "held": "Way of holding: active, mixed or stored",
    "status": "Status of the deal",
    "low": "Units in service, low end",
    "quantity": "Units in service, best estimate; negative where units leave. Each unit is listed once, under the "
    "first category of its system",
    "high": "Units in service, high end",
    "readiness": "Share of the units that is usable, crews included",
    "worth": "Norm units of one usable unit in this category",
    "strength": "Norm units added to the country, category and year; the sum is the strength in sheet Strengths",
    "evidence": "Weakest evidence behind the row: published, derived, recalled or assumed",
    "source_ids": "Ids of its sources, to be found in sheet Sources",
}
OTHERS = (
    ("Live", "Your weight", "Yellow: any number of 0 or more; only proportions matter", ""),
    ("Live", "Your share", "Weight over the sum of the weights that count", "share"),
    ("Live", "Scenario's share", "The same for the weights of the scenario", "share"),
    ("Live", "Half-strength", "Strength at which a category is worth one half (linear form: all)", "norm units"),
    ("Live", "a country", "Value of each category in the year chosen; index beneath", "0 to 1"),
    ("Strengths", "Key", "Country code and year, by which sheet Live finds a row", ""),
    ("Strengths", "Strength", "Sum of the ledger's strengths of a country, category and year", "norm units"),
    ("Strengths", "Value before shortage", "Only if enabler shortage is on: value before missing enablers", "0 to 1"),
    ("Strengths", "Value", "Value of the strength under the form chosen in sheet Live", "0 to 1"),
    ("Strengths", "Index", "Weighted mean of the values under the shares of sheet Live", "0 to 1"),
    ("Strengths", "The explorer's own index", "The index as the explorer worked it out, not a formula", "0 to 1"),
    ("Strengths", "Difference", "Distance of the two", "0 to 1"),
    ("Full data", "country_code", "Three-letter code", ""),
    ("Full data", "index", "Weighted mean of the category values", "0 to 1"),
    ("Full data", "share", "Index over the sum of the indices of all countries compared", "share"),
    ("Full data", "rank", "1 is the highest index of the year", ""),
    ("Full data", "<category> value", "Value of a category", "0 to 1"),
    ("Full data", "<category> strength", "Strength of a category", "norm units"),
    ("Scenario", "field, value", "Every part of the scenario file; what is empty is not set", ""),
    ("Assumptions", "low, default, high, value", "Range, default and value of a dial", "as named"),
    ("Sources", "cited in", "Ledger, or the exhibits that cite the source, by their numbers", ""),
)  # fmt: skip
SHOWN = {
    "country": "Country", "year": "Calendar year", "category": "Category", "score": "Index, 0 to 1",
    "value": "Value, 0 to 1", "share": "Share of the whole, 0 to 1", "rank": "Rank; 1 is the highest",
    "strength": "Strength, norm units", "weight": "Share of weight", "low80": "Low end of the middle 80 %",
    "low50": "Low end of the middle 50 %", "middle": "Middle of the futures", "high50": "High end of the middle 50 %",
    "high80": "High end of the middle 80 %",
}  # fmt: skip


def full_data(paper: Paper, sheet: Any, answer: Assessment, under: Sequence[str]) -> None:
    """Index, share, rank, values and strengths of every country and year, all digits."""
    world, names = answer.world, answer.world.category_ids
    heads = ["country_code", "country", "year", "index", "share", "rank"]
    heads += [f"{world.category[name].name} value" for name in names]
    heads += [f"{world.category[name].name} strength" for name in names]
    rows = []
    for number, row in enumerate(answer.scores.itertuples(index=False)):
        at = divmod(number, len(world.years))
        cells = [row.country, world.short_name(row.country), row.year, row.score, row.share, row.rank]
        rows.append([*cells, *answer.value[at].tolist(), *answer.strength[at].tolist()])
    sheet.set_column(0, 2, 11)
    sheet.set_column(3, len(heads) - 1, 12)
    end = paper.table(sheet, 0, heads, rows, dict.fromkeys([*heads[3:5], *heads[6:]], "digits"), filtered=True)
    paper.lines(sheet, end + 1, under)
    sheet.freeze_panes(1, 3)


def ledger(paper: Paper, sheet: Any, answer: Assessment, under: Sequence[str]) -> None:
    """Every row of the ledger, each with its sources."""
    world, frame = answer.world, answer.ledger()
    country = {code: world.short_name(code) for code in world.country_codes}
    category = {name: world.category[name].name for name in world.category_ids}
    system = {row.system_id: row.name for row in world.systems}
    frame = frame.assign(
        country=frame["country"].map(country), category=frame["category"].map(category),
        system=frame["system_id"].map(system).fillna("Base index of sustainment"),
        source_ids=frame["source_ids"].map("; ".join),
    )  # fmt: skip
    numbers = ("low", "quantity", "high", "readiness", "worth", "strength")
    rows = list(frame[list(LEDGER)].itertuples(index=False))
    end = paper.table(sheet, 0, list(LEDGER), rows, dict.fromkeys(numbers, "digits"), filtered=True)
    paper.lines(sheet, end + 1, under)


def scenario_sheet(paper: Paper, sheet: Any, answer: Assessment, baseline: Scenario) -> None:
    """What the scenario changes, in words, and every field it has."""
    scenario, world = answer.scenario, answer.world
    paper.put(sheet, 0, 0, f"Scenario: {scenario.name}", "title")
    paper.put(sheet, 1, 0, f"{answer.stamp['scenario_id']}, {scenario.year}", "subtitle")
    row = 3
    for words in (scenario.story, scenario.reason):
        if words:
            row = paper.words(sheet, row, words, 3)
    paper.put(sheet, row + 1, 0, f"Changed from '{baseline.name}'", "section")
    told = [(each.group, each.words) for each in changes(baseline, scenario, world)]
    row = paper.table(sheet, row + 2, ["part", "change"], told or [("", "Nothing is changed.")])
    paper.put(sheet, row + 1, 0, "Every field", "section")
    content = {name: part for name, part in content_of(scenario).items() if name != "own_rows"}
    own = scenario.own_rows
    fields = [*_fields(content), ("own_rows", f"{own.words}" if own else "none")]
    paper.table(sheet, row + 2, ["field", "value"], fields)


def _fields(content: Any, name: str = "") -> Iterable[tuple[str, Any]]:
    """Dotted names and plain values of nested content."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content, start=1) if _nested(content) else ()
    if not pairs and name:
        yield name, content if isinstance(content, str | int | float | bool | None) else _words(content)
    for key, part in pairs:
        yield from _fields(part, f"{name}.{key}" if name else str(key))


def _nested(content: Any) -> bool:
    return isinstance(content, list | tuple) and any(isinstance(each, dict) for each in content)


def _words(content: Any) -> str:
    if not content:
        return "none"
    return ", ".join(map(str, content)) if isinstance(content, list | tuple) else json.dumps(content)


def assumptions_sheet(paper: Paper, sheet: Any, answer: Assessment, baseline: Scenario) -> None:
    """What a reader has to grant; weights and half-strengths; every dial."""
    world, scenario = answer.world, answer.scenario
    paper.put(sheet, 0, 0, "Assumptions", "title")
    row = 2
    for words in assumptions(world, scenario, baseline):
        row = paper.words(sheet, row, words, 8, 130)
    paper.put(sheet, row + 1, 0, "Weights and half-strengths", "section")
    weighed = [
        (category.name, scenario.weight(name), share, half, category.norm_unit)
        for (name, category), share, half in zip(
            ((name, world.category[name]) for name in world.category_ids), answer.weights.tolist(),
            answer.inputs.terms.half.tolist(), strict=True,
        )
    ]  # fmt: skip
    heads = ["category", "weight", "share of weight", "half-strength, norm units", "one norm unit is"]
    row = paper.table(sheet, row + 2, heads, weighed, {"share of weight": "share"})
    paper.put(sheet, row + 1, 0, "Dials: every adjustable number of the model", "section")
    moved = dict(scenario.dials)
    rows = []
    for dial in world.dials:
        for key in (dial.id, *sorted(key for key in moved if key.startswith(f"{dial.id}@"))):
            now = dial_value(world, scenario, dial.id, key.partition("@")[2] or None)
            marks = "moved" if key in moved else ""
            label = f"{dial.label}, {world.short_name(key.partition('@')[2])}" if "@" in key else dial.label
            rows.append((label, key, dial.low, dial.default, dial.high, now, dial.unit, marks, dial.why,
                         "; ".join(dial.source_ids)))  # fmt: skip
    heads = ["dial", "id", "low", "default", "high", "value", "unit", "moved", "why", "source_ids"]
    paper.table(sheet, row + 2, heads, rows)


def sources_sheet(paper: Paper, sheet: Any, briefing: Briefing, answer: Assessment, world: World) -> None:
    """Every source that the ledger or an exhibit cites, by publisher."""
    where: dict[str, list[str]] = {}
    for cell in answer.ledger()["source_ids"].unique():
        where.update({name: ["ledger"] for name in cell})
    for number, exhibit in enumerate(briefing.exhibits, start=1):
        for name in exhibit.source_ids:
            where.setdefault(name, []).append(str(number))
    known = answer.world.source | world.source
    found = sorted(
        (known[name] for name in where if name in known), key=lambda row: (row.publisher.casefold(), row.source_id)
    )
    heads = ["source_id", "publisher", "title", "date", "address", "cited in"]
    paper.table(sheet, 0, heads, [
        (row.source_id, row.publisher, row.title, row.date or "no date", None, ", ".join(where[row.source_id]))
        for row in found
    ], filtered=True)  # fmt: skip
    for at, row in enumerate(found, start=1):
        paper.link(sheet, at, 4, row.url or "", row.url or "address not known")


def dictionary(paper: Paper, sheet: Any, briefing: Briefing, names: Sequence[str], world: World) -> None:
    """What every column of every sheet holds, then the columns of the data files behind them."""
    described = {column.name: column.description for column in world.columns}
    rows: list[tuple[str, str, str, str]] = [(*row[:3], row[3]) for row in OTHERS]
    rows += [("Ledger", name, words, "") for name, words in LEDGER.items()]
    for name, exhibit in zip(names, briefing.exhibits, strict=True):
        for column in exhibit.table.columns if exhibit.table else ():
            words = SHOWN.get(column) or described.get(column) or f"As shown on the page {exhibit.page}"
            rows.append((name, column, words, ""))
    paper.put(sheet, 0, 0, "Columns of the sheets", "title")
    row = paper.table(sheet, 2, ["sheet", "column", "what it holds", "unit"], rows)
    paper.put(sheet, row + 1, 0, "Columns of the data files behind them", "title")
    behind = [
        (f"data/{column.table}.csv", column.name, column.description, column.unit, column.type,
         column.allowed.replace("|", ", "))
        for table in TABLES for column in world.columns if column.table == table
    ]  # fmt: skip
    paper.table(sheet, row + 3, ["file", "column", "what it holds", "unit", "kind", "allowed"], behind)
