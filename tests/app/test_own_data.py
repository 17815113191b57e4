"""Own data: rows come in by file, are named everywhere, and go again; a bad file changes nothing."""

from __future__ import annotations

import pytest

from balance_model.domain.overlay import Overlay, OwnRow
from balance_model.export.own_rows import own_csv, own_xlsx, template_xlsx
from balance_model.records.overlay import own_row
from balance_model.records.scenario import Purchase
from balance_model.records.schema import schema_of
from balance_model.records.world import load_world
from ui import own_edit

WORLD = load_world()
HOLDING = next(row for row in WORLD.inventory if WORLD.category[WORLD.system[row.system_id].category].headline)
CELLS = own_row(WORLD, "inventory", HOLDING).texts
MORE = OwnRow(table="inventory", cells=CELLS | {"best": str(HOLDING.best + 999), "high": str(HOLDING.high + 1999)})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def own(visit):
    """Return a function that opens the view, with an own way to bring rows in."""

    def opened(**choices):
        app = visit()
        app.switch_page("pages/evidence.py").run()
        app.session_state["views"] = {"evidence": "own-data"}
        app.session_state["choices"] = choices
        return sound(app.run())

    return opened


def sound(app):
    assert not app.exception, [error.value for error in app.exception]
    return app


def upload(app, name, raw, kind="text/csv"):
    return sound(app.file_uploader(key="own_file").set_value((name, raw, kind)).run())


def words(app):
    return " ".join(part.value for part in [*app.markdown, *app.caption, *app.warning, *app.error, *app.info])


def test_rows_of_a_file_are_used_named_and_taken_back_again(own):
    app = own()
    before = app.session_state["scenario"]
    upload(app, "mine.csv", own_csv(WORLD, "inventory", [MORE]))
    after = app.session_state["scenario"]
    assert after.own_rows == Overlay(name="My rows", rows=(MORE,))
    assert after.key != before.key
    assert "1 in the place of bundled rows, 0 new" in app.warning[0].value
    assert "own rows 'My rows' (1 row)" in words(app)
    assert any("with own rows &#x27;My rows&#x27; (1 row)" in part.proto.body for part in app.get("html"))
    sound(app.button(key="rail_undo").click().run())
    assert app.session_state["scenario"] == before
    assert "own rows 'My rows'" not in words(app)
    sound(app.button(key="rail_redo").click().run())
    sound(app.button(key="own_remove_all").click().run())
    assert app.session_state["scenario"] == before


def test_a_workbook_adds_to_the_rows_there_are_and_newer_ones_win(own):
    app = own()
    upload(app, "mine.csv", own_csv(WORLD, "inventory", [MORE]))
    other = next(row for row in WORLD.deals)
    deal = OwnRow(table="deals", cells=own_row(WORLD, "deals", other).texts | {"note": "as we read it"})
    again = OwnRow(table="inventory", cells=MORE.texts | {"note": "counted anew"})
    upload(app, "more.xlsx", own_xlsx(WORLD, Overlay(name="x", rows=(deal, again))), XLSX)
    assert app.session_state["scenario"].own_rows.rows == (again, deal)


def test_the_template_as_it_is_says_nothing_new(own):
    app = own()
    before = app.session_state["scenario"]
    upload(app, "own-rows-template.xlsx", template_xlsx(WORLD), XLSX)
    assert app.session_state["scenario"] == before
    assert "differs from the bundled data" in app.warning[0].value


