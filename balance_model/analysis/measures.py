"""What a map or a panel can show of an answer: the index, a category value, the change since the first year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from balance_model.analysis.words import country, index_text, listing, sentence, signed
from balance_model.core.assess import Assessment
from balance_model.domain import World

INDEX, CHANGE = "index", "change"


def measures(world: World) -> dict[str, str]:
    """Names of the measures by id: the index, its change, and each category in its order."""
    names = {INDEX: "Holdings index", CHANGE: f"Change of index since {world.years[0]}"}
    return names | {name: f"{world.category[name].name} value" for name in world.category_ids}


def measured(answer: Assessment, measure: str) -> pd.DataFrame:
    """A measure of every country in every year: country, year, value.

    Index and category values lie between 0 and 1, changes between -1 and 1.
    """
    world = answer.world
    if measure == INDEX:
        values = answer.score
    elif measure == CHANGE:
        values = answer.score - answer.score[:, :1]
    else:
        values = answer.value[:, :, world.category_ids.index(measure)]
    index = pd.MultiIndex.from_product([world.country_codes, world.years], names=["country", "year"])
    return pd.DataFrame({"value": values.ravel()}, index=index).reset_index()


def span(values: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest value of all years, zero included, so that all years share one scale."""
    return min(0.0, float(values["value"].min())), max(0.0, float(values["value"].max()))


def value_text(value: float, measure: str) -> str:
    """A value of a measure as it is written; changes have their sign."""
    return signed(value) if measure == CHANGE else index_text(value)


def highest_and_lowest(values: pd.DataFrame, measure: str, year: int, world: World) -> str:
    """Who has the highest and who the lowest value in a year; countries that read alike share a place."""
    here = values[values["year"] == year]
    words = {str(row.country): value_text(float(row.value), measure) for row in here.itertuples()}
    order = here.sort_values("value", ascending=False, kind="stable")["country"].tolist()
    top = [code for code in order if words[code] == words[order[0]]]
    low = [code for code in order if words[code] == words[order[-1]]]
    name = measures(world)[measure]
    lower = name[:1].lower() + name[1:]
    if len(top) == len(order):
        return f"In {year} the {lower} is {words[order[0]]} for all"
    verb = "have" if len(top) > 1 else "has"
    head = f"{listing(country(world, code) for code in top)} {verb} the highest {lower} in {year}, {words[order[0]]}"
    tail = f"{listing(country(world, code) for code in low)} the lowest, {words[order[-1]]}"
    return sentence(f"{head}; {tail}")


def largest_rise(values: pd.DataFrame, measure: str, year: int, world: World) -> str:
    """Where a measure rose most from the first year to another; ``values`` are levels, not changes."""
    first = world.years[0]
    wide = values.pivot_table(index="country", columns="year", values="value")
    rise = wide[year].round(2) - wide[first].round(2)
    if year == first:
        return highest_and_lowest(values, INDEX if measure == CHANGE else measure, year, world)
    if float(rise.max()) < 0.005:
        return f"From {first} to {year} nothing rises by as much as 0.01"
    code = str(rise.idxmax())
    name = measures(world)[INDEX if measure == CHANGE else measure]
    old, new = (index_text(float(wide.loc[code, each])) for each in (first, year))
    return (
        f"From {first} to {year} the {name[:1].lower()}{name[1:]} rises most in {country(world, code)}, {old} to {new}"
    )


def category_lines(answers: Sequence[Assessment], categories: Sequence[str], codes: Sequence[str]) -> pd.DataFrame:
    """Category values by year, a panel for each category, a line for each country or each scenario.

    With one answer the lines are the countries ``codes``, else the answers, for the first of ``codes``.
    Columns: panel, line (country code, or number of the answer), name, scenario, country, category, year,
    value (0 to 1).
    """
    frames = []
    for category in categories:
        for number, answer in enumerate(answers):
            world = answer.world
            values = measured(answer, category)
            for code in codes if len(answers) == 1 else codes[:1]:
                own = values[values["country"] == code]
                line, name = (code, country(world, code)) if len(codes) > 1 else (str(number), answer.scenario.name)
                frames.append(
                    own.assign(
                        panel=world.category[category].name, line=line, name=name,
                        scenario=answer.scenario.name, category=category,
                    )
                )  # fmt: skip
    columns = ["panel", "line", "name", "scenario", "country", "category", "year", "value"]
    return pd.concat(frames, ignore_index=True)[columns]


def category_moves(answers: Sequence[Assessment], code: str, year: int) -> str:
    """In which category one of several scenarios moves a country most from the first."""
    first = answers[0]
    world = first.world
    at = world.country_codes.index(code), world.years.index(year)
    name = country(world, code)
    moves = [
        (abs(float(other.value[at][column] - first.value[at][column])), other, column)
        for other in answers[1:]
        for column in range(len(world.category_ids))
    ]
    most, other, column = max(moves, key=lambda move: move[0], default=(0.0, first, 0))
    if most < 0.005:
        return f"No category value of {name} in {year} differs by as much as 0.01"
    old, new = index_text(float(first.value[at][column])), index_text(float(other.value[at][column]))
    category = world.category[world.category_ids[column]].name.lower()
    return f"'{other.scenario.name}' moves {name} most in {category} in {year}: {old} to {new}"
