"""One rule for every province of the region: how it does beside its rivals, and every figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import fmean

from markupsafe import Markup

from model.evidence.clustered import Estimate
from model.evidence.origin import NATION, NATION_FIRST, expected
from model.evidence.provinces import (
    KNOWN_NATION,
    NO_GAP,
    RULE,
    comparisons,
    firm_scores,
    gaps,
    grown,
    held,
    nation,
    own_area,
    scores,
    what_is_learned,
)
from model.province.province import Province
from model.province.rows import OutcomeLever, ProvinceGrowth, Vintage
from ui.pictures.draw import Placed
from ui.pictures.provinces import compared, provinces_picture
from ui.pieces.sources import Citation, cite
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_exact, format_number, format_signed
from ui.text.words import in_language, say

TEMPLATE = "views/look_back/provinces.html"
BAND = 0.9
"""Share of outcomes that the band is to hold."""


@dataclass(frozen=True)
class MethodLine:
    """A method beside the rule, as it is written."""

    title: str
    rows: str
    missed: str
    rms: str
    bias: str
    rule: str
    beside: str
    latest: str


@dataclass(frozen=True)
class AreaLine:
    """A province, as it is written."""

    area: str
    count: int
    gap: str
    missed: str
    alone: str
    latest: str


@dataclass(frozen=True)
class FigureLine:
    """A figure of a province or of the nation, as it is written, and why it is used or not."""

    area: str
    year: int
    growth: str
    why: str
    source: Citation
    note: str


def provinces(page: Page, theme: str) -> Iterator[Markup | Placed]:
    """Show the section; nothing without figures of other provinces."""
    language, province = page.language, page.province
    drawn = provinces_picture(page, theme)
    if drawn is not None:
        yield _opening(province, language, drawn.finding)
        yield Placed(drawn, "provinces", "provinces_chart")
        yield findings_html(province, language, drawn.reading)


@cache
def _opening(province: Province, language: str, finding: str) -> Markup:
    title = say(language, "provinces_title", areas=compared(province)[RULE].areas)
    intro = say(language, "provinces_intro")
    return Markup(macros(language, TEMPLATE).opening(title, intro, finding))


@cache
def findings_html(province: Province, language: str, reading: str) -> Markup:
    """Draw what stands below the picture; ``reading`` says what its marks are."""
    latest = max(nation(province))
    count = sum(row.year == latest for row in scores(province))
    figures = [*_figures(province, language), *_own_figures(province, language)]
    return Markup(
        macros(language, TEMPLATE).findings(
            reading=reading,
            sentences=list(_sentences(province, language)),
            methods=list(_methods(province, latest, language)),
            remark=say(language, "provinces_note", latest=latest, count=count),
            areas=list(_areas(province, latest, language)),
            figures=figures,
            figures_title=say(language, "provinces_figures", count=len(figures)),
            figures_note=say(language, "provinces_figures_note", own=own_area(province)),
            nation=list(_nation_figures(province, language)),
        )
    )


def _sentences(province: Province, language: str) -> Iterator[str]:
    """Say what the provinces say of gap, nation and spread."""
    found, learned = compared(province), what_is_learned(province)
    rule = found[RULE]

    def points(value: float | None) -> str:
        return format_number(value, 1, language)

    missed, alone = points(rule.missed.value), points(found[NO_GAP].missed.value)
    helps = found[NO_GAP].beside.value > 0.0
    word = "provinces_gap_yes" if helps else "provinces_gap_no"
    yield say(language, word, missed=missed, alone=alone)
    if learned.pairs:
        yield say(
            language,
            "provinces_persistence",
            slope=points(learned.persistence.value),
            error=points(learned.persistence.error),
            pairs=learned.pairs,
        )
    yield say(
        language,
        "provinces_nation",
        known=points(found[KNOWN_NATION].missed.value),
        missed=missed,
        nation=points(learned.nation),
        years=rule.years,
    )
    sigma = province.parameters["sd_agg"].default
    yield say(
        language,
        "provinces_spread",
        spread=points(learned.spread),
        middle=points(learned.middle_spread),
        assumed=points(sigma * sqrt(1.0 - province.parameters["nation_share"].default)),
        own=own_area(province),
        held=held(scores(province), sigma),
        rows=rule.rows,
        due=format_number(BAND * rule.rows, 0, language),
    )
    firm = {row.method: row for row in comparisons(firm_scores(province))}
    if firm and firm[RULE].rows < rule.rows:
        yield say(
            language,
            "provinces_firm",
            rows=firm[RULE].rows,
            missed=points(firm[RULE].missed.value),
            alone=points(firm[NO_GAP].missed.value),
        )
    yield say(language, "provinces_clustered", years=rule.years)


def _methods(province: Province, latest: int, language: str) -> Iterator[MethodLine]:
    newest = [row for row in scores(province) if row.year == latest]
    alone = {row.method: row.missed.value for row in comparisons(newest)}
    for method, row in compared(province).items():
        yield MethodLine(
            title=say(language, f"provinces_method_{method}"),
            rows=f"{row.rows} / {row.areas} / {row.years}",
            missed=_estimate(row.missed, format_number(row.missed.value, 2, language), language),
            rms=format_number(row.rms, 2, language),
            bias=format_signed(row.bias, 2, language),
            rule=UNKNOWN if method == RULE else format_number(row.rule_missed, 2, language),
            beside=UNKNOWN
            if method == RULE
            else _estimate(row.beside, format_signed(row.beside.value, 2, language), language),
            latest=format_number(alone.get(method), 2, language),
        )


def _estimate(found: Estimate, value: str, language: str) -> str:
    """Write an estimate with its standard error where it has one."""
    if found.error is None:
        return value
    return f"{value} ± {format_number(found.error, 2, language)}"


def _areas(province: Province, latest: int, language: str) -> Iterator[AreaLine]:
    """Write each province, those that the rule missed by most first."""
    of_gaps = gaps(grown(province), nation(province))
    scored = scores(province)
    by_area = {area: [row for row in scored if row.area == area] for area, _ in of_gaps}
    missed = {area: fmean(row.missed(RULE) for row in rows) for area, rows in by_area.items()}
    for area in sorted(missed, key=lambda area: -missed[area]):
        rows = by_area[area]
        newest = next((row for row in rows if row.year == latest), None)
        yield AreaLine(
            area=area,
            count=len(rows),
            gap=format_signed(fmean(of_gaps[area, row.year] for row in rows), 2, language),
            missed=format_number(missed[area], 2, language),
            alone=format_number(fmean(row.missed(NO_GAP) for row in rows), 2, language),
            latest=UNKNOWN
            if newest is None
            else f"{format_exact(newest.growth, language)} "
            f"({format_signed(newest.error(RULE), 2, language)})",
        )


def _figures(province: Province, language: str) -> Iterator[FigureLine]:
    for row in province.province_growth:
        growth, why = format_exact(row.value, language), say(language, f"rule_{row.rule}")
        if not row.used:
            why = f"{say(language, 'provinces_unused')}: {why}"
        yield _figure(province, row.area, row.year, growth, why, row, language)


def _own_figures(province: Province, language: str) -> Iterator[FigureLine]:
    for row in grown(province):
        if row.area == own_area(province):
            yield FigureLine(
                row.area,
                row.year,
                format_exact(row.growth, language),
                say(language, f"rule_{row.rule}"),
                cite(province.sources[row.source], language),
                "",
            )


def _nation_figures(province: Province, language: str) -> Iterator[FigureLine]:
    """Write target and first figure of the nation, each with its source."""
    firsts: list[Vintage | OutcomeLever] = [
        row for row in province.backtest if row.key == NATION_FIRST
    ]
    firsts += [row for row in province.outcome_levers if row.lever == NATION]
    area = say(language, "picture_provinces_nation")
    for year in nation(province):
        target = expected(province, year - 1, NATION, "target")
        first = next((row for row in firsts if row.year == year), None)
        if target is not None:
            ends = "–".join(format_exact(end, language) for end in dict.fromkeys(target.ends))
            why = say(language, "picture_provinces_target")
            yield _figure(province, area, year, ends, why, target, language)
        if first is not None:
            text = format_exact(first.value, language)
            why = say(language, "rule_first")
            yield _figure(province, area, year, text, why, first, language)


def _figure(
    province: Province,
    area: str,
    year: int,
    growth: str,
    why: str,
    row: ProvinceGrowth | Vintage | OutcomeLever,
    language: str,
) -> FigureLine:
    source = cite(province.sources[row.source], language)
    return FigureLine(area, year, growth, why, source, in_language(row, "note", language))
