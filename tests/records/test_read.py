"""Files as a whole: what is wrong with them is a finding, and harmless differences are taken as they come."""

from __future__ import annotations

import pytest

from balance_model.records.world import check_data, load_world


def only(findings):
    assert len(findings) == 1, [str(each) for each in findings]
    return findings[0]


def test_a_missing_file_is_told_with_the_header_to_give_it(tiny):
    (tiny.path / "fx.csv").unlink()
    found = only(check_data(tiny.path))
    assert (found.file, found.field, found.problem) == ("fx.csv", "file", "the file is missing")
    assert found.cure == "Add it with the header pair,year,rate,unit,source_ids,note."


def test_a_missing_file_does_not_make_everything_that_refers_to_it_a_fault(tiny):
    (tiny.path / "sources.csv").unlink()
    assert only(check_data(tiny.path)).file == "sources.csv"


def test_a_file_without_rows_is_fine(tiny):
    assert tiny.read("fx") == []
    assert load_world(tiny.path).fx == ()


@pytest.mark.parametrize(
    ("old", "new", "field", "problem"),
    [
        ("evidence,", "", "evidence", "the column is missing"),
        ("confidence,note", "confidence,note,colour", "colour", "the column is unknown"),
        ("confidence,note", "confidence,note,note", "note", "the column appears twice"),
    ],
)
def test_a_wrong_header_is_told_by_column(tiny, old, new, field, problem):
    header, _, rest = tiny.text("inventory").partition("\n")
    assert old in header
    tiny.put("inventory", header.replace(old, new) + "\n" + rest)
    found = [each for each in check_data(tiny.path) if each.file == "inventory.csv"]
    assert [(each.row, each.field, each.problem) for each in found] == [("line 1", field, problem)]


def test_a_misspelt_column_is_answered_with_the_nearest(tiny):
    tiny.put("inventory", tiny.text("inventory").replace("evidence", "evidense", 1))
    cures = [each.cure for each in check_data(tiny.path) if each.field == "evidense"]
    assert cures == ["Remove it or mend its name: did you mean 'evidence'?"]


def test_a_row_with_a_cell_too_many_is_told(tiny):
    tiny.put("inventory", tiny.text("inventory") + "AAA,sam,1,1,1,2020,stored,published,worked-example,high,a,b\n")
    found = only(check_data(tiny.path))
    assert (found.row, found.problem) == (
        "line 10 (AAA, sam, stored)",
        "the row has 12 cells and the header 11",
    )


def test_a_file_in_another_encoding_is_told_with_its_line(tiny):
    tiny.put("categories", tiny.text("categories").replace("Armour", "Čelik", 1).encode("cp1250"))
    found = [each for each in check_data(tiny.path) if each.file == "categories.csv"]
    assert [(each.row, each.field, each.cure) for each in found] == [("line 4", "encoding", "Save it as CSV UTF-8.")]


def test_an_empty_file_is_told_and_not_raised(tiny):
    tiny.put("fx", b"")
    assert [each.problem for each in check_data(tiny.path)] == ["the file is empty"]


def test_a_quote_that_is_not_closed_is_told_with_its_line(tiny):
    tiny.put("inventory", tiny.text("inventory").replace("\nBBB,sam", '\nBBB,"sam', 1))
    found = [each for each in check_data(tiny.path) if each.file == "inventory.csv"]
    assert [(each.row, each.problem) for each in found] == [("line 7", "the quotes of this row are not in order")]


def test_windows_line_ends_byte_order_mark_and_blank_lines_do_no_harm(tiny):
    before = load_world(tiny.path)
    text = tiny.text("inventory").replace("\n", "\r\n") + "\r\n"
    tiny.put("inventory", b"\xef\xbb\xbf" + text.encode())
    assert check_data(tiny.path) == ()
    assert load_world(tiny.path).inventory == before.inventory


def test_columns_may_stand_in_another_order(tiny):
    rows = tiny.read("kinds")
    names = list(reversed(tiny.header("kinds")))
    tiny.put("kinds", "\n".join([",".join(names)] + [",".join(row[name] for name in names) for row in rows]))
    assert [kind.kind for kind in load_world(tiny.path).kinds] == [
        "atgm_portable",
        "sam_medium",
        "tank",
        "fighter",
    ]


def test_empty_quantities_and_outer_blanks_are_told_by_cell(tiny):
    tiny.change("deals", 2, best="", supplier=" Gamma")
    found = {(each.row, each.field, each.problem) for each in check_data(tiny.path)}
    row = "line 2 (bbb-sam-2025)"
    assert found == {
        (row, "best", "the quantity is empty"),
        (row, "supplier", "the cell begins or ends with a blank"),
    }


def test_a_row_without_source_is_told(tiny):
    tiny.change("inventory", 4, source_ids="")
    found = only(check_data(tiny.path))
    assert (found.row, found.field, found.problem) == (
        "line 4 (AAA, tank, active)", "source_ids", "no source is named",
    )  # fmt: skip


@pytest.mark.parametrize(("field", "text"), [("publisher", ""), ("title", "")])
def test_a_source_without_publisher_or_title_is_told(tiny, field, text):
    tiny.change("sources", 2, **{field: text})
    found = only(check_data(tiny.path))
    assert (found.file, found.field, found.problem) == ("sources.csv", field, "the cell is empty")


def test_a_system_without_kind_is_told(tiny):
    tiny.change("systems", 2, kind="")
    found = only(check_data(tiny.path))
    assert (found.row, found.field, found.problem) == ("line 2 (launcher)", "kind", "the cell is empty")


def test_a_negative_quantity_is_told(tiny):
    tiny.change("inventory", 2, low="-1")
    assert only(check_data(tiny.path)).problem == "-1 is negative"


def test_a_date_that_does_not_parse_is_told(tiny):
    tiny.change("deals", 2, announced="June 2025")
    found = only(check_data(tiny.path))
    assert (found.field, found.problem) == ("announced", "'June 2025' is not a date")
    assert found.cure == "Write it as YYYY, YYYY-MM or YYYY-MM-DD."
