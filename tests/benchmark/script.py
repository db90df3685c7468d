"""Time of the page's script for a move, by view: ``python -m tests.benchmark.script``.

All draws included. Streamlit's own test runner stands in for a browser; what it adds to each run
counts too.
"""

import statistics
import time
from collections.abc import Sequence
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from tests.support.reader import changed
from ui.state.link import VIEWS, encode

MOVES = 30


def moved(app: AppTest, view: str, number: int) -> float:
    """Move a lever to where no move of this process was; return how long the run took, ms."""
    levers = {"disbursement_rate": 50.0 + number, "fdi": 10.0 * VIEWS.index(view)}
    for key, text in parse_qsl(encode(PROVINCE, changed(levers), view)[1:]):
        app.query_params[key] = text
    app.query_params["step"] = f"move.disbursement_rate.1.{number}"
    start = time.perf_counter()
    app.run()
    return 1000 * (time.perf_counter() - start)


def main(_: Sequence[str] | None = None) -> None:
    """Print median and 95th percentile for each view."""
    print(f"{'script of a move':18} {'median':>7} {'p95':>6} ms")
    for view in VIEWS:
        app = AppTest.from_file(str(ROOT / "ui/page.py"), default_timeout=120)
        times = sorted([moved(app, view, number) for number in range(MOVES + 2)][2:])
        print(f"{view:18} {statistics.median(times):7.1f} {times[int(0.95 * MOVES)]:6.1f}")


if __name__ == "__main__":
    main()
