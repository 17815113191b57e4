"""Links: nothing is lost on the way out and back, and nothing that comes in can break the app."""

from __future__ import annotations

import base64
import json
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.records import links
from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import load_world
from tests.laws.strategies import changes

WORLD = load_world()
PRESETS = {name: load_scenario(name, WORLD) for name in scenario_ids()}
JARGON = (
    "unable to parse",
    "valid dictionary",
    "instance of",
    "set_int_max",
    "ASCII",
    "string argument",
    "NoneType",
    "field required",
    "fractional part",
)


def packed(raw: bytes) -> str:
    """Any bytes as the compact parameter."""
    return base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode().rstrip("=")


def opened(params):
    """What a link gives: the scenario and the sentences."""
    return links.from_params(params, PRESETS, WORLD)


def sides():
    """Two disjoint sides with commitments."""

    @st.composite
    def draw_sides(draw):
        codes = draw(st.permutations(WORLD.country_codes))
        cut = draw(st.integers(1, len(codes) - 1))
        share = st.one_of(st.just(1.0), st.floats(0.01, 1))
        return {
            side: {"members": {code: draw(share) for code in members}}
            for side, members in (("a", codes[:cut]), ("b", codes[cut:]))
        }

    return draw_sides()


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_needs_no_more_than_its_name(name):
    params = links.to_params(PRESETS[name], PRESETS)
    assert params == ({} if name == "baseline" else {"s": name})
    assert opened(params) == (PRESETS[name], [])


@settings(max_examples=60)
@given(
    name=st.sampled_from(sorted(PRESETS)),
    change=changes(WORLD),
    chosen=st.none() | sides(),
    titled=st.booleans(),
)
def test_a_link_restores_every_change(name, change, chosen, titled):
    if chosen:
        change = change | {"sides": chosen}
    if titled:
        change = change | {"id": "own", "name": "Ćević’s <b>plan</b>, 50 %", "story": "Line one\nline two"}
    scenario = altered(PRESETS[name], change, WORLD)
    params = links.to_params(scenario, PRESETS)
    found, ignored = opened(params)
    assert ignored == []
    assert found.key == scenario.key
    unnamed = {"based_on": None} if titled else {}
    assert found.model_copy(update=unnamed) == scenario.model_copy(update=unnamed)
    assert links.to_params(found, PRESETS) == params


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(links.KEYS), st.text(max_size=60) | st.from_regex(r"[a-z_]+:[-0-9.e]+")))
def test_any_text_gives_a_scenario_and_sentences(params):
    found, ignored = opened(params)
    assert altered(found, {}, WORLD) == found
    for sentence in ignored:
        assert sentence and "\n" not in sentence and not set("<>`") & set(sentence)


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from([*links.PACKED, "country", "quantity", "rho"]), inner, max_size=4)
        ),
        max_leaves=15,
    )
)
def test_any_json_in_the_compact_part_gives_a_scenario(content):
    found, _ = opened({"x": packed(json.dumps(content).encode())})
    assert altered(found, {}, WORLD) == found


