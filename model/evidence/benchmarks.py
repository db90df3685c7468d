"""The model compared with published results, ``benchmarks.csv``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.contributions import explain
from model.engine import base_year, simulate
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Benchmark

INSIDE, BELOW, ABOVE = "inside", "below", "above"


@dataclass(frozen=True)
class ComparedBenchmark:
    """A published result and the model's number for it, in the unit of the row."""

    benchmark: Benchmark
    model: float

    @property
    def verdict(self) -> str:
        """``inside`` the published range, ``below`` or ``above`` it."""
        row = self.benchmark
        if row.low is not None and self.model < row.low:
            return BELOW
        return ABOVE if row.high is not None and self.model > row.high else INSIDE


def benchmarks(province: Province) -> tuple[ComparedBenchmark, ...]:
    """Compute the model's number for every published result."""
    return tuple(
        ComparedBenchmark(row, NUMBERS[key](province)) for key, row in province.benchmarks.items()
    )


def formula_gain(province: Province) -> float:
    """Short-run gain of LTGM-PC at the model's parameters (equation 49), points.

    Of public investment up by 1 % of GRDP. References: Devadas & Pennings 2018.
    """
    rows = province.parameters
    return rows["phi"].default / (rows["pub_k_share"].default * rows["ky_ratio"].default)


def public_capital_gain(province: Province) -> float:
    """Growth through public capital in the second year, when the money of the first is built."""
    levers = {"public_plan": _more_plan(province)}
    more = explain(province, levers, horizon=province.base_year + 2)
    return float(more.channels["public_capital"][0, 1])


def permanent_gain(province: Province) -> list[float]:
    """Growth by year of public investment up by 1 % of GRDP for good, points."""
    more = {"public_plan": _more_plan(province)}
    last = province.last_year
    moved, usual = (simulate(province, levers, horizon=last)[GROWTH][0] for levers in (more, {}))
    return [float(gain) for gain in moved - usual]


def disbursement_gain(province: Province) -> float:
    """Per cent of GRDP from 1 % more public investment than on the trend."""
    levers = province.levers
    rate = {
        key: 1.01 * levers[key].trend for key in ("disbursement_rate", "disbursement_rate_other")
    }
    moved, usual = (simulate(province, given)[GROWTH][0, 0] for given in (rate, {}))
    return float(moved - usual)


def _icor(province: Province) -> float:
    value = base_year(province)["icor"]
    return float("nan") if value is None else value


def _more_plan(province: Province) -> float:
    """Return the plan that disburses 1 % of GRDP more than the reference."""
    levers = province.levers
    amount = 0.01 * province.parameters["y0_grdp"].default
    share = levers["disbursement_rate"].trend / 100.0
    return levers["public_plan"].trend + amount / share


NUMBERS: Mapping[str, Callable[[Province], float]] = MappingProxyType(
    {
        "public_capital_gain": public_capital_gain,
        "permanent_first_year": lambda province: permanent_gain(province)[0],
        "permanent_later": lambda province: sum(later := permanent_gain(province)[1:]) / len(later),
        "disbursement_claim": disbursement_gain,
        "icor": _icor,
    }
)
"""How the model's number is computed, by key of the table."""
