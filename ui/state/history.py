"""Where a visit has been, for undo and redo."""

from dataclasses import dataclass, replace

LONGEST_TRAIL = 50


@dataclass(frozen=True)
class Trail:
    """Where a visit has been: short links without view and language, and the place in them.

    ``hand`` says which change of the hand led to the present stop (one drag, one held key, one
    number typed), as ui/browser/levers.js tells them apart; empty after anything else.
    """

    stops: tuple[str, ...] = ()
    at: int = -1
    hand: str = ""

    @property
    def back(self) -> str | None:
        """The stop before, if any."""
        return self.stops[self.at - 1] if self.at > 0 else None

    @property
    def onward(self) -> str | None:
        """The stop after, if any."""
        return self.stops[self.at + 1] if self.at + 1 < len(self.stops) else None

    def arrived(self, stop: str, hand: str, fresh: bool = False) -> "Trail":
        """Return the trail after a run that ended at ``stop``.

        A stop beside the present one was reached by undo, redo, Back or forward and keeps
        the others, unless the step was ``fresh``: a reset may lead where undo would, and can
        be undone itself. What one change of the hand passes on its way is no stop, nor is its
        end where it began. ``hand`` is the change that this run answers, or empty.
        """
        if self.stops and stop == self.stops[self.at]:
            return self
        again = bool(hand) and hand == self.hand
        walked = not hand and not fresh
        if again and stop == self.back:
            return Trail(self.stops[: self.at], self.at - 1)
        if walked and stop == self.back:
            return replace(self, at=self.at - 1, hand="")
        if walked and stop == self.onward:
            return replace(self, at=self.at + 1, hand="")
        kept = self.stops[: self.at if again and self.at > 0 else self.at + 1]
        stops = (*kept, stop)[-LONGEST_TRAIL:]
        return Trail(stops, len(stops) - 1, hand)
