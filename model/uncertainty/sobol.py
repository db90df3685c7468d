"""What drives the spread of an outcome: Sobol indices.

See docs/MODEL.md, "Uncertainty". The Sobol sample is scrambled with a fixed seed, so the same
scenario always gives the same numbers. Every dimension is a quantile in (0, 1), which
`model.uncertainty.outcome` turns into parameters and residuals; the elasticities to private
capital share one, and so do those to labour.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.equations.arrays import Array
from model.problems import InvalidInputError, Problem, unknown
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.uncertainty.outcome import (
    NO_EFFECT,
    Outcome,
    outcome_function,
    parameter_dimensions,
    residual_dimensions,
)

SIZE = 512
"""Base sample of a Sobol run; a run has SIZE·(dimensions + 2) rows."""
MOST = 65_536
SEED = 2024
BACKGROUNDS = 8
"""Random settings of the others at which a dimension is tried for any effect at all."""
PAIRS = 4096
"""Pairs of forecasts that share the parameters, for the share of the residual."""
CHUNK = 4096


Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1."""


@dataclass(frozen=True)
class Index:
    """Part of the variance of an outcome that a dimension carries.

    Attributes
    ----------
    key
        A parameter, ``alpha`` or ``beta`` for those of all sectors, or ``residual_<sector>_<t>``
        and ``sd_…_<t>`` for residuals of year t. Sector residuals are correlated; what they
        share counts with the first sector that has it.
    residual
        True for a residual.
    first
        First-order index: share of the variance it carries alone. An estimate, so it may be
        slightly below zero.
    total
        Total index: share that would remain if everything else were known.
    """

    key: str
    residual: bool
    first: float
    total: float


@dataclass(frozen=True)
class Sensitivity:
    """Sobol indices of an outcome, largest total first.

    Attributes
    ----------
    indicator, effect, lever, year
        What was asked, see `sobol`.
    mean, deviation
        Of the outcome over the draws, in the unit of the indicator.
    residual_share
        Share of the variance that is the residual, which no lever touches: what remains when
        every parameter is known, as in `model.uncertainty.bands.Spread`; 0 for an effect.
    undefined
        Share of draws in which the outcome is not defined (``icor`` near zero growth); they
        count as the mean.
    rows
        Model settings that the indices took.
    indices
        Every dimension; those that cannot matter are exactly zero.
    """

    indicator: str
    effect: bool
    lever: str | None
    year: int
    mean: float
    deviation: float
    residual_share: float
    undefined: float
    rows: int
    indices: tuple[Index, ...]


def sobol(
    province: Province,
    scenario: Scenario,
    indicator: str,
    *,
    effect: bool = False,
    lever: str | None = None,
    horizon: int | None = None,
    size: int = SIZE,
    progress: Progress | None = None,
) -> Sensitivity:
    """Say what drives the spread of an indicator, or of an effect of the levers on it.

    Parameters
    ----------
    scenario
        Levers, and assumptions that the reader fixed, which are not drawn.
    effect
        False for the level, with parameters and residuals drawn; True for the scenario less
        the reference in the same draw, parameters only.
    lever
        With ``effect``: the effect of this lever alone, the scenario less the same scenario
        with this lever at its reference. It implies ``effect``.
    horizon
        The year; None is the first one.
    size
        Base sample, a power of two.
    progress
        Called with the share that is done.

    Raises
    ------
    InvalidInputError
        An unknown indicator or lever, a horizon outside the years or a wrong size.
    """
    check_question(province, indicator, lever, size)
    effect = effect or lever is not None
    years = province.years_to(horizon)
    parameters = parameter_dimensions(province, scenario)
    residuals = [] if effect else residual_dimensions(province, indicator, years)
    outcome = outcome_function(province, scenario, indicator, effect, lever, years)
    # Residuals first: they carry most of a level, and the first columns of a Sobol sample are
    # the most even ones.
    mattering = _mattering(outcome, [*residuals, *parameters])
    held = {name: np.array([0.5]) for name in (*parameters, *residuals) if name not in mattering}

    def of_mattering(quantiles: Mapping[str, Array]) -> Array:
        return outcome({**held, **quantiles})

    run = _Run(of_mattering, mattering, size * (max(len(mattering), 2) + 2), progress)
    first, total = sobol_indices(run, len(mattering), size)
    found = dict(zip(mattering, zip(first, total, strict=True), strict=True))
    indices = [
        Index(name, name in residuals, *map(float, found.get(name, (0.0, 0.0))))
        for name in (*parameters, *residuals)
    ]
    return Sensitivity(
        indicator=indicator,
        effect=effect,
        lever=lever,
        year=province.base_year + years,
        mean=run.mean,
        deviation=run.deviation,
        residual_share=_shared_share(of_mattering, mattering, set(residuals)),
        undefined=run.undefined,
        rows=run.rows,
        indices=tuple(sorted(indices, key=lambda index: -index.total)),
    )


