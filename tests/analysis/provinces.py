"""What 13 provinces of the Mekong Delta say about the size of the model's numbers.

``python -m tests.analysis.provinces`` writes ``cross_checks.csv``. GRDP is at current
prices, so the effects of years take out inflation that all provinces share but not prices of
their own. Standard errors are clustered by province and intervals take t with one degree of
freedom less than there are provinces; with 12 or 13 of them they may still be too narrow.
Correlations, not effects: nothing here says what causes what.
"""

import csv
from collections.abc import Sequence
from dataclasses import astuple, fields

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf
from scipy.stats import t

from model import load_province, simulate
from model.evidence.benchmarks import permanent_gain
from model.province.province import Province
from model.province.rows import CrossCheck
from tests.support.province import DATA

SOURCE = "github-panel-2016-2022"
LEVEL = 0.95


def panel(province: Province) -> pd.DataFrame:
    """Arrange the comparators: one row a province and year, with shares, growth and changes.

    Growth in per cent, the others in per cent of GRDP; changes of money over GRDP before.
    """
    rows = [(row.area, row.year, row.key, row.value) for row in province.comparators if row.used]
    long = pd.DataFrame(rows, columns=["area", "year", "key", "value"])
    table = long.pivot(index=["area", "year"], columns="key", values="value").sort_index()
    grdp, state = table["grdp_current"], table["investment_state"]
    private = table["investment_nonstate"] + table["investment_fdi"]
    by_area = {
        "growth": 100.0 * np.log(grdp).groupby("area").diff(),
        "state": 100.0 * (state / grdp).groupby("area").shift(),
        "private": 100.0 * (private / grdp).groupby("area").shift(),
        "more_state": 100.0 * state.groupby("area").diff() / grdp.groupby("area").shift(),
        "more_private": 100.0
        * table["investment_nonstate"].groupby("area").diff()
        / grdp.groupby("area").shift(),
    }
    found = pd.DataFrame(by_area)
    found["total"] = found["state"] + found["private"]
    for column in ("growth", "more_state"):
        found[f"{column}_before"] = found[column].groupby("area").shift()
    return found.reset_index()


def cross_checks(province: Province) -> list[CrossCheck]:
    """Run every regression and hold it against the model."""
    data = panel(province)
    public, private = np.mean(permanent_gain(province)[1:]), _private_gain(province)
    share = province.parameters["pub_k_share"].default
    total = float(share * public + (1.0 - share) * private)
    default = {key: row.default for key, row in province.parameters.items()}
    year, both = "C(year)", "C(year) + C(area)"
    crowding = f"more_private ~ more_state + more_state_before + {year}"
    halves = f"growth ~ state + private + {year}"
    return [
        _check("investment_growth", "ky_ratio", data, f"growth ~ total + {year}", "total", total),
        _check(
            "investment_growth_within", "ky_ratio", data, f"growth ~ total + {both}", "total", total
        ),
        _check("public_growth", "phi", data, halves, "state", float(public)),
        _check("private_growth", "alpha_srv", data, halves, "private", private),
        _check("crowding_same_year", "kci0", data, crowding, "more_state", default["kci0"]),
        _check("crowding_next_year", "kci1", data, crowding, "more_state_before", default["kci1"]),
        _check(
            "growth_persistence",
            "gap",
            data,
            f"growth ~ growth_before + {year}",
            "growth_before",
            0.0,  # the gap to the nation is the same whatever growth was the year before
        ),
        _deviation(data, default["sd_agg"]),
    ]


def _private_gain(province: Province) -> float:
    """Mean gain of the later years from private investment up by 1 % of GRDP for good."""
    more = {"private_investment": 0.01 * province.parameters["y0_grdp"].default}
    moved, usual = (
        simulate(levers, horizon=province.last_year, province=province)["grdp_growth"][0]
        for levers in (more, {})
    )
    return float((moved - usual)[1:].mean())


def _check(
    key: str, parameter: str, data: pd.DataFrame, formula: str, term: str, expected: float
) -> CrossCheck:
    """Fit by least squares with standard errors clustered by province."""
    names = [column for column in data.columns if column in formula.replace("(", " ").split()]
    used = data.dropna(subset=names)
    groups = pd.factorize(used["area"])[0]
    fit = smf.ols(formula, used).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    method = "two_way_effects" if "C(area)" in formula else "year_effects"
    if term.startswith("more_"):
        method = "differences"
    unit = {"kci0": "VND private / VND public", "kci1": "VND private / VND public"}
    return _result(
        key,
        parameter,
        float(fit.params[term]),
        float(fit.bse[term]),
        expected,
        unit.get(parameter, "pp/pp"),
        len(used),
        used["area"].nunique(),
        method,
    )


def _deviation(data: pd.DataFrame, expected: float) -> CrossCheck:
    """Standard deviation of growth around the means of its province and its year."""
    used = data.dropna(subset=["growth"])
    fit = smf.ols("growth ~ C(year) + C(area)", used).fit()
    deviation = float(np.sqrt(fit.scale))
    error = deviation / float(np.sqrt(2.0 * fit.df_resid))
    areas = used["area"].nunique()
    return _result(
        "growth_deviation",
        "sd_agg",
        deviation,
        error,
        expected,
        "pp",
        len(used),
        areas,
        "deviation",
    )


def _result(
    key: str,
    parameter: str,
    estimate: float,
    error: float,
    expected: float,
    unit: str,
    n: int,
    areas: int,
    method: str,
) -> CrossCheck:
    """Judge by the interval: it leaves the model's number out, or zero too, or only zero."""
    reach = float(t.ppf(0.5 + LEVEL / 2.0, areas - 1)) * error
    verdict = "agrees" if abs(estimate) > reach else "silent"
    if abs(estimate - expected) > reach:
        verdict = "contradicts"
    numbers = [round(value, 4) for value in (estimate, error, expected)]
    return CrossCheck(
        key=key,
        parameter=parameter,
        estimate=numbers[0],
        standard_error=numbers[1],
        expected=numbers[2],
        unit=unit,
        n=n,
        provinces=areas,
        method=method,
        verdict=verdict,
        source=SOURCE,
    )


def write(checks: Sequence[CrossCheck]) -> None:
    """Write the table that the page shows."""
    with (DATA / "cross_checks.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(field.name for field in fields(CrossCheck))
        lines.writerows(astuple(row) for row in checks)


if __name__ == "__main__":
    write(cross_checks(load_province()))
