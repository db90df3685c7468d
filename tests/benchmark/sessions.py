"""How many visitors a process carries: ``python -m tests.benchmark.sessions``.

Each session speaks Streamlit's protocol over a websocket of this machine, opens the page and, once
all have, moves one lever after the other, every two seconds, as ui/browser/address.js does, never
to where anybody was. Each round starts the page anew; numbers of sessions take turns.
``--minutes 10 --sessions 100 --rounds 1`` is the soak: memory is printed while it runs. ``--nginx``
measures two processes behind nginx, as .deploy has them. Load comes from this machine too: the
latencies are upper bounds, and the time of the processor, which a move took of the page's
processes, is what another machine would measure too. ``--asks 200`` keeps so many questions to
addresses of files and pictures on their way beside the sessions, no two alike, after a run without
them: moves must go first. ``--dear 20`` lets so many visitors more move on *Reach a target*,
``--drivers 5`` so many ask what drives a spread. A path to another checkout takes turns with this
one, as ``--also PATH``.
"""

import argparse
import asyncio
import itertools
import os
import shutil
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmark.rounds import ROUNDS, circumstances, percentile, spread
from tests.benchmark.visit import Load, Visit, visit_together
from tests.support.browser import start_server
from tests.support.deployment import environment
from tests.support.paths import ROOT
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
def serving(folder: Path, behind_nginx: bool) -> Iterator[tuple[str, list[int]]]:
    """Start the page of a checkout as it is deployed; give its address and its processes."""
    if behind_nginx:
        nginx = shutil.which("nginx", path=SEARCHED)
        if nginx is None:
            raise SystemExit("no nginx on this machine: apt-get install nginx-light")
        with running_site(nginx) as site:
            yield site.address, [process.pid for process in site.processes.values()]
        return
    server, address = start_server(folder=folder, environment=environment())
    try:
        yield address, [server.pid]
    finally:
        server.terminate()
        server.wait()


def memory(processes: Iterable[int]) -> float:
    """Return the resident memory of processes, MB."""
    status = (Path(f"/proc/{process}/status").read_text("utf-8") for process in processes)
    return sum(int(text.partition("VmRSS:")[2].split()[0]) for text in status) / 1024


def worked(processes: Iterable[int]) -> float:
    """Return how long the processor has worked for processes, s."""
    # The name of a program stands in brackets, and may hold spaces.
    stats = (Path(f"/proc/{process}/stat").read_text("utf-8") for process in processes)
    ticks = (text.rpartition(")")[2].split()[11:13] for text in stats)
    return sum(int(user) + int(system) for user, system in ticks) / os.sysconf("SC_CLK_TCK")


async def together(
    groups: Mapping[str, Sequence[Visit]],
    address: str,
    seconds: float,
    processes: list[int],
    asks: int = 0,
) -> tuple[Mapping[str, Load], float]:
    """Let groups of visitors move, and questions come beside them; print memory meanwhile.

    Returns what the groups met, and how long the processor worked for their moves, s.
    """
    loads, start = {group: Load() for group in groups}, time.monotonic()
    visits = [(visit, loads[group]) for group, members in groups.items() for visit in members]
    begun: list[float] = []
    sessions = asyncio.gather(
        visit_together(
            [visit for visit, _ in visits],
            address,
            seconds,
            lambda: begun.append(worked(processes)),
            [load for _, load in visits],
        )
    )
    answered: list[float] = []
    asking = [asyncio.ensure_future(ask(number, address, answered)) for number in range(asks)]
    while not sessions.done():
        await asyncio.wait([sessions], timeout=seconds / REPORTS)
        if seconds >= 60:
            passed, moves = time.monotonic() - start, sum(len(it.times) for it in loads.values())
            print(f"  {passed:5.0f} s: {memory(processes):6.0f} MB, {moves} moves")
    await sessions
    work = worked(processes) - (begun or [0.0])[0]
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    if asks:
        middle = statistics.median(answered)
        print(f"  {len(answered) / seconds:.1f} answers a second, median {middle:.1f} s")
    return loads, work


