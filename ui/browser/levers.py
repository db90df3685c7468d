"""The component of the levers: their markup, and the script that moves them."""

import json
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from model.province.province import Province
from ui.text.numbers import format_exact
from ui.text.typed import rules, unit_words
from ui.text.words import name, words

READER = "typed.js"
"""The script that reads a typed number."""
WORDS = (
    "levers_changed",
    "lever_refused",
    "typed_unit",
    "typed_asked",
    "typed_read",
    "typed_thousands",
    "typed_decimal",
    "typed_take",
)


def levers_component(language: str, html: str) -> ComponentRenderer:
    """Make the component of a language around the markup of its levers."""
    here = Path(__file__)
    parts = (here.with_name(READER), here.with_suffix(".js"))
    script = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return st.components.v2.component(
        f"levers_{language}", html=html, js=script, isolate_styles=False
    )


def panel_data(province: Province, language: str, labels: Mapping[str, str]) -> str:
    """Write what the script has to know of each lever, as JSON for its attribute.

    ``labels`` name the levers. The script fills the places that a text leaves open.
    """
    levers = {
        lever.key: {
            "min": lever.min,
            "max": lever.max,
            "step": lever.step,
            "plan": lever.plan,
            "low": format_exact(lever.min, language),
            "high": format_exact(lever.max, language),
            "label": labels[lever.key],
            "unit": name(province.units[lever.unit], language),
            "units": unit_words(province.units[lever.unit]),
        }
        for lever in province.levers.values()
    }
    texts = {key: words()[key][language] for key in WORDS}
    texts["counted"] = words()["group_changed"][language]
    return json.dumps(
        {"language": language, "words": texts, "rules": rules(language), "levers": levers}
    )
