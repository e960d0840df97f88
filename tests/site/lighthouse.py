"""Score pages with Lighthouse as a mid-range phone on a slow line: `make lighthouse`.

The site is served with its own headers, packed. Each page is measured several times and the
median counts. Timings depend on the machine; the scores for other things do not.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from hosted import serve  # noqa: E402 - the folder of the tests has just been added

CACHE = ROOT / ".cache/lighthouse"
VERSION = "12.8.2"  # the newest that runs on Node 18 and 20
PAGES = ("", "causes/varicose-veins/", "treatments/foam/", "check/")
LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
LARGEST_PAINT = 1200
"""Milliseconds."""

TRIES = 3


class Score(NamedTuple):
    """What one run, or the median of runs, gave for a page."""

    categories: dict[str, float]
    paint: float
    kib: float
    faults: frozenset[str]


def program() -> Path:
    """Return Lighthouse, installed into the cache if it is not there."""
    found = CACHE / f"{VERSION}/node_modules/lighthouse/cli/index.js"
    if not found.exists():
        npm = shutil.which("npm") or sys.exit("npm is missing: install Node 18 or newer with npm")
        print(f"Installing Lighthouse {VERSION} into .cache/", flush=True)
        command = [
            npm,
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel=error",
        ]
        folder = CACHE / VERSION
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([*command, "--prefix", str(folder), f"lighthouse@{VERSION}"], check=True)
    return found


def browser() -> str:
    """Return the path of Chromium."""
    names = (os.environ.get("CHROME_PATH", ""), "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None) or sys.exit("Chromium is missing")


def run(address: str) -> Score:
    """Measure a page once."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(program()), address, "--quiet", "--output=json"]
        command += [f"--output-path={report}"]
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        variables = {**os.environ, "CHROME_PATH": browser()}
        for tries_left in range(TRIES, 0, -1):  # a busy machine makes Chromium miss its own start
            if not subprocess.run(command, check=tries_left == 1, env=variables).returncode:
                break
        return read(json.loads(report.read_text("utf-8")))


def read(report: dict[str, Any]) -> Score:
    """Return the scores in a report, and the audits that cost points."""
    audits = report["audits"]
    faults = {
        f"{audit['id']} ({audits[audit['id']]['title']})"
        for name, category in report["categories"].items()
        for audit in category["auditRefs"]
        if name != "performance" and audit["weight"] and audits[audit["id"]]["score"] in range(1)
    }
    return Score(
        {name: 100 * one["score"] for name, one in report["categories"].items()},
        audits["largest-contentful-paint"]["numericValue"],
        audits["total-byte-weight"]["numericValue"] / 1024,
        frozenset(faults),
    )


def median(scores: list[Score]) -> Score:
    """Return the median of runs; a fault of any run is kept."""
    return Score(
        {name: statistics.median(s.categories[name] for s in scores) for name in LEAST},
        statistics.median(s.paint for s in scores),
        statistics.median(s.kib for s in scores),
        frozenset().union(*(s.faults for s in scores)),
    )


def short(score: Score) -> list[str]:
    """Return what falls short of the bounds."""
    low = [
        f"{name} {score.categories[name]:.0f}"
        for name in LEAST
        if score.categories[name] < LEAST[name]
    ]
    late = [f"largest paint {score.paint:.0f} ms"] if score.paint > LARGEST_PAINT else []
    return [*low, *late, *sorted(score.faults)]


def main() -> int:
    """Print a row for each page; fail if one falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each page")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site")
    parser.add_argument("pages", nargs="*", default=PAGES, help="pages, by their address")
    options = parser.parse_args()
    failed = False
    print(
        f"{'page':<26}{'speed':>6}{'access':>8}{'practice':>10}{'seo':>5}{'paint':>10}{'fetched':>11}"
    )
    with serve(options.site) as address:
        for page in options.pages:
            score = median([run(address + page) for _ in range(options.runs)])
            speed, access, practice, seo = (score.categories[name] for name in LEAST)
            print(
                f"{page or 'home':<26}{speed:>6.0f}{access:>8.0f}{practice:>10.0f}{seo:>5.0f}"
                f"{score.paint:>7.0f} ms{score.kib:>7.1f} KiB",
                flush=True,
            )
            for fault in short(score):
                failed = True
                print(f"    falls short: {fault}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