def grouped(movers: int, dear: int, drivers: int) -> Mapping[str, Sequence[Visit]]:
    """Number the visitors of each kind; a kind that has none is left out."""
    numbers = itertools.count()
    groups = {
        "move": [Visit(next(numbers)) for _ in range(movers)],
        "reach": [Visit(next(numbers), "reach") for _ in range(dear)],
        "drivers": [Visit(next(numbers), "sure", "drivers_compute") for _ in range(drivers)],
    }
    return {group: members for group, members in groups.items() if members}


@dataclass
class Met:
    """What the sessions of a kind met, round by round; memory before and after, MB."""

    rounds: list[Load] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print latency, time of the processor and memory for some numbers of sessions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 100, 150])
    parser.add_argument("--minutes", type=float, default=0.25)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--asks", type=int, default=0, help="questions to addresses beside them")
    parser.add_argument("--dear", type=int, default=0, help="visitors on Reach beside them")
    parser.add_argument("--drivers", type=int, default=0, help="visitors who ask for drivers")
    parser.add_argument("--nginx", action="store_true", help="two processes behind nginx")
    parser.add_argument("--also", type=Path, action="append", default=[], help="another checkout")
    given = parser.parse_args(arguments)
    said = circumstances(given.rounds, f"of {60 * given.minutes:.0f} s")
    alone, all_beside = (0, 0, 0), (given.dear, given.drivers, given.asks)
    folders = [ROOT, *(path.resolve() for path in given.also)]
    kinds = list(product(folders, given.sessions, dict.fromkeys((alone, all_beside))))
    found: dict[str, Met] = defaultdict(Met)
    for folder, count, beside in kinds * given.rounds:
        groups = grouped(count, *beside[:2])
        with serving(folder, given.nginx) as (address, processes):
            first = {"move": [Visit(number) for number, _ in enumerate(processes)]}
            asyncio.run(together(first, address, 5.0, processes))
            before = memory(processes)
            loads, work = asyncio.run(
                together(groups, address, 60 * given.minutes, processes, beside[2])
            )
            after = memory(processes)
        moves = sum(len(load.times) for load in loads.values())
        for group, load in loads.items():
            name = f"{len(groups[group])} {group}{' beside all' if any(beside) else ''}"
            met = found[name if folder == ROOT else f"{name}, {folder.name}"]
            met.rounds.append(load)
            met.worked.append(1000 * work / moves)
            met.before.append(before)
            met.after.append(after)
    print(f"{said}\n{'sessions':>16} {'moves':>6} {'median, ms':>16} {'p95, ms':>16} {'max':>5}"
          f" {'ms of processor':>18} {'kB a move':>9} {'MB':>5} {'MB a session':>18}")  # fmt: skip
    for name, met in found.items():
        report(name, met)


def report(who: str, met: Met) -> None:
    """Print what the sessions met: of latencies, work and memory the medians and their ranges."""
    rounds = [[1000 * value for value in load.times] for load in met.rounds]
    grown = [
        (after - before) / int(who.partition(" ")[0])
        for before, after in zip(met.before, met.after, strict=True)
    ]
    print(
        f"{who:>16} {sum(map(len, rounds)):6}"
        f" {spread([statistics.median(times) for times in rounds], '.0f'):>16}"
        f" {spread([percentile(times) for times in rounds], '.0f'):>16}"
        f" {max(map(max, rounds)):5.0f} {spread(met.worked, '.1f'):>18}"
        f" {statistics.mean(size for load in met.rounds for size in load.sizes) / 1000:9.1f}"
        f" {max(met.after):5.0f} {spread(grown, '.2f'):>18}"
    )
    for error, times in Counter(error for load in met.rounds for error in load.errors).items():
        print(f"         {times} times {error}")


if __name__ == "__main__":
    main()
