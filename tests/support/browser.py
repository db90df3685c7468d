"""A server of the page and a browser beside it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.paths import ROOT

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
PATIENCE = 30_000
"""Milliseconds after which a condition counts as never met, on a busy machine too."""


def start_server(
    script: str = "app.py", folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> tuple[subprocess.Popen[bytes], str]:
    """Start the page on a free port of this machine and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    options = ["--server.address=127.0.0.1", "--server.headless=true"]
    server = subprocess.Popen(
        [*command, *options],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return server, address
    server.kill()
    raise RuntimeError("the page did not start")


@contextmanager
def running_server(script: str = "app.py", folder: Path = ROOT) -> Iterator[str]:
    """Give the address of a running page."""
    process, address = start_server(script, folder)
    try:
        yield address
    finally:
        process.terminate()
        process.wait()


@contextmanager
def running_browser(executable: str) -> Iterator[Browser]:
    """Give a chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


def open_context(browser: Browser, **options: Any) -> BrowserContext:
    """Open a fresh browser profile, Vietnamese unless told."""
    context = browser.new_context(**{"locale": "vi-VN", "viewport": DESKTOP, **options})
    context.set_default_timeout(PATIENCE)
    return context


@contextmanager
def watched(context: BrowserContext, server: str) -> Iterator[Page]:
    """Open a tab; it must log no error and call no other host until it is closed."""
    tab = context.new_page()
    errors: list[str] = []
    strangers: list[str] = []
    own = (server, server.replace("http", "ws"), "data:", "blob:")
    tab.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("request", lambda r: None if r.url.startswith(own) else strangers.append(r.url))
    tab.on("websocket", lambda s: None if s.url.startswith(own) else strangers.append(s.url))
    yield tab
    tab.close()
    assert errors == []
    assert strangers == []


@contextmanager
def visitor(browser: Browser, server: str, **options: Any) -> Iterator[Page]:
    """Open a watched tab in a fresh profile of its own."""
    context = open_context(browser, base_url=server, **options)
    try:
        with watched(context, server) as tab:
            yield tab
    finally:
        context.close()
