"""The two doors to the data: ``load_world`` gives the checked World, ``check_data`` the findings."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from balance_model.domain import World
from balance_model.errors import DataError, Finding, nearest
from balance_model.records.checks import run_checks
from balance_model.records.read import Line, Tables, read_table
from balance_model.records.schema import SCHEMA_FILE, nouns, read_schema

FOLDER_VARIABLE = "BALANCE_DATA"
STANDARD_FOLDER = Path(__file__).resolve().parents[2] / "data"
_FINGERPRINT_LENGTH = 12

Files = tuple[tuple[str, bytes], ...]


def load_world(folder: str | Path | None = None) -> World:
    """The World of a data folder.

    Without a folder it is the one that the environment variable ``BALANCE_DATA`` names, otherwise the
    folder ``data`` beside the package. Unchanged files give the same World object again.

    Raises DataError with every finding that is an error.
    """
    world, findings = _inspect(data_folder(folder))
    if world is None:
        raise DataError(finding for finding in findings if finding.level == "error")
    return world


def check_data(folder: str | Path | None = None) -> tuple[Finding, ...]:
    """All findings on a data folder, errors first. ``folder`` as in load_world."""
    return _inspect(data_folder(folder))[1]


def data_folder(folder: str | Path | None = None) -> Path:
    """The data folder meant by ``folder``, the environment or neither."""
    return Path(folder or os.environ.get(FOLDER_VARIABLE) or STANDARD_FOLDER)


def fingerprint(files: Files) -> str:
    """Twelve hex digits that name the content of the CSV files, whatever their line ends."""
    digest = hashlib.sha256()
    for name, raw in sorted(files):
        digest.update(name.encode() + b"\0" + raw.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:_FINGERPRINT_LENGTH]


def _inspect(folder: Path) -> tuple[World | None, tuple[Finding, ...]]:
    if not folder.is_dir():
        problem, cure = "there is no such folder", "Name a folder that holds the CSV files."
        return None, (Finding(str(folder), "-", "folder", problem, cure),)
    files = tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv")))
    own = dict(files).get(SCHEMA_FILE)
    return _build(files, (STANDARD_FOLDER / SCHEMA_FILE).read_bytes() if own is None else own)


@lru_cache(maxsize=4)
def _build(files: Files, raw_schema: bytes) -> tuple[World | None, tuple[Finding, ...]]:
    """The World and all findings from the content of the files; None for the World if any is an error.

    The checks look across tables, so they wait until every file can be read.
    """
    schema, findings = read_schema(raw_schema)
    if findings:
        return None, tuple(findings)
    raw = dict(files)
    findings = _unread_files(raw)
    lines: dict[str, tuple[Line, ...]] = {}
    for table in nouns():
        found, faults = read_table(table, raw.get(f"{table}.csv"), schema[table])
        findings += faults
        if found is not None:
            lines[table] = found
    if len(lines) == len(nouns()):
        findings += run_checks(Tables(schema, lines))
    findings.sort(key=lambda finding: finding.level != "error")
    if any(finding.level == "error" for finding in findings):
        return None, tuple(findings)
    rows: dict[str, Any] = {table: tuple(line.noun for line in read) for table, read in lines.items()}
    columns = tuple(column for table in schema.values() for column in table)
    return World(fingerprint=fingerprint(files), columns=columns, **rows).joining(()), tuple(findings)


def _unread_files(names: dict[str, bytes]) -> list[Finding]:
    known = {f"{table}.csv" for table in nouns()} | {SCHEMA_FILE}
    cure = "Remove it or mend its name"
    return [
        Finding(name, "-", "file", "nothing reads this file", f"{cure}: {nearest(name, known)}", "warning")
        for name in names
        if name not in known
    ]
