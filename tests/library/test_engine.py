"""Opening a library: made on first use, brought up to date once, and one sentence for everything that is wrong."""

from __future__ import annotations

import builtins
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from balance_model.library.engine import open_library
from balance_model.library.entries import save, versions
from balance_model.library.faults import LibraryError
from balance_model.library.listing import listed
from balance_model.library.nouns import Draft
from balance_model.library.tables import HEAD, KNOWN, VERSION_TABLE, metadata

ROOT = Path(__file__).parents[2]
DRAFT = Draft({"id": "a", "name": "A", "year": 2030}, "d1", "2026-11-22", "0.1.0", "a-1")
BIG = Draft({"id": "a", "name": "A", "story": "x" * 400_000}, "d1", "2026-11-22", "0.1.0", "a-1")


def sentence(error: pytest.ExceptionInfo[LibraryError]) -> str:
    said = str(error.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert "Traceback" not in said
    return said


def test_the_tables_of_the_migrations_are_those_of_the_code(library):
    from alembic.autogenerate import compare_metadata

    with library.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"version_table": VERSION_TABLE, "compare_type": True},
        )
        assert compare_metadata(context, metadata) == []


def test_head_is_the_last_migration():
    config = Config()
    config.set_main_option("script_location", str(ROOT / "balance_model" / "library" / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert {each.revision for each in scripts.walk_revisions()} == set(KNOWN)


def test_a_file_is_made_on_first_use_with_its_rules(file_library):
    with file_library.reading() as connection:
        rules = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert rules == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 5000}
    assert listed(file_library) == ()


def test_a_library_that_is_there_is_opened_again(url, opened):
    save(opened(url), "Kept", DRAFT)
    assert [each.name for each in listed(opened(url))] == ["Kept"]


START = """
import sys
from datetime import UTC, datetime
from balance_model.library.engine import open_library
from balance_model.library.entries import save
from balance_model.library.nouns import Draft
sys.stdin.readline()
library = open_library(sys.argv[1], clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
save(library, sys.argv[2], Draft({"id": "a"}, "d", "2026-11-22", "0.1.0", "a-1"))
"""


def test_processes_that_start_at_once_make_one_library(url, opened):
    children = [
        subprocess.Popen([sys.executable, "-c", START, url, f"from {number}"], stdin=subprocess.PIPE, cwd=ROOT)
        for number in range(2)
    ]
    for child in children:
        child.stdin.write(b"go\n")
        child.stdin.flush()
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    for child in children:
        child.stdin.close()
    assert sorted(each.name for each in listed(opened(url))) == ["from 0", "from 1"]


def test_a_library_of_a_newer_revision_is_left_alone(library, url, opened):
    with library.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0099'"))
    with pytest.raises(LibraryError, match="newer explorer") as error:
        opened(url)
    assert "0099" in sentence(error)


def test_a_stranger_s_file_gets_no_tables(tmp_path, opened):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(LibraryError, match="another program's tables") as error:
        opened(f"sqlite:///{path}")
    assert str(path) in sentence(error)
    with closing(sqlite3.connect(path)) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["bookmarks"]


def damaged(path: Path, how: str) -> bytes:
    raw = path.read_bytes()
    if how == "garbage":
        path.write_bytes(b"This is no database. " * 300)
    elif how == "cut off":
        path.write_bytes(raw[: len(raw) // 2])
    else:
        path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))
    return path.read_bytes()


@pytest.mark.parametrize("how", ["garbage", "cut off", "overwritten"])
def test_a_damaged_file_is_named_and_kept(tmp_path, opened, how):
    path = tmp_path / "library.sqlite"
    library = opened(f"sqlite:///{path}")
    for number in range(4):
        save(library, f"number {number}", BIG)
    library.close()
    assert not path.with_name("library.sqlite-wal").exists()
    left = damaged(path, how)
    with pytest.raises(LibraryError, match="damaged") as error:
        opened(f"sqlite:///{path}")
    assert str(path) in sentence(error)
    assert path.read_bytes() == left


def test_a_locked_library_is_waited_for_and_then_named(tmp_path, opened):
    path = tmp_path / "library.sqlite"
    library = opened(f"sqlite:///{path}", wait_seconds=0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="in use by another program") as error:
            save(library, "A", DRAFT)
        sentence(error)
        assert listed(library) == ()  # readers go on
        other.execute("ROLLBACK")
    assert save(library, "A", DRAFT).version == 1


def test_a_library_that_another_program_holds_while_it_is_made(tmp_path, opened):
    path = tmp_path / "library.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="in use by another program"):
            opened(f"sqlite:///{path}", wait_seconds=0.1)


def test_a_read_only_library_can_be_read(tmp_path, opened):
    path = tmp_path / "library.sqlite"
    first = opened(f"sqlite:///{path}")
    save(first, "A", DRAFT)
    second = opened(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert [each.name for each in listed(second)] == ["A"]
    with pytest.raises(LibraryError, match="can be read but not written") as error:
        save(second, "B", DRAFT)
    sentence(error)


def test_a_missing_folder_is_named(tmp_path, opened):
    with pytest.raises(LibraryError, match="check that its folder exists") as error:
        opened(f"sqlite:///{tmp_path / 'nowhere' / 'library.sqlite'}")
    sentence(error)


def test_a_full_disk_is_named_and_what_is_there_stays(tmp_path, opened):
    library = opened(f"sqlite:///{tmp_path / 'library.sqlite'}")
    kept = save(library, "Kept", BIG)
    with library.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    from sqlalchemy import event

    event.listen(
        library.engine, "begin", lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    )
    with pytest.raises(LibraryError, match="disk is full") as error:
        save(library, "Too much", BIG)
    sentence(error)
    assert [each.name for each in listed(library)] == ["Kept"]
    assert versions(library, kept.id)[0].content == BIG.content


def test_a_server_that_does_not_answer_is_named_without_the_password(clock):
    with pytest.raises(LibraryError, match="does not answer") as error:
        open_library("postgresql+psycopg://me:secret@127.0.0.1:1/library", clock=clock, wait_seconds=2)
    assert "secret" not in sentence(error)


def test_a_database_that_is_not_there_is_named(postgres, clock):
    with pytest.raises(LibraryError, match="refuses this user or database") as error:
        open_library(postgres.replace("/postgres?", "/nothing?"), clock=clock)
    sentence(error)


def test_a_server_that_went_away_is_named_and_found_again(postgres, opened):
    from tests.library.conftest import fresh_database

    library = opened(fresh_database(postgres))
    save(library, "A", DRAFT)
    with library.engine.connect() as other:
        mine = other.execute(text("SELECT pg_backend_pid()")).scalar()
    with library.engine.connect() as other:
        other.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                 "AND datname = current_database()")
        )  # fmt: skip
    assert mine is not None
    assert [each.name for each in listed(library)] == ["A"]