def sobol_indices(
    function: Callable[[Array], Array], dimensions: int, size: int = SIZE
) -> tuple[Array, Array]:
    """Return first-order and total indices of a function of independent quantiles.

    Saltelli (2010) for the first order, Jansen (1999) for the total, as SciPy has them.

    Parameters
    ----------
    function
        Maps quantiles, (dimensions, n), to outcomes, (n,).
    size
        Base sample, a power of two.
    """
    if dimensions == 0:
        return np.zeros(0), np.zeros(0)
    from scipy import stats  # slow to import

    result = stats.sobol_indices(
        func=lambda quantiles: function(quantiles[:dimensions]),
        n=size,
        dists=[Quantile()] * max(dimensions, 2),  # SciPy fails on a single one
        rng=np.random.default_rng(SEED),
    )
    return result.first_order[:dimensions], result.total_order[:dimensions]


class Quantile:
    """The even distribution on (0, 1), ends excluded, as a normal residual needs it."""

    def ppf(self, quantile: Array) -> Array:
        """Return the quantile itself, away from 0 and 1."""
        return np.clip(quantile, 1e-9, 1.0 - 1e-9)


class _Run:
    """An outcome as SciPy calls it: works in chunks, tells its progress, keeps the moments.

    Undefined outcomes count as the mean of the first sample.
    """

    def __init__(
        self, outcome: Outcome, names: Sequence[str], rows: int, progress: Progress | None
    ) -> None:
        self.outcome, self.names = outcome, names
        self.rows, self.done, self.missing = rows, 0, 0
        self.progress = progress
        self.mean = self.deviation = 0.0
        if not names:
            self.mean = float(np.nan_to_num(outcome({"": np.array([0.5])})[0]))
            self.rows = 1

    @property
    def undefined(self) -> float:
        """Share of outcomes that were not defined."""
        return self.missing / self.done if self.done else 0.0

    def __call__(self, quantiles: Array) -> Array:
        """Return the outcomes, (n,), of quantiles, (dimensions, n)."""
        pieces = []
        for start in range(0, quantiles.shape[1], CHUNK):
            piece = np.ascontiguousarray(quantiles[:, start : start + CHUNK])
            pieces.append(self.outcome(dict(zip(self.names, piece, strict=True))))
            self.done += piece.shape[1]
            if self.progress is not None:
                self.progress(self.done / self.rows)
        values = np.concatenate(pieces)
        missing = np.isnan(values)
        self.missing += int(missing.sum())
        if self.done == values.size:  # the first sample
            known = values[~missing]
            self.mean = float(known.mean()) if known.size else float("nan")
            self.deviation = float(known.std()) if known.size else float("nan")
        return np.where(missing, self.mean, values)


def _mattering(outcome: Outcome, names: Sequence[str]) -> list[str]:
    """Name the dimensions that change the outcome, in order.

    Each is moved to four quantiles at several random settings of the others.
    """
    rng = np.random.default_rng(SEED)
    steps = (0.01, 0.3, 0.7, 0.99)
    background = rng.random((len(names), BACKGROUNDS)) * 0.98 + 0.01
    table = np.tile(background, (1, 1 + len(names) * len(steps)))
    for index in range(len(names)):
        for number, step in enumerate(steps):
            start = (1 + index * len(steps) + number) * BACKGROUNDS
            table[index, start : start + BACKGROUNDS] = step
    values = outcome(dict(zip(names, table, strict=True))).reshape(-1, BACKGROUNDS)
    change = np.abs(values[1:] - values[0])
    size = max(float(np.nanmax(np.abs(values), initial=0.0)), 1e-6)
    moved = (change > NO_EFFECT * size) | (np.isnan(values[1:]) != np.isnan(values[0]))
    moves = moved.reshape(len(names), -1).any(axis=1)
    return [name for name, does in zip(names, moves, strict=True) if does]


def _shared_share(outcome: Outcome, names: Sequence[str], residuals: set[str]) -> float:
    """Share of the variance that remains when every parameter is known.

    Two forecasts that share their parameters and not their residuals are correlated by the
    share of the variance that parameters carry; the rest is the residual's.
    """
    noise = [name for name in names if name in residuals]
    if not noise:
        return 0.0
    if len(noise) == len(names):
        return 1.0
    from scipy.stats import qmc  # slow to import

    sample = qmc.Sobol(len(names) + len(noise), rng=np.random.default_rng(SEED))
    quantiles = Quantile().ppf(sample.random(PAIRS).T)
    shared = dict(zip(names, quantiles, strict=False))
    other = {**shared, **dict(zip(noise, quantiles[len(names) :], strict=True))}
    one, two = outcome(shared), outcome(other)
    known = ~(np.isnan(one) | np.isnan(two))
    correlation = float(np.corrcoef(one[known], two[known])[0, 1])
    return min(max(1.0 - correlation, 0.0), 1.0)


def check_question(province: Province, indicator: str, lever: str | None, size: int) -> None:
    """Refuse an unknown indicator or lever, and a size that is no power of two."""
    problems = []
    if indicator not in province.modelled:
        problems.append(unknown(indicator, province.modelled, "the modelled indicators"))
    if lever is not None and lever not in province.levers:
        problems.append(unknown(lever, province.levers, "the keys of `table levers`"))
    if not 2 <= size <= MOST or size & (size - 1):
        allowed = f"a power of two from 2 to {MOST}"
        problems.append(Problem("out_of_range", "size", str(size), allowed))
    if problems:
        raise InvalidInputError(problems)
