"""The address and the scenario: read, step, undo.

The address is the state, and every run reads all of it. A lever moves it in place. Every other
change (a preset, a reset, undo, an opened file, a language, a view, an own target) is a *step*:
a link that ui/browser/address.js opens as one history entry without reloading the page, after which
Streamlit runs with the new address, as it does on Back.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from urllib.parse import parse_qsl

import streamlit as st

from model.problems import Problem, parse_number
from model.province.province import Province
from model.province.rows import Lever
from model.scenario.link import NOTES, full_pairs, link_pairs, other_growth, written
from model.scenario.results import growth_of
from model.scenario.scenario import Scenario, preset_scenario
from ui.state.history import LONGEST_TRAIL, Trail
from ui.state.link import PageLink, decode_pairs, encode
from ui.state.log import log_refused
from ui.state.results import scenario_rows
from ui.state.session import Jump, session

STEP = "step"
"""Marks an address that ui/browser/address.js just changed: ``move.<lever>.<hand>.n``, ``new.n``,
``walk.n`` or ``choose-<parameter>.n``. Moves of one drag, one held key or one number typed have the
same hand. Behind it stands where other changes of the hand ended of which no run was asked for:
``~<lever>.<hand>.<value>``."""
PASSED = "~"
LOST_PATH = "lost"
"""The path of an address that led nowhere, which web/unknown.py has led here."""
CHOOSE = "choose-"


def step_link(province: Province, scenario: Scenario) -> str:
    """Write the link of a step: a scenario without what a copied link says of itself.

    It opens like any other link; ui/browser/address.js adds the levers that it leaves out.
    """
    pairs = link_pairs(province, scenario)
    return written((key, text) for key, text in pairs if key not in ("m", "n"))


def setting(**parameters: str) -> str:
    """Write what a link sets that changes some parameters of the page and keeps the others.

    ui/browser/address.js writes its address, so that no run needs to send it anew.
    """
    return written(parameters.items())[1:]


@cache
def preset_parameters(province: Province, key: str) -> Mapping[str, str]:
    """Return a preset as the parameters of a link, with every lever."""
    return MappingProxyType(dict(full_pairs(province, preset_scenario(province, key))))


def plan_link(province: Province) -> str:
    """Write the default preset with every lever: what a short link is laid over."""
    plan = preset_parameters(province, province.default_preset)
    return written((key, text) for key, text in plan.items() if key != "name")


def matching_preset(province: Province, levers: Mapping[str, float]) -> str | None:
    """Return the preset whose levers these are, if any."""
    presets = ((key, preset_scenario(province, key).levers) for key in province.presets)
    return next((key for key, there in presets if there == levers), None)


def named(province: Province, scenario: Scenario) -> Scenario:
    """Name a scenario that stands at a preset; take the name of a preset off any other."""
    preset = matching_preset(province, scenario.levers)
    if scenario.name and scenario.name not in province.presets:
        return scenario
    return replace(scenario, name=preset or "")


def changes(
    province: Province, levers: Mapping[str, float], base: Mapping[str, float]
) -> list[Lever]:
    """List the levers that stand off a base."""
    return [lever for key, lever in province.levers.items() if levers[key] != base[key]]


def address_pairs() -> list[tuple[str, str]]:
    """Read the parameters of the address, duplicates included."""
    keys = [key for key in st.query_params if key not in (STEP, LOST_PATH)]
    return [(key, text) for key in keys for text in st.query_params.get_all(key)]


def read_address(province: Province) -> PageLink:
    """Read the address; on the first run, keep what was refused or changed as notices.

    The address is then mended: what a reader is told once need not be told again on a reload.
    That of a cut link stays as it is, as the reader has yet to say what to open. An address that
    this page has written is never cut.
    """
    pairs = address_pairs()
    visit = session()
    opened = visit.trail is None
    # The mark is written last: what ends with it has its end.
    whole = not opened or list(st.query_params)[-1:] == [STEP]
    decoded = decode_pairs(province, pairs, whole=whole)
    if opened and decoded.cut:
        log_refused(province, "link", [decoded.cut.problem])
    elif opened:
        decoded = _announced(province, decoded)
        older = dict(pairs).get("v", str(province.schema)) != str(province.schema)
        refused = any(row.code not in NOTES for row in decoded.problems)
        if older or refused or LOST_PATH in st.query_params:
            link = encode(province, decoded.scenario, decoded.view, decoded.language)
            st.query_params.from_dict(parse_qsl(link[1:]))
            st.rerun()
    return decoded


def _announced(province: Province, decoded: PageLink) -> PageLink:
    """Begin a visit: keep what is to be said of its link; the plan is shown for an unusable one."""
    visit = session()
    visit.trail = Trail()
    now = growth_of(scenario_rows(province, decoded.scenario))
    lost = _lost_path(str(st.query_params.get(LOST_PATH, "")))
    said = (*lost, *decoded.problems, *other_growth(province, decoded.growth, now))
    log_refused(province, "link", said)
    visit.notices = said
    visit.rest_kept, visit.mostly_refused = decoded.rest_kept, decoded.mostly_refused
    if not decoded.mostly_refused:
        return decoded
    return replace(decoded, scenario=preset_scenario(province, province.default_preset))


def _lost_path(path: str) -> tuple[Problem, ...]:
    """Say that a path led nowhere; what is no path says nothing."""
    return (Problem("lost_path", "link", path, "/"),) if path.startswith("/") else ()


def remember(province: Province, scenario: Scenario) -> Trail:
    """Keep what this run showed, for undo and for the next run."""
    visit, stop = session(), step_link(province, scenario)
    mark, *passed = step_mark().split(PASSED)
    kind, _, rest = mark.partition(".")
    hand = rest.rpartition(".")[0] if kind == "move" else ""
    before = visit.trail or Trail()
    trail = _passed(province, before, visit.scenario or scenario, passed)
    trail = trail.arrived(stop, hand, kind == "new")
    if before.stops and trail is not before:
        visit.notices = _without_growth(visit.notices)
    visit.trail, visit.scenario = trail, scenario
    return trail


def _passed(province: Province, trail: Trail, scenario: Scenario, passed: list[str]) -> Trail:
    """Lead a trail from a scenario through where changes of the hand ended.

    What does not name a value in the range of a lever is left out.
    """
    for text in passed[-LONGEST_TRAIL:]:
        key, _, rest = text.partition(".")
        hand, _, number = rest.partition(".")
        lever, value = province.levers.get(key), parse_number(number)
        if lever is None or value is None or not lever.min <= value <= lever.max:
            continue
        levers = MappingProxyType({**scenario.levers, key: value})
        scenario = named(province, replace(scenario, levers=levers))
        trail = trail.arrived(step_link(province, scenario), f"{key}.{hand}")
    return trail


def _without_growth(notices: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Drop what a link showed, and with which model: the scenario is no longer that of the link."""
    said = any(row.code == "growth_shown" for row in notices)
    return tuple(row for row in notices if not said or row.code not in NOTES)


def step_mark() -> str:
    """Return the mark of the change that this run answers; empty after Back or an opened link."""
    return str(st.query_params.get(STEP, ""))


def go(province: Province, scenario: Scenario) -> None:
    """Ask the page to step to a scenario; the view and the language stay."""
    visit = session()
    visit.jump = Jump(visit.jump.number + 1, step_link(province, scenario))
