"""The replay: one line a country, the step shown now marked, what is to come pale."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.replay import replayed

CODES = ("SRB", "HRV", "BIH", "XKX")
LEVELS = pd.DataFrame(
    [
        {"step": step, "country": code, "score": 0.1 * (at + 1) + 0.02 * step, "words": f"change {step}"}
        for step in range(4)
        for at, code in enumerate(CODES)
    ]
)


def test_steps_to_come_are_pale(look):
    spec = replayed(LEVELS, 1, look, "Title", "Subtitle").to_dict()
    (dots,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "circle"]
    shade = {row["step"]: row["opacity"] for row in spec["datasets"][dots["data"]["name"]]}
    assert shade == {0: 1.0, 1: 1.0, 2: 0.4, 3: 0.4}
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    steps = [{row["step"] for row in spec["datasets"][line["data"]["name"]]} for line in lines]
    assert steps == [{0, 1, 2, 3}, {0, 1}]


@pytest.mark.parametrize("width", [360, 860])
@pytest.mark.parametrize("step", [0, 3])
def test_the_step_and_the_last_levels_are_written(look, words_of, step, width):
    words = words_of(replayed(LEVELS, step, look, "Title", "Subtitle", width))
    assert f"step {step}" in words
    assert "Serbia 0.16" in words
    assert "Kosovo* 0.46" in words


def test_before_any_change_there_is_one_step(look, words_of):
    assert "step 0" in words_of(replayed(LEVELS[LEVELS["step"] == 0], 0, look, "Title", "Subtitle"))


def test_many_steps_have_few_numbers_on_the_axis(look):
    many = pd.concat([LEVELS[LEVELS["step"] == 0].assign(step=step) for step in range(101)])
    spec = replayed(many, 50, look, "Title", "Subtitle").to_dict()
    (rule,) = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash")]
    assert rule["encoding"]["x"]["axis"]["values"] == list(range(0, 101, 9))
