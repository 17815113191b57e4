"""Tables behind the pages: deals, holdings, pairs and evidence, in plain columns."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance_model.analysis.own_rows import is_own
from balance_model.analysis.provenance_records import record_of
from balance_model.analysis.words import country
from balance_model.core.assess import Assessment
from balance_model.domain import EVIDENCE_LEVELS, Deal, Row, World
from balance_model.records.scenario import DealChange, Scenario, dial_value


def pairs(answer: Assessment, year: int) -> pd.DataFrame:
    """Every pair of countries once, the larger first: a, b, pair_label, ratio, index_a, index_b."""
    world = answer.world
    rows = []
    for number, one in enumerate(world.country_codes):
        for other in world.country_codes[number + 1 :]:
            first, second = answer.facing(one, other, year)
            a, b, high, low = (one, other, first, second) if first >= second else (other, one, second, first)
            ratio = high / low if low else (np.inf if high else np.nan)
            label = f"{country(world, a)} : {country(world, b)}"
            rows.append({"a": a, "b": b, "pair_label": label, "ratio": ratio, "index_a": high, "index_b": low})
    return pd.DataFrame(rows)


def category_values(answer: Assessment, year: int, *, weighted_only: bool = True) -> pd.DataFrame:
    """Category values of a year: country, category, category_name, order, value, strength, weight."""
    world = answer.world
    shown = [at for at, weight in enumerate(answer.weights) if weight > 0 or not weighted_only]
    rows = [world.category[world.category_ids[at]] for at in shown]
    codes, now = world.country_codes, world.years.index(year)
    return pd.DataFrame(
        {
            "country": np.repeat(np.array(codes, dtype=object), len(shown)),
            "category": [row.category for row in rows] * len(codes),
            "year": year,
            "strength": answer.strength[:, now, shown].ravel(),
            "value": answer.value[:, now, shown].ravel(),
            "weight": np.tile(answer.weights[shown], len(codes)),
            "category_name": [row.name for row in rows] * len(codes),
            "order": [row.order for row in rows] * len(codes),
        }
    )


def deal_table(world: World, scenario: Scenario) -> pd.DataFrame:
    """All deals as the scenario sees them, one row each.

    Columns: deal_id, country, country_name, system, category, kind, supplier, status, status_name, opacity,
    low, best, high, delivered, quantity (as planned in the scenario), to_come, first_year, last_year,
    delay, start, end (with delay and slip), counted, changed, include, evidence, confidence, announced, value,
    note, source_ids.
    """
    changes = dict(scenario.deals)
    status = {row.status: row for row in world.statuses}
    rows = []
    for deal in world.deals:
        edit = changes.get(deal.deal_id, DealChange())
        quantity = deal.best if edit.quantity is None else edit.quantity
        late = edit.delay + dial_value(world, scenario, "slip_years", deal.country)
        open_still = quantity > deal.delivered
        system = world.system[deal.system_id]
        rows.append(
            {
                "deal_id": deal.deal_id,
                "country": deal.country,
                "country_name": country(world, deal.country),
                "system": system.name,
                "category": world.category[system.category].name,
                "kind": deal.deal_kind,
                "supplier": deal.supplier or "not named",
                "status": deal.status,
                "status_name": status[deal.status].name,
                "opacity": status[deal.status].opacity,
                "low": deal.low,
                "best": deal.best,
                "high": deal.high,
                "delivered": deal.delivered,
                "quantity": quantity,
                "to_come": quantity - deal.delivered,
                "first_year": deal.first_year,
                "last_year": deal.last_year,
                "delay": edit.delay,
                "start": deal.first_year + (late if deal.delivered == 0 else 0.0),
                "end": deal.last_year + (late if open_still else 0.0),
                "counted": counts(scenario, deal),
                "changed": edit != DealChange(),
                "include": edit.include,
                "evidence": deal.evidence,
                "confidence": deal.confidence,
                "announced": deal.contracted or deal.announced or "",
                "value": f"{deal.value_m:,.0f} m {deal.currency}" if deal.value_m is not None else "–",
                "note": deal.note or "",
                "source_ids": deal.source_ids,
            }
        )
    return pd.DataFrame(rows)


def counts(scenario: Scenario, deal: Deal) -> bool:
    """Whether a deal counts: as the scenario says, or else when it is complete or its status and evidence count."""
    edit = scenario.deal_change(deal.deal_id)
    if edit.include is not None:
        return edit.include
    if (deal.best if edit.quantity is None else edit.quantity) <= deal.delivered:
        return True
    firm = EVIDENCE_LEVELS.index(deal.evidence) <= EVIDENCE_LEVELS.index(scenario.evidence)
    return firm and deal.status in (*scenario.statuses, "delivered")


def record_words(world: World, kind: str, row: Row) -> str:
    """What a row is, with a mark if it is the reader's own."""
    return f"{kind}, own row" if is_own(world, row) else kind


