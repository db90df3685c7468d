"""How many visitors a process carries: ``python -m tests.benchmark.sessions``.

Each session speaks Streamlit's protocol over a websocket of this machine, opens the page and, once
all have, moves a lever every two seconds, as ui/browser/address.js does.
``--minutes 10 --sessions 100`` is the soak: memory is printed while it runs. ``--nginx`` measures
two processes behind nginx, as .deploy has them. Load comes from this machine too: the figures are a
lower bound. ``--asks 200`` keeps so many questions to addresses of files and pictures on their way
beside the sessions, no two alike, after a run without them: moves must go first. ``--dear 20`` lets
so many visitors more move on *Reach a target*, ``--drivers 5`` so many ask what drives a spread.
"""

import argparse
import asyncio
import itertools
import shutil
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmark.visit import Load, Visit, visit_together
from tests.support.browser import start_server
from tests.support.deployment import environment
from tests.support.site import SEARCHED, running_site

REPORTS = 10
"""Lines of memory printed while sessions run."""
ASKED = ("scenario.csv", "scenario.json", "scenario.xlsx", "chart/why.png", "chart/targets.svg")
"""Addresses that are asked for in turn."""


async def ask(number: int, address: str, times: list[float]) -> None:
    """Ask for one address after the other until cancelled, each time of another scenario."""
    place = urlsplit(address)
    for count in itertools.count():
        path = ASKED[(number + count) % len(ASKED)]
        query = f"private_investment={700 + number}&disbursement_rate={50 + count % 50}"
        start = time.monotonic()
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        head = f"GET /{path}?{query} HTTP/1.0\r\nHost: {place.netloc}\r\n\r\n"
        writer.write(head.encode())
        answer = await reader.read()
        writer.close()
        if b" 200 " in answer[:20]:
            times.append(time.monotonic() - start)


@contextmanager
def serving(behind_nginx: bool) -> Iterator[tuple[str, list[int]]]:
    """Start the page as it is deployed; give its address and its processes."""
    if behind_nginx:
        nginx = shutil.which("nginx", path=SEARCHED)
        if nginx is None:
            raise SystemExit("no nginx on this machine: apt-get install nginx-light")
        with running_site(nginx) as site:
            yield site.address, [process.pid for process in site.processes.values()]
        return
    server, address = start_server(environment=environment())
    try:
        yield address, [server.pid]
    finally:
        server.terminate()
        server.wait()


def memory(processes: Iterable[int]) -> float:
    """Return the resident memory of processes, MB."""
    status = (Path(f"/proc/{process}/status").read_text("utf-8") for process in processes)
    return sum(int(text.partition("VmRSS:")[2].split()[0]) for text in status) / 1024


async def together(
    groups: Mapping[str, Sequence[Visit]],
    address: str,
    seconds: float,
    processes: list[int],
    asks: int = 0,
) -> Mapping[str, Load]:
    """Let groups of visitors move, and questions come beside them; print memory meanwhile."""
    loads, start = {group: Load() for group in groups}, time.monotonic()
    visits = [(visit, loads[group]) for group, members in groups.items() for visit in members]
    sessions = asyncio.gather(
        visit_together([it for it, _ in visits], address, seconds, [load for _, load in visits])
    )
    answered: list[float] = []
    asking = [asyncio.ensure_future(ask(number, address, answered)) for number in range(asks)]
    while not sessions.done():
        await asyncio.wait([sessions], timeout=seconds / REPORTS)
        if seconds >= 60:
            passed, moves = time.monotonic() - start, sum(len(it.times) for it in loads.values())
            print(f"  {passed:5.0f} s: {memory(processes):6.0f} MB, {moves} moves")
    await sessions
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    if asks:
        middle = statistics.median(answered)
        print(f"  {len(answered) / seconds:.1f} answers a second, median {middle:.1f} s")
    return loads


def grouped(movers: int, dear: int, drivers: int) -> Mapping[str, Sequence[Visit]]:
    """Number the visitors of each kind; a kind that has none is left out."""
    numbers = itertools.count()
    groups = {
        "move": [Visit(next(numbers)) for _ in range(movers)],
        "reach": [Visit(next(numbers), "reach") for _ in range(dear)],
        "drivers": [Visit(next(numbers), "sure", "drivers_compute") for _ in range(drivers)],
    }
    return {group: members for group, members in groups.items() if members}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print latency and memory for some numbers of sessions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 30, 60, 100])
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--asks", type=int, default=0, help="questions to addresses beside them")
    parser.add_argument("--dear", type=int, default=0, help="visitors on Reach beside them")
    parser.add_argument("--drivers", type=int, default=0, help="visitors who ask for drivers")
    parser.add_argument("--nginx", action="store_true", help="two processes behind nginx")
    given = parser.parse_args(arguments)
    print(f"{'sessions':>12} {'moves':>7} {'median':>7} {'p95':>6} {'max':>6} ms"
          f" {'kB/move':>8} {'MB':>6} {'MB/session':>10} {'errors':>6}")  # fmt: skip
    alone, all_beside = (0, 0, 0), (given.dear, given.drivers, given.asks)
    for count in given.sessions:
        for dear, drivers, asks in dict.fromkeys((alone, all_beside)):
            groups = grouped(count, dear, drivers)
            with serving(given.nginx) as (address, processes):
                first = {"move": [Visit(number) for number, _ in enumerate(processes)]}
                asyncio.run(together(first, address, 5.0, processes))
                before = memory(processes)
                seconds = 60 * given.minutes
                loads = asyncio.run(together(groups, address, seconds, processes, asks))
                after = memory(processes)
            for group, load in loads.items():
                report(f"{len(groups[group])} {group}", load, before, after)


def report(who: str, load: Load, before: float, after: float) -> None:
    """Print what the sessions met, and the memory of the processes before and after, MB."""
    times = sorted(1000 * value for value in load.times)
    print(
        f"{who:>12} {len(times):7} {statistics.median(times):7.0f}"
        f" {times[int(0.95 * len(times))]:6.0f} {times[-1]:6.0f}   "
        f" {statistics.mean(load.sizes) / 1000:8.1f} {after:6.0f}"
        f" {(after - before) / int(who.partition(' ')[0]):10.2f} {len(load.errors):6}"
    )
    for error in dict.fromkeys(load.errors):
        print(f"         {error}")


if __name__ == "__main__":
    main()
