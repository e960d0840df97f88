"""Drawings in their pages: each in one view of a desk, and no word on another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest

from conftest import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

MOST_HIGH = 30 * 16
"""Pixels of the highest drawing on a desk: it stays in view with its caption."""
DESK = 400
"""Pixels of the widest drawing on a phone."""
WIDTHS = [320, 390, 640, 800, 1280]
"""The third is the narrowest on which panels stand side by side."""
ROOM = 3.0
"""Pixels of a box of letters that hold none: words stand closer than their boxes."""


class Box(NamedTuple):
    """Where words stand on the screen."""

    words: str
    x: float
    y: float
    right: float
    bottom: float


BOXES = """
  drawing => {
    drawing.scrollIntoView();
    return [drawing, ...drawing.querySelectorAll("text")].map(one => {
      const {x, y, right, bottom} = one.getBoundingClientRect();
      return [one === drawing ? "" : one.textContent, x, y, right, bottom];
    });
  }
"""
"""All measured at once, for a page may yet move when a part of it comes into view."""


def lie_on_each_other(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > ROOM and down > ROOM


def wrong(drawing: Locator) -> Iterator[str]:
    """Yield words that leave a drawing, and those that lie on others."""
    whole, *texts = (Box(*found) for found in drawing.evaluate(BOXES))
    for text in texts:
        inside = text.x >= whole.x - ROOM and text.right <= whole.right + ROOM
        if not inside or text.y < whole.y - ROOM or text.bottom > whole.bottom + ROOM:
            yield f"'{text.words}' leaves the drawing"
    for one, other in combinations(texts, 2):
        if lie_on_each_other(one, other):
            yield f"'{one.words}' lies on '{other.words}'"
    if whole.right - whole.x > DESK and whole.bottom - whole.y > MOST_HIGH + 1:
        yield f"it is {whole.bottom - whole.y:.0f} px high"


@pytest.fixture(scope="module")
def drawn(site: Path) -> list[str]:
    """Return the pages that show a drawing."""
    return [
        page
        for page in pages_of(site)
        if '<figure class="picture"' in (site / page / "index.html").read_text("utf-8")
    ]


@pytest.mark.every_face
@pytest.mark.parametrize("width", WIDTHS)
def test_words_of_drawings_stand_apart(
    browser: Browser, address: str, drawn: list[str], width: int
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    page = context.new_page()
    found = []
    seen = set()
    for name in drawn:
        page.goto(name)
        for figure in page.locator("figure.picture").all():
            key = figure.get_attribute("id")
            seen.add(key)
            found += [f"{key} on {name}: {one}" for one in wrong(figure.locator("svg"))]
    context.close()
    assert seen
    assert not found, "\n".join(found)
