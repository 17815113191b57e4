"""The square law, for readers who know it. No result of this tool uses it (docs/METHOD.md says why)."""

from __future__ import annotations

import math


def square_law(own: float, other: float, effect: float = 1.0) -> float:
    """Strength left to the side that prevails under Lanchester's square law.

    Returns ``sqrt(own^2 - effect * other^2)`` when own prevails, minus the other side's remainder
    (in its units) when it does not. ``effect`` is the effectiveness of one of the other side's
    units over one own unit, above zero.
    """
    if own < 0 or other < 0 or effect <= 0:
        raise ValueError("square_law: strengths must be zero or more and effect above zero")
    left = own * own - effect * other * other
    return math.sqrt(left) if left >= 0 else -math.sqrt(-left / effect)
