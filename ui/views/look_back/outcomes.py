"""A year as it came: how every version did, then every indicator as one of them saw it."""

from collections.abc import Mapping, Sequence
from functools import cache
from statistics import fmean
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from model.evidence.look_back import LEVEL, MEASURES, LookBack, Score
from model.evidence.vintages import CAME
from model.province.keys import GROWTH
from model.province.province import Province
from model.uncertainty.bands import WIDTHS
from ui.pictures.came import (
    POINT_DECIMALS,
    SETTING,
    VERSION,
    came_finding,
    error_text,
    last_looks,
    version_first,
)
from ui.pictures.draw import links_html
from ui.pictures.growth_fan import made_text
from ui.pictures.why import growth_text
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number
from ui.text.words import name, say
from ui.views.look_back.outcome_cards import outcome_cards
from ui.views.look_back.outcome_rows import outcome_rows
from ui.views.look_back.scorecard import scorecard, unscored

TEMPLATE = "views/look_back/outcomes.html"


class SettingRow(NamedTuple):
    """What a version scored with one setting of the levers, as it is written.

    ``aside`` says more of the setting, ``ranged`` how many rows have a band; ``held``
    and ``missed`` go by width and by measure.
    """

    title: str
    aside: str
    chosen: bool
    growth: str
    error: str
    ranged: str
    held: Mapping[int, int]
    missed: Mapping[str, str]
    relative: str


class VersionRows(NamedTuple):
    """A version with its settings; ``made`` says when it was made."""

    version: str
    made: str
    rows: Sequence[SettingRow]


def outcomes(page: Page) -> Markup:
    """Show the last year that came, as a chosen version saw it; nothing where none did."""
    province, language = page.province, page.language
    found = last_looks(province)
    if not found:
        return Markup()
    version, setting = _choose(page, found)
    return (
        settings_html(province, language, version, setting)
        + rows_html(province, language, version, setting)
        + links_html("came", "came", language, **{VERSION: version, SETTING: setting})
        + rest_html(province, language, version, setting)
    )


@cache
def lead_html(province: Province, language: str) -> Markup:
    """Say what came and what the version made before it was known had said of it, if one came."""
    looks = last_looks(province)
    if not looks:
        return Markup()
    found = looks[version_first(province)]
    growth = _growth(found)
    title = came_finding(province, found, language)
    if growth is not None:
        title = say(
            language,
            "outcomes_lead",
            year=found.year,
            came=growth_text(growth.came.middle, language),
            version=found.version,
            made=made_text(province, found.version, found.year, language),
            projected=growth_text(growth.forecast.projected, language),
            setting=name(province.word("look_back_word", found.setting), language),
        )
    return Markup(macros(language, TEMPLATE).lead(title, _held(found, language)))


@cache
def settings_html(province: Province, language: str, version: str, setting: str) -> Markup:
    """Draw what every version and setting scored; one of them is marked."""
    looks = last_looks(province)
    year = next(iter(looks.values())).year
    by_version = [
        VersionRows(
            key,
            made_text(province, key, year, language),
            [
                _setting(province, found, language, (key, found.setting) == (version, setting))
                for found in looks.values()
                if found.version == key
            ],
        )
        for key in dict.fromkeys(key for key, _ in looks)
    ]
    widths = sorted(WIDTHS, reverse=True)
    return Markup(macros(language, TEMPLATE).settings(by_version, widths, MEASURES, year))


@cache
def rows_html(province: Province, language: str, version: str, setting: str) -> Markup:
    """Draw every indicator that is scored, the worst miss first."""
    found = last_looks(province)[version, setting]
    rows = outcome_rows(province, found, language)
    finding = came_finding(province, found, language)
    seen = any(row.seen for row in rows)
    note = say(language, "outcomes_seen", year=found.year, base=found.year - 1) if seen else ""
    return Markup(macros(language, TEMPLATE).rows(finding, rows, found.year, note))


@cache
def rest_html(province: Province, language: str, version: str, setting: str) -> Markup:
    """Draw how to read the rows, what is not scored, what the province reported, and the cards."""
    found = last_looks(province)[version, setting]
    return Markup(
        macros(language, TEMPLATE).rest(
            found.year,
            unscored(province, found, language),
            scorecard(province, found, language),
            outcome_cards(province, found.year, language),
        )
    )


def _choose(page: Page, found: Mapping[tuple[str, str], LookBack]) -> tuple[str, str]:
    """Let the reader choose a version and a setting; the choice holds while the language stays."""
    language, province, keys = page.language, page.province, list(found)

    def words(key: tuple[str, str]) -> str:
        title = name(province.word("look_back_word", key[1]), language)
        return say(language, "outcomes_choice", version=key[0], setting=title)

    chosen: tuple[str, str] = st.selectbox(
        say(language, "outcomes_choose"),
        keys,
        index=keys.index(version_first(province)),
        format_func=words,
        key=f"look_back_outcomes_{language}",
    )
    return chosen


def _growth(found: LookBack) -> Score | None:
    return next((row for row in found.scored if row.key == GROWTH), None)


def _held(found: LookBack, language: str) -> str:
    """Say how often the bands held what came and how often they should have, and the scores."""
    ranged = len(found.ranged)
    due = {f"due{width}": format_number(ranged * width / 100.0, 0, language) for width in WIDTHS}
    totals, count = _totals(found, language), len(found.scored)
    texts = [say(language, "outcomes_held", count=count, **due, **totals)]
    if found.relative is not None:
        texts.append(say(language, "outcomes_scores", base=found.year - 1, **totals))
    unseen = found.unseen
    seen = count - len(unseen.scored)
    if seen and unseen.relative is not None:
        texts.append(say(language, "outcomes_unseen", count=seen, **_totals(unseen, language)))
    return " ".join(texts)


def _totals(found: LookBack, language: str) -> dict[str, object]:
    """Return the totals that sentences speak of."""
    better, compared = found.better
    return {
        **{f"held{width}": found.held(width) for width in WIDTHS},
        "ranged": len(found.ranged),
        "relative": format_number(found.relative, 2, language),
        "better": better,
        "compared": compared,
    }


def _setting(province: Province, found: LookBack, language: str, chosen: bool) -> SettingRow:
    growth = _growth(found)
    told = found.setting == CAME and province.versions[found.version].blind_to(found.year)
    return SettingRow(
        title=name(province.word("look_back_word", found.setting), language),
        aside=say(language, "outcomes_told") if told else "",
        chosen=chosen,
        growth=UNKNOWN if growth is None else growth_text(growth.forecast.projected, language),
        error=UNKNOWN if growth is None else error_text(growth, language),
        ranged=f"{len(found.ranged)}/{len(found.scored)}",
        held={width: found.held(width) for width in WIDTHS},
        missed={measure: _mean_miss(found, measure, language) for measure in MEASURES},
        relative=format_number(found.relative, 2, language),
    )


def _mean_miss(found: LookBack, measure: str, language: str) -> str:
    """Write the mean miss of what is scored by a measure: per cent, or points."""
    misses = [row.missed for row in found.of(measure)]
    if not misses:
        return UNKNOWN
    if measure == LEVEL:
        return f"{format_number(fmean(misses), 1, language)}%"
    return say(
        language,
        "change_points",
        number=format_number(fmean(misses), POINT_DECIMALS, language),
    )
