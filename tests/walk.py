"""What the tests of the built site share: pages to look at, and axe-core inside the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import axe_playwright_python

from conftest import pages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
TEMPLATES = ("", "causes/varicose-veins/", "treatments/glue/", "treatments/", "location/", "check/")
"""One page of each kind of layout that readers meet."""


SLOW = 4
"""Times longer that a slow phone takes than a machine that runs tests."""


def busy(page: Page) -> Callable[[], float]:
    """Return what tells how long a page has worked so far, in milliseconds of a slow phone.

    Only its thread's time on a processor counts, so other work on the machine changes nothing.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def told() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        seconds = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
        return SLOW * 1000 * float(seconds)

    return told


def own_pages(site: Path) -> list[str]:
    """Return every page of the site but those that only send readers on, and the 404 page."""
    pages = [
        page
        for page in pages_of(site)
        if 'http-equiv="refresh"' not in (site / page / "index.html").read_text("utf-8")[:3000]
    ]
    assert len(pages) > 40
    return [*pages, "404.html"]


def axe(page: Page, *, only: list[str] | None = None, without: tuple[str, ...] = ()) -> list[str]:
    """Run axe-core in a page that holds it, and return one line a finding."""
    options: dict[str, Any] = {
        "runOnly": {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
        "rules": {rule: {"enabled": False} for rule in without},
    }
    script = """
      options => axe.run(document, options).then(result => result.violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary}`)))
    """
    found: list[str] = page.evaluate(script, options)
    return found
