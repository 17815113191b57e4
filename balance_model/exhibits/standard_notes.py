"""What a speaker can say about each standard view: two to four plain sentences, worked out from the same answers."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from balance_model.analysis import (
    findings,
    findings_ceilings,
    findings_drivers,
    findings_money,
    findings_scenario,
    findings_weights,
    tables,
    weightings,
)
from balance_model.analysis.changes import moving
from balance_model.analysis.deliveries import index_pairs
from balance_model.analysis.words import country, index_text, number_word, ratio_text, sentence, the_countries
from balance_model.exhibits import standard_change, standard_money, standard_record
from balance_model.exhibits.cases import Case


def notes(one: Case, view: str, most: int = 4) -> str:
    """Speaker notes of a view, one paragraph, of so many points at most."""
    told = [each for each in _NOTES[view](one) if each]
    return " ".join(f"{sentence(each).rstrip('.')}." for each in told[:most])


def _finding(one: Case) -> list[str]:
    facts = one.world.facts
    return [
        f"This compares what {the_countries(one.world)} hold, weighted by assumptions that are all stated",
        "It counts equipment; it says nothing about how any conflict would go",
        findings.weight_proof(one.shown, one.year, "middle" if one.many is not None else ""),
        f"The data are as of {facts['data_as_of']}, and every number leads to its source",
    ]


def _profile(one: Case) -> list[str]:
    values = tables.category_values(one.shown, one.year)
    orders = [rows.sort_values("value", ascending=False, kind="stable") for _, rows in values.groupby("category")]
    orders = [rows for rows in orders if len(rows) > 1]
    orders.sort(key=lambda rows: rows["value"].iloc[1] - rows["value"].iloc[0])
    if not orders:
        return ["Each dot is one country in one category"]
    told = [f"The widest gap between first and second is in {_first_two(one, orders[0])}"]
    if len(orders) > 1:
        told.append(f"The closest is in {_first_two(one, orders[-1])}")
    return [*told, "A value of 1 would be far more than any of them holds; the scale is the same for all"]


def _first_two(one: Case, rows: pd.DataFrame) -> str:
    """A category and where its first two stand; ``rows`` in order of value."""
    stand = [
        f"{country(one.world, str(code))} at {index_text(float(value))}"
        for code, value in zip(rows["country"][:2], rows["value"][:2], strict=True)
    ]
    return f"{str(rows['category_name'].iloc[0]).lower()}: {', '.join(stand)}"


def _index(one: Case) -> list[str]:
    world, steps = one.world, one.steps
    at = int(one.shown.score[:, world.years.index(one.year)].argmax())
    start, now = (float(one.shown.score[at, world.years.index(year)]) for year in (world.years[0], one.year))
    name = country(world, world.country_codes[at])
    told = [f"{name} stood at {index_text(start)} in {world.years[0]} and stands at {index_text(now)} in {one.year}"]
    if len(steps):
        row = steps.loc[steps["delta"].abs().idxmax()]
        who = country(world, str(row["country"]))
        told.append(f"The largest single step is in {who} in {row['year']}: {row['label']} ({row['detail']})")
    if one.many is not None:
        told.append("The bands hold the middle half and the middle 80 % of the futures that were drawn")
    return [*told, "Years to come rest on deals that are counted as stated, not on a forecast"]


def _pairs(one: Case) -> list[str]:
    rows = tables.pairs(one.single, one.year).dropna(subset=["ratio"]).sort_values("ratio", kind="stable")
    if rows.empty:
        return ["None of the countries holds anything that counts here"]
    told = [
        f"The most unequal pair is {rows['pair_label'].iloc[-1]}, {ratio_text(float(rows['ratio'].iloc[-1]))}",
        f"The closest is {rows['pair_label'].iloc[0]}, {ratio_text(float(rows['ratio'].iloc[0]))}"
        if len(rows) > 1
        else "",
    ]
    return [*told, "A ratio of two means twice the index, not twice the strength in any use"]


def _scenarios(one: Case) -> list[str]:
    if one.scenario.key == one.base.key:
        return ["The scenario shown changes nothing, so other prepared scenarios stand beside it",
                "Every difference is from the first of them"]  # fmt: skip
    return [findings.change(one.base_shown, one.shown, one.year), one.scenario.story]


def _changes(one: Case) -> list[str]:
    count = len(moving(one.base, one.scenario, one.world))
    subject = f"The {number_word(count)} changes" if count > 1 else "The change"
    pairs = index_pairs(one.before, one.single, one.year)
    said = _run(one, findings_scenario.scenario_moves(subject, pairs, one.year))
    return [said, _largest(one.parts), one.scenario.story]


def _largest(parts: pd.DataFrame) -> str:
    """The single part that moves an index most, by name."""
    row = parts.loc[parts["delta"].abs().idxmax()]
    return f"The largest part of that: {row['cause']}, {findings_scenario.points(float(row['delta']))} points"


def _run(one: Case, said: str) -> str:
    """What a single run says, named as such where the other views show futures."""
    return said if one.many is None else standard_change.single_run(said)


def _causes(one: Case) -> list[str]:
    own = one.parts[one.parts["country"] == one.most_moved]
    return [
        _run(one, findings_scenario.one_change(one.before, one.single, one.most_moved, one.year)),
        _largest(own),
        "Each change gets its fair share, averaged over all orders in which they could be made"
        if one.few
        else "Each change is made after those above it, so its part depends on their order",
    ]


def _deliveries(one: Case) -> list[str]:
    title, rows = standard_record.due(one.world, one.scenario)
    last = rows.iloc[0] if len(rows) else None
    told = [title]
    if last is not None:
        told.append(f"The next to be complete is {last['country']}, {last['system']}, due {last['due']}")
    return [*told, "A deal that slips moves every number that rests on it, which the explorer shows at once"]


def _weightings(one: Case) -> list[str]:
    said = findings_weights.first(one.field, one.ranks, weightings.ALL, one.many is not None)
    return [
        said,
        findings_weights.ruled_out(one.field, one.many is not None),
        "Nobody has to agree on the weights to use this: all of them were tried",
    ]


def _drivers(one: Case) -> list[str]:
    if one.watched is None:
        return []
    return [
        findings_drivers.one_at_a_time(one.bars, one.now, one.watched, one.world, one.year),
        findings_drivers.longest(one.bars, one.watched, one.world),
        "Each bar moves one assumption to its low and its high and leaves all else as it is",
    ]


def _reverse(one: Case) -> list[str]:
    said = "This is the question to expect: what would have to be different for the order to turn"
    tried = f"{number_word(len(one.swings))} assumptions were moved, one at a time, to both ends of their range"
    return [said, findings_weights.ruled_out(one.field, one.many is not None), tried]


def _ceilings(one: Case) -> list[str]:
    return [findings_ceilings.headline(one.treaty, one.year), findings_ceilings.plans(one.treaty),
            "The agreement counts what is held, in use or in store, whatever its condition"]  # fmt: skip


def _spending(one: Case) -> list[str]:
    asked = standard_money.usual(one.world)
    rows = asked.points()
    return [asked.sentence(rows), findings_money.provisional(rows, one.world),
            "Money buys pay, pensions and upkeep too, so spending and holdings need not move together"]  # fmt: skip


def _sources(one: Case) -> list[str]:
    return ["Every number shown leads to at least one of these", one.world.facts["sources_line"]]


_NOTES: dict[str, Callable[[Case], list[str]]] = {
    "finding": _finding, "profile": _profile, "index": _index, "pairs": _pairs, "scenarios": _scenarios,
    "causes": _causes, "changes": _changes, "deliveries": _deliveries, "weightings": _weightings, "drivers": _drivers,
    "reverse": _reverse, "ceilings": _ceilings, "spending": _spending, "sources": _sources,
}  # fmt: skip
