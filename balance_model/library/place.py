"""Where the library is: the address of its database."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from balance_model.library.faults import LibraryError

VARIABLE = "BALANCE_LIBRARY_URL"
FOLDER, FILE = "western-balkans-balance", "library.sqlite"
KINDS = ("sqlite", "postgresql")


def data_home(platform: str = sys.platform) -> Path:
    """The folder in which programs keep data of a user on this platform."""
    home = Path.home()
    if platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    named = Path(os.environ.get("XDG_DATA_HOME") or "")
    return named if named.is_absolute() else home / ".local" / "share"


def usual() -> URL:
    """A file of the user's own."""
    return URL.create("sqlite", database=str(data_home() / FOLDER / FILE))


def address(url: str | None = None) -> URL:
    """The address meant by ``url``, by the environment, or by neither: then a file of the user's own.

    Raises ``LibraryError`` if it is none, or of a kind of database that is not known.
    """
    given = url or os.environ.get(VARIABLE, "").strip()
    if not given:
        return usual()
    try:
        found = make_url(given)
    except (ArgumentError, ValueError):
        raise LibraryError(
            f"{VARIABLE} is not the address of a database; write sqlite:////folder/file.sqlite, or "
            "postgresql+psycopg://user:password@host/database."
        ) from None
    if found.get_backend_name() not in KINDS:
        raise LibraryError(
            f"{VARIABLE} names a database of kind '{found.get_backend_name()}'; use {' or '.join(KINDS)}."
        )
    if found.get_backend_name() == "sqlite" and found.database in (None, "", ":memory:"):
        raise LibraryError(f"{VARIABLE} names no file; write sqlite:////folder/file.sqlite.")
    if found.drivername == "postgresql":
        return found.set(drivername="postgresql+psycopg")
    return found


def made(url: URL) -> bool:
    """Whether there is something at an address already; on a server that is not asked."""
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).is_file()


def words(url: URL) -> str:
    """An address for readers, without a password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)
