"""One rule tried on every province of the region: the nation, and a gap that is shrunk.

Rule
----
Of growth g(p, t) of province p in year t, per cent, with N(t) the middle of the National
Assembly's target for the nation and F(t) the nation's growth as first published::

    projected(p, t) = N(t) + w m
    m = mean of the gaps g(p, s) - F(s) over the n other years s of the province
    w = n / (n + within / between)

``within`` is the variance of gaps around the mean of their province, ``between`` that of the
provinces' lasting gaps around 0, both by the method of moments over all provinces. A lasting gap
is measured from 0 because the weight shrinks it to 0, where the model's own gap stands: with w = 0
this is what the model projects on the trend. Without any variance between, w is 0.

All rows of year t are left out, of every province and not only of the one that is scored: what
comes in a year moves the neighbours together, so their rows of t would tell of it. Years after t
are used, as the mean of other years does; so neither is a forecast that could have been made.

Errors of a year share the nation's miss. Standard errors are therefore clustered by year, and few
years are few: they are counted beside each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from model.evidence.clustered import Estimate, clustered
from model.evidence.look_back import nation_came
from model.evidence.origin import MEASURED, NATION_FIRST, known, nation_target
from model.evidence.province_gaps import Gaps, Learned, learned, rms, shrunk_gaps
from model.province.keys import GROWTH
from model.province.province import Province

RULE, NO_GAP, KNOWN_NATION = "rule", "nation", "nation_known"
RIVALS = (NO_GAP, "naive", "mean", KNOWN_NATION)
"""The target of the nation with no gap, which is the model on the trend; growth of the year before;
the mean of the province's other years; and, no rival but a part of the miss, the rule if growth of
the nation had been known."""
METHODS = (RULE, *RIVALS)
WEAK = ("re_dated", "lower_bound")
"""Rules of figures that are used but weaker than others."""
NORMAL_90 = 1.645
"""Standard deviations to each side that hold 90 % of a normal."""


@dataclass(frozen=True)
class Grown:
    """Growth of a province in a year as first printed, per cent."""

    area: str
    year: int
    growth: float
    rule: str
    source: str


@dataclass(frozen=True)
class Nation:
    """The nation in a year, per cent: the middle of its target, and growth as first published."""

    target: float
    first: float


@dataclass(frozen=True)
class Scored:
    """What the methods said of a province and year, per cent, without those that said nothing."""

    area: str
    year: int
    growth: float
    forecasts: Mapping[str, float]

    def error(self, method: str) -> float:
        """Return what a method said less what came, points."""
        return self.forecasts[method] - self.growth

    def missed(self, method: str) -> float:
        """Return by how much a method missed, points."""
        return abs(self.error(method))


@dataclass(frozen=True)
class Comparison:
    """A method over the rows of which it said something, and the rule over the same rows.

    ``missed`` is the mean absolute error, ``rms`` the root of the mean square, ``bias`` what was
    said less what came; ``beside`` is its mean absolute error less that of the rule. Points.
    """

    method: str
    rows: int
    areas: int
    years: int
    missed: Estimate
    rms: float
    bias: float
    rule_missed: float
    beside: Estimate


def own_area(province: Province) -> str:
    """Name the province itself as the others are named."""
    return province.region.rpartition("|")[2]


@cache
def grown(province: Province) -> tuple[Grown, ...]:
    """Collect growth of every province and year, the province itself last.

    Its own figures are those of ``backtest.csv`` that were known at the end of their year, and the
    chosen observation of a year that came since.
    """
    others = [
        Grown(row.area, row.year, row.value, row.rule, row.source)
        for row in province.province_growth
        if row.used
    ]
    own = own_area(province)
    first = {
        row.year: Grown(own, row.year, row.value, "first", row.source)
        for row in province.backtest
        if (row.key, row.origin) == (GROWTH, row.year) and row.kind in MEASURED
    }
    for outcome in province.outcomes:
        found = province.observed(GROWTH, outcome.year)
        if outcome.key == GROWTH and found is not None and found.value is not None:
            came = Grown(own, found.year, found.value, found.rule, found.source)
            first.setdefault(found.year, came)
    return (*others, *(first[year] for year in sorted(first)))


@cache
def nation(province: Province) -> Mapping[int, Nation]:
    """Collect target and growth of the nation in every year that has rows and both."""
    years = sorted({row.year for row in grown(province)})
    found = {
        year: (nation_target(province, year - 1), _nation_first(province, year)) for year in years
    }
    return {
        year: Nation(target, first)
        for year, (target, first) in found.items()
        if target is not None and first is not None
    }


@cache
def scores(province: Province) -> tuple[Scored, ...]:
    """Score every province and year with the other years; see the rule above."""
    return score(grown(province), nation(province))


def firm_scores(province: Province) -> tuple[Scored, ...]:
    """Score with the weaker figures left out altogether."""
    firm = (row for row in grown(province) if row.rule not in WEAK)
    return score(firm, nation(province))


def score(rows: Iterable[Grown], of_nation: Mapping[int, Nation]) -> tuple[Scored, ...]:
    """Score rows of the years of which the nation is known."""
    told = [row for row in rows if row.year in of_nation]
    found: dict[tuple[str, int], Scored] = {}
    for year in dict.fromkeys(row.year for row in told):
        rest = [row for row in told if row.year != year]
        shrunk = shrunk_gaps(gaps(rest, of_nation))
        for row in told:
            if row.year == year:
                said = _said(row, rest, of_nation[year], shrunk.get(row.area, 0.0))
                found[row.area, year] = Scored(row.area, year, row.growth, said)
    return tuple(found[row.area, row.year] for row in told)


def comparisons(scored: Sequence[Scored]) -> tuple[Comparison, ...]:
    """Hold every method against the rule, the rule itself first."""
    said = {method: [row for row in scored if method in row.forecasts] for method in METHODS}
    return tuple(_compared(method, rows) for method, rows in said.items() if rows)


def gaps(rows: Iterable[Grown], of_nation: Mapping[int, Nation]) -> Gaps:
    """Return growth less the nation's as first published, in the years of which both are known."""
    return {
        (row.area, row.year): row.growth - of_nation[row.year].first
        for row in rows
        if row.year in of_nation
    }


