"""Libraries for the tests: each on a fresh SQLite file and on a fresh database of a real PostgreSQL server.

A missing server is a failure, never a skip.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from balance_model.library.engine import Library, open_library
from balance_model.library.frozen import Frozen, freeze
from tools.find_programs import find
from tools.serving import stop

_numbers = itertools.count(1)


class Clock:
    """A clock that goes on by a minute at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def server_user() -> str | None:
    """Return the user a server may run as: itself unless this is root, which the server refuses."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL server in a folder of its own, reached by a socket in it; give the address of its database."""
    program = find("postgres")
    if program is None:
        pytest.fail("No PostgreSQL server found: install the package postgresql, or set BALANCE_POSTGRES to its path.")
    programs, user, port = Path(program).parent, server_user(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="balance-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    how = {"cwd": folder, "env": environment, **({"user": user} if user else {})}
    cluster = folder / "data"
    made = subprocess.run(
        [programs / "initdb", "-D", cluster, "-U", "balance", "-A", "trust", "-E", "UTF8", "--no-sync"],
        capture_output=True, text=True, timeout=120, check=False, **how,
    )  # fmt: skip
    assert made.returncode == 0, f"initdb failed: {made.stderr[-2000:]}"
    command = [program, "-D", cluster, "-k", folder, "-p", str(port), "-c", "listen_addresses=", "-c", "fsync=off"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, **how)
    try:
        address = f"postgresql+psycopg://balance@/postgres?host={folder}&port={port}"
        wait_until_it_answers(server, address, folder / "server.log")
        yield address
    finally:
        stop(server, patience=20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_it_answers(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    engine = create_engine(address)
    try:
        for _ in range(600):
            assert server.poll() is None, f"The PostgreSQL server ended: {log.read_text(errors='replace')[-2000:]}"
            try:
                with engine.connect():
                    return
            except Exception:
                time.sleep(0.1)
        pytest.fail(f"The PostgreSQL server does not answer: {log.read_text(errors='replace')[-2000:]}")
    finally:
        engine.dispose()


def fresh_database(server: str) -> str:
    """Make an empty database on the server and give its address."""
    name = f"library_{next(_numbers)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a library that is still to be made, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'library.sqlite'}"
    return fresh_database(request.getfixturevalue("postgres"))


@pytest.fixture
def opened(clock: Clock) -> Iterator[Callable[..., Library]]:
    """Return a function that opens a library; all are closed with the test."""
    every: list[Library] = []

    def open_one(url: str, **how: float) -> Library:
        every.append(open_library(url, clock=clock, **how))
        return every[-1]

    yield open_one
    for each in every:
        each.close()


@pytest.fixture
def library(url: str, opened: Callable[..., Library]) -> Library:
    """Return an empty library, of either kind."""
    return opened(url)


@pytest.fixture
def file_library(tmp_path: Path, opened: Callable[..., Library]) -> Library:
    """Return an empty library in a file."""
    return opened(f"sqlite:///{tmp_path / 'file.sqlite'}")


@pytest.fixture(scope="session")
def frozen(tiny_world) -> Frozen:
    """Return the published result of the tiny world's scenario."""
    from balance_model.core.assess import assess
    from balance_model.records.scenarios import load_scenario
    from tests.conftest import TESTS

    return freeze(
        assess(tiny_world, load_scenario("baseline", tiny_world, folder=TESTS / "tiny")), "As it was", "A. Ä."
    )
