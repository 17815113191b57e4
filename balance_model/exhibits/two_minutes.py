"""The two-minute brief: what can be said of any scenario in two minutes, in order, with words to say."""

from __future__ import annotations

from collections.abc import Mapping

from balance_model.analysis.ceilings import crossings
from balance_model.analysis.changes import moving
from balance_model.domain import World
from balance_model.exhibits import standard, standard_notes
from balance_model.exhibits.briefing import SHELF, Briefing
from balance_model.exhibits.cases import Case, Tell, case
from balance_model.exhibits.standard_front import finding
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import sparse

MOST_SENTENCES = 2
LONGEST_TITLE = 200
PLAIN = ("finding", "profile", "index", "pairs", "weightings", "drivers", "reverse")
CHANGED = ("finding", "causes", "changes", "profile", "index", "weightings", "reverse")


def two_minutes(
    world: World,
    scenario: Scenario,
    baseline: Scenario | None = None,
    many: bool = False,
    *,
    draws: int | None = None,
    seed: int | None = None,
    presets: Mapping[str, Scenario] | None = None,
    base: str = SHELF,
    tell: Tell = lambda done, total: None,
) -> Briefing:
    """A briefing of six to eight exhibits: the finding, what it rests on, how sure it is, and what to watch.

    Parameters
    ----------
    baseline : a preset as it stands in its file; the preset ``baseline`` if left out.
    many : with futures, ``draws`` of them from ``seed``.
    presets : all presets by id; the bundled ones if left out.
    base : address of the explorer.
    tell : told (done, total) while the futures are drawn.

    Raises
    ------
    ScenarioError
        If the own rows of the scenario do not fit the data.
    """
    one = case(world, scenario, baseline, many, draws=draws, seed=seed, presets=presets, tell=tell)
    return brief(one, base)


def brief(one: Case, base: str = SHELF) -> Briefing:
    """The two-minute brief of a case."""
    found = Briefing(
        title=title(one), subtitle=subtitle(one), base=base, scenario=sparse(one.scenario, one.baseline)
    )  # fmt: skip
    for view in views(one):
        try:
            exhibit = standard.exhibit(one, view)
        except standard.ViewError:
            continue  # nothing to show of it: one exhibit fewer
        found = found.adding(exhibit.model_copy(update={"notes": standard_notes.notes(one, view, MOST_SENTENCES)}))
    return found


def views(one: Case) -> tuple[str, ...]:
    """Which standard views are told, in order; the last is a ceiling that is crossed, or what is due next."""
    last = "ceilings" if crossings(one.treaty) else "deliveries"
    return (*(CHANGED if one.changed else PLAIN), last)


def title(one: Case) -> str:
    """The finding; its first part where it is long."""
    said = finding(one.shown, one.many, one.year)[0].rstrip(".")
    return said if len(said) <= LONGEST_TITLE else said.split(";")[0][:LONGEST_TITLE]


def subtitle(one: Case) -> str:
    """Scenario, year, and how much is changed."""
    count = len(moving(one.base, one.scenario, one.world))
    number = "nothing" if count == 0 else f"{count} thing{'s' if count > 1 else ''}"
    return f"{one.scenario.name}, {one.year}: {number} changed from '{one.base.name}'"
