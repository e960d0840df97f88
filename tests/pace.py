"""How fast this machine works here and now: limits of time are kept against its own pace."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PACE = 0.07
"""Seconds the measuring loop took on the machine on which the limits were set."""
SLACK = 2.0
"""Times longer that crowded processors may take."""


def seconds(work: Callable[[], object]) -> float:
    """Return how many seconds of this process's own time a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def within(limit: float, used: float) -> bool:
    """Return whether the seconds used are within a limit, or would be on an unhurried machine."""
    return used <= limit or used <= limit * _slowness()


def _slowness() -> float:
    """Return how many times longer than its limit work may take here and now."""
    return SLACK * max(1.0, min(seconds(_loop) for _ in range(3)) / PACE)


def _loop() -> None:
    words = [str(number * 7919 % 10_007) for number in range(100_000)]
    sorted(words, key=lambda word: (len(word), word))