@cache
def what_is_learned(province: Province) -> Learned:
    """Read off what the provinces say of the gap and of the spread."""
    misses = [row.first - row.target for row in nation(province).values()]
    return learned(gaps(grown(province), nation(province)), misses)


def held(scored: Sequence[Scored], sigma: float) -> int:
    """Count outcomes in a 90 % band of so many points of standard deviation, with no gap."""
    return sum(row.missed(NO_GAP) <= NORMAL_90 * sigma for row in scored)


def _nation_first(province: Province, year: int) -> float | None:
    found = known(province, year, NATION_FIRST).get(year)
    return nation_came(province, year) if found is None else found


def _said(row: Grown, rest: Iterable[Grown], now: Nation, gap: float) -> Mapping[str, float]:
    """Collect what every method says of a row from the rows of other years."""
    own = {other.year: other.growth for other in rest if other.area == row.area}
    said = {RULE: now.target + gap, NO_GAP: now.target, KNOWN_NATION: now.first + gap}
    if row.year - 1 in own:
        said["naive"] = own[row.year - 1]
    if own:
        said["mean"] = fmean(own.values())
    return said


def _compared(method: str, rows: Sequence[Scored]) -> Comparison:
    years = [row.year for row in rows]
    errors = [row.error(method) for row in rows]

    def mean(value: Callable[[Scored], float]) -> Estimate:
        return clustered([value(row) for row in rows], years)

    return Comparison(
        method=method,
        rows=len(rows),
        areas=len({row.area for row in rows}),
        years=len(set(years)),
        missed=mean(lambda row: row.missed(method)),
        rms=rms(errors),
        bias=fmean(errors),
        rule_missed=fmean(row.missed(RULE) for row in rows),
        beside=mean(lambda row: row.missed(method) - row.missed(RULE)),
    )
