"""A published result: inputs, data, model and numbers bound together by a short id made of all of them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Self

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from balance_model.analysis.findings import balance
from balance_model.core.assess import Assessment
from balance_model.exhibits.stamps import stamp
from balance_model.library.drafts import draft
from balance_model.library.entries import canonical
from balance_model.library.faults import LibraryError
from balance_model.records.json_file import read_json

FORMAT: Literal["balance frozen result 1"] = "balance frozen result 1"
ID_LENGTH, DIGITS = 10, 10
LARGEST_FILE = 20_000_000
ROW_KEY = ("country", "category", "system_id", "origin", "part", "held")
ROW_COLUMNS = (*ROW_KEY, "quantity", "worth", "strength")

RowCells = tuple[str, str, str, str, str, str, float, float, float]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class FrozenCategory(_Noun):
    """A category as it stood: its name, its half-requirement H in norm units and its share of the weights."""

    id: str
    name: str
    half: float
    weight: float


class Frozen(_Noun):
    """A result as it was.

    ``score`` is by country and year, ``value`` by country, year and category, both 0 to 1, in the order of
    ``countries``, ``years`` and ``categories``. ``rows`` are those of the ledger in ``year``, with equal keys added
    up: quantity in units, worth in norm units a usable unit, strength in norm units. ``data`` is the fingerprint of
    the bundled data; own rows are part of ``scenario``, which is a whole scenario file.
    """

    format: Literal["balance frozen result 1"] = FORMAT
    tool: str
    title: str = Field(min_length=1, max_length=200)
    author: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)
    finding: str
    scenario: dict[str, Any]
    scenario_id: str
    scenario_key: str
    data: str
    as_of: str
    model: str
    year: int
    countries: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    categories: tuple[FrozenCategory, ...]
    systems: dict[str, str]
    score: tuple[tuple[float, ...], ...]
    value: tuple[tuple[tuple[float, ...], ...], ...]
    rows: tuple[RowCells, ...]
    stamp: tuple[str, ...]

    @model_validator(mode="after")
    def _even(self) -> Self:
        shape = (len(self.countries), len(self.years), len(self.categories))
        if self.year not in self.years or np.shape(self.score) != shape[:2] or np.shape(self.value) != shape:
            raise ValueError("its numbers do not fit its countries, years and categories")
        return self

    @property
    def id(self) -> str:
        """Ten letters and digits of the hash of everything in it."""
        digest = hashlib.sha256(canonical(self.model_dump(mode="json")).encode()).digest()
        return base64.b32encode(digest).decode()[:ID_LENGTH].lower()

    @property
    def at(self) -> int:
        """Place of the shown year on the axis of years."""
        return self.years.index(self.year)

    @property
    def scores(self) -> pd.DataFrame:
        """Index by country and year: country, year, score."""
        rows = [(code, year, score) for (code, _), line in zip(self.countries, self.score, strict=True)
                for year, score in zip(self.years, line, strict=True)]  # fmt: skip
        return pd.DataFrame(rows, columns=["country", "year", "score"])

    @property
    def table(self) -> pd.DataFrame:
        """The shown year for the eye: country, index, and the value of each category that carries weight."""
        shown = [(at, each) for at, each in enumerate(self.categories) if each.weight > 0]
        return pd.DataFrame(
            [
                {"country": name, "index": self.score[i][self.at]}
                | {each.name: self.value[i][self.at][at] for at, each in shown}
                for i, (_, name) in enumerate(self.countries)
            ]
        )

    @property
    def ledger(self) -> pd.DataFrame:
        """Its rows as a frame with ``ROW_COLUMNS``."""
        return pd.DataFrame(list(self.rows), columns=list(ROW_COLUMNS))


def freeze(answer: Assessment, title: str, author: str = "", note: str = "") -> Frozen:
    """An answer with all that it rests on. The same answer under the same words has the same id.

    Numbers keep ten decimals, so that another machine, which may differ in the last bit, gives the same id.

    Raises
    ------
    LibraryError
        If title, author or note do not fit.
    """
    world, scenario = answer.world, answer.scenario
    kept = draft(scenario, world)
    rows = ledger_rows(answer)
    try:
        return Frozen(
            tool=world.facts["title"],
            title=" ".join(title.split()), author=" ".join(author.split()), note=note.strip(),
            finding=balance(answer, scenario.year),
            scenario=json.loads(canonical(kept.content)), scenario_id=scenario.scenario_id, scenario_key=scenario.key,
            data=kept.data, as_of=kept.as_of, model=kept.model, year=scenario.year,
            countries=tuple((code, world.short_name(code)) for code in world.country_codes),
            years=world.years,
            categories=tuple(
                FrozenCategory(id=name, name=world.category[name].name, half=_short(half), weight=_short(weight))
                for name, half, weight in zip(world.category_ids, answer.inputs.terms.half, answer.weights, strict=True)
            ),
            systems={name: world.system[name].name for name in sorted(set(rows["system_id"]) & world.system.keys())},
            score=_tuples(answer.score), value=_tuples(answer.value),
            rows=tuple(tuple(row) for row in rows.itertuples(index=False)),
            stamp=stamp(answer).lines,
        )  # fmt: skip
    except ValidationError as error:
        raise LibraryError(_sentence(error, "What is to be published")) from None


def ledger_rows(answer: Assessment) -> pd.DataFrame:
    """The rows of the ledger in the year shown, ``ROW_COLUMNS``, one for each key, in order of key.

    The ledger lists the units of a system once; here each of its categories has them.
    """
    ledger = answer.ledger()
    ledger = ledger[ledger["year"] == answer.scenario.year]
    units = ledger.groupby([name for name in ROW_KEY if name != "category"])["quantity"].transform("sum")
    many = ledger.assign(quantity=units).groupby(list(ROW_KEY), as_index=False, sort=True)
    found = many.agg(quantity=("quantity", "first"), worth=("worth", "first"), strength=("strength", "sum"))
    numbers = ["quantity", "worth", "strength"]
    found[numbers] = found[numbers].round(DIGITS) + 0.0  # no minus zero
    return found[list(ROW_COLUMNS)]


def to_json(frozen: Frozen, published: datetime) -> bytes:
    """A published result as a file that opens in any explorer, UTF-8."""
    content = {"id": frozen.id, "published": published.isoformat(), "content": frozen.model_dump(mode="json")}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(raw: bytes | str | Mapping[str, Any], name: str) -> tuple[Frozen, datetime]:
    """A published result and its time from a file, after a check that nothing in it was changed.

    Raises ``LibraryError``; ``name`` is that of the file.
    """
    content: Any = raw
    if isinstance(raw, bytes | str):
        content = read_json(
            raw, name, LARGEST_FILE, LibraryError,
            smaller="this is no published result", instead="choose a published result saved here",
        )  # fmt: skip
    body = content.get("content") if isinstance(content, Mapping) else None
    if not isinstance(body, Mapping) or body.get("format") != FORMAT:
        raise LibraryError(f"{name}: not a published result; choose a file saved on the page Library.")
    try:
        published = datetime.fromisoformat(str(content.get("published")))
        if published.tzinfo is None:
            raise ValueError
    except ValueError:
        raise LibraryError(f"{name}: the time of publication is missing or damaged; ask for the file anew.") from None
    return verified(dict(body), str(content.get("id")), name), published


def verified(body: Mapping[str, Any], frozen_id: str, name: str) -> Frozen:
    """The result of stored content. Raises ``LibraryError`` if it is damaged or its id is not that of its content."""
    try:
        found = Frozen.model_validate(dict(body))
    except ValidationError as error:
        raise LibraryError(_sentence(error, name)) from None
    if found.id != frozen_id:
        raise LibraryError(
            f"{name}: its content does not give the id '{frozen_id[:20]}', so it was changed after it was published; "
            "ask for the original."
        )
    return found


def _short(number: Any) -> float:
    return round(float(number), DIGITS) + 0.0


def _tuples(numbers: Any) -> Any:
    return tuple(map(_tuples, numbers)) if np.ndim(numbers) else _short(numbers)


def _sentence(error: ValidationError, name: str) -> str:
    first = error.errors()[0]
    place = ", ".join(str(part) for part in first["loc"]) or "the whole"
    return f"{name}, {place}: {first['msg'].removeprefix('Value error, ')}; correct it, or ask for the original."
