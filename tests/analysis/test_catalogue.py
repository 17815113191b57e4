"""From the catalogue to purchases, by hand."""

from __future__ import annotations

import pytest

from balance_model.analysis import catalogue
from balance_model.errors import ScenarioError
from balance_model.records.scenarios import altered, load_scenario


def test_an_option_becomes_a_purchase_of_counted_units(tiny_world):
    """Three options of four tanks, ordered in 2027 with two years of lead."""
    assert catalogue.purchase(tiny_world, "tank-four", "AAA", 3, 2027) == {
        "country": "AAA", "system_id": "tank", "quantity": 12, "first_year": 2029, "last_year": 2029,
        "option_id": "tank-four",
    }  # fmt: skip


def test_half_a_year_of_lead_is_rounded_up(tiny_world):
    assert catalogue.purchase(tiny_world, "sam-one", "BBB", 1, 2026)["first_year"] == 2029


def test_a_package_is_all_its_parts_and_their_prices(tiny_world, worked):
    items = catalogue.package_purchases(tiny_world, "guard", "BBB", 2026)
    assert [(item["system_id"], item["quantity"], item["first_year"]) for item in items] == [
        ("sam", 2, 2029),
        ("tank", 4, 2028),
    ]
    assert len(altered(worked, {"purchases": items}, tiny_world).purchases) == 2
    assert catalogue.package_price(tiny_world, "guard") == (48, 60, 116)


def test_an_order_that_comes_too_late_is_refused_in_one_sentence(tiny_world):
    with pytest.raises(
        ScenarioError, match="ordered in 2034 the first would come in 2036, after 2035; order it earlier"
    ):
        catalogue.purchase(tiny_world, "tank-four", "AAA", 1, 2034)


def test_every_package_of_the_data_can_be_bought_by_everyone(world):
    base = load_scenario("baseline", world)
    for package_id in world.package:
        for code in world.country_codes:
            items = catalogue.package_purchases(world, package_id, code, 2027)
            assert altered(base, {"purchases": items}, world).purchases


@pytest.mark.parametrize(
    ("option_id", "country", "said"),
    [
        ("fk-3-battery", "XKX", ["Realistic for Serbia only (seller: China)."]),
        ("fk-3-battery", "SRB", []),
        ("standoff-rafale-fit", "BIH", ["Needs Rafale F3-R or Rafale F4; Bosnia neither holds nor awaits any."]),
        ("standoff-rafale-fit", "SRB", []),
        ("gmlrs-pod", "HRV", ["Ammunition: not scored."]),
        ("ew-set", "HRV", ["No public price is known; the range is an assumption by analogy."]),
    ],
)
def test_what_speaks_against_an_option_is_said(world, option_id, country, said):
    assert list(catalogue.cautions(world, option_id, country)) == said
