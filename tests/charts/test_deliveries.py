import itertools

import pytest

from balance_model.charts.deliveries import deal_timeline


def bars(chart):
    """Rows of the solid and of the outlined bars."""
    spec = chart.to_dict()
    bars = [layer for layer in spec["layer"] if layer["mark"].get("cornerRadius")]
    return [spec["datasets"][layer["data"]["name"]] for layer in bars]


def test_counted_deals_are_solid_and_others_outlined(look, drawing):
    solid, outline = bars(drawing("deals", look))
    assert [row["label"] for row in solid] == ["Rafale F4", "Bayraktar TB2"]
    assert [row["label"] for row in outline] == ["Trainer aircraft to be chosen"]


def test_a_bar_covers_its_years_and_is_cut_at_the_last(look, drawing):
    solid, outline = bars(drawing("deals", look))
    assert (solid[0]["start"], solid[0]["end"]) == (2027.5, 2029.5)
    assert (outline[0]["start"], outline[0]["end"]) == (2027.5, 2035.5)
    assert solid[0]["opacity"] == 0.7


def test_words_beside_the_bars(look, drawing, words_of):
    words = words_of(drawing("deals", look))
    for text in (
        "Serbia",
        "Kosovo*",
        "12",
        "1,200",
        "Rafale F4 (changed)",
        "now, 2030",
        "Not counted",
        "planned",
    ):
        assert text in words
    assert "Croatia" not in words, "a country without deals has no header"


def test_the_key_names_outlines_only_when_there_are_some(look, samples, words_of):
    counted = samples.deals[samples.deals["counted"]]
    assert "Not counted" not in words_of(deal_timeline(counted, look, 2026, "Title", "Subtitle"))


def test_height_grows_18_pixels_a_row(look, samples):
    deals = samples.deals.iloc[:1]
    more = type(deals)([dict(row, deal_id=str(i)) for i in range(11) for row in deals.to_dict("records")])
    heights = [deal_timeline(d, look, 2026, "Title", "Subtitle").to_dict()["height"] for d in (deals, more)]
    assert heights[1] - heights[0] == 10 * 18


def test_no_deal_counted_still_makes_a_chart(look, samples, words_of):
    none = samples.deals.assign(counted=False)
    assert "Bayraktar TB2" in words_of(deal_timeline(none, look, 2026, "Title", "Subtitle"))


def test_a_bar_that_began_before_the_years_shown_has_an_arrow(look, samples, words_of):
    words = words_of(deal_timeline(samples.deals, look, 2026, "Title", "Subtitle", years=(2024, 2035)))
    assert words.count("‹") == 1, "only the deal of 2023 is cut"
    assert "‹" not in words_of(deal_timeline(samples.deals, look, 2026, "Title", "Subtitle"))


LONG = "Elbit personal and tactical drones of types that were never published by the buyer or by anybody else"


@pytest.mark.parametrize("width", [390, 840])
def test_long_names_break_into_lines_and_are_never_cut(look, samples, words_of, width):
    deals = samples.deals.assign(label=LONG)
    chart = deal_timeline(deals, look, 2026, "Title", "Subtitle", width)
    drawn = "".join(words_of(chart)).replace(" ", "")
    assert "…" not in drawn
    assert drawn.count(LONG.replace(" ", "")) == 6, "each of three names once, and once as its outline"
    short = deal_timeline(samples.deals, look, 2026, "Title", "Subtitle", width)
    assert chart.to_dict()["height"] > short.to_dict()["height"]


def test_rows_can_be_clicked_by_their_deal(look, samples):
    spec = deal_timeline(samples.deals, look, 2026, "Title", "Subtitle", picked="d1").to_dict()
    (click,) = spec["params"]
    assert (click["name"], click["select"]["fields"]) == ("pick", ["deal_id"])
    (target,) = [layer for layer in spec["layer"] if layer.get("name") in click["views"]]
    rows = spec["datasets"][target["data"]["name"]]
    assert {row["deal_id"] for row in rows} == {"d0", "d1", "d2"}
    tops = sorted((row["row_top"], row["row_bottom"]) for row in rows)
    assert all(bottom <= top for (_, bottom), (top, _) in itertools.pairwise(tops)), "no two strips overlap"


def test_words_on_hover_tell_value_supplier_and_status(look, samples):
    spec = deal_timeline(samples.deals, look, 2026, "Title", "Subtitle").to_dict()
    (target,) = [layer for layer in spec["layer"] if layer["mark"].get("cursor") == "pointer"]
    titles = {tip["title"] for tip in target["encoding"]["tooltip"]}
    assert {"Value", "Supplier", "Status", "Units", "Evidence"} <= titles


def test_the_row_of_the_open_deal_is_marked(look, samples, layer_rows):
    chart = deal_timeline(samples.deals, look, 2026, "Title", "Subtitle", picked="d1")
    assert [row["deal_id"] for row in layer_rows(chart, "rect")[1]] == ["d1"]
