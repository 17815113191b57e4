"""Opening a library: its database is made on first use, brought up to date, and read or written in transactions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import NoSuchModuleError, OperationalError

from balance_model.library import place
from balance_model.library.faults import LibraryError, plainly
from balance_model.library.tables import HEAD, KNOWN, VERSION_TABLE

Clock = Callable[[], datetime]
WAIT_SECONDS = 5.0
_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 4_207_350_611
"""Number of the lock that one process at a time holds on a server while it brings the tables up to date."""


@dataclass(frozen=True)
class Library:
    """An open library, safe for threads. ``clock`` tells the time, which the model does not know."""

    engine: Engine
    place: str
    clock: Clock

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the library. Raises ``LibraryError``."""
        with plainly(self.place), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is done whole or not at all. Raises ``LibraryError``."""
        with plainly(self.place), _writer(self.engine).begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()


def open_library(url: str | None = None, *, clock: Clock, wait_seconds: float = WAIT_SECONDS) -> Library:
    """The library at an address; without one that of ``BALANCE_LIBRARY_URL``, or a file in the user's data folder.

    ``wait_seconds`` is how long to wait for another program that writes.

    Raises
    ------
    LibraryError
        If it cannot be reached, read or brought up to date. The file is never deleted.
    """
    address = place.address(url)
    words = place.words(address)
    with plainly(words):
        if address == place.usual():
            Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(address, wait_seconds)
        try:
            _up_to_date(engine, words, wait_seconds)
        except BaseException:
            engine.dispose()
            raise
    return Library(engine, words, clock)


def _engine(address: URL, wait_seconds: float) -> Engine:
    try:
        if address.get_backend_name() == "sqlite":
            engine = create_engine(address, connect_args={"timeout": wait_seconds})
            event.listen(engine, "connect", _settings)
            event.listen(engine, "begin", _begin)
            return engine
        waiting = {
            "connect_timeout": max(2, round(wait_seconds)),
            "options": f"-c lock_timeout={wait_seconds * 1000:.0f}",
        }
        return create_engine(address, connect_args=waiting, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise LibraryError(
            "A library on PostgreSQL needs the package psycopg; install it with: pip install 'psycopg[binary]'."
        ) from None


def _settings(connection: Any, record: Any) -> None:
    """Rules of each connection to a file.

    A save is rare and must outlast a loss of power, so each is written through to the disk (FULL); NORMAL would
    be quicker and could lose the last ones.
    """
    connection.isolation_level = None  # transactions are begun below, so that they hold what they say
    for rule in ("foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {rule}")


def _begin(connection: Connection) -> None:
    """A transaction that will write takes its place in the queue at once, so that it never has to be undone."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _writer(engine: Engine) -> Engine:
    return engine.execution_options(writes=True)


def _up_to_date(engine: Engine, words: str, wait_seconds: float) -> None:
    """Make or change the tables if need be; one process at a time."""
    if _revision(engine, words) == HEAD:
        _sound(engine, words)
        return
    if engine.dialect.name == "sqlite":
        _write_ahead(engine, wait_seconds)
    with _writer(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        if _revision_in(connection, words) != HEAD:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # only a new or older library pays for the import
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


def _revision(engine: Engine, words: str) -> str | None:
    with engine.begin() as connection:
        return _revision_in(connection, words)


def _revision_in(connection: Connection, words: str) -> str | None:
    """Revision of the tables; None for a library that is still to be made."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if tables and connection.dialect.name == "sqlite":
            raise LibraryError(f"The file {words} holds another program's tables; name another file for the library.")
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()  # noqa: S608 (a constant)
    if found is not None and found not in KNOWN:
        raise LibraryError(
            f"The library at {words} comes from a newer explorer (revision {str(found)[:20]}); "
            "install that, or set BALANCE_LIBRARY_URL to another library."
        )
    return found


def _sound(engine: Engine, words: str) -> None:
    """Refuse a file whose pages do not hold together."""
    if engine.dialect.name != "sqlite":
        return
    with engine.begin() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise LibraryError(f"The library at {words} is damaged; move the file away and put a copy of it in its place.")


def _write_ahead(engine: Engine, wait_seconds: float) -> None:
    """Let readers read while one writes. SQLite does not wait for its turn here, so we do."""
    end = time.monotonic() + wait_seconds
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise OperationalError("PRAGMA journal_mode", None, error) from error
        finally:
            connection.close()
        time.sleep(0.02)
