"""A server of the app on a free port, for tests, screenshots and timings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_SECONDS = 90


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as reply:  # noqa: S310 (own server)
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
    raise RuntimeError(f"The app did not start on {url}:\n{log.read_text(errors='replace')[-4000:]}")


@contextmanager
def running_app(script: str = "app.py") -> Iterator[str]:
    """Start `streamlit run` as a fresh process with an empty library and give the base URL.

    It is stopped by its own process id.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        own = {**os.environ, "BALANCE_LIBRARY_URL": f"sqlite:///{folder}/library.sqlite"}
        with log.open("wb") as sink:
            process = subprocess.Popen(command, cwd=ROOT, stdout=sink, stderr=subprocess.STDOUT, env=own)
        try:
            _wait_until_healthy(process, url, log)
            yield url
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes], patience: float = 10) -> None:
    """End a process, the hard way if it has not ended after ``patience`` seconds."""
    process.terminate()
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
