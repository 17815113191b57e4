def test_every_scenario_has_score_and_change(look, drawing, words_of):
    words = words_of(drawing("scenarios", look))
    for text in ("0.20", "0.25 (+0.05)", "0.10 (−0.10)", "Baseline", "Announced plans too", "Kosovo*"):
        assert text in words


def test_first_scenario_is_grey(look, drawing):
    layers = [x for x in drawing("scenarios", look).to_dict()["layer"] if x["mark"]["type"] == "circle"]
    assert [x["mark"].get("color") for x in layers] == [look.baseline, None]
