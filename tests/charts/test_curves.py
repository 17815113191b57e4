import pytest


@pytest.mark.parametrize("width", [860, 350])
def test_countries_are_named_and_labels_do_not_meet(width, look, drawing, layer_rows):
    labels = next(rows for rows in layer_rows(drawing("curve", look, width), "text") if "dot_x" in rows[0])
    assert [r["words"] for r in labels] == ["Serbia 0.60", "Croatia 0.61", "Bosnia 0.00", "Kosovo* 0.00"]
    for i, a in enumerate(labels):
        for b in labels[i + 1 :]:
            assert abs(a["py"] - b["py"]) >= 14 or abs(a["px"] - b["px"]) >= 70


def test_the_half_strength_is_marked(look, drawing, words_of):
    assert "half value at 100" in words_of(drawing("curve", look))
