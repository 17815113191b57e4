"""Pages set by typst: a template of ours, data beside it, the packaged font, no network and no clock."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

_HOME = Path(__file__).parent
_AGES = 11
"""After so many documents typst lets go of what it remembers of one."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Set a template of this folder, tagged for screen readers (PDF/UA-1).

    ``data`` arrives there as ``json(bytes(sys.inputs.data))``, so that its texts are never read as markup. The same
    data give the same bytes.
    """
    made = _compiler(template, data).compile(format="pdf", pdf_standards="ua-1")
    if not isinstance(made, bytes):
        raise TypeError("typst gave no document.")
    return made


def forget() -> None:
    """Let typst drop what it remembers of documents, some 40 MB each; it counts in documents set, so empty ones do."""
    for _ in range(_AGES):
        typst.Compiler(b"", font_paths=_fonts()).compile(format="pdf")


def asked(template: str, data: Mapping[str, Any], label: str) -> Any:
    """What a template states under a label such as ``<pages>``, once it is set with these data."""
    return json.loads(_compiler(template, data).query(label, field="value", one=True))


def day(date: str) -> dict[str, int]:
    """A date such as 2026-11-22 as typst takes it; the first of the month or year where no more is known."""
    year, month, number = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return {"year": year, "month": month, "day": number}


def _compiler(template: str, data: Mapping[str, Any]) -> typst.Compiler:
    """A compiler of its own for each call, since it must not be shared between threads; the fonts are."""
    return typst.Compiler(
        (_HOME / template).read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[font_source_sans_pro.font_directory])
