"""What ``schema.csv`` says about one column of a data file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column. ``refers_to`` is empty or a pair (table, column)."""

    table: str
    name: str
    type: str
    unit: str
    required: bool
    key: bool
    allowed: str
    refers_to: tuple[str, ...]
    description: str

    @property
    def words(self) -> tuple[str, ...]:
        """Words allowed in a text cell; empty when any word will do or ``refers_to`` decides alone."""
        return () if self.is_numeric else tuple(filter(None, self.allowed.split("|")))

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest number allowed, infinite where open."""
        low, _, high = self.allowed.partition("..") if self.is_numeric else ("", "", "")
        return float(low or "-inf"), float(high or "inf")

    @property
    def is_numeric(self) -> bool:
        """Whether the cell holds a number that ``allowed`` may bound."""
        return self.type in ("integer", "number")
