"""Where the library is: the user's own folder on each platform, or what the environment names."""

from __future__ import annotations

from pathlib import Path

import pytest

from balance_model.library import place
from balance_model.library.faults import LibraryError


@pytest.fixture
def home(monkeypatch, tmp_path):
    for name in (place.VARIABLE, "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def test_the_folder_of_each_platform(home):
    assert place.data_home("linux") == home / ".local" / "share"
    assert place.data_home("darwin") == home / "Library" / "Application Support"
    assert place.data_home("win32") == home / "AppData" / "Local"


def test_the_environment_may_name_the_folder(home, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "mine"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "local"))
    assert place.data_home("linux") == home / "mine"
    assert place.data_home("win32") == home / "local"
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert place.data_home("linux") == home / ".local" / "share"


def test_without_a_word_it_is_a_file_of_the_user_and_its_folder_is_made(home, opened):
    path = home / ".local" / "share" / "western-balkans-balance" / "library.sqlite"
    assert place.words(place.address()) == str(path)
    assert not path.exists()
    opened(None)
    assert path.exists()


def test_the_environment_names_the_library_and_an_argument_goes_before_it(home, monkeypatch):
    monkeypatch.setenv(place.VARIABLE, "sqlite:////one.sqlite")
    assert place.words(place.address()) == "/one.sqlite"
    assert place.words(place.address("sqlite:////two.sqlite")) == "/two.sqlite"


def test_a_server_is_reached_by_psycopg_and_its_password_is_not_told(home):
    found = place.address("postgresql://me:secret@db/library")
    assert found.drivername == "postgresql+psycopg"
    assert "secret" not in place.words(found)


@pytest.mark.parametrize(
    ("url", "named"),
    [("nonsense", "not the address"), ("mysql://x/y", "'mysql'"), ("sqlite://", "names no file"), ("a:b:c", "address")],
)
def test_what_is_no_address_is_named_with_the_cure(home, url, named):
    with pytest.raises(LibraryError, match=named) as error:
        place.address(url)
    assert str(error.value).endswith(".")
