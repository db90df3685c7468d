"""The sidebar: every lever in its group, what was changed, undo and resets."""

import time
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.province import Province
from model.scenario import Scenario, preset_scenario
from model.tables import Group, Lever, Project, Source

from .numbers import format_exact, format_number, parse_exact
from .page import Page
from .state import (
    ONE_MOVE,
    Trail,
    changes,
    expected_levers,
    lever_value,
    moved,
    step_link,
    untouched,
    with_levers,
)
from .words import name, say

WITH_PROJECTS = "investment"
"""The group of levers beside which the key projects stand."""
BOX_WIDTH = 82
"""Width of an exact entry in pixels; ui/style.css keeps the same room."""
Top = tuple[DeltaGenerator, DeltaGenerator]
"""The empty top of the sidebar: what stays in sight on a phone, and what was changed."""
EMPTY_HTML = '<span class="nothing"></span>'
"""Keeps the place of a reset: what comes and goes would move the sliders below it."""


def draw_levers(
    province: Province, rest: Scenario, language: str
) -> tuple[Top, Mapping[str, float]]:
    """Draw every lever and return the empty top of the sidebar and the values.

    All levers are drawn in every run: a bound slider that is not drawn leaves the address.
    ``rest`` is the scenario apart from its levers.
    """
    values: dict[str, float] = {}
    expected = with_levers(rest, expected_levers(province).items())
    with st.sidebar:
        top = st.container(key="levers_strip"), st.container(key="levers_top")
        for group in province.group_rows("lever"):
            with st.expander(
                _group_title(province, group, expected, language),
                expanded=group.key == WITH_PROJECTS,
                key=f"group_{group.key}",
            ):
                values |= _draw_group(province, group, expected, language)
    return top, MappingProxyType({key: values[key] for key in province.levers})


def draw_top(top: Top, page: Page, trail: Trail, strip: str) -> None:
    """Fill the top of the sidebar: the phone's strip, what was changed, undo and redo."""
    sticky, changed = top
    sticky.html(f'<div class="levers-strip">{strip}</div>')
    changed.html(_heading_html(page) + _changes_html(page) + _undo_html(page, trail))


def lever_label(province: Province, lever: Lever, language: str) -> str:
    """Name a lever with its unit, as plain text: markdown leaks into the accessible name."""
    return f"{name(lever, language)} ({name(province.units[lever.unit], language)})"


def _group_title(province: Province, group: Group, scenario: Scenario, language: str) -> str:
    levers = [lever for lever in province.levers.values() if lever.group == group.key]
    return f"**{name(group, language)}**{_count_text(levers, scenario, language)}"


def _count_text(levers: Iterable[Lever], scenario: Scenario, language: str) -> str:
    count = sum(scenario.levers[lever.key] != lever.plan for lever in levers)
    return f" :primary[· {say(language, 'group_changed', count=count)}]" if count else ""


def _draw_group(
    province: Province, group: Group, scenario: Scenario, language: str
) -> dict[str, float]:
    levers = [lever for lever in province.levers.values() if lever.group == group.key]
    advanced = [lever for lever in levers if lever.advanced]
    values = {}
    st.html(_group_reset_html(province, group, scenario, language))
    for lever in (lever for lever in levers if not lever.advanced):
        values[lever.key] = _draw_lever(province, lever, scenario, language)
    if advanced:
        title = say(language, "group_advanced") + _count_text(advanced, scenario, language)
        with st.expander(title, key=f"advanced_{group.key}"):
            for lever in advanced:
                values[lever.key] = _draw_lever(province, lever, scenario, language)
    if group.key == WITH_PROJECTS:
        st.html(_projects_html(province, language))
    return values


def _group_reset_html(province: Province, group: Group, scenario: Scenario, language: str) -> str:
    """Offer the way back of a group; empty but there where nothing changed."""
    levers = [lever for lever in province.levers.values() if lever.group == group.key]
    there = with_levers(scenario, [(lever.key, lever.plan) for lever in levers])
    if there == scenario:
        return EMPTY_HTML
    words = say(language, "group_reset", plan=_plan_name(province, language))
    return _step(step_link(province, there), words, f"reset_{group.key}", "group-reset")


