"""Find the programs that only the tests need: a browser, an office and a database server.

Prints one line ``export NAME='path'`` for each, for the shell. With ``--install`` a missing one is installed
first: by apt on Debian as root, the browser also by Playwright. Exit code 1 and one sentence on stderr when one
cannot be had. Each is looked for by its variable, by its usual names on the path, and in its usual folders.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


class NoProgramError(Exception):
    """A program was not found; the message says why and what to do."""


@dataclass(frozen=True)
class Program:
    """One program: what it is for, the variable that names it, where it lies, and the Debian packages that hold it."""

    what: str
    need: str
    variable: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    packages: tuple[str, ...]


PROGRAMS = {
    "browser": Program(
        "Chromium or Chrome", "The browser tests", "BALANCE_BROWSER",
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"),
        (
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ),
        ("chromium",),
    ),
    "office": Program(
        "LibreOffice", "The tests of slides and workbooks", "BALANCE_OFFICE",
        ("soffice", "libreoffice"),
        ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "/opt/libreoffice*/program/soffice"),
        ("libreoffice-calc-nogui", "libreoffice-impress-nogui"),
    ),
    "postgres": Program(
        "the PostgreSQL server", "The tests of the library", "BALANCE_POSTGRES",
        (),
        (
            "/usr/lib/postgresql/*/bin/postgres", "/usr/pgsql-*/bin/postgres",
            "/opt/homebrew/opt/postgresql*/bin/postgres", "/usr/local/opt/postgresql*/bin/postgres",
        ),
        ("postgresql",),
    ),
}  # fmt: skip


def find(kind: str = "browser") -> str | None:
    """Return the path of a program on this machine, or None.

    Raises
    ------
    NoProgramError
        Its variable names something that is not a program.
    """
    program = PROGRAMS[kind]
    named = os.environ.get(program.variable, "").strip()
    if named:
        path = shutil.which(named)
        if path is None:
            raise NoProgramError(
                f"{program.variable} is set to '{named}', which is not a program; correct or unset it."
            )
        return path
    on_path = next(filter(None, map(shutil.which, program.names)), None)
    if on_path is not None:
        return on_path
    found = [str(path) for place in program.places for path in sorted(Path("/").glob(place.removeprefix("/")))]
    if kind == "postgres" and not found:
        return shutil.which("postgres")
    return found[-1] if found else _playwright_own() if kind == "browser" else None


def _playwright_own() -> str | None:
    """Return Playwright's own Chromium when it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _run(*command: str) -> str:
    """Run a command with its output on stderr; return an empty string, or why it failed."""
    print(f"Running: {' '.join(command)}", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, stdout=sys.stderr, check=False, env=environment)
    return "" if done.returncode == 0 else f"'{' '.join(command)}' ended with code {done.returncode}"


def install(kind: str) -> str:
    """Install a program and return its path.

    Raises
    ------
    NoProgramError
        No package manager here could provide it.
    """
    program = PROGRAMS[kind]
    reasons = []
    if Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        reasons.append(_run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *program.packages))
        if (path := find(kind)) is not None:
            return path
    if kind == "browser":
        reasons.append(_run(sys.executable, "-m", "playwright", "install", "chromium"))
        if (path := find(kind)) is not None:
            return path
    why = "; ".join(filter(None, reasons)) or "it is not installed, and only root on Debian can install it from here"
    raise NoProgramError(
        f"{program.need} need {program.what}: {why}. Install it (Debian packages: {' '.join(program.packages)}), "
        f"or set {program.variable} to its path."
    )


def main(arguments: list[str]) -> int:
    """Print the paths; return the exit code."""
    wanted = [kind for kind in PROGRAMS if f"--{kind}" in arguments] or list(PROGRAMS)
    for kind in wanted:
        program = PROGRAMS[kind]
        try:
            path = find(kind)
            if path is None and "--install" in arguments:
                path = install(kind)
        except NoProgramError as error:
            print(error, file=sys.stderr)
            return 1
        if path is None:
            print(f"{program.what} was not found. Install it, or set {program.variable} to its path.", file=sys.stderr)
            return 1
        print(f"export {program.variable}={shlex.quote(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
