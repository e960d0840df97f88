"""What the tests of the built site share: pages to look at, and axe-core inside the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import axe_playwright_python

from conftest import pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
TEMPLATES = ("", "causes/varicose-veins/", "treatments/glue/", "treatments/", "location/", "check/")
"""One page of each kind of layout that readers meet."""


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
