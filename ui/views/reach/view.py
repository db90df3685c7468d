"""The view "Reach a target": the least change of free levers that reaches it, or the best."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st

from model.goal.grid import two_lever_grid
from model.goal.reach import Goal
from model.goal.reach import reach as reach_one
from model.goal.reach_all import AllTargets, reach_all
from model.province.rows import Indicator, Lever
from model.scenario.results import ResultRow, results
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_text, target_status
from ui.charts.lever_map import CELLS, Point, heat_data, heat_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.pieces.indicator import row_of, titled, titled_html
from ui.pieces.status import chip_html
from ui.pieces.table import number_cell, wide_table
from ui.state.address import step_link
from ui.state.current import Page
from ui.state.kept import Kept
from ui.text.markup import draw_html
from ui.text.numbers import format_exact, format_number, format_target, with_unit
from ui.text.words import name, say, say_html
from ui.views.reach.question import ALL, Question, ask

ALWAYS = ("grdp_growth", "grdp_per_capita")
"""Indicators that stand beside the one that was asked for."""
HANDFUL = 4
"""So many free levers are searched at once; more, and all targets, when the reader asks."""
DIGITS = 7
"""Digits of a lever's new value that are shown; the step that applies it has all."""
TABLE_STEP = 6


Answer = Goal | AllTargets


@st.cache_resource(show_spinner=False)
def _kept() -> Kept[Answer]:
    return Kept()


def reach(page: Page) -> None:
    """Draw the question, its answer and, for one indicator, the map of two levers."""
    language = page.language
    title, intro = (escape(say(language, f"reach_{key}")) for key in ("title", "intro"))
    draw_html(f'<h2>{title}</h2><p class="note">{intro}</p>')
    question, refused = ask(page)
    if question is None:
        rows = "".join(f"<li>{escape(words)}</li>" for words in refused)
        draw_html(f'<div class="refused" role="alert"><ul>{rows}</ul></div>')
        return
    answer = _answer(page, question)
    if answer is None:
        return
    draw_html(answer_html(page, answer))
    if isinstance(answer, Goal):
        _draw_map(page, question, answer)


def solve(page: Page, question: Question) -> Answer:
    """Search with `model.goal`, as ``python -m model goal`` does."""
    if question.indicator == ALL:
        return reach_all(page.province, page.scenario, question.ranges)
    given = page.province, page.scenario, question.indicator, question.target
    return reach_one(*given, question.ranges)


def applied(page: Page, answer: Answer) -> Scenario:
    """Return the scenario with the levers of the answer."""
    return replace(page.scenario, levers=answer.levers)


def answer_html(page: Page, answer: Answer) -> str:
    """Say the answer, the levers that change and what comes of them."""
    language = page.language
    status = chip_html(page.province, "met" if answer.reached else "missed", language)
    words = goal_words(page, answer) if isinstance(answer, Goal) else all_words(page, answer)
    parts = [f'<p class="reach-answer" role="status">{status} {words}</p>']
    if answer.changed:
        link = escape(step_link(page.province, applied(page, answer)))
        text = escape(say(language, "reach_apply" if answer.reached else "reach_apply_best"))
        size = format_number(answer.distance, 4, language)
        parts += [
            levers_table(page, answer),
            f'<p><a class="step reach-apply" id="reach_apply" href="{link}" target="_self">'
            f"{text}</a></p>",
            f'<p class="note">{escape(say(language, "reach_norm", size=size))}</p>',
        ]
    elif not answer.reached:
        parts.append(f'<p class="note">{escape(say(language, "reach_useless"))}</p>')
    heading = escape(say(language, "reach_outcomes"))
    return f"{''.join(parts)}<h3>{heading}</h3>{outcomes_table(page, answer)}"


