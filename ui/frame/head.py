"""The head of the page: name, version, language, presets, warnings, views."""

from functools import cache
from html import escape

from model.province.province import Province
from model.scenario.link import LANGUAGES, VIEWS
from model.scenario.warnings import Warned
from ui.frame.notices import draw_notices
from ui.state.address import changes, changing_link, matching_preset, preset_parameters
from ui.state.current import Page
from ui.text.markup import draw_html, stacked
from ui.text.numbers import format_date, format_exact, format_number
from ui.text.words import name, say

LISTED = 4
"""Levers that the sentence under the presets names; the sidebar lists all."""


def draw_header(page: Page) -> None:
    """Draw what stands above the results; a move alters at most how many levers are changed."""
    chosen = matching_preset(page.province, page.scenario.levers)
    count = 0 if chosen else len(changes(page.province, page.scenario.levers, page.plan))
    bar = _bar_html(page.province, page.language)
    draw_html(
        stacked(page.language, bar, _presets_html(page.province, page.language, chosen, count))
    )
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
