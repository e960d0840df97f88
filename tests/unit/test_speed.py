"""Checks stay fast as the guide grows: measured against the machine's own pace, not a clock."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from broken_guides import ROOT, TODAY
from guidekit.checking import whole
from guidekit.composing import made_pages
from guidekit.reading import data
from pace import seconds, within

if TYPE_CHECKING:
    from guidekit.reading.data import Data

GROWTH = 2.0
"""Ten times the pages may take twenty times as long; comparing all pairs would take a hundred."""
SECONDS_OF_40 = 1.0
SECONDS_OF_1000 = 15.0
MEBIBYTES = 100
COMMAND = """
import json, resource, sys
from guidekit.commands.main import main
try:
    main(["check", "--today", sys.argv[1]])
except SystemExit:
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Not ru_maxrss: on Linux that begins with what the test run held when it started this.
    status = open("/proc/self/status").read()
    peak = int(status.partition("VmHWM:")[2].split()[0])
    print(json.dumps([used.ru_utime + used.ru_stime, peak / 1024]))
"""


@pytest.fixture(scope="module")
def known() -> Data:
    return data.load_folder(ROOT / "docs/_data")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    found = (file.read_text("utf-8") for file in sorted((ROOT / "docs").glob("*/*.md")))
    return [text for text in found if "kind: topic" in text]


def _check(number: int, texts: list[str], known: Data) -> None:
    pages = {f"p/{n}.md": texts[n % len(texts)].replace("# ", f"# {n} ", 1) for n in range(number)}
    read = whole.read_pages(pages)
    uris = {*pages, *made_pages.GENERATED_URIS}
    whole.check(read, known, uris=uris, today=TODAY)


def test_time_grows_in_line_with_the_pages(texts: list[str], known: Data) -> None:
    _check(10, texts, known)
    few = min(seconds(lambda: _check(40, texts, known)) for _ in range(2))
    many = seconds(lambda: _check(400, texts, known))
    assert many / few <= 10 * GROWTH
    assert within(SECONDS_OF_1000, many * 1000 / 400)


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
        used, memory = json.loads(result.stdout.splitlines()[-1])
        return used, memory

    run()  # once warm
    used, memory = run()
    assert within(SECONDS_OF_40, used)
    assert memory <= MEBIBYTES
