"""A running server and a Debian chromium; without it these tests skip, but never in CI."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 1000}
PHONE = {"width": 390, "height": 844}


def start_server() -> tuple[subprocess.Popen[bytes], str]:
    """Start the page on a free port of this machine and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    options = ["--server.address=127.0.0.1", "--server.headless=true"]
    server = subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return server, address
    server.kill()
    raise RuntimeError("the page did not start")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a running page."""
    process, address = start_server()
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; a missing one fails in CI and skips elsewhere."""
    executable = shutil.which("chromium")
    if executable is None:
        reason = "no chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=executable, args=FLAGS)


def open_context(browser: Browser, **options: object) -> BrowserContext:
    """Open a fresh browser profile, Vietnamese unless told."""
    return browser.new_context(**{"locale": "vi-VN", "viewport": DESKTOP, **options})  # type: ignore[arg-type]


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A desktop page that fails the test on a console error or a request to another host."""
    context = open_context(
        browser, base_url=server, permissions=["clipboard-read", "clipboard-write"]
    )
    with watched(context, server) as tab:
        yield tab
    context.close()


class watched:  # noqa: N801 - a context manager
    """Open a tab and, at the end, assert that it logged no error and called no other host."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.server, self.tab = server, context.new_page()
        self.errors: list[str] = []
        self.strangers: list[str] = []

    def __enter__(self) -> Page:
        """Start to listen."""
        self.tab.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        own = (self.server, self.server.replace("http", "ws"), "data:", "blob:")
        self.tab.on(
            "request", lambda r: None if r.url.startswith(own) else self.strangers.append(r.url)
        )
        return self.tab

    def __exit__(self, *failure: object) -> None:
        """Check what was heard."""
        assert self.errors == []
        assert self.strangers == []
