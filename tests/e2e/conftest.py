"""A real server and a real browser for the tests of this folder.

Servers run on free ports and are stopped by their own process id. A missing browser is a failure, never
a skip.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tools.find_browser import find

ROOT = Path(__file__).parents[2]
START_SECONDS = 90
STEP_MILLISECONDS = 30_000
SCREEN = {"width": 1280, "height": 720}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as reply:
            return reply.status == 200
    except urllib.error.HTTPError as refusal:
        refusal.close()
    except OSError:
        pass
    return False


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        if _answers(url):
            return
        time.sleep(0.2)
    pytest.fail(f"The app did not start on {url}:\n{log.read_text(errors='replace')[-4000:]}")


@contextmanager
def running_app() -> Iterator[str]:
    """Start `streamlit run app.py` as a fresh process and give its base URL."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(command, cwd=ROOT, stdout=sink, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(process, url, log)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty tab of a new visitor on a 1280 x 720 screen."""
    context = browser.new_context(viewport=SCREEN, locale="en-GB", accept_downloads=True)
    context.set_default_timeout(STEP_MILLISECONDS)
    yield context.new_page()
    context.close()
