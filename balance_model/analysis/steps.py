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
    ledger = answer.ledger()
    keys = ["country", "category", "system_id", "origin"]
    wide = ledger.pivot_table(index=keys, columns="year", values="strength", aggfunc="sum", fill_value=0.0)
    wide = wide.reindex(columns=list(answer.world.years), fill_value=0.0)
    moved = wide.diff(axis=1).iloc[:, 1:]
    whole = moved.groupby(level=["country", "category"]).transform("sum")
    at_country = {code: at for at, code in enumerate(answer.world.country_codes)}
    at_category = {name: at for at, name in enumerate(answer.world.category_ids)}
    gain = np.diff(answer.value, axis=1) * answer.weights
    place = moved.index
    rows = gain[
        [at_country[code] for code in place.get_level_values("country")], :,
        [at_category[name] for name in place.get_level_values("category")],
    ]  # fmt: skip
    total = whole.to_numpy()
    share = np.divide(moved.to_numpy(), total, out=np.zeros(moved.shape), where=np.abs(total) > 1e-9)
    frame = pd.DataFrame(rows * share, index=place, columns=moved.columns)
    long = frame.reset_index().melt(id_vars=keys, var_name="year", value_name="delta")
    grouped = long.groupby(["country", "year", "system_id", "origin"], as_index=False)["delta"].sum()
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
        name = world.system[str(cause.system_id)].name if cause.system_id in world.system else "Base index"
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
    return "arrives or comes into full use" if delta > 0 else "converted"
