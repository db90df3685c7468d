"""What a scenario gives: indicators with a target, the others, how sure growth and income are."""

from model.province.keys import GROWTH, INCOME
from model.scenario.results import ResultRow
from model.scenario.targets import OWN, chance_text
from model.uncertainty.bands import WIDTHS
from ui.pictures.sure import effect_text, spreads
from ui.pieces.indicator import row_of
from ui.state.current import Page
from ui.text.numbers import UNKNOWN, format_number, format_signed, format_target
from ui.text.words import name, say
from web.brief.table import Row, Table


def target_table(page: Page) -> Table:
    """Write the indicators with a target, with chance and status; what is not modelled last."""
    language, province = page.language, page.province
    year = province.base_year + 1
    rows = [row for row in page.rows if row.target is not None]
    return Table(
        head=(
            say(language, "column_indicator"),
            str(province.base_year),
            say(language, "on_trend"),
            say(language, "column_target", year=year),
            say(language, "column_projected", year=year),
            say(language, "column_band_90"),
            say(language, "column_chance"),
            say(language, "brief_status"),
        ),
        rows=[_with_target(page, row) for row in sorted(rows, key=_is_not_modelled)],
        strong=3,
    )


def other_table(page: Page) -> Table:
    """Write the modelled indicators without a target."""
    language, province = page.language, page.province
    return Table(
        head=(
            say(language, "column_indicator"),
            str(province.base_year),
            str(province.base_year + 1),
            say(language, "column_band_90"),
        ),
        rows=[
            _known(page, row, base, projected, band)
            for row in page.rows
            if row.target is None and not _is_not_modelled(row)
            for base, _, projected, band in [_figures(page, row)]
        ],
        strong=1,
    )


def _is_not_modelled(row: ResultRow) -> bool:
    return row.status == "not_modelled"


def sure_table(page: Page) -> Table:
    """Write growth and income: the level, and what the levers do, each with its 90 % range."""
    language = page.language
    return Table(
        head=(
            say(language, "column_indicator"),
            say(language, "on_trend"),
            say(language, "column_projected", year=page.province.base_year + 1),
            say(language, "column_band_90"),
            say(language, "brief_effect"),
            say(language, "column_band_90"),
        ),
        rows=[_level_and_effect(page, key) for key in (GROWTH, INCOME)],
        strong=1,
    )


def _level_and_effect(page: Page, key: str) -> Row:
    language, row = page.language, row_of(page, key)
    cuts, decimals = spreads(page).effect[key][:, 0].tolist(), row.indicator.decimals
    low, high = (_signed(cuts[place], decimals, language) for place in WIDTHS[90])
    _, reference, projected, band = _figures(page, row)
    return _known(
        page,
        row,
        reference,
        projected,
        band,
        effect_text(row, language),
        say(language, "brief_ends", low=low, high=high),
    )


def _signed(value: float, decimals: int, language: str) -> str:
    return format_signed(None if value != value else value, decimals, language)


def _with_target(page: Page, row: ResultRow) -> Row:
    language = page.language
    base, reference, projected, band = _figures(page, row)
    target = UNKNOWN if row.target is None else format_target(row.target, language)
    chance = UNKNOWN if row.chance is None else chance_text(row.chance)
    status = name(page.province.word("status", row.status), language)
    own = row.target is not None and row.target.set == OWN
    cells = base, reference, target, projected, band, chance, status
    aside = say(language, "own_target") if own else ""
    return _known(page, row, *cells, aside=aside, status=row.status)


def _known(page: Page, row: ResultRow, *cells: str, aside: str = "", status: str = "") -> Row:
    """Name the indicator of a row before its cells."""
    indicator, language = row.indicator, page.language
    unit = name(page.province.units[indicator.unit], language)
    return Row(name(indicator, language), cells, unit, aside, status)


def _figures(page: Page, row: ResultRow) -> tuple[str, str, str, str]:
    """Write base year, trend, projection and its 90 % range."""
    numbers = (row.base, row.reference, row.projected)
    base, reference, projected = (
        format_number(number, row.indicator.decimals, page.language) for number in numbers
    )
    return base, reference, projected, _band(page, row)


def _band(page: Page, row: ResultRow) -> str:
    """Write a 90 % range; what stands still in every draw has none."""
    if row.band is None:
        return UNKNOWN
    low, high = (format_number(end, row.indicator.decimals, page.language) for end in row.band)
    return say(page.language, "brief_ends", low=low, high=high)
