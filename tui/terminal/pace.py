"""When the next frame may leave: a line that is slow carries the newest state, not each state."""

from __future__ import annotations

from collections import deque

PATIENCE = 0.3
"""Seconds that an answer is waited for, beyond those that the line takes to carry what was asked after."""
LONGEST_CARRYING = 1.0
"""Seconds for which a line is thought to carry a frame, whatever was seen of it."""
MOST_UNANSWERED = 3
"""Questions without an answer after which a terminal is taken for one that gives none."""
MOST_UNDER_WAY = 8
"""Frames that may be under way at once."""
_TELLING = 1024
"""Bytes of a frame that tells how fast the line is; a smaller one tells how fast it is at least."""


class FramePace:
    """One frame at a time is under way: the next leaves when the terminal has answered the last one.

    A line may be fast and long. Once it is known how many bytes it carries in a second, the next frame leaves as soon
    as the last one has left the line, though the answer is still coming back. All times are seconds of one clock.

    Attributes:
        hushed: whether it asks no more.
    """

    def __init__(self) -> None:
        # Of each frame under way: when it was sent, its bytes, and when an answer is not waited for any more.
        self._under_way: deque[tuple[float, int, float]] = deque()
        self._rate = self._free = 0.0
        self._asked = self._answers = self._missed = 0
        self.hushed = False

    @property
    def asks(self) -> bool:
        """Whether the next frame should end with the question."""
        return not self.hushed and (self._answers > 0 or self._asked < MOST_UNANSWERED)

    @property
    def unanswered(self) -> bool:
        """Whether answers are still to come, as far as the terminal gives any."""
        return 0 < self._answers < self._asked

    def sent(self, size: int, now: float) -> None:
        """So many bytes have left, with the question behind them."""
        self._asked += 1
        self._free = max(self._free, now) + (min(size / self._rate, LONGEST_CARRYING) if self._rate else 0)
        self._under_way.append((now, size, max(self._free, now) + PATIENCE))

    def answered(self, now: float) -> None:
        """The oldest question was answered."""
        self._answers, self._missed = self._answers + 1, 0
        if self._under_way:
            since, size, _ = self._under_way.popleft()
            rate = size / max(now - since, 1e-6)
            self._rate = rate if size >= _TELLING else max(rate, self._rate)

    def wait(self, now: float) -> float:
        """Seconds until the next frame may leave, if no answer comes before; 0 where it may now."""
        while self._under_way and now >= self._under_way[0][2]:
            self._under_way.popleft()
            self._missed += 1
        # A terminal that never answered is not waited for, nor one that has ceased to.
        if not self._under_way or not self._answers or self._missed >= MOST_UNANSWERED:
            return 0
        if len(self._under_way) >= MOST_UNDER_WAY or not self._rate:
            return self._under_way[0][2] - now
        return max(0.0, self._free - now)
