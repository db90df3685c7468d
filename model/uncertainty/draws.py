"""How sure: draws of parameters and residuals (equations 40 to 42).

The unit hypercube is stored, so neither an upgrade of a library nor a new machine moves a number;
every scenario is drawn with the same numbers. `model.uncertainty.make_draws` makes it.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from tokenize import TokenError
from types import MappingProxyType
from zipfile import BadZipFile

import numpy as np

from model.equations.arrays import SECTOR_SUFFIXES, SECTORS, Array
from model.equations.base_year import Economy, base_economy
from model.equations.growth import RESIDUALS
from model.equations.trend import AREAS
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.scenario import Scenario

STORED = "draws.npz"
DRAWN = ("nation", *RESIDUALS)
"""What a residual is drawn for: the nation, which moves all sectors, and each of its own."""
SHARED = ("alpha", "beta")
"""Parameters of these prefixes share one quantile across sectors."""
YEARLY_FALL_OF = {
    "poverty_reduction": "poverty_rate",
    "poverty_reduction_khmer": "poverty_rate_khmer",
}
"""Indicators that are the yearly fall of another, whose residual they take with the sign turned."""

UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    BadZipFile,
    zlib.error,
    TokenError,
    RuntimeError,
)
"""What NumPy raises for a damaged archive: also for one with a password, or a version to come."""


def triangular(quantile: Array, low: float, mode: float, high: float) -> Array:
    """Inverse of the triangular distribution (equation 40); the mode where low equals high."""
    width = high - low
    if width == 0.0:
        return np.full_like(quantile, mode)
    split = (mode - low) / width
    left = low + np.sqrt(quantile * width * (mode - low))
    right = high - np.sqrt((1.0 - quantile) * width * (high - mode))
    return np.where(quantile < split, left, right)


@lru_cache(maxsize=4)
def hypercube(folder: Path) -> Mapping[str, Array]:
    """Read the stored Latin hypercube: column name to quantiles in (0, 1), (n,).

    Raises
    ------
    InvalidInputError
        The file is missing or no hypercube.
    """
    try:
        with np.load(folder / STORED) as stored:
            # Read member by member, a damaged header may hide that the check sum is wrong.
            if stored.zip.testzip():
                raise BadZipFile("damaged")
            ranks, names = stored["ranks"], stored["names"]
        quantiles = ((ranks + 0.5) / len(ranks)).T.copy()
        return MappingProxyType(dict(zip(names.tolist(), quantiles, strict=True)))
    except UNREADABLE as error:
        problem = Problem("unreadable", STORED, str(error), "arrays ranks and names")
        raise InvalidInputError([problem]) from error


def draw_count(province: Province) -> int:
    """Return how many draws are stored."""
    return len(next(iter(hypercube(province.folder).values())))


def drawn_parameters(
    province: Province, cube: Mapping[str, Array], fixed: Mapping[str, float]
) -> dict[str, Array | float]:
    """Draw every triangular parameter; those in ``fixed`` stand at the reader's value."""
    drawn: dict[str, Array | float] = dict(fixed)
    for key, row in province.assumptions.items():
        if row.distribution == "triangular" and key not in fixed:
            drawn[key] = triangular(cube[hypercube_column(key)], row.low, row.default, row.high)
    return drawn


def hypercube_column(key: str) -> str:
    """Name the column of a parameter: its own, or the one it shares across sectors."""
    prefix = key.rpartition("_")[0]
    return prefix if prefix in SHARED else key


def hypercube_columns(province: Province, years: int) -> list[str]:
    """Name every column that drawing ``years`` years needs."""
    rows = province.assumptions.items()
    parameters = [hypercube_column(key) for key, row in rows if row.distribution == "triangular"]
    own = [row.residual for row in province.indicators.values() if row.residual]
    residuals = [f"residual_{name}" for name in DRAWN]
    yearly = [f"{name}_{t}" for t in range(1, years + 1) for name in residuals + own]
    return list(dict.fromkeys(parameters + yearly))


def nation_residuals(
    province: Province, cube: Mapping[str, Array], fixed: Mapping[str, float], years: int
) -> dict[str, Array]:
    """Draw what the nation's surprise does to the sectors (equation 41), points, (n, years).

    It moves each sector as strongly as the sector moves with the nation.
    """
    value = _values(province, fixed)
    response = np.array([value[f"b_{area}"] for area in AREAS])
    weights = np.ravel(_economy(province, value).area_weights)
    with_nation = np.repeat(response[:3], 2) / (weights @ response)
    moved = value["sd_agg"] * np.sqrt(value["nation_share"]) * with_nation
    surprise = _normals(cube, ["nation"], years)[0]
    return dict(zip(SECTORS, moved[:, np.newaxis, np.newaxis] * surprise, strict=True))


