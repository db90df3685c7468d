"""The head of the page: name, version, language, presets, notices, warnings, views."""

from functools import cache
from html import escape

import streamlit as st

from model.link import LANGUAGES, LONGEST_NAME, LONGEST_PIN_NAME, VIEWS
from model.problems import Problem
from model.province import Province
from model.scenario import LETTERS

from .html import draw_html
from .numbers import format_date, format_exact, format_number, parse_exact
from .page import Page
from .state import changes, changing_link, dismiss, matching_preset, preset_parameters
from .style import stacked
from .warnings import Warned
from .words import name, say

LISTED = 4
"""Levers that the sentence under the presets names; the sidebar lists all."""
MOST_NOTICES = 12
"""Refused parts of a link that are said one by one; the others are counted."""
COUNTS = ("too_long", "too_large", "too_many")
"""Problems whose value and limit are whole numbers."""


def draw_header(page: Page) -> None:
    """Draw what stands above the results; a move alters at most how many levers are changed."""
    chosen = matching_preset(page.province, page.scenario.levers)
    count = 0 if chosen else len(changes(page.province, page.scenario.levers, page.plan))
    bar = _bar_html(page.province, page.language)
    draw_html(stacked(bar, _presets_html(page.province, page.language, chosen, count)))
    draw_notices(page)


def sentence_html(page: Page) -> str:
    """Say what the chosen preset assumes, or how the levers differ from the default one."""
    chosen = matching_preset(page.province, page.scenario.levers)
    if chosen is None:
        text = _changed_text(page)
    else:
        preset = page.province.presets[chosen]
        text = preset.assumes_vi if page.language == "vi" else preset.assumes_en
    return f'<p class="assumes">{escape(text)}</p>'


def draw_notices(page: Page) -> None:
    """List what was refused or changed in the link until the reader puts it away."""
    language = page.language
    with st.container(key="notices"):
        if not page.notices:
            return
        title = escape(say(language, "notices_title"))
        note = escape(say(language, "notices_note"))
        rows = "".join(
            f"<li>{escape(problem_text(page.province, row, language, replaced=True))}</li>"
            for row in page.notices[:MOST_NOTICES]
        )
        if len(page.notices) > MOST_NOTICES:
            left = len(page.notices) - MOST_NOTICES
            rows += f"<li>{escape(say(language, 'notices_more', count=left))}</li>"
        draw_html(f'<div role="alert"><b>{title}</b><ul>{rows}</ul><p>{note}</p></div>')
        st.button(say(language, "notices_dismiss"), on_click=dismiss, key="dismiss")


@cache
def views_html(shown: str, language: str) -> str:
    """Draw the switch of the views: links, so that each view is a step of the history."""
    links = []
    for view in VIEWS:
        words = escape(say(language, f"view_{view}"))
        current = ' aria-current="page"' if view == shown else ""
        links.append(f'<a id="view_{view}" {changing_link(view=view)}{current}>{words}</a>')
    label = escape(say(language, "views_label"))
    return f'<nav class="views" aria-label="{label}">{"".join(links)}</nav>'


def problem_text(
    province: Province, problem: Problem, language: str, replaced: bool = False
) -> str:
    """Say a problem in the reader's language: field, value, what is allowed.

    ``replaced``: something else was taken in its place, as in a link, not as in a file.
    """
    prefix, _, key = problem.field.partition(".")
    if problem.code == "unknown" and prefix == "t" and key in province.plan_targets:
        title = name(province.indicators[key], language)
        return say(language, "notice_target_known", name=title)
    code = "unknown_file" if problem.code == "unknown" and not replaced else problem.code
    # An unknown part may be called as we call the whole: "link".
    as_written = problem.code == "unknown" and "." not in problem.field
    words = say(
        language,
        f"notice_{code}",
        field=problem.field[:LONGEST_NAME]
        if as_written
        else field_name(province, problem.field, language),
        value=_value(problem, language),
        allowed=_allowed(province, problem, language),
    )
    if problem.nearest:
        words += " " + say(language, "notice_nearest", nearest=problem.nearest)
    lever = province.levers.get(problem.field)
    if (
        replaced
        and lever is not None
        and problem.code in ("not_a_number", "out_of_range", "duplicate")
    ):
        value = format_exact(lever.plan, language)
        words += " " + say(language, "notice_default", value=value)
    return words


