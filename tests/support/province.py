"""The province, its plan and random settings inside the lever box."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from model import load_province
from model.equations.arrays import Values
from model.equations.base_year import Calibration, calibrate
from model.equations.growth import Path as GrowthPath
from model.equations.growth import Setting, reference_path, scenario_path
from model.province.province import Province

PROVINCE = load_province()
"""For parametrised tests, which are collected before any fixture exists."""
DATA = PROVINCE.folder
"""The tables of the shipped province."""


Edit = Callable[[str], str]


def fuzzed(times: int = 1) -> settings:
    """Try so many times the examples of the profile: of CI, or of a long run."""
    profile = settings.default
    assert profile is not None
    return settings(max_examples=times * profile.max_examples)


def edit(file: Path, change: Edit) -> None:
    """Change the text of a file; a change that does nothing is a mistake of the test."""
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, f"nothing changed in {file.name}"
    file.write_text(after, encoding="utf-8", newline="")


def lever_values(key: str) -> SearchStrategy[float]:
    """Any value of a lever between its min and its max."""
    lever = PROVINCE.levers[key]
    return st.floats(lever.min, lever.max)


def lever_boxes(keys: Iterator[str] | None = None) -> SearchStrategy[dict[str, float]]:
    """A value for every lever, anywhere in the box."""
    return st.fixed_dictionaries({key: lever_values(key) for key in keys or PROVINCE.levers})


def random_levers(size: int, seed: int, corners: bool = False) -> dict[str, np.ndarray]:
    """Settings drawn evenly from the lever box, or from its corners."""
    draw = np.random.default_rng(seed)
    shares = {key: draw.random(size) for key in PROVINCE.levers}
    if corners:
        shares = {key: np.round(share) for key, share in shares.items()}
    return {
        key: lever.min + shares[key] * (lever.max - lever.min)
        for key, lever in PROVINCE.levers.items()
    }


def base_calibration(province: Province, parameters: Values | None = None) -> Calibration:
    """The base year, at default parameters unless others are given in units of the model."""
    nation = province.reference_values["national_growth"]
    return calibrate(parameters or province.default_values, nation)


def growth_paths(province: Province, levers: Mapping[str, float], years: int) -> list[GrowthPath]:
    """Paths of the reference and of a scenario at default parameters, sector by sector."""
    parameters = province.default_values
    own = {key: np.array([value * province.lever_scales[key]]) for key, value in levers.items()}
    setting = Setting(
        levers={**province.reference_values, **own},
        reference=province.reference_values,
        base=province.base_values,
        parameters=parameters,
        calibration=base_calibration(province),
    )
    path = reference_path(setting, years)
    return [path, scenario_path(setting, path, years)]
