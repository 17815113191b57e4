"""All checks on the data, in the order in which their findings are told.

A check takes the tables and returns its findings, an empty list when all is well. To add one, write a
function ``check_*`` for one fault in the module of its subject, name it here, and test it by breaking
the tiny data in that one way.
"""

from __future__ import annotations

from collections.abc import Callable

from balance_model.errors import Finding
from balance_model.records import (
    checks_claims,
    checks_columns,
    checks_forces,
    checks_help,
    checks_model,
    checks_money,
    checks_options,
    checks_sides,
    checks_sources,
    checks_treaty,
)
from balance_model.records.read import Tables

Check = Callable[[Tables], list[Finding]]

CHECKS: tuple[Check, ...] = (
    checks_columns.check_keys,
    checks_columns.check_references,
    checks_columns.check_repeats,
    checks_columns.check_order,
    checks_columns.check_verdicts,
    checks_sources.check_unused_sources,
    checks_sources.check_addresses,
    checks_forces.check_deal_years,
    checks_forces.check_delivered,
    checks_forces.check_delivered_status,
    checks_forces.check_early_delivery,
    checks_forces.check_late_rest,
    checks_forces.check_modernisation,
    checks_forces.check_delivered_in_inventory,
    checks_forces.check_counted_twice,
    checks_forces.check_retirements,
    checks_forces.check_carriers,
    checks_forces.check_money,
    checks_forces.check_budget_lines,
    checks_model.check_system_category,
    checks_model.check_worth,
    checks_model.check_headline,
    checks_model.check_category_dials,
    checks_model.check_dial_names,
    checks_model.check_dial_steps,
    checks_model.check_readiness,
    checks_model.check_weights,
    checks_model.check_quality,
    checks_model.check_system_classes,
    checks_model.check_countries,
    checks_model.check_colours,
    checks_model.check_statuses,
    checks_model.check_main_series,
    checks_model.check_slip,
    checks_model.check_about,
    checks_money.check_currencies,
    checks_money.check_blocs,
    checks_sides.check_pairings,
    checks_options.check_option_system,
    checks_options.check_option_scored,
    checks_options.check_packages,
    checks_treaty.check_treaty_parties,
    checks_treaty.check_ceilings,
    checks_treaty.check_uncapped,
    checks_treaty.check_reading_heads,
    checks_treaty.check_reading_rows,
    checks_claims.check_claim_cells,
    checks_claims.check_claim_readings,
    checks_claims.check_statements,
    checks_claims.check_weakness,
    checks_help.check_glossary,
    checks_help.check_questions,
)


def run_checks(tables: Tables) -> list[Finding]:
    """Findings of every check."""
    return [finding for check in CHECKS for finding in check(tables)]
