import pytest

from balance_model.charts.effects import TOTAL, change_effects


def lanes(chart, layer_rows):
    rows = next(rows for rows in layer_rows(chart, "rule") if rows and "delta" in rows[0])
    return [(row["cause"], row["country"], row["delta"], row["words"]) for row in rows]


def test_lanes_and_total(look, drawing, layer_rows):
    found = lanes(drawing("effects", look), layer_rows)
    assert [(cause, country) for cause, country, _, _ in found] == [
        ("Rafale delayed", "SRB"), ("Weights changed", "SRB"), ("Weights changed", "HRV"),
        (TOTAL, "SRB"), (TOTAL, "HRV"),
    ]  # fmt: skip
    assert [words for *_, words in found] == [
        "Serbia −0.021", "+0.012 Serbia", "+0.031 Croatia", "Serbia −0.009", "+0.031 Croatia"
    ]  # fmt: skip
    assert found[3][2] == pytest.approx(-0.009)


def test_one_cause_needs_no_total(look, samples, layer_rows):
    chart = change_effects(samples.effects.iloc[2:], look, "Title", "Subtitle")
    assert {cause for cause, *_ in lanes(chart, layer_rows)} == {"Weights changed"}


def test_a_change_that_moves_nothing_is_still_listed(look, samples, layer_rows, words_of):
    still = samples.effects.iloc[:2].assign(delta=0.0)
    chart = change_effects(still, look, "Title", "Subtitle")
    assert lanes(chart, layer_rows) == [("Rafale delayed", "SRB", 0.0, "0.000 Serbia")]
    assert "Rafale delayed" in words_of(chart)
