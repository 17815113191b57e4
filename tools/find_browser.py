"""Print the path of a Chromium-like browser for the browser tests and the screenshots.

With ``--install`` a missing browser is installed first. Exit code 1 and one sentence on stderr when
there is none. The search order: the variable ``BALANCE_BROWSER``, the usual names on the path, the
browser that Playwright has downloaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "BALANCE_BROWSER"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
MAC_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class NoBrowserError(Exception):
    """No browser was found; the message says why and what to do."""


def _named() -> str | None:
    """Return the browser named by the variable, or None when the variable is not set."""
    name = os.environ.get(VARIABLE, "").strip()
    if not name:
        return None
    path = shutil.which(name)
    if path is None:
        raise NoBrowserError(f"{VARIABLE} is set to '{name}', which is not a program; correct or unset it.")
    return path


def _playwright_own() -> str | None:
    """Return Playwright's own Chromium when it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    """Return the path of a browser on this machine, or None.

    Raises
    ------
    NoBrowserError
        The variable ``BALANCE_BROWSER`` names something that is not a program.
    """
    named = _named()
    if named is not None:
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    if on_path is not None:
        return on_path
    return next((path for path in MAC_PATHS if Path(path).exists()), None) or _playwright_own()


def _run(*command: str) -> str:
    """Run a command with its output on stderr; return an empty string, or why it failed."""
    print(f"No browser found; running: {' '.join(command)}", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, stdout=sys.stderr, check=False, env=environment)
    return "" if done.returncode == 0 else f"'{' '.join(command)}' ended with code {done.returncode}"


def install() -> str:
    """Install a browser and return its path.

    Raises
    ------
    NoBrowserError
        Neither the system's package manager nor Playwright could provide one.
    """
    reasons = []
    if Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        reasons.append(_run("apt-get", "install", "-y", "-qq", "chromium"))
    if (path := find()) is not None:
        return path
    reasons.append(_run(sys.executable, "-m", "playwright", "install", "chromium"))
    if (path := find()) is not None:
        return path
    why = "; ".join(filter(None, reasons)) or "the installed browser was not found afterwards"
    raise NoBrowserError(
        f"The browser tests need Chromium or Chrome: {why}. Install one, or set {VARIABLE} to its path."
    )


def main(arguments: list[str]) -> int:
    """Print the browser's path; return the exit code."""
    try:
        path = find()
        if path is None and "--install" in arguments:
            path = install()
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    if path is None:
        print(f"No Chromium or Chrome found. Install one, or set {VARIABLE} to its path.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
