"""What the views of the rows say: how many there are, where they come from, and what one number rests on."""

from __future__ import annotations

from balance_model.analysis.tables import behind as rows_behind
from balance_model.analysis.words import country, index_text, number_word, quantity_text
from balance_model.core.assess import Assessment
from balance_model.domain import World
from balance_model.domain.overlay import Overlay


def held(world: World) -> str:
    """How many holdings and deals of how many countries there are."""
    holdings, deals = len(world.inventory), len(world.deals)
    countries = len({row.country for row in world.inventory} | {row.country for row in world.deals})
    of = f"{number_word(countries)} {'country' if countries == 1 else 'countries'}"
    return f"The data hold {_count(holdings, 'holding')} and {_count(deals, 'deal')} of {of}"


def sourced(world: World) -> str:
    """How many sources there are, and the years of the first and the last."""
    years = sorted({int(row.date[:4]) for row in world.sources if row.date})
    told = f"The data rest on {_count(len(world.sources), 'source')}"
    if not years:
        return told
    return f"{told}, dated {years[0]} to {years[-1]}" if len(years) > 1 else f"{told}, dated {years[0]}"


def own(overlay: Overlay | None) -> str:
    """Whether rows of the reader are in use, and how many."""
    if overlay is None or not overlay.rows:
        return "No own rows are in use: every number rests on the bundled data"
    be = "is" if len(overlay.rows) == 1 else "are"
    return f"{_count(len(overlay.rows), 'row')} of your own, named '{overlay.name}', {be} laid over the bundled data"


def behind(answer: Assessment, code: str, category: str, year: int) -> str:
    """Strength and value of a country in a category, and the rows they rest on."""
    frame = answer.categories
    row = frame[(frame.country == code) & (frame.category == category) & (frame.year == year)].iloc[0]
    name = answer.world.category[category].name.lower()
    who = country(answer.world, code)
    rows = rows_behind(answer, code, category, year)
    rows = rows[rows["strength"] > 0]
    if rows.empty:
        return f"In {year} no row gives {who} strength in {name}: the category value is {index_text(row.value)}"
    told = (
        f"In {year} the strength of {who} in {name} is {quantity_text(row.strength)} norm units, "
        f"a category value of {index_text(row.value)}"
    )
    if len(rows) == 1:
        return f"{told}; it rests on one row, {rows['system'].iloc[0]}"
    share = rows["strength"].iloc[0] / rows["strength"].sum()
    return f"{told}; it rests on {len(rows)} rows, {100 * share:.0f} % on {rows['system'].iloc[0]}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
