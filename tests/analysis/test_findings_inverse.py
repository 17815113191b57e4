"""What is told of answers and misses is what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balance_model.analysis import findings_inverse as told
from balance_model.analysis.inverse import Inverse, smallest_changes
from balance_model.analysis.standing import INDEX, Aim, one
from balance_model.records.scenarios import load_scenario

AIM = Aim(one("BBB"), one("AAA"), INDEX, 2030)


@pytest.fixture(scope="module")
def found(tiny_world, worked):
    return smallest_changes(tiny_world, worked, AIM)


def test_the_headline_names_the_first_answer_and_its_price(tiny_world, found):
    words = told.headline(tiny_world, found)
    assert words.startswith("One change is enough for Beta to be at least equal to Alpha in the whole index in 2030: ")
    assert words.endswith(told.answer_words(tiny_world, found.answers[0]))
    assert told.note(found).startswith("As it stands: 0.35 against 0.45. ")
    assert f"{len(found.answers) - 1} other single change" in told.note(found)


def test_an_assumed_price_is_called_assumed(tiny_world, found):
    answer = next(answer for answer in found.answers if answer.key == "BBB:sam-one")
    assert told.answer_words(tiny_world, answer) == (
        "Beta buys 32 more Air defence, delivered in 2028, about EUR 800 m (640 to 1,600 m; an assumed price)"
    )


def test_no_answer_names_the_nearest_miss(tiny_world, worked):
    result = smallest_changes(tiny_world, worked, Aim(one("BBB"), 0.99, INDEX, 2030))
    words = told.headline(tiny_world, result)
    assert words.startswith("No single change is enough for Beta to be at 0.99 or more in the whole index in 2030; ")
    assert result.misses[0].words in words
    assert told.note(result).endswith("single changes bring the two nearer; none closes the gap.")


def test_nothing_to_change_is_said(tiny_world, worked):
    result = smallest_changes(tiny_world, worked, Aim(one("AAA"), one("BBB"), INDEX, 2030))
    assert told.headline(tiny_world, result) == (
        "Nothing needs to change for Alpha to be at least equal to Beta in the whole index in 2030: "
        "it is so already, 0.45 against 0.35"
    )
    assert told.note(result) == ""


def test_shares_of_draws_are_told_as_such(tiny_world, found):
    sure = Inverse(AIM, 0.12, 0.8, found.answers, found.misses, 0.8)
    assert "with 80 % confidence: " in told.headline(tiny_world, sure)
    assert told.note(sure).startswith("As it stands: in 12 % of the draws, 80 % asked for.")


def test_what_was_not_tried_is_not_claimed(tiny_world, found):
    """With eleven levers left aside nothing is said of all single changes."""
    some = Inverse(AIM, 0.12, 0.8, found.answers, found.misses, 0.8, untried=11)
    assert told.count_title(found) == f"{len(found.answers)} single changes close the whole gap"
    assert told.count_title(some) == f"{len(found.answers)} single changes of those tried close the whole gap"
    assert told.note(some).endswith(
        " other single changes of those tried would do. "
        "11 more dials and deals that help less were not tried in the draws."
    )
    alone = replace(some, answers=found.answers[:1], untried=1)
    assert told.count_title(alone) == "1 single change of those tried closes the whole gap"
    assert told.note(alone).endswith("would do. 1 more dial or deal that helps less was not tried in the draws.")
    none = replace(some, answers=())
    assert told.count_title(none) == "No single change of those tried closes the gap"
    assert told.count_title(replace(none, untried=0)) == "No single change closes the gap"
    assert told.headline(tiny_world, none).startswith("None of the single changes tried is enough for Beta to be")
    assert " of those tried bring the two nearer; none closes the gap." in told.note(none)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0 %"), (0.004, "less than 1 %"), (0.5, "50 %"), (0.996, "more than 99 %"), (1.0, "100 %")],
)
def test_nearly_none_and_nearly_all_are_not_none_and_all(share, words):
    assert told.share_words(share) == words


@pytest.mark.parametrize(
    ("own", "needed", "words"),
    [
        (0.3, 0.5, "0.30 against 0.50"),
        (0.504, 0.505, "0.50 against 0.51"),
        (0.5012, 0.5024, "0.501 against 0.502"),
        (0.50101, 0.50102, "0.50 against a little more"),
        (0.5, 0.5, "0.50 for both"),
    ],
)
def test_two_levels_are_told_apart(own, needed, words):
    assert told.apart(own, needed) == words


def test_why_a_lever_is_not_enough(tiny_world, found):
    table = told.misses_table(found)
    tanks = table[table["change"].str.contains("Armour")].iloc[0]
    assert tanks["kind"] == "Purchase"
    assert tanks["why"].startswith("The most one country could buy. It gives 0.4")
    miss = next(miss for miss in found.misses if miss.key == "BBB:tank-four")
    assert tanks["why"].endswith(f"it would take {miss.would_take:,}")


def test_parts_of_the_gap_are_between_nothing_and_all(found):
    rows = told.ways(found)
    assert rows["closed"].between(0, 1).all()
    assert (rows[rows["reached"]]["closed"] == 1).all()
    assert (rows[~rows["reached"]]["closed"] < 1).all()
    assert len(told.ways(found, most=3)) == 3


def test_several_countries_and_a_part_of_one(world):
    scenario = load_scenario("baseline", world)
    aim = Aim((("HRV", 0.5), ("XKX", 1.0)), one("SRB"), "drones", scenario.year, times=0.9)
    assert told.goal(world, aim) == "Croatia at 50 % and Kosovo* at 90 % or more of Serbia in drones in 2030"
