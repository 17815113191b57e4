"""A scenario with everything a standard view may ask of it, each answer made once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from balance_model.analysis import bands, compare, steps, weightings
from balance_model.analysis.ceilings import Count, count
from balance_model.analysis.changes import moving
from balance_model.analysis.ensembles import Ensemble, assess_many
from balance_model.analysis.replay import in_order
from balance_model.analysis.smaa import Smaa
from balance_model.analysis.tornado import Bar, Swing, bars, swings
from balance_model.analysis.watched import Watched, ranked
from balance_model.analysis.weightings import Field
from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.exhibits.stamps import SINGLE_RUN
from balance_model.records.scenario import Scenario
from balance_model.records.scenario_world import world_for
from balance_model.records.scenarios import called
from balance_model.records.scenarios import presets as all_presets

Tell = Callable[[int, int], None]
MOST_SCENARIOS = 4
_FUTURES = re.compile(r"^([\d,]+) futures, seed (\d+)\b")


@dataclass(frozen=True, eq=False)
class Case:
    """One scenario, what it is held against, and its answers.

    ``world`` is the data as the scenario sees them: with its own rows and the countries that have joined.
    ``baseline`` is the preset that exhibits are told from; ``base`` the same in the year of the scenario. ``many`` are
    the futures of the scenario, ``base_many`` those of the base, None where they are not wanted.
    """

    world: World
    scenario: Scenario
    baseline: Scenario
    presets: Mapping[str, Scenario]
    many: Ensemble | None = None
    base_many: Ensemble | None = None

    @property
    def year(self) -> int:
        """The year shown."""
        return self.scenario.year

    @property
    def base(self) -> Scenario:
        """The baseline in the year shown."""
        return self.baseline.model_copy(update={"year": self.year})

    @cached_property
    def changed(self) -> bool:
        """Whether the scenario differs from its base in anything but own rows, on which both rest."""
        return bool(moving(self.base, self.scenario, self.world))

    @cached_property
    def single(self) -> Assessment:
        """The answer at best values."""
        return assess(self.world, self.scenario)

    @cached_property
    def shown(self) -> Assessment:
        """What is shown: the middle of the futures where there are any, else the single run."""
        return self.single if self.many is None else bands.middle(self.many)

    @cached_property
    def before(self) -> Assessment:
        """The base at best values."""
        return assess(self.world, self.base)

    @cached_property
    def base_shown(self) -> Assessment:
        """What is shown of the base."""
        return self.before if self.base_many is None else bands.middle(self.base_many)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """The deals that cause the largest steps of each country's index."""
        return steps.steps(self.single)

    @property
    def few(self) -> bool:
        """Whether the changes are few enough to be averaged over all their orders, each for itself."""
        return len(moving(self.base, self.scenario, self.world)) <= compare.MOST_SINGLE_CAUSES

    @cached_property
    def parts(self) -> pd.DataFrame:
        """What each change did: averaged over all orders, or one after another where there are many."""
        made = compare.difference if self.few else in_order
        return made(self.world, self.base, self.scenario, self.year)

    @cached_property
    def most_moved(self) -> str:
        """The country whose index differs most from the base."""
        at = self.world.years.index(self.year)
        gaps = abs(self.single.score[:, at] - self.before.score[:, at])
        return self.world.country_codes[int(gaps.argmax())]

    @cached_property
    def field(self) -> Field:
        """What is weighed in the year, at best values."""
        return weightings.weighed(self.single, self.year)

    @cached_property
    def ranks(self) -> Smaa:
        """How often each country has each place under all weightings."""
        values = None if self.many is None else weightings.merits(self.field, self.many)
        return weightings.acceptability(self.field, weightings.ALL, values)

    @cached_property
    def watched(self) -> Watched | None:
        """The ratio of the two that lead; None with fewer than two countries."""
        order = ranked(self.single.score[:, self.world.years.index(self.year)], self.world)
        return Watched("ratio", *order[:2]) if len(order) > 1 else None

    @cached_property
    def swings(self) -> tuple[Swing, ...]:
        """The model at both ends of every assumption."""
        return swings(self.world, self.scenario)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """What each assumption does to the ratio of the two that lead, the largest effect first."""
        if self.watched is None:
            return ()
        return bars(self.swings, self.single.score, self.world, self.watched, self.year)

    @cached_property
    def now(self) -> float:
        """The ratio of the two that lead."""
        at = self.world.years.index(self.year)
        return float("nan") if self.watched is None else float(self.watched.of(self.single.score[:, at], self.world))

    @cached_property
    def treaty(self) -> Count:
        """Units held against the ceilings."""
        return count(self.single)

    @property
    def made(self) -> str:
        """How the numbers were made, for the stamp."""
        return SINGLE_RUN if self.many is None else futures_words(self.many)


def case(
    world: World,
    scenario: Scenario,
    baseline: Scenario | None = None,
    many: bool = False,
    *,
    draws: int | None = None,
    seed: int | None = None,
    presets: Mapping[str, Scenario] | None = None,
    folder: Path | str | None = None,
    tell: Tell = lambda done, total: None,
) -> Case:
    """The case of a scenario.

    Parameters
    ----------
    baseline : a preset as it stands in its file; the preset ``baseline`` if left out.
    many : draw futures, ``draws`` of them from ``seed`` (those of about.csv if left out), of the base too where the
        scenario differs from it.
    presets : all presets by id, those of the data ``folder`` if left out.

    Raises
    ------
    ScenarioError
        If the own rows of the scenario do not fit the data, or a preset does not.
    """
    known = all_presets(world, folder=folder) if presets is None else presets
    baseline, scenario = baseline or known["baseline"], called(scenario, known)
    seen = world_for(world.bundled or world, scenario, baseline)
    plain = Case(seen, scenario, baseline, known)
    if not many:
        return plain
    number = int(world.facts["draws"]) if draws is None else draws
    whole = number * (2 if plain.changed else 1)
    futures = assess_many(seen, scenario, number, seed, tell=lambda done, total: tell(done, whole))
    others = futures
    if plain.changed:
        others = assess_many(seen, plain.base, number, seed, tell=lambda done, total: tell(number + done, whole))
    return Case(seen, scenario, baseline, known, futures, others)


def futures_words(many: Ensemble) -> str:
    """How many futures, from which seed, and what bands of them hold."""
    return f"{many.draws:,} futures, seed {many.seed}; bands hold the middle 50 and 80 %"


def futures_in(words: str) -> tuple[int, int] | None:
    """Number and seed of the futures that a stamp names, as ``futures_words`` writes them; None for a single run."""
    found = _FUTURES.match(words)
    return (int(found[1].replace(",", "")), int(found[2])) if found else None
