"""The map of an indicator over two of the free levers, the others as in the answer."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from markupsafe import Markup

from model.goal.grid import Grid
from model.goal.reach import Goal
from model.province.rows import Indicator
from ui.charts.lever_map import CELLS
from ui.charts.theme import theme_name
from ui.pictures.draw import Placed, draw_parts
from ui.pictures.goal import Question, question_choices
from ui.pictures.reach import (
    answer_key,
    answer_label,
    lever_map,
    limit_words,
    map_picture,
    most_changed,
    moves_text,
    told_value,
)
from ui.state.current import Page
from ui.text.markup import draw_html, joined, macros
from ui.text.numbers import format_exact, format_number
from ui.text.words import name, say
from ui.views.reach.question import TEMPLATE

TABLE_STEP = 6
"""Cells of the map from one column or row of its table to the next."""


def draw_map(page: Page, question: Question, goal: Goal, above: Markup) -> None:
    """Draw the indicator over two of the free levers, the others as in the answer.

    ``above`` stands before it, as the fields do in which levers of more than two are chosen.
    """
    language = page.language
    free = [key for key, _, _ in question.free]
    if len(free) < 2:
        draw_html(joined([above, macros(language).note(say(language, "reach_one"))]))
        return
    if len(free) > 2:
        draw_html(above)
        above = Markup()
    chosen = _map_levers(page, free, goal)
    found = lever_map(page, question.ranges, goal, chosen)
    marks = [("here", say(language, "reach_here")), ("answer", answer_label(goal, language))]
    if len(found.line):
        marks.append(("line", say(language, "reach_line")))
    words = found.words(page)
    title = say(
        language,
        f"reach_map_{answer_key(goal)}",
        limit=say(language, f"reach_{goal.direction}", value=limit_words(page, goal)),
        levers=moves_text(page, goal),
        value=told_value(page, goal, goal.value),
    )
    head = macros(language, TEMPLATE).part(title, say(language, "reach_map", **words), marks)
    choices = question_choices(page, question)
    if len(free) > 2:
        choices |= {"across": chosen[0], "up": chosen[1]}
    drawn = Placed(map_picture(page, found, theme_name()), "reach", "reach_map", choices)
    indicator = page.province.indicators[goal.indicator]
    others = macros(language).note(say(language, "reach_map_others")) if len(free) > 2 else ""
    table = map_table(page, say(language, "reach_map_caption", **words), indicator, found.grid)
    draw_parts([above, head, drawn, others + table], language)


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
    first, second = most_changed(page, free, goal)
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
