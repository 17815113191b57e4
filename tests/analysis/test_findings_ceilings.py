"""Sentences on ceilings: each names country, class, year, number and cause, and never says more than the count."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.analysis import findings_ceilings as told
from balance_model.analysis.ceilings import Count, crossings, reported
from balance_model.analysis.ceilings import count as counted
from balance_model.analysis.uncapped import uncapped
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario


@pytest.fixture(scope="module")
def baseline(world):
    return load_scenario("baseline", world)


def count(world, scenario):
    return counted(assess(world, scenario))


def buying(world, scenario, country, system, quantity, first=2028, last=2028):
    item = {"country": country, "system_id": system, "quantity": quantity, "first_year": first, "last_year": last}
    return altered(scenario, {"purchases": [item]}, world)


def test_nobody_above_names_who_is_closest(world, baseline):
    """Serbia holds 748 armoured combat vehicles of 786 in 2030."""
    found = count(world, baseline)
    assert told.headline(found, 2030) == (
        "In 2030 no party holds more than a ceiling allows at the best estimate; closest is Serbia with armoured "
        "combat vehicles, 748 of 786"
    )
    assert told.plans(found) == "No ceiling is crossed from 2020 to 2035 at the best estimate."
    assert "would be above" in told.possible(found)
    assert "Serbia" in told.possible(found)
    assert "in armoured combat vehicles from 2024 on" in told.possible(found)
    assert told.note(found) == f"{told.plans(found)} {told.possible(found)}"


def test_nobody_is_closest_where_nothing_is_held(world, baseline):
    found = count(world, baseline)
    rows = found.rows.assign(low=0.0, best=0.0, high=0.0, share=0.0, headroom=found.rows["ceiling"])
    empty = Count(found.world, found.scenario, {}, {})
    empty.__dict__["rows"] = rows
    assert told.headline(empty, 2030) == ("In 2030 no party holds any unit that a ceiling limits, at the best estimate")


def test_an_inferred_ceiling_is_called_inferred(world, baseline):
    """49 of 49 helicopters in 2026: the ceiling is not in any source."""
    assert told.headline(count(world, baseline), 2026).endswith("Serbia with attack helicopters, 49 of 49 (inferred)")


def test_a_purchase_above_a_ceiling_is_told_with_country_class_year_number_and_cause(world, baseline):
    """Croatia: 12 Rafale and 60 more are 72 of 62, ten over."""
    found = count(world, buying(world, baseline, "HRV", "rafale-f4", 60))
    (crossing,) = [each for each in crossings(found) if each.country == "HRV"]
    assert told.crossing_words(found, crossing) == (
        "Croatia crosses its ceiling of 62 for combat aircraft in 2028, by 10: that year 60 of the purchase 'Croatia "
        "buys 60 Rafale F4, 2028' arrive. The ceiling is a number of the treaty or its amendment."
    )
    assert told.headline(found, 2030) == (
        "In 2030 Croatia holds 10 more combat aircraft than its ceiling of 62 allows, at the best estimate"
    )
    assert "closest" in told.headline(found, 2027)
    assert "is above its ceiling" not in told.note(found)


def test_what_a_change_breaks_is_told_and_what_was_broken_before_is_not(world, baseline):
    plain = count(world, baseline)
    broken = count(world, buying(world, baseline, "HRV", "rafale-f4", 60))
    worse = count(world, buying(world, baseline, "HRV", "rafale-f4", 70))
    assert told.broken(plain, plain) == told.broken(broken, broken) == told.broken(broken, plain) == ()
    assert len(told.broken(plain, broken)) == 1
    assert told.broken(broken, worse)[0].startswith(
        "Croatia crosses its ceiling of 62 for combat aircraft in 2028, by 20"
    )


def test_a_purchase_for_a_country_that_is_no_party_breaks_nothing(world, baseline):
    big = count(world, buying(world, baseline, "XKX", "m-84", 5000))
    assert told.broken(count(world, baseline), big) == ()


def test_a_transfer_can_break_a_ceiling(world, baseline):
    """Bosnia holds 316 tanks of 410; 100 from Serbia make 416, six over."""
    item = {"giver": "SRB", "receiver": "BIH", "system_id": "m-84", "quantity": 100, "year": 2029}
    found = count(world, altered(baseline, {"transfers": [item]}, world))
    (words,) = told.broken(count(world, baseline), found)
    assert words.startswith("Bosnia crosses its ceiling of 410 for battle tanks in 2029, by 6: that year 100 of the")
    assert "Serbia gives 100" in words


@pytest.mark.parametrize(
    ("held", "ceiling", "words"), [(790.0, 786, "4"), (786.3, 786, "less than one unit"), (2786.6, 786, "2,001")]
)
def test_how_far_above(held, ceiling, words):
    assert told.over_words(held, ceiling) == words


@pytest.mark.parametrize(
    ("units", "words"), [((393, 316, 562), "393 (316 to 562)"), ((12, 12, 12), "12"), ((0, 0, 3), "0 (0 to 3)")]
)
def test_units_with_their_range(units, words):
    assert told.held_words(*units) == words


def test_many_causes_are_cut(world, baseline):
    causes = [(f"deal:{row.deal_id}", 5.0) for row in world.deals[:6]]
    assert told.causes_words(baseline, world, causes).endswith("units of 3 more arrive")
    assert told.causes_words(baseline, world, [("holding", 0.4)]) == "less than one of the holdings arrive"


def test_who_is_no_party_is_data(world):
    assert told.nonparties(world) == "Kosovo* is not a party: no ceiling applies."
    assert told.nonparties(world.joining(["ALB", "MNE", "MKD"])) == (
        "Kosovo*, Albania and North Macedonia are no parties: no ceiling applies."
    )
    rows = tuple(row.model_copy(update={"status": "party"}) for row in world.treaty_parties)
    assert told.nonparties(world.model_copy(update={"treaty_parties": rows})) == ""


def test_titles_over_the_years(world, baseline):
    """Bosnia holds 316 of 410 tanks, 77 %; Kosovo* has no ceiling."""
    found = count(world, baseline)
    assert told.over_years_title(found, "battle_tank") == (
        "Battle tanks: Bosnia uses most of its ceiling, 77 % in 2020"
    )
    assert told.over_years_title(found, "XKX") == "Kosovo*: no ceiling applies"
    assert told.over_years_title(found, "SRB").startswith(
        "Serbia comes closest to a ceiling in attack helicopters: 100 %"
    )


def test_used_ceilings_are_counted(world, baseline):
    """2030, share above one half: Bosnia's and no other tanks, all three in vehicles, Bosnia in artillery, Serbia and
    Croatia in helicopters (25 of 49, 15 of 21): seven of fifteen.
    """
    assert told.used_title(count(world, baseline), 2030) == (
        "7 of 15 ceilings are more than half used in 2030, none is exceeded"
    )
    more = count(world, buying(world, baseline, "HRV", "rafale-f4", 60))
    assert told.used_title(more, 2030) == "8 of 15 ceilings are more than half used in 2030, 1 of them exceeded"


def test_declared_numbers_against_the_estimate(world, baseline):
    """464, 232 and 325 against best estimates of 378, 45 and 316; Croatia's lies above its high of 205."""
    rows = reported(count(world, baseline))
    assert told.declared_title(world, rows) == (
        "All 3 declared numbers lie above the best estimate here; 2 lie within its range"
    )
    croatia, bosnia = (rows[rows["country"] == code] for code in ("HRV", "BIH"))
    assert told.declared_title(world, croatia) == (
        "The one declared number lies above the best estimate here; it lies outside its range"
    )
    assert told.declared_title(world, pd.concat([croatia, bosnia])).endswith("; one lies within its range")
    assert told.declared_title(world, pd.concat([croatia, croatia])).endswith("; none lies within its range")
    assert told.declared_title(world, rows[rows["kind"] == "press"]) == (
        "No declared number of a country shown has become public"
    )


def test_who_holds_most_of_what_escapes(world):
    rows = pd.DataFrame(
        [("a", "SRB", 5.0), ("a", "XKX", 2.0), ("b", "SRB", 1.0), ("b", "XKX", 3.0), ("c", "SRB", 0.0),
         ("c", "XKX", 0.0)],
        columns=["kind", "country", "best"],
    )  # fmt: skip
    assert told.escapes_headline(world, rows, 2030) == (
        "Of 2 kinds held in 2030 that no ceiling limits, Serbia holds most in 1 and Kosovo* in 1"
    )
    assert told.escapes_title(world, rows, 2030).startswith("No ceiling limits 2 kinds")
    nothing = rows.assign(best=0.0)
    assert told.escapes_headline(world, nothing, 2030) == "Nothing that no ceiling limits is held in 2030"
    assert told.escapes_title(world, nothing, 2030) == "Nothing that no ceiling limits is held in 2030"


def test_the_real_escapes_count_the_kinds_that_are_held(world, baseline):
    rows = uncapped(count(world, baseline), 2030)
    held = rows[rows["best"] > 0]["kind"].nunique()
    assert told.escapes_headline(world, rows, 2030).startswith(f"Of {held} kinds held in 2030")
