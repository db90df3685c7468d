"""The view "Why": where growth comes from, by lever group and by channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import floor
from types import MappingProxyType

import numpy as np
import streamlit as st

from model.contributions import Explanation, explain
from model.engine import simulate
from model.equations.arrays import Array
from model.province.province import Province
from model.province.rows import Group
from model.scenario.targets import rounded
from ui.charts.look import Records, with_data
from ui.charts.theme import theme_name
from ui.charts.waterfall import waterfall_data, waterfall_rows, waterfall_spec
from ui.pieces.parameters import place_of
from ui.state.address import changing_link
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.numbers import format_exact, format_number, format_signed
from ui.text.words import name, say

DECIMALS = 2
GROWTH = "grdp_growth"
RESTS_ON = MappingProxyType(
    {
        "trend": "base",
        "public_capital": "investment",
        "private_capital": "investment",
        "people": "supply",
        "reform": "supply",
        "demand": "demand",
        "physical": "shrimp",
        "shocks": "shocks",
        "residual": "uncertainty",
        "product_taxes": "closing",
        "investment": "investment",
        "shrimp": "shrimp",
        "land": "land",
        "ocop": "ocop",
        "tourism_markets": "tourism",
        "people_reform": "supply",
        "social": "demand",
        "risks": "shocks",
    }
)
"""The block of equations that a channel or a lever group rests on first."""


@dataclass(frozen=True)
class Step:
    """A contribution to growth, points, rounded so that the steps add up.

    ``key`` is that of its lever group or channel.
    """

    label: str
    points: float
    key: str


@dataclass(frozen=True)
class Change:
    """What the reader changed; ``effect`` on growth in points, None for an assumption."""

    label: str
    unit: str
    before: float
    after: float
    effect: float | None


def why(page: Page) -> None:
    """Draw the waterfalls, their figures and what was changed."""
    language = page.language
    own = page.scenario.parameters
    scenario = explain(page.province, page.scenario.levers, own)
    reference = _reference(page.province, tuple(sorted(own.items())))
    start, end = first(scenario.reference), first(scenario.growth)
    groups = steps(
        page.province.group_rows("lever"),
        {key: first(values) for key, values in scenario.groups.items()},
        rounded(end, DECIMALS) - rounded(start, DECIMALS),
        language,
    )
    channels = steps(
        page.province.group_rows("channel"),
        channel_changes(scenario, reference),
        rounded(end, DECIMALS) - rounded(start, DECIMALS),
        language,
    )
    intro = _intro(page, start, end)
    for key, found, above in (("groups", groups, intro), ("channels", channels, "")):
        draw_html(f"{above}<h3>{escape(say(language, f'why_{key}'))}</h3>")
        _chart(page, key, found, start, end)
    tables = (
        steps_table(page, "groups", groups),
        steps_table(page, "channels", channels),
        changes_table(page, changes(page)),
    )
    draw_html(f'<div class="tables">{"".join(tables)}</div>')


@lru_cache(maxsize=8)
def _reference(province: Province, assumed: tuple[tuple[str, float], ...]) -> Explanation:
    """Explain the reference: the same for every setting of the levers."""
    return explain(province, None, dict(assumed))


def first(values: Array) -> float:
    """Take the first draw and year."""
    return float(values[0, 0])


def channel_changes(scenario: Explanation, reference: Explanation) -> dict[str, float]:
    """Return what each channel adds against the reference, points."""
    return {
        key: first(values) - first(reference.channels[key])
        for key, values in scenario.channels.items()
    }


def steps(
    words: Sequence[Group], points: Mapping[str, float], total: float, language: str
) -> list[Step]:
    """Name the contributions in the order of the words, rounded to add up to a total."""
    known = [row for row in words if row.key in points]
    shown = rounded_to_total([points[row.key] for row in known], total, DECIMALS)
    return [
        Step(name(row, language), value, row.key) for row, value in zip(known, shown, strict=True)
    ]


def rounded_to_total(values: Sequence[float], total: float, decimals: int) -> list[float]:
    """Round numbers so that they add up to a rounded total, by largest remainder.

    What is next to nothing stays nothing: it never takes up a rest.
    """
    unit = 10.0**-decimals
    scaled = [0.0 if abs(value) < unit / 1000 else value / unit for value in values]
    whole = [floor(value) for value in scaled]
    missing = round(total / unit) - sum(whole)
    open_places = [place for place, value in enumerate(scaled) if value != 0.0]
    by_rest = sorted(open_places, key=lambda place: whole[place] - scaled[place])
    for turn in range(missing if by_rest else 0):
        whole[by_rest[turn % len(by_rest)]] += 1
    return [value * unit for value in whole]


def changes(page: Page) -> list[Change]:
    """List levers away from the plan, with the effect of each alone, and own assumptions."""
    province, language = page.province, page.language
    levers = page.scenario.levers
    moved = [key for key in province.levers if levers[key] != page.plan[key]]
    effects = _single_effects(page, moved)
    found = [
        Change(
            name(province.levers[key], language),
            name(province.units[province.levers[key].unit], language),
            page.plan[key],
            levers[key],
            effect,
        )
        for key, effect in zip(moved, effects, strict=True)
    ]
    for key, value in page.scenario.parameters.items():
        row = province.parameters[key]
        label = f"{name(row, language)} ({say(language, 'why_assumption')})"
        unit = name(province.units[row.unit], language)
        found.append(Change(label, unit, row.default, value, None))
    return found


def _single_effects(page: Page, moved: Sequence[str]) -> list[float]:
    """Return growth less growth with one lever back at the plan, for each, in one run."""
    if not moved:
        return []
    levers = {key: np.full(len(moved) + 1, value) for key, value in page.scenario.levers.items()}
    for place, key in enumerate(moved, start=1):
        levers[key][place] = page.plan[key]
    growth = simulate(page.province, levers, page.scenario.parameters)[GROWTH][:, 0]
    return [float(growth[0] - other) for other in growth[1:]]


def steps_table(page: Page, key: str, found: Sequence[Step]) -> str:
    """Draw contributions as a table with their total."""
    language = page.language
    total = sum(step.points for step in found)
    rows = "".join(
        f'<tr><th scope="row">{_rests_html(step)}</th>'
        f"<td>{format_signed(step.points, DECIMALS, language)}</td></tr>"
        for step in found
    )
    notes = (
        say(language, f"why_{key}_note", year=page.province.base_year),
        say(language, "why_rounding"),
        say(language, "why_rests"),
    )
    return (
        f'<div><table class="fig"><caption>{escape(say(language, f"why_{key}"))}</caption>'
        f'<thead><tr><td></td><th scope="col">{escape(say(language, "why_column_points"))}</th>'
        f"</tr></thead><tbody>{rows}</tbody>"
        f'<tfoot><tr><th scope="row">{escape(say(language, "why_total"))}</th>'
        f"<td>{format_signed(total, DECIMALS, language)}</td></tr></tfoot></table>"
        f'<p class="note">{escape(" ".join(notes))}</p></div>'
    )


def _rests_html(step: Step) -> str:
    """Link a contribution to the equations and parameters that it rests on."""
    there = f'{changing_link(view="method")} data-to="{place_of(RESTS_ON[step.key])}"'
    return f"<a {there}>{escape(step.label)}</a>"


def changes_table(page: Page, found: Sequence[Change]) -> str:
    """Draw what was changed, from → to, with the effect on growth."""
    language = page.language
    plan = name(page.province.presets[page.province.default_preset], language)
    if not found:
        title = escape(say(language, "why_changes", plan=plan))
        text = escape(say(language, "why_no_changes", plan=plan))
        return f'<div><p class="fig-title">{title}</p><p class="note">{text}</p></div>'
    rows = "".join(
        f'<tr><th scope="row">{escape(change.label)} <small>{escape(change.unit)}</small></th>'
        f"<td><span>{format_exact(change.before, language)} →</span> "
        f"{format_exact(change.after, language)}</td>"
        f"<td>{format_signed(change.effect, DECIMALS, language)}</td></tr>"
        for change in found
    )
    titles = "".join(
        f'<th scope="col">{escape(say(language, f"why_column_{key}"))}</th>'
        for key in ("lever", "change", "effect")
    )
    return (
        f'<div><table class="fig"><caption>{escape(say(language, "why_changes", plan=plan))}'
        f"</caption><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="note">{escape(say(language, "why_changes_note"))}</p></div>'
    )


def _intro(page: Page, start: float, end: float) -> str:
    language = page.language
    change = rounded(end, DECIMALS) - rounded(start, DECIMALS)
    growth = f"{format_number(end, DECIMALS, language)}%"
    text = say(
        language,
        "why_intro",
        year=page.province.base_year,
        reference=f"{format_number(start, DECIMALS, language)}%",
        change=format_signed(change, DECIMALS, language),
    )
    title = escape(say(language, "why_title", growth=growth))
    return f'<h2>{title}</h2><p class="note">{escape(text)}</p>'


def _chart(page: Page, key: str, found: Sequence[Step], start: float, end: float) -> None:
    language, year = page.language, page.province.base_year
    rows = waterfall(page, found, start, end)
    spec = waterfall_spec(
        tuple(row["label"] for row in rows),
        say(language, "why_axis", year=year + 1),
        say(language, f"why_chart_{key}"),
        language,
        theme_name(),
    )
    st.vega_lite_chart(None, with_data(spec, waterfall_data(rows)), theme=None, key=f"why_{key}")


def waterfall(page: Page, found: Sequence[Step], start: float, end: float) -> Records:
    """Return the bars from the reference to the scenario."""
    language, year = page.language, page.province.base_year
    return waterfall_rows(
        (
            say(language, "why_start", year=year),
            rounded(start, DECIMALS),
            f"{format_number(start, DECIMALS, language)}%",
        ),
        [
            (step.label, step.points, format_signed(step.points, DECIMALS, language))
            for step in found
        ],
        (say(language, "why_end"), f"{format_number(end, DECIMALS, language)}%"),
    )
