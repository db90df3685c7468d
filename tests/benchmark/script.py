"""Time of the page's script for a move, by view: ``python -m tests.benchmark.script``.

All draws included. Streamlit's own test runner stands in for a browser; what it adds counts too, so
an empty script, which is the floor, and the bare app take turns with the views. Every move leads to
where no move of the process was, by several levers in turn. Time of the processor counts what a run
took, whatever else the machine did.
"""

import argparse
import time
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import count, islice
from statistics import median
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from tests.benchmark.rounds import ROUNDS, circumstances, percentile, spread
from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from tests.support.reader import changed
from ui.state.link import VIEWS, encode

MOVES = 8
WARM = 10
"""Moves that count for nothing: the first ones load code."""
LEVERS = {"disbursement_rate": 50.0, "private_investment": 0.0, "public_plan": 6000.0}
"""Levers that are moved in turn, and where from."""

Times = tuple[float, float]


def moves(view: str) -> Iterator[Times]:
    """Move a view without end; yield what each run took. One more lever tells views apart."""
    app = AppTest.from_file(str(ROOT / "ui/page.py"), default_timeout=120)
    levers = {**LEVERS, "fdi": 10.0 * VIEWS.index(view)}
    for number in count():
        key = tuple(LEVERS)[number % len(LEVERS)]
        lever = PROVINCE.levers[key]
        levers[key] = min(levers[key] + lever.step / 4, lever.max)
        for name, text in parse_qsl(encode(PROVINCE, changed(levers), view)[1:]):
            app.query_params[name] = text
        app.query_params["step"] = f"move.{key}.1.{number}"
        yield timed(app)


def bare_moves(app: AppTest) -> Iterator[Times]:
    """Run a script without end, and move its slider if it has one; yield what each run took."""
    for number in count():
        for slider in app.run().slider if number == 0 else app.slider:
            slider.set_value(50 + number % 50)
        yield timed(app)


def timed(app: AppTest) -> Times:
    """Run a script; return how long it took and how long the processor worked, ms."""
    start = time.perf_counter(), time.process_time()
    app.run()
    assert not app.exception
    return 1000 * (time.perf_counter() - start[0]), 1000 * (time.process_time() - start[1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the median and the 95th percentile for each view."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=VIEWS)
    given = parser.parse_args(arguments)
    said = circumstances(given.rounds, f"of {MOVES} moves")
    bare = AppTest.from_file(str(ROOT / "tests/benchmark/bare.py"))
    moving = {"empty script": bare_moves(AppTest.from_string("")), "bare app": bare_moves(bare)}
    moving |= {view: moves(view) for view in given.views}
    for runs in moving.values():
        deque(islice(runs, WARM), maxlen=0)
    found: dict[str, list[list[Times]]] = {name: [] for name in moving}
    for _ in range(given.rounds):
        for name, runs in moving.items():
            found[name].append(list(islice(runs, MOVES)))
    print(f"{said}\n{'script of a move':16} {'ms':>20} {'ms of processor':>20} {'p95, ms':>9}")
    for name, rounds in found.items():
        taken, worked = (
            spread([median(move[which] for move in moves) for moves in rounds], ".1f")
            for which in range(2)
        )
        slowest = percentile([move[0] for moves in rounds for move in moves])
        print(f"{name:16} {taken:>20} {worked:>20} {slowest:9.1f}")


if __name__ == "__main__":
    main()
