"""Comparisons of the readings: by hand, against published ratios, and with countries that join."""

from __future__ import annotations

import math

import pytest

from balance_model.analysis import two_readings as readings
from balance_model.analysis.ceilings import count
from balance_model.core.assess import assess
from balance_model.records.scenario_world import world_for
from balance_model.records.scenarios import altered, load_scenario

NARRATIVE = ("encirclement", "necessity")


def seen(world, year=2030, joined=()):
    scenario = altered(load_scenario("baseline", world), {"joined": list(joined), "year": year}, world)
    answer = assess(world_for(world, scenario), scenario)
    return answer, count(answer)


def line(rows, reading, label):
    (row,) = rows[(rows["reading"] == reading) & (rows["label"] == label)].itertuples()
    return row


@pytest.fixture(scope="module")
def table(world):
    answer, units = seen(world)
    return readings.table(answer, units, readings.told(world))


def test_readings_are_told_from_the_treaty_by_their_measures(world):
    assert tuple(row.reading for row in readings.told(world)) == NARRATIVE
    assert [row.reading for row in readings.told(world, treaty=True)] == ["arms_control"]


def test_both_readings_show_the_same_comparisons_in_the_same_order(table):
    """Five of the one and six of the other, two of them in both: nine."""
    first, second = (table[table["reading"] == name] for name in NARRATIVE)
    assert first["label"].tolist() == second["label"].tolist()
    assert len(first) == 9
    assert (int(first["own"].sum()), int(second["own"].sum())) == (5, 6)
    assert not set(first.loc[~first["own"], "label"]) & set(second.loc[~second["own"], "label"])


def test_the_published_ratios_of_spending_for_2025(table):
    """SIPRI 2025, USD m: Serbia 2,781.3; Croatia 2,101.6 (1.32 times less) and Kosovo* 234.5 (11.86 times less)."""
    one = line(table, "necessity", "Military spending")
    assert one.ratio == pytest.approx(11.86, abs=0.005)
    both = line(table, "encirclement", "Military spending")
    assert both.ratio == pytest.approx(1 / (1 / 1.32 + 1 / 11.86), abs=0.006)
    assert both.when == one.when == "2025"


def test_spending_is_of_the_latest_year_that_all_have_and_not_of_the_future(world):
    answer, units = seen(world, year=2021)
    rows = readings.table(answer, units, readings.told(world))
    assert line(rows, "necessity", "Military spending").when == "2021"


def test_people_under_arms_with_their_ranges(table):
    """Serbia 25,000 (22,500 to 28,150); Croatia 15,000 (14,000 to 15,500); Kosovo* 4,500 (3,600 to 5,000)."""
    row = line(table, "encirclement", "Active personnel")
    assert row.ratio == pytest.approx(25_000 / 19_500)
    assert (row.low, row.high) == (pytest.approx(22_500 / 20_500), pytest.approx(28_150 / 17_600))


def test_index_and_category_are_those_of_the_sides_facing_each_other(world, table):
    answer, _ = seen(world)
    row = line(table, "encirclement", "Holdings index")
    assert row.ratio == pytest.approx(answer.ratio(["SRB"], ["HRV", "XKX"], 2030))
    mine, theirs = answer.facing_values(["SRB"], ["XKX"], 2030)
    at = world.category_ids.index("armour")
    armour = line(table, "necessity", "Armour")
    assert (armour.a, armour.b) == (pytest.approx(mine[at]), pytest.approx(theirs[at]))


def test_albania_joins_a_reading_once_the_reader_has_joined_it(world, table):
    """25,000 people against 15,000 and 4,500, and then those of Albania too."""
    assert readings.absent(world, "encirclement") == ("ALB",)
    assert line(table, "encirclement", "Active personnel").side_b == "Croatia and Kosovo*"
    answer, units = seen(world, joined=["ALB"])
    rows = readings.table(answer, units, readings.told(answer.world))
    row = line(rows, "encirclement", "Active personnel")
    assert row.side_b == "Croatia, Kosovo* and Albania"
    own = answer.world.country["ALB"].active_personnel_best
    assert row.ratio == pytest.approx(25_000 / (15_000 + 4_500 + own))
    assert readings.absent(answer.world, "encirclement") == ()
    assert line(rows, "necessity", "Active personnel").side_b == "Kosovo*"


