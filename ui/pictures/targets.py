"""Every indicator with a target, on one scale: how far the projection stands from it."""

from collections.abc import Mapping, Sequence

from model.problems import InvalidInputError, Problem
from model.province.rows import Target
from model.scenario.results import ResultRow
from model.scenario.targets import COUNTED, counts, rounded
from ui.charts.places import placed
from ui.charts.targets import TargetMarks, targets_data, targets_spec
from ui.pictures.picture import Picture
from ui.pieces.flips import Flip, flips
from ui.pieces.indicator import titled
from ui.pieces.sentence import lever_value
from ui.state.address import changes
from ui.state.compared import Compared, compared
from ui.state.current import Page
from ui.text.numbers import UNKNOWN, format_number, format_target
from ui.text.words import in_sentence, name, say

NAMED = 3
"""So many targets are named; more are counted only."""
SIGNS = {"exceeded": "▲", "met": "✓", "missed": "▼"}


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the modelled indicators with a target; there is nothing to choose."""
    rows = targeted(page.rows)
    if not rows:
        raise InvalidInputError([Problem("missing", "targets", allowed="t.grdp_growth=…")])
    language, year, other = page.language, page.province.base_year + 1, compared(page)
    spec = targets_spec(
        say(language, "picture_targets_chart", year=year),
        say(language, "picture_targets_axis"),
        (say(language, "picture_targets_short"), say(language, "picture_targets_reached")),
        say(language, "picture_targets_columns"),
        language,
        theme,
    )
    data = targets_data([_marks(page, row, target, other) for row, target in rows])
    plan_name = name(page.province.presets[page.province.default_preset], language)
    reading = say(language, "picture_targets_reading", plan=plan_name)
    return Picture(finding(page, other), spec, data, reading)


def targeted(rows: Sequence[ResultRow]) -> list[tuple[ResultRow, Target]]:
    """Return the modelled indicators with their target, known or the reader's own."""
    return [
        (row, row.target) for row in rows if row.target is not None and row.status != "not_modelled"
    ]


def finding(page: Page, other: Compared) -> str:
    """Say which targets the levers turned; if none, how many are met and which are missed."""
    rows = [row for row, _ in targeted(page.rows)]
    turned = flips(rows, other)
    if turned:
        return _turned(page, turned)
    language, found = page.language, counts(row.status for row in rows)
    words = {status: say(language, f"count_{status}", count=found[status]) for status in COUNTED}
    year = page.province.base_year + 1
    text = say(language, "picture_targets", total=len(rows), year=year, **words)
    missed = [in_sentence(name(row.indicator, language)) for row in rows if row.status == "missed"]
    if not 0 < len(missed) <= NAMED:
        return text
    return say(language, "picture_targets_missed", text=text, missed=", ".join(missed))


def _turned(page: Page, turned: Sequence[Flip]) -> str:
    """Say by status what became of targets, and what was set where it is one lever."""
    language, province = page.language, page.province
    off = changes(province, page.scenario.levers, page.plan)
    lead = lever_value(page, off[0]) if len(off) == 1 else say(language, "picture_targets_turned")
    parts = []
    for status in reversed(COUNTED):
        titles = [
            in_sentence(name(flip.row.indicator, language))
            for flip in turned
            if flip.after == status
        ]
        if titles:
            more = len(titles) - NAMED
            if more > 0:
                titles = [*titles[:NAMED], say(language, "picture_targets_more", count=more)]
            word = in_sentence(name(province.word("status", status), language))
            parts.append(
                say(language, "picture_targets_became", names=", ".join(titles), status=word)
            )
    return say(language, "picture_targets_lead", lead=lead, parts="; ".join(parts))


def _marks(page: Page, row: ResultRow, target: Target, other: Compared) -> TargetMarks:
    """Place and write an indicator."""
    language, province = page.language, page.province
    value = format_number(row.projected, row.indicator.decimals, language)
    status = row.status if row.status in COUNTED else "unknown"
    word = UNKNOWN
    if status in SIGNS:
        word = f"{SIGNS[status]} {name(province.word('status', status), language)}"
    marks = placed(province, row, target, other)
    return TargetMarks(
        label=titled(page, row.indicator),
        places=marks,
        plan=marks.plan if _differs(row, other) else None,
        value=value,
        target=format_target(target, language),
        status=status,
        word=word,
    )


def _differs(row: ResultRow, other: Compared) -> bool:
    """Say whether an indicator shows another figure than on the plan."""
    decimals, there = row.indicator.decimals, other.plan[row.indicator.key].projected
    if row.projected is None or there is None:
        return False
    return rounded(row.projected, decimals) != rounded(there, decimals)
