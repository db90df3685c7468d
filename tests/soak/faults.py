"""What can go wrong with a server and the line to it, each done at will."""

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from tests.soak.proxy import Proxy, running_proxy
from tests.support.browser import start_server

SLOW = 0.4
"""Seconds that a slow line adds each way."""


@dataclass
class Place:
    """A server behind a proxy."""

    proxy: Proxy
    server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it, whichever server answers."""
        return f"http://127.0.0.1:{self.proxy.port}"

    def start(self) -> None:
        """Start a server and lead the line to it."""
        self.server, address = start_server()
        self.proxy.target = urlsplit(address).port or 0

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End the server, and lines to it."""
        if self.server is not None:
            self.server.send_signal(number)
            self.server.wait()
        self.server = None

    def children(self) -> list[int]:
        """List the processes that work for the one of the page."""
        pid = self.server.pid if self.server else 0
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
        return [
            int(child)
            for child in text.split()
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
        ]


@contextmanager
def running_place() -> Iterator[Place]:
    """Give a server behind a proxy."""
    with running_proxy() as proxy:
        place = Place(proxy)
        place.start()
        try:
            yield place
        finally:
            place.kill(signal.SIGTERM)


def kill_page(place: Place) -> None:
    """Kill the process of the page; another starts."""
    place.kill()
    place.start()


def kill_worker(place: Place) -> None:
    """Kill the processes that make answers; the next question must be answered all the same."""
    for child in place.children():
        os.kill(child, signal.SIGKILL)
    last = ""
    for _ in range(40):
        try:
            with urllib.request.urlopen(f"{place.address}/scenario.json", timeout=30) as answer:
                if answer.status == 200:
                    return
        except OSError as error:
            last = str(error)
        time.sleep(0.5)
    raise AssertionError(f"no answer after its worker was killed: {last}")


def restart(place: Place) -> None:
    """End the server as whoever runs it does, and start it again."""
    place.kill(signal.SIGTERM)
    place.start()


def cut_websockets(place: Place) -> None:
    """Drop every websocket."""
    place.proxy.cut()


def cut_all(place: Place) -> None:
    """Drop every line."""
    place.proxy.cut(websockets_only=False)


def poison(place: Place) -> None:
    """Send what makes Streamlit give the connection up for good."""
    place.proxy.poison()


def slow_line(place: Place) -> None:
    """Let every byte come late from now on."""
    place.proxy.delay = SLOW


def nothing(place: Place) -> None:
    """Only the hand is at work."""


FAULTS: Mapping[str, Callable[[Place], None]] = MappingProxyType(
    {
        "kill -9 of the page": kill_page,
        "kill -9 of the workers": kill_worker,
        "restart": restart,
        "websockets cut": cut_websockets,
        "all lines cut": cut_all,
        "unreadable message": poison,
        "400 ms each way": slow_line,
        "clicks alone": nothing,
    }
)
