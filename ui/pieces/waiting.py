"""Waiting for dear results: how many come first, how far it is, and that too many wait."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.state.current import Page
from ui.state.dear import Dear, Wait, work_out
from ui.state.lane import TooManyError, lane
from ui.text.markup import draw_html, macros
from ui.text.words import say


def asks_again(key: str) -> bool:
    """Say whether the reader, sent away by a `wait_for` of this key, set off the present run."""
    return bool(st.session_state.get(f"{key}_again"))


def wait_for(page: Page, key: str, doing: str, wanted: Sequence[Dear[Any]]) -> bool:
    """Have everything wanted kept, and tell the reader how the wait goes.

    Parameters
    ----------
    key
        Names the wait on the page, see `asks_again`.
    doing
        What is being done, a key of the words.

    Returns
    -------
    bool
        False: too many wait, which is said, with a button that asks again.
    """
    language, place = page.language, st.empty()
    try:
        work_out(lane(), page.province, wanted, lambda now: draw_wait(place, now, doing, language))
    except TooManyError:
        with place.container():
            draw_html(macros(language).refusal(say(language, "lane_full")))
            st.button(say(language, "lane_again"), key=f"{key}_again")
        return False
    place.empty()
    return True


def draw_wait(place: DeltaGenerator, now: Wait, doing: str, language: str) -> None:
    """Say what is being done, how many questions come first and, if known, how far it is."""
    text = say(language, doing)
    if now.ahead:
        text = say(language, "lane_ahead", doing=text, count=now.ahead)
    if now.share is not None:
        place.progress(min(now.share, 1.0), text=text)
        return
    with place:
        draw_html(macros(language).waiting(text))
