"""How many visitors a process carries: ``python -m tests.benchmark.sessions``.

Each session speaks Streamlit's protocol over a websocket of this machine, opens the page and, once
all have, moves a lever every two seconds, as ui/browser/address.js does.
``--minutes 10 --sessions 100`` is the soak: memory is printed while it runs. ``--nginx`` measures
two processes behind nginx, as .deploy has them. Load comes from this machine too: the figures are a
lower bound.
"""

import argparse
import asyncio
import random
import shutil
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

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


async def session(
    number: int, address: str, link: str, seconds: float, opened: asyncio.Barrier, load: Load
) -> None:
    """Open the page; once all are open, move the disbursement rate every two seconds.

    No two sessions have the same other levers, so that no result was kept for another one.
    """
    rng, known = random.Random(number), dict[str, int]()
    link = link.replace("private_investment=500", f"private_investment={501 + number}")
    try:
        url = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with connect(url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            await run(socket, link, known, load)
            load.sizes.pop()
            await opened.wait()
            until, count = time.monotonic() + seconds, 0
            await asyncio.sleep(rng.uniform(0.0, PERIOD))
            while time.monotonic() < until:
                count += 1
                rate = rng.randrange(50, 101)
                query = link.replace("disbursement_rate=95", f"disbursement_rate={rate}")
                start = time.monotonic()
                await run(socket, f"{query}&step=move.disbursement_rate.{count}", known, load)
                load.times.append(time.monotonic() - start)
                await asyncio.sleep(max(0.0, start + PERIOD - time.monotonic()))
    except (OSError, TimeoutError, asyncio.BrokenBarrierError) as error:
        load.errors.append(f"{type(error).__name__}: {error}")
        await opened.abort()


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


async def together(count: int, address: str, seconds: float, processes: list[int]) -> Load:
    """Run sessions side by side; print the memory of the processes while they run."""
    province = load_province()
    link = encode(province, preset_scenario(province, province.default_preset))[1:]
    load, start, opened = Load(), time.monotonic(), asyncio.Barrier(count)
    sessions = asyncio.gather(
        *(session(number, address, link, seconds, opened, load) for number in range(count))
    )
    while not sessions.done():
        await asyncio.wait([sessions], timeout=seconds / REPORTS)
        if seconds >= 60:
            passed = time.monotonic() - start
            print(f"  {passed:5.0f} s: {memory(processes):6.0f} MB, {len(load.times)} moves")
    await sessions
    return load


def main(arguments: Sequence[str] | None = None) -> None:
    """Print latency and memory for some numbers of sessions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 30, 60, 100])
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--nginx", action="store_true", help="two processes behind nginx")
    given = parser.parse_args(arguments)
    print(f"{'sessions':>8} {'moves':>7} {'median':>7} {'p95':>6} {'max':>6} ms"
          f" {'kB/move':>8} {'MB':>6} {'MB/session':>10} {'errors':>6}")  # fmt: skip
    for count in given.sessions:
        with serving(given.nginx) as (address, processes):
            asyncio.run(together(len(processes), address, 5.0, processes))
            before = memory(processes)
            load = asyncio.run(together(count, address, 60 * given.minutes, processes))
            after = memory(processes)
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
