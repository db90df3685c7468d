"""What every test shares: the province, its plan and random settings inside the lever box.

``pytest --hypothesis-profile=long tests/fuzz`` tries sixty times as many inputs as CI.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from model.province.province import Province
from model.scenario.scenario import preset_scenario
from tests.support.province import DATA, PROVINCE

settings.register_profile("everywhere", deadline=None, max_examples=60)
settings.register_profile("long", settings.get_profile("everywhere"), max_examples=3600)
settings.register_profile("ci", settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("ci" if "CI" in os.environ else "everywhere")


@pytest.fixture(scope="session")
def province() -> Province:
    return PROVINCE


@pytest.fixture(scope="session")
def plan() -> Mapping[str, float]:
    """Every lever at the plan."""
    return dict(preset_scenario(PROVINCE, PROVINCE.default_preset).levers)


@pytest.fixture(scope="session")
def reference() -> Mapping[str, float]:
    """Every lever on the trend."""
    return dict(preset_scenario(PROVINCE, PROVINCE.reference_preset).levers)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data folder, to be broken."""
    return shutil.copytree(DATA, tmp_path / "data")
