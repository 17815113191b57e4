"""The few rules of the look that the theme cannot express."""

from __future__ import annotations

import streamlit as st

from ui import compute


def draw() -> None:
    """Give the page its rules."""
    st.html(
        """<style>
        [data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
        [data-testid="stMainBlockContainer"] { padding-top: 3.9rem; }
        [data-testid="stSidebarHeader"] { height: 2.2rem; padding: 0.3rem 0.6rem; margin: 0; }
        .finding { font-size: 1.45rem; line-height: 1.3; font-weight: 600; margin: 0 0 0.2rem 0; text-wrap: pretty; }
        [data-testid="stElementToolbar"] { display: none; } /* its files would carry no sources */
        .tiles, .st-key-tile_buttons { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
          grid-auto-rows: 1fr; gap: 0.6rem; }
        @media (min-width: 900px) { .st-key-tiles:has(.tile:nth-child(6)) :is(.tiles, .st-key-tile_buttons)
          { grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); }
          .st-key-tiles:has(.tile:nth-child(6)) .st-key-tile_buttons button > div { visibility: hidden; } }
        .st-key-tiles { position: relative; }
        div:has(> .st-key-tile_buttons) { position: absolute; inset: 0; }
        .st-key-tile_buttons { height: 100%; }
        .st-key-tile_buttons :is(.stElementContainer, .stTooltipIcon, .stButton, button) { width: 100%; height: 100%; }
        .st-key-tile_buttons button { align-items: flex-start; justify-content: flex-end; padding: 0.25rem 0.4rem; }
        .st-key-tile_buttons button > div, .st-key-tile_buttons button > div > span { justify-content: flex-end; }
        .st-key-tile_buttons button:hover { outline: 1px solid rgba(128,128,128,0.6); }
        .st-key-tile_buttons button p { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        .tile { border-left: 5px solid var(--tile); padding: 0.25rem 0.7rem; background: rgba(128,128,128,0.08); }
        .tile .who { font-size: 0.95rem; font-weight: 600; }
        .tile .index { font-size: 1.7rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
        .tile .more { font-size: 0.85rem; opacity: 0.85; }
        @media (max-width: 640px) { .st-key-pin_finding button p { position: absolute; width: 1px; height: 1px;
          overflow: hidden; clip-path: inset(50%); white-space: nowrap; } }
        .charthead { font-size: 1.12rem; font-weight: 650; line-height: 1.25; margin: 0.2rem 0 0 0; text-wrap: pretty; }
        .chartsub { font-size: 0.9rem; opacity: 0.85; margin: 0; }
        [data-testid="stMultiSelectTagsContainer"] [data-tag] { background-color: #1F6FA8; color: #FFFFFF; }
        """
        + ("button[kind^='primary'] { color: #0B0C0C; }" if compute.look().dark else "")
        + """
        .stamp { font-size: 0.8rem; opacity: 0.85; line-height: 1.45; }
        </style>"""
    )
