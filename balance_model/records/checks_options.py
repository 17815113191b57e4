"""Checks on the purchase catalogue: an option is what its system is, a package is told once."""

from __future__ import annotations

from balance_model.domain import Option, PackageItem, System, Worth
from balance_model.errors import Finding
from balance_model.records.read import Tables


def check_option_system(tables: Tables) -> list[Finding]:
    """An option of another kind or category than its system, where that is a known one."""
    known = {"kind": tables.ids("kinds", "kind"), "category": tables.ids("categories", "category")}
    systems = {system.system_id: system for _, system in tables.of(System)}
    findings = []
    for line, option in tables.of(Option):
        system = systems.get(option.system_id)
        for field in ("kind", "category") if system else ():
            right = getattr(system, field)
            if right in known[field] and getattr(option, field) != right:
                problem = f"the {field} is {getattr(option, field)}, but that of {option.system_id} is {right}"
                findings.append(line.finding(field, problem, f"Write {right}, or name another system."))
    return findings


def check_option_scored(tables: Tables) -> list[Finding]:
    """An option that is called scored and adds nothing, or the other way round."""
    worth = {row.kind for _, row in tables.of(Worth) if row.mode > 0}
    known = {row.kind for _, row in tables.of(Worth)}
    findings = []
    for line, option in tables.of(Option):
        if option.kind in known and option.scored != (option.kind in worth):
            verb, right = ("adds", "yes") if option.kind in worth else ("does not add", "no")
            problem = f"the kind {option.kind} {verb} strength by its worth"
            findings.append(line.finding("scored", problem, f"Write {right}, or mend worth.csv."))
    return findings


def check_packages(tables: Tables) -> list[Finding]:
    """A package told in two ways."""
    told: dict[str, PackageItem] = {}
    findings = []
    for line, item in tables.of(PackageItem):
        first = told.setdefault(item.package_id, item)
        for field in ("name", "story"):
            if getattr(item, field) != getattr(first, field):
                problem = f"the {field} of {item.package_id} differs from the one in its first row"
                findings.append(line.finding(field, problem, "Write the same text in every row of the package."))
    return findings
