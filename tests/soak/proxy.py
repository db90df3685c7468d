"""A line between browser and server that can be slow, cut and led to another server."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.support.site import free_ports

CHUNK = 65_536
UPGRADE = b"upgrade: websocket"
TEXT = b"\x81\x01x"
"""A frame of a websocket that holds text, which Streamlit's page cannot read."""


class Proxy:
    """Passes bytes on at ``port`` in a loop and a thread of its own."""

    def __init__(self) -> None:
        (self.port,) = free_ports(1)
        self.target = 0
        self.delay = 0.0
        self._open: dict[asyncio.StreamWriter, bool] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        """Listen."""
        self._thread.start()
        listening = asyncio.start_server(self._opened, "127.0.0.1", self.port)
        asyncio.run_coroutine_threadsafe(listening, self._loop).result()

    def stop(self) -> None:
        """End every line and the thread."""
        self.cut(websockets_only=False)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def cut(self, websockets_only: bool = True) -> None:
        """Drop lines at once, without a word to either end."""
        asyncio.run_coroutine_threadsafe(self._cut(websockets_only), self._loop).result()

    def poison(self) -> None:
        """Send through every websocket what the page cannot read; amid a frame, it breaks it."""
        asyncio.run_coroutine_threadsafe(self._poison(), self._loop).result()

    async def _poison(self) -> None:
        for writer, websocket in list(self._open.items()):
            if websocket:
                writer.write(TEXT)

    async def _cut(self, websockets_only: bool) -> None:
        for writer, websocket in list(self._open.items()):
            if websocket or not websockets_only:
                writer.transport.abort()

    async def _opened(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        self._open[writer] = False
        with suppress(OSError):
            await asyncio.gather(
                self._pass(reader, there[1], of=writer), self._pass(there[0], writer)
            )
        self._open.pop(writer, None)
        for end in (writer, there[1]):
            end.transport.abort()

    async def _pass(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        of: asyncio.StreamWriter | None = None,
    ) -> None:
        """Pass bytes on until their end, each ``delay`` later but none before an earlier one."""
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def send() -> None:
            while True:
                due, data = await queue.get()
                await asyncio.sleep(max(0.0, due - self._loop.time()))
                if not data:
                    with suppress(OSError):
                        sink.write_eof()
                    return
                sink.write(data)
                await sink.drain()

        sending = asyncio.ensure_future(send())
        try:
            data = b"start"
            while data:
                data = await source.read(CHUNK)
                if of is not None and UPGRADE in data.lower():
                    self._open[of] = True
                queue.put_nowait((self._loop.time() + self.delay, data))
            await sending
        finally:
            sending.cancel()


@contextmanager
def running_proxy() -> Iterator[Proxy]:
    """Give a proxy that listens."""
    proxy = Proxy()
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
