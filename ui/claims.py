"""Claims, checked: the list with its verdicts, and one claim opened with every way to read it."""

from __future__ import annotations

import html
from math import inf, isfinite

import pandas as pd
import streamlit as st

from balance_model.analysis import claims_checked
from balance_model.analysis import findings_claims as words
from balance_model.analysis.claims import Bounds
from balance_model.analysis.claims_checked import Checked
from balance_model.analysis.words import starred
from balance_model.charts.claims import Claimed, claim_readings
from balance_model.charts.theme import Look
from balance_model.domain import Claim
from balance_model.exhibits.exhibit import Native
from balance_model.exhibits.native import by_key, hung
from balance_model.exhibits.picture import Picture
from ui import blocks, claim_choice, compute, sourced, state

PAGE, ONE = "claims", "one-claim"
MADE = "worked out from the tables named under the picture, no random draws"
_OWN = "As you read it"
_STYLE = """<style>
.verdict { font-weight: 650; white-space: nowrap; } .verdict .sign { display: inline-block; width: 1.2rem; }
.claimline { margin: 0; line-height: 1.35; font-size: 0.95rem; }
.verdictline { font-size: 1.12rem; margin: 0.2rem 0; line-height: 1.4; }
[class*="st-key-claim_row_"] { border-bottom: 1px solid rgba(128,128,128,0.25); padding-bottom: 0.3rem; }
[class*="st-key-claim_row_"] [data-testid="stHorizontalBlock"] { gap: 0.4rem; row-gap: 0; }
[class*="st-key-claim_row_"] button { text-align: left; }
[class*="st-key-claim_row_"] button p { font-weight: 600; }
</style>"""


def draw_all() -> None:
    """Every claim with its verdict; a button opens it."""
    st.html(_STYLE)
    world = compute.world()
    for found in _all():
        claim = found.claim
        with st.container(key=f"claim_row_{claim.claim_id}"):
            badge, name, told = st.columns([3, 5, 11], gap="small", vertical_alignment="center")
            badge.html(_badge(found))
            name.button(
                starred(world, claim.name), key=f"claim_open_{claim.claim_id}", type="tertiary",
                help=f"Open this claim: {starred(world, claim.claim)}", on_click=_open, args=(claim.claim_id,),
            )  # fmt: skip
            told.html(f'<p class="claimline">{html.escape(words.told(world, found))}.</p>')
    blocks.table_actions("claims", "Claims, checked", _list())


def say_all() -> tuple[str, str]:
    """How many claims are borne out."""
    note = "Each is worked out from the data on screen; open one to change series, years, prices or countries."
    return f"{words.overview(_all())}.", note


def draw_one() -> None:
    """One claim: its verdict, the readings beside it, what counts as what, and its sources."""
    st.html(_STYLE)
    claim = _claim()
    claim_choice.controls(claim, [found.claim for found in _all()])
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.html(f'<p class="verdictline" role="status">{_verdict_line(_found())}</p>')
        claim_choice.back(claim)
    blocks.picture("claim", _picture, height=300)
    world = compute.world()
    left, right = st.columns(2)
    with left:
        st.html(f"<p class='claimline'><b>Heard.</b> {html.escape(starred(world, claim.heard))}</p>")
        st.html(
            "<p class='claimline'>"
            + "<br>".join(
                f"<b>{words.SIGNS[verdict]} {words.VERDICTS[verdict]}:</b> {html.escape(starred(world, text))}"
                for verdict, text in zip(
                    words.VERDICTS, (claim.supported_if, claim.partly_if, claim.not_if), strict=False
                )
            )
            + "</p>"
        )  # fmt: skip
        if claim.note:
            st.html(f"<p class='claimline'><b>Note.</b> {html.escape(starred(world, claim.note))}</p>")
    with right:
        st.html("<p class='claimline'><b>Sources</b></p>")
        sourced.listed(_sources(_found()))


def say_one() -> tuple[str, str]:
    """The claim, as a reader hears it."""
    return f"“{starred(compute.world(), _claim().claim)}”", ""


def _all() -> list[Checked]:
    world = compute.world()
    return [claims_checked.check(world, claim) for claim in claims_checked.listed(world)]


def _claim() -> Claim:
    world = compute.world()
    known = {claim.claim_id: claim for claim in claims_checked.listed(world)}
    return known[state.choice("claim", next(iter(known)), known.__contains__)]


