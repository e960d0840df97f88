"""What a reader's phone fetches, packed as hosts pack it, on every page.

Sizes are gzip level 9. Measured on other builders' first article page with the same words:
Sphinx with Furo 26 KiB, Eleventy with Pagefind 36, Starlight 54, Material 91, Docusaurus 227.
"""

from __future__ import annotations

import gzip
import re
import statistics
from typing import TYPE_CHECKING

import pytest

from conftest import pages_of
from guidekit.reading import addresses, register
from hosted import serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

KIB = 1024
FIRST = 35 * KIB
"""The first page with all it fetches."""
NEXT = 10 * KIB
"""A next article: its HTML, for the rest is kept. The median of all articles."""
NEXT_AT_MOST = 15 * KIB
"""The heaviest article: one with five drawings in its text."""
SHARED = 13 * KIB
"""What all pages share, and what the check adds: the stylesheet, scripts, the icon."""
COLOURS = 400
"""The script that a page waits for: so small that it comes in one piece with the stylesheet."""
NO_ARTICLES = (
    {"about/articles/", "answers/", "check/", "check/map/", "glossary/", "a-to-z/"}
    | {"help/warning-signs/"}
    | {addresses.address(uri) for uri in register.LISTS}
)
"""Lists and tools that hold all of something."""
ON_PURPOSE = {"check/map/": 50 * KIB}
"""Every way through the check, drawn and written out: opened by few."""


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
    budgets = {page: ON_PURPOSE.get(page, FIRST) for page in weights}
    assert {page: both for page, both in weights.items() if sum(both) > budgets[page]} == {}


def test_next_article(weights: dict[str, tuple[int, int]]) -> None:
    articles = {page: own for page, (own, _) in weights.items() if page not in NO_ARTICLES}
    assert len(articles) > 40
    assert statistics.median(articles.values()) <= NEXT
    assert {page: own for page, own in articles.items() if own > NEXT_AT_MOST} == {}


def test_shared_files(weights: dict[str, tuple[int, int]]) -> None:
    assert max(shared for _, shared in weights.values()) <= SHARED


def test_nothing_stands_in_the_way_of_drawing_but_our_styles_and_the_colours(
    site: Path,
) -> None:
    """The reader's colours must be known before a page is drawn, or it would flash."""
    assert packed(site / "assets/js/scheme.js") <= COLOURS
    for page in pages_of(site):
        html = (site / page / "index.html").read_text("utf-8")
        sheets = re.findall(r'<link rel="stylesheet" href="[^"]*?([a-z]+\.css)">', html)
        assert html.count('rel="stylesheet"') == len(sheets) <= 3, page
        assert sheets[0] == "guide.css", page
        assert {*sheets[1:]} <= {"check.css", "drawings.css", "home.css", "treatments.css"}, page
        scripts = re.findall(r"<script\b[^>]*\bsrc=[^>]*>", html)
        waited_for = [one for one in scripts if " defer" not in one and "module" not in one]
        assert [one.rpartition("/")[2] for one in waited_for] in ([], ['scheme.js">']), page
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
    """Every script, style, font and picture in the site is one of ours, or made from ours."""
    kinds = {".js", ".css", ".png", ".svg", ".woff", ".woff2", ".map", ".ico"}
    published, ours = (
        {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.suffix in kinds}
        for folder in (site, root / "docs")
    )
    sheets = {
        f"assets/{name}.css" for name in ("check", "drawings", "home", "search", "treatments")
    }
    assert published - ours == {"assets/guide.css", "assets/search/index.js", *sheets}
