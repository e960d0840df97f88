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
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""Rules of axe that other colours may break."""
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


def axe(page: Page, *, only: list[str] | None = None, among: str = "() => document") -> list[str]:
    """Run axe-core in a page that holds it, among some elements, and return one line a finding."""
    options: dict[str, Any] = {
        "runOnly": {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
    }
    script = f"""
      options => axe.run(({among})(), options).then(found => found.violations.flatMap(rule =>
        rule.nodes.map(one => `${{rule.id}}: ${{one.target.join(" ")}} ${{one.failureSummary}}`)))
    """
    found: list[str] = page.evaluate(script, options)
    return found


LOOKS = """
  () => {
    const looks = new Map([[null, ""]]), first = new Map();
    const look = node => {
      if (!looks.has(node)) {
        const style = getComputedStyle(node);
        looks.set(node, [look(node.parentElement), node.localName, node.className, style.color,
          style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize,
          style.fontWeight, style.textDecorationLine, style.position].join());
      }
      return looks.get(node);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) {
      const node = text.parentElement;
      if (text.data.trim() && node.checkVisibility() && !first.has(look(node)))
        first.set(look(node), node);
    }
    return {include: [...first.values()]};
  }
"""
"""The first text of each look: its colours and kind, and those of all that it stands in."""
SHIFT = """
  () => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
  })
"""
"""How far what stands on a page has moved since it came."""
