"""Each check finds the one fault it is for: the tiny data is broken in one way and the finding is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from balance_model.errors import DataError
from balance_model.records.checks import CHECKS
from balance_model.records.world import check_data, load_world


@dataclass(frozen=True)
class Case:
    """A way to break the data, and where the finding must point; in ``row``, last is the last line."""

    check: str
    change: Callable[[Any], None]
    file: str
    row: str
    field: str
    words: str
    cure: str = ""
    level: str = "error"
    others: int = 0


def change(table: str, line: int | str, **cells: str) -> Callable[[Any], None]:
    return lambda tiny: tiny.change(table, line, **cells)


def add(table: str, like: int | None = 2, **cells: str) -> Callable[[Any], None]:
    return lambda tiny: tiny.add(table, like, **cells)


def drop(table: str, *lines: int | str) -> Callable[[Any], None]:
    return lambda tiny: tiny.drop(table, *lines)


def both(*steps: Callable[[Any], None]) -> Callable[[Any], None]:
    def run(tiny: Any) -> None:
        for step in steps:
            step(tiny)

    return run


DEAL = "line 2 (bbb-sam-2025)"
SECOND = "line 3 (second)"
LAUNCHER = "line 2 (AAA, launcher, active)"
RETIREMENT = {
    "country": "AAA", "system_id": "tank", "low": "0", "best": "61", "high": "61", "year": "2030",
    "evidence": "assumed", "source_ids": "worked-example",
}  # fmt: skip
PAIRING = {
    "pairing": "reading", "name": "Alpha against Beta", "order": "1", "side_a": "AAA", "side_b": "BBB",
    "taken": "together", "why": "To try it", "source_ids": "worked-example",
}  # fmt: skip
GROUP = {
    "group_id": "missiles", "name": "Missiles", "order": "1", "kinds": "sam_medium", "why": "In no class.",
    "source_ids": "worked-example",
}  # fmt: skip
MUNITION = {
    "country": "AAA", "system_id": "sam", "munition": "missile", "low": "1", "best": "2", "high": "3",
    "on_order_best": "0", "as_of": "2024", "evidence": "assumed", "source_ids": "worked-example",
}  # fmt: skip
LINE = {
    "deal_id": "money", "country": "AAA", "value_m": "5", "currency": "EUR", "status": "planned",
    "deal_kind": "domestic", "evidence": "published", "source_ids": "worked-example", "confidence": "low",
}  # fmt: skip
SPENDING = {
    "country": "AAA", "year": "2024", "series": "sipri_main", "usd_current_m": "5", "kind": "actual",
    "source_ids": "worked-example",
}  # fmt: skip
QUALITY = {
    "category": "armour", "parameter": "calibre_mm", "weight": "1", "reference": "120", "unit": "mm",
    "why": "test", "source_ids": "worked-example",
}  # fmt: skip
CLASS = {
    "parameter": "guidance",
    "class_id": "wire",
    "score": "1",
    "why": "test",
    "source_ids": "worked-example",
}
SYSTEM_CLASS = {
    "system_id": "launcher", "parameter": "guidance", "class_id": "plain", "why": "test",
    "source_ids": "worked-example",
}  # fmt: skip
SUPPLIED = {
    "country": "AAA", "low": "0", "best": "0.5", "high": "1", "unit": "index", "why": "test",
    "source_ids": "worked-example",
}  # fmt: skip
CLAIM = {
    "claim_id": "claim", "order": "1", "name": "A claim", "claim": "Alpha has it.", "heard": "Nowhere.",
    "test": "worth_of_deals", "deal_ids": "bbb-sam-2025", "currency": "EUR", "low": "5", "supported_if": "Yes.",
    "partly_if": "Half.", "not_if": "No.", "source_ids": "worked-example",
}  # fmt: skip
READ = {
    "claim_id": "claim", "reading": "one", "order": "1", "name": "As said", "basis": "deals", "each": "no",
    "source_ids": "worked-example",
}  # fmt: skip
STATED = {
    "claim_id": "claim", "statement": "said", "order": "1", "said": "Somebody", "as_of": "2024", "amount_m": "5",
    "currency": "EUR", "bound": "exact", "counts": "yes", "confirmed": "yes", "source_ids": "worked-example",
}  # fmt: skip

CASES = [
    Case("check_claim_cells", both(add("claims", None, **CLAIM | {"currency": ""}), add("claim_tests", None, **READ)),
         "claims.csv", "line 2 (claim)", "currency", "the cell is empty", "worth_of_deals needs it"),
    Case("check_claim_cells", both(add("claims", None, **CLAIM | {"high": "4"}), add("claim_tests", None, **READ)),
         "claims.csv", "line 2 (claim)", "high", "high is below low"),
    Case("check_claim_cells", both(add("claims", None, **CLAIM | {"year_from": "2025", "year": "2025"}),
                                   add("claim_tests", None, **READ)),
         "claims.csv", "line 2 (claim)", "year_from", "not before year"),
    Case("check_claim_readings", add("claims", None, **CLAIM), "claims.csv", "line 2 (claim)", "claim_id",
         "no row of claim_tests.csv reads this claim", "Add a reading"),
    Case("check_claim_readings",
         both(add("claims", None, **CLAIM), add("claim_tests", None, **READ | {"basis": "ceilings"})),
         "claim_tests.csv", "line 2 (claim, one)", "basis", "takes no number from ceilings", "Write deals"),
    Case("check_statements", both(add("claims", None, **CLAIM), add("claim_tests", None, **READ),
                                  add("statements", None, **STATED | {"currency": "USD"})),
         "statements.csv", "line 2 (claim, said)", "currency", "the claim is in EUR", "State the amount in EUR"),
    Case("check_weakness", drop("weakness", 5), "weakness.csv", "-", "level",
         "the evidence class assumed has no score", "Add a row"),
    Case("check_weakness", drop("weakness", 10), "weakness.csv", "-", "aspect", "nothing says when age", "Add a row"),
    Case("check_weakness", change("weakness", 10, full_at="0"), "weakness.csv", "line 10 (age)", "full_at",
         "it is empty or 0"),
    Case("check_keys", add("systems"), "systems.csv", "line 6 (launcher)", "system_id",
         "the key system_id is already used in line 2 (launcher)", "Remove one"),
    Case("check_keys", add("inventory"), "inventory.csv", "line 10 (AAA, launcher, active)", "country",
         "the key country + system_id + held is already used in line 2"),
    Case("check_references", change("inventory", 2, system_id="launchr"), "inventory.csv",
         "line 2 (AAA, launchr, active)", "system_id", "'launchr' is not a system_id of systems.csv",
         "did you mean 'launcher'?"),
    Case("check_references", change("deals", 2, country="BBC"), "deals.csv", DEAL, "country",
         "'BBC' is not a code of countries.csv", "did you mean 'BBB'?"),
    Case("check_references", change("systems", 2, kind="atgm_portabel"), "systems.csv",
         "line 2 (launcher)", "kind",
         "'atgm_portabel' is not a kind of kinds.csv", "did you mean 'atgm_portable'?"),
    Case("check_references", change("deals", 2, status="plannned"), "deals.csv", DEAL, "status",
         "'plannned' is not a status of statuses.csv", "did you mean 'planned'?"),
    Case("check_references", change("kappa", 2, own_category="armor"), "kappa.csv",
         "line 2 (anti_tank, armor)",
         "own_category", "'armor' is not a category", "did you mean 'armour'?"),
    Case("check_references", change("deals", 2, source_ids="worked-example;worked-exampel"), "deals.csv",
         DEAL,
         "source_ids", "'worked-exampel' is not a source_id of sources.csv",
         "did you mean 'worked-example'?"),
    Case("check_repeats", change("deals", 2, source_ids="worked-example;worked-example"), "deals.csv", DEAL,
         "source_ids", "'worked-example' is named twice", "once"),
    Case("check_order", change("inventory", 2, low="13"), "inventory.csv", LAUNCHER, "low",
         "low, best, high are 13, 12, 12", "smallest"),
    Case("check_order", change("inventory", 2, high="11"), "inventory.csv", LAUNCHER, "high",
         "low, best, high are 12, 12, 11"),
    Case("check_order", change("worth", 2, mode="2"), "worth.csv", "line 2 (atgm_portable, anti_tank)",
         "mode",
         "low, mode, high are 1, 2, 1"),
    Case("check_order", change("dials", "half.anti_tank", default="1000"), "dials.csv",
         "line 2 (half.anti_tank)", "default",
         "low, default, high are 10.0, 1000, 40"),
    Case("check_order", change("countries", 2, active_personnel_best="8"), "countries.csv", "line 2 (AAA)",
         "active_personnel_best", "9000, 8, 11000"),
    Case("check_verdicts", change("verdicts", 3, low="1.1"), "verdicts.csv", "line 3 (ratio, slight)", "low",
         "low is 1.1 and the band before it ends at 1.0527", "Begin the band at 1.0527"),
    Case("check_unused_sources", add("sources", source_id="spare"), "sources.csv", "line 3 (spare)",
         "source_id",
         "no row uses this source", "context_notes.csv"),
    Case("check_addresses", change("sources", 2, kind="press"), "sources.csv", "line 2 (worked-example)",
         "url",
         "the source has no web address", "address not known"),
    Case("check_deal_years", change("deals", 2, last_year="2025"), "deals.csv", DEAL, "last_year",
         "last_year 2025 is before first_year 2026"),
    Case("check_delivered", both(change("deals", 2, delivered="11"), change("inventory", 7, best="11",
         high="11"),
                                 change("deals", 2, first_year="2025")),
         "deals.csv", DEAL, "delivered", "11 delivered is more than the high of 10 ordered", "raise high"),
    Case("check_delivered_status", change("deals", 2, status="delivered", delivered="9", first_year="2024"),
         "deals.csv", DEAL, "delivered", "the status is delivered, but 9 of 10 units are", "in_delivery"),
    Case("check_early_delivery", change("deals", 2, delivered="4"), "deals.csv", DEAL, "first_year",
         "4 units are delivered, but first_year is 2026"),
    Case("check_late_rest", change("deals", 2, first_year="2023", last_year="2024"), "deals.csv",
         DEAL, "last_year",
         "last_year 2024 is over and 10 units are still to come", level="warning"),
    Case("check_modernisation", change("deals", 2, deal_kind="modernisation"), "deals.csv", DEAL,
         "replaces_system_id", "a modernisation must name what it converts"),
    Case("check_modernisation", change("deals", 2, replaces_system_id="tank"), "deals.csv", DEAL,
         "replaces_system_id", "a deal of kind new cannot convert units", "set deal_kind to modernisation"),
    Case("check_delivered_in_inventory",
         both(change("deals", 2, delivered="10", first_year="2025", status="delivered"),
              change("inventory", 7, low="3", best="3")),
         "deals.csv", DEAL, "delivered", "deals have delivered 10 sam to BBB, but the inventory holds 3",
         "Raise best in inventory.csv to 10 or more"),
    Case("check_counted_twice", change("inventory", 7, as_of="2025-12"), "deals.csv", DEAL, "delivered",
         "units look counted twice: the inventory holds 10 sam that no deal has delivered, and 10",
         "Raise delivered"),
    Case("check_counted_twice",
         both(change("inventory", 7, as_of="2025"), change("deals", 2, status="in_delivery", best="8",
         first_year="2024",
                                                           low="8")),
         "deals.csv", DEAL, "delivered", "units look counted twice"),
    Case("check_counted_twice",
         both(change("inventory", 7, as_of="2025"),
              change("deals", 2, status="contracted", best="8", first_year="2024", low="8")),
         "deals.csv", DEAL, "delivered", "units look counted twice", level="warning"),
    Case("check_retirements", add("retirements", None, **RETIREMENT), "retirements.csv",
         "line 2 (AAA, tank, 2030)", "best", "61 units are withdrawn, but 60 are held or still to come"),
    Case("check_carriers",
         both(add("munitions", None, **MUNITION), drop("inventory", 3)),
         "munitions.csv", "line 2 (AAA, sam, missile)", "system_id", "AAA neither holds nor awaits sam"),
    Case("check_money", change("deals", 2, value_m="12"), "deals.csv", DEAL, "currency",
         "value_m and currency do not go together"),
    Case("check_budget_lines", add("budget_lines", None, **LINE, system_id="sam"), "budget_lines.csv",
         "line 2 (money)", "system_id", "a budget line adds no units", "Move the row to deals.csv"),
    Case("check_budget_lines", add("budget_lines", None, **(LINE | {"deal_id": "bbb-sam-2025"})),
         "budget_lines.csv",
         "line 2 (bbb-sam-2025)", "deal_id", "the id is also in deals.csv"),
    Case("check_system_category", change("systems", 2, category="armour"), "systems.csv", "line 2 (launcher)",
         "category", "the category is armour, but the kind atgm_portable belongs to anti_tank",
         "Write anti_tank"),
    Case("check_system_category", change("systems", 2, other_categories="anti_tank"), "systems.csv",
         "line 2 (launcher)", "other_categories", "the main category anti_tank is repeated"),
    Case("check_worth", drop("worth", 4), "kinds.csv", "line 4 (tank)", "kind", "the kind has no worth",
         "Add a row to worth.csv"),
    Case("check_worth", change("worth", 4, share="0.6"), "kinds.csv", "line 4 (tank)", "kind",
         "the shares of its worth sum to 0.6 and not to 1"),
    Case("check_headline", both(change("categories", 2, headline="no"), change("categories",
         3, headline="no")),
         "categories.csv", "-", "headline", "no category is a headline category", "Write yes"),
    Case("check_category_dials", drop("dials", "half.anti_tank"), "categories.csv", "line 2 (anti_tank)",
         "category",
         "the dial half.anti_tank is missing", "Add it to dials.csv"),
    Case("check_dial_names", add("dials", id="half.navy"), "dials.csv", "last (half.navy)", "id",
         "the dial names no category: 'navy'"),
    Case("check_dial_steps", change("dials", "half.anti_tank", step="0"), "dials.csv",
         "line 2 (half.anti_tank)", "step",
         "the step is 0 or larger than the range"),
    Case("check_readiness", change("dials", "readiness.active", id="readiness.ready"), "inventory.csv",
         LAUNCHER, "held",
         "the dial readiness.active is missing", others=7),
    Case("check_weights", drop("weights", 3), "weights.csv", "line 2 (headline, anti_tank)", "category",
         "the preset headline has no weight for air_defence", "0 is allowed"),
    Case("check_weights", both(*(change("weights", line, weight="0") for line in range(2, 6))), "weights.csv",
         "line 2 (headline, anti_tank)", "weight", "all weights of the preset headline are 0"),
    Case("check_weights", drop("weights", 2, 3, 4, 5), "weights.csv", "-", "preset",
         "there is no preset of weights"),
    Case("check_quality", add("quality", None, **(QUALITY | {"parameter": "calibre"})), "quality.csv",
         "line 2 (armour, calibre)", "parameter", "unknown parameter 'calibre'",
         "did you mean 'calibre_mm'?"),
    Case("check_quality", add("quality", None, **(QUALITY | {"reference": "0"})), "quality.csv",
         "line 2 (armour, calibre_mm)", "reference", "the reference is 0"),
    Case("check_system_classes",
         both(add("classes", None, **CLASS), add("classes", None, **(CLASS | {"parameter": "armour",
         "class_id": "plain"})),
              add("system_classes", None, **SYSTEM_CLASS)),
         "system_classes.csv", "line 2 (launcher, guidance)", "class_id",
         "'plain' is not a class of guidance",
         "known: wire"),
    Case("check_countries", change("palette", 3, key="SEA", concept="surface"), "countries.csv",
         "line 3 (BBB)",
         "code", "the country has no colour of concept country", "Add the row country,BBB to palette.csv"),
    Case("check_colours", change("palette", 2, light="blue"), "palette.csv", "line 2 (country, AAA)", "light",
         "'blue' is not a colour", "#RRGGBB"),
    Case("check_countries", change("palette", 4, key="SEA", concept="surface"), "countries.csv",
         "line 2 (AAA)", "code", "the country has no colour of concept label",
         "Add the row label,AAA to palette.csv"),
    Case("check_colours", add("palette", key="CCC"), "palette.csv", "last (country, CCC)", "key",
         "'CCC' is not a known country"),
    Case("check_statuses", change("statuses", 3, order="1"), "statuses.csv", "line 3 (in_delivery)", "order",
         "the place 1 is taken twice", others=1),
    Case("check_main_series",
         both(add("spending", None, **SPENDING), add("spending", None, **SPENDING, note="again")),
         "spending.csv", "line 3 (AAA, 2024, sipri_main, actual, worked-example, again)", "series",
         "AAA 2024 has two rows in sipri_main"),
    Case("check_option_system", change("options", 2, kind="fighter"), "options.csv", "line 2 (tank-four)", "kind",
         "the kind is fighter, but that of tank is tank", "Write tank"),
    Case("check_option_system", change("options", 2, category="anti_tank"), "options.csv", "line 2 (tank-four)",
         "category", "the category is anti_tank, but that of tank is armour", "Write armour"),
    Case("check_option_scored", change("options", 2, scored="no"), "options.csv", "line 2 (tank-four)", "scored",
         "the kind tank adds strength by its worth", "Write yes"),
    Case("check_option_scored", both(change("worth", 4, low="0", mode="0", high="0")), "options.csv",
         "line 2 (tank-four)", "scored", "the kind tank does not add strength by its worth", "Write no"),
    Case("check_order", change("options", 2, unit_cost_low="11"), "options.csv", "line 2 (tank-four)",
         "unit_cost_best", "unit_cost_low, unit_cost_best, unit_cost_high are 11, 10, 16"),
    Case("check_order", change("options", 3, lead_years_best="9"), "options.csv", "line 3 (sam-one)",
         "lead_years_best", "lead_years_low, lead_years_best, lead_years_high are 2, 9, 4"),
    Case("check_references", change("options", 2, needs_system_ids="tank;truck"), "options.csv", "line 2 (tank-four)",
         "needs_system_ids", "'truck' is not a system_id of systems.csv"),
    Case("check_references", change("packages", 2, option_id="sam-two"), "packages.csv", "line 2 (guard, sam-two)",
         "option_id", "'sam-two' is not a option_id of options.csv"),
    Case("check_packages", change("packages", 3, story="Another story."), "packages.csv", "line 3 (guard, tank-four)",
         "story", "the story of guard differs from the one in its first row"),
    Case("check_slip", change("slip", 2, deal_kinds="transfer_out"), "slip.csv", "-", "deal_kinds",
         "no class takes the deals that none names", "Leave deal_kinds and categories"),
    Case("check_slip", change("slip", 3, deal_kinds="", categories=""), "slip.csv", "line 3 (off_the_shelf)",
         "deal_kinds", "a second class takes the deals that none names"),
    Case("check_about", change("about", 10, value="many"), "about.csv", "line 10 (seed)", "value",
         "'many' is not a whole number from 1"),
    Case("check_about", drop("about", 3), "about.csv", "-", "key", "the fact first_year is missing"),
    Case("check_about", change("about", 4, value="20x5"), "about.csv", "line 4 (last_year)", "value",
         "'20x5' is not a year"),
    Case("check_about", change("about", 4, value="2010"), "about.csv", "line 4 (last_year)", "value",
         "last_year is before first_year"),
    Case("check_currencies", change("deals", 2, value_m="5", currency="USD"), "deals.csv", DEAL, "currency",
         "no exchange rate leads from USD to EUR", "Add rows for EURUSD", "warning"),
    Case("check_currencies", add("spending", None, **SPENDING | {"lcu_m": "7", "lcu": "RSD"}), "spending.csv",
         "line 2 (AAA, 2024, sipri_main, actual, worked-example)", "lcu",
         "no exchange rate leads from RSD to EUR", "Add rows for RSDEUR", "warning"),
    Case("check_blocs", change("deals", 2, supplier="Atlantis"), "deals.csv", DEAL, "supplier",
         "the supplier 'Atlantis' is in no group", "Add it to blocs.csv", "warning"),
    Case("check_pairings", add("pairings", None, **PAIRING | {"side_b": "AAA;BBB"}), "pairings.csv",
         "line 2 (reading, 1)", "side_b", "AAA stands on both sides", "Leave it on one side."),
    Case("check_pairings", add("pairings", None, **PAIRING | {"taken": "average"}), "pairings.csv",
         "line 2 (reading, 1)", "taken", "the average is one of a single country"),
    Case("check_pairings",
         both(add("pairings", None, **PAIRING), add("pairings", 2, order="2", name="Other words")),
         "pairings.csv", "line 3 (reading, 2)", "name", "the name differs from that of the first pair of reading"),
    Case("check_treaty_parties", drop("treaty_parties", "BBB"), "countries.csv", "line 3 (BBB)", "code",
         "its standing under the agreement is not told", "Add it to treaty_parties.csv", level="warning"),
    Case("check_treaty_parties", change("treaty_parties", 3, status="party"), "treaty_parties.csv", "line 3 (BBB)",
         "status", "a party without a ceiling: BBB"),
    Case("check_treaty_parties", change("treaty_parties", 2, status="not_party"), "treaty_parties.csv",
         "line 2 (AAA)", "status", "ceilings of a country that is none: AAA"),
    Case("check_references", change("treaty_parties", 2, before="CCC"), "treaty_parties.csv", "line 2 (AAA)",
         "before", "'CCC' is not a party of ceilings.csv"),
    Case("check_references", change("systems", 4, ceiling_class="tanks"), "systems.csv", "line 4 (tank)",
         "ceiling_class", "'tanks' is not a class_id of treaty_classes.csv"),
    Case("check_ceilings", add("ceilings", 2, in_force_from="2024"), "ceilings.csv",
         "line 3 (AAA, battle_tank, 2024)", "in_force_from", "the ceiling from 1996 still holds then"),
    Case("check_uncapped",
         both(add("uncapped", None, **GROUP), add("uncapped", 2, group_id="more", kinds="tank;sam_medium")),
         "uncapped.csv", "line 3 (more)", "kinds", "sam_medium stands in missiles already"),
    Case("check_references", add("uncapped", None, **GROUP | {"kinds": "sam_large"}), "uncapped.csv",
         "line 2 (missiles)", "kinds", "'sam_large' is not a kind of kinds.csv"),
    Case("check_reading_heads", drop("reading_rows", 2, 3), "readings.csv", "line 2 (alpha_first)", "reading",
         "the reading compares nothing", "Add its comparisons to reading_rows.csv"),
    Case("check_reading_heads",
         both(add("readings", reading="again"), add("reading_rows", reading="again")),
         "readings.csv", "line 3 (again)", "order", "the place 1 is taken twice"),
    Case("check_reading_rows", change("reading_rows", 2, side_b="AAA;BBB"), "reading_rows.csv",
         "line 2 (alpha_first, 1)", "side_b", "AAA stands on both sides"),
    Case("check_reading_rows", change("reading_rows", 2, subject="armour"), "reading_rows.csv",
         "line 2 (alpha_first, 1)", "subject", "the measure index has no subject"),
    Case("check_reading_rows", change("reading_rows", 3, subject="tanks"), "reading_rows.csv",
         "line 3 (alpha_first, 2)", "subject", "'tanks' is not a category of categories.csv"),
    Case("check_reading_rows", change("reading_rows", 3, subject=""), "reading_rows.csv",
         "line 3 (alpha_first, 2)", "subject", "'' is not a category of categories.csv"),
    Case("check_reading_rows", change("reading_rows", 3, measure="treaty", subject="battle_tank"),
         "reading_rows.csv", "line 3 (alpha_first, 2)", "measure", "BBB is not a party to the agreement"),
    Case("check_references", change("reading_rows", 2, reading="beta_first"), "reading_rows.csv",
         "line 2 (beta_first, 1)", "reading", "'beta_first' is not a reading of readings.csv"),
    Case("check_glossary", change("glossary", "Published", definition="Stands in a source"), "glossary.csv",
         "line 2 (Published)", "definition", "it does not end with a full stop"),
    Case("check_glossary", drop("glossary", "Derived"), "glossary.csv", "-", "term",
         "the evidence class derived is not explained"),
    Case("check_glossary", drop("glossary", "In delivery"), "glossary.csv", "-", "term",
         "the deal status 'In delivery' is not explained"),
    Case("check_questions", change("questions", 2, question="The start"), "questions.csv", "line 2 (start)",
         "question", "it does not end with a question mark"),
    Case("check_questions", change("questions", 2, year="2036"), "questions.csv", "line 2 (start)", "year",
         "the year 2036 is outside 2020 to 2035", "Choose a year of the series."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}-{case.words[:30]}")
def test_the_fault_is_found_and_told(tiny, case):
    assert check_data(tiny.path) == ()
    case.change(tiny)
    findings = check_data(tiny.path)
    row = case.row.replace("last (", f"line {tiny.last(case.file.removesuffix('.csv'))} (")
    told = [
        each
        for each in findings
        if (each.file, each.row, each.field, each.level) == (case.file, row, case.field, case.level)
        and case.words in each.problem
    ]
    assert len(told) == 1, [str(each) for each in findings]
    assert case.cure in told[0].cure
    assert len(findings) == 1 + case.others, [str(each) for each in findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}-{case.words[:30]}")
def test_only_errors_keep_the_world_from_loading(tiny, case):
    case.change(tiny)
    if case.level == "warning":
        assert load_world(tiny.path).country_codes == ("AAA", "BBB")
    else:
        with pytest.raises(DataError, match="error: "):
            load_world(tiny.path)


def test_every_check_has_a_case():
    assert {case.check for case in CASES} == {check.__name__ for check in CHECKS}


def test_a_country_without_sustainment_is_told_once_the_category_exists(tiny):
    tiny.add("categories", category="sustainment", name="Sustainment", order="5")
    tiny.add("sustainment", None, **SUPPLIED)
    problems = {(each.row, each.problem) for each in check_data(tiny.path) if each.file == "countries.csv"}
    assert problems == {("line 3 (BBB)", "the country has no sustainment index")}


def test_findings_point_to_the_line_in_the_file_even_after_a_row_of_two_lines(tiny):
    tiny.change("systems", 2, note="first line\nsecond line")
    tiny.change("systems", 3, kind="sam_mediun")
    assert [each.row for each in check_data(tiny.path)] == ["line 4 (sam)"]


def test_a_row_with_a_bad_cell_does_not_make_its_id_unknown(tiny):
    tiny.change("systems", 3, introduced="soon")
    findings = check_data(tiny.path)
    assert [(each.file, each.field, each.problem) for each in findings] == [
        ("systems.csv", "introduced", "'soon' is not a year")
    ]


def test_a_deal_announced_after_the_inventory_was_counted_is_not_suspect(tiny):
    tiny.change("inventory", 7, as_of="2024-12")
    assert check_data(tiny.path) == ()


def test_an_upgrade_in_place_is_neither_delivered_stock_nor_a_second_count(tiny):
    tiny.add("deals", deal_id="up", country="AAA", system_id="tank", replaces_system_id="tank", delivered="0",
             deal_kind="modernisation", best="60", high="60", status="in_delivery",
         first_year="2020")  # fmt: skip
    assert check_data(tiny.path) == ()


def test_retirements_may_use_units_still_to_come(tiny):
    row = RETIREMENT | {"country": "BBB", "system_id": "sam", "best": "20", "high": "20"}
    tiny.add("retirements", None, **row)
    assert check_data(tiny.path) == ()
    tiny.change("retirements", 2, best="21", high="21")
    assert [each.field for each in check_data(tiny.path)] == ["best"]
