"""A running server and a Debian chromium; without it these tests skip, but never in CI."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import (
    PATIENCE,
    PHONE,
    open_context,
    running_browser,
    running_server,
    watched,
)

pytest.register_assert_rewrite("tests.browser.steps")


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; a missing one fails in CI and skips elsewhere."""
    executable = shutil.which("chromium")
    if executable is None:
        reason = "no chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running_browser(executable) as started:
        yield started


@pytest.fixture(scope="session")
def server(browser: Browser) -> Iterator[str]:
    """Address of a running page; asks for the browser first, so that a skip is quick."""
    with running_server() as address:
        yield address


@pytest.fixture(scope="session")
def desktop(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A desktop profile shared by many tabs, which then load from its cache."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = open_context(browser, base_url=server, permissions=permissions)
    yield context
    context.close()


@pytest.fixture
def page(desktop: BrowserContext, server: str) -> Iterator[Page]:
    """A new tab of the desktop profile, with a visit of its own."""
    with watched(desktop, server) as tab:
        yield tab


@pytest.fixture(scope="session")
def phone(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A phone's profile shared by many tabs."""
    context = open_context(browser, base_url=server, viewport=PHONE, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture
def handset(phone: BrowserContext, server: str) -> Iterator[Page]:
    """A new tab of the phone's profile."""
    with watched(phone, server) as tab:
        yield tab
