"""What is wrong with a briefing file, in one sentence: the place, the fault, the cure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from balance_model.records.scenarios import demand

LONGEST = 60
_ONE = {
    "exhibits": "exhibit", "annotations": "annotation", "rows": "row", "values": "value", "categories": "category",
    "columns": "column", "assumptions": "assumption", "lines": "line", "source_ids": "source",
}  # fmt: skip
_KINDS = {"bool", "int", "float", "str"}
"""The kinds a cell of a table may be of; their names say nothing about the place."""
_REACHING = {"url", "href", "embedOptions"}
"""Words by which a chart would fetch data or pictures, lead elsewhere, or change the program that shows it."""


def sentence(error: ValidationError, name: str, content: Mapping[str, Any] | None = None) -> str:
    """The first fault that pydantic found; ``content`` of the file gives the titles of its exhibits."""
    fault = error.errors(include_url=False)[0]
    kind, loc = fault["type"], fault["loc"]
    place = ", ".join([name, *_place(loc, content or {})])
    if kind == "missing":
        return f"{place} is missing; save the file anew."
    if kind == "extra_forbidden":
        return f"{place} is unknown; take it out, or save the file anew."
    if kind == "value_error":
        return f"{place}: {fault['ctx']['error']}; correct it, or save the file anew."
    if kind == "too_long":
        return f"{place}: there are {len(fault['input'])}; keep {fault['ctx']['max_length']} at most."
    cure = demand(fault)
    if loc[-1] == "colour":
        cure = "write a colour such as #0072B2"
    elif loc[-1] in _KINDS:
        cure = "write a number, text in quotes, true, false or null"
    return f"{place} is {_shortened(repr(fault['input']))}; {cure}."


def outside(spec: Mapping[str, Any]) -> str:
    """The first word in a specification by which it would reach outside its file; empty if there is none.

    Its rows of numbers may have any column.
    """
    waiting: list[Any] = [{word: part for word, part in spec.items() if word != "datasets"}]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            found = next((word for word in one if word in _REACHING), "")
            if found:
                return str(found)
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
    return ""


def _place(loc: Sequence[int | str], content: Mapping[str, Any]) -> list[str]:
    """Where a fault stands: which exhibit by number and title, which part of it, which entry of that."""
    found: list[str] = []
    exhibits = content.get("exhibits")
    for at, part in enumerate(loc):
        if isinstance(part, str):
            found += [] if part in _KINDS and at == len(loc) - 1 else [_shortened(part)]
        elif found and not found[-1][-1].isdigit():
            found[-1] = f"{_ONE.get(found[-1], found[-1])} {part + 1}"
            one = exhibits[part] if at == 1 and isinstance(exhibits, list | tuple) else None
            title = one.get("title") if isinstance(one, Mapping) else None
            if title and isinstance(title, str):
                found[-1] += f" ('{_shortened(title)}')"
        else:
            found.append(f"cell {part + 1}")
    return found


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
