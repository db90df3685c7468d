"""From key press to number and to chart, in a browser: ``python -m tests.benchmark.page``.

The page and a bare Streamlit app take turns, round by round, on one machine; only the ratios say
something elsewhere. Every move leads to where no move of the process was, by several levers in
turn, so that no cache knows its results. A path to another checkout measures its page too, as
``--also PATH``.
"""

import argparse
import base64
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page

from tests.benchmark.rounds import ROUNDS, circumstances, percentile, spread
from tests.support.browser import open_context, running_browser, running_server
from tests.support.paths import ROOT
from ui.state.link import VIEWS

MOVES = 8
WARM = 2
"""Moves of a visit that count for nothing: the first ones load code."""
PAUSE = 600
"""Milliseconds between two moves: everything has come to rest."""
WATCH = """(number) => {
    const inChart = ({ target }) =>
        target.nodeType === 1 && target.closest("[data-testid=stVegaLiteChart]");
    const kinds = { subtree: true, childList: true, attributes: true, characterData: true };
    const numbers = document.querySelector(number).closest("[data-testid=stElementContainer]");
    Object.assign(window, { drawn: 0, pressed: 0, changed: 0 });
    addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
    const ofRun = ({ target }) => numbers.contains(target)
        && !(target.closest ? target : target.parentElement)?.closest("[data-was]");
    new MutationObserver((rows) => {
        const now = performance.now();
        if (changed < pressed && rows.some(ofRun)) changed = now;
        if (rows.some(inChart)) drawn = now;
    }).observe(document.body, kinds);
}"""
"""Notes when a key was pressed, a run changed the number after it, and a chart changed last.

What ui/browser/ahead.js shows before a run, in places that it marks, counts for nothing.
"""
TIMES = """() => ({
    number: changed > pressed ? changed - pressed : null,
    chart: drawn > pressed ? drawn - pressed : null,
})"""
HEADS = {"number": "ms to number", "chart": "ms to chart", "server": "ms of server", "sent": "kB"}

Visit = dict[str, list[float]]


@dataclass(frozen=True)
class App:
    """An app, its sliders by CSS in the order in which they are moved, and its number.

    ``link`` has a place for the number of the visit, which no other visit has.
    """

    folder: Path
    script: str
    link: str
    sliders: tuple[str, ...]
    number: str


@dataclass
class Measured:
    """What was measured of one app by round: medians of its moves, ms and kB, and ms of loading."""

    rounds: dict[str, list[float]] = field(default_factory=dict)
    slowest: dict[str, list[float]] = field(default_factory=dict)

    def add(self, visit: Mapping[str, Sequence[float]]) -> None:
        """Add a visit; a view without charts has no time of one."""
        for key, values in visit.items():
            if values:
                self.rounds.setdefault(key, []).append(median(values))
                self.slowest.setdefault(key, []).extend(values)


BARE = App(
    ROOT,
    "tests/benchmark/bare.py",
    "/",
    ("input[type=range]",),
    "[data-testid=stMetricValue]",
)
LEVERS = ("disbursement_rate", "private_investment", "public_plan", "other_public")


def our_page(folder: Path, view: str) -> App:
    """Return the page of a checkout at a view; one more lever tells its visits apart."""
    link = f"/?disbursement_rate=50&private_investment=0&fdi={{visit}}&view={view}"
    return App(folder, "app.py", link, tuple(f"#slider_{key}" for key in LEVERS), ".headline")


def frames_of(wire: CDPSession) -> list[tuple[float, int]]:
    """Note each message between browser and server: seconds and bytes that came."""
    frames: list[tuple[float, int]] = []
    wire.send("Network.enable")
    wire.on(
        "Network.webSocketFrameReceived",
        lambda event: frames.append(
            (event["timestamp"], len(base64.b64decode(event["response"]["payloadData"])))
        ),
    )
    wire.on("Network.webSocketFrameSent", lambda event: frames.append((event["timestamp"], 0)))
    return frames


def moves(
    tab: Page, app: App, frames: list[tuple[float, int]], count: int
) -> Iterator[dict[str, float]]:
    """Move the sliders in turn one step to the right; yield what each move took."""
    for number in range(count):
        frames.clear()
        tab.locator(app.sliders[number % len(app.sliders)]).first.press("ArrowRight")
        tab.wait_for_timeout(PAUSE)
        times = {key: time for key, time in tab.evaluate(TIMES).items() if time is not None}
        if frames:
            times["sent"] = sum(size for _, size in frames) / 1000
            times["server"] = (frames[-1][0] - frames[0][0]) * 1000
        yield times


def measure(browser: Browser, server: str, app: App, visit: int, count: int) -> Visit:
    """Measure one visit in a fresh profile: the load and some moves."""
    found: Visit = {"load": [], **{key: [] for key in HEADS}}
    context = open_context(browser, base_url=server)
    tab = context.new_page()
    frames = frames_of(context.new_cdp_session(tab))
    tab.goto(app.link.format(visit=visit))
    tab.locator(app.number).first.wait_for()
    found["load"].append(tab.evaluate("performance.now()"))
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(2000)
    tab.evaluate(WATCH, app.number)
    for number, times in enumerate(moves(tab, app, frames, count + WARM)):
        for key, value in times.items() if number >= WARM else ():
            found[key].append(value)
    context.close()
    return found


def row(name: str, found: Measured, bare: Measured) -> str:
    """Write a line of the table: medians of the rounds with their range, ratios to the bare app.

    A ratio is taken within a round; the 95th percentile is that of all moves.
    """
    cells = [name]
    for key in ("number", "chart"):
        times = found.rounds.get(key)
        if times is None:
            cells.append("–")
            continue
        ratios = [one / base for one, base in zip(times, bare.rounds[key], strict=True)]
        cells.append(
            f"{spread(times, '.0f')}, p95 {percentile(found.slowest[key]):.0f},"
            f" {spread(ratios, '.1f')}×"
        )
    cells += [spread(found.rounds[key], ".0f") for key in ("server", "load")]
    cells.append(spread(found.rounds["sent"], ".1f"))
    return " | ".join(cells)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", type=Path, action="append", default=[], help="another checkout")
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=VIEWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--moves", type=int, default=MOVES, help="of each visit")
    given = parser.parse_args(arguments)
    apps = {"bare app": BARE, **{view: our_page(ROOT, view) for view in given.views}}
    for path in given.also:
        apps |= {f"{view}, {path.name}": our_page(path.resolve(), view) for view in given.views}
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("no chromium on this machine: apt-get install chromium")
    found = {name: Measured() for name in apps}
    said = circumstances(given.rounds, f"of {given.moves} moves")
    with running_browser(executable) as browser, ExitStack() as servers:
        at = {
            (script, folder): servers.enter_context(running_server(script, folder))
            for script, folder in dict.fromkeys((app.script, app.folder) for app in apps.values())
        }
        for visit, name in enumerate(name for _ in range(given.rounds + 1) for name in apps):
            app = apps[name]
            times = measure(browser, at[app.script, app.folder], app, visit, given.moves)
            if visit >= len(apps):  # the first round loads the processes
                found[name].add(times)
    print(f"{said}\nview | ms to number | ms to chart | ms of server | ms of load | kB a move")
    for name, measured in found.items():
        print(row(name, measured, found["bare app"]))


if __name__ == "__main__":
    main()
