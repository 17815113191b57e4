"""Lets the browser ask before a tab is closed or loaded anew with pins that were not saved."""

from __future__ import annotations

import streamlit as st

from ui import pins

_SCRIPT = """
export default function () {
  const ask = (event) => event.preventDefault()
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}
"""
_ask = st.components.v2.component("balance_leaving", js=_SCRIPT)


def watch() -> None:
    """Stand on the page for as long as something would be lost."""
    if pins.unsaved():
        _ask(key="leaving")
