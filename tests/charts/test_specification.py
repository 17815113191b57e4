"""The quick way to a specification gives a valid one, with the rows of the frame."""

import altair as alt
import pandas as pd

from balance_model.charts.specification import plain_values, specification


def bars() -> alt.LayerChart:
    frame = pd.DataFrame({"who": ["š", "ë"], "size": [0.1234567891, float("nan")]})
    return alt.layer(alt.Chart(frame).mark_bar().encode(x=alt.X("size:Q"), y=alt.Y("who:N")))


def test_it_holds_to_the_schema_and_keeps_rows_and_gaps():
    spec = specification(bars)
    alt.LayerChart.from_dict(spec, validate=True)
    (rows,) = spec["datasets"].values()
    assert rows == [{"who": "š", "size": 0.1234567891}, {"who": "ë", "size": None}]


def test_it_draws_what_the_full_way_draws():
    quick, full = specification(bars), bars().to_dict()
    assert quick["layer"][0]["encoding"] == full["layer"][0]["encoding"]
    assert quick["layer"][0]["mark"] == full["layer"][0]["mark"]


def test_other_data_pass_through_and_the_standard_way_is_restored():
    before = alt.data_transformers.active
    assert plain_values({"url": "x"}) == {"url": "x"}
    specification(bars)
    assert alt.data_transformers.active == before
