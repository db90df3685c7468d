"""A visitor of the page over Streamlit's protocol: opens it, moves a lever, presses a button."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from model import load_province
from model.scenario.scenario import preset_scenario
from ui.state.link import encode

LEVERS = ("disbursement_rate", "public_plan", "fdi")
"""Levers that are moved in turn."""
PERIOD = 2.0
"""Seconds between two moves of a session."""
ANSWER = 60.0
"""Seconds after which a run counts as lost."""
MESSAGE_AGE = 2
"""Runs for which a browser keeps a message: Streamlit's ``global.maxCachedMessageAge``."""


@dataclass
class Load:
    """What the sessions met: seconds from a move to the end of its run, bytes, and errors."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Visit:
    """What a visitor does: a number that nobody else has, a view, and a button pressed there."""

    number: int
    view: str = "indicators"
    button: str = ""


@dataclass
class Browser:
    """What a browser knows: messages with the runs since they came last, and identities of buttons.

    What two runs did not hold is forgotten.
    """

    known: dict[str, int] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)


async def run(
    socket: ClientConnection, query: str, browser: Browser, load: Load, press: str = ""
) -> None:
    """Ask for a run of the page and read until it is finished."""
    known = browser.known
    for key, age in list(known.items()):
        known[key] = age + 1
        if age == MESSAGE_AGE:
            del known[key]
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.is_history_navigation = not press
    message.rerun_script.cached_message_hashes.extend(sorted(known))
    if press:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = browser.buttons[press], True
    await socket.send(message.SerializeToString())
    size = 0
    while True:
        frame = await asyncio.wait_for(socket.recv(), ANSWER)
        assert isinstance(frame, bytes)
        size += len(frame)
        answer = ForwardMsg.FromString(frame)
        if answer.ref_hash or (answer.hash and answer.metadata.cacheable):
            known[answer.ref_hash or answer.hash] = 0
        if identity := answer.delta.new_element.button.id:
            browser.buttons[identity.rpartition("-")[2]] = identity
        if answer.delta.new_element.HasField("exception"):
            load.errors.append(answer.delta.new_element.exception.message)
        if answer.WhichOneof("type") == "script_finished":
            load.sizes.append(size)
            return


def link(visit: Visit, moved: Mapping[str, float] = MappingProxyType({})) -> str:
    """Write the link of a visitor's scenario: no two visitors have the same."""
    province = load_province()
    plan = preset_scenario(province, province.default_preset)
    levers = {**plan.levers, "private_investment": 501.0 + visit.number, **moved}
    return encode(province, replace(plan, levers=levers, name=""), visit.view)[1:]


async def visiting(
    visit: Visit,
    address: str,
    seconds: float,
    opened: asyncio.Barrier,
    begun: Callable[[], None],
    load: Load,
) -> None:
    """Open the page; once all are open, move one lever after the other, every two seconds.

    Whoever has a button presses it after each move, and that run is what counts. No visitor comes
    to where anybody was, so that no result was kept.
    """
    rng, browser = random.Random(visit.number), Browser()
    moved: dict[str, float] = {}
    try:
        url = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with connect(url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            await run(socket, link(visit), browser, load)
            load.sizes.pop()
            if await opened.wait() == 0:
                begun()
            until, count = time.monotonic() + seconds, 0
            await asyncio.sleep(rng.uniform(0.0, PERIOD))
            while time.monotonic() < until:
                count += 1
                key = LEVERS[count % len(LEVERS)]
                lever = load_province().levers[key]
                moved[key] = round(rng.uniform(lever.min, lever.max), 2)
                query = f"{link(visit, moved)}&step=move.{key}.1.{count}"
                begin = start = time.monotonic()
                await run(socket, query, browser, load)
                if visit.button:
                    start = time.monotonic()
                    await run(socket, query, browser, load, visit.button)
                load.times.append(time.monotonic() - start)
                await asyncio.sleep(max(0.0, begin + PERIOD - time.monotonic()))
    except (OSError, TimeoutError, asyncio.BrokenBarrierError) as error:
        load.errors.append(f"{type(error).__name__}: {error}")
        await opened.abort()


async def visit_together(
    visits: Sequence[Visit],
    address: str,
    seconds: float,
    begun: Callable[[], None],
    loads: Sequence[Load],
) -> None:
    """Let visitors move side by side, each with the record of what it meets.

    ``begun`` is called once all have opened the page.
    """
    opened = asyncio.Barrier(len(visits))
    await asyncio.gather(
        *(
            visiting(visit, address, seconds, opened, begun, load)
            for visit, load in zip(visits, loads, strict=True)
        )
    )
