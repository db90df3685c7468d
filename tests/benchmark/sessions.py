"""How many visitors a process carries: ``python -m tests.benchmark.sessions``.

Each session speaks Streamlit's protocol over a websocket of this machine, opens the page and, once
all have, moves a lever every two seconds, as ui/browser/address.js does.
``--minutes 10 --sessions 100`` is the soak: memory is printed while it runs. ``--nginx`` measures
two processes behind nginx, as .deploy has them. Load comes from this machine too: the figures are a
lower bound. ``--asks 200`` keeps so many questions to addresses of files and pictures on their way
beside the sessions, no two alike, after a run without them: moves must go first.
"""

import argparse
import asyncio
import itertools
import random
import shutil
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from model import load_province
from model.scenario.scenario import preset_scenario
from tests.support.browser import start_server
from tests.support.deployment import environment
from tests.support.site import SEARCHED, running_site
from ui.state.link import encode

PERIOD = 2.0
"""Seconds between two moves of a session."""
ANSWER = 60.0
"""Seconds after which a run counts as lost."""
MESSAGE_AGE = 2
"""Runs for which a browser keeps a message: Streamlit's ``global.maxCachedMessageAge``."""
REPORTS = 10
"""Lines of memory printed while sessions run."""
ASKED = ("scenario.csv", "scenario.json", "scenario.xlsx", "chart/why.png", "chart/targets.svg")
"""Addresses that are asked for in turn."""


@dataclass
class Load:
    """What the sessions met: seconds from a move to the end of its run, and errors."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


async def run(socket: ClientConnection, query: str, known: dict[str, int], load: Load) -> None:
    """Ask for a run of the page and read until it is finished.

    ``known`` are hashes of messages with the runs since they came last: as in a browser, what two
    runs did not hold is forgotten.
    """
    for key, age in list(known.items()):
        known[key] = age + 1
        if age == MESSAGE_AGE:
            del known[key]
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.is_history_navigation = True
    message.rerun_script.cached_message_hashes.extend(sorted(known))
    await socket.send(message.SerializeToString())
    size = 0
    while True:
        frame = await asyncio.wait_for(socket.recv(), ANSWER)
        assert isinstance(frame, bytes)
        size += len(frame)
        answer = ForwardMsg.FromString(frame)
        if answer.ref_hash or (answer.hash and answer.metadata.cacheable):
            known[answer.ref_hash or answer.hash] = 0
        if answer.delta.new_element.HasField("exception"):
            load.errors.append(answer.delta.new_element.exception.message)
        if answer.WhichOneof("type") == "script_finished":
            load.sizes.append(size)
            return


def link(number: int, rate: float | None = None) -> str:
    """Write the link of a session's scenario: no two sessions have the same."""
    province = load_province()
    plan = preset_scenario(province, province.default_preset)
    off = {"private_investment": 501.0 + number}
    if rate is not None:
        off["disbursement_rate"] = rate
    return encode(province, replace(plan, levers={**plan.levers, **off}, name=""))[1:]


async def session(
    number: int, address: str, seconds: float, opened: asyncio.Barrier, load: Load
) -> None:
    """Open the page; once all are open, move the disbursement rate every two seconds.

    No two sessions have the same other levers, so that no result was kept for another one.
    """
    rng, known = random.Random(number), dict[str, int]()
    try:
        url = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with connect(url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            await run(socket, link(number), known, load)
            load.sizes.pop()
            await opened.wait()
            until, count = time.monotonic() + seconds, 0
            await asyncio.sleep(rng.uniform(0.0, PERIOD))
            while time.monotonic() < until:
                count += 1
                query = link(number, rng.randrange(5000, 10001) / 100)
                start = time.monotonic()
                await run(socket, f"{query}&step=move.disbursement_rate.1.{count}", known, load)
                load.times.append(time.monotonic() - start)
                await asyncio.sleep(max(0.0, start + PERIOD - time.monotonic()))
    except (OSError, TimeoutError, asyncio.BrokenBarrierError) as error:
        load.errors.append(f"{type(error).__name__}: {error}")
        await opened.abort()


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
    count: int, address: str, seconds: float, processes: list[int], asks: int = 0
) -> Load:
    """Run sessions side by side, and questions beside them; print memory while they run."""
    load, start, opened = Load(), time.monotonic(), asyncio.Barrier(count)
    sessions = asyncio.gather(
        *(session(number, address, seconds, opened, load) for number in range(count))
    )
    answered: list[float] = []
    asking = [asyncio.ensure_future(ask(number, address, answered)) for number in range(asks)]
    while not sessions.done():
        await asyncio.wait([sessions], timeout=seconds / REPORTS)
        if seconds >= 60:
            passed = time.monotonic() - start
            print(f"  {passed:5.0f} s: {memory(processes):6.0f} MB, {len(load.times)} moves")
    await sessions
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    if asks:
        middle = statistics.median(answered)
        print(f"  {len(answered) / seconds:.1f} answers a second, median {middle:.1f} s")
    return load


def main(arguments: Sequence[str] | None = None) -> None:
    """Print latency and memory for some numbers of sessions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 30, 60, 100])
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--asks", type=int, default=0, help="questions to addresses beside them")
    parser.add_argument("--nginx", action="store_true", help="two processes behind nginx")
    given = parser.parse_args(arguments)
    print(f"{'sessions':>8} {'moves':>7} {'median':>7} {'p95':>6} {'max':>6} ms"
          f" {'kB/move':>8} {'MB':>6} {'MB/session':>10} {'errors':>6}")  # fmt: skip
    for count in given.sessions:
        for asks in dict.fromkeys((0, given.asks)):
            with serving(given.nginx) as (address, processes):
                asyncio.run(together(len(processes), address, 5.0, processes))
                before = memory(processes)
                load = asyncio.run(together(count, address, 60 * given.minutes, processes, asks))
                after = memory(processes)
            report(count, load, before, after)


def report(count: int, load: Load, before: float, after: float) -> None:
    """Print what the sessions met, and the memory of the processes before and after, MB."""
    times = sorted(1000 * value for value in load.times)
    print(
        f"{count:8} {len(times):7} {statistics.median(times):7.0f}"
        f" {times[int(0.95 * len(times))]:6.0f} {times[-1]:6.0f}   "
        f" {statistics.mean(load.sizes) / 1000:8.1f} {after:6.0f}"
        f" {(after - before) / count:10.2f} {len(load.errors):6}"
    )
    for error in dict.fromkeys(load.errors):
        print(f"         {error}")


if __name__ == "__main__":
    main()
