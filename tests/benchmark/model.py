"""Time of `simulate`, of what is built on it and of a start: ``python -m tests.benchmark.model``.

One core: set OMP_NUM_THREADS=1. Every row takes the best of several runs, so that other work
on the machine counts least.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from tempfile import TemporaryDirectory

import numpy as np

from model import explain, load_province, simulate
from model.equations.arrays import SECTORS
from model.goal.grid import two_lever_grid
from model.goal.reach import reach
from model.goal.reach_all import reach_all
from model.scenario.scenario import preset_scenario
from model.uncertainty.sobol import sobol
from model.uncertainty.tornado import tornado

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
    starts()
    sensitivity_and_goals()
    for millions, workers in ((1, 1), (4, 1), (4, os.cpu_count() or 1)):
        sweep(millions, workers)


def starts() -> None:
    """Print the time of commands, and of what each of them waits for: Python with NumPy.

    Bytecode is kept from the first run on, as it is once the model is installed.
    """
    commands = ("-c", "import numpy"), ("-m", "model", "--help"), ("-m", "model", "project")
    with TemporaryDirectory() as folder:
        kept = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        for words in commands:
            command = [sys.executable, *words]
            run = partial(subprocess.run, command, check=True, capture_output=True, env=kept)
            print(f"python {' '.join(words)}: {best(run, 8):.2f} s")


def sensitivity_and_goals() -> None:
    """Print the time of a Sobol run, a tornado and of reaching targets from the plan."""
    province = load_province()
    plan = preset_scenario(province, province.default_preset)
    for effect, horizon in ((False, None), (True, None), (False, 2027)):
        one = partial(sobol, province, plan, "grdp_growth", effect=effect, horizon=horizon)
        found = one()
        what = f"{'effect' if effect else 'level'} {found.year}"
        print(f"Sobol of growth, {what}, {found.rows:,} rows: {best(one, 3):.2f} s")
    one_tornado = partial(tornado, province, plan, "grdp_growth")
    print(f"tornado of growth: {best(one_tornado, 5) * 1e3:.1f} ms")
    for keys in (["private_investment"], ["private_investment", "fdi"], list(province.levers)):
        free = dict.fromkeys(keys)
        seek = partial(reach, province, plan, "grdp_growth", 7.0, free)
        print(f"goal, {len(keys)} free levers: {best(seek, 3) * 1e3:.0f} ms")
    everything = partial(reach_all, province, plan, dict.fromkeys(province.levers))
    print(f"all targets, {len(province.levers)} free levers: {best(everything, 2):.2f} s")
    pair = {"disbursement_rate": None, "private_investment": None}
    heat = partial(two_lever_grid, province, plan, "grdp_growth", pair)
    print(f"grid of two levers, 41 × 41: {best(heat, 5) * 1e3:.1f} ms")


def sweep(millions: int, workers: int) -> None:
    """Print the time and the largest memory of the first process of a sweep (Linux)."""
    axes = ["--vary=disbursement_rate=80:100:1000", f"--vary=fdi=0:3000:{millions}000"]
    given = ["sweep", "--output", os.devnull, "--workers", str(workers), *axes]
    code = (
        f"from model.cli.main import main\nmain({given!r})\n"
        "print(*(line.split()[1] for line in open('/proc/self/status') if 'VmHWM' in line))"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    taken, largest = time.perf_counter() - start, int(done.stdout) / 1024
    what = f"sweep of {millions},000,000 rows, {workers} at work"
    print(f"{what}: {taken:.1f} s, at most {largest:.0f} MB")


if __name__ == "__main__":
    main()
