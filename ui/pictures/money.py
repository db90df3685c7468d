"""Where the next money does most: levers that are money, ranked by what the same sum does."""

from collections.abc import Mapping
from functools import cache

from model.goal.money import SHARE_OF, SUM, Gain, NextMoney, next_money
from ui.charts.money import MoneyRow, money_data, money_spec
from ui.pictures.picture import Picture
from ui.pieces.chance import chance_words
from ui.state.address import step_link
from ui.state.current import Page
from ui.state.dear import Dear
from ui.state.results import ResultCache
from ui.state.work import Work
from ui.text.numbers import format_exact, format_number, format_signed, with_unit
from ui.text.words import in_sentence, name, say

DECIMALS, NARROW = 2, 0.2
"""Decimals of points of growth; one more where every band is narrower than so many points."""
DIGITS = 2
"""Digits of the change of a rate."""
POINTS_UNIT = "points"


def picture(page: Page, _choices: Mapping[str, str], theme: str) -> Picture:
    """Draw what the next money does by each lever that is money."""
    return money_picture(page, comparison(page).here(page.province), theme)


def comparison(page: Page) -> Dear[NextMoney]:
    """Return what compares the same sum by each lever."""
    key = page.province, step_link(page.province, page.scenario)
    return Dear(_kept(), key, Work(next_money, (page.scenario,)))


@cache
def _kept() -> ResultCache[NextMoney]:
    return ResultCache()


def money_picture(page: Page, found: NextMoney, theme: str) -> Picture:
    """Draw what was found."""
    language = page.language
    total = format_exact(SUM, language)
    rows = [
        MoneyRow(
            gain_label(page, gain),
            gain.effect,
            gain.low,
            gain.high,
            format_signed(gain.effect, gain_decimals(found), language),
        )
        for gain in found.gains
    ]
    rows += [
        MoneyRow(
            name(page.province.levers[key], language), None, None, None, reason(page, key, room)
        )
        for key, room in found.full.items()
    ]
    spec = money_spec(
        say(language, "picture_money_chart", sum=total),
        say(language, "picture_money_axis", year=page.province.base_year + 1),
        language,
        theme,
    )
    return Picture(
        _finding(page, found), spec, money_data(rows), say(language, "picture_money_reading")
    )


def gain_label(page: Page, gain: Gain) -> str:
    """Name a lever, of a rate with its change, and whose money it is."""
    language, lever = page.language, page.province.levers[gain.lever]
    owner = say(language, f"money_owner_{gain.owner}")
    if gain.lever not in SHARE_OF:
        return say(language, "money_label", lever=name(lever, language), owner=owner)
    points = format_exact(float(f"{gain.change:.{DIGITS}g}"), language)
    change = with_unit(f"+{points}", name(page.province.units[POINTS_UNIT], language))
    return say(
        language, "money_label_rate", lever=name(lever, language), change=change, owner=owner
    )


def gain_decimals(found: NextMoney) -> int:
    """Return the decimals of all effects."""
    return DECIMALS + all(gain.high - gain.low < NARROW for gain in found.gains)


def reason(page: Page, key: str, room: float) -> str:
    """Say why a lever is not compared."""
    language, lever = page.language, page.province.levers[key]
    value = page.scenario.levers[key]
    if value >= lever.max:
        unit = name(page.province.units[lever.unit], language)
        highest = with_unit(format_exact(lever.max, language), unit)
        return say(language, "money_at_most", value=highest)
    if room <= 0.0:
        return say(language, "money_no_capital")
    return say(language, "money_room", room=format_number(room, 0, language))


def _finding(page: Page, found: NextMoney) -> str:
    """Name the lever by which the sum does most, and how likely no other does more."""
    language, total = page.language, format_exact(SUM, page.language)
    if not found.gains:
        return say(language, "picture_money_none", sum=total)
    most = found.gains[0]
    return say(
        language,
        "picture_money",
        sum=total,
        lever=in_sentence(name(page.province.levers[most.lever], language)),
        points=format_signed(most.effect, gain_decimals(found), language),
        chance=chance_words(most.first, language),
    )
