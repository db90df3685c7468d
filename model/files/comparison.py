"""Pinned scenarios beside each other: results, differences, and both tables as files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.files.cells import PINNED, UNNAMED, Row, safe_cell
from model.files.iamc import iamc_rows
from model.problems import plain
from model.province.province import Province
from model.scenario.results import BAND, ResultRow, results
from model.scenario.scenario import NO_PINS, Scenario
from model.scenario.targets import rounded
from model.uncertainty.scenario_draws import bands


@dataclass(frozen=True)
class Column:
    """A scenario of a comparison; ``letter`` is empty for the one that holds the pins."""

    letter: str
    scenario: Scenario

    @property
    def label(self) -> str:
        """Letter and name, as files and charts call it."""
        return f"{self.letter.upper()} {self.scenario.name}".strip()


def columns(scenario: Scenario) -> tuple[Column, ...]:
    """List the scenario and its pins, each with the same targets and assumptions."""
    own = replace(scenario, pins=NO_PINS)
    pinned = [
        Column(letter, replace(own, levers=pin.levers, name=pin.name))
        for letter, pin in scenario.pins.items()
    ]
    return (Column("", own), *pinned)


def projections(
    province: Province, compared: Sequence[Column]
) -> tuple[tuple[ResultRow, ...], ...]:
    """Project each scenario; rows in the order of the indicator table."""
    return tuple(results(province, column.scenario) for column in compared)


def difference_band(
    province: Province, scenario: Scenario, base: Scenario
) -> Mapping[str, tuple[float, float]]:
    """Return 90 % of the difference of two scenarios, first year, by indicator.

    Both are drawn with the same parameters, so that what they share cancels; NaN where an
    indicator is not defined in a draw.
    """
    here, there = (bands(province, one).effect for one in (scenario, base))
    cuts = np.quantile([(here[key] - there[key])[:, 0] for key in here], BAND, axis=-1)
    return dict(zip(here, zip(*cuts.tolist(), strict=True), strict=True))


def comparison_iamc_rows(province: Province, scenario: Scenario) -> Iterator[Row]:
    """Yield the IAMC table of the scenario, each pin and the reference; see `iamc_rows`.

    A scenario whose name would be taken for the reference or for a pin stands there unnamed.
    """
    reference = province.reference_preset
    own, *pinned = columns(scenario)
    taken = own.scenario.name == reference or PINNED.match(own.scenario.name)
    first = list(iamc_rows(province, replace(own.scenario, name="") if taken else own.scenario))
    yield from (row for row in first if row[1] != reference)
    for column in pinned:
        named = replace(column.scenario, name=column.label)
        yield from (row for row in iamc_rows(province, named) if row[1] == safe_cell(named.name))
    yield from (row for row in first if row[1] == reference)


def comparison_vietnamese_rows(province: Province, scenario: Scenario) -> Iterator[Row]:
    """Yield a wide table, header first: indicators, then levers; a column a scenario."""
    compared, year = columns(scenario), province.base_year
    names = [safe_cell(column.label or UNNAMED) for column in compared]
    section = {key: province.word("section", key).name_vi for key in ("indicator", "lever")}
    head = ("Mục", "Mã", "Tên", "Đơn vị", str(year), f"Mục tiêu {year + 1}", *names)
    yield (*head, *(f"{name} − {names[0]}" for name in names[1:]))
    for row in zip(*projections(province, compared), strict=True):
        first = row[0]
        decimals = first.indicator.decimals
        known = [one.projected for one in row]
        values = [None if value is None else rounded(value, decimals) for value in known]
        yield (
            section["indicator"],
            first.indicator.key,
            first.indicator.name_vi,
            province.units[first.indicator.unit].name_vi,
            "" if first.base is None else plain(rounded(first.base, decimals)),
            first.target.text if first.target else "",
            *_numbers(values, decimals),
        )
    for lever in province.levers.values():
        unit = province.units[lever.unit].name_vi
        stands = [column.scenario.levers[lever.key] for column in compared]
        cells = (lever.key, lever.name_vi, unit, plain(lever.base), "")
        yield (section["lever"], *cells, *_numbers(stands, 9))


def _numbers(values: Sequence[float | None], decimals: int) -> Iterator[str]:
    """Write values, then how far each but the first stands off the first."""
    for value in values:
        yield "" if value is None else plain(value)
    for value in values[1:]:
        known = value is not None and values[0] is not None
        yield plain(rounded(value - values[0], decimals)) if known else ""  # type: ignore[operator]
