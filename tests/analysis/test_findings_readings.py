"""What readings agree on and where they part: small tables whose answer can be read off."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.analysis import findings_readings as told


def table(*ratios):
    """Two readings of as many comparisons as there are pairs of ratios: Alpha against Beta, and against Gamma."""
    rows = []
    for at, pair in enumerate(ratios):
        for reading, side, ratio in zip(("one", "two"), ("Beta", "Gamma and Delta"), pair, strict=True):
            rows.append(
                {"reading": reading, "panel": reading.title(), "key": f"k{at}", "label": f"Thing {at}", "own": True,
                 "side_a": "Alpha", "side_b": side, "many_a": False, "many_b": reading == "two", "ratio": ratio}
            )  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("ratio", "side"),
    [(1.0, "level"), (1.05, "level"), (1.06, "a"), (0.96, "level"), (0.94, "b"), (0.0, "b"), (math.inf, "a"),
     (math.nan, "unknown")],
)  # fmt: skip
def test_level_is_what_the_verdicts_call_level(world, ratio, side):
    """Level up to 1.0527, from either side."""
    assert told.stands(world, ratio) == side


def test_what_both_find_and_where_they_part(world):
    rows = table((2.0, 3.0), (0.5, 4.0), (1.0, 1.02))
    assert told.headline(world, rows, 2030) == (
        "In 2030 both readings find Alpha ahead in thing 0 and neither side ahead in thing 2; they part on thing 1 "
        "(2.0 to 1 for Beta, then 4.0 to 1 for Alpha)"
    )
    assert told.order(rows) == "Ratios: Alpha against Beta (one), then Alpha against Gamma and Delta (two)."


def test_many_agreed_comparisons_are_counted(world):
    rows = table((2.0, 3.0), (2.0, 3.0), (1.5, 9.0))
    assert told.headline(world, rows, 2030) == (
        "In 2030 both readings find Alpha ahead in three of three comparisons; they part most on thing 2 "
        "(1.5 to 1 for Alpha, then 9.0 to 1 for Alpha)"
    )


def test_readings_that_agree_on_nothing_say_so(world):
    assert told.headline(world, table((0.5, 4.0)), 2030) == (
        "In 2030 the readings agree on nothing; they part on thing 0 (2.0 to 1 for Beta, then 4.0 to 1 for Alpha)"
    )


def test_a_first_side_behind_different_sides_is_behind(world):
    """Beta ahead of Alpha, and Gamma and Delta ahead of Alpha: Alpha is behind; zero and equal pairs part nobody."""
    assert told.headline(world, table((0.5, 0.5)), 2030) == "In 2030 both readings find Alpha behind in thing 0"
    assert told.headline(world, table((0.0, 0.0)), 2030) == "In 2030 both readings find Alpha behind in thing 0"
    assert "nothing can be compared" in told.headline(world, table((math.nan, 0.0)), 2030)


def test_level_in_one_and_ahead_in_the_other_is_told_as_such(world):
    """0.98 is level; 0.8 is 1.25 to 1 the other way round, 1.2 in two figures."""
    assert told.headline(world, table((0.98, 0.8), (2.0, 2.0)), 2030) == (
        "In 2030 both readings find Alpha ahead in thing 1; only one finds a side ahead in thing 0 (level, then 1.2 to "
        "1 for Gamma and Delta)"
    )


def test_many_partings_are_named_without_numbers(world):
    assert told.headline(world, table((0.5, 4.0), (0.5, 4.0), (1.0, 4.0)), 2030) == (
        "In 2030 the readings agree on nothing; they part on thing 0 and thing 1; only one finds a side ahead in "
        "thing 2"
    )


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(2.5, "2.5 to 1 for A"), (0.4, "2.5 to 1 for B"), (0.98, "level"), (0.0, "B alone"), (math.inf, "A alone"),
     (math.nan, "no number"), (1 / 120, "120 to 1 for B"), (9.96, "10 to 1 for A")],
)  # fmt: skip
def test_a_ratio_has_the_larger_side_first_and_names_it(world, ratio, words):
    assert told.found(world, ratio, "A", "B") == words


def test_numbers_that_are_missing_are_neither(world):
    head = told.headline(world, table((math.nan, 4.0), (2.0, 2.0)), 2030)
    assert "thing 0" not in head
    assert head.startswith("In 2030 both readings find Alpha ahead in thing 1")


def test_what_one_reading_finds(world):
    rows = table((2.0, 0.5), (0.5, 0.25), (1.0, 3.0))
    one, two = (rows[rows["reading"] == name] for name in ("one", "two"))
    assert told.panel(world, one) == (
        "Of its three comparisons Alpha has more in one, Beta has more in one and neither side has more in one"
    )
    assert told.panel(world, two) == (
        "Of its three comparisons Alpha has more in one and Gamma and Delta have more in two"
    )
    assert told.panel(world, one.head(1)) == "In its one comparison Alpha has more in one"
    assert (
        told.title(world, rows) == "Alpha has more than Beta in 1 of 3; Alpha has more than Gamma and Delta in 1 of 3"
    )


def test_the_design_counts_classes_above_it():
    rows = pd.DataFrame(
        [("A : B", "Tanks", "A", "B", 3.0, 2.5), ("A : B", "Guns", "A", "B", 2.0, 2.5),
         ("A : C", "Tanks", "A", "C", math.inf, 2.5), ("A : C", "Guns", "A", "C", 0.25, 2.5)],
        columns=["panel", "label", "side_a", "side_b", "ratio", "designed"],
    )  # fmt: skip
    assert told.agreement_title(rows, 2030) == (
        "In 2030 A holds more than the designed ratio in 1 of 2 classes against B and in 1 of 2 classes against C"
    )
    assert told.design_title(rows) == (
        "Furthest from the design: guns, 4.0 to 1 for C against A, designed 2.5 to 1 for A"
    )
    assert told.design_title(rows.head(0)) == "No class has a ratio to compare with the design"


def test_who_is_still_to_join(world):
    assert told.joins(world, "encirclement").startswith("Albania belongs to this reading and joins it")
    assert told.joins(world, "necessity") == ""
    assert told.joins(world.joining(["ALB"]), "encirclement") == ""
