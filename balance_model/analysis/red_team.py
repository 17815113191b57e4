"""A two-minute red team: which single assumptions most threaten the sentence on screen.

The sentence says which country is ahead of which, and in which words. Every single change is tried: both ends
of every assumption, each status and evidence level, options of the model, weight sets, all weight on one
category, and each deal left out, late, or counted. Changes are ranked by what they do to the sentence, then by
how near they bring it to being overturned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.assumptions import assumptions, status_steps, with_share
from balance_model.analysis.changes import changes
from balance_model.analysis.combinations import has_weight
from balance_model.analysis.findings import verdict
from balance_model.analysis.tornado import NOTHING
from balance_model.analysis.watched import Tell, ranked, untold
from balance_model.analysis.words import sentence
from balance_model.core.assess import assess, worth_of
from balance_model.domain import EVIDENCE_LEVELS, Deal, World
from balance_model.records.scenario import DealChange, Options, Scenario
from balance_model.records.scenarios import preset_weights

Array = NDArray[np.float64]
DELAYS = (2.0, 5.0)
"""Years by which each deal still to come is delayed."""
LATEST = 20.0
"""Most years by which a scenario may delay a deal."""
MOST_OF_A_KIND = 2
"""Of the threats shown no more are of one kind, so that five lines name different assumptions."""
FORMS = ("michaelis", "exponential", "linear")
SWITCHES = ("counters", "shortage", "cap", "access")


@dataclass(frozen=True)
class Trial:
    """One change tried: what is assumed (``subject``), its kind, in words, and the indices (country, year)."""

    subject: str
    kind: str
    words: str
    scenario: Scenario
    score: Array


class Effect(IntEnum):
    """What a change does to the sentence, the more the graver."""

    NONE = 0
    STRONGER = 1
    OTHER_SECOND = 2
    WEAKER = 3
    CROSSED = 4  # from ahead to level, or from level to ahead
    OVERTURNED = 5


@dataclass(frozen=True)
class Standing:
    """What the sentence says: who leads, who follows, the class of its words, and how far from level.

    ``lead`` is (S_first - S_best other) / (S_first + S_best other): 0 when level, 1 when nobody else holds
    anything, negative when the country is not first any more.
    """

    first: str
    second: str
    verdict: str
    lead: float


@dataclass(frozen=True)
class Threat:
    """A change with what it does to the sentence."""

    trial: Trial
    effect: Effect
    lead: float


@dataclass(frozen=True)
class RedTeam:
    """The gravest threats to a sentence; how many changes were tried, how many move an index, what these did."""

    standing: Standing
    threats: tuple[Threat, ...]
    tried: int
    moving: int
    overturned: int
    reworded: int


def trials(world: World, scenario: Scenario, tell: Tell = untold) -> tuple[Trial, ...]:
    """Run the model for every single change, each in the scenario as it stands."""
    tries = [one for one in _tries(world, scenario) if one.scenario != scenario and has_weight(world, one.scenario)]
    found = []
    for at, one in enumerate(tries):
        tell(at, len(tries))
        found.append(Trial(one.subject, one.kind, one.words, one.scenario, assess(world, one.scenario).score))
    return tuple(found)


def red_team(found: Sequence[Trial], now: Array, world: World, year: int, most: int = 5) -> RedTeam:
    """The ``most`` gravest threats to what indices ``now`` (country, year) say in a year.

    Of one assumption only the gravest change is kept, and no more than two of a kind. A change that moves no index
    in that year is counted as tried and no more.
    """
    at = world.years.index(year)
    before = standing(now[:, at], world)
    threats = []
    for trial in found:
        if np.abs(trial.score[:, at] - now[:, at]).max(initial=0.0) <= NOTHING:
            continue
        after = standing(trial.score[:, at], world)
        threats.append(Threat(trial, effect(before, after), _lead(trial.score[:, at], before.first, world)))
    order = sorted((one for one in threats if one.effect or _nearer(before, one)), key=lambda one: _rank(before, one))
    kept: list[Threat] = []
    for one in order:
        kinds = [each.trial.kind for each in kept]
        if one.trial.subject in {each.trial.subject for each in kept} or kinds.count(one.trial.kind) >= MOST_OF_A_KIND:
            continue
        kept.append(one)
    overturned = sum(one.effect == Effect.OVERTURNED for one in threats)
    reworded = sum(one.effect not in (Effect.NONE, Effect.OVERTURNED) for one in threats)
    return RedTeam(before, tuple(kept[:most]), len(found), len(threats), overturned, reworded)


def standing(score: Array, world: World) -> Standing:
    """What indices of shape (country,) say."""
    first, second = ranked(score, world)[:2] if len(score) > 1 else (ranked(score, world)[0], "")
    high, low = (float(score[world.country_codes.index(code)]) if code else 0.0 for code in (first, second))
    if high == 0:
        return Standing(first, second, "none", 0.0)
    kind = verdict(world, high / low)[0] if low > 0 else "only"
    return Standing(first, second, kind, _lead(score, first, world))


def effect(before: Standing, after: Standing) -> Effect:
    """What one standing does to the sentence of another."""
    if "none" in (before.verdict, after.verdict) or (before.verdict == "level") != (after.verdict == "level"):
        return Effect.NONE if before.verdict == after.verdict else Effect.CROSSED
    if after.verdict != "level" and after.first != before.first:
        return Effect.OVERTURNED
    if before.verdict == after.verdict:
        same = {before.first, before.second} == {after.first, after.second}
        return Effect.NONE if same else Effect.OTHER_SECOND
    return Effect.WEAKER if after.lead < before.lead else Effect.STRONGER


def _rank(before: Standing, threat: Threat) -> tuple[int, float]:
    """The graver the effect and the further it goes, the lower."""
    outward = before.verdict == "level" or threat.effect == Effect.STRONGER
    return -int(threat.effect), -abs(threat.lead) if outward else threat.lead


def _nearer(before: Standing, threat: Threat) -> bool:
    """Whether a change that leaves the words brings the sentence nearer to being wrong."""
    if before.verdict == "level":
        return abs(threat.lead) > abs(before.lead) + 1e-9
    return threat.lead < before.lead - 1e-9


def _lead(score: Array, code: str, world: World) -> float:
    own = world.country_codes.index(code)
    best = float(np.delete(score, own).max(initial=0.0))
    whole = float(score[own]) + best
    return (float(score[own]) - best) / whole if whole > 0 else 0.0


@dataclass(frozen=True)
class _Try:
    subject: str
    kind: str
    words: str
    scenario: Scenario


def _tries(world: World, scenario: Scenario) -> Iterator[_Try]:
    yield from _weights(world, scenario)
    for subject, kind, other in _changed(world, scenario):
        said = "; ".join(change.words for change in changes(scenario, other, world))
        yield _Try(subject, kind, sentence(said), other)


def _weights(world: World, scenario: Scenario) -> Iterator[_Try]:
    for one in assumptions(world, scenario):
        if one.kind == "weights":
            for end in (one.low, one.high):
                words = f"{one.label}: {one.now} → {end.words}, the rest in proportion"
                yield _Try(one.id, one.kind, words, end.scenario)
    for category in world.category_ids:
        words = f"All weight on {world.category[category].name.lower()}"
        yield _Try(f"weight.{category}", "weights", words, with_share(scenario, category, 1.0))
    for preset, name in {row.preset: row.name for row in world.weights}.items():
        raw = preset_weights(preset, world)
        weights = tuple((category, raw.get(category, 0.0)) for category, _ in scenario.weights)
        yield _Try(
            f"preset.{preset}", "weights", f"Weight set '{name}'", scenario.model_copy(update={"weights": weights})
        )


def _changed(world: World, scenario: Scenario) -> Iterator[tuple[str, str, Scenario]]:
    """What is assumed, its kind, and the scenario that assumes otherwise, weights aside."""
    for one in assumptions(world, scenario):
        if one.kind != "weights":
            for end in (one.low, one.high):
                yield one.id, one.kind, end.scenario
    for level in EVIDENCE_LEVELS[1:-1]:
        yield "evidence", "evidence", scenario.model_copy(update={"evidence": level})
    for statuses in status_steps(world)[1:-1]:
        yield "statuses", "statuses", scenario.model_copy(update={"statuses": statuses})
    yield from _options(scenario)
    worth = worth_of(world, scenario)
    scored = {row.system_id for row, units in zip(world.systems, worth, strict=True) if units.any()}
    for deal in world.deals:
        if deal.system_id in scored:
            yield from _deal(scenario, deal)


def _options(scenario: Scenario) -> Iterator[tuple[str, str, Scenario]]:
    def with_option(**parts: object) -> Scenario:
        options = Options.model_validate(scenario.options.model_dump() | parts)
        return scenario.model_copy(update={"options": options})

    for form in FORMS:
        yield "form", "options", with_option(form=form)
    for name in SWITCHES:
        yield name, "options", with_option(**{name: not getattr(scenario.options, name)})


def _deal(scenario: Scenario, deal: Deal) -> Iterator[tuple[str, str, Scenario]]:
    """A deal that counts left out or late; one that does not count counted."""
    change = scenario.deal_change(deal.deal_id)
    if (deal.best if change.quantity is None else change.quantity) <= deal.delivered:
        return
    known = EVIDENCE_LEVELS.index(deal.evidence) <= EVIDENCE_LEVELS.index(scenario.evidence)
    counts = change.include if change.include is not None else known and deal.status in scenario.statuses
    others = [{"include": not counts}] + [{"delay": min(change.delay + years, LATEST)} for years in DELAYS if counts]
    for parts in others:
        deals = dict(scenario.deals) | {deal.deal_id: DealChange.model_validate(change.model_dump() | parts)}
        yield (
            f"deal.{deal.deal_id}", "deals",
            scenario.model_copy(update={"deals": tuple(sorted(deals.items(), key=lambda item: item[0]))}),
        )  # fmt: skip
