"""A button that opens files: Streamlit's own uploader speaks English only."""

import base64
from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from model.problems import printable
from model.scenario.names import LONGEST_NAME
from ui.text.numbers import format_number
from ui.text.words import say

MEGABYTE = 1_000_000
LARGEST = 2 * MEGABYTE
"""Bytes: twenty times what a scenario file needs."""


@cache
def _button() -> ComponentRenderer:
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component("open_file", js=script, isolate_styles=False)


def open_file(
    key: str,
    label: str,
    language: str,
    opened: Callable[[list[tuple[str, bytes]]], None],
    multiple: bool = False,
) -> None:
    """Draw the button; ``opened`` is given the name and the bytes of each file chosen."""

    def taken() -> None:
        files = sent_files(st.session_state[key].get("files"))
        if files:
            opened(files)

    limit = format_number(LARGEST / MEGABYTE, 0, language)
    _button()(
        key=key,
        data={
            "label": label,
            "note": say(language, "file_note", limit=limit),
            "refused": say(language, "file_large", name="{name}", limit=limit),
            "limit": LARGEST,
            "multiple": multiple,
        },
        on_files_change=taken,
    )


def sent_files(sent: object) -> list[tuple[str, bytes]]:
    """Take the files out of what a browser sent; none if it is not what our script sends."""
    try:
        return [
            (printable(name)[:LONGEST_NAME], _content(text))
            for name, text in sent  # type: ignore[attr-defined]
        ]
    except (AttributeError, TypeError, ValueError):
        return []


def _content(text: str) -> bytes:
    if len(text) > 2 * LARGEST:
        raise ValueError("larger than the script sends")
    return base64.b64decode(text, validate=True)
