"""Checks on the model's own numbers: every kind, category, country and preset has what the model needs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from balance_model.domain import (
    About,
    Category,
    Colour,
    Country,
    Dial,
    Holding,
    Kind,
    ParameterClass,
    QualityParameter,
    Slip,
    Spending,
    StatusRow,
    Sustainment,
    System,
    SystemClass,
    WeightRow,
    Worth,
)
from balance_model.errors import Finding, nearest
from balance_model.records.cells import count_fault, date_fault, year_fault
from balance_model.records.read import Line, Tables

FACTS = ("title", "first_year", "last_year", "data_as_of", "scope", "kosovo_footnote", "licence", "seed", "draws")
CATEGORY_DIALS = ("half", "ramp", "interop")
COUNTRY_COLOURS = ("country", "label")
MAIN_SERIES = "sipri_main"
_TOLERANCE = 1e-6


def check_system_category(tables: Tables) -> list[Finding]:
    """A system in another category than its kind, or with its main category repeated as a second one."""
    home = {kind.kind: kind.category for _, kind in tables.of(Kind)}
    findings = []
    for line, system in tables.of(System):
        right = home.get(system.kind, system.category)
        if system.category != right:
            problem = f"the category is {system.category}, but the kind {system.kind} belongs to {right}"
            findings.append(line.finding("category", problem, f"Write {right}, or choose another kind."))
        if system.category in system.other_categories:
            problem = f"the main category {system.category} is repeated"
            findings.append(line.finding("other_categories", problem, "Remove it here."))
    return findings


def check_worth(tables: Tables) -> list[Finding]:
    """A kind without worth, or whose shares over the categories do not sum to 1."""
    shares: dict[str, float] = defaultdict(float)
    for _, worth in tables.of(Worth):
        shares[worth.kind] += worth.share
    findings = []
    for line, kind in tables.of(Kind):
        if kind.kind not in shares:
            cure = "Add a row to worth.csv; give 0 if it counts for nothing."
            findings.append(line.finding("kind", "the kind has no worth", cure))
        elif abs(shares[kind.kind] - 1) > _TOLERANCE:
            problem = f"the shares of its worth sum to {shares[kind.kind]:g} and not to 1"
            cure = f"Mend the share cells of {kind.kind} in worth.csv."
            findings.append(line.finding("kind", problem, cure))
    return findings


def check_headline(tables: Tables) -> list[Finding]:
    """No category that is shown first."""
    if not tables.lines.get("categories") or any(c.headline for _, c in tables.of(Category)):
        return []
    cure = "Write yes in the headline cell of at least one category."
    return [Finding("categories.csv", "-", "headline", "no category is a headline category", cure)]


def check_category_dials(tables: Tables) -> list[Finding]:
    """A category that lacks one of its own dials."""
    dials = tables.ids("dials", "id")
    return [
        line.finding("category", f"the dial {name}.{row.category} is missing", "Add it to dials.csv.")
        for line, row in tables.of(Category)
        for name in CATEGORY_DIALS
        if f"{name}.{row.category}" not in dials
    ]


def check_dial_names(tables: Tables) -> list[Finding]:
    """A dial of a category that does not exist."""
    categories = tables.ids("categories", "category")
    return [
        line.finding("id", f"the dial names no category: '{name}'", f"Mend it: {nearest(name, categories)}")
        for line, dial in tables.of(Dial)
        for group, _, name in [dial.id.partition(".")]
        if group in CATEGORY_DIALS and name not in categories
    ]


def check_dial_steps(tables: Tables) -> list[Finding]:
    """A dial that cannot move."""
    return [
        line.finding("step", "the step is 0 or larger than the range", "Give one between 0 and high - low.")
        for line, dial in tables.of(Dial)
        if not 0 < dial.step <= dial.high - dial.low
    ]


def check_readiness(tables: Tables) -> list[Finding]:
    """A way of holding units that has no readiness dial."""
    dials = tables.ids("dials", "id")
    return [
        line.finding("held", f"the dial readiness.{row.held} is missing", "Add it to dials.csv.")
        for line, row in tables.of(Holding)
        if f"readiness.{row.held}" not in dials
    ]


def check_weights(tables: Tables) -> list[Finding]:
    """A preset that leaves a category out or gives weight to none."""
    categories = [category.category for _, category in tables.of(Category)]
    given: dict[str, dict[str, float]] = defaultdict(dict)
    first: dict[str, Line] = {}
    for line, row in tables.of(WeightRow):
        given[row.preset][row.category] = row.weight
        first.setdefault(row.preset, line)
    findings = []
    for preset, weights in given.items():
        for category in [c for c in categories if c not in weights]:
            problem = f"the preset {preset} has no weight for {category}"
            findings.append(first[preset].finding("category", problem, "Add a row for it; 0 is allowed."))
        if not any(weights.values()):
            problem = f"all weights of the preset {preset} are 0"
            findings.append(first[preset].finding("weight", problem, "Give at least one category a weight."))
    if not given:
        cure = "Add a preset with a row for each category."
        findings.append(Finding("weights.csv", "-", "preset", "there is no preset of weights", cure))
    return findings


def check_quality(tables: Tables) -> list[Finding]:
    """A quality parameter that systems do not have, or whose reference is 0."""
    known = {name for name, field in System.model_fields.items() if field.annotation == float | None}
    known |= {row.parameter for _, row in tables.of(ParameterClass)}
    findings = []
    for line, row in tables.of(QualityParameter):
        if row.parameter not in known:
            cure = "Use a number column of systems.csv or a parameter of classes.csv: "
            cure += nearest(row.parameter, known)
            findings.append(line.finding("parameter", f"unknown parameter '{row.parameter}'", cure))
        if not row.reference:
            findings.append(line.finding("reference", "the reference is 0", "Give the value that scores 1."))
    return findings


def check_system_classes(tables: Tables) -> list[Finding]:
    """A class that exists, but not for this parameter."""
    classes: dict[str, set[str]] = defaultdict(set)
    for _, row in tables.of(ParameterClass):
        classes[row.parameter].add(row.class_id)
    return [
        line.finding(
            "class_id",
            f"'{row.class_id}' is not a class of {row.parameter}",
            f"Choose one of its classes; {nearest(row.class_id, classes[row.parameter])}",
        )
        for line, row in tables.of(SystemClass)
        if row.parameter in classes and row.class_id not in classes[row.parameter]
    ]


def check_countries(tables: Tables) -> list[Finding]:
    """A country without its colours, or without the sustainment index that the category needs."""
    coloured = {(row.concept, row.key) for _, row in tables.of(Colour)}
    supplied = {row.country for _, row in tables.of(Sustainment)}
    needed = "sustainment" in tables.ids("categories", "category")
    findings = []
    for line, row in tables.of(Country):
        for concept in [each for each in COUNTRY_COLOURS if (each, row.code) not in coloured]:
            cure = f"Add the row {concept},{row.code} to palette.csv."
            findings.append(line.finding("code", f"the country has no colour of concept {concept}", cure))
        if needed and row.code not in supplied:
            cure = "Add a row for it to sustainment.csv."
            findings.append(line.finding("code", "the country has no sustainment index", cure))
    return findings


def check_colours(tables: Tables) -> list[Finding]:
    """A colour that is not a colour, or that belongs to no known country or status."""
    keys = dict.fromkeys(COUNTRY_COLOURS, tables.ids("countries", "code"))
    keys["status"] = tables.ids("statuses", "status")
    findings = []
    for line, row in tables.of(Colour):
        for name, text in (("light", row.light), ("dark", row.dark)):
            if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
                findings.append(line.finding(name, f"'{text}' is not a colour", "Write it as #RRGGBB."))
        known = keys.get(row.concept)
        if known is not None and row.key not in known:
            problem = f"'{row.key}' is not a known {row.concept}"
            findings.append(line.finding("key", problem, f"Mend it: {nearest(row.key, known)}"))
    return findings


def check_statuses(tables: Tables) -> list[Finding]:
    """Two statuses in the same place of the order."""
    places = Counter(row.order for _, row in tables.of(StatusRow))
    return [
        line.finding("order", f"the place {row.order} is taken twice", "Number them from surest to least sure.")
        for line, row in tables.of(StatusRow)
        if places[row.order] > 1
    ]


def check_main_series(tables: Tables) -> list[Finding]:
    """Two rows of the main spending series for one country and year."""
    seen = set()
    findings = []
    for line, row in tables.of(Spending):
        if row.series != MAIN_SERIES:
            continue
        if (row.country, row.year) in seen:
            problem = f"{row.country} {row.year} has two rows in {MAIN_SERIES}"
            cure = "Keep one, or give the other the series it belongs to."
            findings.append(line.finding("series", problem, cure))
        seen.add((row.country, row.year))
    return findings


def check_slip(tables: Tables) -> list[Finding]:
    """No class of programme, or more than one, for deals that no class names."""
    rest = [line for line, row in tables.of(Slip) if not row.deal_kinds and not row.categories]
    if len(rest) == 1 or not tables.lines.get("slip"):
        return []
    if not rest:
        cure = "Leave deal_kinds and categories of one class empty; it takes the rest."
        return [Finding("slip.csv", "-", "deal_kinds", "no class takes the deals that none names", cure)]
    cure = "Name kinds of deals or categories, or drop the row."
    return [line.finding("deal_kinds", "a second class takes the deals that none names", cure) for line in rest[1:]]


def check_about(tables: Tables) -> list[Finding]:
    """A standing fact that is missing, or a year or date among them that is none."""
    facts = {row.key: (line, row.value) for line, row in tables.of(About)}
    findings = [
        Finding("about.csv", "-", "key", f"the fact {key} is missing", f"Add a row with the key {key}.")
        for key in FACTS
        if key not in tables.ids("about", "key")
    ]
    faults = {
        "first_year": year_fault,
        "last_year": year_fault,
        "data_as_of": date_fault,
        "seed": count_fault,
        "draws": count_fault,
    }
    for key, fault in faults.items():
        if key in facts and (found := fault(facts[key][1])):
            findings.append(facts[key][0].finding("value", *found))
    if findings or not {"first_year", "last_year"} <= facts.keys():
        return findings
    if facts["last_year"][1] < facts["first_year"][1]:
        line = facts["last_year"][0]
        cure = "Make it the later of the two."
        findings.append(line.finding("value", "last_year is before first_year", cure))
    return findings
