"""Faults of the line under a hand at work, each once; ``python -m tests.soak`` repeats all."""

from playwright.sync_api import Browser

from tests.soak.__main__ import soak

LINE = ("websockets cut", "all lines cut", "400 ms each way", "unreadable message")
"""Those that end no process: what a process that dies costs is in test_deployment.py."""


def test_two_tabs_end_where_the_hand_left_them_whatever_the_line_does(browser: Browser) -> None:
    assert soak(browser, seed=1, minutes=0, faults=LINE) == 0
