"""Checks stay fast as the guide grows: measured against the machine's own pace, not a clock."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from broken_guides import ROOT, TODAY
from guidekit import checks, data, generated

if TYPE_CHECKING:
    from collections.abc import Callable

    from guidekit.data import Data

GROWTH = 2.0
"""Ten times the pages may take twenty times as long; comparing all pairs would take a hundred."""
SECONDS_OF_40 = 1.0
SECONDS_OF_1000 = 15.0
MEBIBYTES = 100
PACE = 0.07
"""Seconds the measuring loop took on the machine on which the limits were set."""
SLACK = 2.0
"""Times longer that crowded processors may take."""
COMMAND = """
import json, resource, sys
from guidekit.cli import main
try:
    main(["check", "--today", sys.argv[1]])
except SystemExit:
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Not ru_maxrss: on Linux that begins with what the test run held when it started this.
    status = open("/proc/self/status").read()
    peak = int(status.partition("VmHWM:")[2].split()[0])
    print(json.dumps([used.ru_utime + used.ru_stime, peak / 1024]))
"""


def _pace() -> float:
    """Return how long a fixed piece of work takes here and now."""

    def loop() -> None:
        words = [str(number * 7919 % 10_007) for number in range(100_000)]
        sorted(words, key=lambda word: (len(word), word))

    return min(_seconds(loop) for _ in range(3))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.fixture(scope="module")
def known() -> Data:
    return data.from_folder(ROOT / "docs/_data")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    found = (file.read_text("utf-8") for file in sorted((ROOT / "docs").glob("*/*.md")))
    return [text for text in found if "kind: topic" in text]


def _check(number: int, texts: list[str], known: Data) -> None:
    pages = {f"p/{n}.md": texts[n % len(texts)].replace("# ", f"# {n} ", 1) for n in range(number)}
    read = checks.read_pages(pages)
    uris = {*pages, *generated.GENERATED_URIS}
    checks.check(read, known, uris=uris, today=TODAY)


def test_time_grows_in_line_with_the_pages(texts: list[str], known: Data) -> None:
    _check(10, texts, known)
    few = min(_seconds(lambda: _check(40, texts, known)) for _ in range(2))
    many = _seconds(lambda: _check(400, texts, known))
    assert many / few <= 10 * GROWTH
    assert many * 1000 / 400 <= SECONDS_OF_1000 * _slowness()


def test_command_takes_a_second_and_100_mib_at_most() -> None:
    def run() -> tuple[float, float]:
        result = subprocess.run(
            [sys.executable, "-c", COMMAND, str(TODAY)],
            cwd=ROOT,
            env={"PYTHONPATH": "hooks"},
            capture_output=True,
            check=True,
            text=True,
        )
        seconds, memory = json.loads(result.stdout.splitlines()[-1])
        return seconds, memory

    run()  # once warm
    seconds, memory = run()
    assert seconds <= SECONDS_OF_40 * _slowness()
    assert memory <= MEBIBYTES


def _slowness() -> float:
    """Return how many times longer work may take here and now."""
    return SLACK * max(1.0, _pace() / PACE)
