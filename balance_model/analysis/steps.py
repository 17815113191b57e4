"""Which deals cause the steps in a country's index over the years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance_model.core.assess import Assessment

SMALLEST_STEP = 0.01


def causes_by_year(answer: Assessment) -> pd.DataFrame:
    """Change of each country's index from the year before, shared among what moved its strengths.

    Columns: country, year, system_id, origin, delta (index points). Within a category the change of
    value is shared in proportion to the changes of strength, so the rows of a country and year sum
    to its change of index under the plain weighted mean.
    """
    world, stock = answer.world, answer.stock
    systems = {row.system_id: at for at, row in enumerate(world.systems)}
    countries = {code: at for at, code in enumerate(world.country_codes)}
    place = np.array([countries[line.country] for line in stock.lines], dtype=int)
    worth = answer.inputs.worth[[systems[line.system_id] for line in stock.lines]]
    moved = np.diff(np.asarray(stock.line_usable), axis=1)[:, :, None] * worth[:, None, :]  # (line, year, category)
    whole = np.zeros((len(countries), *moved.shape[1:]))
    np.add.at(whole, place, moved)
    gain = np.diff(answer.value, axis=1) * answer.weights
    rate = np.divide(gain, whole, out=np.zeros(whole.shape), where=np.abs(whole) > 1e-9)
    delta = np.einsum("lyk,lyk->ly", moved, rate[place])
    line_at, year_at = np.nonzero(delta)
    frame = pd.DataFrame(
        {
            "country": [stock.lines[at].country for at in line_at],
            "year": np.asarray(world.years)[year_at + 1],
            "system_id": [stock.lines[at].system_id for at in line_at],
            "origin": [stock.lines[at].origin for at in line_at],
            "delta": delta[line_at, year_at],
        }
    )
    grouped = frame.groupby(["country", "year", "system_id", "origin"], as_index=False)["delta"].sum()
    return grouped[grouped["delta"] != 0]


def steps(answer: Assessment, most: int = 3) -> pd.DataFrame:
    """The largest causes of rise and fall of each country's index, at most ``most`` a country.

    Columns: country, year, score, label (system), detail (what arrived or left, and its effect),
    origin, delta. One cause a country and year.
    """
    world = answer.world
    causes = causes_by_year(answer)
    causes = causes[causes["delta"].abs() >= SMALLEST_STEP].sort_values("delta", key=np.abs, ascending=False)
    causes = causes.drop_duplicates(["country", "year"]).drop_duplicates(["country", "system_id"])
    causes = causes.groupby("country").head(most)
    rows = []
    for cause in causes.sort_values(["country", "year"]).itertuples(index=False):
        country, year = str(cause.country), int(str(cause.year))
        at = (world.country_codes.index(country), world.years.index(year))
        name = world.system[str(cause.system_id)].name
        name = f"{name} leaves" if cause.origin == "retirement" else name
        rows.append(
            {
                "country": country, "year": year, "score": answer.score[at], "label": name,
                "detail": f"{_how(str(cause.origin), float(str(cause.delta)))}: {float(str(cause.delta)):+.2f}",
                "origin": cause.origin, "delta": cause.delta,
            }
        )  # fmt: skip
    columns = ["country", "year", "score", "label", "detail", "origin", "delta"]
    return pd.DataFrame(rows, columns=columns)


def _how(origin: str, delta: float) -> str:
    if origin == "retirement":
        return "leaves service"
    if origin.startswith("purchase"):
        return "hypothetical purchase"
    if origin.startswith("transfer"):
        return "received from another country" if delta > 0 else "given to another country"
    return "arrives or comes into full use" if delta > 0 else "converted"