def test_psycopg_missing_says_what_to_install(monkeypatch, clock):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.split(".")[0] == "psycopg":
            raise ModuleNotFoundError(f"No module named '{name}'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LibraryError, match=r"pip install 'psycopg\[binary\]'"):
        open_library("postgresql://localhost/library", clock=clock)


KILLED = """
import sys
from datetime import UTC, datetime
from balance_model.library.engine import open_library
from balance_model.library.entries import save, save_version
from balance_model.library.nouns import Draft
library = open_library(sys.argv[1], clock=lambda: datetime.now(UTC))
entry = save(library, "Loop", Draft({"pad": "0" * 20_000, "number": 1}, "d", "2026-11-22", "0.1.0", "a-1"))
print("started", flush=True)
while True:
    content = {"pad": str(entry.version) * 20_000, "number": entry.version + 1}
    entry = save_version(library, entry.id, Draft(content, "d", "2026-11-22", "0.1.0", "a-1"), entry.version)
"""


def test_a_killed_process_leaves_no_half_scenario(url, opened):
    library = opened(url)
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        ) as child:
            assert child.stdout.readline() == b"started\n"
            for _ in range(200_000):
                if max((each.version for each in listed(library)), default=0) > 3:
                    break
            child.kill()
    if library.engine.dialect.name == "sqlite":
        with library.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    entries = listed(library)
    assert len(entries) == 2
    for entry in entries:
        kept = versions(library, entry.id)
        assert [each.number for each in kept] == list(range(entry.version, 0, -1))
        assert [each.content["number"] for each in kept] == [each.number for each in kept]
        assert all(len(each.content["pad"]) >= 20_000 for each in kept)
