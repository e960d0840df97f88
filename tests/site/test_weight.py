"""What a reader's phone fetches, packed as hosts pack it, on every page.

Sizes are gzip level 9. Measured on other builders' first article page with the same words:
Sphinx with Furo 26 KiB, Eleventy with Pagefind 36, Starlight 54, Material 91, Docusaurus 227.
"""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from conftest import pages_of
from hosted import serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

KIB = 1024
FIRST = 35 * KIB
"""The first page with all it fetches."""
NEXT = 10 * KIB
"""A next page without pictures: its HTML, for the rest is kept."""
NEXT_WITH_PICTURES = 16 * KIB
"""A next page with drawings in its text, or the long lists of the guide."""
SHARED = 14 * KIB
"""What all pages share: the stylesheet, the scripts, the icon."""
LISTS = {"about/sources/", "about/articles/", "check/", "glossary/", "answers/"}
"""Reference pages: not articles. They have the budget of a first page."""


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def fetched(html: str) -> set[str]:
    """Return what a page makes the browser fetch at once, as the page names it."""
    tags = re.findall(r"<(?:script|link|img|source)\b[^>]*>", html)
    wanted = [
        t for t in tags if "rel=" not in t or re.search(r'rel="(?:stylesheet|icon|preload)"', t)
    ]
    return {found[1] for tag in wanted if (found := re.search(r'(?:src|href)="([^"]+)"', tag))}


@pytest.fixture(scope="module")
def weights(site: Path) -> dict[str, tuple[int, int]]:
    """Return each page's own weight and the weight of what it fetches."""
    found = {}
    for page in pages_of(site):
        file = site / page / "index.html"
        with_it = sum(packed(site / page / name) for name in fetched(file.read_text("utf-8")))
        found[page] = packed(file), with_it
    return found


def test_first_page_with_all_it_fetches(weights: dict[str, tuple[int, int]]) -> None:
    heavy = {page: sum(both) for page, both in weights.items() if sum(both) > FIRST}
    heaviest = max(weights, key=lambda page: sum(weights[page]))
    print(f"heaviest first page: {heaviest} {sum(weights[heaviest]) / KIB:.1f} KiB")
    assert heavy == {}


def test_next_page(site: Path, weights: dict[str, tuple[int, int]]) -> None:
    articles = {page: own for page, (own, _) in weights.items() if page not in LISTS}
    drawn = {p for p in articles if "<svg" in (site / p / "index.html").read_text("utf-8")}
    assert {p: w for p, w in articles.items() if w > NEXT and p not in drawn} == {}
    assert {p: w for p, w in articles.items() if w > NEXT_WITH_PICTURES} == {}


def test_shared_files(weights: dict[str, tuple[int, int]]) -> None:
    assert max(shared for _, shared in weights.values()) <= SHARED


def test_nothing_stands_in_the_way_of_drawing_but_one_stylesheet(site: Path) -> None:
    for page in pages_of(site):
        html = (site / page / "index.html").read_text("utf-8")
        assert html.count('rel="stylesheet"') == 1, page
        scripts = re.findall(r"<script\b[^>]*\bsrc=[^>]*>", html)
        assert all(" defer" in script or "module" in script for script in scripts), page
        assert "<link" not in html.partition("</head>")[2], page


def test_search_is_not_fetched_before_someone_searches(browser: Browser, site: Path) -> None:
    asked: list[str] = []
    with serve(site) as address:
        context = browser.new_context(base_url=address)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto("./")
        page.goto("causes/varicose-veins/")
        page.wait_for_load_state("networkidle")
        context.close()
    assert asked
    assert not [url for url in asked if "search" in url or url.endswith(".json")]


def test_no_file_of_the_theme_is_published(site: Path, root: Path) -> None:
    """Every script, style, font and picture in the site is ours, and used or offered."""
    ours = {file.name for file in (root / "docs").rglob("*") if file.is_file()}
    made = {"guide.css"}
    for file in site.rglob("*"):
        if file.suffix in {".js", ".css", ".png", ".svg", ".woff", ".woff2", ".map", ".ico"}:
            assert file.name in ours | made or "search" in file.as_posix(), file
