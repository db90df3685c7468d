"""A year as it came, beside what each published version of the model had projected of it.

Rules
-----
What came are the chosen rows of ``observations.csv``, scored as ``outcomes.csv`` says: as one
figure, as a range where sources contradict each other, or not at all, with the reason. A range is
scored at both ends, and the mean of the two scores counts; a band holds it if it holds both ends.
Growth and rates are counted in points, levels in per cent of what came. An indicator that was
read off as a lever is no projection with levers as they turned out, and is not scored there.
A new year is looked back on by adding its rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean, median

from model.contributions import explain_change
from model.engine import base_year
from model.evidence.origin import NATION, NATION_SERIES, expected
from model.evidence.vintages import CAME, QUANTILES, Forecast, came_levers, published
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Observation, Outcome, Target
from model.scenario.scenario import preset_scenario
from model.scenario.targets import target_status

MEASURES = ("growth", "level", "rate")
LEVEL = "level"
"""The measure that is counted in per cent of what came; the others in points."""
REPEATED, GROWTH_REPEATED, TARGET, NATION_TARGET = "repeated", "growth_repeated", "target", "nation"
FORECASTERS = NATION_SERIES[:3]
"""World Bank, IMF and ADB: what each expected of the nation."""
RIVALS = (REPEATED, GROWTH_REPEATED, TARGET, NATION_TARGET, *FORECASTERS)
"""The base year again, its change again, the province's target; and of growth what was expected of
the nation, with no gap: the National Assembly's target, World Bank, IMF, ADB."""
KNOWN, UNKNOWN, REST = "known", "unknown", "rest"
PARTS = (NATION, KNOWN, UNKNOWN, REST)
"""Parts of a miss of growth: the nation, levers whose outcome is known, levers that go back to the
trend as theirs is not, and what the model does not explain."""


@dataclass(frozen=True)
class Came:
    """An indicator as it came, in its unit.

    ``ends`` are the lowest and the highest figure, the same unless it is scored as a range.
    ``base`` is the base year and ``before`` the year before that, None where not known.
    """

    outcome: Outcome
    ends: tuple[float, float]
    base: float | None
    before: float | None

    @property
    def middle(self) -> float:
        """The figure, or the middle of the range."""
        return fmean(self.ends)

    def missed(self, value: float) -> float:
        """Return by how much a single number missed: points, or per cent of what came."""
        return fmean(self.scaled(abs(value - end)) for end in self.ends)

    def scaled(self, miss: float) -> float:
        """Turn a miss in the unit of the indicator into points, or per cent of what came."""
        return 100.0 * miss / self.middle if self.outcome.measure == LEVEL else miss

    def statuses(self, province: Province, target: Target) -> tuple[str, ...]:
        """Compare what came with a target: one status, or two where the ends of a range differ."""
        indicator = province.indicators[self.outcome.key]
        found = (target_status(indicator, target, end) for end in self.ends)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Score:
    """What a version projected of an indicator beside what came.

    ``given`` tells that the outcome was told to the model as a lever: no projection, no score.
    """

    came: Came
    forecast: Forecast
    given: bool

    @property
    def key(self) -> str:
        """Key of the indicator."""
        return self.came.outcome.key

    @property
    def error(self) -> float:
        """What was projected less what came: points, or per cent of what came."""
        return self.came.scaled(self.forecast.projected - self.came.middle)

    @property
    def missed(self) -> float:
        """Mean distance to the ends of what came: points, or per cent of what came."""
        return self.came.missed(self.forecast.projected)

    @property
    def usual_misses(self) -> float | None:
        """Distance to what came over half the 90 % band on all sides; None without a band."""
        low, high = self.forecast.band(90)
        return None if low == high else 2.0 * self.error_in_unit / (high - low)

    @property
    def error_in_unit(self) -> float:
        """What was projected less what came, in the unit of the indicator."""
        return self.forecast.projected - self.came.middle

    @property
    def crps(self) -> float:
        """Continuous ranked probability score: points, or per cent of what came."""
        return fmean(self.came.scaled(quantile_crps(self.forecast, end)) for end in self.came.ends)

    @property
    def relative(self) -> float | None:
        """Its score over the miss of the base year repeated; None where that hit or is unknown."""
        if self.came.base is None:
            return None
        naive = self.came.missed(self.came.base)
        return self.crps / naive if naive > 0.0 else None

    def within(self, width: int) -> bool:
        """Tell whether a band holds what came, of a range both ends."""
        low, high = self.forecast.band(width)
        return low <= self.came.ends[0] and self.came.ends[1] <= high


