"""The view "To 2030": the path with the levers held, its fan and the later targets."""

from model.province.keys import GROWTH
from model.uncertainty.bands import Fan, is_average, later_targets
from model.uncertainty.draws import YEARLY_FALL_OF
from ui.charts.theme import theme_name
from ui.pictures.draw import draw_picture
from ui.pictures.path import fans, growth_rival, path_picture
from ui.pieces.indicator import choose, found_html, row_of, titled_html
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_number, format_target
from ui.text.words import in_language, say
from ui.views.outlook.paths import push_text
from ui.views.outlook.tables import TEMPLATE, path_table, targets_table

FIRST_CHOICE = "grdp_per_capita"


def outlook(page: Page) -> None:
    """Draw the fan of growth and of a level to the last year, with their figures."""
    language, province = page.language, page.province
    last = province.last_year
    pieces, own = macros(language), macros(language, TEMPLATE)
    intro = say(language, "outlook_intro", first=province.base_year + 1, last=last)
    draw_html(pieces.opening(say(language, "outlook_title", year=last), intro))
    found, rival = fans(page), growth_rival(province)
    draw_html(own.push(push_text(page, found), rival.years))
    _draw_fan(page, found, GROWTH)
    keys = [key for key in province.modelled if key != GROWTH]
    chosen = choose(page, keys, "outlook", FIRST_CHOICE)
    _draw_fan(page, found, chosen)
    tables = [path_table(page, found, GROWTH, rival), path_table(page, found, chosen)]
    draw_html(own.beside(tables))
    title = pieces.heading(say(language, "outlook_targets", last=last))
    draw_html(title + targets_table(page, found))
    draw_html(pieces.note(say(language, "outlook_note", last=last)))


def _draw_fan(page: Page, found: Fan, key: str) -> None:
    language, province = page.language, page.province
    indicator, pieces = province.indicators[key], macros(language)
    notes = []
    if indicator.until:
        notes.append(in_language(indicator, "note", language))
    averages = [row for row in later_targets(province) if is_average(row) and row.key == key]
    if averages:
        rate = format_number(row_of(page, YEARLY_FALL_OF[key]).base, 1, language)
        target = format_target(averages[0], language)
        notes.append(say(language, "outlook_average_note", target=target, rate=rate))
    drawn = path_picture(page, found, key, theme_name())
    title = titled_html(page, indicator) if drawn is None else found_html(page, key, drawn.finding)
    draw_html(pieces.heading(title, " ".join(notes)))
    if drawn is None:
        draw_html(pieces.note(say(language, "sure_undefined")))
        return
    place = "growth" if key == GROWTH else "chosen"
    draw_picture(page, "path", drawn, f"outlook_{place}", of=key)
