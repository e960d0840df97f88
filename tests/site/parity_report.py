"""Build the guide with every engine and print how the sites differ.

Each known difference has its reason in tests/known-differences.yml.

    make parity                              builds, compares pages, files, and what search finds
    python tests/site/parity_report.py 20    asks only every 20th query

Exit status 1 means a difference that is not listed, or a listed one
that is gone.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "hooks"), str(HERE.parent)]

import search_report  # type: ignore[import-not-found]  # noqa: E402 - found once the paths are set

import parity  # noqa: E402
from guidekit.engines import build, composed  # noqa: E402
from guidekit.reading import yamlfile  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

    from parity import Difference, Known

KNOWN = HERE.parent / "known-differences.yml"
WORK = ROOT / ".cache" / "engines"


def build_all(root: Path, work: Path) -> dict[str, Path]:
    """Return the site that each engine made of a guide, checked, by the engine's name."""
    known = composed.load(root, today=datetime.now(UTC).date())
    return {engine: build.build(engine, known, work / engine) for engine in build.ENGINES}


def known_rows(file: Path = KNOWN) -> tuple[Known, ...]:
    """Return the rows of the file of known differences."""
    return parity.known_from(yamlfile.read(file, path=file.name))


def reports(
    sites: Mapping[str, Path], hits: Mapping[str, Mapping[str, str]], rows: Sequence[Known]
) -> list[parity.Report]:
    """Return how each site differs from that of the first engine, in pages, files and hits."""
    first, *others = sites
    return [
        parity.report(
            engine,
            parity.compare(sites[first], sites[engine]),
            rows,
            more=search_differences(hits.get(first, {}), hits.get(engine, {})),
        )
        for engine in others
    ]


def hits_of(site: Path, browser: Browser, queries: Sequence[str]) -> dict[str, str]:
    """Return what the search box of a site shows for each query, in a real browser."""
    page = browser.new_page()
    with search_report.served(site) as address:
        page.goto(address)
        search_report.open_box(page)
        came = search_report.answers(page, queries)
    page.close()
    lines = (" | ".join(f"{a} {b}" for a, b in results) for results in came)
    return dict(zip(queries, lines, strict=True))


def search_differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[Difference]:
    """Yield queries that find other pages, or the same in another order."""
    for query, found in ours.items():
        if found != theirs.get(query, ""):
            yield parity.Difference(query, "search", found, theirs.get(query, ""))


def queries_of(every: int) -> list[str]:
    """Return the guide's own queries, or every second, third ... of them."""
    return [one["q"] for one in search_report.queries(search_report.LISTS[0])][::every]


def main(every: int) -> int:
    """Build, compare and print; return the exit status."""
    from playwright.sync_api import sync_playwright

    import faces

    sites = build_all(ROOT, WORK)
    with sync_playwright() as started:
        browser = faces.launched(started.chromium)
        hits = {name: hits_of(site, browser, queries_of(every)) for name, site in sites.items()}
        browser.close()
    found = reports(sites, hits, known_rows())
    for report in found:
        print("\n".join(parity.lines(report)))
    print(f"{len(queries_of(every))} queries asked of each site")
    return 0 if all(report.good for report in found) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
