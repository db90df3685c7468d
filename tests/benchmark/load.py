"""A first and a second visit over a slow line: ``python -m tests.benchmark.load``.

Chromium with 4.8 Mbit/s and 40 ms of latency, through nginx as .deploy has it. A second visit has
what the browser kept of the first. ``--files`` lists what the first one fetched.
"""

import argparse
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext

from tests.benchmark.rounds import ROUNDS, circumstances, spread
from tests.support.browser import open_context, running_browser
from tests.support.site import SEARCHED, Site, running_site, until

LINE = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 4.8e6 / 8,
    "uploadThroughput": 4.8e6 / 8,
}
STREAM = "/_stcore/stream"
WATCH = """() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    const look = () => {
        if (!window.drawn && document.body && !document.getElementById("first")
            && document.querySelector(".headline")) window.drawn = performance.now();
        if (!window.drawn) requestAnimationFrame(look);
    };
    look();
}"""
"""Notes when the page has taken the place of its first sight, and by how much it jumped."""
TIMES = """() => ({
    answer: performance.getEntriesByType("navigation")[0].responseStart,
    headline: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    drawn: window.drawn,
    shift: window.shifted,
})"""


@dataclass
class Fetched:
    """What came over the line: bytes and kind by address."""

    sizes: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, str] = field(default_factory=dict)

    def by_kind(self) -> Mapping[str, int]:
        """Add up bytes by kind, and all."""
        found: Counter[str] = Counter()
        for address, size in self.sizes.items():
            found[self.kinds[address]] += size
        return {"all": found.total(), **found}


@contextmanager
def visit(context: BrowserContext, address: str) -> Iterator[tuple[dict[str, float], Fetched]]:
    """Open the page in a new tab; give what it took and what it fetched."""
    tab = context.new_page()
    wire, fetched = context.new_cdp_session(tab), Fetched()
    asked: dict[str, str] = {}

    def came(event: Mapping[str, Any]) -> None:
        answer = event["response"]
        address = asked[event["requestId"]] = urlsplit(answer["url"]).path
        fetched.kinds[address] = "Kept" if answer.get("fromDiskCache") else event["type"]

    def ended(event: Mapping[str, Any]) -> None:
        if event["requestId"] in asked:
            fetched.sizes[asked[event["requestId"]]] += int(event["encodedDataLength"])

    wire.on("Network.responseReceived", came)
    wire.on("Network.loadingFinished", ended)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    tab.add_init_script(f"({WATCH})()")
    tab.goto(address)
    tab.wait_for_function("() => window.drawn", timeout=120_000)
    tab.wait_for_timeout(1000)
    yield tab.evaluate(TIMES), fetched
    tab.close()


def measure(browser: Browser, site: Site) -> Iterator[tuple[str, dict[str, float], Fetched]]:
    """Visit twice in a fresh profile; a browser tells no bytes of a websocket, nginx does."""
    context = open_context(browser, base_url=site.address)
    for name in ("first", "second"):
        before = len(spoken(site))
        with visit(context, site.address) as (times, fetched):
            pass
        until(lambda before=before: len(spoken(site)) > before)
        fetched.kinds[STREAM], fetched.sizes[STREAM] = "WebSocket", spoken(site)[-1]
        yield name, times, fetched
    context.close()


def spoken(site: Site) -> list[int]:
    """List the bytes of the websockets that have ended."""
    return [int(line.split()[4]) for line in site.log() if f" {STREAM} " in line]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print times, jumps and bytes of both visits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--files", action="store_true", help="list what the first visit fetched")
    given = parser.parse_args(arguments)
    chromium, nginx = shutil.which("chromium"), shutil.which("nginx", path=SEARCHED)
    if chromium is None or nginx is None:
        raise SystemExit("chromium and nginx are needed: apt-get install chromium nginx-light")
    said = circumstances(given.rounds, "at 4.8 Mbit/s and 40 ms")
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with running_site(nginx) as site, running_browser(chromium) as browser:
        for number in range(given.rounds + 1):
            for name, times, fetched in measure(browser, site):
                kinds = {f"kB {key}": size / 1000 for key, size in fetched.by_kind().items()}
                for key, value in {**times, **kinds}.items() if number else ():
                    found[name][key].append(value)
                if given.files and number == 1 and name == "first":
                    for path, size in fetched.sizes.most_common():
                        print(f"{size / 1000:8.1f} kB {fetched.kinds[path]:12} {path}")
    print(said)
    for name, measured in found.items():
        print(f"{name} visit")
        for key, values in measured.items():
            print(f"  {key:16} {spread(values, '.2f' if key == 'shift' else '.0f')}")


if __name__ == "__main__":
    main()
