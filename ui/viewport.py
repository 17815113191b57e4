"""Tells Python how wide the main column is, so that charts are laid out for it."""

from __future__ import annotations

import streamlit as st

from ui import state

_SCRIPT = """
export default function (component) {
  const { setStateValue } = component
  const column = document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.body
  const measure = () => {
    const style = getComputedStyle(column)
    const inner = column.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    return Math.floor(inner / 20) * 20
  }
  let last = null
  let timer = null
  const tell = () => {
    const now = measure()
    if (now > 0 && now !== last) {
      last = now
      setStateValue('width', now)
    }
  }
  const observer = new ResizeObserver(() => {
    clearTimeout(timer)
    timer = setTimeout(tell, 250)
  })
  observer.observe(column)
  tell()
  return () => {
    clearTimeout(timer)
    observer.disconnect()
  }
}
"""
_KEY = "viewport"
_WIDTH = "width"
USUAL_WIDTH = 840
_measure = st.components.v2.component("balance_viewport", js=_SCRIPT)


def width() -> int:
    """Width of the page's main column in pixels, as last measured."""
    return int(st.session_state.get(_WIDTH, USUAL_WIDTH))


def watch() -> None:
    """Measure the main column; a new width runs the page again."""
    _measure(key=_KEY, default={"width": width()}, on_width_change=_changed)


def _changed() -> None:
    measured = getattr(st.session_state.get(_KEY), "width", None)
    if isinstance(measured, int | float) and 200 <= measured <= 4000:
        state.touch()
        st.session_state[_WIDTH] = int(measured)
