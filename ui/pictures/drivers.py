"""What drives a spread: bars of total Sobol indices, computed on demand and kept by scenario."""

from collections.abc import Mapping
from functools import cache

from model.problems import InvalidInputError
from model.uncertainty.drivers import Drivers, drivers
from model.uncertainty.sobol import Index
from ui.charts.drivers import drivers_data, drivers_spec
from ui.pictures.choices import OF, chosen, chosen_indicator, refused
from ui.pictures.picture import Picture
from ui.pictures.sure import spreads
from ui.pieces.parameters import dimension_name
from ui.state.address import step_link
from ui.state.current import Page
from ui.state.dear import Dear
from ui.state.results import ResultCache
from ui.state.work import Work
from ui.text.numbers import format_number
from ui.text.words import in_sentence, name, say

SHOWN, NAMED = 10, 2
LEAST = 0.005
"""Total indices below this are not listed: an estimate cannot tell them from nothing."""
LEVEL, EFFECT = "level", "effect"
QUESTION = "question"


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw what drives the spread ``of`` an indicator.

    The ``question`` is the effect of the levers, the level, or the effect of one lever alone.
    """
    key = chosen_indicator(page, choices)
    question = chosen(choices, QUESTION, questions(page))
    found = analysis(page, key, question).here(page.province)
    listed = shown_indices(found)
    if not listed:
        raise _nothing_spreads(page, key, question)
    language, province = page.language, page.province
    title, asked = name(province.indicators[key], language), question_text(page, question)
    spec = drivers_spec(
        say(language, "picture_drivers_chart", indicator=title, question=in_sentence(asked)),
        say(language, "picture_drivers_axis"),
        language,
        theme,
    )
    runs = format_number(found.sobol.rows, 0, language)
    return Picture(
        finding(page, found, question),
        spec,
        drivers_data(
            [
                (dimension_name(province, row.key, language), row.total, share_text(row, language))
                for row in listed
            ]
        ),
        say(language, "picture_drivers_reading", runs=runs),
    )


def questions(page: Page) -> tuple[str, ...]:
    """Return what can be asked: a band, or the effect of a lever alone."""
    return EFFECT, LEVEL, *page.province.levers


def question_text(page: Page, key: str) -> str:
    """Name what is asked."""
    if key in (LEVEL, EFFECT):
        return say(page.language, f"sure_{key}")
    lever = name(page.province.levers[key], page.language)
    return say(page.language, "drivers_lever", lever=lever)


def analysis(page: Page, indicator: str, question: str) -> Dear[Drivers]:
    """Return the analyses of `model.uncertainty`; ``question`` is a band or a lever."""
    lever = question if question in page.province.levers else None
    given = page.scenario, indicator, question != LEVEL, lever
    key = step_link(page.province, page.scenario), indicator, question
    return Dear(_computed(), key, Work(drivers, given, tells=True))


@cache
def _computed() -> ResultCache[Drivers]:
    return ResultCache()


def shown_indices(found: Drivers) -> list[Index]:
    """Return the dimensions that matter most, largest first."""
    return [index for index in found.sobol.indices[:SHOWN] if index.total >= LEAST]


def finding(page: Page, found: Drivers, question: str) -> str:
    """Name the two that matter most for what was asked."""
    province, language = page.province, page.language
    most = [
        f"{in_sentence(dimension_name(province, row.key, language))} ({share_text(row, language)})"
        for row in shown_indices(found)[:NAMED]
    ]
    return say(
        language,
        "picture_drivers",
        indicator=in_sentence(name(province.indicators[found.sobol.indicator], language)),
        question=in_sentence(question_text(page, question)),
        most=", ".join(most),
    )


def share_text(index: Index, language: str) -> str:
    """Write a share of the variance."""
    return f"{format_number(100.0 * index.total, 0, language)}%"


def _nothing_spreads(page: Page, key: str, question: str) -> InvalidInputError:
    """Make the error of a question without an answer, and name those that have one."""
    if question != LEVEL:
        return refused(QUESTION, question, [one for one in questions(page) if one != question])
    parts = spreads(page).parts
    return refused(OF, key, [of for of, split in parts.items() if split is not None])
