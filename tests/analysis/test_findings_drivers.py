"""Sentences on drivers, weights and threats, against numbers made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from balance_model.analysis import findings_drivers as findings
from balance_model.analysis.assumptions import Assumption, End
from balance_model.analysis.red_team import Effect, RedTeam, Standing, Threat, Trial
from balance_model.analysis.sobol import Indices
from balance_model.analysis.tornado import Bar
from balance_model.analysis.watched import Watched

GAP, RATIO, INDEX = (Watched(kind, "SRB", "HRV") for kind in ("gap", "ratio", "index"))


@pytest.fixture
def bar(worked):
    def made(label, low, high):
        return Bar(Assumption(label, "test", label, "now", End("low", worked), End("high", worked)), low, high)

    return made


def test_no_single_assumption_turns_the_order(world, bar):
    bars = [bar("Readiness", 0.1, 0.3), bar("Crews", 0.15, 0.25)]
    assert findings.one_at_a_time(bars, 0.2, GAP, world, 2030) == (
        "In 2030 no single assumption turns the order of Serbia and Croatia"
    )


def test_those_that_turn_it_are_named(world, bar):
    bars = [bar("Readiness", -0.1, 0.3), bar("Crews", 0.15, 0.25)]
    said = findings.one_at_a_time(bars, 0.2, GAP, world, 2030)
    assert said == "In 2030 readiness can turn the order of Serbia and Croatia"
    many = [bar(name, -0.1, 0.3) for name in ("Readiness", "Crews", "Evidence")]
    assert "three single assumptions, first of all readiness and crews," in findings.one_at_a_time(
        many, 0.2, GAP, world, 2030
    )


def test_a_ratio_turns_at_one_and_an_index_never(world, bar):
    bars = [bar("Readiness", 0.9, 1.6)]
    assert "can turn" in findings.one_at_a_time(bars, 1.5, RATIO, world, 2030)
    assert findings.one_at_a_time([bar("Readiness", 0.3, 0.6)], 0.5, INDEX, world, 2030) == (
        "In 2030 single assumptions put the index of Serbia, now 0.50, between 0.30 and 0.60"
    )
    assert not findings.turns(float("nan"), 1.5, RATIO)


def test_nothing_moves(world):
    assert findings.one_at_a_time([], 0.2, GAP, world, 2030).startswith("No single assumption moves the gap")
    assert findings.longest([], GAP, world).startswith("Nothing tried moves")


def test_the_longest_bar_is_told_from_low_to_high(world, bar):
    said = findings.longest([bar("Readiness", 0.3, 0.1)], GAP, world)
    assert said == "Readiness: the largest effect on the gap between Serbia and Croatia, +0.10 to +0.30"


def parts(first, total=None, error=0.01):
    first = np.array(first, dtype=float)
    groups = ("readiness:SRB", "quantity:HRV", "worth")
    total = first if total is None else np.array(total, dtype=float)
    return Indices(groups, first, total, np.full(3, error), np.full(3, error), 0.2, 0.1)


DOUBT = "of the doubt about the gap between Serbia and Croatia in 2030 comes from"


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ((0.5, 0.3, 0.1), f"Half {DOUBT} how ready units of Serbia are"),
        ((0.1, 0.2, 0.62), f"62 % {DOUBT} what an item is worth"),
        ((0.4, 0.3, 0.1), f"70 % {DOUBT} how ready units of Serbia are and how many Croatia holds"),
        (
            (0.1, 0.1, 0.1),
            "No group alone explains much of the doubt about the gap between Serbia and Croatia in 2030: "
            "they act together",
        ),
        ((0.0, 0.0, 0.0), "Nothing is in doubt about the gap between Serbia and Croatia in 2030"),
    ],
)
def test_where_half_of_the_doubt_comes_from(world, first, said):
    assert findings.doubt(parts(first), GAP, world, 2030) == said


def test_the_largest_part_and_how_sure_it_is(world):
    found = parts((0.3, 0.1, 0.1), (0.4, 0.2, 0.1), error=0.012)
    assert findings.largest_part(found, GAP, world).startswith("How ready units of Serbia are: this has part in 40 %")
    assert findings.how_sure(found) == "each share is good to about 3 points"
    assert findings.largest_part(parts((0, 0, 0)), GAP, world).startswith("No group of inputs moves")


def rows(*table):
    return pd.DataFrame(table, columns=["category_name", "weight", "share"])


AMONG = "of the differences between the four"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ([("Drones", 0.5, 0.8), ("Armour", 0.5, 0.2)], f"Drones carries 80 % {AMONG}, with a weight of 50 %"),
        (
            [("Drones", 0.6, 0.2), ("Armour", 0.2, 0.4), ("Tanks", 0.2, 0.4)],
            f"Drones carries only 20 % {AMONG}, with a weight of 60 %",
        ),
        ([("Drones", 0.5, 0.52), ("Armour", 0.5, 0.48)], f"Each category carries about its weight {AMONG}"),
        (
            [("Drones", 0.5, -0.4), ("Armour", 0.5, 1.4)],
            "Drones has a weight of 50 % and works against the order of the four",
        ),
        ([("Drones", 0.5, 0.0), ("Armour", 0.5, 0.0)], "The four do not differ in anything that carries weight"),
    ],
)
def test_what_a_weight_really_carries(table, said):
    assert findings.carried(rows(*table), "the four") == said


def team(overturned, reworded, verdict="ahead", moving=30):
    return RedTeam(Standing("SRB", "HRV", verdict, 0.2), (), 40, moving, overturned, reworded)


@pytest.mark.parametrize(
    ("overturned", "reworded", "said"),
    [
        (0, 0, "none changes this sentence"),
        (0, 1, "none puts another country first; 1 changes the words"),
        (0, 17, "none puts another country first; 17 change the words"),
        (1, 0, "1 puts another country first"),
        (1, 1, "1 puts another country first; 1 more changes the words"),
        (3, 7, "3 put another country first; 7 more change the words"),
    ],
)
def test_how_the_sentence_stood_the_test(overturned, reworded, said):
    assert findings.challenge(team(overturned, reworded)) == f"Of 40 single changes tried, 30 move an index; {said}"


def test_changes_that_move_nothing_are_told():
    assert findings.challenge(team(0, 0, moving=0)) == "None of 40 single changes tried moves an index"
    assert findings.challenge(team(0, 0, moving=1)) == (
        "Of 40 single changes tried, 1 moves an index; none changes this sentence"
    )


def test_every_effect_has_words_of_its_own(worked):
    def words(effect, verdict="ahead"):
        trial = Trial("one", "use", "words", worked, np.zeros((2, 1)))
        return findings.effect_words(team(0, 1, verdict), Threat(trial, effect, 0.1))

    assert len({words(effect) for effect in Effect}) == len(Effect)
    assert words(Effect.CROSSED) == "the lead is gone"
    assert words(Effect.CROSSED, "level") == "level no more"
