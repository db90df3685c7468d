"""What is known about a province: one frozen object that everything reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from model.equations.arrays import Values
from model.problems import InvalidInputError, Problem
from model.province.rows import (
    Benchmark,
    Comparator,
    CrossCheck,
    Effect,
    Group,
    Indicator,
    Lever,
    Limit,
    LinkDefault,
    Observation,
    Outcome,
    OutcomeLever,
    Parameter,
    Preset,
    PresetLever,
    Project,
    ProvinceGrowth,
    Review,
    Series,
    Source,
    Target,
    Unit,
    Version,
    Vintage,
)

DERIVED = "derived"
"""Source of a figure that the model computes from sourced ones."""


@dataclass(frozen=True, eq=False)
class Province:
    """Everything that is known about a province, in the units of its tables.

    Compared by identity, so that results may be kept by province.
    """

    folder: Path
    model: str
    region: str
    version: str
    changed: str
    schema: int
    base_year: int
    last_year: int
    target_set: str
    default_preset: str
    passed_preset: str
    reference_preset: str
    levers: Mapping[str, Lever]
    parameters: Mapping[str, Parameter]
    indicators: Mapping[str, Indicator]
    presets: Mapping[str, Preset]
    preset_levers: tuple[PresetLever, ...]
    link_defaults: tuple[LinkDefault, ...]
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    reviews: tuple[Review, ...]
    outcomes: tuple[Outcome, ...]
    outcome_levers: tuple[OutcomeLever, ...]
    backtest: tuple[Vintage, ...]
    comparators: tuple[Comparator, ...]
    province_growth: tuple[ProvinceGrowth, ...]
    cross_checks: Mapping[str, CrossCheck]
    benchmarks: Mapping[str, Benchmark]
    effects: Mapping[str, Effect]
    series: Mapping[str, Series]
    sources: Mapping[str, Source]
    projects: Mapping[str, Project]
    limits: Mapping[str, Limit]
    versions: Mapping[str, Version]
    groups: tuple[Group, ...]
    units: Mapping[str, Unit]

    @cached_property
    def lever_scales(self) -> Mapping[str, float]:
        """Factor from a lever's table value to the model's value."""
        return {key: self.scale(row.unit) for key, row in self.levers.items()}

    @cached_property
    def parameter_scales(self) -> Mapping[str, float]:
        """Factor from a parameter's table value to the model's value."""
        return {key: self.scale(row.unit) for key, row in self.assumptions.items()}

    @cached_property
    def reference_values(self) -> Values:
        """Every lever on the trend, in the units of the model, (1,)."""
        rows = self.levers.values()
        return {row.key: np.array([row.trend * self.scale(row.unit)]) for row in rows}

    @cached_property
    def base_values(self) -> Values:
        """Every lever as in the base year, in the units of the model, (1,)."""
        rows = self.levers.values()
        return {row.key: np.array([row.base * self.scale(row.unit)]) for row in rows}

    @cached_property
    def default_values(self) -> Values:
        """Every parameter at its default, in the units of the model, (1,)."""
        rows = self.assumptions.values()
        return {row.key: np.array([row.default * self.scale(row.unit)]) for row in rows}

    @cached_property
    def modelled(self) -> tuple[str, ...]:
        """Keys of the indicators the model computes."""
        return tuple(row.key for row in self.indicators.values() if row.modelled)

    @cached_property
    def assumptions(self) -> Mapping[str, Parameter]:
        """The parameters the model uses: every row but lever values and cross-checks."""
        return {key: row for key, row in self.parameters.items() if row.used}

    @cached_property
    def plan_targets(self) -> Mapping[str, Target]:
        """The chosen targets of the plan year by indicator."""
        return {
            row.key: row
            for row in self.targets
            if row.set == self.target_set and row.chosen and row.key in self.indicators
        }

    def years_to(self, horizon: int | None) -> int:
        """Count the projected years to ``horizon``; None is the first one.

        Raises
        ------
        InvalidInputError
            It is no year after the base up to the last one.
        """
        if horizon is None:
            return 1
        first = self.base_year + 1
        whole = isinstance(horizon, int | np.integer) and not isinstance(horizon, bool)
        if not whole or not first <= horizon <= self.last_year:
            allowed = f"a year from {first} to {self.last_year}"
            raise InvalidInputError([Problem("out_of_range", "horizon", str(horizon), allowed)])
        return int(horizon) - self.base_year

    def scale(self, unit: str) -> float:
        """Return the factor from a table value in ``unit`` to the model's value."""
        return self.units[unit].scale

    def group_rows(self, kind: str) -> tuple[Group, ...]:
        """Return the headings of one kind in order."""
        return tuple(row for row in self.groups if row.kind == kind)

    def word(self, kind: str, key: str) -> Group:
        """Return the heading or word of a kind by its key."""
        return next(row for row in self.groups if row.kind == kind and row.key == key)

    def base_source(self, key: str) -> Source | None:
        """Return the source of an indicator's value in the base year; None if unknown."""
        origin = self.indicators[key].base
        if origin in self.parameters:
            return self.sources[self.parameters[origin].source]
        if origin in self.levers:
            return self.sources[self.levers[origin].base_source]
        if origin != "observation":
            return self.sources[DERIVED]
        observed = self.observed(key, self.base_year)
        return None if observed is None else self.sources[observed.source]

    def observed(self, key: str, year: int) -> Observation | None:
        """Return the chosen figure of a year, official before estimate; None if unknown."""
        chosen = [
            row
            for row in self.observations
            if row.key == key and row.year == year and row.chosen and row.value is not None
        ]
        return max(chosen, key=lambda row: row.kind == "official", default=None)
