"""Questions that wait for the one worker: what is quick to make goes first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from heapq import heapify, heappop, heappush

MOST = 300
"""Questions that may wait; more are asked to come again."""


class TooManyError(Exception):
    """So many wait already that another one is sent away."""


class Turns:
    """One at a time, by rank and then by arrival."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._arrived = 0
        self._busy = False

    @asynccontextmanager
    async def turn(self, rank: int) -> AsyncIterator[None]:
        """Wait for the turn of a question, and give it on.

        Raises
        ------
        TooManyError
            `MOST` questions wait already.
        """
        await self._arrive(rank)
        try:
            yield
        finally:
            self._leave()

    async def _arrive(self, rank: int) -> None:
        if not self._busy:
            self._busy = True
            return
        if len(self._waiting) >= MOST:
            raise TooManyError
        called = asyncio.get_running_loop().create_future()
        self._arrived += 1
        place = rank, self._arrived, called
        heappush(self._waiting, place)
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():
                self._leave()  # who left while being called gives the turn on
            elif place in self._waiting:
                self._waiting.remove(place)
                heapify(self._waiting)
            raise

    def _leave(self) -> None:
        while self._waiting:
            _, _, called = heappop(self._waiting)
            if not called.done():
                called.set_result(None)
                return
        self._busy = False
