"""What a hand does on a page, and where it leaves it."""

import random
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error, Page

from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.support.steps import differing, expected, shown, slider

CLICKS = 20
GAP = 40
"""Milliseconds between two clicks."""
LEVERS = ("disbursement_rate", "private_investment", "fdi")
"""Levers whose plan stands on one of their steps."""
TRIES = 900
PAUSE = 100
PATIENCE = 1000
"""Milliseconds for which a button that was seen is pressed."""


@dataclass
class Hand:
    """One tab, where its levers were left, and how often it had to be asked to try again."""

    tab: Page
    chance: random.Random
    left: dict[str, float] = field(default_factory=dict)
    asked: int = 0

    def click(self) -> None:
        """Move a lever by one step, where it has one to go."""
        key = self.chance.choice(LEVERS)
        lever = PROVINCE.levers[key]
        up = self.chance.random() < 0.5
        here = self.left.get(key, lever.plan)
        there = here + (lever.step if up else -lever.step)
        if not lever.min <= there <= lever.max:
            return
        slider(self.tab, key).press("ArrowRight" if up else "ArrowLeft")
        self.left[key] = there
        self.tab.wait_for_timeout(GAP)

    def differs(self) -> str:
        """Wait until the page is where it was left; say what differs if it never is."""
        scenario = changed(self.left)
        wanted = expected(PLAN if scenario.levers == PLAN.levers else scenario)
        found: dict[str, Any] = {}
        for _ in range(TRIES):
            try:
                found = shown(self.tab)
                if differing(found, wanted) == {}:
                    return ""
                again = self.tab.locator(".line-note button")
                if again.is_visible():
                    again.click(timeout=PATIENCE)
                    self.asked += 1
            except Error as error:  # a page that is being left
                found = dict.fromkeys(wanted, str(error))
            self.tab.wait_for_timeout(PAUSE)
        return str(
            {part: (found[part], wanted[part]) for part in wanted if found[part] != wanted[part]}
        )
