"""Saving, versions, conflicts: nothing that was saved is ever lost. On a file and on a server alike."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from balance_model.library import entries
from balance_model.library.faults import Conflict, LibraryError
from balance_model.library.listing import listed
from balance_model.library.nouns import Draft


def draft(number: int, **more: object) -> Draft:
    content = {"id": "plan", "name": "Plan", "number": number, **more}
    return Draft(content, "d1", "2026-11-22", "0.1.0", f"plan-{number}")


def test_what_is_saved_comes_back_whole(library):
    saved = entries.save(
        library, "  Čačak   plan ", draft(1, story="š đ č ć ž ë ç 😀"), " why ", ["NATO", " NATO", "x  y"]
    )
    found = entries.entry(library, saved.id)
    assert found == saved
    assert (found.name, found.note, found.tags, found.version, found.archived) == (
        "Čačak plan", "why", ("NATO", "x y"), 1, False,
    )  # fmt: skip
    assert found.created.tzinfo is not None
    assert found.created == datetime(2026, 11, 22, 12, 1, tzinfo=UTC)
    version = entries.version(library, saved.id)
    assert version.content == draft(1, story="š đ č ć ž ë ç 😀").content
    assert (version.number, version.data, version.as_of, version.model, version.scenario_id) == (
        1, "d1", "2026-11-22", "0.1.0", "plan-1",
    )  # fmt: skip


def test_versions_are_added_and_none_is_changed(library):
    one = entries.save(library, "Plan", draft(1))
    two = entries.save_version(library, one.id, draft(2), 1, "second thoughts")
    assert (two.version, two.scenario_id) == (2, "plan-2")
    assert two.changed > one.changed
    assert two.created == one.created
    assert [(each.number, each.content["number"], each.note) for each in entries.versions(library, one.id)] == [
        (2, 2, "second thoughts"), (1, 1, ""),
    ]  # fmt: skip


def test_a_conflict_holds_both_sides_and_writes_nothing(library):
    one = entries.save(library, "Plan", draft(1))
    entries.save_version(library, one.id, draft(2), 1)
    with pytest.raises(Conflict) as caught:
        entries.save_version(library, one.id, draft(3), 1)
    conflict = caught.value
    assert (conflict.entry.version, conflict.based_on) == (2, 1)
    assert conflict.theirs.content["number"] == 2
    assert conflict.mine == draft(3)
    assert "version 2 by now" in str(conflict)
    assert [each.number for each in entries.versions(library, one.id)] == [2, 1]
    entries.save_version(library, one.id, conflict.mine, conflict.theirs.number)
    assert [each.content["number"] for each in entries.versions(library, one.id)] == [3, 2, 1]


def test_savers_at_once_lose_nothing(library):
    entry = entries.save(library, "Plan", draft(0))
    savers, each_saves = 6, 5
    told: list[str] = []
    gate = threading.Barrier(savers)

    def saver(number: int) -> None:
        gate.wait()
        for turn in range(each_saves):
            based_on = entries.entry(library, entry.id).version
            while True:
                try:
                    entries.save_version(library, entry.id, draft(100 * number + turn), based_on)
                    break
                except Conflict as conflict:
                    told.append("conflict")
                    based_on = conflict.theirs.number

    threads = [threading.Thread(target=saver, args=(number,)) for number in range(1, savers + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    kept = entries.versions(library, entry.id)
    assert [each.number for each in kept] == list(range(savers * each_saves + 1, 0, -1))
    wanted = {0} | {100 * number + turn for number in range(1, savers + 1) for turn in range(each_saves)}
    assert {each.content["number"] for each in kept} == wanted
    assert entries.entry(library, entry.id).version == savers * each_saves + 1


def test_of_savers_that_saw_the_same_version_one_wins_and_all_others_are_told(library):
    entry = entries.save(library, "Plan", draft(0))
    gate, outcomes = threading.Barrier(5), []

    def saver(number: int) -> None:
        gate.wait()
        try:
            outcomes.append(entries.save_version(library, entry.id, draft(number), 1).version)
        except Conflict as conflict:
            outcomes.append(conflict)

    threads = [threading.Thread(target=saver, args=(number,)) for number in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(map(str, (each for each in outcomes if not isinstance(each, Conflict)))) == ["2"]
    conflicts = [each for each in outcomes if isinstance(each, Conflict)]
    winner = entries.version(library, entry.id, 2).content["number"]
    assert {each.mine.content["number"] for each in conflicts} == {1, 2, 3, 4, 5} - {winner}
    assert {each.theirs.content["number"] for each in conflicts} == {winner}


def test_an_older_version_comes_back_as_a_new_one(library):
    entry = entries.save(library, "Plan", draft(1))
    entries.save_version(library, entry.id, draft(2), 1)
    back = entries.bring_back(library, entry.id, 1)
    assert (back.version, back.scenario_id) == (3, "plan-1")
    kept = entries.versions(library, entry.id)
    assert [each.content["number"] for each in kept] == [1, 2, 1]
    assert kept[0].note == "Version 1 again"


def test_name_note_and_tags_change_and_versions_do_not(library):
    entry = entries.save(library, "Plan", draft(1), "n", ["a"])
    new = entries.edit(library, entry.id, name="Better plan", tags=["b", "c"])
    assert (new.name, new.note, new.tags, new.version) == ("Better plan", "n", ("b", "c"), 1)
    assert entries.edit(library, entry.id, note="").note == ""
    assert entries.version(library, entry.id).content == draft(1).content


def test_a_duplicate_stands_by_itself(library):
    entry = entries.save(library, "Plan", draft(1), "n", ["a"])
    entries.save_version(library, entry.id, draft(2), 1)
    copy = entries.duplicate(library, entry.id)
    assert (copy.name, copy.note, copy.tags, copy.version, copy.scenario_id) == (
        "Copy of Plan",
        "n",
        ("a",),
        1,
        "plan-2",
    )
    assert entries.version(library, copy.id).note == "Copy of 'Plan', version 2"
    entries.save_version(library, copy.id, draft(9), 1)
    assert entries.entry(library, entry.id).version == 2
    assert entries.duplicate(library, entry.id, "Mine").name == "Mine"


def test_what_is_put_away_comes_back(library):
    entry = entries.save(library, "Plan", draft(1))
    assert entries.archive(library, entry.id).archived
    assert listed(library) == ()
    assert not entries.archive(library, entry.id, archived=False).archived
    assert [each.id for each in listed(library)] == [entry.id]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (lambda library, entry: entries.entry(library, "nosuchone"), "holds no scenario 'nosuchone'"),
        (lambda library, entry: entries.versions(library, "nosuchone"), "holds no scenario"),
        (lambda library, entry: entries.edit(library, "nosuchone", name="A"), "holds no scenario"),
        (lambda library, entry: entries.save_version(library, "nosuchone", draft(1), 1), "holds no scenario"),
        (lambda library, entry: entries.version(library, entry.id, 7), "has no version 7; it has 1 to 1"),
        (lambda library, entry: entries.bring_back(library, entry.id, 7), "has no version 7"),
        (lambda library, entry: entries.save(library, "  ", draft(1)), "needs a name"),
        (lambda library, entry: entries.save(library, "x" * 121, draft(1)), "longer than 120"),
        (lambda library, entry: entries.save(library, "x", draft(1), "y" * 2001), "longer than 2,000"),
        (lambda library, entry: entries.save(library, "x", draft(1), tags=["y" * 41]), "40 letters at most"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(file_library, wrong, named):
    entry = entries.save(file_library, "Plan", draft(1))
    with pytest.raises(LibraryError, match=named) as error:
        wrong(file_library, entry)
    assert str(error.value).endswith(".")
    assert [(each.id, each.version) for each in listed(file_library)] == [(entry.id, 1)]


def test_a_damaged_version_is_named_and_the_others_open(library):
    from sqlalchemy import text

    entry = entries.save(library, "Plan", draft(1))
    entries.save_version(library, entry.id, draft(2), 1)
    with library.writing() as connection:
        connection.execute(text("UPDATE library_versions SET content = '{\"cut' WHERE number = 2"))
    with pytest.raises(LibraryError, match=r"Version 2 of .* is damaged"):
        entries.version(library, entry.id)
    assert entries.version(library, entry.id, 1).content == draft(1).content
