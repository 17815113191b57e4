"""What all rows share: their class, and the few words a column may hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Evidence = Literal["published", "derived", "recalled", "assumed"]
Held = Literal["active", "mixed", "stored"]
Status = Literal["delivered", "in_delivery", "contracted", "approved", "planned", "rumoured", "cancelled"]
EVIDENCE_LEVELS: tuple[Evidence, ...] = ("published", "derived", "recalled", "assumed")


def _split(value: Any) -> Any:
    return tuple(part for part in value.split(";") if part) if isinstance(value, str) else value


Ids = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Row(BaseModel):
    """A row of a data file. Frozen; unknown columns are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
