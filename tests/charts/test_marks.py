import pytest

from balance_model.charts.marks import KeyEntry, even_ticks, key_row, score_axis, tick_step, year_axis


@pytest.mark.parametrize(("span", "step"), [(1.0, 0.2), (0.8, 0.2), (0.5, 0.1), (500, 100), (0.08, 0.02)])
def test_steps_are_round(span, step):
    assert tick_step(span) == pytest.approx(step)


def test_ticks_of_a_full_scale_are_quarters():
    assert score_axis().to_dict()["values"] == [0, 0.25, 0.5, 0.75, 1]
    assert score_axis(0.8).to_dict()["values"] == [0, 0.2, 0.4, 0.6, 0.8]
    assert score_axis(0.8, few=True).to_dict()["values"] == [0, 0.4, 0.8]


def test_ticks_stay_within_the_ends():
    assert even_ticks(-0.03, 0.05) == pytest.approx([-0.02, 0, 0.02, 0.04])


def test_years_are_plain_and_horizontal(look, drawing):
    axis = year_axis(2020, 2035).to_dict()
    assert axis["values"] == [2020, 2025, 2030, 2035] and axis["format"] == "d"
    assert drawing("timeline", look).to_dict()["config"]["axis"]["labelAngle"] == 0


def test_a_key_breaks_into_rows_when_it_is_full(look):
    entries = [KeyEntry(words, "#000000") for words in ("delivered", "in delivery", "contracted", "planned")]
    _, wide = key_row(entries, look, 860, 0)
    _, thin = key_row(entries, look, 180, 0)
    assert wide == 18 + 6
    assert thin == 2 * 18 + 6
