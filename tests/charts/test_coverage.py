import pytest


def test_bars_divide_their_panel_by_share(look, drawing, layer_rows):
    rows = next(rows for rows in layer_rows(drawing("coverage", look), "rect") if "evidence" in rows[0])
    one = [r for r in rows if r["country"] == "SRB" and r["category_name"] == "drones"]
    assert [r["evidence"] for r in one] == ["published", "assumed"]
    first, second = one
    assert first["end"] == pytest.approx(second["start"])
    assert (first["end"] - first["start"]) / (second["end"] - first["start"]) == pytest.approx(0.75)


def test_a_category_without_rows_says_so(look, drawing, words_of):
    words = words_of(drawing("coverage", look))
    assert words.count("no holdings") == 1
    assert "published" in words and "assumed" in words


def test_panels_stand_side_by_side_or_below_each_other(look, drawing, layer_rows):
    def heads(width):
        texts = layer_rows(drawing("coverage", look, width), "text")
        return next(rows for rows in texts if [r["words"] for r in rows][:1] == ["Serbia"])

    assert len({row["panel_x"] for row in heads(860)}) == 4 and len({row["y"] for row in heads(860)}) == 1
    assert len({row["panel_x"] for row in heads(350)}) == 1 and len({row["y"] for row in heads(350)}) == 4
