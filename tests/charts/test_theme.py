import re

import pytest

from balance_model.charts.theme import Look, title_lines
from balance_model.errors import DataError
from balance_model.export.images import svg


def luminance(hue: str) -> float:
    """WCAG relative luminance."""
    parts = [int(hue[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_names_and_colours_come_from_the_data(look):
    assert look.order == ("SRB", "HRV", "BIH", "XKX", "ALB", "MNE", "MKD")
    assert [look.name(c) for c in look.order[:4]] == ["Serbia", "Croatia", "Bosnia", "Kosovo*"]
    assert [look.colour(c) for c in look.order[:4]] == ["#0072B2", "#D55E00", "#009E73", "#CC79A7"]


@pytest.mark.parametrize("dark", [False, True])
def test_text_and_marks_stand_out_from_the_background(world, dark):
    look = Look.of(world, dark=dark)
    for hue in (look.text, look.muted, *dict(look.inks).values()):
        assert contrast(hue, look.background) >= 4.5, hue
    for hue in dict(look.colours).values():
        assert contrast(hue, look.background) >= 3.0, hue


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_missing_colour_names_file_and_cure(world):
    poor = world.model_copy(update={"palette": tuple(r for r in world.palette if r.key != "grid")})
    with pytest.raises(DataError, match=r"palette.csv.*'grid'.*Add a row surface,grid"):
        Look.of(poor)


def test_a_long_title_shrinks_before_it_takes_a_third_line_and_loses_no_word():
    long = "Serbia holds most in three of the four categories in 2030; Croatia is level in anti-tank"
    longer = long + ", and Bosnia and Kosovo* have no long reach"
    for title, count, smallest in ((long, 2, 14), (longer, 3, 14)):
        lines, size = title_lines(title, 350)
        assert len(lines) == count and smallest <= size < 17
        assert " ".join(lines) == title
    assert title_lines("Short", 350) == (["Short"], 17)


@pytest.mark.parametrize("width", [860, 350])
def test_every_chart_is_as_wide_as_asked_and_cuts_nothing(kind, width, look, drawing):
    picture = svg(drawing(kind, look, width), (), look).decode()
    drawn = float(re.search(r'<svg[^>]*? width="([\d.]+)"', picture).group(1))
    margins = 2 * 20
    assert width + margins <= drawn <= width + margins + 6


def test_every_chart_has_title_subtitle_and_readable_text(kind, look, drawing):
    picture = svg(drawing(kind, look, 350), (), look).decode()
    assert "Serbia holds most in three" in picture and "Category value in 2030" in picture
    sizes = re.findall(r'font-size="([\d.]+)px"', picture)
    assert sizes and min(map(float, sizes)) >= 12


def test_country_colours_are_pinned_in_every_chart(kind, look, drawing):
    spec = drawing(kind, look).to_dict()
    scales = [
        channel["scale"]
        for layer in spec["layer"]
        for channel in layer["encoding"].values()
        if isinstance(channel, dict) and channel.get("field") == "country" and "scale" in channel
    ]
    for scale in scales:
        assert scale["domain"] == ["SRB", "HRV", "BIH", "XKX", "ALB", "MNE", "MKD"]
        assert scale["range"][:4] == ["#0072B2", "#D55E00", "#009E73", "#CC79A7"]
    plain = {"waterfall", "multiples", "map", "coverage", "places", "weights", "shares"}
    assert scales or kind in plain | {"tornado", "doubt", "carries", "stream", "overtake"}


def test_one_country_alone_keeps_its_colour(look, samples):
    from balance_model.charts.profile import category_profile

    alone = samples.values[samples.values["country"] == "XKX"]
    picture = svg(category_profile(alone, look, "Kosovo* alone", "Value"), (), look).decode()
    assert "#CC79A7" in picture and "#0072B2" not in picture


def test_the_screen_keeps_sizes_and_a_clear_background(look, drawing):
    spec = drawing("profile", look).to_dict()
    assert spec["autosize"]["type"] == "pad"
    assert spec["background"] == "transparent"
    assert spec["config"]["font"].startswith("Source Sans,")


def test_no_cell_is_a_list_because_streamlit_would_print_its_brackets(kind, look, drawing):
    rows = [row for rows in drawing(kind, look).to_dict()["datasets"].values() for row in rows]
    assert rows
    assert not [cell for row in rows for cell in row.values() if isinstance(cell, list | dict)]
