"""A session of the app without a browser, on a server that has drawn its navigation before.

Streamlit's test runner forgets that before each run and would then run a file of ``pages/`` without the
entry (docs/decisions/0003). The cold start itself is tested in a browser, in tests/e2e.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from balance_model.library.engine import Library
from ui import library

ENTRY = Path(__file__).parents[2] / "app.py"
Visit = Callable[..., AppTest]


class _WarmPages(PagesManager):
    """The test runner resets this class; the state of the server stands in the one it comes from."""


@pytest.fixture(scope="module")
def visit() -> Iterator[Visit]:
    """Return a function that opens the app in a new session, with the parameters of a link if given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PagesManager, "uses_pages_directory", False)
        patch.setattr("streamlit.testing.v1.app_test.PagesManager", _WarmPages)

        def opened(params: Mapping[str, str] | None = None) -> AppTest:
            app = AppTest.from_file(ENTRY, default_timeout=60)
            for key, value in (params or {}).items():
                app.query_params[key] = value
            return app.run()

        yield opened


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Return an empty library of this test's own."""
    monkeypatch.setenv("BALANCE_LIBRARY_URL", f"sqlite:///{tmp_path / 'library.sqlite'}")
    found = library.shelf()
    yield found
    found.close()
