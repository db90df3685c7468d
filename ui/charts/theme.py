"""The theme of the reader's browser, for charts, which CSS cannot reach."""

import streamlit as st


def theme_name() -> str:
    """Return ``light`` or ``dark``."""
    return "dark" if st.context.theme.type == "dark" else "light"
