"""What each standard view shows of a case: a picture, a table, a sentence, or why there is nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from balance_model.analysis import bands, findings
from balance_model.core.assess import assess
from balance_model.exhibits import (
    standard_change,
    standard_front,
    standard_money,
    standard_record,
    standard_sure,
)
from balance_model.exhibits.cases import MOST_SCENARIOS, Case
from balance_model.exhibits.picture import Picture
from balance_model.exhibits.stamps import SINGLE_RUN, sources_behind


@dataclass(frozen=True)
class Rows:
    """A table with its title and subtitle; ``touches`` as in ``Picture``."""

    title: str
    table: pd.DataFrame
    subtitle: str = ""
    touches: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Said:
    """A sentence, and the one under it."""

    sentence: str
    note: str


@dataclass(frozen=True)
class Nothing:
    """Why a view has nothing to show."""

    why: str


Shown = Picture | Rows | Said | Nothing


def finding(one: Case) -> Shown:
    """Who is ahead, and what no weights can change."""
    return Said(*standard_front.finding(one.shown, one.many, one.year))


def profile(one: Case) -> Shown:
    """The countries in each category."""
    drawn = None if one.many is None else bands.by_category(one.many)
    return standard_front.profile(one.shown, one.year, one.single, drawn)


def index(one: Case) -> Shown:
    """The index over the years."""
    drawn = None if one.many is None else bands.over_years(one.many)
    return standard_front.index(one.shown, one.steps, one.year, one.single, drawn)


def pairs(one: Case) -> Shown:
    """The ratio of every pair."""
    if len(one.world.country_codes) < 2:
        return Nothing("there is one country alone, and no pair")
    return standard_front.pairs(one.single, one.scenario, one.many)


def scenarios(one: Case) -> Shown:
    """Beside the base; an unchanged scenario beside the next presets, all as single runs."""
    if one.scenario.key != one.base.key:
        drawn = [bands.over_years(each) for each in (one.base_many, one.many) if each is not None]
        return standard_change.scenarios([one.base_shown, one.shown], one.year, drawn)
    others = [
        each.model_copy(update={"year": one.year}) for each in one.presets.values() if each.key != one.baseline.key
    ]
    if not others:
        return Nothing("there is no other scenario to stand beside it")
    answers = [one.single, *(assess(one.world, each) for each in others[: MOST_SCENARIOS - 1])]
    return replace(standard_change.scenarios(answers, one.year), made=SINGLE_RUN)


def causes(one: Case) -> Shown:
    """What each change did to the country that moved most."""
    if not one.changed:
        return _unchanged(one)
    return standard_change.causes(
        one.parts, one.before, one.single, one.most_moved, _way(one), alone=one.many is not None
    )


def changes(one: Case) -> Shown:
    """What each change does to every country; one by one where they are many."""
    if not one.changed:
        return _unchanged(one)
    title = findings.change(one.before, one.single, one.year)
    table = standard_change.change_table(one.parts, one.world)
    if one.many is None:
        return Rows(title, table, f"Index points in {one.year}; {_way(one)}")
    subtitle = f"Index points in {one.year}; {standard_change.SINGLE}; {_way(one)}"
    return Rows(standard_change.single_run(title), table, subtitle)


def _way(one: Case) -> str:
    """How the parts of the difference were worked out."""
    return standard_change.AVERAGED if one.few else standard_change.IN_ORDER


def _unchanged(one: Case) -> Nothing:
    own = " but its own rows, on which both rest" if one.scenario.own_rows is not None else ""
    return Nothing(f"nothing is changed from '{one.base.name}'{own}")


def deliveries(one: Case) -> Shown:
    """What is still to come and counts."""
    title, table = standard_record.due(one.world, one.scenario)
    if table.empty:
        return Nothing("nothing that counts is still to come")
    return Rows(title, table, standard_record.due_words(table))


def weightings(one: Case) -> Shown:
    """How often each country has each place."""
    values = "" if one.many is None else f"{one.many.draws:,} futures"
    return standard_sure.ranks(one.field, one.ranks, "all", values)


def drivers(one: Case) -> Shown:
    """The assumptions that move the ratio of the two that lead."""
    if one.watched is None or not one.bars or one.now != one.now:
        return Nothing("no assumption moves the ratio of the two that lead")
    shown = one.bars[: standard_sure.MOST_BARS]
    return standard_sure.drivers(shown, one.now, one.watched, one.world, one.year, len(one.swings))


def reverse(one: Case) -> Shown:
    """What would turn the lead."""
    if one.watched is None:
        return Nothing("there is one country alone, and no order to reverse")
    return Said(*standard_sure.reverse(one.field, one.bars, one.now, one.watched, len(one.swings)))


def ceilings(one: Case) -> Shown:
    """Holdings against ceilings."""
    if not one.treaty.rows["ceiling"].notna().any():
        return Nothing(f"no country shown has a ceiling in {one.year}")
    return standard_record.ceiling_use(one.treaty, one.year)


def spending(one: Case) -> Shown:
    """Military spending."""
    asked = standard_money.usual(one.world)
    known = asked.points()["value"].notna().any()
    return standard_money.picture(asked) if known else Nothing("no country shown has a figure for its spending")


def sources(one: Case) -> Shown:
    """The sources behind the numbers."""
    ids = sources_behind(one.single, None, pd.DataFrame())
    title = f"{len(ids)} sources stand behind the numbers shown"
    return (
        Rows(title, standard_record.source_table(one.world, ids)) if ids else Nothing("no row that counts has a source")
    )
