"""Libraries as files: everything comes back, nothing here is overwritten. On a file and on a server alike."""

from __future__ import annotations

import json

import pytest

from balance_model.library import entries, files, publications
from balance_model.library.faults import LibraryError
from balance_model.library.frozen import to_json
from balance_model.library.listing import listed
from balance_model.library.nouns import Draft


def draft(number: int) -> Draft:
    return Draft({"id": "plan", "name": "Čačak", "number": number}, "d1", "2026-11-22", "0.1.0", f"plan-{number}")


@pytest.fixture
def full(file_library, frozen):
    """Return a library with an entry of two versions, one put away, and a published result."""
    first = entries.save(file_library, "Čačak", draft(1), "note", ["a"])
    entries.save_version(file_library, first.id, draft(2), 1, "second")
    entries.archive(file_library, entries.save(file_library, "Old", draft(7)).id)
    publications.publish(file_library, frozen)
    return file_library


def test_a_whole_library_moves_to_another(full, library, frozen):
    raw = files.library_file(full)
    found = files.bring_in(library, raw, "all.json")
    assert [each.name for each in found.added] == ["Old", "Čačak"]
    assert (found.already, found.beside, found.published) == ((), (), 1)
    assert listed(library, archived=None) == listed(full, archived=None)
    for each in listed(full, archived=None):
        assert entries.versions(library, each.id) == entries.versions(full, each.id)
    assert publications.get(library, frozen.id) == publications.get(full, frozen.id)
    assert files.library_file(library) == raw


def test_the_same_again_changes_nothing(full):
    before = listed(full, archived=None)
    found = files.bring_in(full, files.library_file(full), "all.json")
    assert (found.added, found.beside, found.published) == ((), (), 0)
    assert len(found.already) == 2
    assert listed(full, archived=None) == before


def test_another_history_under_the_same_id_is_put_beside(full, library):
    (one,) = listed(full)
    files.bring_in(library, files.entry_file(full, one.id), "one.json")
    entries.save_version(library, one.id, draft(30), 2)
    found = files.bring_in(library, files.entry_file(full, one.id), "one.json")
    (beside,) = found.beside
    assert beside.id != one.id
    assert (beside.name, beside.version) == ("Čačak, brought in", 2)
    assert [each.content["number"] for each in entries.versions(library, one.id)] == [30, 2, 1]
    assert [each.content["number"] for each in entries.versions(library, beside.id)] == [2, 1]


def test_one_entry_takes_all_its_versions_and_no_other(full):
    (one,) = listed(full)
    content = json.loads(files.entry_file(full, one.id))
    assert [each["id"] for each in content["scenarios"]] == [one.id]
    assert [each["scenario"]["number"] for each in content["scenarios"][0]["versions"]] == [1, 2]
    assert content["published"] == []


def test_a_published_result_comes_in_by_its_own_file(full, library, frozen):
    raw = to_json(*(getattr(publications.get(full, frozen.id), name) for name in ("frozen", "published")))
    assert files.bring_in(library, raw, "one.json").published == 1
    assert publications.get(library, frozen.id) == publications.get(full, frozen.id)


def broken(raw: bytes, how: str) -> bytes:
    content = json.loads(raw)
    first = content["scenarios"][1]
    if how == "number":
        first["versions"][1]["number"] = 3
    elif how == "name":
        del first["name"]
    elif how == "time":
        first["created"] = "yesterday"
    elif how == "id":
        first["id"] = "../../etc"
    elif how == "more":
        first["colour"] = "red"
    elif how == "published":
        content["published"][0]["content"]["title"] = "Changed"
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("how", "named"),
    [("number", "not numbered"), ("name", "Field required"), ("time", "created"), ("id", "id"), ("more", "colour"),
     ("published", "changed after it was published")],
)  # fmt: skip
def test_a_damaged_file_is_named_and_nothing_of_it_is_taken(full, library, how, named):
    with pytest.raises(LibraryError, match=named) as error:
        files.bring_in(library, broken(files.library_file(full), how), "all.json")
    assert "all.json" in str(error.value)
    assert listed(library, archived=None) == ()
    assert publications.listed(library) == ()


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[]", b'{"format": "balance briefing 1"}', b"null", b"[" * 99_999])
def test_what_is_no_library_is_named(file_library, raw):
    with pytest.raises(LibraryError, match=r"^x\.json"):
        files.bring_in(file_library, raw, "x.json")
