"""Gaps of provinces to the nation: how far they last, and how far a single year spreads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan, sqrt
from statistics import fmean, median, pvariance, stdev

from model.evidence.clustered import Estimate, slope

Gaps = Mapping[tuple[str, int], float]
"""Growth of a province less the nation's, points, by province and year."""
LEAST_YEARS = 3
"""Years of which a province has a spread of its own."""


@dataclass(frozen=True)
class Moments:
    """Variances of gaps within and between provinces, squared points."""

    within: float
    between: float

    def weight(self, years: int) -> float:
        """Return the weight of the mean gap of so many years."""
        if self.between <= 0.0:
            return 0.0
        return years / (years + self.within / self.between)


@dataclass(frozen=True)
class Learned:
    """What the provinces say of the gap and of the spread, points.

    Attributes
    ----------
    middle_spread
        Median standard deviation of gaps around the mean of their province, of the provinces with
        `LEAST_YEARS` and more.
    nation
        Root of the mean square miss of the nation, over the same years.
    mean_gap
        Mean of all gaps.
    persistence
        Slope of a gap on that of the year before, over ``pairs`` of years that follow each other.
    """

    moments: Moments
    middle_spread: float
    nation: float
    mean_gap: float
    persistence: Estimate
    pairs: int
    pair_years: int

    @property
    def spread(self) -> float:
        """Standard deviation of gaps around the mean of their province, all provinces pooled."""
        return sqrt(self.moments.within)

    @property
    def nation_share(self) -> float:
        """The nation's part of the variance of growth."""
        return self.nation**2 / (self.nation**2 + self.spread**2)


def moments(gaps: Gaps) -> Moments:
    """Part the variance of gaps, by province and year, by the method of moments.

    The expected sum of n times the squared mean gap of each province is the number of rows times
    ``between``, plus the number of provinces times ``within``.
    """
    areas = by_area(gaps).values()
    spare = len(gaps) - len(areas)
    if spare < 1:
        return Moments(0.0, 0.0)
    within = sum(len(own) * pvariance(own) for own in areas) / spare
    squares = sum(len(own) * fmean(own) ** 2 for own in areas)
    return Moments(within, max(0.0, (squares - len(areas) * within) / len(gaps)))


def by_area(gaps: Gaps) -> Mapping[str, list[float]]:
    """Collect the gaps of each province."""
    found: dict[str, list[float]] = {}
    for (area, _), gap in gaps.items():
        found.setdefault(area, []).append(gap)
    return found


def learned(gaps: Gaps, missed_nation: Sequence[float]) -> Learned:
    """Read off what gaps say, beside the misses of the nation's target in their years."""
    several = [own for own in by_area(gaps).values() if len(own) >= LEAST_YEARS]
    pairs = [
        (gaps[area, year - 1], gap, year)
        for (area, year), gap in gaps.items()
        if (area, year - 1) in gaps
    ]
    return Learned(
        moments=moments(gaps),
        middle_spread=median(stdev(own) for own in several) if several else nan,
        nation=rms(missed_nation),
        mean_gap=fmean(gaps.values()),
        persistence=slope(pairs),
        pairs=len(pairs),
        pair_years=len({year for _, _, year in pairs}),
    )


def shrunk_gaps(gaps: Gaps) -> Mapping[str, float]:
    """Return the mean gap of each province times its weight."""
    found = moments(gaps)
    return {area: found.weight(len(own)) * fmean(own) for area, own in by_area(gaps).items()}


def rms(values: Sequence[float]) -> float:
    """Return the root of the mean square."""
    return sqrt(fmean(value**2 for value in values))
