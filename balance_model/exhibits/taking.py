"""Taking a picture, a table or a sentence off a page, with all it needs to stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from balance_model.charts.theme import Look, quickly
from balance_model.core.assess import Assessment
from balance_model.exhibits.exhibit import SIZES, Exhibit, Table
from balance_model.exhibits.picture import Picture
from balance_model.exhibits.stamps import SINGLE_RUN, assumptions, sources_behind, stamp, weights_words
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import sparse

MOST_ROWS = 2000
CAUTION = "Caution: "
"""How an assumption begins that tells a weakness of the numbers shown."""


@dataclass(frozen=True)
class Place:
    """Where something stands: its page, the sentence on top of that, the address that leads back, and a command."""

    page: str
    finding: str = ""
    address: str = ""
    command: str = ""


def chart(name: str, shown: Picture, answer: Assessment, baseline: Scenario, place: Place, made: str = "") -> Exhibit:
    """A picture in all sizes, light, with its numbers, its native twin and what it rests on.

    ``made`` says how the numbers were made where the picture does not.
    """
    look = Look.of(answer.world)
    with quickly():
        specs = {size: shown.draw(look, width, height).to_dict() for size, (width, height) in SIZES.items()}
    heading = specs["slide"]["title"]
    return Exhibit(
        kind="chart",
        title=_line(heading["text"]),
        first_title=_line(heading["text"]),
        subtitle=_line(heading.get("subtitle", "")),
        alt=shown.alt,
        specs=specs,
        native=shown.native(look) if shown.native else None,
        table=Table.of(shown.table),
        source_ids=sources_behind(answer, shown.touches, shown.table),
        **_shared(
            name, answer, baseline, place, shown.made or made, shown.compared, shown.touches is None, shown.cautions
        ),
    )


def table(
    name: str, title: str, rows: pd.DataFrame, answer: Assessment, baseline: Scenario, place: Place, made: str = "",
    touches: tuple[str, ...] | None = None, compared: Sequence[Scenario] = (),
) -> Exhibit:  # fmt: skip
    """A table; beyond ``MOST_ROWS`` rows it is cut, and its subtitle says so."""
    cut = f"The first {MOST_ROWS:,} of {len(rows):,} rows" if len(rows) > MOST_ROWS else ""
    return Exhibit(
        kind="table", title=title, first_title=title, subtitle=cut, table=Table.of(rows.head(MOST_ROWS)),
        alt=table_alt(title, rows), source_ids=sources_behind(answer, touches, rows),
        **_shared(name, answer, baseline, place, made, compared, touches is None),
    )  # fmt: skip


def table_alt(title: str, rows: pd.DataFrame) -> str:
    """Words of a table for who cannot see it."""
    return f"{title}. A table of {len(rows)} rows."


def finding(
    name: str, sentence: str, note: str, answer: Assessment, baseline: Scenario, place: Place, made: str = ""
) -> Exhibit:
    """A sentence that a page opens on, and the one under it."""
    return Exhibit(
        kind="finding", title=sentence, first_title=sentence, subtitle=note, alt=sentence,
        source_ids=sources_behind(answer, None, pd.DataFrame()), **_shared(name, answer, baseline, place, made),
    )  # fmt: skip


def _shared(
    name: str, answer: Assessment, baseline: Scenario, place: Place, made: str, compared: Sequence[Scenario] = (),
    weighed: bool = True, cautions: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """What all kinds have; ``weighed`` says whether the weights of the categories play a part in what is shown."""
    scenario = answer.scenario
    weights = weights_words(answer.world, scenario)
    granted = [words for words in assumptions(answer.world, scenario, baseline) if weighed or words != weights]
    return {
        "exhibit_id": re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_") or "exhibit",
        "name": name,
        "page": place.page,
        "finding": place.finding,
        "address": place.address,
        "command": place.command,
        "scenario": sparse(scenario, baseline),
        "assumptions": (*(f"{CAUTION}{one}" for one in cautions), *granted),
        "stamp": stamp(answer, made or SINGLE_RUN, compared),
    }


def _line(text: Any) -> str:
    return " ".join(text) if isinstance(text, list) else str(text)
