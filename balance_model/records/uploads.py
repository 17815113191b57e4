"""A file that a reader uploads to own rows that know where they stand in it; or to clear words why not."""

from __future__ import annotations

from collections.abc import Sequence

from balance_model.domain import World
from balance_model.domain.overlay import MOST_ROWS, OWN_TABLES, OwnRow
from balance_model.errors import Finding, nearest
from balance_model.records.overlay import Given, labelled
from balance_model.records.plain_text import shortened, unsafe
from balance_model.records.read import header_faults
from balance_model.records.rows import read_rows
from balance_model.records.schema import Column, schema_of
from balance_model.records.workbook import MOST_COLUMNS, Refused, Sheet, sheets

LARGEST = 2_000_000
HELP_SHEETS = ("read me", "columns")
"""Sheets of the template that hold no rows."""
_ZIPPED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Read = tuple[tuple[Given, ...], tuple[Finding, ...]]


def read_upload(name: str, raw: bytes, world: World, table: str = "") -> Read:
    """Own rows of a CSV or XLSX file, and what is wrong with it as a file; no rows if anything is.

    Parameters
    ----------
    name : name of the file, for the words.
    raw : its bytes; at most ``LARGEST`` of them are looked at.
    table : the table it holds; told from its columns, or from the names of the sheets, if empty.
    """
    file = shortened(name, 60) or "the file"
    try:
        found = _sheets(file, raw)
    except Refused as refused:
        return (), (refused.finding(file),)
    rows: list[Given] = []
    findings: list[Finding] = []
    for sheet in found:
        given, wrong = _given(file, sheet, world, table)
        rows += given
        findings += wrong
    if not findings and not rows:
        findings.append(Finding(file, "-", "file", "it holds no rows", "Fill in a row under the header line."))
    if len(rows) > MOST_ROWS:
        problem = f"it holds {len(rows):,} rows"
        findings.append(Finding(file, "-", "file", problem, f"Bring at most {MOST_ROWS:,} at a time."))
    return ((), tuple(findings)) if findings else (tuple(rows), ())


def _sheets(file: str, raw: bytes) -> tuple[Sheet, ...]:
    if len(raw) > LARGEST:
        problem = f"it has {len(raw) / 1e6:,.1f} MB"
        raise Refused(problem, f"Choose a file of at most {LARGEST // 1_000_000} MB.")
    if raw.startswith(_OLD):
        raise Refused("it is an old or locked workbook", "Save it as .xlsx, without a password.")
    if raw.startswith(_ZIPPED) or file.lower().endswith(".xlsx"):
        return tuple(sheet for sheet in sheets(raw) if sheet.title.strip().lower() not in HELP_SHEETS)
    if b"\0" in raw:
        raise Refused("it is not UTF-8 text", "Save it as CSV UTF-8, or as .xlsx.", field="encoding")
    lines, faults = read_rows(file, raw)
    if faults:
        raise Refused(faults[0].problem, faults[0].cure, faults[0].row, faults[0].field)
    if len(lines[0][1]) == 1 and lines[0][1][0].count(";") > 1:
        raise Refused("its columns are parted by semicolons", "Save it with commas, or as .xlsx.", "line 1", "header")
    return (Sheet("", tuple((number, tuple(cells)) for number, cells in lines if any(cells))),)


def _given(file: str, sheet: Sheet, world: World, table: str) -> tuple[list[Given], list[Finding]]:
    """Rows of one sheet, and what is wrong with its header or its shape."""
    (first, header), *lines = sheet.rows
    at = f"sheet {shortened(sheet.title)}, row" if sheet.title else "line"
    names = [name.strip() for name in header]
    for name in names:
        if len(names) > MOST_COLUMNS or unsafe(name):
            cure = "Take the header line from the template."
            return [], [Finding(file, f"{at} {first}", "header", "the header line is not one of ours", cure)]
    schema = schema_of(world)
    title = sheet.title.strip().lower()
    meant = table or (title if title in OWN_TABLES else _told_by(names, schema))
    if meant not in OWN_TABLES or meant not in schema:
        problem = f"the columns are those of no table: {', '.join(shortened(name, 20) for name in names[:6])}"
        cure = f"Take the header line from the template of one of: {', '.join(OWN_TABLES)}."
        return [], [Finding(file, f"{at} {first}", "header", problem, cure)]
    columns = schema[meant]
    needed = tuple(column for column in columns if column.required or column.name in names)
    wrong = header_faults(file, names, needed)
    if wrong:
        known = [column.name for column in columns]
        return [], [_placed(finding, f"{at} {first}", known) for finding in wrong]
    return _rows(file, at, names, lines, meant, columns)


def _rows(
    file: str, at: str, names: Sequence[str], lines: Sequence[tuple[int, tuple[str, ...]]], table: str,
    columns: tuple[Column, ...],
) -> tuple[list[Given], list[Finding]]:  # fmt: skip
    rows, findings = [], []
    for number, cells in lines:
        texts = dict(zip(names, cells, strict=False))
        where = labelled(f"{at} {number}", texts, columns)
        if len(cells) > len(names) or (at == "line" and len(cells) < len(names)):
            problem = f"the row has {len(cells)} cells and the header {len(names)}"
            findings.append(Finding(file, where, "row", problem, "Put text with commas in double quotes."))
        else:
            rows.append(Given(file, where, OwnRow(table=table, cells=tuple(texts.items()))))
    return rows, findings


def _told_by(names: Sequence[str], schema: dict[str, tuple[Column, ...]]) -> str:
    """The table whose columns these are, or is meant by most of them; empty if no table shares half of them."""
    shared = {
        table: len(set(names) & {column.name for column in schema[table]}) - 0.01 * len(schema[table])
        for table in OWN_TABLES
        if table in schema
    }
    best = max(shared, key=shared.__getitem__)
    return best if 2 * shared[best] > len(names) - 1 else ""


def _placed(finding: Finding, where: str, known: Sequence[str]) -> Finding:
    """A finding on a header, on the line where the header stands and with all columns to choose from."""
    cure = finding.cure
    if "unknown" in finding.problem:
        cure = f"Remove it or mend its name: {nearest(finding.field[:80], known)}"
    return Finding(finding.file, where, shortened(finding.field), finding.problem, cure)
