"""A copy of the tiny data that a test may break."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

TINY = Path(__file__).resolve().parents[1] / "tiny"


class Folder:
    """A data folder whose cells can be changed. Lines are counted as in an editor: the header is 1."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, table: str) -> list[dict[str, str]]:
        with self._file(table).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def change(self, table: str, line: int | str, **cells: str) -> None:
        """Change cells of a row, named by its line or by the text of its first cell."""
        rows = self.read(table)
        row = rows[self._line(table, line) - 2]
        assert set(cells) <= set(row), "a test must change cells that exist"
        assert any(row[name] != text for name, text in cells.items()), "a test must change something"
        row.update(cells)
        self._write(table, rows)

    def add(self, table: str, like: int | None = 2, **cells: str) -> None:
        """Append a row that repeats the row of line ``like``, or an empty one, but for the given cells."""
        rows = self.read(table)
        base = rows[like - 2] if like else dict.fromkeys(self.header(table), "")
        assert set(cells) <= set(base), "a test must fill cells that exist"
        self._write(table, [*rows, base | cells])

    def drop(self, table: str, *lines: int | str) -> None:
        """Remove rows, named like in ``change``."""
        numbers = {self._line(table, line) for line in lines}
        rows, header = self.read(table), self.header(table)
        kept = [row for number, row in enumerate(rows, 2) if number not in numbers]
        assert len(kept) == len(rows) - len(lines), "a test must drop rows that exist"
        self._write(table, kept, header)

    def last(self, table: str) -> int:
        return len(self.read(table)) + 1

    def header(self, table: str) -> list[str]:
        return self._file(table).read_text(encoding="utf-8").splitlines()[0].split(",")

    def text(self, table: str) -> str:
        return self._file(table).read_text(encoding="utf-8")

    def put(self, table: str, content: str | bytes) -> None:
        raw = content.encode() if isinstance(content, str) else content
        self._file(table).write_bytes(raw)

    def _line(self, table: str, line: int | str) -> int:
        if isinstance(line, int):
            return line
        return 2 + [next(iter(row.values())) for row in self.read(table)].index(line)

    def _file(self, table: str) -> Path:
        return self.path / f"{table}.csv"

    def _write(self, table: str, rows: list[dict[str, str]], header: list[str] | None = None) -> None:
        with self._file(table).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, header or list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture
def tiny(tmp_path: Path) -> Folder:
    """Return a fresh copy of tests/tiny."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return Folder(tmp_path / "tiny")
