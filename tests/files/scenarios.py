"""Scenarios that are hard to keep, and our files of them."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from model.files.cells import csv_text
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.files.iamc import iamc_rows
from model.files.vietnamese import vietnamese_rows
from model.files.workbook.workbook import comparison_workbook, workbook
from model.scenario.scenario import Pin, Scenario
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE, random_levers
from tests.support.reader import PLAN, changed, preset

OWN_TARGETS = {
    "growth_sector1": 4.125,
    "total_investment_share": 26.125,
    "new_firms": 915.984,
    "labour_productivity": 125.375,
    "growth_product_tax": -1.125,
    "rice_output": 2_050_000.5,
    "icor": 4.5,
}
"""Three decimals are where a decimal point is taken for one of thousands."""
OWN_PARAMETERS = {"mu": 0.125, "sd_agg": 1.375, "gap": -0.125, "y0_grdp": 74_000.25, "p_ext": 160.0}
OWN_LEVERS = {"public_plan": 6000.125, "disbursement_rate": 80.5, "salinity": 0.375}
NEGATIVE_LEVERS = {
    "private_investment": -1234.567,
    "fdi": -399.5,
    "shrimp_price": -12.375,
    "external_demand": -7.5,
    "investment_efficiency": -0.125,
}
THOUSANDFOLD_LEVERS = {"pci_change": 0.005, "salinity": 0.001, "ocop_new": 0.028, "fdi": 1.25}
THOUSANDFOLD_TARGETS = {"grdp_current": 78.125, "rice_output": 2050.125, "visitors": 0.003}
"""A thousand times these would be plausible too: nothing but care tells them apart."""


def _own(scenario: Scenario, targets: Mapping[str, float]) -> Scenario:
    return replace(scenario, targets=MappingProxyType(dict(targets)))


OWN = replace(
    _own(changed(OWN_LEVERS, name="Phương án A, giải ngân 80,5%; tôm – lúa"), OWN_TARGETS),
    parameters=MappingProxyType(OWN_PARAMETERS),
)
NAMES = {
    "khmer": "ខេត្ត\u200bសុខត្រាំង ២០២៤",
    "emoji": "Tôm 🦐 và lúa 🌾 👨\u200d👩\u200d👧",
    "formula": "=1+1",
    "minus": "-2+3",
    "at": '@SUM(A1);=HYPERLINK("x")',
    "quotes": "Kịch bản \"hạn mặn\" của 'tỉnh'",
    "apostrophe": "'=1+1",
}
SCENARIOS = {
    "plan": PLAN,
    "trend": preset(PROVINCE.reference_preset),
    "salinity": preset("salinity_2016"),
    "own": OWN,
    "negative": changed(NEGATIVE_LEVERS, name="Sụt giảm"),
    "thousandfold": _own(changed(THOUSANDFOLD_LEVERS, name="Nhỏ"), THOUSANDFOLD_TARGETS),
    **{key: changed({"fdi": -50.5}, name=name) for key, name in NAMES.items()},
}
PINNED = pinned(
    OWN,
    a=pin("Mặn; hạn", salinity=1.25, rice_price=-7.125),
    b=pin("=1+1", fdi=-250.0),
    d=pin("Kế hoạch"),
)
WITH_PINS = {**SCENARIOS, "pinned": PINNED}


def random_scenarios(count: int) -> dict[str, Scenario]:
    """Draw settings anywhere in the lever box, with three decimals at most."""
    drawn = random_levers(count, seed=14)
    return {
        f"random{number}": changed(
            {key: float(np.round(values[number], number % 4)) for key, values in drawn.items()},
            name=f"Số {number}",
        )
        for number in range(count)
    }


def thousandths(ends: tuple[float, float]) -> SearchStrategy[float]:
    """Any number of a range with three decimals at most."""
    low, high = (round(1000 * end) for end in ends)
    return st.integers(low, high).map(lambda number: number / 1000)


def any_scenario() -> SearchStrategy[Scenario]:
    """Any settings that a person may type, sometimes with pins."""
    levers = st.fixed_dictionaries(
        {key: thousandths(lever.range) for key, lever in PROVINCE.levers.items()}
    )
    targets = {key: thousandths(PROVINCE.indicators[key].range) for key in OWN_TARGETS}
    parameters = {key: thousandths(PROVINCE.parameters[key].range) for key in OWN_PARAMETERS}
    names = st.sampled_from([OWN.name, "", *NAMES.values()])
    pins = st.builds(Pin, levers, st.sampled_from(["Mặn; hạn", "=1+1", "Kế hoạch, 80,5%"]))
    return st.builds(
        Scenario,
        levers=levers,
        targets=st.fixed_dictionaries({}, optional=targets),
        parameters=st.fixed_dictionaries({}, optional=parameters),
        name=names,
        pins=st.dictionaries(st.sampled_from("abcd"), pins, max_size=2),
    )


def iamc_file(scenario: Scenario) -> bytes:
    """Write the IAMC table; of a scenario with pins, the comparison."""
    rows = comparison_iamc_rows if scenario.pins else iamc_rows
    return csv_text(rows(PROVINCE, scenario)).encode()


def vietnamese_file(scenario: Scenario) -> bytes:
    """Write the Vietnamese table; of a scenario with pins, the comparison."""
    rows = comparison_vietnamese_rows if scenario.pins else vietnamese_rows
    return csv_text(rows(PROVINCE, scenario), vietnamese=True).encode()


def workbook_file(scenario: Scenario, language: str = "vi") -> bytes:
    """Write the workbook; of a scenario with pins, the comparison."""
    write = comparison_workbook if scenario.pins else workbook
    return write(PROVINCE, scenario, language, "?v=2&lang=vi")