def evidence_rows(world: World) -> pd.DataFrame:
    """Every holding and deal in one table, with its range, evidence, date and sources.

    Columns: record, country_name, system, category, low, best, high, detail, evidence, confidence,
    date, note, source_ids, and to find what a row does: country (code), category_id, origin (its name in
    ``provenance``).
    """
    rows = []
    for holding in world.inventory:
        system = world.system[holding.system_id]
        rows.append(
            {
                "record": record_words(world, "holding", holding),
                "country_name": country(world, holding.country),
                "system": system.name,
                "category": world.category[system.category].name,
                "low": holding.low,
                "best": holding.best,
                "high": holding.high,
                "detail": holding.held,
                "evidence": holding.evidence,
                "confidence": holding.confidence,
                "date": holding.as_of,
                "note": holding.note or "",
                "source_ids": holding.source_ids,
                "country": holding.country,
                "category_id": system.category,
                "origin": record_of("holding", holding.system_id, holding.held),
            }
        )
    status = {row.status: row.name.lower() for row in world.statuses}
    for deal in world.deals:
        system = world.system[deal.system_id]
        rows.append(
            {
                "record": record_words(world, "deal", deal),
                "country_name": country(world, deal.country),
                "system": system.name,
                "category": world.category[system.category].name,
                "low": deal.low,
                "best": deal.best,
                "high": deal.high,
                "detail": f"{status[deal.status]}, {deal.first_year}–{deal.last_year}",
                "evidence": deal.evidence,
                "confidence": deal.confidence,
                "date": deal.contracted or deal.announced or "–",
                "note": deal.note or "",
                "source_ids": deal.source_ids,
                "country": deal.country,
                "category_id": system.category,
                "origin": f"deal:{deal.deal_id}",
            }
        )
    return pd.DataFrame(rows)


def evidence_by_category(world: World) -> pd.DataFrame:
    """Holdings by evidence: country, category, category_name, category_order, evidence, rows, share."""
    counts: dict[tuple[str, str, str], int] = {}
    for row in world.inventory:
        key = (row.country, world.system[row.system_id].category, row.evidence)
        counts[key] = counts.get(key, 0) + 1
    rows = []
    for code in world.country_codes:
        for category in sorted(world.categories, key=lambda c: c.order):
            whole = sum(counts.get((code, category.category, name), 0) for name in EVIDENCE_LEVELS)
            for name in EVIDENCE_LEVELS:
                number = counts.get((code, category.category, name), 0)
                rows.append(
                    {
                        "country": code,
                        "category": category.category,
                        "category_name": category.name,
                        "category_order": category.order,
                        "evidence": name,
                        "rows": number,
                        "share": number / whole if whole else 0.0,
                    }
                )
    return pd.DataFrame(rows)


def evidence_shares(answer: Assessment, year: int) -> pd.DataFrame:
    """Part of each country's weighted value that rests on each class of evidence: country, evidence, share.

    The value of a category is shared in proportion to the strengths behind it.
    """
    ledger = answer.ledger()
    ledger = ledger[(ledger["year"] == year) & (ledger["strength"] > 0)]
    if ledger.empty:
        return pd.DataFrame(columns=["country", "evidence", "share"])
    values = answer.categories[answer.categories["year"] == year].set_index(["country", "category"])
    points = values["value"] * values["weight"]
    part = ledger.groupby(["country", "category", "evidence"])["strength"].sum()
    whole = part.groupby(level=["country", "category"]).transform("sum")
    weighted = (part / whole).mul(points.rename_axis(["country", "category"]), level=None, fill_value=0.0)
    total = weighted.groupby(level=["country", "evidence"]).sum().rename("share")
    sums = total.groupby(level="country").transform("sum")
    frame = (total / sums.where(sums > 0)).dropna().reset_index()
    return frame[frame["share"] > 0].reset_index(drop=True)


def behind(answer: Assessment, code: str, category: str, year: int) -> pd.DataFrame:
    """The ledger rows behind one country, category and year, largest first, with names and sources."""
    ledger = answer.ledger()
    chosen = (ledger["country"] == code) & (ledger["category"] == category) & (ledger["year"] == year)
    frame = ledger[chosen].sort_values("strength", ascending=False)
    names = {row.system_id: row.name for row in answer.world.systems} | {"sustainment-base": "Base index"}
    return frame.assign(system=frame["system_id"].map(names)).reset_index(drop=True)
