"""Short texts about a scenario. Expected numbers are worked out by hand from the tiny world or read from the answer."""

from __future__ import annotations

import re

import pytest

from balance_model.analysis import summary
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario


@pytest.fixture
def base(tiny_world):
    """Return the baseline of the tiny world in a year with all of it in use."""
    from tests.conftest import TESTS

    return load_scenario("baseline", tiny_world, folder=TESTS / "tiny")


def bought(world, base, quantity, system="launcher", code="AAA"):
    item = {"country": code, "system_id": system, "quantity": quantity, "first_year": 2026, "last_year": 2026}
    return altered(base, {"purchases": [item], "year": 2030}, world)


def value(world, scenario, code, category):
    """Category value read from the table of the answer."""
    rows = assess(world, scenario).categories
    row = rows[(rows.country == code) & (rows.category == category) & (rows.year == scenario.year)]
    return float(row.value.iloc[0])


def test_the_summary_has_the_finding_and_no_change(tiny_world, base):
    text = summary.summary(tiny_world, base, base)
    assert text.count(". ") == 1
    assert text.startswith(f"In {base.year} ")
    assert text.endswith(f" Scenario: {base.name}, nothing changed.")


def test_the_summary_names_the_changes(tiny_world, base):
    changed = altered(base, {"deals": {"bbb-sam-2025": {"delay": 2}}, "evidence": "published"}, tiny_world)
    text = summary.changed(tiny_world, changed, base)
    assert text.startswith(f"Changed from '{base.name}': evidence counted down to: published; Beta, ")
    assert text.endswith(": 2 years later.")
    named = altered(changed, {"id": "mine", "name": "Mine"}, tiny_world)
    assert summary.changed(tiny_world, named, base).startswith(f"Scenario 'Mine' against '{base.name}': evidence")


def test_more_than_three_changes_are_counted(tiny_world, base):
    change = {
        "evidence": "published", "deals": {"bbb-sam-2025": {"delay": 2}}, "dials": {"crew": 0.9},
        "options": {"counters": True}, "weights": {"anti_tank": 99},
    }  # fmt: skip
    text = summary.changed(tiny_world, altered(base, change, tiny_world), base)
    assert text.endswith("; and 2 more changes.")


def test_an_answer_gives_the_values_before_and_after(tiny_world, base):
    after = bought(tiny_world, base, 8)
    before = base.model_copy(update={"year": 2030})
    old, new = (value(tiny_world, one, "AAA", "anti_tank") for one in (before, after))
    text = summary.answer(assess(tiny_world, before), assess(tiny_world, after), 2030, "AAA", "anti_tank")
    # The example: 12 launchers and H = 20 make 12/32; 20 make 20/40. BBB has 30/50, a ratio of 1.2: still behind.
    assert (round(old, 4), round(new, 4)) == (0.375, 0.5)
    assert text.startswith("In anti-tank Alpha rises from 0.38 to 0.50 in 2030. Its index goes") or text.startswith(
        "In anti-tank Alpha rises from 0.37 to 0.50 in 2030. Its index goes"
    )


@pytest.mark.parametrize(
    ("quantity", "words"),
    [(8, ""), (18, "; it draws level with Beta"), (100, "; it passes Beta")],
)
def test_an_answer_tells_whom_a_country_reaches(tiny_world, base, quantity, words):
    """BBB's value is 0.60. With 30 launchers AAA has the same, with 112 it has 112/132 = 0.85."""
    after = bought(tiny_world, base, quantity)
    before = base.model_copy(update={"year": 2030})
    text = summary.answer(assess(tiny_world, before), assess(tiny_world, after), 2030, "AAA", "anti_tank")
    assert re.search(r"in 2030([^.]*)\. Its index", text)[1] == words


def test_an_answer_tells_who_falls_behind(tiny_world, base):
    """AAA leads in armour, 60/100 to 20/60; without its tanks it has nothing."""
    gone = {"retirements": [{"country": "AAA", "system_id": "tank", "quantity": 60, "year": 2026}], "year": 2030}
    before, after = base.model_copy(update={"year": 2030}), altered(base, gone, tiny_world)
    text = summary.answer(assess(tiny_world, before), assess(tiny_world, after), 2030, "AAA", "armour")
    assert text.startswith("In armour Alpha falls from 0.60 to 0.00 in 2030; it falls behind Beta.")


def test_an_answer_about_the_index_has_one_sentence(tiny_world, base):
    before, after = base.model_copy(update={"year": 2030}), bought(tiny_world, base, 8)
    text = summary.answer(assess(tiny_world, before), assess(tiny_world, after), 2030, "AAA", None)
    assert text.startswith("Alpha rises from ")
    assert text.count(". ") == 0
    assert summary.answer(assess(tiny_world, before), assess(tiny_world, before), 2030, "BBB", None).startswith(
        "Beta stays at "
    )
    assert summary.answer(assess(tiny_world, before), assess(tiny_world, after), 2030, None, None).startswith("In 2030")


def test_enough_is_the_smallest_purchase_that_is_still_about_level(tiny_world, base):
    """Level means a ratio up to 1.05: V = 0.60 / 1.05 = 0.5714, so X = 20 * V / (1 - V) = 26.67, that is 15 more."""
    before, after = base.model_copy(update={"year": 2030}), bought(tiny_world, base, 100)
    assert summary.enough(tiny_world, before, after, "AAA", "anti_tank") == "Enough would be 15 to reach Beta."


def test_enough_says_nothing_without_a_purchase_that_reaches_somebody(tiny_world, base):
    before = base.model_copy(update={"year": 2030})
    for after in (before, bought(tiny_world, base, 1), bought(tiny_world, base, 2)):
        assert summary.enough(tiny_world, before, after, "AAA", "anti_tank") == ""
