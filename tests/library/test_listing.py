"""Finding saved scenarios, on a file and on a server alike."""

from __future__ import annotations

import pytest

from balance_model.library import entries
from balance_model.library.listing import listed
from balance_model.library.nouns import Draft

DRAFT = Draft({"id": "a"}, "d1", "2026-11-22", "0.1.0", "a-84459d5f")


@pytest.fixture
def full(library):
    """Return a library of four, one of them put away."""
    first = entries.save(library, "Čačak repairs", DRAFT, "Kragujevac too", ["industry"])
    entries.save(library, "Žuti plan", DRAFT, "", ["Đakovica", "gifts"])
    entries.save(library, "alpha", DRAFT)
    entries.archive(library, entries.save(library, "Old", DRAFT).id)
    entries.save_version(library, first.id, DRAFT, 1)
    return library


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("cacak", ["Čačak repairs"]),
        ("ČAČAK", ["Čačak repairs"]),
        ("kragu", ["Čačak repairs"]),
        ("zuti", ["Žuti plan"]),
        ("dakovica", ["Žuti plan"]),
        ("GIFTS plan", ["Žuti plan"]),
        ("gifts cacak", []),
        ("84459", ["Čačak repairs", "alpha", "Žuti plan"]),
        ("old", []),
        ("  ", ["Čačak repairs", "alpha", "Žuti plan"]),
    ],
)
def test_words_are_found_whatever_their_capitals_and_marks(full, search, names):
    assert [each.name for each in listed(full, search)] == names


def test_the_id_is_found(full):
    one = listed(full, "alpha")[0]
    assert listed(full, one.id.upper()) == (one,)


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("changed", ["Čačak repairs", "alpha", "Žuti plan"]),
        ("created", ["alpha", "Žuti plan", "Čačak repairs"]),
        ("name", ["alpha", "Čačak repairs", "Žuti plan"]),
        ("versions", ["Čačak repairs", "alpha", "Žuti plan"]),
    ],
)
def test_they_are_sorted(full, sort, names):
    assert [each.name for each in listed(full, sort=sort)] == names


def test_those_put_away_are_listed_apart(full):
    assert [each.name for each in listed(full, archived=True)] == ["Old"]
    assert len(listed(full, archived=None)) == 4
