"""What all tests share: the two worlds, strict arithmetic, repeatable random inputs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from balance_model.cli import main
from balance_model.domain import World
from balance_model.records.world import load_world

TESTS = Path(__file__).parent
MARKED_FOLDERS = ("app", "e2e")

settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Make numpy raise where it would only warn, and let no test touch the reader's own library."""
    np.seterr(divide="raise", over="raise", invalid="raise")
    folder = tempfile.TemporaryDirectory(prefix="balance-library-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ["BALANCE_LIBRARY_URL"] = f"sqlite:///{folder.name}/library.sqlite"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of tests/app and tests/e2e by their folder."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in MARKED_FOLDERS:
            item.add_marker(folder)


@pytest.fixture(scope="session")
def world() -> World:
    """Return the real data."""
    return load_world()


@pytest.fixture(scope="session")
def tiny_world() -> World:
    """Return the miniature data of the worked example."""
    return load_world(TESTS / "tiny")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function: exit code, standard output and standard error of one command."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call