def _draw_lever(province: Province, lever: Lever, scenario: Scenario, language: str) -> float:
    """Draw a lever and return its value.

    The box is another widget for every value. Were it one whose text follows the slider, a
    key press on the slider would send the text of the press before, as if it were typed.
    """
    label = lever_label(province, lever, language)
    text = format_exact(scenario.levers[lever.key], language)
    box = _box(lever, text)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False):
        shown = st.slider(
            label,
            lever.min,
            lever.max,
            untouched(lever),
            lever.step,
            format=_slider_format(lever, scenario.levers[lever.key], language),
            key=lever.key,
            help=_help(province, lever, language),
            on_change=moved,
            args=(lever.key,),
            bind="query-params",
        )
        st.text_input(
            say(language, "lever_exact", lever=label),
            text,
            key=box,
            label_visibility="collapsed",
            width=BOX_WIDTH,
            on_change=_entered,
            args=(lever, text, language),
        )
    marks = _marks_html(province, lever, scenario, language)
    refused = st.session_state.get(f"refused_{lever.key}")
    st.html(marks if refused is None else marks + _refused_html(label, refused, lever, language))
    return lever_value(lever, shown)


def _slider_format(lever: Lever, value: float, language: str) -> str:
    """Let the browser write the number where it speaks the page's language.

    Elsewhere without signs between thousands: 1.200 is not the same number in both.
    """
    if (st.context.locale or language).startswith(language):
        return "localized"
    decimals = max(len(f"{number:.10g}".partition(".")[2]) for number in (lever.step, value))
    return f"%.{decimals}f"


def _box(lever: Lever, text: str) -> str:
    return f"exact_{lever.key}_{text}"


def _entered(lever: Lever, drawn: str, language: str) -> None:
    """Take an exact entry; a bad one changes nothing and is said under the box.

    A box that is gone may still be reported by a key press that was on its way: with the
    text it was drawn with, or with an entry that was taken already.
    """
    text = st.session_state[_box(lever, drawn)]
    taken, now = (lever.key, drawn, text), time.monotonic()
    before, when = st.session_state.get("entered", (None, 0.0))
    if text == drawn or (taken == before and now - when < ONE_MOVE):
        return
    st.session_state["entered"] = taken, now
    number = parse_exact(text, language)
    if number is None or not lever.min <= number <= lever.max:
        st.session_state[f"refused_{lever.key}"] = text
    else:
        st.session_state.pop(f"refused_{lever.key}", None)
        st.session_state[lever.key] = number


def _plan_name(province: Province, language: str) -> str:
    return name(province.presets[province.default_preset], language)


def _step(link: str, words: str, key: str, style: str = "", label: str = "") -> str:
    """Draw a link that changes the scenario in one step."""
    extra = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<a class="step {style}" id="{key}" href="{escape(link)}" target="_self"{extra}>'
        f"{escape(words)}</a>"
    )


def _marks_html(province: Province, lever: Lever, scenario: Scenario, language: str) -> str:
    """Draw the ticks of the base year and of the plan, and say both; offer a reset."""

    def tick(number: float, style: str) -> str:
        place = 100.0 * (number - lever.min) / (lever.max - lever.min)
        return f'<i class="{style}" style="left:{place:.2f}%"></i>'

    reference, plan = (format_exact(number, language) for number in (lever.reference, lever.plan))
    line = escape(
        say(language, "lever_marks", year=province.base_year, reference=reference, plan=plan)
    )
    if scenario.levers[lever.key] != lever.plan:
        link = step_link(province, with_levers(scenario, [(lever.key, lever.plan)]))
        full = say(
            language,
            "lever_reset_full",
            lever=name(lever, language),
            value=plan,
            plan=_plan_name(province, language),
        )
        words = say(language, "lever_reset")
        line += f" · {_step(link, words, f'reset_{lever.key}', label=full)}"
    return (
        f'<div class="ticks" aria-hidden="true">{tick(lever.reference, "")}'
        f'{tick(lever.plan, "plan")}</div><p class="marks">{line}</p>'
    )


def _refused_html(label: str, text: str, lever: Lever, language: str) -> str:
    words = say(
        language,
        "lever_refused",
        lever=label,
        value=text[:80],
        low=format_exact(lever.min, language),
        high=format_exact(lever.max, language),
    )
    return f'<p class="refused" role="alert">{escape(words)}</p>'


