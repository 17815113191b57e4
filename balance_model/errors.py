"""Errors that say which file, row and field is wrong, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault found in the data: where it is, what is wrong, how to mend it."""

    file: str
    row: str
    field: str
    problem: str
    cure: str
    level: str = "error"

    def __str__(self) -> str:
        return f"{self.level}: {self.file}, row {self.row}, {self.field}: {self.problem}. {self.cure}"

    @property
    def told(self) -> str:
        """The same for a reader of the screen."""
        parts = ", ".join(part for part in (self.file, self.row, self.field) if part != "-")
        return f"{parts}: {self.problem}. {self.cure}"


class BalanceError(Exception):
    """Anything a reader can mend: its message is one plain sentence or one line per finding."""


class DataError(BalanceError):
    """The data files do not hold together."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class ScenarioError(BalanceError):
    """A scenario names something unknown or asks for a value out of range."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Words to append to an error about an unknown ``word``: the closest known one, or all if few."""
    names = sorted(known)
    match = difflib.get_close_matches(word, names, n=1, cutoff=0.4)
    if match:
        return f"did you mean '{match[0]}'?"
    if len(names) <= 12:
        return "known: " + ", ".join(names)
    return f"known, for example: {', '.join(names[:6])}"
