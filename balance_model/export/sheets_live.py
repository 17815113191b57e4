"""The sheets that calculate: strengths in, values and index out, under weights that a reader may change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell

from balance_model.analysis.findings import options
from balance_model.charts.theme import Look
from balance_model.core.assess import Assessment, year_number
from balance_model.core.inputs import enablers
from balance_model.export.sheets_chart import line_chart
from balance_model.export.sheets_formulas import (
    FIRST,
    FORM,
    FORMS,
    LIVE,
    STRENGTHS,
    TOP,
    YEAR,
    Places,
    index_formula,
    places_of,
    value_formula,
)
from balance_model.export.sheets_paper import Paper
from balance_model.records.scenario import dial_value

HEADING, SINGLE = "Live: change a yellow cell and see what follows", "; single run at best values"
SAME = "1E-9"
NO_WEIGHT = "Give at least one category a weight above zero."
WELL = "Agrees with the explorer to 1e-9 in all countries and years."
CHANGED = "Changed: the lines are yours now. The explorer's own result stands beside them."
ILL = "Does not agree with the explorer: the sheet has been altered. Take a new one."


def strengths(paper: Paper, sheet: Any, answer: Assessment, under: Sequence[str]) -> None:
    """Fill the sheet Strengths: what the explorer worked out, and the formulas that go on from there."""
    world, at, number = answer.world, places_of(answer), len(answer.world.category_ids)
    names = [world.category[name].name for name in world.category_ids]
    paper.put(sheet, 0, 0, "Strengths, values and index of every country and year", "title")
    paper.put(sheet, 1, 0, "Strengths are the explorer's (sheet Ledger). Values and index are formulas.", "subtitle")
    groups = {at.strength(0): "Strength, norm units", at.plain(0): "Value before shortage, 0 to 1"}
    groups[at.value(0)] = "Value, 0 to 1"
    for column, words in groups.items():
        paper.put(sheet, 3, column, words, "strong")
    heads = ["Key", "Country", "Year", *names, *(names * (2 if at.short else 1)), "Index, 0 to 1",
             "The explorer's own index", "Difference"]  # fmt: skip
    paper.heads(sheet, FIRST - 1, heads, [at > 1 for at in range(len(heads))])
    paper.put(sheet, 4, 0, "Half-strength (over strengths), share of weight (over values)", "small")
    for k in range(number):
        half = float(answer.inputs.terms.half[k])
        paper.work(sheet, 4, at.strength(k), f"='{LIVE}'!$E${TOP + k + 1}", half, "pale_digits")
        paper.work(sheet, 4, at.value(k), f"='{LIVE}'!$C${TOP + k + 1}", float(answer.weights[k]), "pale_share")
    shares = xl_range_abs(4, at.value(0), 4, at.value(number - 1))
    row = FIRST
    for i, code in enumerate(world.country_codes):
        for t, year in enumerate(world.years):
            paper.put(sheet, row, 0, f"{code} {year}")
            paper.put(sheet, row, 1, world.short_name(code))
            paper.put(sheet, row, 2, year)
            _values(paper, sheet, row, answer, at, (i, t))
            here = f"{xl_rowcol_to_cell(row, at.value(0))}:{xl_rowcol_to_cell(row, at.value(number - 1))}"
            score = float(answer.score[i, t])
            paper.work(sheet, row, at.index, index_formula(here, shares, at.total), score)
            paper.put(sheet, row, at.index + 1, score, "pale_digits")
            mine, own = xl_rowcol_to_cell(row, at.index), xl_rowcol_to_cell(row, at.index + 1)
            paper.work(sheet, row, at.index + 2, f'=IF({at.total}<=0,"",ABS({mine}-{own}))', 0.0, "tiny")
            row += 1
    paper.lines(sheet, row + 1, under)


def _values(paper: Paper, sheet: Any, row: int, answer: Assessment, at: Places, place: tuple[int, int]) -> None:
    """Strengths of one country and year, and the formulas of their values."""
    names, half = answer.world.category_ids, answer.inputs.terms.half
    for k in range(len(names)):
        strength = float(answer.strength[(*place, k)])
        paper.put(sheet, row, at.strength(k), strength, "pale_digits")
        cell = xl_rowcol_to_cell(row, at.strength(k))
        over = f"{xl_col_to_name(at.strength(k))}$5"
        plain = "=" + value_formula(cell, over)
        if not at.short:
            paper.work(sheet, row, at.value(k), plain, float(answer.value[(*place, k)]))
            continue
        before = _saturated(strength, float(half[k]), answer.scenario.options.form)
        paper.work(sheet, row, at.plain(k), plain, before, "pale_digits")
        factors = [xl_rowcol_to_cell(row, at.plain(k))]
        for e, enabler in enumerate(enablers(answer.world)):
            delta = float(answer.inputs.terms.delta[e, k])
            if delta:
                factors.append(f"(1-{delta!r}*(1-{xl_rowcol_to_cell(row, at.plain(names.index(enabler)))}))")
        paper.work(sheet, row, at.value(k), "=" + "*".join(factors), float(answer.value[(*place, k)]))


def _saturated(strength: float, half: float, form: str) -> float:
    if form == "michaelis":
        return strength / (strength + half)
    return 1 - 2 ** (-strength / half) if form == "exponential" else min(strength / half, 1.0)


def live(paper: Paper, sheet: Any, answer: Assessment, under: Sequence[str], among_futures: bool = False) -> None:
    """Fill the sheet Live: yellow cells, the year chosen, all years and their lines.

    ``among_futures`` says that the other sheets show futures, which this one does not.
    """
    world, scenario, at = answer.world, answer.scenario, places_of(answer)
    paper.put(sheet, 0, 0, f"{HEADING}{SINGLE if among_futures else ''}", "title")
    paper.put(
        sheet, 1, 0, f"Scenario {scenario.name} ({answer.stamp['scenario_id']}). Only proportions of weights matter.",
        "subtitle",
    )  # fmt: skip
    _choices(paper, sheet, answer, at)
    _weights(paper, sheet, answer, at)
    _chosen_year(paper, sheet, answer, at)
    _all_years(paper, sheet, answer, at)
    row = at.bottom + at.years + 2
    for line in under:
        row = paper.words(sheet, row, line, 5 + at.countries, 60 + 10 * at.countries, "small")
    look = Look.of(world)
    rows = (at.bottom + 1, at.bottom + at.years)
    chart = line_chart(
        paper.book, LIVE, rows,
        [(1 + i, world.short_name(code), look.colour(code)) for i, code in enumerate(world.country_codes)],
        "Index under the weights of this sheet", "Index, 0 to 1", 0.0, None,
    )  # fmt: skip
    chart.set_size({"width": 640, "height": 400})
    place = {"description": "Lines of the index by year, one for each country; the numbers stand in this sheet.",
             "object_position": 2}  # fmt: skip
    sheet.insert_chart(TOP - 8, 6 + at.countries, chart, place)


def _choices(paper: Paper, sheet: Any, answer: Assessment, at: Places) -> None:
    """Year, form, and the numbers that the formulas read."""
    world, scenario = answer.world, answer.scenario
    rho, floor = (dial_value(world, scenario, name) for name in ("rho", "ces_floor"))
    rows: Sequence[tuple[str, Any, str, str]] = (
        ("Year", scenario.year, "input", "Choose it from the list."),
        ("Saturation", scenario.options.form, "input", "Form of the value of a strength; the scenario's at first."),
        ("Substitution rho", rho, "plain", "1: plain weighted mean. A dial of the explorer."),
        ("Floor of a value", floor, "plain", "Acts only where rho is below 1."),
    )
    for row, (name, cell, style, note) in enumerate(rows, start=3):
        paper.put(sheet, row, 0, name, "strong")
        paper.put(sheet, row, 1, cell, style)
        paper.put(sheet, row, 2, note, "hint")
    sheet.data_validation(3, 1, 3, 1, {
        "validate": "list", "source": f"={xl_range_abs(at.bottom + 1, 0, at.bottom + at.years, 0)}",
        "error_title": "Year", "error_message": f"Choose a year from {world.years[0]} to {world.years[-1]}.",
    })  # fmt: skip
    sheet.data_validation(4, 1, 4, 1, {
        "validate": "list", "source": list(FORMS),
        "error_title": "Saturation", "error_message": f"Choose one of: {', '.join(FORMS)}.",
    })  # fmt: skip
    shares = (xl_range_abs(TOP, column, TOP + at.categories - 1, column) for column in (2, 3))
    same = f'OR(SUMPRODUCT(ABS({next(shares)}-{next(shares)}))>1E-12,{FORM}<>"{scenario.options.form}")'
    paper.put(sheet, 7, 0, "Changed here", "strong")
    paper.work(sheet, 7, 1, f'=IF({same},"yes","no")', "no", "plain")
    paper.put(sheet, 7, 2, "Whether a weight or the form differs from the scenario's.", "hint")


def _weights(paper: Paper, sheet: Any, answer: Assessment, at: Places) -> None:
    """Yellow weights, shares, half-strengths."""
    world, scenario = answer.world, answer.scenario
    idle = set(enablers(world)) if at.short else set()
    heads = ["Category", "Your weight", "Your share", "Scenario's share", "Half-strength"]
    heads += [world.short_name(code) for code in world.country_codes]
    paper.heads(sheet, TOP - 1, heads, [at > 0 for at in range(len(heads))])
    number = len(world.category_ids)
    counted = "+".join(f"B{TOP + k + 1}" for k, name in enumerate(world.category_ids) if name not in idle)
    for k, name in enumerate(world.category_ids):
        row = TOP + k
        mark = " (an enabler: no weight of its own)" if name in idle else ""
        paper.put(sheet, row, 0, world.category[name].name + mark)
        paper.put(sheet, row, 1, scenario.weight(name), "input")
        share = "=0" if name in idle else f"=IF({at.total}<=0,0,B{row + 1}/{at.total})"
        paper.work(sheet, row, 2, share, float(answer.weights[k]), "share")
        paper.put(sheet, row, 3, float(answer.weights[k]), "pale_share")
        paper.put(sheet, row, 4, float(answer.inputs.terms.half[k]), "pale_digits")
    paper.put(sheet, TOP + number, 0, "Sum of the weights that count", "strong")
    total = sum(scenario.weight(name) for name in world.category_ids if name not in idle)
    paper.work(sheet, TOP + number, 1, f"={counted}", total, "plain")
    sheet.data_validation(TOP, 1, TOP + number - 1, 1, {
        "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Weight",
        "error_message": "Write a number of 0 or more.",
    })  # fmt: skip


def _chosen_year(paper: Paper, sheet: Any, answer: Assessment, at: Places) -> None:
    """Values and index of the year chosen, beside the explorer's own, and the verdict."""
    world, number, t = answer.world, at.categories, year_number(answer.world, answer.scenario.year)
    row = TOP + number + 2
    for line, words in enumerate(("Index in the year chosen", "The explorer's own index", "Difference")):
        paper.put(sheet, row + line, 0, words, "strong")
    for i, code in enumerate(world.country_codes):
        column = 5 + i
        found = f'MATCH("{code} "&{YEAR},{at.down(0)},0)'
        for k in range(number):
            value = float(answer.value[i, t, k])
            paper.work(sheet, TOP + k, column, f"=INDEX({at.down(at.value(k))},{found})", value)
        score, own = float(answer.score[i, t]), f"INDEX({at.down(at.index + 1)},{found})"
        index = f'=IF({at.total}<=0,"no weight",INDEX({at.down(at.index)},{found}))'
        paper.work(sheet, row, column, index, score, "bold_digits")
        paper.work(sheet, row + 1, column, f"={own}", score, "pale_digits")
        mine, theirs = xl_rowcol_to_cell(row, column), xl_rowcol_to_cell(row + 1, column)
        paper.work(sheet, row + 2, column, f'=IF({at.total}<=0,"–",{mine}-{theirs})', 0.0, "tiny")
    verdict = (
        f'=IF({at.total}<=0,"{NO_WEIGHT}",IF({at.changed}="yes","{CHANGED}",'
        f'IF(MAX({at.down(at.index + 2)})<{SAME},"{WELL}","{ILL}")))'
    )
    sheet.merge_range(row + 3, 0, row + 3, 4 + at.countries, "", paper.styles["verdict"])
    paper.work(sheet, row + 3, 0, verdict, WELL, "verdict")
    sheet.set_row(row + 3, 24)
    named = options(answer.scenario, world)
    pairs = [
        words
        for key, words in (("counters", "counter layer"), ("cap", "cap on anti-tank"), ("access", "access"))
        if getattr(answer.scenario.options, key)
    ]
    note = "Not in this sheet: what acts on the ratio of two sides only (counter layer, cap, access, coalitions)"
    note += f"; this scenario has on: {', '.join(pairs)}." if pairs else "."
    note += " Strengths change in the explorer alone."
    paper.words(sheet, row + 4, f"{f'Not the plain model: {named}. ' if named else ''}{note}",
                5 + at.countries, 60 + 10 * at.countries, "small")  # fmt: skip


def _all_years(paper: Paper, sheet: Any, answer: Assessment, at: Places) -> None:
    """Index of every country and year, which the lines follow."""
    world = answer.world
    paper.put(sheet, at.bottom - 1, 0, "Index of every year under the weights above", "section")
    heads = ["Year", *(world.short_name(code) for code in world.country_codes)]
    paper.heads(sheet, at.bottom, heads, [column > 0 for column in range(len(heads))])
    for t, year in enumerate(world.years):
        row = at.bottom + 1 + t
        paper.put(sheet, row, 0, year, "label")
        for i in range(at.countries):
            cell = f"'{STRENGTHS}'!{xl_rowcol_to_cell(FIRST + i * at.years + t, at.index)}"
            shown = float(answer.score[i, t])
            paper.work(sheet, row, 1 + i, f'=IF({at.total}<=0,"–",{cell})', shown)