@cache
def _help(province: Province, lever: Lever, language: str) -> str:
    """Say what a lever does and where its two values are from; made once a language."""
    return say(
        language,
        "lever_help",
        help=lever.help_vi if language == "vi" else lever.help_en,
        year=province.base_year,
        reference=format_exact(lever.reference, language),
        reference_kind=say(language, f"kind_{lever.reference_kind}"),
        reference_source=_source(province.sources[lever.reference_source]),
        plan_name=_plan_name(province, language),
        plan=format_exact(lever.plan, language),
        plan_kind=say(language, f"kind_{lever.plan_kind}"),
        plan_source=_source(province.sources[lever.plan_source]),
    )


def _source(source: Source) -> str:
    return f"{source.title}, {source.date[:4]}" if source.date else source.title


def _heading_html(page: Page) -> str:
    subtitle = say(
        page.language,
        "levers_subtitle",
        count=len(page.province.levers),
        plan=_plan_name(page.province, page.language),
    )
    title = say(page.language, "levers_title")
    return f'<h2 class="levers-title">{escape(title)}</h2><p class="muted">{escape(subtitle)}</p>'


def _changes_html(page: Page) -> str:
    """List the levers that stand off the plan, from and to, and offer the way back."""
    province, language = page.province, page.language
    changed = changes(province, page.scenario.levers, page.plan)
    if not changed:
        return f'<div class="changes"><p>{escape(say(language, "levers_none_changed"))}</p></div>'
    plan = _plan_name(province, language)
    back = preset_scenario(province, province.default_preset).levers
    there = with_levers(page.scenario, back.items())
    reset = _step(
        step_link(province, there), say(language, "levers_reset_all", plan=plan), "reset_all"
    )
    title = escape(say(language, "levers_changed", count=len(changed)))
    rows = "".join(_change_html(page, lever) for lever in changed)
    return (
        f'<div class="changes"><p><b>{title}</b>{reset}</p>'
        f'<ul class="scroll" tabindex="0" aria-label="{title}">{rows}</ul></div>'
    )


def _change_html(page: Page, lever: Lever) -> str:
    unit = name(page.province.units[lever.unit], page.language)
    before = format_exact(page.plan[lever.key], page.language)
    after = format_exact(page.scenario.levers[lever.key], page.language)
    return (
        f"<li><span>{escape(name(lever, page.language))}</span>"
        f"<span>{before} → <b>{after}</b> {escape(unit)}</span></li>"
    )


def _undo_html(page: Page, trail: Trail) -> str:
    buttons = []
    for key, stop in (("undo", trail.back), ("redo", trail.onward)):
        words = escape(say(page.language, key))
        if stop is None:
            buttons.append(
                f'<a class="{key}" id="{key}" role="link" tabindex="0" aria-disabled="true">'
                f"{words}</a>"
            )
        else:
            buttons.append(_step(stop, say(page.language, key), key, key))
    return f'<div class="undo-redo">{"".join(buttons)}</div>'


def _projects_html(province: Province, language: str) -> str:
    rows = "".join(_project_html(province, row, language) for row in province.projects.values())
    title = escape(say(language, "projects_title"))
    return f'<details class="projects"><summary>{title}</summary><ul>{rows}</ul></details>'


def _project_html(province: Province, project: Project, language: str) -> str:
    facts: Iterable[str] = [
        say(language, "projects_no_amount")
        if project.total_bn_vnd is None
        else say(
            language, "projects_amount", amount=format_number(project.total_bn_vnd, 0, language)
        ),
        *(
            [say(language, "projects_length", length=format_exact(project.length_km, language))]
            if project.length_km is not None
            else []
        ),
    ]
    source = province.sources[project.source]
    words = escape(say(language, "projects_source"))
    link = (
        f' · <a href="{escape(source.url)}" target="_blank" title="{escape(source.title)}">'
        f"{words}</a>"
        if source.url.startswith(("https://", "http://"))
        else f" · {escape(source.title)}"
    )
    title = escape(name(project, language))
    return f"<li>{title}<br><small>{escape(' · '.join(facts))}{link}</small></li>"
