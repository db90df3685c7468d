"""From key press to number and to chart, in a browser: ``python -m tests.benchmark.page``.

The page and a bare Streamlit app take turns in one run on one machine; only the ratios say
something elsewhere. A path to another checkout measures its page too, as ``--also PATH``. Every
move leads to where no move of the process was, so that no cache knows its results.
"""

import argparse
import base64
import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.support.browser import open_context, running_browser, running_server
from tests.support.paths import ROOT

MOVES = 30
PAUSE = 600
"""Milliseconds between two moves: everything has come to rest."""
WATCH = """(number) => {
    const inChart = ({ target }) =>
        target.nodeType === 1 && target.closest("[data-testid=stVegaLiteChart]");
    const kinds = { subtree: true, childList: true, attributes: true, characterData: true };
    const numbers = document.querySelector(number).closest("[data-testid=stElementContainer]");
    Object.assign(window, { drawn: 0, pressed: 0, changed: 0 });
    addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
    new MutationObserver((rows) => {
        const now = performance.now();
        if (changed < pressed && rows.some((row) => numbers.contains(row.target))) changed = now;
        if (rows.some(inChart)) drawn = now;
    }).observe(document.body, kinds);
}"""
"""Notes when a key was pressed, the number changed after it, and a chart changed last."""


@dataclass
class Measured:
    """What was measured of one app; times in ms, sizes in kB."""

    number: list[float] = field(default_factory=list)
    chart: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    load: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class App:
    """An app, the links of its first and its measured visit, and where slider and number are.

    At both links the slider stands at 50, the left end of 50 steps.
    """

    folder: Path
    script: str
    links: tuple[str, str]
    slider: str
    number: str


BARE = App(
    ROOT,
    "tests/benchmark/bare.py",
    ("/", "/"),
    "input[type=range]",
    "[data-testid=stMetricValue]",
)
SLIDER = "#slider_disbursement_rate, .st-key-disbursement_rate input[type=range]"


def our_page(folder: Path, view: str) -> App:
    """Return the page of a checkout at a view; another lever tells its two visits apart."""
    first, measured = (f"/?disbursement_rate=50&fdi={fdi}&view={view}" for fdi in (10, 20))
    return App(folder, "app.py", (first, measured), SLIDER, ".headline")


def move(tab: Page, slider: str, frames: list[tuple[float, int]]) -> dict[str, float]:
    """Move the slider one step to the right and return the times until things changed."""
    frames.clear()
    tab.locator(slider).first.press("ArrowRight")
    tab.wait_for_timeout(PAUSE)
    times: dict[str, float] = tab.evaluate(
        "() => ({ number: changed - pressed, chart: drawn - pressed })"
    )
    times["sent"] = sum(size for _, size in frames) / 1000
    times["server"] = (frames[-1][0] - frames[0][0]) * 1000 if frames else 0.0
    return times


def measure(browser: Browser, server: str, app: App, link: str, moves: int) -> Measured:
    """Measure one visit: the load and some moves."""
    found = Measured()
    context = open_context(browser, base_url=server)
    tab = context.new_page()
    frames: list[tuple[float, int]] = []
    wire = context.new_cdp_session(tab)
    wire.send("Network.enable")
    wire.on(
        "Network.webSocketFrameReceived",
        lambda event: frames.append(
            (event["timestamp"], len(base64.b64decode(event["response"]["payloadData"])))
        ),
    )
    wire.on("Network.webSocketFrameSent", lambda event: frames.append((event["timestamp"], 0)))
    tab.goto(link)
    tab.locator(app.number).first.wait_for()
    found.load.append(tab.evaluate("performance.now()"))
    tab.locator("svg.marks").first.wait_for()
    tab.wait_for_timeout(2000)
    tab.evaluate(WATCH, app.number)
    for count in range(moves + 2):
        times = move(tab, app.slider, frames)
        if count < 2:  # the first moves load code
            continue
        for key, value in times.items():
            getattr(found, key).append(value)
    context.close()
    return found


def row(name: str, found: Measured, bare: Measured) -> str:
    """Write one line of the table: median / 95th percentile and the ratio to the bare app."""
    cells = [f"{name:28}"]
    for key in ("number", "chart", "server"):
        values, base = getattr(found, key), getattr(bare, key)
        middle, high = statistics.median(values), sorted(values)[int(0.95 * len(values))]
        cells.append(f"{middle:6.0f} / {high:4.0f} {middle / statistics.median(base):5.2f}×")
    cells += [f"{statistics.median(found.sent):8.1f}", f"{statistics.median(found.load):8.0f}"]
    return "  ".join(cells)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", type=Path, action="append", default=[], help="another checkout")
    parser.add_argument("--moves", type=int, default=MOVES, help="at most 48")
    given = parser.parse_args(arguments)
    apps = {"bare app": BARE, "why": our_page(ROOT, "why"), "sure": our_page(ROOT, "sure")}
    apps |= {f"why, {path.name}": our_page(path.resolve(), "why") for path in given.also}
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("no chromium on this machine: apt-get install chromium")
    results: dict[str, Measured] = {}
    with running_browser(executable) as browser:
        for name, app in apps.items():
            with running_server(app.script, app.folder) as server:
                first, measured = app.links
                measure(browser, server, app, first, 2)  # the first visit loads the process
                results[name] = measure(browser, server, app, measured, given.moves)
    print(f"{'ms: median / p95, ratio':28}  {'number':>18}  {'chart':>18}  {'server':>18}", end="")
    print(f"  {'kB/move':>8}  {'load':>8}")
    for name, found in results.items():
        print(row(name, found, results["bare app"]))


if __name__ == "__main__":
    main()
