"""Threats to a sentence: classes of effects by hand, ranking, and the real data."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.findings import balance
from balance_model.analysis.red_team import Effect, Standing, Trial, effect, red_team, standing, trials
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario


def trial(subject, kind, worked, a, b):
    score = np.repeat(np.array([[a], [b]], dtype=float), 16, axis=1)
    return Trial(subject, kind, subject, worked, score)


def now(a, b):
    return np.repeat(np.array([[a], [b]], dtype=float), 16, axis=1)


@pytest.mark.parametrize(
    ("score", "wanted"),
    [
        ((0.6, 0.3), ("AAA", "BBB", "well", 1 / 3)),
        ((0.3, 0.2), ("AAA", "BBB", "ahead", 0.2)),
        ((0.2, 0.22), ("BBB", "AAA", "slight", 0.02 / 0.42)),
        ((0.4, 0.4), ("AAA", "BBB", "level", 0.0)),
        ((0.4, 0.0), ("AAA", "BBB", "only", 1.0)),
        ((0.0, 0.0), ("AAA", "BBB", "none", 0.0)),
    ],
)
def test_what_a_sentence_says(tiny_world, score, wanted):
    found = standing(np.array(score), tiny_world)
    assert (found.first, found.second, found.verdict) == wanted[:3]
    assert found.lead == pytest.approx(wanted[3])


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (("A", "B", "ahead", 0.2), ("A", "B", "ahead", 0.15), Effect.NONE),
        (("A", "B", "ahead", 0.2), ("B", "A", "slight", 0.1), Effect.OVERTURNED),
        (("A", "B", "ahead", 0.2), ("B", "A", "level", 0.0), Effect.CROSSED),
        (("A", "B", "ahead", 0.2), ("A", "B", "slight", 0.1), Effect.WEAKER),
        (("A", "B", "ahead", 0.2), ("A", "B", "well", 0.4), Effect.STRONGER),
        (("A", "B", "ahead", 0.2), ("A", "C", "ahead", 0.2), Effect.OTHER_SECOND),
        (("A", "B", "ahead", 0.2), ("A", "B", "none", 0.0), Effect.CROSSED),
        (("A", "B", "level", 0.0), ("B", "A", "level", 0.01), Effect.NONE),
        (("A", "B", "level", 0.0), ("C", "A", "level", 0.01), Effect.OTHER_SECOND),
        (("A", "B", "level", 0.0), ("B", "A", "slight", 0.1), Effect.CROSSED),
        (("A", "B", "none", 0.0), ("A", "B", "none", 0.0), Effect.NONE),
        (("A", "B", "none", 0.0), ("A", "B", "level", 0.0), Effect.CROSSED),
    ],
)
def test_what_a_change_does_to_it(before, after, wanted):
    assert effect(Standing(*before), Standing(*after)) == wanted


def test_the_gravest_come_first_one_of_a_subject_and_two_of_a_kind(tiny_world, worked):
    tried = [
        trial("readiness", "use", worked, 0.3, 0.29),  # level
        trial("readiness", "use", worked, 0.3, 0.35),  # overturned: the graver end of the same
        trial("drones", "weights", worked, 0.3, 0.25),  # slightly ahead
        trial("armour", "weights", worked, 0.3, 0.26),  # slightly ahead, nearer to level
        trial("long range", "weights", worked, 0.3, 0.27),  # nearest of its kind
        trial("half", "half", worked, 0.3, 0.21),  # the same words, a smaller lead
        trial("crew", "use", worked, 0.3, 0.1),  # stronger words
        trial("ramp", "ramp", worked, 0.3, 0.19),  # the same words, a larger lead: no threat
    ]
    found = red_team(tried, now(0.3, 0.2), tiny_world, 2025)
    assert [one.trial.subject for one in found.threats] == ["readiness", "long range", "armour", "crew", "half"]
    assert found.threats[0].effect == Effect.OVERTURNED
    assert (found.tried, found.moving, found.overturned, found.reworded) == (8, 8, 1, 5)


def test_against_a_level_sentence_any_lead_is_a_threat(tiny_world, worked):
    tried = [trial("one", "use", worked, 0.3, 0.25), trial("other", "half", worked, 0.3, 0.6)]
    found = red_team(tried, now(0.3, 0.3), tiny_world, 2025)
    assert [one.trial.subject for one in found.threats] == ["other", "one"]
    assert {one.effect for one in found.threats} == {Effect.CROSSED}


def test_when_nothing_moves_nothing_threatens(tiny_world, worked):
    same = [trial("one", "use", worked, 0.3, 0.2), trial("two", "use", worked, 0.3, 0.2)]
    found = red_team(same, now(0.3, 0.2), tiny_world, 2025)
    assert (found.threats, found.tried, found.moving) == ((), 2, 0)
    assert red_team([], now(0.0, 0.0), tiny_world, 2025).standing.verdict == "none"


def test_a_change_that_moves_no_index_in_the_year_is_tried_and_not_counted(tiny_world, worked):
    score = now(0.3, 0.2)
    later = score.copy()
    later[:, tiny_world.years.index(2030)] = 0.3, 0.4
    tried = [
        Trial("later", "ramp", "later", worked, later),
        trial("dead", "interop", worked, 0.3, 0.2),
        trial("words stay", "half", worked, 0.3, 0.21),
    ]
    early, late = (red_team(tried, score, tiny_world, year) for year in (2025, 2030))
    assert (early.tried, early.moving, early.overturned) == (3, 1, 0)
    assert (late.tried, late.moving, late.overturned) == (3, 2, 1)


@pytest.fixture(scope="module")
def tried(world):
    return trials(world, load_scenario("baseline", world))


def test_every_deal_still_to_come_is_tried(world, tried):
    scenario = load_scenario("baseline", world)
    subjects = {one.subject for one in tried}
    coming = [deal for deal in world.deals if deal.best > deal.delivered]
    kinds = {row.kind for row in world.worth if row.mode * row.share > 0}
    for deal in coming:
        system = world.system[deal.system_id]
        counted = system.kind in kinds and system.counted_unit not in {"missile", "munition"}
        assert (f"deal.{deal.deal_id}" in subjects) == counted, deal.deal_id
    late = [one for one in tried if one.subject == "deal.srb-rafale-2024"]
    changes = [one.scenario.deal_change("srb-rafale-2024") for one in late]
    assert {(change.include, change.delay) for change in changes} == {(False, 0.0), (None, 2.0), (None, 5.0)}
    assert all(one.scenario != scenario for one in tried)


def test_a_deal_that_is_as_late_as_can_be_is_not_delayed_further(world):
    late = altered(load_scenario("baseline", world), {"deals": {"srb-rafale-2024": {"delay": 18}}}, world)
    only = world.model_copy(update={"deals": (world.deal["srb-rafale-2024"],)})
    delays = [
        one.scenario.deal_change("srb-rafale-2024").delay
        for one in trials(only, late)
        if one.subject == "deal.srb-rafale-2024"
    ]
    assert sorted(delays) == [18, 20, 20]


def test_each_line_of_the_real_data_is_what_the_model_says(world, tried):
    """The sentence of a threat is that of a run of its scenario, and its effect is seen in the words."""
    scenario = load_scenario("baseline", world)
    answer = assess(world, scenario)
    found = red_team(tried, answer.score, world, 2030)
    assert len(found.threats) == 5
    sentence = balance(answer, 2030)
    for threat in found.threats:
        again = assess(world, threat.trial.scenario)
        assert np.allclose(again.score, threat.trial.score)
        assert balance(again, 2030).split(" on the holdings index")[0] != sentence.split(" on the holdings index")[0]
        assert threat.trial.words


def test_dead_trials_of_the_real_data_are_told_from_those_that_move(world, tried):
    """Options between sides and interoperability move nothing, dials of the futures are not tried at all."""
    score = assess(world, load_scenario("baseline", world)).score
    found = red_team(tried, score, world, 2030)
    at = world.years.index(2030)
    still = [one for one in tried if np.array_equal(one.score[:, at], score[:, at])]
    assert {"counters", "cap", "access", "interop.drones", "kappa_scale"} <= {one.subject for one in still}
    assert 0 < found.moving <= len(tried) - len(still) < found.tried == len(tried)
    assert "chance" not in {one.kind for one in tried}


def test_kinds_of_trials(world, tried):
    kinds = {one.kind for one in tried}
    assert {"weights", "deals", "options", "evidence", "statuses", "use", "half", "aggregation"} <= kinds
    words = [one.words for one in tried]
    assert "All weight on drones" in words
    assert any(word.startswith("Weight set '") for word in words)
    assert any(word.startswith("Weight of anti-tank: 25 % → 35 %") for word in words)


def test_a_scenario_with_one_category_and_shortage_is_not_asked_the_impossible(world):
    """With shortage on enablers carry no weight: all weight on one of them is not tried."""
    alone = dict.fromkeys(world.category_ids, 0) | {"drones": 1}
    scenario = altered(load_scenario("baseline", world), {"weights": alone, "options": {"shortage": True}}, world)
    few = trials(world.model_copy(update={"deals": ()}), scenario)
    assert all(np.isfinite(one.score).all() for one in few)
    assert "All weight on sustainment" not in {one.words for one in few}
