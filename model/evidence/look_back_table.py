"""The file of `model.evidence.look_back`: a row a year, version, setting and indicator.

Programs read keys, ``true`` and ``false``; people read words. What no version is scored on stands
there once a year, without a version, with the reason in its note.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from model.evidence.look_back import LEVEL, LookBack, Score, came, look_backs, years
from model.evidence.vintages import CUTS
from model.province.province import Province
from model.province.rows import Observation, Outcome, Target
from model.scenario.targets import target_status
from model.uncertainty.bands import WIDTHS

Cell = str | float | None
Cells = Mapping[str, Cell]
POINTS, PER_CENT = "points", "per_cent"
COLUMNS = (
    *("year", "version", "made", "blind", "setting", "indicator", "name_vi", "name_en", "unit"),
    *("measure", "scored", "seen", "came_low", "came_high", "projected", *CUTS),
    *("error", "miss", "error_unit", "usual_misses", "crps", "crps_over_repeated"),
    *(f"held_{width}" for width in sorted(WIDTHS)),
    *("given", "target", "status_projected", "status_came", "status_reported"),
    *("base", "source", "note_vi", "note_en"),
)
"""Heads of the file for programs; their words are of the kind ``look_back`` in groups.csv."""
WORDED = ("blind", "setting", "measure", "scored", "error_unit", "given", "seen", "held_30")
STATUSES = tuple(column for column in COLUMNS if column.startswith("status_"))
BETWEEN = "; "
"""Between several statuses, or sources, of one figure."""


@dataclass(frozen=True)
class Choice:
    """What of the file is asked for; None is all of it."""

    year: int | None = None
    version: str | None = None
    setting: str | None = None

    def has(self, found: LookBack) -> bool:
        """Tell whether a look back is asked for."""
        return self.version in (None, found.version) and self.setting in (None, found.setting)


def table(province: Province, choice: Choice = Choice()) -> Iterator[tuple[Cell, ...]]:
    """Yield the file for programs, header first: keys, and numbers in the unit of the row."""
    yield COLUMNS
    for row in _rows(province, choice):
        yield tuple(row[column] for column in COLUMNS)


def vietnamese_table(province: Province, choice: Choice = Choice()) -> Iterator[tuple[Cell, ...]]:
    """Yield the same rows in Vietnamese words."""
    shown = [column for column in COLUMNS if not column.endswith("_en")]
    yield tuple(province.word("look_back", column).name_vi for column in shown)
    for row in _rows(province, choice):
        yield tuple(_in_words(province, column, row[column]) for column in shown)


def _in_words(province: Province, column: str, cell: Cell) -> Cell:
    """Put words in the place of a key."""
    if not isinstance(cell, str) or not cell:
        return cell
    if column == "unit":
        return province.units[cell].name_vi
    if column == "source":
        return BETWEEN.join(province.sources[key].title_in("vi") for key in cell.split(BETWEEN))
    if column in STATUSES:
        return BETWEEN.join(province.word("status", key).name_vi for key in cell.split(BETWEEN))
    if column == "target":
        return cell.replace(".", ",")
    if column in WORDED or column.startswith("held_"):
        return province.word("look_back_word", cell).name_vi
    return cell


def _rows(province: Province, choice: Choice) -> Iterator[Cells]:
    for year in years(province):
        if choice.year not in (None, year):
            continue
        found = look_backs(province, year)
        for look_back in found.values():
            if choice.has(look_back):
                yield from (_scored(province, look_back, row) for row in look_back.scores)
        told = {row.key for look_back in found.values() for row in look_back.scores}
        outcomes = (row for row in province.outcomes if row.year == year and row.key not in told)
        yield from (_outcome(province, row) for row in outcomes)


def _outcome(province: Province, row: Outcome) -> dict[str, Cell]:
    """Return what is known of an outcome; what a version said of it stays empty."""
    indicator = province.indicators[row.key]
    target = target_of(province, row)
    figures = figures_of(province, row)
    values = [figure.value for figure in figures if figure.value is not None]
    scored = came(province, row.year).get(row.key)
    return {
        **dict.fromkeys(COLUMNS),
        "year": row.year,
        "indicator": row.key,
        "name_vi": indicator.name_vi,
        "name_en": indicator.name_en,
        "unit": indicator.unit,
        "measure": row.measure,
        "scored": row.scored,
        "seen": _yes(row.seen),
        "came_low": min(values, default=None),
        "came_high": max(values, default=None),
        "target": "" if target is None else target.text,
        "status_came": BETWEEN.join(scored.statuses(province, target)) if scored and target else "",
        "status_reported": BETWEEN.join(reported(province, row)),
        "base": None if scored is None else scored.base,
        "source": BETWEEN.join(dict.fromkeys(figure.source for figure in figures)),
        "note_vi": row.note_vi,
        "note_en": row.note_en,
    }


def _scored(province: Province, found: LookBack, row: Score) -> Cells:
    """Return what a version said of an outcome and how it is scored; not where it was told."""
    outcome, forecast = row.came.outcome, row.forecast
    target = target_of(province, outcome)
    cells: dict[str, Cell] = {
        **_outcome(province, outcome),
        "version": found.version,
        "made": province.versions[found.version].date,
        "blind": _yes(province.versions[found.version].blind_to(found.year)),
        "setting": found.setting,
        "projected": forecast.projected,
        **dict(zip(CUTS, forecast.quantiles, strict=True)),
        "given": _yes(row.given),
    }
    if row.given:
        return cells
    indicator = province.indicators[row.key]
    status = "" if target is None else target_status(indicator, target, forecast.projected)
    return {
        **cells,
        "error": row.error,
        "miss": row.missed,
        "error_unit": PER_CENT if outcome.measure == LEVEL else POINTS,
        "usual_misses": row.usual_misses,
        "crps": row.crps,
        "crps_over_repeated": row.relative,
        **{f"held_{width}": _yes(row.within(width)) for width in WIDTHS},
        "status_projected": status,
    }


def target_of(province: Province, row: Outcome) -> Target | None:
    """Return the target of the plan that an outcome is held against; None where none is known."""
    target = province.plan_targets.get(row.key)
    return target if target is not None and target.year == row.year else None


def statuses_of(province: Province, row: Score) -> tuple[str, tuple[str, ...]] | None:
    """Compare projection and outcome with the target, None where none is known."""
    target = target_of(province, row.came.outcome)
    if target is None:
        return None
    indicator = province.indicators[row.key]
    projected = target_status(indicator, target, row.forecast.projected)
    return projected, row.came.statuses(province, target)


def reported(province: Province, row: Outcome) -> Iterable[str]:
    """Return what the province said became of a target, the chosen report first."""
    rows = [found for found in province.reviews if (found.key, found.year) == (row.key, row.year)]
    return dict.fromkeys(found.status for found in sorted(rows, key=lambda it: not it.chosen))


def figures_of(province: Province, row: Outcome) -> list[Observation]:
    """Return the published figures that stand for an outcome, the chosen one first."""
    chosen = province.observed(row.key, row.year)
    scored = came(province, row.year).get(row.key)
    if scored is None or row.scored == "value":
        return [] if chosen is None else [chosen]
    ends = [
        found
        for found in province.observations
        if (found.key, found.year) == (row.key, row.year) and found.value in scored.ends
    ]
    return sorted(ends, key=lambda found: found is not chosen)


def _yes(found: bool) -> str:
    return "true" if found else "false"
