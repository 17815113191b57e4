from balance_model.charts.deliveries import deal_timeline


def bars(chart, layer_rows):
    """Solid and outlined bars, without the swatches of the key."""
    return [rows for rows in layer_rows(chart, "rect") if "deal_id" in rows[0]]


def test_counted_deals_are_solid_and_others_outlined(look, drawing, layer_rows):
    solid, outline = bars(drawing("deals", look), layer_rows)
    assert [row["label"] for row in solid] == ["Rafale F4", "Bayraktar TB2"]
    assert [row["label"] for row in outline] == ["Trainer aircraft to be chosen"]


def test_a_bar_covers_its_years_and_is_cut_at_the_last(look, drawing, layer_rows):
    solid, outline = bars(drawing("deals", look), layer_rows)
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