def _found() -> Checked:
    claim = _claim()
    return claims_checked.check(compute.world(), claim, claim_choice.choice(claim))


def _open(claim_id: str) -> None:
    state.choose("claim", claim_id)
    state.set_view(PAGE, ONE)


def _badge(found: Checked) -> str:
    return (
        f'<span class="verdict"><span class="sign" aria-hidden="true">{words.SIGNS[found.verdict]}</span>'
        f"{words.VERDICTS[found.verdict]}</span>"
    )


def _verdict_line(found: Checked) -> str:
    how = "As said" if claim_choice.is_as_said(found.claim) else _OWN
    return f"{how}: {_badge(found)}. Claimed: {html.escape(words.claimed(found))}."


def _picture() -> Picture:
    world, found = compute.world(), _found()
    claim, bounds = found.claim, Bounds.of(found.claim)
    rows = claims_checked.table(found)
    rows = rows.assign(
        name=[_name(found, str(row.reading), str(row.name)) for row in rows.itertuples(index=False)],
        words=[words.VERDICTS.get(verdict, "stated") for verdict in rows["verdict"]],
        stated=rows["verdict"] == claims_checked.STATED,
        gap=rows["reading"].map({one.reading: words.gap(one, claim.test) for one in found.readings}),
    )
    claimed = Claimed(bounds.low, bounds.high, *bounds.partly, words.claimed(found))
    title = words.told(world, found)
    subtitle = f"{words.measured(world, found)}; the first line decides"
    return Picture(
        lambda look, width, height: claim_readings(
            rows, claimed, lambda value: words.number(value, claim.test), lambda value: words.tick(value, claim.test),
            look, title, subtitle, width, height,
        ),
        f"{title}. Claimed: {claimed.words}. {words.VERDICTS[found.verdict]}. One line a reading.",
        _twin(rows),
        MADE,
        touches=(),
        native=lambda look: _bars(rows, look, f"{subtitle}; claimed: {claimed.words}"),
    )  # fmt: skip


def _bars(rows: pd.DataFrame, look: Look, subtitle: str) -> Native:
    """A bar for each number, and one from the least to the most for a span; an open one ends at its least."""
    names = [
        f"{row.name}, {look.name(row.country)}" if row.country else row.name + ", or more" * (row.high == inf)
        for row in rows.itertuples(index=False)
    ]
    keys = ["stated" if row.stated else row.country for row in rows.itertuples(index=False)]
    known = {"stated": "Stated by others", "": "Worked out from the data"}
    closed = rows["low"].where(rows["high"].map(isfinite))
    numbers = rows["value"].where(rows["value"].notna(), rows["low"].where(closed.isna()))
    bars = by_key(
        "stacked_bar", names, keys, {"": numbers, "from least to most": rows["high"] - closed},
        lambda key, _: look.muted if key == "stated" else look.colour(key) if key else look.text,
        lambda key: known.get(key) or look.name(key), decimals=2 if rows["value"].abs().max() < 10 else 0,
        subtitle=subtitle,
    )  # fmt: skip
    return hung(bars, closed) if closed.any() else bars


def _name(found: Checked, reading: str, name: str) -> str:
    """The reading in words; the first one is the claim as said, or as the reader takes it."""
    name = starred(compute.world(), name)
    if reading != found.first.reading:
        return name
    return f"As said: {name[:1].lower()}{name[1:]}" if claim_choice.is_as_said(found.claim) else _OWN


def _twin(rows: pd.DataFrame) -> pd.DataFrame:
    """The numbers of the picture, columns that hold none left out."""
    kept = rows.rename(columns={"name": "reading_name", "words": "told"})
    kept = kept[["reading_name", "country", "value", "low", "high", "told"]]
    return kept.rename(columns={"reading_name": "reading", "told": "verdict"}).dropna(axis="columns", how="all")


def _list() -> pd.DataFrame:
    world = compute.world()
    rows = [
        (found.claim.name, words.VERDICTS[found.verdict], words.claimed(found), words.told(world, found))
        for found in _all()
    ]
    return pd.DataFrame(rows, columns=["claim", "verdict", "claimed", "data"])


def _sources(found: Checked) -> tuple[str, ...]:
    ids = [*found.claim.source_ids, *(name for one in found.readings for name in one.source_ids)]
    return tuple(dict.fromkeys(name for name in ids if name != "judgement"))
