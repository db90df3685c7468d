"""The deployment on this machine: two processes of the page behind a real nginx."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.deployment import DEPLOY, command, copy_project
from tests.support.package import apart, build, install

NOBODY = 65534
SEARCHED = os.environ.get("PATH", "") + ":/usr/sbin"
"""Debian's nginx is not on every user's path."""
MAIN = """daemon off;
pid FOLDER/pid;
error_log FOLDER/log/nginx/error.log warn;
events {}
http {
    client_body_temp_path FOLDER/body;
    fastcgi_temp_path FOLDER/fastcgi;
    proxy_temp_path FOLDER/proxy;
    scgi_temp_path FOLDER/scgi;
    uwsgi_temp_path FOLDER/uwsgi;
    include soc-trang.conf;
}
"""


@dataclass(frozen=True)
class Answer:
    """What nginx answered; of a header given more than once, all values."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Site:
    """Where it runs, and its processes by port."""

    folder: Path
    port: int
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *ports: int) -> None:
        """Start processes as the image does, of the package it holds; wait until they answer."""
        for port in ports:
            (program, *words), environment = command(port)
            self.processes[port] = subprocess.Popen(
                [self.folder / "environment/bin" / program, *words],
                cwd=self.folder,
                env={**apart(), **environment},
                stdout=subprocess.DEVNULL,
            )
        for port in ports:
            until(lambda port=port: fetch(port, "/_stcore/health").status == 200)

    def kill(self, *ports: int) -> None:
        """End processes at once, as when the machine has no memory left."""
        for port in ports:
            self.processes[port].kill()
        for port in ports:
            self.processes[port].wait()

    def revive(self) -> None:
        """Start what an earlier test left dead."""
        self.start(*(port for port, it in self.processes.items() if it.poll() is not None))

    def fetch(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask nginx."""
        return fetch(self.port, path, method, None, **headers)

    def log(self, name: str = "access") -> list[str]:
        """Read the lines that nginx logged."""
        return (self.folder / f"log/nginx/{name}.log").read_text(encoding="utf-8").splitlines()


def fetch(
    port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """Ask once, without cookies of before; ``_`` in a header's name stands for ``-``."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request(method, path, body, {key.replace("_", "-"): it for key, it in headers.items()})
        answer = line.getresponse()
        body = b"" if answer.status == 101 else answer.read()
        return Answer(answer.status, answer.headers, body)
    finally:
        line.close()


def until(met: object) -> None:
    """Wait for a condition, half a minute at most; no answer yet counts as not met."""
    assert callable(met)
    for _ in range(300):
        try:
            if met():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("never met")


def free_ports(count: int) -> list[int]:
    """Find ports that nobody listens on."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for it in sockets:
            it.bind(("127.0.0.1", 0))
        return [it.getsockname()[1] for it in sockets]


def write_configuration(folder: Path, port: int, first: int, second: int) -> None:
    """Lay out the nginx files as README.md says, with the ports and folders of this test."""
    (folder / "soc-trang").mkdir()
    (folder / "log/nginx").mkdir(parents=True)
    (folder / "cache").mkdir()
    (folder / "nginx.conf").write_text(MAIN.replace("FOLDER", str(folder)), encoding="utf-8")
    for name, target, changes in (
        ("nginx.conf", "soc-trang.conf", {"/var/": f"{folder}/"}),
        ("listen.conf", "soc-trang/listen.conf", {"listen 80;": f"listen 127.0.0.1:{port};"}),
        ("upstream.conf", "soc-trang/upstream.conf", {"8501": str(first), "8502": str(second)}),
    ):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (folder / target).write_text(text, encoding="utf-8")


@contextmanager
def running_site(nginx: str) -> Iterator[Site]:
    """Run nginx without privileges, and two processes behind it."""
    folder = Path(tempfile.mkdtemp())
    port, first, second = free_ports(3)
    site = Site(folder, port)
    user: dict[str, int] = {}
    try:
        write_configuration(folder, port, first, second)
        if os.geteuid() == 0:
            user = {"user": NOBODY, "group": NOBODY}
            for place in (folder, *folder.rglob("*")):
                os.chown(place, NOBODY, NOBODY)
        (wheel,) = build(copy_project(folder / "project"), folder / "wheel", "--wheel")
        install(wheel, folder / "environment")
        site.start(first, second)
        start = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        server = subprocess.Popen(start, **user)  # type: ignore[call-overload]
        try:
            until(lambda: site.fetch("/_stcore/health").status == 200)
            yield site
        finally:
            server.terminate()
            server.wait()
    finally:
        site.kill(*site.processes)
        shutil.rmtree(folder)