@dataclass(frozen=True)
class LookBack:
    """A year as a version saw it under a setting of `model.evidence.vintages.SETTINGS`.

    ``scores`` hold what is scored or given, in the order of ``outcomes.csv``.
    """

    year: int
    version: str
    setting: str
    scores: tuple[Score, ...]

    @property
    def scored(self) -> tuple[Score, ...]:
        """Without what was given."""
        return tuple(row for row in self.scores if not row.given)

    def of(self, measure: str) -> tuple[Score, ...]:
        """Keep what is scored by a measure."""
        return tuple(row for row in self.scored if row.came.outcome.measure == measure)

    @property
    def ranged(self) -> tuple[Score, ...]:
        """Keep what is scored and has a band."""
        return tuple(row for row in self.scored if row.forecast.spreads)

    @property
    def unseen(self) -> "LookBack":
        """Without what rests on a number read off a page that also prints the outcome."""
        return replace(self, scores=tuple(row for row in self.scores if not row.came.outcome.seen))

    def held(self, width: int) -> int:
        """Count the outcomes that a band held, among those that have one."""
        return sum(row.within(width) for row in self.ranged)

    @property
    def relative(self) -> float | None:
        """Median of the scores over those of the base year repeated: below 1 it did better."""
        found = [row.relative for row in self.scored if row.relative is not None]
        return median(found) if found else None

    @property
    def better(self) -> tuple[int, int]:
        """Count the indicators it scored better on than the base year repeated, and of how many."""
        found = [row.relative for row in self.scored if row.relative is not None]
        return sum(ratio < 1.0 for ratio in found), len(found)


@dataclass(frozen=True)
class Against:
    """A rival and the model over the indicators of which the rival said something.

    ``missed`` and ``model_missed`` are mean distances: points, or per cent of what came.
    """

    rival: str
    measure: str
    count: int
    missed: float
    model_missed: float


def years(province: Province) -> tuple[int, ...]:
    """Return the years that can be looked back on, the last one first."""
    found = {row.year for row in province.outcomes if published(province, row.year)}
    return tuple(sorted(found, reverse=True))


@cache
def came(province: Province, year: int) -> Mapping[str, Came]:
    """Collect what came of every indicator that is scored, in the order of ``outcomes.csv``."""
    base = base_year(province)
    return {
        row.key: Came(
            row,
            _ends(province, row),
            base.get(row.key) if year == province.base_year + 1 else _value(province, row, 1),
            _value(province, row, 2),
        )
        for row in province.outcomes
        if row.year == year and row.scored != "no" and _figures(province, row)
    }


@cache
def look_backs(province: Province, year: int) -> Mapping[tuple[str, str], LookBack]:
    """Score every version and setting of which projections are kept."""
    outcomes = came(province, year)
    read_off = {row.indicator for row in province.outcome_levers if row.year == year}
    return {
        (version, setting): LookBack(
            year,
            version,
            setting,
            tuple(
                Score(outcome, forecasts[key], setting == CAME and key in read_off)
                for key, outcome in outcomes.items()
                if key in forecasts
            ),
        )
        for (version, setting), forecasts in published(province, year).items()
    }


def against(province: Province, found: LookBack) -> tuple[Against, ...]:
    """Hold a version against every rival, by measure, in the indicators both spoke of."""
    return tuple(
        Against(
            rival,
            measure,
            len(both),
            fmean(row.came.missed(value) for row, value in both),
            fmean(row.missed for row, _ in both),
        )
        for measure in MEASURES
        for rival in RIVALS
        if (
            both := [
                (row, value)
                for row in found.of(measure)
                if (value := rival_value(province, row.came, rival)) is not None
            ]
        )
    )