HOSTILE = {
    "formula": own_csv(WORLD, "inventory", [MORE]).replace(b"\r\n", b"\n").replace(MORE.texts["as_of"].encode(), b"=1"),
    "HTML": own_csv(WORLD, "inventory", [OwnRow(table="inventory", cells=CELLS | {"note": "<script>x</script>"})]),
    "twice": own_csv(WORLD, "inventory", [MORE, MORE]),
    "wrong encoding": own_csv(WORLD, "inventory", [MORE]).decode().encode("utf-16"),
    "no table": b"a;b\n1;2\n",
    "binary": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_and_the_rows_stay(own, raw):
    app = own()
    upload(app, "mine.csv", own_csv(WORLD, "inventory", [MORE]))
    before = app.session_state["scenario"]
    upload(app, "bad.csv", raw)
    assert app.session_state["scenario"] == before
    assert "your rows are as they were" in app.error[0].value
    assert "bad" in app.error[0].value
    assert "<script" not in app.error[0].value


def test_what_the_rows_change_is_shown(own):
    app = own(own_way="What they change")
    assert "no own rows yet" in words(app)
    app = own()
    upload(app, "mine.csv", own_csv(WORLD, "inventory", [MORE]))
    app.session_state["choices"] = {"own_way": "What they change"}
    sound(app.run())
    table = next(frame.value for frame in app.dataframe if "own" in frame.value)
    cells = {(row.column, row.bundled, row.own) for row in table.itertuples()}
    assert ("best", str(HOLDING.best), str(HOLDING.best + 999)) in cells


def test_a_bundled_row_is_taken_into_the_table_and_removed_again(own):
    app = own(own_way="Edit in the table")
    app.selectbox(key="own_start_inventory").select_index(0)
    sound(app.run())
    sound(app.button(key="own_start").click().run())
    rows = app.session_state["scenario"].own_rows.rows
    assert rows == (own_row(WORLD, "inventory", WORLD.whole.inventory[0]),)
    sound(app.button(key="own_remove_inventory_0").click().run())
    assert app.session_state["scenario"].own_rows is None


def test_an_edited_table_gives_the_rows_it_shows():
    columns = schema_of(WORLD)["inventory"]
    frame = own_edit.frame_of([MORE], columns)
    assert own_edit.rows_of(frame, "inventory") == (MORE,)
    frame.loc[1] = None
    frame.loc[0, "best"] = " 7 "
    assert own_edit.rows_of(frame, "inventory") == (OwnRow(table="inventory", cells=MORE.texts | {"best": "7"}),)


def test_the_rows_get_the_name_the_reader_gives_and_no_other(own):
    app = own()
    upload(app, "mine.csv", own_csv(WORLD, "inventory", [MORE]))
    sound(app.text_input(key="own_name").set_value("Field count 2026").run())
    assert app.session_state["scenario"].own_rows.name == "Field count 2026"
    sound(app.text_input(key="own_name").set_value("<b>x</b>").run())
    assert app.session_state["scenario"].own_rows.name == "Field count 2026"
    assert "keep their name" in app.warning[0].value


def test_a_change_that_needs_the_rows_keeps_them(own):
    """A system of one's own that is bought cannot be taken away from under the purchase."""
    app = own()
    system = own_row(WORLD, "systems", WORLD.system[HOLDING.system_id]).texts | {
        "system_id": "own-thing",
        "name": "Own",
    }
    upload(app, "systems.csv", own_csv(WORLD, "systems", [OwnRow(table="systems", cells=system)]))
    scenario = app.session_state["scenario"]
    assert scenario.own_rows is not None, words(app)
    buys = Purchase(country=WORLD.country_codes[0], system_id="own-thing", quantity=5, first_year=2027, last_year=2028)
    app.session_state["scenario"] = scenario.model_copy(update={"purchases": (buys,)})
    sound(app.run())
    sound(app.button(key="own_remove_all").click().run())
    assert app.session_state["scenario"].own_rows == scenario.own_rows
    assert "own-thing" in app.warning[0].value


@pytest.mark.parametrize("page", ["balance", "scenario", "compare", "how_sure", "what_would_it_take", "method"])
def test_every_page_says_that_own_rows_are_in_use(own, page):
    app = own()
    upload(app, "mine.csv", own_csv(WORLD, "inventory", [MORE]))
    sound(app.switch_page(f"pages/{page}.py").run())
    assert "Computed with own rows 'My rows' (1 row)" in words(app)
