"""The map of an indicator over two of the free levers, the others as in the answer."""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st
from markupsafe import Markup

from model.goal.grid import Grid, two_lever_grid
from model.goal.reach import Goal
from model.province.rows import Indicator
from model.scenario.scenario import Scenario
from ui.charts.lever_map import CELLS, Point, heat_data, heat_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.pieces.indicator import titled
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact, format_number, format_target
from ui.text.words import name, say
from ui.views.reach.answer import applied
from ui.views.reach.question import TEMPLATE, Question, lever_words

TABLE_STEP = 6
"""Cells of the map from one column or row of its table to the next."""


def draw_map(page: Page, question: Question, goal: Goal) -> None:
    """Draw the indicator over two of the free levers, the others as in the answer."""
    language, province = page.language, page.province
    free = [key for key, _, _ in question.free]
    if len(free) < 2:
        draw_html(macros(language).note(say(language, "reach_one")))
        return
    chosen = _map_levers(page, free, goal)
    ranges = _map_ranges(page.scenario, question.ranges, goal, chosen)
    grid = two_lever_grid(province, applied(page, goal), goal.indicator, ranges, CELLS)
    across, up = (province.levers[key] for key in chosen)
    indicator = province.indicators[goal.indicator]

    def point(levers: Mapping[str, float]) -> Point:
        return levers[across.key], levers[up.key]

    end = say(language, "reach_answer" if goal.reached else "reach_best")
    data = heat_data(
        grid,
        goal.edge,
        (point(page.scenario.levers), say(language, "reach_here")),
        (point(goal.levers), end),
        say(language, "chip_target", target=format_target(goal.target, language)),
    )
    titles = lever_words(page, across), lever_words(page, up)
    words = {"indicator": titled(page, indicator), "across": titles[0], "up": titles[1]}
    spec = heat_spec(
        say(language, "reach_map_chart", **words),
        titles,
        (*ranges[across.key], *ranges[up.key]),
        (titled(page, indicator), indicator.decimals),
        language,
        theme_name(),
    )
    marks = (
        ("here", say(language, "reach_here")),
        ("answer", end),
        ("line", say(language, "reach_line")),
    )
    title = say(language, "reach_map", **words)
    draw_html(macros(language, TEMPLATE).map_heading(title, marks))
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key="reach_map")
    table = map_table(page, say(language, "reach_map_caption", **words), indicator, grid)
    others = len(free) > 2
    note = macros(language).note(say(language, "reach_map_others")) if others else ""
    draw_html(table + note)


def map_table(page: Page, caption: str, indicator: Indicator, grid: Grid) -> Markup:
    """Draw the map in five by five figures, the highest row first as on the map, folded."""
    language = page.language

    def text(value: float) -> str:
        known = None if np.isnan(value) else float(value)
        return format_number(known, indicator.decimals, language)

    def lever(value: float) -> str:
        return format_exact(float(f"{value:.6g}"), language)

    places = range(0, CELLS, TABLE_STEP)
    return Markup(
        macros(language, TEMPLATE).map_table(
            caption,
            [lever(grid.horizontal[place]) for place in places],
            [
                (lever(grid.vertical[row]), [text(grid.values[row, column]) for column in places])
                for row in reversed(places)
            ],
        )
    )


def _map_levers(page: Page, free: Sequence[str], goal: Goal) -> tuple[str, str]:
    """Take the two free levers, or let the reader choose, the most changed ones at first."""
    if len(free) == 2:
        return free[0], free[1]
    language, levers = page.language, page.province.levers

    def part(key: str) -> float:
        change = goal.levers[key] - page.scenario.levers[key]
        return abs(change) / (levers[key].max - levers[key].min)

    first, second = sorted(free, key=part, reverse=True)[:2]
    chosen: list[str] = []
    with st.container(key="reach_axes", horizontal=True):
        for axis, default in (("across", first), ("upwards", second)):
            options = [key for key in free if key not in chosen]
            chosen.append(
                st.selectbox(
                    say(language, f"reach_{axis}"),
                    options,
                    index=options.index(default) if default in options else 0,
                    format_func=lambda key: name(levers[key], language),
                    key=f"reach_{axis}_{language}",
                )
            )
    return chosen[0], chosen[1]


def _map_ranges(
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    goal: Goal,
    chosen: tuple[str, str],
) -> dict[str, tuple[float, float]]:
    """Return what the map covers: the free ranges, widened to where the levers stand."""
    found = {}
    for key in chosen:
        places = [*ranges[key], scenario.levers[key], goal.levers[key]]
        found[key] = min(places), max(places)
    return found
