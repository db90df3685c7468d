"""From hand to frame while a lever is dragged, in a browser: ``python -m tests.benchmark.drag``.

What is shown ahead of a run stands in a frame; how long it takes from the event of the hand until
that frame is painted, and what the values of a lever cost when it is taken up.
"""

import os
import shutil
from collections.abc import Sequence
from statistics import median

from playwright.sync_api import Browser, Page

from tests.support.browser import open_context, running_browser, running_server
from tests.support.steps import open_page, settled, slider

LEVERS = ("disbursement_rate", "private_investment", "national_growth", "salinity")
STEPS, PACE = 40, 25
"""Places of a drag, and milliseconds between two of them."""
PAINTED = """() => {
    const frames = window.frames_of_drag = [];
    const work = window.work_of_drag = [];
    let begun = 0;
    addEventListener("input", ({ timeStamp }) => {
        begun = performance.now();
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => frames.push(performance.now() - timeStamp);
            port2.postMessage(null);
        });
    }, true);
    addEventListener("input", () => work.push(performance.now() - begun));
}"""
"""Notes of each event of a slider the ms of its own work, and those until its frame is painted."""


def drag(tab: Page, key: str) -> tuple[float, float]:
    """Take a lever up and drag it; return ms until its values came, and their kB on the way."""
    box = slider(tab, key).bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    with tab.expect_response(f"**/lever.json?lever={key}&*") as answer:
        tab.mouse.move(box["x"] + 0.8 * box["width"], middle)
    answer.value.finished()
    timing, sizes = answer.value.request.timing, answer.value.request.sizes()
    tab.mouse.down()
    for step in range(STEPS):
        tab.mouse.move(box["x"] + (0.8 - 0.6 * step / STEPS) * box["width"], middle)
        tab.wait_for_timeout(PACE)
    tab.mouse.up()
    settled(tab)
    return timing["responseEnd"], sizes["responseBodySize"] / 1000


def measure(browser: Browser, server: str) -> None:
    """Print the frames of a visit."""
    context = open_context(browser, base_url=server)
    tab = context.new_page()
    open_page(tab)
    settled(tab)
    tab.evaluate(
        "document.querySelectorAll('.levers details').forEach((it) => { it.open = true; })"
    )
    tab.evaluate(PAINTED)
    for key in LEVERS:
        slider(tab, key).scroll_into_view_if_needed()
        tab.evaluate("() => { frames_of_drag.length = work_of_drag.length = 0 }")
        came, size = drag(tab, key)
        frames, work = tab.evaluate("[frames_of_drag, work_of_drag]")
        print(
            f"{key:20} {median(frames):6.1f} {sorted(frames)[int(0.95 * len(frames))]:6.1f}"
            f" {median(work):6.2f} {came:8.0f} {size:6.1f}"
        )
    context.close()


def main(_: Sequence[str] | None = None) -> None:
    """Measure and print, in two visits: the first one loads the code."""
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("no chromium on this machine: apt-get install chromium")
    print(f"{os.cpu_count()} processors, load before {os.getloadavg()[0]:.1f}")
    print(f"{'lever':20} {'frame':>6} {'p95':>6} {'work':>6} {'values':>8} ms {'kB':>3}")
    with running_browser(executable) as browser, running_server() as server:
        for _visit in range(2):
            measure(browser, server)


if __name__ == "__main__":
    main()
