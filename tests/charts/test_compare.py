import pytest

from balance_model.charts.compare import difference


def test_every_scenario_has_score_and_change(look, drawing, words_of):
    words = words_of(drawing("scenarios", look))
    for text in ("0.20", "0.25 (+0.05)", "0.10 (−0.10)", "Baseline", "Announced plans too", "Kosovo*"):
        assert text in words


def test_first_scenario_is_grey(look, drawing):
    layers = [x for x in drawing("scenarios", look).to_dict()["layer"] if x["mark"]["type"] == "circle"]
    assert [x["mark"].get("color") for x in layers] == [look.baseline, None]


def test_waterfall_runs_from_start_to_end(look, drawing, layer_rows, words_of):
    chart = drawing("difference", look)
    (bars,) = layer_rows(chart, "rect")
    spans = [(row["low"], row["high"]) for row in bars]
    assert spans == [pytest.approx(s) for s in [(0, 0.45), (0.45, 0.52), (0.49, 0.52), (0, 0.49)]]
    assert [w for w in words_of(chart) if w[0] in "0+−"] == ["0.450", "+0.070", "−0.030", "0.490"]


def test_parts_that_do_not_add_up_are_refused(look, samples):
    wrong = samples.parts.copy()
    wrong.loc[3, "delta"] = 0.5
    with pytest.raises(ValueError, match=r"lead to 0\.490000, but the end is 0\.500000"):
        difference(wrong, look, "Title", "Subtitle")
