"""Faults without end: ``python -m tests.soak --minutes 10 --seed 1``.

Two tabs stand on one server behind a proxy. In each round a hand makes twenty clicks at 40 ms while
something goes wrong; then both tabs must show, in levers, headline and address, where the hand left
them. Ends with 1 if one ever did not. What goes wrong is drawn from the seed.
Servers start anew from these files: nobody should change them meanwhile.
"""

import argparse
import random
import shutil
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from playwright.sync_api import Browser, expect

from tests.soak.faults import FAULTS, Place, running_place
from tests.soak.hand import CLICKS, Hand
from tests.support.browser import PATIENCE, open_context, running_browser
from tests.support.steps import open_page


def two_hands(
    browser: Browser, place: Place, chance: random.Random, loads: list[str]
) -> list[Hand]:
    """Open two tabs of one profile; every load after that is kept in ``loads``."""
    context = open_context(browser, base_url=place.address)
    hands = [Hand(context.new_page(), chance) for _ in range(2)]
    for hand in hands:
        open_page(hand.tab)
        hand.tab.on("load", lambda tab: loads.append(tab.url))
    return hands


def round_of(fault: str, place: Place, hands: Sequence[Hand], chance: random.Random) -> list[str]:
    """Let the hand click while a fault happens; return what then differs from where it left."""
    raised: list[BaseException] = []

    def happen() -> None:
        try:
            FAULTS[fault](place)
        except Exception as error:
            raised.append(error)

    happening = threading.Thread(target=happen)
    when = chance.randrange(CLICKS)
    for count in range(CLICKS):
        if count == when:
            happening.start()
        chance.choice(hands).click()
    happening.join()
    wrong = [f"{type(error).__name__}: {error}" for error in raised]
    wrong += [differs for hand in hands if (differs := hand.differs())]
    place.proxy.delay = 0.0
    return wrong


def shuffled(chance: random.Random, faults: Sequence[str]) -> Iterator[str]:
    """Name all faults in one order after the other, without end."""
    while True:
        yield from chance.sample(faults, len(faults))


def soak(browser: Browser, seed: int, minutes: float, faults: Sequence[str] = tuple(FAULTS)) -> int:
    """Repeat faults in turns, each once at least; print counts; return how many failed."""
    chance = random.Random(seed)
    done: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    loads: list[str] = []
    asked = 0
    start = time.monotonic()
    with running_place() as place:
        hands = two_hands(browser, place, chance, loads)
        for fault in shuffled(chance, faults):
            passed = time.monotonic() - start
            if done.total() >= len(faults) and passed > 60 * minutes:
                break
            wrong = round_of(fault, place, hands, chance)
            done[fault] += 1
            failed[fault] += bool(wrong)
            print(f"  {passed:4.0f} s, {fault}: {'; '.join(wrong) or 'kept'}", flush=True)
            asked += sum(hand.asked for hand in hands)
            for hand in hands:
                hand.asked = 0
            if wrong:
                hands[0].tab.context.close()
                hands = two_hands(browser, place, chance, loads)
        hands[0].tab.context.close()
    print(f"{'fault':<24} {'times':>6} {'failed':>6}")
    for fault in faults:
        print(f"{fault:<24} {done[fault]:6} {failed[fault]:6}")
    print(f"{'all':<24} {done.total():6} {failed.total():6}")
    print(f"pages that loaded themselves anew: {len(loads)}, {asked} of them when asked to")
    return failed.total()


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak as long as is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("no chromium on this machine: apt-get install chromium")
    expect.set_options(timeout=2 * PATIENCE)
    with running_browser(executable) as browser:
        return 1 if soak(browser, given.seed, given.minutes) else 0


if __name__ == "__main__":
    sys.exit(main())
