"""The page Library without a browser: saving, finding, versions, conflicts, Compare, and a library that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from balance_model.library import entries, files
from balance_model.library.drafts import draft
from balance_model.library.listing import listed
from balance_model.library.nouns import Draft
from balance_model.records.scenarios import altered, load_scenario
from tests.app.seen import finding, html, text

PAGE = "pages/library.py"


@pytest.fixture
def arrive(visit, shelf):
    """Return a function that opens the page Library in a new session, with a scenario on screen if given."""

    def opened(scenario=None):
        app = visit()
        if scenario is not None:
            app.session_state["scenario"] = scenario
        return fine(app.switch_page(PAGE).run())

    return opened


@pytest.fixture
def put(shelf, world):
    """Return a function that saves a preset with changes under a name."""

    def saved(name, preset="baseline", **change):
        scenario = altered(load_scenario(preset, world), change, world)
        return entries.save(shelf, name, draft(scenario, world, name))

    return saved


def fine(app):
    """The session, in which nothing went wrong."""
    assert not app.exception, [error.value for error in app.exception]
    return app


def press(app, key):
    return fine(app.button(key=key).click().run())


def fill(app, **fields):
    """Type into fields of an open popover."""
    for key, words in fields.items():
        (app.text_area if key.endswith("_note") and key != "library_version_note" else app.text_input)(
            key=key
        ).set_value(words)
    return app


def save_as(app, name, note="", tags=""):
    """Save what is on screen under a name."""
    app.session_state["library_save"] = True
    fine(app.run())
    fill(app, library_name=name, library_note=note, library_tags=tags)
    return press(app, "library_save_new")


def save_next(app, words=""):
    """Save what is on screen as the next version of what it was opened from."""
    app.session_state["library_save"] = True
    fine(app.run())
    fill(app, library_version_note=words)
    return press(app, "library_save_version")


def weight(app, world, value):
    """Change one weight of the scenario on screen."""
    scenario = altered(app.session_state["scenario"], {"weights": {"drones": value}}, world)
    app.session_state["scenario"] = scenario
    return fine(app.run())


def test_an_empty_library_says_so_and_offers_one_action(arrive):
    app = arrive()
    assert finding(app) == "No scenario is saved here yet."
    assert not [each for each in app.button if each.key and each.key.startswith("open_")]
    assert app.text_input.len == 0


def test_what_is_on_screen_is_saved_and_counts_as_saved(arrive, shelf, world):
    app = weight(arrive(), world, 60)
    assert app.selectbox(key="rail_preset").label == "Scenario, unsaved changes"
    save_as(app, "Čačak plan", "for March", "a, b")
    assert finding(app) == "One scenario is saved: 'Čačak plan', saved today."
    assert "Saved as 'Čačak plan'." in [each.value for each in app.warning]
    (one,) = listed(shelf)
    assert (one.name, one.note, one.tags, one.version) == ("Čačak plan", "for March", ("a", "b"), 1)
    assert entries.version(shelf, one.id).content["weights"]["drones"] == 60
    assert app.selectbox(key="rail_preset").label == "Scenario"
    assert app.selectbox(key="rail_preset").value == "cacak-plan"
    assert "on screen" in html(app)


def test_a_name_is_asked_for(arrive, shelf):
    app = save_as(arrive(), "   ")
    assert "A saved scenario needs a name; write one." in [each.value for each in app.warning]
    assert listed(shelf) == ()


def test_a_saved_scenario_is_opened_and_its_answer_shown(arrive, put):
    one = put("Surge", "kosovo_surge")
    app = press(arrive(), f"open_{one.id}")
    assert finding(app).startswith("In 2030 Serbia")
    assert app.session_state["scenario"].name == "Surge"
    assert len(app.session_state["scenario"].purchases) == 4
    assert app.selectbox(key="rail_preset").label == "Scenario"


def test_they_are_found_by_name_without_marks(arrive, put):
    put("Čačak line")
    put("Rafale late")
    app = arrive()
    fine(app.text_input(key="library_search").set_value("cacak").run())
    assert "<b>Čačak line</b>" in html(app)
    assert "<b>Rafale late</b>" not in html(app)
    fine(app.text_input(key="library_search").set_value("nothing like it").run())
    assert "Nothing saved matches 'nothing like it'." in text(app)


def test_of_many_some_are_shown_and_more_on_demand(arrive, put):
    for number in range(12):
        put(f"Plan {number:02}")
    app = arrive()
    cards = [each.key for each in app.button if each.key and each.key.startswith("open_")]
    assert len(cards) == 8
    press(app, "library_more")
    assert len([each.key for each in app.button if each.key and each.key.startswith("open_")]) == 12


def test_a_next_version_is_saved_and_its_difference_told(arrive, put, shelf, world):
    one = put("Plan")
    app = press(arrive(), f"open_{one.id}")
    weight(app, world, 75)
    app.switch_page(PAGE).run()
    save_next(app, "more drones")
    assert "Saved as version 2 of 'Plan'." in [each.value for each in app.warning]
    assert [each.note for each in entries.versions(shelf, one.id)] == ["more drones", ""]
    press(app, f"details_{one.id}")
    assert finding(app) == "'Plan' has two versions, the last saved today."
    assert "drones 25 → 50 %" in text(app)
    press(app, "entry_back_1")
    assert [each.note for each in entries.versions(shelf, one.id)] == ["Version 1 again", "more drones", ""]


def test_two_sessions_that_save_the_same_entry_both_keep_theirs(arrive, put, shelf, world):
    one = put("Plan")
    first, second = (press(arrive(), f"open_{one.id}") for _ in range(2))
    for app, value in ((first, 40), (second, 70)):
        weight(app, world, value)
        app.switch_page(PAGE).run()
        save_next(app)
    said = " ".join(each.value for each in second.warning)
    assert "While you worked, version 2 of 'Plan' was saved" in said.replace("\\", "")
    assert "Nothing is lost" in said
    kept = {each.name: entries.version(shelf, each.id).content["weights"]["drones"] for each in listed(shelf)}
    assert kept == {"Plan": 40, "Plan, kept apart": 70}
    assert "drones 35 → 48 %" in text(second)
    press(second, "conflict_on_top")
    assert [each.content["weights"]["drones"] for each in entries.versions(shelf, one.id)] == [70, 40, 25]
    assert [each.name for each in listed(shelf)] == ["Plan"]
    assert [each.name for each in listed(shelf, archived=True)] == ["Plan, kept apart"]
    assert second.session_state["scenario"].name == "Plan"


def conflict(arrive, put, shelf, world):
    """An entry, and a page on which a change was saved to it after somebody else had saved."""
    one = put("Plan")
    app = press(arrive(), f"open_{one.id}")
    entries.save_version(shelf, one.id, entries.version(shelf, one.id).draft, 1)
    weight(app, world, 70)
    app.switch_page(PAGE).run()
    save_next(app)
    return one, app


def test_a_second_conflict_while_the_first_waits_is_told_too(arrive, put, shelf, world):
    one, app = conflict(arrive, put, shelf, world)
    entries.save_version(shelf, one.id, entries.version(shelf, one.id).draft, 2)
    press(app, "conflict_on_top")
    assert app.button(key="conflict_on_top").label == "Make mine version 4 of it"
    press(app, "conflict_on_top")
    assert entries.version(shelf, one.id).content["weights"]["drones"] == 70
    assert entries.entry(shelf, one.id).version == 4


def test_both_may_stay_as_they_are(arrive, put, shelf, world):
    _one, app = conflict(arrive, put, shelf, world)
    press(app, "conflict_leave")
    assert {each.name for each in listed(shelf)} == {"Plan", "Plan, kept apart"}
    assert not [each for each in app.button if each.key == "conflict_on_top"]


def test_an_entry_is_renamed_duplicated_put_away_and_brought_back(arrive, put, shelf):
    one = put("Plan")
    app = press(arrive(), f"details_{one.id}")
    app.session_state["entry_words"] = True
    fine(app.run())
    app.text_input(key=f"entry_name_{one.id}").set_value("Better plan")
    app.text_input(key=f"entry_tags_{one.id}").set_value("x, y")
    press(app, "entry_keep")
    assert finding(app) == "'Better plan' has one version, saved today."
    assert entries.entry(shelf, one.id).tags == ("x", "y")
    press(app, "entry_archive")
    assert listed(shelf) == ()
    press(app, "entry_restore")
    assert [each.name for each in listed(shelf)] == ["Better plan"]
    press(app, "entry_duplicate")
    assert finding(app).startswith("'Copy of Better plan' has one version")
    press(app, "entry_back")
    assert finding(app).startswith("Two scenarios are saved")


def test_up_to_four_go_to_compare(arrive, put):
    every = [put(f"Plan {number}", year=2030 + number) for number in range(5)]
    app = arrive()
    for one in every[:4]:
        fine(app.checkbox(key=f"compare_{one.id}").set_value(True).run())
    assert app.checkbox(key=f"compare_{every[4].id}").disabled
    app.session_state["views"] = {"compare": "why-they-differ"}
    press(app, "library_compare")
    assert app.multiselect(key="compare_scenarios").value == [f"saved:{one.id}" for one in every[:4]]
    assert list(app.table[0].value.columns)[:2] == ["Country", "Plan 0"]


def test_a_saved_scenario_that_is_gone_is_named_on_compare(arrive, visit):
    app = visit()
    app.session_state["choices"] = {"compare_scenarios": ["saved:gone"]}
    fine(app.switch_page("pages/compare.py").run())
    assert any("saved:gone" in each.value for each in app.warning)


@pytest.mark.parametrize(
    ("damaged", "said"),
    [(False, "Read from all.json: scenarios: one here already."), (True, "all.json: not a file of a library; choose ")],
)
def test_a_file_comes_in_and_nothing_is_overwritten(arrive, put, shelf, damaged, said):
    one = put("Plan")
    raw = b"[]" if damaged else files.library_file(shelf)
    entries.edit(shelf, one.id, name="Kept name")
    app = arrive()
    app.session_state["library_in"] = True
    fine(app.run())
    fine(app.file_uploader(key="library_file").set_value(("all.json", raw, "application/json")).run())
    assert any(each.value.startswith(said) for each in app.warning)
    assert [each.name for each in listed(shelf)] == ["Kept name"]


def test_another_history_of_the_same_comes_in_under_a_name_that_tells_it(arrive, put, shelf):
    one = put("Plan")
    raw = files.entry_file(shelf, one.id)
    entries.save_version(shelf, one.id, Draft({"id": "plan"}, "d", "2026-11-22", "0.1.0", "plan-x"), 1)
    app = arrive()
    app.session_state["library_in"] = True
    fine(app.run())
    fine(app.file_uploader(key="library_file").set_value(("my plan.json", raw, "application/json")).run())
    said = "Read from my plan.json: scenarios: one beside another of the same id, as 'Plan, brought in'."
    assert said in [each.value for each in app.warning]
    assert {each.name for each in listed(shelf)} == {"Plan", "Plan, brought in"}


def test_parts_that_no_longer_fit_are_said_when_it_opens(arrive, shelf, world):
    made = draft(load_scenario("baseline", world), world, "Old plan")
    made.content["deals"] = {"gone-deal": {"delay": 1}}
    one = entries.save(shelf, "Old plan", made)
    app = press(arrive(), f"open_{one.id}")
    said = " ".join(each.value for each in app.warning)
    assert "'Old plan' was opened without what no longer fits today's data" in said
    assert "gone-deal" in said


def test_a_broken_library_is_said_on_its_page_alone(arrive, visit, tmp_path, monkeypatch):
    path = tmp_path / "broken.sqlite"
    path.write_bytes(b"no database " * 1000)
    monkeypatch.setenv("BALANCE_LIBRARY_URL", f"sqlite:///{path}")
    app = arrive()
    assert finding(app) == "The library cannot be used just now; everything else works."
    assert "is damaged, or no library" in html(app)
    for page in ("pages/balance.py", "pages/compare.py"):
        fine(app.switch_page(page).run())
        assert finding(app).endswith(".")
        assert app.warning.len == 0
    assert path.read_bytes() == b"no database " * 1000


def test_markup_in_a_name_is_shown_as_it_stands(arrive, shelf, world):
    name = "<b>x</b> *y* [z](http://e)"
    one = entries.save(shelf, name, draft(load_scenario("baseline", world), world, name), "<i>note</i>", ["<u>"])
    app = arrive()
    assert "&lt;b&gt;x&lt;/b&gt;" in html(app)
    assert "<u>" not in html(app)
    press(app, f"details_{one.id}")
    assert finding(app).startswith(f"'{name}' has one version")
    assert "<b>x</b>" not in html(app)
    assert "<i>note</i>" not in html(app)


def test_no_test_touches_the_reader_s_own_library():
    from balance_model.library import place

    assert Path(str(place.address().database)).parent != place.data_home() / place.FOLDER
