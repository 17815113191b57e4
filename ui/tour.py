"""The tour: four cards on a first visit, each with an outline around the thing it is about.

It runs in the browser alone. That it was seen is kept there too; it comes again only when asked for.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_card = st.components.v2.component(
    "balance_tour",
    css=(_HERE / "tour.css").read_text(encoding="utf-8"),
    js=(_HERE / "tour.js").read_text(encoding="utf-8"),
)
_again = st.components.v2.component(
    "balance_tour_again",
    css=(_HERE / "share.css").read_text(encoding="utf-8"),
    js="""
export default function ({ parentElement }) {
  if (parentElement.querySelector('button')) return
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Show the tour'
  button.addEventListener('click', () => {
    document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))  // shuts the menu it stands in
    document.body.click()
    document.dispatchEvent(new CustomEvent('balance-tour'))
  })
  parentElement.appendChild(button)
}
""",
)


@dataclass(frozen=True)
class Step:
    """One card: its words, and the things it points at, the first that is on screen."""

    title: str
    words: str
    at: str


STEPS = (
    Step(
        "Answer first",
        "Every page opens on one sentence and one picture. The index runs from 0 to 1 and compares material holdings, "
        "not combat power.",
        "h1.finding",
    ),
    Step(
        "Move a weight",
        "You decide how much each category counts. The picture follows while you drag, and the small tick shows "
        "the baseline. Undo takes anything back.",
        ".st-key-rail_weights, [data-testid='stSidebar'], [data-testid='stExpandSidebarButton']",
    ),
    Step(
        "Ask what if",
        "Worked questions load a scenario and answer it. On the Scenario page you delay, cancel or add deliveries "
        "yourself.",
        ".st-key-questions [data-testid='stPopover'], [data-testid='stTopNavLink'][href*='scenario']",
    ),
    Step(
        "Check and share",
        "Click a tile or a bar to see where its number comes from. The link holds all you see: copy it, show it as a "
        "QR code, or present it.",
        ".st-key-corner, .stamp",
    ),
)


def draw(quiet: bool = False) -> None:
    """The card, on a first visit or when asked for; never in present mode (``quiet``)."""
    _card(key="tour", data={"steps": [asdict(step) for step in STEPS], "quiet": quiet})


def again() -> None:
    """A button that shows the tour again."""
    _again(key="tour_again")