def goal_words(page: Page, goal: Goal) -> str:
    """Say the answer for one indicator, as HTML."""
    language, indicator = page.language, page.province.indicators[goal.indicator]
    decimals = max(indicator.decimals, goal.target.decimals)
    down, target = goal.direction == "down", goal.target
    limit = target.value_high if down and target.value_high is not None else target.value
    key = "reach_not"
    if goal.reached:
        key = "reach_found" if goal.changed else "reach_standing"
    asked = say_html(
        language,
        f"reach_{goal.direction}",
        value=_measured(page, indicator, limit, target.decimals),
    )
    words = say_html(
        language,
        key,
        indicator=escape(name(indicator, language)),
        limit=asked,
        start=_measured(page, indicator, goal.start, decimals),
        value=f"<b>{_measured(page, indicator, goal.value, decimals)}</b>",
    )
    row = row_of(page, goal.indicator)
    if row.low == row.high:  # nothing spreads, so there is no chance to name
        return words
    return f"{words} {_chance(language, 'reach_chance', goal.probability)}"


def all_words(page: Page, found: AllTargets) -> str:
    """Say the answer for all known targets, as HTML."""
    language = page.language
    met, total = len(found.met), len(found.met) + len(found.missed)
    key = "reach_all_not"
    if found.reached:
        key = "reach_all_found" if found.changed else "reach_all_standing"
    words = say_html(language, key, met=f"<b>{met}</b>", total=str(total))
    return f"{words} {_chance(language, 'reach_all_chance', found.probability, met=str(met))}"


def levers_table(page: Page, answer: Answer) -> str:
    """Draw the levers that change: from, to, and the part of the full range."""
    language, rows = page.language, []
    for key in answer.changed:
        lever = page.province.levers[key]
        start, end = page.scenario.levers[key], answer.levers[key]
        part = 100.0 * abs(end - start) / (lever.max - lever.min)
        shown = format_exact(float(f"{end:.{DIGITS}g}"), language)
        rows.append(
            f'<tr><th scope="row" class="t main">{escape(_lever_words(page, lever))}</th>'
            + number_cell("reach_now", format_exact(start, language), language)
            + number_cell("reach_then", f"<b>{shown}</b>", language)
            + number_cell("reach_part", f"{format_number(part, 1, language)}%", language)
            + "</tr>"
        )
    return wide_table(("reach_lever", "reach_now", "reach_then", "reach_part"), rows, language)


def outcomes_table(page: Page, answer: Answer) -> str:
    """Draw indicators before and after: of one target with what always stands, or of all."""
    before = {row.indicator.key: row for row in page.rows}
    rows = results(page.province, applied(page, answer))
    if isinstance(answer, Goal):
        keys: Sequence[str] = list(dict.fromkeys((answer.indicator, *ALWAYS)))
    else:
        keys = [row.indicator.key for row in rows if row.indicator.key in answer.values]
    after = {row.indicator.key: row for row in rows}
    cells = [_outcome(page, answer, before[key], after[key]) for key in keys]
    columns = ("indicator", "reach_now", "reach_then", "reach_target", "outcome")
    return wide_table(columns, cells, page.language)


def _outcome(page: Page, answer: Answer, before: ResultRow, after: ResultRow) -> str:
    language, indicator = page.language, after.indicator
    target, status = after.target, after.status
    if isinstance(answer, Goal) and answer.indicator == indicator.key:
        target = answer.target
        status = "missed"
        if answer.reached:
            asked = replace(indicator, better=answer.direction)
            status = target_status(asked, target, answer.value)
    decimals = indicator.decimals
    if target is not None:
        decimals = max(decimals, target.decimals)
    numbers = [format_number(row.projected, decimals, language) for row in (before, after)]
    result = chip_html(page.province, status, language)
    if isinstance(answer, AllTargets) and indicator.key in answer.missed:
        key = "reach_impossible" if indicator.key in answer.impossible else "reach_together"
        result += f" <small>{escape(say(language, key))}</small>"
    text = "–" if target is None else escape(format_target(target, language))
    return (
        f'<tr><th scope="row" class="t main">{titled_html(page, indicator)}</th>'
        + number_cell("reach_now", numbers[0], language)
        + number_cell("reach_then", f"<b>{numbers[1]}</b>", language)
        + number_cell("reach_target", text, language)
        + f'<td class="t">{result}</td></tr>'
    )