def rival_value(province: Province, row: Came, rival: str) -> float | None:
    """Return what a rival says of an indicator, in its unit; None where it says nothing."""
    key, base, year = row.outcome.key, row.base, row.outcome.year
    if rival == REPEATED:
        return base
    if rival == GROWTH_REPEATED:
        if base is None or row.before is None or row.outcome.measure == "growth":
            return None  # of growth the base year repeated is growth repeated
        return base**2 / row.before if row.outcome.measure == LEVEL else 2.0 * base - row.before
    if rival == TARGET:
        target = province.plan_targets.get(key)
        return None if target is None or target.year != year else fmean(target.ends)
    if key != GROWTH:
        return None
    return expected_of_nation(province, year).get(rival)


def expected_of_nation(province: Province, year: int) -> Mapping[str, float]:
    """Return what was expected of the nation's growth the year before, per cent."""
    asked = {NATION_TARGET: (NATION, "target")} | {key: (key, "forecast") for key in FORECASTERS}
    rows = {rival: expected(province, year - 1, *what) for rival, what in asked.items()}
    return {rival: fmean(row.ends) for rival, row in rows.items() if row is not None}


def nation_came(province: Province, year: int) -> float | None:
    """Return the nation's growth as it came, per cent; None where it is not known."""
    return next(
        (row.value for row in province.outcome_levers if (row.lever, row.year) == (NATION, year)),
        None,
    )


def miss_of_growth(province: Province, year: int) -> Mapping[str, float] | None:
    """Split what the present version missed of growth with the plan as it was passed, points.

    The nation and the levers are Shapley values of the way from the plan to what happened (see
    `model.contributions.explain_change`); with the rest the `PARTS` add up to outcome less
    projection. None where it projects another first year.
    """
    outcomes = came(province, year)
    if year != province.base_year + 1 or GROWTH not in outcomes:
        return None
    planned = preset_scenario(province, province.passed_preset).levers
    found = explain_change(
        province, planned, came_levers(province, year), levers_by_part(province, year)
    )
    parts = {key: float(values[0, 0]) for key, values in found.changes.items()}
    return {**parts, REST: outcomes[GROWTH].middle - float(found.after[0, 0])}


def levers_by_part(province: Province, year: int) -> Mapping[str, list[str]]:
    """Return the levers that each part of a miss of growth is laid to; the rest has none."""
    known = {row.lever for row in province.outcome_levers if row.year == year}
    return {
        NATION: [key for key in province.levers if key == NATION],
        KNOWN: [key for key in province.levers if key in known and key != NATION],
        UNKNOWN: [key for key in province.levers if key not in known and key != NATION],
    }


def worst(scores: Iterable[Score]) -> list[Score]:
    """Order scores by the miss over the band: what no band foresaw first.

    What a lever sets has no band; it follows, by its miss in per cent or points.
    """
    rows = [row for row in scores if not row.given]
    return sorted(rows, key=_surprise, reverse=True)


def quantile_crps(forecast: Forecast, outcome: float) -> float:
    """Score `QUANTILES` against what came, in the unit of both; lower is better.

    Twice the mean pinball loss, which is the weighted interval score of the median and the three
    bands and nears the CRPS as quantiles are added (Bracher et al. 2021). Of quantiles that are
    all the same it is the absolute error, so a point forecast compares with a band.
    """
    losses = (
        (outcome - value) * (share if outcome >= value else share - 1.0)
        for share, value in zip(QUANTILES, forecast.quantiles, strict=True)
    )
    return 2.0 * fmean(losses)


def _surprise(row: Score) -> tuple[bool, float]:
    usual = row.usual_misses
    return usual is not None, row.missed if usual is None else abs(usual)


def _figures(province: Province, row: Outcome) -> Sequence[Observation]:
    """Return the figures an outcome rests on: the chosen one, or all of the full year."""
    if row.scored == "value":
        chosen = province.observed(row.key, row.year)
        return [] if chosen is None else [chosen]
    return [
        found
        for found in province.observations
        if (found.key, found.year, found.comparator) == (row.key, row.year, "=")
        and found.value is not None
        and found.rule != "partial_year"
    ]


def _ends(province: Province, row: Outcome) -> tuple[float, float]:
    values = [found.value for found in _figures(province, row) if found.value is not None]
    return min(values), max(values)


def _value(province: Province, row: Outcome, before: int) -> float | None:
    """Return the chosen figure of some years before; None where it is not known."""
    found = province.observed(row.key, row.year - before)
    return None if found is None else found.value
