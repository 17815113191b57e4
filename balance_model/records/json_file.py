"""JSON from a file that somebody chose: read whole, or refused in one sentence."""

from __future__ import annotations

import json
from typing import Any


def read_json(raw: bytes | str, name: str, most: int, fault: type[Exception], *, smaller: str, instead: str) -> Any:
    """The content of a JSON file in UTF-8, of at most ``most`` bytes.

    Raises ``fault`` with one sentence that names the file and its cure: ``smaller`` where it is too large, ``instead``
    where it is no JSON.
    """
    if len(raw) > most:
        raise fault(f"{name}: larger than {most // 1_000_000} MB; {smaller}.")
    try:
        return json.loads(raw if isinstance(raw, str) else raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise fault(f"{name}: not a JSON file in UTF-8; {instead}.") from None