def _answer(page: Page, question: Question) -> Answer | None:
    """Return the answer: kept, found at once, or found when the reader presses the button."""
    language = page.language
    key = step_link(page.province, page.scenario), question
    place = st.empty()
    found = _kept().get(key)
    if found is not None:
        return found
    long = question.indicator == ALL or len(question.free) > HANDFUL
    if long and not place.button(say(language, "reach_find"), key="reach_find", type="primary"):
        return None
    with place, st.spinner(say(language, "reach_running")):
        found = solve(page, question)
    place.empty()
    _kept().put(key, found)
    return found


def _draw_map(page: Page, question: Question, goal: Goal) -> None:
    """Draw the indicator over two of the free levers, the others as in the answer."""
    language, province = page.language, page.province
    free = [key for key, _, _ in question.free]
    if len(free) < 2:
        draw_html(f'<p class="note">{escape(say(language, "reach_one"))}</p>')
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
    titles = _lever_words(page, across), _lever_words(page, up)
    words = {"indicator": titled(page, indicator), "across": titles[0], "up": titles[1]}
    spec = heat_spec(
        say(language, "reach_map_chart", **words),
        titles,
        (*ranges[across.key], *ranges[up.key]),
        (titled(page, indicator), indicator.decimals),
        language,
        theme_name(),
    )
    legend = "".join(
        f'<li><i class="k-{mark}"></i>{escape(text)}</li>'
        for mark, text in (
            ("here", say(language, "reach_here")),
            ("answer", end),
            ("line", say(language, "reach_line")),
        )
    )
    label = escape(say(language, "legend_label"))
    draw_html(
        f"<h3>{escape(say(language, 'reach_map', **words))}</h3>"
        f'<ul class="legend" aria-label="{label}">{legend}</ul>'
    )
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key="reach_map")
    note = say(language, "reach_map_others") if len(free) > 2 else ""
    table = map_table(page, indicator, titles, grid.horizontal, grid.vertical, grid.values)
    draw_html(f'{table}<p class="note">{escape(note)}</p>' if note else table)


def map_table(
    page: Page,
    indicator: Indicator,
    titles: tuple[str, str],
    across: np.ndarray,
    up: np.ndarray,
    values: np.ndarray,
) -> str:
    """Draw the map in five by five figures, the highest row first as on the map, folded."""
    language = page.language

    def text(value: float) -> str:
        known = None if np.isnan(value) else float(value)
        return format_number(known, indicator.decimals, language)

    def lever(value: float) -> str:
        return format_exact(float(f"{value:.6g}"), language)

    places = range(0, CELLS, TABLE_STEP)
    heads = "".join(f'<th scope="col">{lever(across[place])}</th>' for place in places)
    rows = "".join(
        f'<tr><th scope="row">{lever(up[row])}</th>'
        + "".join(f"<td>{text(values[row, column])}</td>" for column in places)
        + "</tr>"
        for row in reversed(places)
    )
    words = {"across": titles[0], "up": titles[1], "indicator": titled(page, indicator)}
    caption = escape(say(language, "reach_map_caption", **words))
    fold = escape(say(language, "reach_map_table"))
    return (
        f'<details class="map-table"><summary>{fold}</summary><table class="fig">'
        f"<caption>{caption}</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
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


def _lever_words(page: Page, lever: Lever) -> str:
    language = page.language
    unit = name(page.province.units[lever.unit], language)
    return say(language, "titled", indicator=name(lever, language), unit=unit)


def _measured(page: Page, indicator: Indicator, value: float, decimals: int) -> str:
    known = None if np.isnan(value) else value
    unit = name(page.province.units[indicator.unit], page.language)
    return escape(with_unit(format_number(known, decimals, page.language), unit))


def _chance(language: str, key: str, share: float, **more: str) -> str:
    return say_html(language, key, chance=f"<b>{escape(chance_text(share))}</b>", **more)
