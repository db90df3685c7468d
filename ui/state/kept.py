"""Results that take long: computed on demand and kept by the process for every visitor."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Found = TypeVar("Found")
SIZE = 64  # results that a process keeps of a kind


class Kept(Generic[Found]):
    """The last results of a kind; the oldest one makes room."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.found: OrderedDict[Hashable, Found] = OrderedDict()

    def get(self, key: Hashable) -> Found | None:
        """Return what was kept, if anything."""
        with self.lock:
            return self.found.get(key)

    def put(self, key: Hashable, found: Found) -> None:
        """Keep a result."""
        with self.lock:
            self.found[key] = found
            if len(self.found) > SIZE:
                self.found.popitem(last=False)
