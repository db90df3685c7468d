"""Where a visit has been, for undo and redo."""

from dataclasses import dataclass, replace

LONGEST_TRAIL = 50
ONE_MOVE = 1.5
"""Seconds within which moves of one lever count as one for undo."""


@dataclass(frozen=True)
class Trail:
    """Where a visit has been: short links without view and language, and the place in them."""

    stops: tuple[str, ...] = ()
    at: int = -1
    moved: str = ""
    when: float = 0.0

    @property
    def back(self) -> str | None:
        """The stop before, if any."""
        return self.stops[self.at - 1] if self.at > 0 else None

    @property
    def onward(self) -> str | None:
        """The stop after, if any."""
        return self.stops[self.at + 1] if self.at + 1 < len(self.stops) else None

    def arrived(self, stop: str, moved: str, now: float, fresh: bool = False) -> "Trail":
        """Return the trail after a run that ended at ``stop``.

        A stop beside the present one was reached by undo, redo, Back or forward and keeps
        the others, unless the step was ``fresh``: a reset may lead where undo would, and can
        be undone itself. Moves of one slider in quick succession are one stop. ``moved`` is
        the slider that the reader moved in this run, or empty.
        """
        if self.stops and stop == self.stops[self.at]:
            return self
        again = bool(moved) and moved == self.moved and now - self.when < ONE_MOVE
        walked = not moved and not fresh
        if walked and stop == self.back:
            return replace(self, at=self.at - 1, moved="")
        if walked and stop == self.onward:
            return replace(self, at=self.at + 1, moved="")
        kept = self.stops[: self.at if again and self.at > 0 else self.at + 1]
        stops = (*kept, stop)[-LONGEST_TRAIL:]
        return Trail(stops, len(stops) - 1, moved, now)
