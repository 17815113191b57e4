"""What a move of one weight does to the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def shares_kept(
    before: Mapping[str, float], after: Mapping[str, float], locked: Collection[str]
) -> dict[str, float] | None:
    """Raw weights in which the locked categories keep the share of the whole they had before.

    The others keep the proportions of ``after`` among themselves. None when the locked ones leave no room
    or nothing else carries weight.
    """
    whole = sum(before.values())
    kept = {name: before[name] / whole for name in locked if name in before} if whole > 0 else {}
    free = {name: weight for name, weight in after.items() if name not in kept}
    room, rest = 1.0 - sum(kept.values()), sum(free.values())
    if rest <= 0 or room <= 1e-12:
        return None
    return free | {name: share / room * rest for name, share in kept.items()}