HOSTILE = {
    "cut off": links.pack({"name": "abc", "story": "x" * 50})[:-8],
    "not base64": "%%%%",
    "letters outside": "é" * 8,
    "not compressed": base64.urlsafe_b64encode(b"plain").decode(),
    "not text": packed(b"\xff\xfe\x00"),
    "not json": packed(b"{"),
    "a list": packed(b"[1]"),
    "deep": packed(b"[" * 50_000),
    "endless number": packed(b'{"dials":{"rho":' + b"1" * 5000 + b"}}"),
    "too long": "A" * (links.LONGEST_PART + 1),
    "zip bomb": packed(b'{"story":"' + b"a" * 5_000_000 + b'"}'),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_damaged_part_is_named_once_and_the_rest_is_kept(text):
    found, ignored = opened({"s": "kosovo_surge", "y": "2033", "x": text})
    assert found == PRESETS["kosovo_surge"].model_copy(update={"year": 2033})
    assert len(ignored) == 1
    assert "this part of the link" in ignored[0]


def test_a_zip_bomb_is_not_unpacked():
    start = time.process_time()
    with pytest.raises(ValueError, match="too large"):
        links.unpack(packed(b'{"story":"' + b"a" * 12_000_000 + b'"}'))
    assert time.process_time() - start < 0.5


WRONG = {
    "unknown preset": ({"s": "kosovo_serge"}, "kosovo_surge"),
    "year in words": ({"y": "soon"}, "soon"),
    "half a year": ({"y": "2030.5"}, "2030.5"),
    "year out of range": ({"y": "1999"}, "2020 to 2035"),
    "endless year": ({"y": "1e300"}, "whole number"),
    "unknown country": ({"a": "USA"}, "USA"),
    "share in words": ({"a": "SRB:most"}, "most"),
    "share too large": ({"a": "SRB:7"}, "0 to 1"),
    "both sides": ({"a": "HRV"}, "HRV"),
    "unknown category": ({"w": "navy:3"}, "navy"),
    "weight below zero": ({"w": "drones:-3"}, "drones"),
    "no weight left": ({"w": "anti_tank:0,drones:0,air_defence:0,long_range_strike:0"}, "zero"),
    "unknown evidence": ({"e": "rumour"}, "rumour"),
    "unknown status": ({"d": "contracted,dreamt"}, "dreamt"),
    "unknown form": ({"o": "form:cubic"}, "cubic"),
    "unknown option": ({"o": "magic:true"}, "magic"),
    "switch in words": ({"o": "cap:perhaps"}, "perhaps"),
    "unknown deal": ({"x": links.pack({"deals": {"srb-rafale-2042": {"include": False}}})}, "srb-rafale-2024"),
    "unknown system": (
        {
            "x": links.pack(
                {
                    "purchases": [
                        {
                            "country": "SRB",
                            "system_id": "javelinn",
                            "quantity": 1,
                            "first_year": 2028,
                            "last_year": 2029,
                        }
                    ]
                }
            )
        },
        "javelin",
    ),
    "unknown receiver": (
        {
            "x": links.pack(
                {"transfers": [{"giver": "HRV", "receiver": "KOS", "system_id": "m-84", "quantity": 2, "year": 2028}]}
            )
        },
        "XKX",
    ),
    "not alike": (
        {
            "x": links.pack(
                {
                    "modernisations": [
                        {
                            "country": "SRB",
                            "system_id": "m-84",
                            "to_system_id": "javelin",
                            "quantity": 2,
                            "year": 2028,
                        }
                    ]
                }
            )
        },
        "choose a system of armour",
    ),
    "purchase is a word": ({"x": links.pack({"purchases": ["tanks"]})}, "tanks"),
    "dial out of range": ({"x": links.pack({"dials": {"rho": 99}})}, "-1 to 1"),
    "unknown key": ({"x": links.pack({"wishes": 1})}, "wishes"),
}


@pytest.mark.parametrize(("params", "named"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_part_is_named_in_one_sentence(params, named):
    found, ignored = opened({"y": "2031"} | params)
    expected = PRESETS["baseline"] if "y" in params else PRESETS["baseline"].model_copy(update={"year": 2031})
    assert found == expected
    assert len(ignored) == 1
    assert named in ignored[0]
    assert not [word for word in JARGON if word in ignored[0]]


def test_right_parts_of_a_list_survive_a_wrong_one():
    found, ignored = opened({"w": "drones:80,navy:5", "o": "cap:true,magic:true"})
    assert found.weight("drones") == 80
    assert found.options.cap
    assert len(ignored) == 2


def test_markup_in_a_link_is_not_shown():
    _, ignored = opened({"s": "<script>alert(1)</script>", "a": "<img src=x>", "w": "`$x$`:1"})
    assert len(ignored) == 3
    assert not set("<>`$") & set("".join(ignored))


def test_a_long_list_of_purchases_is_read_in_reasonable_time():
    item = {"country": "SRB", "system_id": "javelin", "quantity": 1, "first_year": 2030, "last_year": 2031}
    start = time.process_time()
    found, ignored = opened({"x": links.pack({"purchases": [item] * 500})})
    assert time.process_time() - start < 6
    assert len(found.purchases) == 500
    assert ignored == []
