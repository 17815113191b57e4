"""A real server and a real browser for the tests of this folder.

A missing browser is a failure, never a skip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e import waiting
from tools.find_programs import find
from tools.serving import running_app

SCREEN = {"width": 1280, "height": 720}
expect.set_options(timeout=waiting.LONG_MILLISECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser test that fails is run once more, and the summary counts it; a busy machine may lose one race."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Return the base URL of one app shared by all tests of the run."""
    with running_app() as url:
        yield url


@pytest.fixture
def fresh_server() -> Iterator[Callable[[], str]]:
    """Return a function that starts a cold app and gives its base URL; all stop with the test."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(running_app())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the browser; Playwright's event loop ends with the test file."""
    path = find()
    if path is None:
        pytest.fail("No Chromium or Chrome found: run `make test`, or set BALANCE_BROWSER to its path.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return one visitor's window for a test file: what was fetched once need not be fetched again."""
    context = browser.new_context(viewport=SCREEN, locale="en-GB", accept_downloads=True)
    waiting.watch(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return an empty tab of a new visitor on a 1280 x 720 screen."""
    page = context.new_page()
    yield page
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.close()
    context.clear_cookies()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a window of its own, for another visitor or another screen."""
    with ExitStack() as stack:

        def opened(**settings: object) -> Page:
            context = browser.new_context(**{"viewport": SCREEN, **settings})
            stack.callback(context.close)
            waiting.watch(context)
            return context.new_page()

        yield opened
