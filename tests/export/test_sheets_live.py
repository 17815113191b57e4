"""The sheets that calculate: LibreOffice works their formulas out, and they give what the explorer gives."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import openpyxl
import pytest
import xlsxwriter

from balance_model.core.assess import Assessment, assess
from balance_model.export.sheets_formulas import LIVE, STRENGTHS
from balance_model.export.sheets_live import CHANGED, NO_WEIGHT, WELL, live, strengths
from balance_model.export.sheets_paper import Paper
from balance_model.records.scenarios import altered, load_scenario, presets
from tests.export.office import convert_all

SUSTAINED = {"sustainment": 40.0, "istar_ew": 20.0, "drones": 0.0}


@dataclass
class Case:
    """A scenario written into a workbook, cells typed over, and the answer the formulas then have to give."""

    written: Assessment
    expected: Assessment | None
    verdict: str
    weights: dict[str, float] = field(default_factory=dict)
    cells: dict[str, Any] = field(default_factory=dict)


def row_of(sheet, words):
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == words)


def written(answer) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw(answer)))


def raw(answer) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    paper = Paper.of(book)
    one, other = paper.sheet(LIVE), paper.sheet(STRENGTHS)
    live(paper, one, answer, ())
    strengths(paper, other, answer, ())
    book.close()
    return packed.getvalue()


def cases(world) -> dict[str, Case]:
    known = presets(world)
    plain = {name: assess(world, scenario) for name, scenario in known.items()}
    found = {name: Case(answer, answer, WELL) for name, answer in plain.items()}

    def changed(name, **change):
        return assess(world, altered(known[name], change, world))

    for form in ("exponential", "linear"):
        answer = changed("serbia_plans", options={"form": form})
        found[form] = Case(answer, answer, WELL)
    form = "exponential"
    chosen = changed("baseline", options={"form": form})
    found["form chosen"] = Case(plain["baseline"], chosen, CHANGED, cells={"Saturation": form})
    for rho in (0.0, -1.0):
        answer = changed("kosovo_surge", dials={"rho": rho, "ces_floor": 0.02}, weights=SUSTAINED)
        found[f"rho {rho}"] = Case(answer, answer, WELL)
    both = {"options": {"shortage": True, "form": "linear"}, "dials": {"rho": 0.3}}
    found["shortage, linear, rho"] = Case(
        changed("baseline", **both), changed("baseline", **both, weights=SUSTAINED), CHANGED, SUSTAINED
    )
    joined = changed("baseline", joined=["ALB", "MNE"], dials={"half.drones": 30.0})
    found["joined"] = Case(joined, joined, WELL)
    found["other weights"] = Case(plain["baseline"], changed("baseline", weights=SUSTAINED), CHANGED, SUSTAINED)
    twice = {name: 2 * weight for name, weight in known["baseline"].weights}
    found["same proportions, another year"] = Case(
        plain["baseline"], plain["baseline"], WELL, twice, cells={"Year": 2024}
    )
    none = dict.fromkeys(world.category_ids, 0.0)
    found["no weight"] = Case(plain["baseline"], None, NO_WEIGHT, none)
    return found


NAMES = (
    "baseline", "announced_plans", "bosnia_funded", "croatia_safe", "kosovo_surge", "serbia_plans", "slip_two_years",
    "sourced_only", "exponential", "linear", "form chosen", "rho 0.0", "rho -1.0", "shortage, linear, rho", "joined",
    "other weights", "same proportions, another year", "no weight",
)  # fmt: skip


@pytest.fixture(scope="module")
def worked(world, tmp_path_factory):
    """Each case with its workbook after LibreOffice has worked out all formulas, in one run for all."""
    folder, found = tmp_path_factory.mktemp("live"), cases(world)
    books = {id(case.written): raw(case.written) for case in found.values()}
    for name, case in found.items():
        book = openpyxl.load_workbook(
            io.BytesIO(books[id(case.written)])
        )  # openpyxl drops the results that were written beside the formulas
        sheet = book[LIVE]
        for category, weight in case.weights.items():
            row = next(
                row for row in range(1, sheet.max_row + 1)
                if str(sheet.cell(row, 1).value).startswith(world.category[category].name)
            )  # fmt: skip
            sheet.cell(row, 2).value = weight
        for words, cell in case.cells.items():
            sheet.cell(row_of(sheet, words), 2).value = cell
        book.save(folder / f"{name}.xlsx")
    paths = convert_all([folder / f"{name}.xlsx" for name in found], "xlsx", folder / "worked")
    books = (openpyxl.load_workbook(path, data_only=True) for path in paths)
    return {name: (case, book) for (name, case), book in zip(found.items(), books, strict=True)}


def test_all_presets_are_among_the_cases(world):
    assert set(presets(world)) <= set(NAMES)
    assert set(cases(world)) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_formulas_give_what_the_explorer_gives(worked, name):
    case, book = worked[name]
    sheet, world = book[LIVE], case.written.world
    head = row_of(sheet, "Index of every year under the weights above") + 1
    codes, years = world.country_codes, world.years
    assert [sheet.cell(head, 2 + at).value for at in range(len(codes))] == [world.short_name(code) for code in codes]
    found = [[sheet.cell(head + 1 + t, 2 + i).value for t in range(len(years))] for i in range(len(codes))]
    if case.expected is None:
        assert {cell for row in found for cell in row} == {"–"}
    else:
        assert np.abs(np.array(found, dtype=float) - case.expected.score).max() < 1e-9
    assert sheet.cell(row_of(sheet, "Difference") + 1, 1).value == case.verdict


@pytest.mark.parametrize("name", NAMES)
def test_the_year_chosen_shows_values_index_and_the_explorers_own(worked, name):
    case, book = worked[name]
    sheet, world = book[LIVE], case.written.world
    year = case.cells.get("Year", case.written.scenario.year)
    t, first = world.years.index(year), row_of(sheet, "Category") + 1
    row = row_of(sheet, "Index in the year chosen")
    for i in range(len(world.country_codes)):
        assert sheet.cell(row + 1, 6 + i).value == pytest.approx(case.written.score[i, t], abs=1e-12)
        if case.expected is None:
            assert [sheet.cell(row, 6 + i).value, sheet.cell(row + 2, 6 + i).value] == ["no weight", "–"]
            continue
        values = [sheet.cell(first + k, 6 + i).value for k in range(len(world.category_ids))]
        assert values == pytest.approx(case.expected.value[i, t].tolist(), abs=1e-9)
        assert sheet.cell(row, 6 + i).value == pytest.approx(case.expected.score[i, t], abs=1e-9)
        change = case.expected.score[i, t] - case.written.score[i, t]
        assert sheet.cell(row + 2, 6 + i).value == pytest.approx(change, abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_an_error(worked, name):
    _, book = worked[name]
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith("#")]


def test_results_stand_beside_the_formulas_for_readers_that_do_not_recalculate(world, worked):
    """What LibreOffice finds for the baseline is what was written into the file."""
    case, after = worked["baseline"]
    packed = io.BytesIO(raw(case.written))
    before, formulas = openpyxl.load_workbook(packed, data_only=True), openpyxl.load_workbook(packed)
    seen = 0
    for name in (LIVE, STRENGTHS):
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    seen += 1
                    shown, found = (each[name][cell.coordinate].value for each in (before, after))
                    assert shown == (pytest.approx(found, abs=1e-9) if isinstance(found, float | int) else found)
    assert seen > 10 * 64 + 64


def test_only_plain_functions_are_used(world):
    """No array formulas and no functions of newer programs: _xlfn marks those."""
    book = written(assess(world, load_scenario("baseline", world)))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(isinstance(formula, str) and "_xlfn" not in formula for formula in formulas)
    used = set("".join(c if c.isalpha() or c == "(" else " " for c in " ".join(formulas)).split())
    names = {word.split("(")[-2] for word in used if "(" in word}
    assert names - {""} <= {"IF", "OR", "SUMPRODUCT", "INDEX", "MATCH", "EXP", "LN", "MIN", "MAX", "ABS"}


def test_yellow_cells_refuse_what_is_no_weight_and_offer_the_years(world):
    sheet = written(assess(world, load_scenario("baseline", world)))[LIVE]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    first = row_of(sheet, "Category") + 1
    weights = rules[f"B{first}:B{first + len(world.category_ids) - 1}"]
    assert (weights.type, weights.operator, weights.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert rules[f"B{row_of(sheet, 'Saturation')}"].formula1 == '"michaelis,exponential,linear"'
    listed = rules[f"B{row_of(sheet, 'Year')}"].formula1.replace("$", "")
    assert [cell[0].value for cell in sheet[listed]] == list(world.years)


@pytest.mark.parametrize("option", ["counters", "cap", "access"])
def test_what_acts_on_ratios_only_is_named_as_not_in_the_sheet(world, option):
    scenario = altered(load_scenario("baseline", world), {"options": {option: True}}, world)
    sheet = written(assess(world, scenario))[LIVE]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    shown = {"counters": "counter layer", "cap": "cap on anti-tank", "access": "access"}[option]
    assert f"this scenario has on: {shown}." in words