@pytest.mark.parametrize(
    ("other", "category", "ratio"),
    [
        ("HRV", "battle_tank", 1025 / 410), ("HRV", "acv", 850 / 340), ("BIH", "artillery", 3750 / 1500),
        ("BIH", "combat_aircraft", 155 / 62), ("HRV", "attack_helicopter", 53 / 21),
    ],
)  # fmt: skip
def test_the_designed_ratio_is_that_of_the_first_ceilings(world, other, category, ratio):
    """Five to two, with the federation of 1996 in the place of Serbia."""
    found = readings.designed(world, ["SRB"], [other], category)
    assert found == pytest.approx(ratio)
    assert found == pytest.approx(2.5, abs=0.03)
    assert math.isnan(readings.designed(world, ["SRB"], ["XKX"], category))


def test_holdings_by_class_against_the_design(world):
    """Tanks in 2030: 393 (278 to 562) against Croatia's 44 (44 to 235), 8.9 to 1, between 1.2 and 12.8."""
    answer, units = seen(world)
    (one,) = readings.told(world, treaty=True)
    rows = readings.against_agreement(answer, units, one)
    row = rows[(rows["panel"] == "Serbia : Croatia") & (rows["label"] == "Tanks")].iloc[0]
    assert row["words"] == "393 to 44"
    assert row["ratio"] == pytest.approx(393 / 44)
    assert (row["low"], row["high"]) == (pytest.approx(278 / 235), pytest.approx(562 / 44))
    assert row["designed"] == pytest.approx(2.5)
    assert len(rows) == 2 * len(world.treaty_classes)


def test_a_ratio_to_nothing_is_infinite_and_of_nothing_to_nothing_no_number():
    assert readings.ratio(2, 0) == math.inf
    assert math.isnan(readings.ratio(0, 0))
    assert math.isnan(readings.ratio(math.nan, 1))
    assert readings.ratio(0, 2) == 0


def test_a_side_without_a_country_gives_no_number(world):
    answer, units = seen(world)
    made = readings.compare(answer, units, ("SRB",), (), "index", None)
    assert math.isnan(made.a)
    assert math.isnan(made.b)
    assert readings.side_words(world, ()) == "nobody"


@pytest.mark.parametrize(
    ("value", "measure", "words"),
    [(0.564, "index", "0.56"), (2781.3, "spending", "USD 2,781 m"), (25000, "personnel", "25,000"),
     (math.nan, "spending", "–")],
)  # fmt: skip
def test_numbers_as_they_are_read(value, measure, words):
    assert readings.number(value, measure) == words


def test_an_analyst_adds_a_reading_by_rows_alone(world):
    """A third reading, Croatia against Bosnia in tanks and personnel, stands beside the two."""
    head = world.readings[0].model_copy(update={"reading": "mine", "name": "Mine", "order": 9})
    rows = [
        world.reading_rows[0].model_copy(update={"reading": "mine", "order": at, "side_a": ("HRV",), "side_b": ("BIH",),
                                                 "measure": measure, "subject": subject})
        for at, (measure, subject) in enumerate([("treaty", "battle_tank"), ("personnel", None)], start=1)
    ]  # fmt: skip
    more = world.model_copy(update={"readings": (*world.readings, head), "reading_rows": (*world.reading_rows, *rows)})
    assert [row.reading for row in readings.told(more)] == [*NARRATIVE, "mine"]
    answer, units = seen(more)
    found = readings.table(answer, units, [head])
    assert found["words"].tolist() == ["44 to 316", "15,000 to 10,000"]
    assert found["own"].all()
