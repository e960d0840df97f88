"""Work on many things in several processes, in the order of one."""

from __future__ import annotations

import gc
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

CHUNK = 16
"""Items handed to a process at a time: few enough to share the work evenly."""

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What forked processes find when they start: neither has to be sent to them."""


def count(wanted: str | None = None) -> int:
    """Return how many processes to use: as many as wanted, else as the machine has cores.

    Forking needs an operating system that copies a process whole; elsewhere it is 1.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return max(1, int(wanted)) if wanted and wanted.isdigit() else len(os.sched_getaffinity(0))


def each(
    do: Callable[[ItemT], ResultT], items: Sequence[ItemT], processes: int
) -> Iterator[ResultT]:
    """Yield what `do` makes of each item, in order, whatever the number of processes.

    Args:
        do: Its result must be picklable; an exception it raises is raised here.
        items: Stay where they are: forked processes see them as they were.
        processes: With 1, nothing is forked.
    """
    global _work  # noqa: PLW0603 - how a forked process is told its work
    if processes == 1 or len(items) <= CHUNK:
        yield from map(do, items)
        return
    _work = (do, items)
    gc.freeze()  # so that no collection in a process copies what it shares with the others
    try:
        with ProcessPoolExecutor(processes, get_context("fork")) as pool:
            for results in pool.map(_chunk, range(0, len(items), CHUNK)):
                yield from results
    finally:
        gc.unfreeze()
        _work = None


def _chunk(start: int) -> list[Any]:
    assert _work is not None  # noqa: S101 - set before the fork
    do, items = _work
    return [do(item) for item in items[start : start + CHUNK]]
