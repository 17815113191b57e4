"""The nouns of a scenario: the file format, and the frozen ``Scenario`` it resolves to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from balance_model.domain import Evidence, Status, World
from balance_model.domain.overlay import Overlay


def _pairs(value: Any) -> Any:
    try:
        return tuple(sorted(value.items() if isinstance(value, Mapping) else value))
    except TypeError:
        raise ValueError("not names with numbers") from None


Pairs = Annotated[
    tuple[tuple[str, float], ...],
    BeforeValidator(_pairs),
    PlainSerializer(dict),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "number"}}),
]
MOST_CHANGES = 500
LISTS = ("purchases", "transfers", "modernisations", "retirements")
"""Parts of a scenario that are lists of hypothetical changes."""
_LATER = frozenset({"transfers", "modernisations", "joined", "own_rows"})
"""Parts that count in the key only when they hold something, so that older keys stay as they are."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Side(_Frozen):
    """Countries added together, each with its commitment from 0 to 1."""

    members: Pairs = Field(min_length=1)


class DealChange(_Frozen):
    """What a scenario changes about one deal."""

    include: bool | None = Field(default=None, description="true: count it; false: leave it out; empty: by its status")
    quantity: int | None = Field(default=None, ge=0, le=1_000_000, description="units in all, delivered ones included")
    delay: float = Field(default=0.0, ge=-10, le=20, description="years later than published, for units still to come")


class Purchase(_Frozen):
    """A hypothetical purchase."""

    country: str
    system_id: str
    quantity: int = Field(ge=1, le=1_000_000)
    first_year: int
    last_year: int
    unit_cost_m: float | None = Field(default=None, ge=0, le=100_000, description="million EUR per unit")
    option_id: str | None = Field(
        default=None,
        exclude_if=lambda option_id: option_id is None,  # so that files and keys from before it stay as they are
        description="option of the catalogue; quantity still counts units",
    )


class Withdrawal(_Frozen):
    """A hypothetical retirement."""

    country: str
    system_id: str
    quantity: int = Field(ge=1, le=1_000_000)
    year: int


class Transfer(_Frozen):
    """Units that one country hands to another: they leave the giver as they join the receiver."""

    giver: str
    receiver: str
    system_id: str
    quantity: int = Field(ge=1, le=1_000_000)
    year: int


class Modernisation(_Frozen):
    """Units of one system that are turned into units of another, in one year."""

    country: str
    system_id: str
    to_system_id: str
    quantity: int = Field(ge=1, le=1_000_000)
    year: int
    unit_cost_m: float | None = Field(default=None, ge=0, le=100_000, description="million EUR per unit")


class Options(_Frozen):
    """Parts of the model that are off unless named."""

    form: Literal["michaelis", "exponential", "linear"] = "michaelis"
    counters: bool = False
    shortage: bool = False
    cap: bool = False
    access: bool = False


class ScenarioFile(BaseModel):
    """The file format: everything but id and name is optional and lies over the base."""

    model_config = ConfigDict(extra="forbid", title="Scenario file", allow_inf_nan=False)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")
    name: str = Field(min_length=1, max_length=120)
    story: str = Field(default="", max_length=2000)
    reason: str = Field(default="", max_length=2000)
    based_on: str | None = "baseline"
    year: int | None = None
    joined: list[str] | None = Field(default=None, description="context countries that join the comparison")
    sides: dict[Literal["a", "b"], Side] | None = None
    evidence: Evidence | None = None
    statuses: list[Status] | None = None
    weights: str | dict[str, float] | None = None
    deals: dict[str, DealChange | None] | None = None
    purchases: list[Purchase] | None = Field(default=None, max_length=MOST_CHANGES)
    retirements: list[Withdrawal] | None = Field(default=None, max_length=MOST_CHANGES)
    transfers: list[Transfer] | None = Field(default=None, max_length=MOST_CHANGES)
    modernisations: list[Modernisation] | None = Field(default=None, max_length=MOST_CHANGES)
    dials: dict[str, float | None] | None = None
    options: dict[str, Any] | None = None
    own_rows: Overlay | None = Field(default=None, description="own rows laid over the data, by name; none if empty")


class Scenario(_Frozen):
    """Everything one may vary. Equal scenarios are equal, hash equal and give equal results."""

    id: str
    name: str
    story: str = ""
    reason: str = ""
    based_on: str | None = None
    year: int
    joined: tuple[str, ...] = ()
    side_a: Side
    side_b: Side
    evidence: Evidence
    statuses: tuple[Status, ...]
    weights: Pairs
    deals: tuple[tuple[str, DealChange], ...] = ()
    purchases: tuple[Purchase, ...] = ()
    retirements: tuple[Withdrawal, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    modernisations: tuple[Modernisation, ...] = ()
    dials: Pairs = ()
    options: Options = Options()
    own_rows: Overlay | None = Field(default=None, exclude_if=lambda own: own is None)

    @property
    def key(self) -> str:
        """Eight hex digits of everything that moves a number; names do not count."""
        empty = {name for name in _LATER if not getattr(self, name)}
        content = self.model_dump(
            mode="json", exclude={"id", "name", "story", "reason", "based_on", "own_rows"} | empty
        )
        if self.own_rows is not None:
            content["own_rows"] = self.own_rows.digest
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:8]

    @property
    def scenario_id(self) -> str:
        """Id to cite: the preset's id and the key of the content."""
        return f"{self.id}-{self.key}"

    def weight(self, category: str) -> float:
        """Raw weight of a category (0 if not named)."""
        return dict(self.weights).get(category, 0.0)

    def deal_change(self, deal_id: str) -> DealChange:
        """The change made to a deal; an empty one if none."""
        return dict(self.deals).get(deal_id, DealChange())


def dial_value(world: World, scenario: Scenario, dial: str, country: str | None = None) -> float:
    """Value of a dial in a scenario, for one country if it was set for that country alone."""
    moved = dict(scenario.dials)
    return moved.get(f"{dial}@{country}", moved.get(dial, world.dial[dial].default))
