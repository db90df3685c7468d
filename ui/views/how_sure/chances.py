"""The chance of each target, and what would most likely make it missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from model.equations.trend import AREAS
from model.province.province import Province
from model.scenario.results import ResultRow
from model.uncertainty.bands import Spread
from model.uncertainty.risks import Risk
from ui.pictures.sure import level_text
from ui.pieces.chance import chance_count, chance_dots, chance_words
from ui.pieces.indicator import band_text, titled_html
from ui.pieces.parameters import dimension_name
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_target
from ui.text.words import in_sentence, name, say

TEMPLATE = "views/how_sure/chances.html"
WITH_WORDS = ("nation", *AREAS[:3], "product_taxes", "prices")
"""Things that have words of their own; others are parameters, named as such."""


@dataclass(frozen=True)
class ChanceLine:
    """A target as it is written; ``risks`` are things, each with the chance of a miss if so."""

    title: Markup
    target: str
    projected: str
    band: str
    dots: Markup
    chance: str
    risks: Sequence[tuple[str, str]]


def chances_table(page: Page, found: Spread) -> Markup:
    """Draw every target that has a chance; nothing where none has."""
    language = page.language
    rows = [row for row in page.rows if row.chance is not None]
    if not rows:
        return Markup()
    least = min(rows, key=_chance)
    title = say(
        language,
        "chances_title",
        indicator=in_sentence(name(least.indicator, language)),
        chance=chance_count(least.chance, language),
    )
    lines = [_line(page, row, found.risks.get(row.indicator.key, ())) for row in rows]
    note = say(language, "chances_note")
    if any(row.low is None for row in rows):
        note = f"{note} {say(language, 'chances_undefined')}"
    return Markup(macros(language, TEMPLATE).chances(title, note, lines))


def risk_text(province: Province, risk: Risk, language: str) -> str:
    """Name what makes a miss likelier, with its direction."""
    own = {row.residual for row in province.indicators.values()}
    if risk.key in own:
        return say(language, f"risk_own_{risk.side}")
    if risk.key in WITH_WORDS:
        return say(language, f"risk_{risk.key}_{risk.side}")
    parameter = in_sentence(dimension_name(province, risk.key, language))
    return say(language, f"risk_parameter_{risk.side}", parameter=parameter)


def _line(page: Page, row: ResultRow, risks: Sequence[Risk]) -> ChanceLine:
    language = page.language
    return ChanceLine(
        title=titled_html(page, row.indicator),
        target=UNKNOWN if row.target is None else format_target(row.target, language),
        projected=level_text(row, language),
        # What has a chance has a spread, also where nothing is projected.
        band=band_text(row, language) or say(language, "band_undefined"),
        dots=chance_dots(row.chance, language),
        chance=chance_count(row.chance, language),
        risks=[
            (risk_text(page.province, risk, language), chance_words(risk.missed, language))
            for risk in risks
        ],
    )


def _chance(row: ResultRow) -> float:
    return 1.0 if row.chance is None else row.chance
