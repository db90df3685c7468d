"""The answer to a question: in words, as levers that change, and as what comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from model.goal.reach import Goal
from model.goal.reach_all import AllTargets
from model.province.keys import GROWTH, INCOME
from model.scenario.results import ResultRow, results
from model.scenario.targets import chance_text, target_status
from ui.pictures.goal import Answer, applied, lever_words
from ui.pictures.reach import shown_value
from ui.pieces.indicator import measured, row_of, titled_html
from ui.pieces.status import chip_html
from ui.state.address import step_link
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_exact, format_number, format_target
from ui.text.words import name, say
from ui.views.reach.question import TEMPLATE

ALWAYS = (GROWTH, INCOME)
"""Indicators that stand beside the one that was asked for."""


@dataclass(frozen=True)
class ChangedLever:
    """A lever of the answer: from, to, and the part of its full range in between."""

    lever: str
    now: str
    then: str
    part: str


@dataclass(frozen=True)
class Outcome:
    """An indicator before and after; ``remark`` says why its target stays out of reach."""

    indicator: Markup
    now: str
    then: str
    target: str
    status: Markup
    remark: str


def answer_html(page: Page, answer: Answer) -> Markup:
    """Say the answer, the levers that change and what comes of them."""
    language = page.language
    words = goal_words(page, answer) if isinstance(answer, Goal) else all_words(page, answer)
    return Markup(
        macros(language, TEMPLATE).answer(
            reached=answer.reached,
            status=chip_html(page.province, "met" if answer.reached else "missed", language),
            words=words,
            levers=changed_levers(page, answer),
            apply=step_link(page.province, applied(page, answer)),
            size=format_number(answer.distance, 4, language),
            outcomes=outcomes(page, answer),
        )
    )


def goal_words(page: Page, goal: Goal) -> Markup:
    """Say the answer for one indicator."""
    language, indicator = page.language, page.province.indicators[goal.indicator]
    decimals = max(indicator.decimals, goal.target.decimals)
    low, high = goal.target.ends
    limit = high if goal.direction == "down" else low
    row = row_of(page, goal.indicator)
    spreads = row.low != row.high  # without a spread there is no chance to name
    return Markup(
        macros(language, TEMPLATE).goal_words(
            key=_answer_key(goal),
            direction=goal.direction,
            indicator=name(indicator, language),
            limit=measured(page, indicator, limit, goal.target.decimals),
            start=measured(page, indicator, goal.start, decimals),
            value=measured(page, indicator, goal.value, decimals),
            chance=chance_text(goal.probability) if spreads else "",
        )
    )


def all_words(page: Page, found: AllTargets) -> Markup:
    """Say the answer for all known targets."""
    met = len(found.met)
    return Markup(
        macros(page.language, TEMPLATE).all_words(
            key=_answer_key(found),
            met=met,
            total=met + len(found.missed),
            chance=chance_text(found.probability),
        )
    )


def changed_levers(page: Page, answer: Answer) -> list[ChangedLever]:
    """List the levers that change."""
    language, rows = page.language, []
    for key in answer.changed:
        lever = page.province.levers[key]
        start, end = page.scenario.levers[key], answer.levers[key]
        part = 100.0 * abs(end - start) / (lever.max - lever.min)
        rows.append(
            ChangedLever(
                lever=lever_words(page, lever),
                now=format_exact(start, language),
                then=shown_value(end, language),
                part=f"{format_number(part, 1, language)}%",
            )
        )
    return rows


def outcomes(page: Page, answer: Answer) -> list[Outcome]:
    """List indicators before and after: of one target with what always stands, or of all."""
    before = {row.indicator.key: row for row in page.rows}
    rows = results(page.province, applied(page, answer))
    if isinstance(answer, Goal):
        keys: Sequence[str] = list(dict.fromkeys((answer.indicator, *ALWAYS)))
    else:
        keys = [row.indicator.key for row in rows if row.indicator.key in answer.values]
    after = {row.indicator.key: row for row in rows}
    return [_outcome(page, answer, before[key], after[key]) for key in keys]


def _outcome(page: Page, answer: Answer, before: ResultRow, after: ResultRow) -> Outcome:
    language, indicator = page.language, after.indicator
    target, status = after.target, after.status
    if isinstance(answer, Goal) and answer.indicator == indicator.key:
        target = answer.target
        status = "missed"
        if answer.reached:
            asked = replace(indicator, better=answer.direction)
            status = target_status(asked, target, answer.value)
    decimals = indicator.decimals
    if target is not None:
        decimals = max(decimals, target.decimals)
    remark = ""
    if isinstance(answer, AllTargets) and indicator.key in answer.missed:
        key = "reach_impossible" if indicator.key in answer.impossible else "reach_together"
        remark = say(language, key)
    return Outcome(
        indicator=titled_html(page, indicator),
        now=format_number(before.projected, decimals, language),
        then=format_number(after.projected, decimals, language),
        target=UNKNOWN if target is None else format_target(target, language),
        status=chip_html(page.province, status, language),
        remark=remark,
    )


def _answer_key(answer: Answer) -> str:
    if not answer.reached:
        return "not"
    return "found" if answer.changed else "standing"
