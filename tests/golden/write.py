"""Write the results of every preset beside this file and print what moved.

These files are a net that catches unmeant changes; they are not proof that a number is right.
Run ``make golden`` after a change of data or model, read what it prints, and commit the files with it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))  # so that this also runs as a plain script

from balance_model.core.assess import assess  # noqa: E402
from balance_model.records.scenarios import load_scenario, scenario_ids  # noqa: E402
from balance_model.records.world import load_world  # noqa: E402

MOST_LINES = 12
KEYS = ["country", "year"]


def results(scenario_id: str) -> pd.DataFrame:
    """Country, year, score and one value a category, rounded to four decimals."""
    world = load_world()
    answer = assess(world, load_scenario(scenario_id, world))
    wide = answer.categories.pivot_table(index=KEYS, columns="category", values="value")
    values = wide[list(world.category_ids)]
    frame = answer.scores.set_index(KEYS)[["score"]].join(values)
    return frame.round(4).reset_index()


def stored(scenario_id: str) -> pd.DataFrame | None:
    """Return the results kept on disk, or None if there are none."""
    path = HERE / f"{scenario_id}.csv"
    return pd.read_csv(path) if path.exists() else None


def moved(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return what differs: country, year, measure, before, after; the largest difference first."""
    long = [
        frame.melt(id_vars=KEYS, var_name="measure", value_name=name)
        for name, frame in (("before", before), ("after", after))
    ]
    both = long[0].merge(long[1], on=[*KEYS, "measure"], how="outer")
    differs = ~((both.before - both.after).abs() < 1e-6)
    both = both[differs & ~(both.before.isna() & both.after.isna())]
    size = (both.after.fillna(0) - both.before.fillna(0)).abs()
    return both.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def main() -> None:
    """Rewrite every file and say what changed."""
    for scenario_id in scenario_ids():
        before, after = stored(scenario_id), results(scenario_id)
        after.to_csv(HERE / f"{scenario_id}.csv", index=False, float_format="%.4f")
        if before is None:
            print(f"{scenario_id}: new")
            continue
        change = moved(before, after)
        if change.empty:
            print(f"{scenario_id}: unchanged")
            continue
        print(f"{scenario_id}: {len(change)} numbers moved, the largest:")
        print(change.head(MOST_LINES).to_string(index=False))
    for path in sorted(HERE.glob("*.csv")):
        if path.stem not in scenario_ids():
            path.unlink()
            print(f"{path.stem}: no such preset any more, removed")


if __name__ == "__main__":
    main()
