import pytest

from balance_model.charts.ratios import pair_ratios, reach_of, ticks_within


def test_ratios_are_written_and_undefined_ones_explained(look, drawing, words_of):
    words = words_of(drawing("ratios", look))
    for text in ("1.4 : 1", "1 : 2.0", "Kosovo* holds none", "neither holds any"):
        assert text in words


def test_pairs_are_sorted_and_only_finite_ones_drawn(look, drawing, layer_rows):
    chart = drawing("ratios", look)
    (dots,) = layer_rows(chart, "circle")
    assert [(row["pair_label"], row["country"]) for row in dots] == [
        ("Serbia / Croatia", "SRB"), ("Croatia / Bosnia", "BIH")
    ]  # fmt: skip
    assert dots[0]["y"] < dots[1]["y"]


def test_only_undefined_ratios_still_make_a_chart(look, samples, words_of):
    words = words_of(pair_ratios(samples.pairs.iloc[2:], look, "Title", "Subtitle"))
    assert "Kosovo* holds none" in words and "1 : 1" in words


def test_nothing_on_the_left_side_names_the_left_country(look, samples, words_of):
    none = samples.pairs.iloc[:1].assign(ratio=0.0)
    assert "Serbia holds none" in words_of(pair_ratios(none, look, "Title", "Subtitle"))


def test_scale_is_symmetric_around_parity(look, drawing):
    layers = drawing("ratios", look).to_dict()["layer"]
    scales = [x["encoding"]["x"]["scale"] for x in layers if x["encoding"]["x"].get("field") == "ratio"]
    assert scales and all(s["type"] == "log" and s["domain"] == [0.5, 2.0] for s in scales)


@pytest.mark.parametrize(("ratios", "reach"), [([1.4, 0.5], 2), ([2.8], 3), ([1 / 37], 50), ([], 2)])
def test_reach_holds_every_ratio(ratios, reach):
    assert reach_of(ratios) == reach


def test_ticks_mirror_each_other():
    assert ticks_within(5, narrow=False) == pytest.approx([1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5])
    assert ticks_within(5, narrow=True) == pytest.approx([1 / 5, 1, 5])
