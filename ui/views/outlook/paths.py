"""What a push is followed by on the path to the last year."""

from collections.abc import Sequence

import numpy as np

from model.engine import simulate
from model.province.keys import GROWTH
from ui.state.current import Page
from ui.text.numbers import format_signed
from ui.text.words import say

DECIMALS = 2
"""Digits of an effect on growth, points."""


def push_text(page: Page, reference: Sequence[float]) -> str:
    """Say how the levers change growth year by year, and why a push is followed by less."""
    province, language = page.province, page.language
    path = simulate(
        province,
        page.scenario.levers,
        page.scenario.parameters,
        horizon=province.last_year,
    )[GROWTH][0]
    effect = path - np.array(reference)
    first, second, last = (
        format_signed(float(effect[place]), DECIMALS, language) for place in (0, 1, -1)
    )
    year = province.base_year + 1
    return say(
        language,
        "outlook_push",
        year=year,
        next=year + 1,
        last_year=province.last_year,
        first=first,
        second=second,
        last=last,
    )
