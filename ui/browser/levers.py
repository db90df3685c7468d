"""The component of the levers: their markup, and the script that moves them."""

import json
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from model.province.province import Province
from ui.text.words import say


def levers_component(language: str, html: str) -> ComponentRenderer:
    """Make the component of a language around the markup of its levers."""
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component(
        f"levers_{language}", html=html, js=script, isolate_styles=False
    )


def panel_data(province: Province, language: str) -> str:
    """Write what the script has to know of each lever, as JSON for its attribute."""
    levers = {
        lever.key: {
            "min": lever.min,
            "max": lever.max,
            "step": lever.step,
            "plan": lever.plan,
            "group": lever.group,
        }
        for lever in province.levers.values()
    }
    counted = say(language, "group_changed", count="{count}")
    return json.dumps({"language": language, "counted": counted, "levers": levers})
