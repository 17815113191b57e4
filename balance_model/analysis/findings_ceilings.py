"""What the ceilings of the arms control agreement say, in sentences computed from the count."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from balance_model.analysis.ceilings import BEST, HIGH, Count, Crossing, class_ids, crossings, party
from balance_model.analysis.changes import item_words
from balance_model.analysis.deliveries import unit_words
from balance_model.analysis.words import country, listing, quantity_text, sentence
from balance_model.domain import World
from balance_model.records.scenario import Scenario

BASIS = {
    "treaty": "a number of the treaty or its amendment",
    "derived": "derived by subtraction from treaty numbers",
    "inferred": "inferred, read in no source",
}
MARK = {"treaty": "", "derived": " (derived)", "inferred": " (inferred)"}
POSSESSION = "Units held, in use or in store, whatever their condition: the agreement counts possession."
_MOST_CAUSES = 3
_IN_OR_OUT = ("outside", "within")


def class_name(world: World, class_id: str, short: bool = False) -> str:
    """Name of a treaty class as it stands in a sentence."""
    row = next(row for row in world.treaty_classes if row.class_id == class_id)
    name = row.short if short else row.name
    return name[:1].lower() + name[1:]


def whole(units: float) -> str:
    """Units of this page: whole numbers."""
    return quantity_text(float(round(units)))


def held_words(best: float, low: float, high: float) -> str:
    """Units with their range: ``393 (316 to 536)``."""
    if round(low) == round(high):
        return whole(best)
    return f"{whole(best)} ({whole(low)} to {whole(high)})"


def over_words(held: float, ceiling: float) -> str:
    """By how many units a holding lies above its ceiling, as both are read."""
    more = round(held) - round(ceiling)
    return "less than one unit" if more < 1 else f"{more:,}"


def headline(found: Count, year: int) -> str:
    """Who is above a ceiling in a year, or else who is closest to one."""
    world, rows = found.world, found.rows
    here = rows[(rows["year"] == year) & rows["ceiling"].notna()]
    if here.empty:
        return f"No country shown has a ceiling in {year}"
    above = here[here["headroom"] < 0].sort_values("share", ascending=False)
    if above.empty:
        top = here.loc[here["share"].idxmax()] if here["share"].notna().any() else here.iloc[0]
        if not top["best"] > 0:
            return f"In {year} no party holds any unit that a ceiling limits, at the best estimate"
        return (
            f"In {year} no party holds more than a ceiling allows at the best estimate; closest is "
            f"{country(world, str(top['country']))} with {class_name(world, str(top['category']))}, "
            f"{whole(top['best'])} of {whole(top['ceiling'])}{MARK[str(top['basis'])]}"
        )
    parts = [
        f"{country(world, str(row.country))} holds {over_words(float(row.best), float(row.ceiling))} more "
        f"{class_name(world, str(row.category))} than its ceiling of {whole(float(row.ceiling))}"
        f"{MARK[str(row.basis)]} allows"
        for row in above.itertuples()
    ]
    return f"In {year} {listing(parts)}, at the best estimate"


def note(found: Count) -> str:
    """When plans cross a ceiling, at the best and at the high estimate, and that possession is counted."""
    return " ".join(filter(None, [plans(found), possible(found)]))


def plans(found: Count) -> str:
    """Which ceilings are crossed at the best estimate, when and by what."""
    best = crossings(found, BEST)
    if best:
        return " ".join(crossing_words(found, each) for each in best)
    first, last = found.world.years[0], found.world.years[-1]
    return f"No ceiling is crossed from {first} to {last} at the best estimate."


def possible(found: Count) -> str:
    """Which ceilings would be crossed only if every range were at its upper end; empty if none."""
    passed = {(each.country, each.category) for each in crossings(found, BEST)}
    high = [each for each in crossings(found, HIGH) if (each.country, each.category) not in passed]
    told = [
        (country(found.world, each.country), f"in {class_name(found.world, each.category)} from {each.year} on")
        for each in high
    ]
    if len(told) == 1:
        return f"With every range at its upper end, {told[0][0]} would be above its ceiling {told[0][1]}."
    return f"With every range at its upper end, these would be above: {'; '.join(map(' '.join, told))}." if told else ""


def crossing_words(found: Count, crossing: Crossing) -> str:
    """Country, class, year, number over and what does it, in one or two sentences."""
    world, limit = found.world, float(crossing.ceiling.ceiling)
    name, kind = country(world, crossing.country), class_name(world, crossing.category)
    estimate = "" if crossing.estimate == BEST else " at the high estimate"
    head = (
        f"{name} crosses its ceiling of {whole(limit)} for {kind} in {crossing.year}{estimate}, by "
        f"{over_words(crossing.held, limit)}"
    )
    if crossing.year == world.years[0]:
        head = (
            f"{name} is above its ceiling of {whole(limit)} for {kind} from {crossing.year} on{estimate}, by "
            f"{over_words(crossing.held, limit)}"
        )
    causes = f": that year {causes_words(found.scenario, world, crossing.causes)}" if crossing.causes else ""
    later = (
        f" It is {over_words(crossing.most, limit)} above in {crossing.most_year}."
        if round(crossing.most) > round(crossing.held)
        else ""
    )
    return f"{head}{causes}. The ceiling is {BASIS[crossing.ceiling.basis]}.{later}"


def causes_words(scenario: Scenario, world: World, causes: Sequence[tuple[str, float]]) -> str:
    """What arrives in a year: ``14 BTR-80A and 10 BOV OT M21 arrive``."""
    named = [f"{cause_units(units)} {cause_name(scenario, world, origin)}" for origin, units in causes]
    rest = len(named) - _MOST_CAUSES
    shown = named if rest <= 0 else [*named[:_MOST_CAUSES], f"units of {rest} more"]
    return f"{listing(shown)} arrive"


def cause_units(units: float) -> str:
    """Units that arrive in a year; deliveries are spread evenly, so a part of one may fall in it."""
    return whole(units) if units >= 1 else "less than one"


def cause_name(scenario: Scenario, world: World, origin: str) -> str:
    """What brings units: the system of a deal, or a change of the scenario in words."""
    kind, _, which = origin.partition(":")
    if kind == "deal":
        deal = world.deal[which]
        return f"{world.system[deal.system_id].name} ({_status(world, deal.status)})"
    lists = {"purchase": "purchases", "transfer": "transfers", "modernisation": "modernisations"}
    if kind in lists:
        item = getattr(scenario, lists[kind])[int(which) - 1]
        return f"of the {kind} '{item_words(item, world)}'"
    return "of the holdings"


def _status(world: World, status: str) -> str:
    return next((row.name.lower() for row in world.statuses if row.status == status), status)


def broken(before: Count, after: Count) -> tuple[str, ...]:
    """A sentence for each ceiling that a change breaks at the best estimate, or breaks earlier or further.

    What was broken before and is not touched is not told again.
    """
    known = {(each.country, each.category): each for each in crossings(before, BEST)}
    told = []
    for each in crossings(after, BEST):
        old = known.get((each.country, each.category))
        if old is None or each.year < old.year or round(each.most) > round(old.most):
            told.append(crossing_words(after, each))
    return tuple(told)


def nonparties(world: World) -> str:
    """Which of the countries shown are no parties, in a sentence; empty if all are."""
    names = [country(world, code) for code in world.country_codes if not _is_party(world, code)]
    if not names:
        return ""
    return f"{listing(names)} {'are no parties' if len(names) > 1 else 'is not a party'}: no ceiling applies."


def _is_party(world: World, code: str) -> bool:
    found = party(world, code)
    return found is not None and found.status == "party"


def over_years_title(found: Count, subject: str) -> str:
    """What a class does in all countries, or a country in all classes, over the years."""
    world, rows = found.world, found.rows
    by_class = subject in class_ids(world)
    own = rows[rows["category" if by_class else "country"] == subject]
    limited = own[own["ceiling"].notna()]
    name = class_name(world, subject) if by_class else country(world, subject)
    if limited.empty:
        return sentence(f"{name}: no ceiling applies")
    top = limited.loc[limited["share"].idxmax()]
    other = country(world, str(top["country"])) if by_class else class_name(world, str(top["category"]))
    share = f"{100 * float(top['share']):.0f} % in {int(top['year'])}"
    if by_class:
        return sentence(f"{name}: {other} uses most of its ceiling, {share}")
    return sentence(f"{name} comes closest to a ceiling in {other}: {share}")


def declared_title(world: World, rows: pd.DataFrame) -> str:
    """How far the declared numbers lie from the best estimates."""
    own = rows[(rows["kind"] == "declared") & (rows["holding"] > 0)]
    if own.empty:
        return "No declared number of a country shown has become public"
    above = own[own["holding"] > own["best"].round()]
    within = own[(own["holding"] >= own["low"].round()) & (own["holding"] <= own["high"].round())]
    inside = len(within)
    if len(own) == 1:
        where = "lies" if len(above) else "does not lie"
        return f"The one declared number {where} above the best estimate here; it lies {_IN_OR_OUT[inside]} its range"
    head = f"{_lie(len(above), len(own)).capitalize()} above the best estimate here"
    tail = {0: "none lies", 1: "one lies", len(own): "all lie"}.get(inside, f"{inside} lie")
    return f"{head}; {tail} within its range"


def _lie(number: int, total: int) -> str:
    """How many of some declared numbers, with the verb."""
    if number == total:
        return f"all {total} declared numbers lie"
    counted = {0: "none", 1: "one"}.get(number, str(number))
    return f"{counted} of {total} declared numbers {'lies' if number < 2 else 'lie'}"


def escapes_headline(world: World, rows: pd.DataFrame, year: int) -> str:
    """In how many kinds without a ceiling each country holds most."""
    wide = rows.pivot_table(index="kind", columns="country", values="best", sort=False)
    wide = wide[wide.max(axis=1) > 0]
    if wide.empty:
        return f"Nothing that no ceiling limits is held in {year}"
    firsts = wide.eq(wide.max(axis=1), axis=0).sum().sort_values(ascending=False, kind="stable")
    held = [(country(world, str(code)), int(number)) for code, number in firsts.items() if number]
    told = [f"{name} {'in' if at else 'holds most in'} {number}" for at, (name, number) in enumerate(held)]
    return f"Of {len(wide)} kinds held in {year} that no ceiling limits, {listing(told)}"


def escapes_title(world: World, rows: pd.DataFrame, year: int) -> str:
    """How many kinds no ceiling limits, and who holds most units of most of them."""
    wide = rows.pivot_table(index="kind", columns="country", values="best", sort=False)
    wide = wide[wide.max(axis=1) > 0]
    if wide.empty:
        return f"Nothing that no ceiling limits is held in {year}"
    firsts = wide.eq(wide.max(axis=1), axis=0).sum()
    top = str(firsts.idxmax())
    return (
        f"No ceiling limits {len(wide)} kinds of weapons and aircraft held in {year}; {country(world, top)} holds most "
        f"in {int(firsts[top])} of them"
    )


def units_of(number: float, unit: str) -> str:
    """A number of counted units, whole."""
    return unit_words(float(round(number)), unit)


def used_title(found: Count, year: int) -> str:
    """How many ceilings are used by more than half, and how many are exceeded."""
    rows = found.rows
    here = rows[(rows["year"] == year) & rows["ceiling"].notna()]
    half, over = int((here["share"] > 0.5).sum()), int((here["headroom"] < 0).sum())
    head = f"{half} of {len(here)} ceilings are more than half used in {year}"
    return f"{head}, {over} of them exceeded" if over else f"{head}, none is exceeded"