def field_name(province: Province, field: str, language: str) -> str:
    """Name a part of a link or of a file as the page does."""
    if field in province.levers:
        return name(province.levers[field], language)
    prefix, _, key = field.partition(".")
    if prefix == "t" and key in province.indicators:
        return say(language, "field_target", name=name(province.indicators[key], language))
    if prefix == "p" and key in province.parameters:
        return say(language, "field_parameter", name=name(province.parameters[key], language))
    if prefix in LETTERS and key:
        part = field_name(province, key, language)
        return say(language, "field_pin", letter=prefix.upper(), part=part)
    if field.startswith("line "):
        return say(language, "field_line", line=field.removeprefix("line "))
    if field == "version":
        return say(language, "field_m")
    if field == "schema":
        return say(language, "field_v")
    if field in ("v", "m", "view", "lang", "name", "link", "file", "sigma"):
        return say(language, f"field_{field}")
    return field[:LONGEST_NAME]


def _value(problem: Problem, language: str) -> str:
    if problem.code not in ("out_of_range", *COUNTS):
        return problem.value[:LONGEST_NAME]
    number = parse_exact(problem.value, "en")
    return problem.value[:LONGEST_NAME] if number is None else format_exact(number, language)


def _allowed(province: Province, problem: Problem, language: str) -> str:
    prefix, _, key = problem.field.rpartition(".")
    row = province.levers.get(key) or province.parameters.get(key)
    if row is not None:
        low, high = (format_exact(limit, language) for limit in row.range)
        unit = name(province.units[row.unit], language)
        return say(language, "notice_range", low=low, high=high, unit=unit)
    if problem.code == "not_a_number":
        return say(language, "notice_any_number")
    if problem.code in COUNTS:
        return format_number(float(problem.allowed), 0, language)
    if key == "name":
        count = LONGEST_PIN_NAME if prefix else LONGEST_NAME
        return say(language, "notice_any_name", count=count)
    return problem.allowed


@cache
def _bar_html(province: Province, language: str) -> str:
    year = province.base_year + 1
    version = say(
        language,
        "page_version",
        version=province.version,
        changed=format_date(province.changed, language),
    )
    languages = " · ".join(_language_html(code, language) for code in LANGUAGES)
    label = escape(say(language, "language_label"))
    return (
        f'<div class="bar"><h1>{escape(say(language, "province_name"))}</h1>'
        f"<span>{escape(say(language, 'page_name', year=year))}</span>"
        f'<div><span class="version">{escape(version)}</span>'
        f'<nav aria-label="{label}">{languages}</nav></div></div>'
    )


def _language_html(code: str, language: str) -> str:
    label = escape(say(code, f"language_{code}"))
    if code == language:
        return f'<b aria-label="{label}" aria-current="true" lang="{code}">{code.upper()}</b>'
    return (
        f'<a id="lang_{code}" {changing_link(lang=code)} lang="{code}" '
        f'aria-label="{label}">{code.upper()}</a>'
    )


@cache
def _presets_html(province: Province, language: str, chosen: str | None, count: int) -> str:
    """Draw the presets as chips; levers off every preset stand as changes of the default one."""
    chips = []
    order = sorted(province.presets, key=lambda key: key != province.default_preset)
    for key in order:
        preset = province.presets[key]
        words = name(preset, language)
        here = key == (chosen or province.default_preset)
        if here and chosen is None:
            words = say(language, "preset_changed", name=words, count=count)
        there = changing_link(**preset_parameters(province, key))
        current = ' aria-current="true"' if here else ""
        title = escape(preset.assumes_vi if language == "vi" else preset.assumes_en)
        chips.append(
            f'<li><a id="preset_{key}" {there} title="{title}"{current}>{escape(words)}</a></li>'
        )
    label = escape(say(language, "presets_label"))
    return (
        f'<nav class="presets" aria-label="{label}"><span aria-hidden="true">{label}</span>'
        f"<ul>{''.join(chips)}</ul></nav>"
    )


def _changed_text(page: Page) -> str:
    """Say in one sentence how the levers differ from the plan."""
    province, language = page.province, page.language
    changed = changes(province, page.scenario.levers, page.plan)
    parts = [
        say(
            language,
            "preset_but_lever",
            lever=name(lever, language),
            value=format_exact(page.scenario.levers[lever.key], language),
            plan=format_exact(page.plan[lever.key], language),
        )
        for lever in changed[:LISTED]
    ]
    if len(changed) > LISTED:
        parts.append(say(language, "preset_but_more", count=len(changed) - LISTED))
    plan = name(province.presets[province.default_preset], language)
    return say(language, "preset_but", plan=plan, changes="; ".join(parts))


def warnings_html(warned: tuple[Warned, ...], language: str) -> str:
    """Say what is implausible about the levers; nothing if nothing is."""
    if not warned:
        return ""
    rows = []
    for row in warned:
        decimals = 0 if row.key == "warning_ponds" else 1
        limit = format_number(row.limit, 0, language)
        value = format_number(row.value, decimals, language)
        rows.append(f"<p>{escape(say(language, row.key, value=value, limit=limit))}</p>")
    title = escape(say(language, "warning_title"))
    return f'<div class="warned" role="status"><b>{title}</b>{"".join(rows)}</div>'
