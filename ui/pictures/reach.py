"""The map of an indicator over two of the free levers, the others as in the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from model.equations.arrays import Array
from model.goal.aim import Aim
from model.goal.grid import Grid, two_lever_grid
from model.goal.reach import Goal
from model.province.rows import Lever
from ui.charts.lever_map import CELLS, Point, heat_data, heat_spec, line_at
from ui.pictures.choices import chosen
from ui.pictures.goal import (
    Answer,
    applied,
    asked_question,
    lever_words,
    search,
)
from ui.pictures.picture import Picture
from ui.pieces.indicator import measured, titled
from ui.state.current import Page
from ui.text.numbers import format_exact, format_target, with_unit
from ui.text.words import in_sentence, name, say

LISTED = 3
"""So many levers of an answer are named; of more the rest is counted."""

Ranges = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class LeverMap:
    """An answer, the two levers that its map is of, and the indicator over them."""

    goal: Goal
    across: Lever
    up: Lever
    grid: Grid

    @cached_property
    def line(self) -> Array:
        """Pieces of the line on which the target is just reached, (n, 2, 2)."""
        return line_at(self.grid.horizontal, self.grid.vertical, self.grid.values, self.goal.edge)

    def words(self, page: Page) -> dict[str, str]:
        """Name the indicator and the two levers."""
        indicator = page.province.indicators[self.goal.indicator]
        across, up = (lever_words(page, lever) for lever in (self.across, self.up))
        return {"indicator": titled(page, indicator), "across": across, "up": up}


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the map ``of`` an indicator and its ``target`` over ``free`` levers.

    Two of them lie ``across`` and ``up``, the most changed ones unless told.
    """
    question = asked_question(page, choices)
    goal = search(page, question).here(page.province)
    assert isinstance(goal, Goal)  # as the question is of one indicator
    first, second = most_changed(page, list(question.ranges), goal)
    across = chosen(choices, "across", question.ranges, first)
    others = [key for key in question.ranges if key != across]
    up = chosen(choices, "up", others, second if second != across else first)
    return map_picture(page, lever_map(page, question.ranges, goal, (across, up)), theme)


def most_changed(page: Page, free: Sequence[str], goal: Goal) -> tuple[str, str]:
    """Return the two levers that the answer changes most; of two both as they stand."""
    if len(free) == 2:
        return free[0], free[1]
    levers = page.province.levers

    def part(key: str) -> float:
        change = goal.levers[key] - page.scenario.levers[key]
        return abs(change) / (levers[key].max - levers[key].min)

    first, second = sorted(free, key=part, reverse=True)[:2]
    return first, second


def lever_map(page: Page, ranges: Ranges, goal: Goal, levers: tuple[str, str]) -> LeverMap:
    """Project the indicator over the ranges of two levers, widened to where they stand."""
    covered = {}
    for key in levers:
        places = [*ranges[key], page.scenario.levers[key], goal.levers[key]]
        covered[key] = min(places), max(places)
    grid = two_lever_grid(page.province, applied(page, goal), goal.indicator, covered, CELLS)
    across, up = (page.province.levers[key] for key in levers)
    return LeverMap(goal, across, up, grid)


def map_picture(page: Page, found: LeverMap, theme: str) -> Picture:
    """Draw a map: the target as a line, the present levers and those of the answer."""
    language, goal, grid = page.language, found.goal, found.grid
    indicator, words = page.province.indicators[goal.indicator], found.words(page)

    def point(levers: Mapping[str, float]) -> Point:
        return levers[found.across.key], levers[found.up.key]

    data = heat_data(
        grid,
        found.line,
        (point(page.scenario.levers), say(language, "reach_here")),
        (point(goal.levers), answer_label(goal, language)),
        say(language, "chip_target", target=format_target(goal.target, language)),
    )
    left, right, low, high = (
        float(values[place]) for values in (grid.horizontal, grid.vertical) for place in (0, -1)
    )
    spec = heat_spec(
        say(language, "reach_map_chart", **words),
        (words["across"], words["up"]),
        (left, right, low, high),
        (words["indicator"], indicator.decimals),
        language,
        theme,
    )
    return Picture(_finding(page, goal), spec, data, say(language, "picture_reach_reading"))


def answer_label(goal: Goal, language: str) -> str:
    """Name the point of the answer: one that reaches the target, or the best there is."""
    return say(language, "reach_answer" if goal.reached else "reach_best")


def told_value(page: Page, goal: Goal, value: float) -> str:
    """Write a value of the indicator of a goal, so that it reads on its side of the target."""
    indicator = page.province.indicators[goal.indicator]
    aim = Aim(replace(indicator, better=goal.direction), goal.target)
    decimals = max(indicator.decimals, goal.target.decimals)
    return measured(page, indicator, value, aim.telling_decimals(value, decimals))


def limit_words(page: Page, goal: Goal) -> str:
    """Write the end of the target from which it is reached."""
    indicator = page.province.indicators[goal.indicator]
    return measured(page, indicator, goal.edge, goal.target.decimals)


def _finding(page: Page, goal: Goal) -> str:
    """Say whether the target is reached, and with which levers."""
    language, indicator = page.language, page.province.indicators[goal.indicator]
    text = say(
        language,
        f"picture_reach_{answer_key(goal)}",
        indicator=name(indicator, language),
        limit=say(language, f"reach_{goal.direction}", value=limit_words(page, goal)),
        start=told_value(page, goal, goal.start),
        value=told_value(page, goal, goal.value),
    )
    if not goal.changed:
        return text
    return say(language, "picture_reach_with", text=text, levers=moves_text(page, goal))


def moves_text(page: Page, goal: Goal) -> str:
    """Name the levers that an answer changes, from and to; of many the rest is counted."""
    moves = [_move(page, goal, key) for key in goal.changed[:LISTED]]
    if len(goal.changed) > LISTED:
        moves.append(say(page.language, "preset_but_more", count=len(goal.changed) - LISTED))
    return ", ".join(moves)


def answer_key(answer: Answer) -> str:
    """Say which kind an answer is: found, standing already, or not to be had."""
    if not answer.reached:
        return "not"
    return "found" if answer.changed else "standing"


def _move(page: Page, goal: Goal, key: str) -> str:
    language, lever = page.language, page.province.levers[key]
    then = format_exact(goal.levers[key], language)
    return say(
        language,
        "picture_reach_move",
        lever=in_sentence(name(lever, language)),
        start=format_exact(page.scenario.levers[key], language),
        end=with_unit(then, name(page.province.units[lever.unit], language)),
    )
