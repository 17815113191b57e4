"""The Money page in a session without a browser: every view, measure, series and edge of its choices."""

from __future__ import annotations

import re

import pytest

from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world
from tests.app.seen import finding, html, show, takeable

PAGE = "pages/money.py"
VIEWS = {
    "": "spending", "commitments": "commitments", "who-arms-whom": "who_arms_whom", "suppliers": "suppliers",
    "categories": "deal_categories", "deal-values": "deal_values", "per-billion": "per_billion",
}  # fmt: skip
WORLD = load_world()
EVERYONE = [country.code for country in WORLD.countries]
MEASURES = ("nominal", "constant", "euro", "local", "per_head", "gdp_share")
SERIES = sorted({row.series for row in WORLD.spending})


@pytest.fixture(scope="module")
def app(visit):
    """Return one session for all cases; each puts its own scenario, view and choices on screen."""
    return visit().switch_page(PAGE).run()


def opened(app, view="", scenario=None, **choices):
    return show(app, "money", view, scenario or load_scenario("baseline", WORLD), **choices)


def under(app):
    return re.findall(r'<p class="chartsub">(.+?)</p>', html(app), flags=re.DOTALL)


def title(app):
    return re.findall(r'<h2 class="charthead">(.+?)</h2>', html(app), flags=re.DOTALL)


def stamp(app):
    (found,) = re.findall(r'<div class="stamp">(.+?)</div>', html(app), flags=re.DOTALL)
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_finding_a_picture_its_files_and_an_honest_stamp(app, view):
    opened(app, view)
    assert finding(app).endswith(".")
    assert len(app.get("vega_lite_chart")) == 1
    assert VIEWS[view] in takeable(app)
    assert "no random draws" in stamp(app)
    assert "UNSCR 1244" in stamp(app)


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_of_every_series_for_all_countries(app, measure, series):
    opened(app, money_measure=measure, money_series=series, money_countries=EVERYONE)
    assert finding(app).endswith(".")
    assert "nan" not in finding(app).lower().split()
    assert len(app.get("vega_lite_chart")) + len(app.info) == 1


@pytest.mark.parametrize("shown", ["amount", "index", "sum"])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_way_to_show_a_measure(app, measure, shown):
    opened(app, money_measure=measure, money_shown=shown)
    assert len(app.get("vega_lite_chart")) == 1
    summed = shown == "sum" and measure in ("per_head", "gdp_share")
    assert any("sum of shares" in caption.value for caption in app.caption) == summed
    if shown == "index":
        assert finding(app).startswith("From 2020 to 2025")
        assert " of Kosovo* rose by " in finding(app)
        assert under(app)[0].startswith("SIPRI main series, 2020 = 100, from ")


def test_budgets_of_another_series_are_named_and_never_joined(app):
    opened(app, money_measure="euro")
    assert under(app)[0].endswith("diamonds: budgets of other series (national budget and budget request), not joined")
    opened(app, money_measure="constant")
    assert "diamonds" not in under(app)[0]
    assert "Budgets of 2026 are of other series" in html(app)


def test_the_last_year_is_called_provisional(app):
    opened(app)
    assert "2025 is provisional: an estimate for Serbia and Croatia and an adopted budget for Bosnia" in html(app)


def test_who_has_no_figure_is_named(app):
    opened(app, money_series="nato_definition", money_measure="gdp_share")
    assert "No figure, and none assumed: Serbia (in any year)" in html(app)


def test_edges_of_the_choices_are_said(app):
    opened(app, money_countries=[])
    assert [box.value for box in app.info] == ["No country is chosen. Choose one above."]
    opened(app, money_since=2020, money_until=2015)
    assert "The period begins in 2020 and ends in 2015" in app.info[0].value
    opened(app, money_series="political_statement", money_measure="local")
    assert "no figure in this series and measure" in app.info[0].value
    opened(app, "suppliers", money_first=2029, money_last=2008)
    assert "has a published value" in app.info[0].value


def test_context_countries_have_their_spending_without_joining(app):
    opened(app, money_countries=["ALB", "MNE", "MKD"], money_measure="nominal")
    assert finding(app).startswith("In 2025, in dollars of each year, Albania spent most: USD 624 million")


def test_they_join_the_deals_with_the_scenario(app):
    opened(app, "who-arms-whom", money_deals="All on record")
    assert any("To bring in Albania" in caption.value for caption in app.caption)
    base = load_scenario("baseline", WORLD)
    opened(app, "who-arms-whom", altered(base, {"joined": ["ALB", "MNE", "MKD"]}, WORLD), money_by="number")
    assert not any("To bring in" in caption.value for caption in app.caption)


@pytest.mark.parametrize("code", ["SRB", "HRV", "BIH", "XKX"])
@pytest.mark.parametrize("spread", ["contract", "delivery"])
def test_commitments_of_everyone(app, code, spread):
    opened(app, "commitments", money_of=code, money_spread=spread)
    assert len(app.get("vega_lite_chart")) == 1
    labels = [box.label for box in app.expander if box.label.startswith(("Bought", "Gifts", "Money that"))]
    assert len(labels) == 3


@pytest.mark.parametrize("by", ["value", "number"])
@pytest.mark.parametrize("group", ["Country", "Bloc"])
@pytest.mark.parametrize("view", ["suppliers", "who-arms-whom", "categories"])
def test_suppliers_and_categories_by_value_and_by_number(app, view, group, by):
    opened(app, view, money_group=group, money_by=by)
    assert finding(app).startswith("By published value " if by == "value" else "By number of deals ")
    assert len(title(app)) == 1


def test_only_deals_of_the_chosen_years_flow(app):
    """By year of contract 2021 Croatia's Rafale is the largest."""
    opened(app, "deal-values", money_first=2021, money_last=2021)
    assert finding(app).startswith(
        "The largest deal with a published value is Rafale F3-R for Croatia: EUR 999 million"
    )
    assert "dated 2021" in under(app)[0]


def test_a_scenario_that_counts_nothing_says_so_everywhere(app):
    nothing = altered(
        load_scenario("baseline", WORLD), {"deals": {row.deal_id: {"include": False} for row in WORLD.deals}}, WORLD
    )
    for view in list(VIEWS)[1:]:
        opened(app, view, nothing)
        assert finding(app).endswith(".")
        assert app.info.len == 1, view


@pytest.mark.parametrize("gain", ["Index", "Strength by category"])
@pytest.mark.parametrize("year", [2020, 2026, 2035])
def test_gains_for_a_billion_in_any_year(app, gain, year):
    opened(app, "per-billion", load_scenario("baseline", WORLD).model_copy(update={"year": year}), money_gain=gain)
    assert f"By {year} " in finding(app) or f"by {year} " in finding(app)
    assert any("Left out" in caption.value for caption in app.caption)


def test_choices_that_are_not_on_offer_are_named(app):
    opened(app, money_measure="gold", money_countries=["SRB", "ZZZ"])
    assert sum("not on offer" in words for words in app.session_state["ignored"]) == 2
    app.session_state["ignored"] = []
