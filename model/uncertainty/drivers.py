"""What drives a spread: Sobol indices and the swings of parameters, for one question."""

from dataclasses import dataclass

from model.province.province import Province
from model.scenario.scenario import Scenario
from model.uncertainty.sobol import Progress, Sensitivity, sobol
from model.uncertainty.tornado import Tornado, tornado


@dataclass(frozen=True)
class Drivers:
    """What was computed for one indicator and one question."""

    sobol: Sensitivity
    tornado: Tornado


def drivers(
    province: Province,
    scenario: Scenario,
    indicator: str,
    effect: bool,
    lever: str | None,
    progress: Progress | None = None,
) -> Drivers:
    """Run both analyses; parameters as in `sobol`."""
    given = province, scenario, indicator
    return Drivers(
        sobol(*given, effect=effect, lever=lever, progress=progress),
        tornado(*given, effect=effect, lever=lever),
    )
