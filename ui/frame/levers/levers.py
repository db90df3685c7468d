"""The sidebar: the phone's strip, what was changed, undo and redo, and the panel of levers."""

from dataclasses import dataclass
from functools import cache

import streamlit as st
from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Lever
from ui.frame.levers.panel import TEMPLATE, levers_panel
from ui.frame.levers.reset import Reset, plan_name, reset
from ui.frame.summary.strip import strip_html
from ui.state.address import changes
from ui.state.current import Page
from ui.state.history import Trail
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact
from ui.text.words import name, say


@dataclass(frozen=True)
class Change:
    """A lever that stands off the plan: from and to, as shown."""

    title: str
    before: str
    after: str
    unit: str


def draw_levers(page: Page, trail: Trail) -> None:
    """Draw what stands above the levers and the panel.

    The panel is the same in every run of a language; ui/browser/levers.js fills in what the address
    says and puts every move there.
    """
    with st.sidebar:
        draw_html(_top_html(page, trail))
        levers_panel(page.province, page.language)(key=f"levers_{page.language}")


def _top_html(page: Page, trail: Trail) -> Markup:
    province, language = page.province, page.language
    changed = changes(province, page.scenario.levers, page.plan)
    return Markup(
        macros(language, TEMPLATE).top(
            strip=strip_html(page),
            count=len(province.levers),
            plan=plan_name(province, language),
            changed=[_change(page, lever) for lever in changed],
            reset=_reset_all(province, language),
            steps=[("undo", trail.back), ("redo", trail.onward)],
        )
    )


@cache
def _reset_all(province: Province, language: str) -> Reset:
    words = say(language, "levers_reset_all", plan=plan_name(province, language))
    return reset("all", province.levers.values(), words)


def _change(page: Page, lever: Lever) -> Change:
    language = page.language
    return Change(
        title=name(lever, language),
        before=format_exact(page.plan[lever.key], language),
        after=format_exact(page.scenario.levers[lever.key], language),
        unit=name(page.province.units[lever.unit], language),
    )
