"""Checks on holdings, deals, retirements and munitions: no unit twice, none out of nothing."""

from __future__ import annotations

from collections import Counter, defaultdict

from balance_model.domain import BudgetLine, Deal, Holding, Munition, Retirement, TransferOut
from balance_model.errors import Finding
from balance_model.records.read import Line, Tables

Place = tuple[str, str]
"""A country and a system."""


def check_deal_years(tables: Tables) -> list[Finding]:
    """A deal or budget line that ends before it begins."""
    cure = "Make last_year the same as first_year or later."
    rows: list[tuple[Line, Deal | BudgetLine]] = [*tables.of(Deal), *tables.of(BudgetLine)]
    return [
        line.finding("last_year", f"last_year {row.last_year} is before first_year {row.first_year}", cure)
        for line, row in rows
        if row.first_year and row.last_year and row.last_year < row.first_year
    ]


def check_delivered(tables: Tables) -> list[Finding]:
    """More units delivered than ordered."""
    return [
        line.finding(
            "delivered",
            f"{deal.delivered} delivered is more than the high of {deal.high} ordered",
            "Lower delivered or raise high.",
        )
        for line, deal in tables.of(Deal)
        if deal.delivered > deal.high
    ]


def check_delivered_status(tables: Tables) -> list[Finding]:
    """A deal called delivered that still has a rest, or has more than its best."""
    return [
        line.finding(
            "delivered",
            f"the status is delivered, but {deal.delivered} of {deal.best} units are",
            "Make delivered equal to best, or use the status in_delivery.",
        )
        for line, deal in tables.of(Deal)
        if deal.status == "delivered" and deal.delivered != deal.best
    ]


def check_early_delivery(tables: Tables) -> list[Finding]:
    """Units delivered before the deal's first year, by the date of the data."""
    today = _data_year(tables)
    return [
        line.finding(
            "first_year",
            f"{deal.delivered} units are delivered, but first_year is {deal.first_year}",
            "Set first_year to the year of the first delivery, or delivered to 0.",
        )
        for line, deal in tables.of(Deal)
        if today and deal.delivered and deal.first_year > today
    ]


def check_late_rest(tables: Tables) -> list[Finding]:
    """A rest that should have come in a year that is over."""
    today = _data_year(tables)
    return [
        line.finding(
            "last_year",
            f"last_year {deal.last_year} is over and {deal.best - deal.delivered} units are still to come",
            "Move last_year to when they are expected, lower best, or raise delivered and the inventory.",
            "warning",
        )
        for line, deal in tables.of(Deal)
        if today and deal.last_year < today and deal.delivered < deal.best and deal.status != "cancelled"
    ]


def check_modernisation(tables: Tables) -> list[Finding]:
    """A modernisation without the system it converts, or another deal with one."""
    findings = []
    for line, deal in tables.of(Deal):
        if deal.deal_kind == "modernisation" and not deal.replaces_system_id:
            problem, cure = "a modernisation must name what it converts", "Name the system the units leave."
            findings.append(line.finding("replaces_system_id", problem, cure))
        if deal.deal_kind != "modernisation" and deal.replaces_system_id:
            problem = f"a deal of kind {deal.deal_kind} cannot convert units"
            cure = "Empty the cell, or set deal_kind to modernisation."
            findings.append(line.finding("replaces_system_id", problem, cure))
    return findings


def check_delivered_in_inventory(tables: Tables) -> list[Finding]:
    """Delivered units of a country and system that its inventory does not hold.

    Delivered units must be part of the inventory: the model adds only the rest of a deal. An upgrade
    in place adds no unit and is left out.
    """
    stock, arrived = _stock(tables), _arrived(tables)
    last = {
        (deal.country, deal.system_id): line for line, deal in tables.of(Deal) if _adds_units(deal) and deal.delivered
    }
    return [
        line.finding(
            "delivered",
            f"deals have delivered {arrived[place]} {place[1]} to {place[0]}, but the inventory holds {stock[place]}",
            f"Raise best in inventory.csv to {arrived[place]} or more, or lower delivered.",
        )
        for place, line in last.items()
        if arrived[place] > stock[place]
    ]


