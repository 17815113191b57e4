"""Published results in a library: put in once, verified when read. On a file and on a server alike."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from balance_model.core.assess import assess
from balance_model.library import publications
from balance_model.library.faults import LibraryError
from balance_model.library.frozen import freeze
from balance_model.records.scenarios import altered, load_scenario
from tests.conftest import TESTS


def test_publishing_twice_gives_the_same_thing_once(library, frozen):
    first = publications.publish(library, frozen)
    again = publications.publish(library, frozen)
    assert first == again
    assert [each.id for each in publications.listed(library)] == [frozen.id]
    assert publications.get(library, frozen.id).frozen == frozen


def test_publishing_at_once_is_no_fault(library, frozen):
    gate, found = threading.Barrier(4), []

    def publisher() -> None:
        gate.wait()
        found.append(publications.publish(library, frozen))

    threads = [threading.Thread(target=publisher) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(found) == 4
    assert len({each.published for each in found}) == 1


def test_what_was_tampered_with_is_refused_and_mended_from_its_file(library, frozen):
    when = publications.publish(library, frozen).published
    with library.writing() as connection:
        connection.execute(text("UPDATE library_frozen SET body = replace(body, 'Alpha', 'Alfa')"))
    with pytest.raises(LibraryError, match="changed after it was published"):
        publications.get(library, frozen.id)
    with library.writing() as connection:
        connection.execute(text("UPDATE library_frozen SET body = 'x'"))
    with pytest.raises(LibraryError, match="damaged"):
        publications.get(library, frozen.id)
    assert publications.publish(library, frozen).published == when
    assert publications.get(library, frozen.id).frozen == frozen


def test_an_unknown_id_is_named(library):
    with pytest.raises(LibraryError, match="published in this library as 'abcdefghij'"):
        publications.get(library, "abcdefghij")


def test_the_scenario_on_screen_is_found_by_what_moves_a_number(library, frozen, tiny_world):
    scenario = load_scenario("baseline", tiny_world, folder=TESTS / "tiny")
    assert publications.same(library, scenario, tiny_world) == ""
    publications.publish(library, frozen)
    publications.publish(library, freeze(assess(tiny_world, scenario), "Published later"))
    assert publications.same(library, scenario.model_copy(update={"name": "Other"}), tiny_world) == frozen.id
    assert publications.same(library, altered(scenario, {"year": 2027}, tiny_world), tiny_world) == ""
    newer = tiny_world.model_copy(update={"inventory": tiny_world.inventory[1:]})
    assert publications.same(library, scenario, newer) == ""
