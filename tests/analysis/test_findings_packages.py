"""What is told of packages is what they are."""

from __future__ import annotations

import pytest

from balance_model.analysis import findings_packages as told
from balance_model.analysis import procurement
from balance_model.analysis.offers import Limits
from balance_model.analysis.packages import cheapest, plan
from balance_model.analysis.standing import INDEX, Aim, one

AIM = Aim(one("BBB"), one("AAA"), INDEX, 2030)


@pytest.fixture(scope="module")
def made(tiny_world, worked):
    return plan(tiny_world, worked, AIM)


def test_the_headline_has_the_price_and_the_parts(tiny_world, made):
    words = told.headline(tiny_world, AIM, made.cheapest)
    price = made.cheapest.cost[1]
    assert words.startswith(f"Beta needs about EUR {price:,.0f} m to be at least equal to Alpha in the whole index")
    for name, count in made.cheapest.counts(tiny_world).items():
        option = tiny_world.option[name]
        assert f"{count * option.units_per_option:,} {tiny_world.system[option.system_id].name}" in words


def test_what_rests_on_assumed_prices(tiny_world, worked, made):
    """Only the launch vehicle has an assumed price, 25 million each."""
    count = made.cheapest.counts(tiny_world)["sam-one"]
    words = told.assumed_words(tiny_world, made.cheapest)
    assert f"The price of Air defence is an assumption: EUR {25 * count:,} m of" in words
    low = Aim(one("BBB"), 0.36, INDEX, 2030)
    assert told.assumed_words(tiny_world, cheapest(tiny_world, worked, low, Limits(assumed=False))) == ""


def test_out_of_reach_says_how_far_it_goes(tiny_world, worked):
    aim = Aim(one("BBB"), 0.9, INDEX, 2030)
    found = cheapest(tiny_world, worked, aim)
    assert told.headline(tiny_world, aim, found) == (
        "No package on the list is enough for Beta to be at 0.90 or more in the whole index in 2030: "
        "even with everything on the list Beta reaches 0.56 of 0.90"
    )
    assert told.note(tiny_world, found) == ""


def test_nothing_to_buy_is_said(tiny_world, worked):
    aim = Aim(one("AAA"), one("BBB"), INDEX, 2030)
    assert told.headline(tiny_world, aim, cheapest(tiny_world, worked, aim)).startswith("Nothing needs to be bought")


def test_the_front_has_twenty_round_steps_past_the_cheapest(made):
    steps = [after - before for before, after in zip(made.front.budgets[:-1], made.front.budgets[1:], strict=True)]
    assert len(made.front.points) == 21
    assert max(steps) == pytest.approx(min(steps))
    assert made.front.budgets[0] == 0
    assert made.front.budgets[-1] >= 2 * made.cheapest.cost[1] * (1 - 1e-6)


def test_the_title_of_the_front_follows_its_points(tiny_world, made):
    rows = told.front_table(made, None)
    first = rows.loc[rows["own"] >= rows["needed"], "budget"].iloc[0]
    assert told.front_title(tiny_world, AIM, rows, 0.8) == f"With EUR {first:,.0f} m Beta reaches the level"
    rows["chance"] = [0.0] * 15 + [0.9] * 6
    later = rows["budget"].iloc[15]
    assert told.front_title(tiny_world, AIM, rows, 0.8) == (
        f"With EUR {first:,.0f} m Beta reaches the level in a single run, with EUR {later:,.0f} m in 80 % of the draws"
    )
    rows["chance"] = 0.1
    assert told.front_title(tiny_world, AIM, rows, 0.8).endswith("with none of these budgets in 80 % of the draws")
    few = rows.assign(needed=0.9)
    assert told.front_title(tiny_world, AIM, few, 0.8).startswith("Even EUR ")


def test_the_parts_of_a_package_add_up(tiny_world, made):
    package = made.front.points[-1]
    gains = procurement.buys(tiny_world, package.scenario, 2030)
    table = told.package_table(tiny_world, package, gains)
    assert table["cost_best"].sum() == pytest.approx(package.cost[1])
    assert (table["gain"] > 0).all()
    assert dict(zip(table["option_id"], table["count"], strict=True)) == package.counts(tiny_world)


def test_the_difference_of_two_packages(tiny_world, made):
    before, after = made.front.points[5], made.front.points[12]
    table = told.difference(tiny_world, before, after)
    for row in table.itertuples():
        assert row.after - row.before == row.change != 0
    assert told.difference(tiny_world, after, after).empty
    assert told.difference_words(after, after) == "The two packages cost the same."
    assert told.difference_words(before, after).startswith(f"EUR {after.cost[1] - before.cost[1]:,.0f} m more, +0.")
    assert " m less, −0." in told.difference_words(after, before)


def test_what_the_draws_leave_out_and_how_good_their_shares_are():
    """The root of 0.5 x 0.5 / 256 is 1/32, three points; of 2,500 draws one point."""
    assert told.certain_words(256).endswith(" Shares of 256 draws are good to about 3 points.")
    assert told.certain_words(2500).endswith(" Shares of 2,500 draws are good to about 1 points.")
    for words in ("purchases arrive in full and on time", "deals counted in", "numbers of units"):
        assert words in told.certain_words(256)


def test_the_list_shows_changes_and_reasons(tiny_world, worked):
    limits = Limits(costs=(("tank-four", 3.0),), most=(("tank-four", 7.0),), assumed=False)
    table = told.option_table(tiny_world, worked, "BBB", 2030, limits).set_index("option_id")
    assert (table.price["tank-four"], table.most["tank-four"], table.no["tank-four"]) == (3.0, 7, "")
    assert table.no["sam-one"] == "has a price that is only assumed"
    assert table.price["sam-one"] == 25
