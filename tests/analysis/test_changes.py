"""Changes in words, and made one at a time."""

from __future__ import annotations

import pytest

from balance_model.analysis.changes import changes
from balance_model.records.scenarios import altered, load_scenario

ITEMS = {
    "purchases": [{"country": "SRB", "system_id": "javelin", "quantity": 1200, "first_year": 2028, "last_year": 2029}],
    "transfers": [{"giver": "HRV", "receiver": "XKX", "system_id": "m-84", "quantity": 20, "year": 2028}],
    "modernisations": [
        {"country": "SRB", "system_id": "m-84", "to_system_id": "m-84as", "quantity": 30, "year": 2029},
    ],
    "retirements": [{"country": "BIH", "system_id": "m-84", "quantity": 3, "year": 2030}],
}
WORDS = {
    "purchases": "Serbia buys 1,200 {javelin}, 2028–2029",
    "transfers": "Croatia gives 20 {m-84} to Kosovo*, 2028",
    "modernisations": "Serbia modernises 30 {m-84} to {m-84as}, 2029",
    "retirements": "Bosnia retires 3 {m-84}, 2030",
}
COUNTRY = {"purchases": "SRB", "transfers": None, "modernisations": "SRB", "retirements": "BIH"}


def told(world, group):
    names = {key: world.system[key].name for key in ("javelin", "m-84", "m-84as")}
    words = WORDS[group]
    for key, name in names.items():
        words = words.replace(f"{{{key}}}", name)
    return words


@pytest.mark.parametrize("group", ITEMS)
def test_a_listed_change_is_told_in_words_both_ways(world, group):
    base = load_scenario("baseline", world)
    more = altered(base, {group: ITEMS[group]}, world)
    (there,) = changes(base, more, world)
    (back,) = changes(more, base, world)
    assert (there.words, there.country) == (told(world, group), COUNTRY[group])
    assert back.words == f"taken back: {told(world, group)}"
    assert there.apply(base) == more
    assert back.apply(more) == base


def test_all_changes_one_after_another_make_the_scenario(world):
    base = load_scenario("kosovo_surge", world)
    other = altered(
        load_scenario("baseline", world),
        ITEMS | {"dials": {"crew": 0.9}, "options": {"cap": True}, "weights": {"drones": 70}, "evidence": "derived"},
        world,
    )
    found = changes(base, other, world)
    assert [change.group for change in found if change.key == "add"] == list(ITEMS)
    now = base
    for change in found:
        now = change.apply(now)
    assert now.model_copy(update={"weights": other.weights}).key == other.key
