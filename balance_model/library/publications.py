"""Published results in the library: put in once, never changed, checked whenever they are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, desc, insert, select, update
from sqlalchemy.exc import IntegrityError

from balance_model.domain import World
from balance_model.library import place
from balance_model.library.engine import Library
from balance_model.library.entries import canonical
from balance_model.library.faults import LibraryError
from balance_model.library.frozen import Frozen, verified
from balance_model.library.tables import FROZEN
from balance_model.records.scenario import Scenario
from balance_model.version import __version__


@dataclass(frozen=True)
class Published:
    """A result and when it was published, in UTC."""

    frozen: Frozen
    published: datetime


@dataclass(frozen=True)
class Listed:
    """What a list shows of a published result; its content is checked when it is opened."""

    id: str
    title: str
    data: str
    model: str
    published: datetime


def publish(library: Library, frozen: Frozen) -> Published:
    """Put a result in. One that is there already stays as it is, with its time. Raises ``LibraryError``."""
    try:
        with library.writing() as connection:
            put(connection, frozen, library.clock())
    except LibraryError as error:
        if not isinstance(error.__cause__, IntegrityError):
            raise  # else another reader published the same thing at the same moment
    return get(library, frozen.id)


def put(connection: Connection, frozen: Frozen, published: datetime) -> bool:
    """Put a verified result in; whether it was not here. A damaged row of the same id is mended."""
    body, row = canonical(frozen.model_dump(mode="json")), FROZEN.c.id == frozen.id
    there = connection.execute(select(FROZEN.c.body).where(row)).scalar()
    if there is None:
        cells = {name: getattr(frozen, name) for name in ("id", "title", "scenario_key", "data", "model")}
        connection.execute(insert(FROZEN).values(**cells, published=published, body=body))
    elif there != body:
        connection.execute(update(FROZEN).where(row).values(body=body, title=frozen.title))
    return there is None


def get(library: Library, frozen_id: str) -> Published:
    """A published result by its id, verified. Raises ``LibraryError`` if it is not here or was changed."""
    with library.reading() as connection:
        row = connection.execute(
            select(FROZEN.c.body, FROZEN.c.published).where(FROZEN.c.id == frozen_id)
        ).one_or_none()
    if row is None:
        raise LibraryError(
            f"Nothing was published in this library as '{frozen_id[:20]}'; check the link, or ask for the result as a "
            "file and bring it in."
        )
    name = f"Published result '{frozen_id}'"
    try:
        body = json.loads(row.body)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise LibraryError(f"{name} is damaged; bring it in again from its file.")
    return Published(verified(body, frozen_id, name), row.published)


def listed(library: Library) -> tuple[Listed, ...]:
    """All published results, the newest first. Raises ``LibraryError``."""
    shown = [FROZEN.c[name] for name in ("id", "title", "data", "model", "published")]
    with library.reading() as connection:
        rows = connection.execute(select(*shown).order_by(desc(FROZEN.c.published), FROZEN.c.id))
        return tuple(Listed(**row._mapping) for row in rows)


def same(library: Library, scenario: Scenario, world: World) -> str:
    """Id of the first published result with this scenario, data and model; empty if there is none.

    Raises ``LibraryError``.
    """
    data = (world.bundled or world).fingerprint
    query = (
        select(FROZEN.c.id)
        .where(FROZEN.c.scenario_key == scenario.key, FROZEN.c.data == data, FROZEN.c.model == __version__)
        .order_by(FROZEN.c.published, FROZEN.c.id)
    )
    with library.reading() as connection:
        return str(connection.execute(query.limit(1)).scalar() or "")


def known_id(opened: Callable[[], Library], scenario: Scenario, world: World) -> str:
    """``same`` in the library of this machine; empty too if there is none yet, or it cannot be used."""
    try:
        return same(opened(), scenario, world) if place.made(place.address()) else ""
    except LibraryError:
        return ""
