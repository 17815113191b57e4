"""LibreOffice for tests: it opens what we write and gives it back as PDF, pictures or a recalculated workbook."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import font_source_sans_pro

from tools.find_programs import find

LONGEST = 120
"""Seconds after which a conversion has failed."""


def convert(path: Path, to: str, folder: Path) -> Path:
    """Convert a file by LibreOffice into ``folder`` and return the new file.

    ``to`` is a target such as "pdf", "png" (first page only), "xlsx" or "xlsx:Calc MS Excel 2007 XML".
    """
    return convert_all([path], to, folder)[0]


def convert_all(paths: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Convert several files in one run, as ``convert`` does, and return the new files in order."""
    program = find("office")
    assert program, "LibreOffice was not found: install it (make test does), or set BALANCE_OFFICE to its path."
    home = _home()
    wanted = [folder / f"{path.stem}.{to.partition(':')[0]}" for path in paths]
    for path, found in zip(paths, wanted, strict=True):
        assert found != path, f"{path} would be written over: name another folder."
        found.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", to, "--outdir", str(folder), *map(str, paths),
        ],
        env=os.environ | {"FONTCONFIG_FILE": str(home / "fonts.conf")},
        capture_output=True, text=True, timeout=LONGEST, check=False,
    )  # fmt: skip
    for found in wanted:
        assert found.exists(), f"LibreOffice made no {found.name} (code {done.returncode}): {done.stdout}{done.stderr}"
    return wanted


@cache
def _home() -> Path:
    """A folder with a profile of its own and with our font beside those of the machine, once per session."""
    home = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    ours = home / "fonts"
    ours.mkdir()
    for face in Path(font_source_sans_pro.font_directory).glob("SourceSansPro-*.ttf"):
        shutil.copy(face, ours)
    (home / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(ours))}</dir><cachedir>{escape(str(home / 'cache'))}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return home