def check_counted_twice(tables: Tables) -> list[Finding]:
    """Units in the inventory that the rest of a deal seems to count once more.

    Suspect are held units that no deal accounts for as delivered, when they were counted after the deal
    became known and they are exactly the whole deal, or counted after it began. A shared source, or a
    deal in delivery that has delivered nothing, makes it an error.
    """
    stock, arrived = _stock(tables), _arrived(tables)
    rows: dict[Place, list[Holding]] = defaultdict(list)
    for _, holding in tables.of(Holding):
        rows[holding.country, holding.system_id].append(holding)
    cure = "Raise delivered, or enter the older units as a delivered deal of their own."
    findings = []
    for line, deal in tables.of(Deal):
        place = (deal.country, deal.system_id)
        unexplained = stock[place] - arrived[place]
        if unexplained > 0 and deal.status != "cancelled" and _adds_units(deal):
            level = _suspicion(deal, rows[place], unexplained)
            problem = (
                f"units look counted twice: the inventory holds {unexplained} {deal.system_id} that no deal "
                f"has delivered, and {deal.best - deal.delivered} of this deal are still to come"
            )
            findings += [line.finding("delivered", problem, cure, level)] if level else []
    return findings


def _suspicion(deal: Deal, rows: list[Holding], unexplained: int) -> str:
    """Level of the finding that unexplained units of some inventory rows belong to a deal; empty for none."""
    counted = max(int(row.as_of[:4]) for row in rows)
    known = int((deal.announced or deal.contracted or str(deal.first_year))[:4])
    shared = any(set(deal.source_ids) & set(row.source_ids) for row in rows)
    whole = not deal.delivered and deal.best == unexplained and counted >= known
    begun = deal.delivered < deal.best and counted >= deal.first_year
    idle = deal.status == "in_delivery" and not deal.delivered
    if (whole and shared) or (begun and idle):
        return "error"
    return "warning" if whole or (begun and shared) else ""


def check_retirements(tables: Tables) -> list[Finding]:
    """More units withdrawn than held and still to come."""
    stock = _stock(tables)
    for _, deal in tables.of(Deal):
        if _adds_units(deal):
            stock[deal.country, deal.system_id] += max(0, deal.best - deal.delivered)
    leaving: dict[Place, int] = Counter()
    findings = []
    for line, row in tables.of(Retirement):
        place = (row.country, row.system_id)
        leaving[place] += row.best
        if leaving[place] > stock[place]:
            problem = f"{leaving[place]} units are withdrawn, but {stock[place]} are held or still to come"
            cure = f"Lower best, in all rows together to {stock[place]}."
            findings.append(line.finding("best", problem, cure))
    return findings


def check_carriers(tables: Tables) -> list[Finding]:
    """Munitions for a launcher or platform that the country neither holds nor awaits."""
    known = {(row.country, row.system_id) for _, row in tables.of(Holding)}
    known |= {(row.country, row.system_id) for _, row in tables.of(Deal)}
    return [
        line.finding(
            "system_id",
            f"{row.country} neither holds nor awaits {row.system_id}",
            "Add the launcher to inventory.csv or deals.csv, or name the right launcher.",
        )
        for line, row in tables.of(Munition)
        if (row.country, row.system_id) not in known
    ]


def check_money(tables: Tables) -> list[Finding]:
    """A value without currency, or a currency without value."""
    rows: list[tuple[Line, Deal | BudgetLine | TransferOut]] = [
        *tables.of(Deal),
        *tables.of(BudgetLine),
        *tables.of(TransferOut),
    ]
    cure = "Fill in both cells or empty both."
    return [
        line.finding("currency", "value_m and currency do not go together", cure)
        for line, row in rows
        if (row.value_m is None) != (row.currency is None)
    ]


def check_budget_lines(tables: Tables) -> list[Finding]:
    """A budget line that names a system, or has the id of a deal."""
    deals = tables.ids("deals", "deal_id")
    findings = []
    for line, row in tables.of(BudgetLine):
        if row.system_id:
            cure = "Move the row to deals.csv, or empty system_id."
            findings.append(line.finding("system_id", "a budget line adds no units", cure))
        if row.deal_id in deals:
            cure = "Keep the row in one of the two files."
            findings.append(line.finding("deal_id", "the id is also in deals.csv", cure))
    return findings


def _adds_units(deal: Deal) -> bool:
    return deal.replaces_system_id != deal.system_id and deal.deal_kind != "transfer_out"


def _arrived(tables: Tables) -> dict[Place, int]:
    arrived: dict[Place, int] = Counter()
    for _, deal in tables.of(Deal):
        if _adds_units(deal):
            arrived[deal.country, deal.system_id] += deal.delivered
    return arrived


def _stock(tables: Tables) -> dict[Place, int]:
    stock: dict[Place, int] = Counter()
    for _, holding in tables.of(Holding):
        stock[holding.country, holding.system_id] += holding.best
    return stock


def _data_year(tables: Tables) -> int | None:
    for line in tables.lines.get("about", ()):
        text = line.cells.get("value", "")[:4]
        if line.cells.get("key") == "data_as_of" and text.isdigit():
            return int(text)
    return None