def drawn_residuals(
    province: Province, cube: Mapping[str, Array], fixed: Mapping[str, float], years: int
) -> dict[str, Array]:
    """Draw the residuals of sectors, product taxes and prices (equation 41), points, (n, years).

    Independent from year to year. To the nation's surprise come correlated normals of the sectors,
    the province's own, scaled by one factor. Together growth of GRDP, which product taxes follow,
    has the standard deviation that a reader may set.
    """
    value = _values(province, fixed)
    economy, nation = _economy(province, value), nation_residuals(province, cube, fixed, years)
    weights = economy.weights[0]
    weights = weights * (1.0 + economy.tax_weight[0] * value["eps_tax_va"] / weights.sum())
    covariance = _covariance(value)
    scale = value["sd_agg"] * np.sqrt(1.0 - value["nation_share"])
    factor = np.linalg.cholesky(covariance) * scale / np.sqrt(weights @ covariance @ weights)
    own = np.einsum("ij,jnt->int", factor, _normals(cube, SECTORS, years))
    taxes, prices = _normals(cube, ["product_taxes", "prices"], years)
    return {
        **{key: nation[key] + part for key, part in zip(SECTORS, own, strict=True)},
        "product_taxes": value["sd_tax"] * taxes,
        "prices": value["sd_prices"] * prices,
    }


def sector_weights(province: Province, fixed: Mapping[str, float]) -> Array:
    """Return the weights of the sectors in GRDP of the base year, (6,)."""
    weights: Array = _economy(province, _values(province, fixed)).weights[0]
    return weights


def _values(province: Province, fixed: Mapping[str, float]) -> dict[str, float]:
    """Every parameter at the reader's value or its default."""
    return {key: fixed.get(key, row.default) for key, row in province.assumptions.items()}


def _economy(province: Province, value: Mapping[str, float]) -> Economy:
    """The base year at one value of each parameter, (1,)."""
    scales = province.parameter_scales
    return base_economy({key: np.array([number * scales[key]]) for key, number in value.items()})


def _covariance(value: Mapping[str, float]) -> Array:
    """Covariance of the sectors' own residuals before they are scaled (equation 41), (6, 6)."""
    deviations = np.array([value[f"sd_{suffix}"] for suffix in SECTOR_SUFFIXES])
    correlation = np.full((len(SECTORS), len(SECTORS)), value["resid_corr"])
    np.fill_diagonal(correlation, 1.0)
    return correlation * np.outer(deviations, deviations)


def _normals(cube: Mapping[str, Array], of: Sequence[str], years: int) -> Array:
    """Standard normals of residuals by name, (len(of), n, years)."""
    drawn = [_normal(cube, [f"residual_{name}_{t}" for name in of]) for t in range(1, years + 1)]
    return np.stack(drawn, axis=-1)


def own_normals(
    province: Province, cube: Mapping[str, Array], years: int, indicators: Iterable[str]
) -> dict[str, Array]:
    """Turn the quantiles of the indicators' own residuals into standard normals, (n, years)."""
    rows = {
        key: province.indicators[key].residual for key in indicators if key not in YEARLY_FALL_OF
    }
    return {
        key: _normal(cube, [f"{residual}_{t}" for t in range(1, years + 1)]).T
        for key, residual in rows.items()
        if residual
    }


def with_own_residuals(
    province: Province,
    scenario: Scenario,
    normals: Mapping[str, Array],
    level: Mapping[str, Array],
) -> dict[str, Array]:
    """Add the residual of indicators that no sector residual reaches (equation 42).

    Normal: a share of the level; of growth rates in points, additive.

    Parameters
    ----------
    normals
        Standard normals by indicator, see `own_normals`.
    level
        Draws by indicator, (n, years); an indicator that is left out is not returned.
    """
    result = dict(level)
    for key, normal in normals.items():
        values = level[key]
        row = province.parameters[province.indicators[key].residual]
        deviation = scenario.parameters.get(row.key, row.default)
        if row.unit == "pp":
            result[key] = values + deviation * normal
        else:
            result[key] = values * (1.0 + deviation / 100.0 * normal)
    for fall, rate in YEARLY_FALL_OF.items():
        if fall in level:
            result[fall] = level[fall] - (result[rate] - level[rate])
    return result


def _normal(cube: Mapping[str, Array], names: list[str]) -> Array:
    """Turn hypercube columns into standard normals, (len(names), n)."""
    from scipy.special import ndtri  # slow to import, needed for draws only

    return np.asarray(ndtri(np.stack([cube[name] for name in names])))
