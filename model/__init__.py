"""A growth model of a province: levers and assumptions in, Resolution indicators out."""

from collections.abc import Mapping

from numpy.typing import ArrayLike

from model import contributions, engine
from model.contributions import Explanation
from model.equations.arrays import Array
from model.province.load import load_province
from model.province.province import Province

__all__ = ["__version__", "explain", "load_province", "simulate"]
__version__ = "1.1.0"


def simulate(
    levers: Mapping[str, ArrayLike] | None = None,
    parameters: Mapping[str, ArrayLike] | None = None,
    horizon: int | None = None,
    residuals: Mapping[str, ArrayLike] | None = None,
    *,
    province: Province | None = None,
) -> dict[str, Array]:
    """Project every modelled indicator of the shipped province, or of another one.

    Parameters, result and errors are those of `model.engine.simulate`.
    """
    return engine.simulate(province or load_province(), levers, parameters, horizon, residuals)


def explain(
    levers: Mapping[str, ArrayLike] | None = None,
    parameters: Mapping[str, ArrayLike] | None = None,
    horizon: int | None = None,
    *,
    province: Province | None = None,
) -> Explanation:
    """Say where growth of the shipped province, or of another one, comes from.

    Parameters, result and errors are those of `model.contributions.explain`.
    """
    return contributions.explain(province or load_province(), levers, parameters, horizon)
