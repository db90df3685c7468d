"""What every test shares: the province, its plan and random settings inside the lever box.

``pytest --hypothesis-profile=long tests/test_fuzz_*.py`` tries sixty times as many inputs as CI.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from model import load_province
from model.calibration import calibrate
from model.economy import Path as GrowthPath
from model.economy import Setting, reference_path, scenario_path
from model.province import DATA, Province
from model.scenario import preset_scenario

settings.register_profile("everywhere", deadline=None, max_examples=60)
settings.register_profile("long", settings.get_profile("everywhere"), max_examples=3600)
settings.register_profile("ci", settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("ci" if "CI" in os.environ else "everywhere")

PROVINCE = load_province()
"""For parametrised tests, which are collected before any fixture exists."""

Edit = Callable[[str], str]


@pytest.fixture(scope="session")
def province() -> Province:
    return PROVINCE


@pytest.fixture(scope="session")
def plan() -> Mapping[str, float]:
    """Every lever at the plan."""
    return dict(preset_scenario(PROVINCE, PROVINCE.default_preset).levers)


@pytest.fixture(scope="session")
def reference() -> Mapping[str, float]:
    """Every lever as in the base year."""
    return dict(preset_scenario(PROVINCE, PROVINCE.reference_preset).levers)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data folder, to be broken."""
    return shutil.copytree(DATA, tmp_path / "data")


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


def growth_paths(province: Province, levers: Mapping[str, float], years: int) -> list[GrowthPath]:
    """Paths of the reference and of a scenario at default parameters, sector by sector."""
    parameters = province.default_values
    own = {key: np.array([value * province.lever_scales[key]]) for key, value in levers.items()}
    setting = Setting(
        levers={**province.reference_values, **own},
        reference=province.reference_values,
        parameters=parameters,
        calibration=calibrate(parameters, province.phi_default),
    )
    path = reference_path(setting, years)
    return [path, scenario_path(setting, path, years)]
