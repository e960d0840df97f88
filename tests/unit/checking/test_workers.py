from __future__ import annotations

import os

import pytest

from guidekit.checking import workers

ITEMS = list(range(3 * workers.CHUNK + 1))


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_order_whatever_the_processes(processes: int) -> None:
    assert list(workers.each(lambda item: item * 2, ITEMS, processes)) == [2 * i for i in ITEMS]


def test_work_is_shared_between_processes() -> None:
    seen = set(workers.each(lambda _: os.getpid(), ITEMS, 2))
    assert os.getpid() not in seen


def test_few_items_are_not_worth_a_process() -> None:
    assert set(workers.each(lambda _: os.getpid(), ITEMS[:3], 4)) == {os.getpid()}


def test_failure_in_a_process_is_raised_here() -> None:
    def fail(item: int) -> int:
        if item == ITEMS[-1]:
            raise ValueError("the last one")
        return item

    with pytest.raises(ValueError, match="the last one"):
        list(workers.each(fail, ITEMS, 2))


@pytest.mark.parametrize(("wanted", "found"), [("3", 3), ("0", 1), ("1", 1)])
def test_number_of_processes_can_be_set(wanted: str, found: int) -> None:
    assert workers.count(wanted) == found
