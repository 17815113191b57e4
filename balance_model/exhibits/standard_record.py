"""The standard views of the record: ceilings, what is due when, and the sources behind."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from balance_model.analysis import ceilings, deliveries, findings, findings_ceilings, tables, unsized
from balance_model.analysis.ceilings import Count, class_ids
from balance_model.analysis.findings_ceilings import MARK, POSSESSION, class_name, held_words, whole
from balance_model.analysis.words import country, sentence, years_text
from balance_model.charts.ceilings import shares
from balance_model.domain import TreatyNote, World
from balance_model.exhibits import natives_ceilings
from balance_model.exhibits.picture import Picture
from balance_model.records.scenario import Scenario

KEY = "Line: the ceiling, solid if it stands in the treaty, dashed if derived, dotted if inferred"
PURCHASE = "Hypothetical purchase"
ENDS = "single run; low and high take every range at one end"


def ceiling_use(count: Count, year: int) -> Picture:
    """All parties and classes against their ceilings in a year."""
    rows = ceiling_rows(count, year)
    title = findings_ceilings.used_title(count, year)
    subtitle = f"{POSSESSION} Dot: best estimate; bar: low to high. {KEY}"
    return Picture(
        lambda look, width, height: shares(rows, look, title, subtitle, width, height),
        f"{title}. Share of the ceiling held in {len(class_ids(count.world))} classes.",
        rows[["block", "country", "year", "low", "best", "high", "ceiling", "basis", "headroom", "share",
              "share_low", "share_high", "first_over_best", "first_over_high"]].rename(columns={"block": "class"}),
        made=ENDS,
        touches=unsized.capped(count.world),
        opens=False,
        native=natives_ceilings.against(rows),
        cautions=cautions(count.world),
    )  # fmt: skip


def near_notes(count: Count, year: int) -> list[TreatyNote]:
    """Cautions about the numbers that lie near a ceiling or above it in a year, the low to high reaching it."""
    rows = ceilings.against(count)
    near = rows[(rows["year"] == year) & (rows["share_high"] >= 1.0)]
    pairs = zip(near["country"], near["category"], strict=True)
    return [
        each
        for code, name in pairs
        for each in ceilings.notes(count.world, ("ceiling", "holding"), str(code), str(name))
        if (each.country, each.category) == (code, name)
    ]


def cautions(world: World) -> tuple[str, ...]:
    """What goes with every picture of ceilings: how weakly some of them are sourced."""
    return tuple(each.statement for each in ceilings.notes(world, ("ceiling",)))


def ceiling_rows(count: Count, year: int) -> pd.DataFrame:
    """Rows of a year as the chart draws them, classes in order; parties first, and a country without a ceiling last."""
    world = count.world
    rows = ceilings.against(count)
    rows = rows[rows["year"] == year]
    order = {name: at for at, name in enumerate(class_ids(world))}
    places = {code: at for at, code in enumerate(world.country_codes)}
    rows = rows.assign(
        a=rows["category"].map(order), b=rows["ceiling"].isna(), c=rows["country"].map(places)
    ).sort_values(["a", "b", "c"])
    first = {
        name: {(each.country, each.category): each.year for each in ceilings.crossings(count, name)}
        for name in ("best", "high")
    }
    keys = list(zip(rows["country"], rows["category"], strict=True))
    texts = [unit_words(row) for _, row in rows.iterrows()]
    return rows.drop(columns=["a", "b", "c"]).assign(
        block=[sentence(class_name(world, name, short=True)) for name in rows["category"]],
        words=[words for words, _ in texts], brief=[brief for _, brief in texts],
        first_over_best=[first["best"].get(key) for key in keys],
        first_over_high=[first["high"].get(key) for key in keys],
    )  # fmt: skip


def unit_words(row: pd.Series) -> tuple[str, str]:
    """Units against a ceiling in words, long and brief."""
    if pd.isna(row["ceiling"]):
        held = held_words(row["best"], row["low"], row["high"]) if row["high"] >= 0.5 else "none"
        return f"{held}, no ceiling: not a party", f"{held}, no ceiling"
    pair = f"{whole(row['best'])} of {whole(row['ceiling'])}"
    return pair + MARK[str(row["basis"])], pair


def due(world: World, scenario: Scenario) -> tuple[str, pd.DataFrame]:
    """What is still to come and counts, in the order in which it is due: a title and a table.

    Columns: due, country, system, units to come, status, supplier. The hypothetical purchases of the scenario stand
    among the deals; the title counts deals alone.
    """
    deals, _ = _open(world, scenario)
    coming = deals[(deals["to_come"] > 0) & deals["counted"]]
    rows = [
        (
            float(row.start), float(row.end), str(row.country_name), str(row.system), int(row.to_come),
            str(row.status_name), deliveries.supplier_words(world, str(row.supplier)),
        )
        for row in coming.itertuples()
    ]  # fmt: skip
    bought = [
        (
            float(each.first_year), float(each.last_year), country(world, each.country),
            world.system[each.system_id].name, each.quantity, PURCHASE, "–",
        )
        for each in scenario.purchases
    ]  # fmt: skip
    ordered = sorted([*rows, *bought], key=lambda row: (row[1], row[0], *row[2:4]))
    return findings.deliveries(deals), pd.DataFrame(
        [(years_text(math.floor(start), math.ceil(end)), *rest) for start, end, *rest in ordered],
        columns=["due", "country", "system", "units to come", "status", "supplier"],
    )


def due_words(table: pd.DataFrame) -> str:
    """How the rows of ``due`` divide into deals and hypothetical purchases; empty if all are deals."""
    bought = int((table["status"] == PURCHASE).sum())
    if bought == 0:
        return ""
    deals = len(table) - bought
    return (
        f"{deals} deal{'' if deals == 1 else 's'} that count{'s' if deals == 1 else ''}, and {bought} hypothetical "
        f"purchase{'' if bought == 1 else 's'} of the scenario, which the title leaves out"
    )


def due_choices(world: World, scenario: Scenario) -> dict[str, str]:
    """Choices of the page of deals that put the same deals on screen as ``due`` counts."""
    _, revived = _open(world, scenario)
    return {"deals_category": "every"} | ({"deals_span": "All"} if revived else {})


def _open(world: World, scenario: Scenario) -> tuple[pd.DataFrame, bool]:
    """Deals among which those still to come are counted, and whether cancelled ones are among them.

    These are left out, unless the scenario counts one.
    """
    deals = tables.deal_table(world, scenario)
    revived = (deals["status"] == "cancelled") & deals["counted"] & (deals["to_come"] > 0)
    return (deals, True) if revived.any() else (deliveries.chosen(deals), False)


def source_table(world: World, source_ids: Sequence[str]) -> pd.DataFrame:
    """Sources by publisher: publisher, title, date, address, source id."""
    rows = sorted((world.source[name] for name in source_ids), key=lambda row: (row.publisher.casefold(), row.title))
    return pd.DataFrame(
        [(row.publisher, row.title, row.date or "–", row.url or "–", row.source_id) for row in rows],
        columns=["publisher", "title", "date", "address", "source id"],
    )
