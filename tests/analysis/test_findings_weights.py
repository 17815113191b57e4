"""Words about weights: each sentence is checked against fields whose answer can be read off."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis import findings_weights as words
from balance_model.analysis import weightings
from balance_model.analysis.smaa import smaa2
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario, preset_weights
from tests.analysis.test_weightings import field_of

LINE = np.stack([np.linspace(0.005, 0.995, 100), np.linspace(0.995, 0.005, 100)], axis=1)
"""A hundred weightings of two categories, evenly spread."""


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.0001, "under 1 %"), (0.0049, "under 1 %"), (0.006, "1 %"), (0.784, "78 %"), (0.9951, "over 99 %"),
     (0.99999, "over 99 %"), (1, "100 %")],
)  # fmt: skip
def test_shares_never_read_as_none_or_all(share, text):
    assert words.share_text(share) == text


def said(field, prior=weightings.ALL, drawn=False):
    return words.first(field, smaa2(field.merit, LINE), prior, drawn)


def test_who_is_first_in_what_part(world):
    field = field_of(world, [[1, 0], [0.3, 0.3], [0, 0.1], [0, 0]], [1, 1])
    assert said(field) == "In 2030 Serbia is first in 70 % of all weightings; Croatia in 30 %"
    assert said(field, weightings.ORDER, drawn=True) == (
        "In 2030 Serbia is first in 70 % of the weightings that keep today's order, the numbers drawn within their "
        "ranges; Croatia in 30 %"
    )


def test_first_whatever_the_weights(world):
    field = field_of(world, [[0.5, 0.5], [0.4, 0.5], [0.5, 0.1], [0, 0]], [1, 1])
    assert said(field) == "In 2030 Serbia is first whatever the weights on these two categories"
    assert words.ruled_out(field) == (
        "No weights on these two categories can put Croatia, Bosnia or Kosovo* above Serbia or Kosovo* above Croatia "
        "or Kosovo* above Bosnia."
    ).replace("Serbia or Kosovo* above Croatia or", "Serbia, Kosovo* above Croatia or")


def test_first_in_all_that_was_drawn_is_no_proof(world):
    field = field_of(world, [[0.5, 0.5], [0.501, 0], [0, 0], [0, 0]], [1, 1])
    assert said(field) == "In 2030 Serbia is first in every one that was drawn of all weightings"


def test_level_at_the_top(world):
    assert said(field_of(world, np.zeros((4, 2)), [1, 1])) == "In 2030 all are level whatever the weights"
    two = field_of(world, [[1, 1], [1, 1], [0, 0], [0, 0]], [1, 1])
    assert said(two) == "In 2030 Serbia and Croatia are level at the top in all weightings"


def test_along_one_category(world):
    field = field_of(world, [[0.5, 0.5, 0.5], [0.9, 0.1, 0.1], [0, 0, 0], [0, 0, 0.4]], [1, 1, 1])
    x, y, _ = field.categories
    # level where .9 w + .1 (1 - w) = .5: at one half
    assert words.along(field, x) == "Croatia leads once anti-tank carries more than 50 %"
    assert words.along(field, y) == "no weight of drones alone changes the lead"
    assert words.two_ways(field, x, y) == (
        "Croatia leads once anti-tank carries more than 50 %; no weight of drones alone changes the lead"
    )
    assert words.two_ways(field, y, field.categories[2]) == "Serbia leads at any weight of drones or air defence alone"
    turned = field_of(world, [[0.5, 0.5, 0.5], [0.9, 0.1, 0.1], [0, 0, 0], [0, 0, 0.4]], [8, 1, 1])
    assert words.along(turned, x) == "Serbia leads once anti-tank carries less than 50 %"


@pytest.mark.parametrize(
    ("height", "weights", "quoted"),
    [(0.7, (1, 3), "more than 59 %"), (0.1, (1, 3), "more than 91 %"), (0.005, (1, 3), "more than 99.6 %"),
     (0.7, (9, 1), "less than 58 %"), (150.0, (9, 1), "less than 0.6 %"), (1e-6, (1, 3), "more than 99.9 %")],
)  # fmt: skip
def test_a_share_that_is_quoted_lies_beyond_the_tie(world, height, weights, quoted):
    """The tie of (0, 1) and (h, 0) stands at 1 / (1 + h): .5882, .9091, .9950, .0066, .999999."""
    field = field_of(world, [[0, 1], [height, 0], [0, 0], [0, 0]], weights)
    assert words.along(field, field.categories[0]).endswith(quoted)


def test_today_level_is_said(world):
    field = field_of(world, [[1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]], [1, 1, 1])
    assert words.two_ways(field, *field.categories[:2]) == "Today's weights make Serbia and Croatia level"


def test_moves_in_points(world):
    field = field_of(world, [[0.6, 0.2], [0.2, 0.5], [0.1, 0.1], [0.6, 0.2]], [1, 1])
    told = {one.code: words.moves(field, one) for one in weightings.reversals(field)}
    # gap .4 and -.3: level at w = 3/7, so 50 - 42.9 = 7 points move
    assert (
        told["HRV"]
        == "Moving 7 points of weight draws Croatia level with Serbia: anti-tank 50 % → 43 %, drones 50 % → 57 %."
    )
    assert told["BIH"] == (
        "No weights on these two categories can reverse this: Serbia has at least the value of Bosnia in each of them."
    )
    assert told["XKX"] == "Kosovo* is level with Serbia already."


def test_out_of_reach_says_no_more_than_the_categories_weighed(world):
    def told(count):
        rows = np.vstack([np.ones(count), np.zeros((3, count))])
        field = field_of(world, rows, np.ones(count))
        return words.moves(field, weightings.reversals(field)[0])

    whole = len(world.category_ids)
    assert (
        told(1) == "No weights on this one category can reverse this: Serbia has at least the value of Croatia in it."
    )
    assert told(whole - 1).startswith("No weights on these nine categories can reverse this: ")
    assert told(whole) == "No weights can reverse this: Serbia has at least the value of Croatia in every category."


def test_what_other_categories_could_reverse_is_never_ruled_out(world):
    """Of a pair that some weights on all categories draw level it is not said that no weights can."""
    base, open_elsewhere = load_scenario("baseline", world), 0
    for preset in sorted({row.preset for row in world.weights}):
        weights = dict.fromkeys(world.category_ids, 0.0) | dict(preset_weights(preset, world))
        answer = assess(world, altered(base, {"weights": weights}, world))
        for year in (2026, 2030):
            used, every = (weightings.weighed(answer, year, every=wide) for wide in (False, True))
            assert used.leader == every.leader
            reached = {one.code for one in weightings.reversals(every) if one.shares is not None}
            for one in weightings.reversals(used):
                if one.shares is None and one.code in reached:
                    open_elsewhere += 1
                    assert words.moves(used, one).startswith(f"No weights on {words.counted(used)} can reverse this")
    assert open_elsewhere


def test_a_move_of_less_than_a_point(world):
    field = field_of(world, [[0.5, 0.5], [0.6, 0.399], [0, 0], [0, 0]], [1, 1])
    (first, *_) = weightings.reversals(field)
    assert words.moves(field, first) == "Moving less than one point of weight draws Croatia level with Serbia."


def test_who_is_never_or_rarely_first(world):
    field = field_of(world, [[1, 0], [0, 0.0201], [0.01, 0.01], [0, 0]], [1, 1])
    found = smaa2(field.merit, LINE)
    assert words.scarce(field, found, len(LINE)) == (
        "Bosnia and Kosovo* are first in none of the weightings drawn; "
        "Croatia in only 2, so read what it needs as a hint."
    )
    assert (
        words.scarce(field, found, 100 * len(LINE)) == "Bosnia and Kosovo* are first in none of the weightings drawn."
    )
    rare = smaa2(np.eye(4), np.vstack([np.eye(4), np.tile([1.0, 0, 0, 0], (96, 1))]))
    assert words.scarce(field_of(world, np.eye(4), [1, 1, 1, 1]), rare, 100) == (
        "Croatia is first in only 1, Bosnia is first in only 1 and Kosovo* is first in only 1 of the weightings drawn, "
        "so read what it needs as a hint."
    )
    every = field_of(world, np.eye(4), [1, 1, 1, 1])
    assert words.scarce(every, smaa2(every.merit, np.eye(4)), 4000) == ""


def test_who_has_which_place_most_often(world):
    field = field_of(world, [[1, 1], [0.3, 0.5], [0.5, 0.3], [0, 0]], [1, 1])
    found = smaa2(field.merit, LINE[:60])
    assert (
        words.places(field, found)
        == "Croatia is second in 83 % of weightings, Bosnia is third in 83 % and Kosovo* is last in 100 %"
    )
    assert words.places(field, smaa2(np.zeros((4, 2)), LINE)) == "All are level"


@pytest.mark.parametrize(("rank", "word"), [(1, "first"), (4, "fourth"), (8, "eighth"), (9, "number 9")])
def test_places_are_words(rank, word):
    assert words.ordinal(rank) == word


def test_every_prior_is_explained():
    for prior in weightings.PRIORS:
        assert words.prior_help(prior).endswith(".")
        assert prior in words.PRIOR_WORDS
    assert "within 5 points" in words.prior_help(weightings.CLOSE)
    assert "within 10 points" in words.prior_help(weightings.WIDE)


def test_swing_tells_who_would_be_first(world):
    scenario = load_scenario("baseline", world)
    weights = dict.fromkeys(world.category_ids, 0.0) | {"anti_tank": 52.0, "drones": 48.0}
    answer = assess(world, altered(scenario, {"weights": weights}, world))
    score = dict(zip(world.country_codes, answer.score[:, world.years.index(2030)], strict=True))
    best, second = sorted(score, key=score.__getitem__)[-1], sorted(score, key=score.__getitem__)[-2]
    assert words.swing(answer, 2030) == (
        f"Anti-tank would carry 52 % of the weight; in 2030 {world.short_name(best)} would be first, "
        f"{score[best]:.2f} to {score[second]:.2f} for {world.short_name(second)}"
    )


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ({"drones": 0.6, "armour": 0.4}, "Drones would carry 60 % of the weight"),
        ({"drones": 1.0}, "Drones would carry 100 % of the weight"),
        ({"drones": 0.4, "armour": 0.4, "artillery": 0.2}, "Drones and armour would each carry 40 % of the weight"),
    ],
)
def test_the_heaviest_categories(world, shares, said):
    assert words.heaviest(shares, world) == said
