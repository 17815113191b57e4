"""A change as printed: the difference of the printed figures, and nothing where the true one is small."""

import pytest

from balance_model.analysis.words import change_text


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (0.53, 0.51, "−0.02"),
        (0.5349, 0.5051, "−0.02"),  # printed 0.53 and 0.51, though 0.0298 apart
        (0.5649, 0.5660, "±0.00"),  # printed 0.56 and 0.57, but only 0.0011 apart
        (0.37, 0.42, "+0.05"),
        (0.2, 0.2, "±0.00"),
    ],
)
def test_the_printed_change(before, after, text):
    assert change_text(before, after) == text
