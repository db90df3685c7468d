"""Throughput of `simulate` and start-up of the command line: ``python -m tests.benchmark.model``.

One core: set OMP_NUM_THREADS=1. Every row takes the best of several runs, so that other work
on the machine counts least.
"""

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from model import explain, load_province, simulate
from model.arrays import SECTORS

SIZES = (1, 100, 10_000, 100_000)
RUNS = 15


def best(run: Callable[[], object], runs: int = RUNS) -> float:
    """Return the shortest of several runs, s."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print draws a second by size, the time of a single call and of a start."""
    province, rng = load_province(), np.random.default_rng(1)
    plan = {key: lever.plan for key, lever in province.levers.items()}
    print(f"{'draws':>8} {'of parameters and residuals':>28} {'of levers':>12}  draws/s")
    for size in SIZES:
        parameters = {
            key: rng.triangular(row.low, row.default, row.high, size)
            for key, row in province.assumptions.items()
            if row.distribution == "triangular"
        }
        residuals = {sector: rng.normal(0.0, 2.0, size) for sector in SECTORS}
        levers = {k: rng.uniform(row.min, row.max, size) for k, row in province.levers.items()}
        drawn = best(lambda: simulate(plan, parameters, residuals=residuals))  # noqa: B023
        moved = best(lambda: simulate(levers))  # noqa: B023
        print(f"{size:8} {size / drawn:28,.0f} {size / moved:12,.0f}")
    print(f"single call, 2024: {best(lambda: simulate(plan), 200) * 1e3:.2f} ms")
    print(f"single call, to 2030: {best(lambda: simulate(plan, horizon=2030), 50) * 1e3:.2f} ms")
    print(f"explain, 2024: {best(lambda: explain(plan), 50) * 1e3:.2f} ms")
    command = [sys.executable, "-m", "model", "project"]
    start = best(lambda: subprocess.run(command, check=True, capture_output=True), 5)
    print(f"python -m model project: {start:.2f} s")


if __name__ == "__main__":
    main()
