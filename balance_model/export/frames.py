"""Large tables written in parts, as parquet or CSV, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def write_frames(path: Path, suffix: str, frames: Iterable[pd.DataFrame], notes: Mapping[str, str]) -> int:
    """Write frames of the same columns one after another; returns the number of rows.

    ``suffix`` is ``.parquet`` (notes become metadata of the schema) or ``.csv`` (a blank line and one line per
    note starting with "# " follow the rows; read it with ``pandas.read_csv(path, comment="#")``).

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    if suffix == ".parquet":
        return _parquet(path, frames, notes)
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for frame in frames:
            frame.to_csv(file, index=False, header=rows == 0, lineterminator="\r\n")
            rows += len(frame)
        file.write("\r\n")
        file.writelines(f"# {name}: {' '.join(text.split())}\r\n" for name, text in notes.items())
    return rows


def _parquet(path: Path, frames: Iterable[pd.DataFrame], notes: Mapping[str, str]) -> int:
    rows, writer = 0, None
    try:
        for frame in frames:
            table = pa.Table.from_pandas(frame, preserve_index=False)
            kept = {name.encode(): text.encode() for name, text in notes.items()}
            table = table.replace_schema_metadata({**(table.schema.metadata or {}), **kept})
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
            rows += len(frame)
    finally:
        if writer is not None:
            writer.close()
    return rows
