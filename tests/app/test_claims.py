"""The claims page in a session without a browser: list, one claim under the choices of the reader, own claim."""

from __future__ import annotations

import re

import pytest

from balance_model.analysis.claims_checked import listed
from balance_model.records.world import load_world
from tests.app.seen import finding, html, show, takeable

PAGE = "pages/claims.py"
WORLD = load_world()
CLAIMS = [claim.claim_id for claim in listed(WORLD)]


@pytest.fixture
def app(visit):
    return visit().switch_page(PAGE).run()


def opened(app, view, **choices):
    return show(app, "claims", view, **choices)


def line(app):
    """The verdict line as read out."""
    (found,) = re.findall(r'<p class="verdictline"[^>]*>(.+?)</p>', html(app), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", "", found)


def test_the_list_tells_every_claim_with_its_verdict(app):
    assert "Of seven public claims" in finding(app)
    assert {f"claim_open_{name}" for name in CLAIMS} <= {button.key for button in app.button}
    assert html(app).count('class="verdict"') == len(CLAIMS)
    assert app.button(key="claim_open_kosovo-430").label == "EUR 430 m by Kosovo*, 2021-25"


def test_a_claim_is_opened_from_the_list(app):
    app.button(key="claim_open_rafale-2700").click().run()
    assert not app.exception
    assert "Rafale" in finding(app)
    assert line(app) == "As said: ●Supported. Claimed: EUR 2,650 to 2,750 m."


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_has_a_picture_its_files_and_its_sources(app, claim):
    opened(app, "one-claim", claim=claim)
    assert line(app).startswith("As said: ")
    assert len(app.get("vega_lite_chart")) == 1
    assert "claim" in takeable(app)
    assert any("](http" in each.value for each in app.markdown)
    assert app.button(key=f"claim_back_{claim}").disabled


def test_the_verdict_follows_year_measure_series_and_countries(app):
    opened(app, "one-claim")
    assert "Not supported" in line(app)
    app.multiselect(key="claim_five-times_side_b").set_value(["BIH", "XKX"]).run()
    assert line(app).startswith("As you read it: ●Supported")
    assert "6.30 times" in html(app)
    app.selectbox(key="claim_five-times_measure").set_value("constant").run()
    app.selectbox(key="claim_five-times_year").set_value(2025).run()
    assert "5.93 times" in html(app)
    app.selectbox(key="claim_five-times_series").set_value("sipri_previous_release").run()
    assert "Cannot be tested" in line(app)  # that release ends in 2024
    app.button(key="claim_back_five-times").click().run()
    assert line(app).startswith("As said: ○Not supported")


def test_a_period_that_runs_backwards_is_turned_round(app):
    opened(app, "one-claim", claim="growth-40-120", **{"claim_growth-40-120_year_from": 2024,
                                                       "claim_growth-40-120_year": 2020})  # fmt: skip
    assert line(app).startswith("As said: ◐Partly")


def test_deals_can_be_counted_together(app):
    opened(app, "one-claim", claim="elbit-1600")
    chosen = app.multiselect(key="claim_elbit-1600_deal_ids")
    chosen.set_value([*chosen.value, "srb-elbit-2024-puls"]).run()
    assert "USD 1,965 m" in html(app)
    assert "Not supported" in line(app)


def test_what_a_link_cannot_have_is_named(app):
    opened(app, "one-claim", claim="no-such-claim", **{"claim_five-times_year": 1850})
    assert line(app).startswith("As said")
    said = " ".join(each.value for each in (*app.warning, *app.info, *app.markdown)) + html(app)
    assert "not on offer" in said


def test_an_own_claim_is_answered(app):
    opened(app, "test-your-own", own_number=1.3)
    told = "In 2025 (an estimate) Serbia spent 1.32 times as much as Croatia: USD 2,781 m to USD 2,102 m."
    assert finding(app) == told
    assert "Supported" in html(app)
    assert len(app.get("vega_lite_chart")) == 1


@pytest.mark.parametrize(
    ("measure", "verdict", "pictures"),
    [
        ("spending:local", "Cannot be tested", 0),  # dinars and marks
        ("spending:nominal", "Not supported", 1),  # 2,781.30 / 231.40 = 12
        ("index:", "Partly", 1),
        ("strength:drones", "Not supported", 0),  # Bosnia has none in any year
        ("units:armour", "Supported", 1),
    ],
)
def test_every_kind_of_measure_is_answered(app, measure, verdict, pictures):
    opened(app, "test-your-own", own_measure=measure, own_b=["BIH"])
    assert f"{verdict}</b>" in html(app)
    assert len(app.get("vega_lite_chart")) == pictures


@pytest.mark.parametrize(
    ("choices", "words"),
    [({"own_b": []}, "Side B is empty"), ({"own_b": ["SRB"]}, "on both sides"), ({"own_number": 0.0}, "above 0"),
     ({"own_year": 1950}, "choose a year"), ({"own_measure": "index:", "own_b": ["ALB"]}, "Sides to compare")],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_no_picture(app, choices, words):
    opened(app, "test-your-own", **choices)
    (said,) = [each.value for each in app.info]
    assert words in said
    assert not app.get("vega_lite_chart")
