"""Where the next money does most, as a chart and in figures."""

from model.goal.money import NextMoney
from ui.charts.theme import theme_name
from ui.pictures.draw import Placed, draw_parts
from ui.pictures.money import gain_decimals, gain_label, money_picture, reason
from ui.pieces.chance import chance_count
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import format_number, format_signed
from ui.text.words import name, say
from ui.views.reach.question import TEMPLATE


def draw_money(page: Page, found: NextMoney) -> None:
    """Draw what the same sum does by each lever that is money."""
    language = page.language
    pieces, drawn = macros(language, TEMPLATE), money_picture(page, found, theme_name())
    decimals = gain_decimals(found)
    rows = [
        (
            gain_label(page, gain),
            format_signed(gain.effect, decimals, language),
            say(
                language,
                "interval",
                low=format_number(gain.low, decimals, language),
                high=format_number(gain.high, decimals, language),
            ),
            chance_count(gain.first, language),
        )
        for gain in found.gains
    ]
    left_out = [
        (name(page.province.levers[key], language), reason(page, key, room))
        for key, room in found.full.items()
    ]
    table = pieces.money_table(drawn.reading, rows, left_out)
    placed = Placed(drawn, "cost", "reach_money")
    draw_parts([pieces.part(drawn.finding), placed, table], language)
