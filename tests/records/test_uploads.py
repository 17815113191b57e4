"""Files from outside: good ones become own rows; every hostile one is refused in words, and nothing runs."""

from __future__ import annotations

import io
import struct
import zipfile

import openpyxl
import pytest

from balance_model.domain.overlay import MOST_ROWS, OWN_TABLES
from balance_model.export.own_rows import template_csv, template_xlsx
from balance_model.records.overlay import findings
from balance_model.records.uploads import LARGEST, read_upload

HEAD = "country,system_id,low,best,high,as_of,held,evidence,source_ids,confidence,note"
GOOD = "AAA,launcher,20,20,20,2020,active,published,worked-example,high,"


def csv_of(*lines, head=HEAD):
    return "\n".join([head, *lines]).encode()


def book(*rows, title="inventory", **more):
    """A workbook with one sheet, and more sheets by name."""
    made = openpyxl.Workbook()
    for name, lines in {title: rows, **more}.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    del made["Sheet"]
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def repacked(raw, **parts):
    """The same package with parts added or replaced: path (with __ for /) to bytes."""
    old, packed = zipfile.ZipFile(io.BytesIO(raw)), io.BytesIO()
    new = {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in old.namelist():
            if name not in new:
                target.writestr(name, old.read(name))
        for name, content in new.items():
            target.writestr(name, content)
    return packed.getvalue()


PLAIN = book(HEAD.split(","), [*GOOD.split(",")])


def refused(world, name, raw, *words):
    """Hold that a file gives no rows and one or more sentences with these words, all naming the file."""
    rows, found = read_upload(name, raw, world)
    told = " ".join(finding.told for finding in found)
    assert rows == ()
    assert found
    for word in words:
        assert word in told, told
    for finding in found:
        assert finding.told.startswith(name.replace("<", "").replace(">", "")[:20])
        assert finding.problem
        assert finding.cure.endswith((".", "?")) or "known" in finding.cure
    return told


def test_a_csv_file_knows_its_table_its_lines_and_its_keys(tiny_world):
    rows, found = read_upload("mine.csv", csv_of(GOOD, "", GOOD.replace("active", "stored")), tiny_world)
    assert found == ()
    assert [each.where for each in rows] == ["line 2 (AAA, launcher, active)", "line 4 (AAA, launcher, stored)"]
    assert rows[0].row.table == "inventory"
    assert rows[0].row.texts["best"] == "20"


def test_marks_line_ends_and_missing_optional_columns_are_taken_as_they_come(tiny_world):
    head, line = HEAD.removesuffix(",note"), GOOD.removesuffix(",")
    raw = b"\xef\xbb\xbf" + csv_of(line, head=head).replace(b"\n", b"\r\n")
    rows, found = read_upload("mine.csv", raw, tiny_world)
    assert found == ()
    assert rows[0].row.texts["confidence"] == "high"


def test_a_workbook_gives_numbers_dates_and_text_as_a_csv_file_would(tiny_world):
    cells = ["AAA", "launcher", 20, 20.0, 20, 2020, "active", "published", "worked-example", "high", 2.5]
    rows, found = read_upload("mine.xlsx", book(HEAD.split(","), cells), tiny_world)
    assert found == ()
    assert rows[0].where == "sheet inventory, row 2 (AAA, launcher, active)"
    assert (rows[0].row.texts["best"], rows[0].row.texts["as_of"], rows[0].row.texts["note"]) == ("20", "2020", "2.5")


@pytest.mark.parametrize("table", OWN_TABLES)
def test_each_template_goes_back_in_as_it_came_out(world, table):
    rows, found = read_upload("t.csv", template_csv(world, table), world)
    assert found == ()
    assert {each.row.table for each in rows} == {table}
    assert findings(world, rows) == ()


def test_the_workbook_template_goes_back_in_as_it_came_out(world):
    rows, found = read_upload("t.xlsx", template_xlsx(world), world)
    assert found == ()
    assert {each.row.table for each in rows} == set(OWN_TABLES)
    assert findings(world, rows) == ()


HOSTILE_CSV = {
    "empty": (b"", "the file is empty"),
    "header alone": (csv_of(), "it holds no rows"),
    "Windows letters": (csv_of(GOOD + "š").decode().encode("cp1250"), "not UTF-8"),
    "sixteen-bit text": (csv_of(GOOD).decode().encode("utf-16"), "not UTF-8"),
    "zero bytes": (csv_of(GOOD.replace("high", "hi\0gh")), "not UTF-8"),
    "open quote": (csv_of(GOOD + '"never closed'), "quotes"),
    "semicolons": (csv_of(GOOD).replace(b",", b";"), "parted by semicolons"),
    "wrong columns": (b"a,b,c\n1,2,3\n", "the columns are those of no table"),
    "a column is missing": (csv_of(GOOD.replace("AAA,", ""), head=HEAD.replace("country,", "")), "country"),
    "a column twice": (csv_of(GOOD + ",x", head=HEAD + ",note"), "the column appears twice"),
    "a strange column": (csv_of(GOOD + ",x", head=HEAD + ",bset"), "did you mean 'best'?"),
    "HTML in a header": (csv_of(GOOD + ",x", head=HEAD + ",<script>"), "not one of ours"),
    "a formula in a header": (csv_of(GOOD + ",x", head=HEAD + ",=1+1"), "not one of ours"),
    "too many cells": (csv_of(GOOD + ",x,y"), "line 2 (AAA, launcher, active), row: the row has 13 cells"),
    "too few cells": (csv_of("AAA,launcher"), "the row has 2 cells"),
    "too many rows": (csv_of(*[GOOD] * (MOST_ROWS + 1)), f"it holds {MOST_ROWS + 1:,} rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or locked workbook"),
    "a field without end": (csv_of(GOOD + "x" * 200_000), "mine.csv"),
    "50 MB": (b"x" * 50_000_000, "it has 50.0 MB"),
}


@pytest.mark.parametrize(("raw", "words"), HOSTILE_CSV.values(), ids=HOSTILE_CSV.keys())
def test_a_csv_file_that_cannot_be_read_is_refused_in_words(tiny_world, raw, words):
    refused(tiny_world, "mine.csv", raw, words)


def test_a_chosen_table_names_what_its_header_lacks(tiny_world):
    rows, found = read_upload("mine.csv", csv_of(GOOD), tiny_world, table="retirements")
    assert rows == ()
    assert {(finding.row, finding.field, finding.problem) for finding in found} == {
        ("line 1", "year", "the column is missing"),
        *(("line 1", name, "the column is unknown") for name in ("as_of", "held", "confidence")),
    }


def _lying_zip():
    """A package whose sizes are not those it states: the stated size of its first part is 1 byte."""
    raw = bytearray(PLAIN)
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(raw)


def _bomb():
    """Eleven parts of two million zeros each, in a package of some 20 kB."""
    return repacked(PLAIN, **{f"xl__media__{n}.bin": bytes(2_000_000) for n in range(11)})


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
HOSTILE_XLSX = {
    "a zip bomb": (_bomb(), "unpacked it is larger"),
    "many parts": (repacked(PLAIN, **{f"a{n}.xml": b"" for n in range(250)}), "more than 200 parts"),
    "sizes that lie": (_lying_zip(), "damaged or locked"),
    "cut off": (PLAIN[:900], "damaged or locked"),
    "no workbook": (repacked(PLAIN, **{"xl__workbook.xml": b"<x"}), "cannot be read as a workbook"),
    "any package": (b"PK\x03\x04" + bytes(100), "damaged or locked"),
    "text by that name": (csv_of(GOOD), "damaged or locked"),
    "a formula": (book(HEAD.split(","), [*GOOD.split(",")[:10], "=1+1"]), "row 2, cell K2: the cell holds a formula"),
    "a formula that calls": (book(HEAD.split(","), ['=HYPERLINK("http://a.b")']), "cell A2: the cell holds a formula"),
    "an error": (book(HEAD.split(","), [*GOOD.split(",")[:10], "#REF!"]), "holds an error"),
    "macros": (repacked(PLAIN, **{"xl__vbaProject.bin": b"x"}), "it holds macros"),
    "other workbooks": (repacked(PLAIN, **{"xl__externalLinks__externalLink1.xml": b"<x/>"}), "other workbooks"),
    "outside data": (repacked(PLAIN, **{"xl__connections.xml": b"<x/>"}), "outside data"),
    "embedded files": (repacked(PLAIN, **{"xl__embeddings__oleObject1.bin": b"x"}), "embedded files"),
    "entities": (
        repacked(PLAIN, **{"xl__sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'}),
        "declarations that no workbook needs",
    ),
    "entities in sixteen bits": (
        repacked(PLAIN, **{"xl__sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "a">]><sst/>'.encode("utf-16")}),
        "declarations that no workbook needs",
    ),
    "the last row": (
        repacked(
            PLAIN, **{"xl__worksheets__sheet1.xml": SHEET % b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'}
        ),
        "goes beyond row",
    ),
    "the last column": (
        repacked(PLAIN, **{"xl__worksheets__sheet1.xml": SHEET % b'<row r="1"><c r="XFD1"><v>1</v></c></row>'}),
        "more than 60 columns",
    ),
    "an unknown sheet": (book(["a", "b", "c"], [1, 2, 3], title="x"), "the columns are those of no table"),
    "no rows": (book(HEAD.split(",")), "it holds no rows"),
    "nothing": (book(), "it holds no rows"),
}


@pytest.mark.parametrize(("raw", "words"), HOSTILE_XLSX.values(), ids=HOSTILE_XLSX.keys())
def test_a_workbook_that_could_grow_run_or_reach_out_is_refused_in_words(tiny_world, raw, words):
    assert len(raw) <= LARGEST
    refused(tiny_world, "mine.xlsx", raw, words)


def test_the_name_of_a_file_is_shown_without_its_markup(tiny_world):
    _, found = read_upload('<img src=x onerror="alert(1)">.csv', b"", tiny_world)
    assert "<" not in found[0].told
    assert '"' not in found[0].told


def test_a_sheet_of_help_and_an_empty_one_are_passed_over(tiny_world):
    raw = book(HEAD.split(","), GOOD.split(","), **{"Read me": [["How to"]], "Empty": []})
    rows, found = read_upload("mine.xlsx", raw, tiny_world)
    assert (len(rows), found) == (1, ())
