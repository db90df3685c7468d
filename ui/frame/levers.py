"""The sidebar: every lever in its group, what was changed, undo and resets."""

import json
from collections.abc import Iterable
from functools import cache
from html import escape

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from model.problems import plain
from model.province.province import Province
from model.province.rows import Group, Lever, Project
from ui.frame.headline import strip_html
from ui.pieces.sources import source_html
from ui.state.address import changes, changing_link, plan_link
from ui.state.current import Page
from ui.state.history import Trail
from ui.text.markup import draw_html
from ui.text.numbers import format_exact, format_number
from ui.text.words import UI, name, say, say_html

WITH_PROJECTS = "investment"
"""The group of levers beside which the key projects stand."""


def draw_levers(page: Page, trail: Trail) -> None:
    """Draw the phone's strip, what was changed, undo and redo, and the panel of levers.

    The panel is the same in every run of a language; ui/browser/levers.js fills in what the address
    says and puts every move there.
    """
    province, language = page.province, page.language
    top = f"{_heading_html(province, language)}{_changes_html(page)}{_undo_html(page, trail)}"
    with st.sidebar:
        draw_html(f'<div class="levers-strip">{strip_html(page)}</div><div>{top}</div>')
        _panel(province, language)(key=f"levers_{language}")


def lever_label(province: Province, lever: Lever, language: str) -> str:
    """Name a lever with its unit."""
    return f"{name(lever, language)} ({name(province.units[lever.unit], language)})"


@cache
def _panel(province: Province, language: str) -> ComponentRenderer:
    """Make the panel of a language: its markup stands in it, so that no run writes it anew.

    With it comes the script of the page, which does what Streamlit has no words for.
    """
    page, panel = (
        UI.joinpath("browser", script).read_text(encoding="utf-8")
        for script in ("address.js", "levers.js")
    )
    groups = (_group_html(province, group, language) for group in province.group_rows("lever"))
    return st.components.v2.component(
        f"levers_{language}",
        html=f'<div class="levers" data-panel="{_panel_data(province, language)}">'
        f"{''.join(groups)}</div>",
        js=page.replace("PLAN_LINK", plan_link(province)) + panel,
        isolate_styles=False,
    )


def _panel_data(province: Province, language: str) -> str:
    """Write what the script has to know of each lever as an attribute."""
    levers = {
        lever.key: {
            "min": lever.min,
            "max": lever.max,
            "step": lever.step,
            "marks": [lever.reference, lever.plan],
            "group": lever.group,
        }
        for lever in province.levers.values()
    }
    counted = say(language, "group_changed", count="{count}")
    return escape(json.dumps({"language": language, "counted": counted, "levers": levers}))


def _group_html(province: Province, group: Group, language: str) -> str:
    levers = [lever for lever in province.levers.values() if lever.group == group.key]
    rows = {
        advanced: "".join(
            _lever_html(province, lever, language) for lever in levers if lever.advanced == advanced
        )
        for advanced in (False, True)
    }
    more = ""
    if rows[True]:
        title = escape(say(language, "group_advanced"))
        more = (
            f'<details class="more"><summary>{title} <span class="count"></span></summary>'
            f"{rows[True]}</details>"
        )
    plan = _plan_name(province, language)
    reset = _reset_html(f"reset_{group.key}", levers, say(language, "group_reset", plan=plan))
    opened = " open" if group.key == WITH_PROJECTS else ""
    projects = _projects_html(province, language) if group.key == WITH_PROJECTS else ""
    return (
        f'<details class="group" id="group_{group.key}"{opened}><summary>'
        f'<b>{escape(name(group, language))}</b> <span class="count"></span></summary>'
        f'<p class="group-reset">{reset}</p>{rows[False]}{more}{projects}</details>'
    )


def _lever_html(province: Province, lever: Lever, language: str) -> str:
    """Draw a lever; what a change of its value changes is left to the script."""
    label = lever_label(province, lever, language)
    reference, plan, low, high = (
        format_exact(number, language)
        for number in (lever.reference, lever.plan, lever.min, lever.max)
    )
    marks = say(language, "lever_marks", year=province.base_year, reference=reference, plan=plan)
    full = say(
        language,
        "lever_reset_full",
        lever=name(lever, language),
        value=plan,
        plan=_plan_name(province, language),
    )
    refused = say(language, "lever_refused", lever=label, value="{value}", low=low, high=high)
    exact, asked = (
        escape(say(language, key, lever=label)) for key in ("lever_exact", "lever_help_label")
    )
    key = lever.key
    return (
        f'<div class="lever" data-lever="{key}"><div class="label">'
        f'<label for="slider_{key}">{escape(label)}</label>'
        f'<button type="button" class="ask" aria-expanded="false" aria-controls="help_{key}" '
        f'aria-label="{asked}">?</button></div>'
        f'<p class="help" id="help_{key}" hidden>{_help_html(province, lever, language)}</p>'
        f'<div class="row"><div class="track"><input type="range" id="slider_{key}" step="1">'
        f'<div class="ticks" aria-hidden="true"><i></i><i class="plan"></i></div></div>'
        f'<input type="text" inputmode="decimal" autocomplete="off" aria-label="{exact}" '
        f'data-refused="{escape(refused)}"></div>'
        f'<p class="marks">{escape(marks)}<span hidden> · '
        f"{_reset_html(f'reset_{key}', [lever], say(language, 'lever_reset'), full)}"
        f'</span></p><p class="refused" role="alert" hidden></p></div>'
    )


def _reset_html(key: str, levers: Iterable[Lever], words: str, label: str = "") -> str:
    """Draw the link that puts levers back to the plan."""
    there = changing_link(**{lever.key: plain(lever.plan) for lever in levers})
    extra = f' aria-label="{escape(label)}"' if label else ""
    return f'<a id="{key}" {there}{extra}>{escape(words)}</a>'


def _help_html(province: Province, lever: Lever, language: str) -> str:
    """Say what a lever does and where its two values are from."""
    return say_html(
        language,
        "lever_help",
        help=escape(lever.help_vi if language == "vi" else lever.help_en),
        year=str(province.base_year),
        reference=format_exact(lever.reference, language),
        reference_kind=escape(say(language, f"kind_{lever.reference_kind}")),
        reference_source=source_html(province.sources[lever.reference_source], language),
        plan_name=escape(_plan_name(province, language)),
        plan=format_exact(lever.plan, language),
        plan_kind=escape(say(language, f"kind_{lever.plan_kind}")),
        plan_source=source_html(province.sources[lever.plan_source], language),
    )


def _plan_name(province: Province, language: str) -> str:
    return name(province.presets[province.default_preset], language)


@cache
def _heading_html(province: Province, language: str) -> str:
    plan = _plan_name(province, language)
    subtitle = say(language, "levers_subtitle", count=len(province.levers), plan=plan)
    title = say(language, "levers_title")
    return f'<h2 class="levers-title">{escape(title)}</h2><p class="muted">{escape(subtitle)}</p>'


def _changes_html(page: Page) -> str:
    """List the levers that stand off the plan, from and to, and offer the way back."""
    province, language = page.province, page.language
    changed = changes(province, page.scenario.levers, page.plan)
    if not changed:
        return f'<div class="changes"><p>{escape(say(language, "levers_none_changed"))}</p></div>'
    plan = _plan_name(province, language)
    words = say(language, "levers_reset_all", plan=plan)
    reset = _reset_html("reset_all", province.levers.values(), words)
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
            buttons.append(
                f'<a class="step {key}" id="{key}" href="{escape(stop)}" target="_self">{words}</a>'
            )
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
