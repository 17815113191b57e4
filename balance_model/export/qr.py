"""The live address of a briefing's scenario, and addresses as QR codes."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import segno

from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.exhibits.briefing import Briefing
from balance_model.exhibits.reproduce import of_briefing

MOST_IN_A_CODE = 2000
"""Letters of the longest address that is drawn; the codes of longer ones are too fine for a camera."""
QUIET_ZONE, PIXELS = 4, 8


def live_link(briefing: Briefing, world: World) -> str:
    """The address that opens the scenario of a briefing as it is told; the bare one where it is not known."""
    try:
        return of_briefing(briefing, world).link
    except ScenarioError:
        return f"{briefing.base.rstrip('/')}/"


def fits(address: str) -> bool:
    """Whether an address is short enough to be drawn."""
    return 0 < len(address) <= MOST_IN_A_CODE


@lru_cache(maxsize=32)
def qr_png(address: str) -> bytes:
    """The code of an address as PNG, black on white with its quiet zone, eight pixels a module.

    Raises ``ValueError`` if the address does not fit.
    """
    return _drawn(address, kind="png", scale=PIXELS)


def qr_svg(address: str) -> bytes:
    """The code of an address as SVG, UTF-8, without a size of its own. Raises ``ValueError`` if it does not fit."""
    return _drawn(address, kind="svg", omitsize=True, xmldecl=False)


def _drawn(address: str, **how: Any) -> bytes:
    if not fits(address):
        raise ValueError(f"an address of {len(address):,} letters is not drawn; the limit is {MOST_IN_A_CODE:,}.")
    packed = io.BytesIO()
    code = segno.make(address, error="l" if len(address) > MOST_IN_A_CODE // 4 else "m", micro=False)
    code.save(packed, border=QUIET_ZONE, dark="#000000", light="#ffffff", **how)
    return packed.getvalue()
