"""Readers reach every page in two taps from home, and each section's first page lists the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest

from conftest import pages_of
from guidekit.engines import finished_page
from guidekit.reading import addresses, register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Page

ROOT_ADDRESS = "https://guide.example/"
TAPS = 2
SCREEN = 844
"""Height of the phone that conftest.py opens pages in, in pixels."""


class _Links(NamedTuple):
    """Where the links of a page lead, and those in its own text."""

    all: list[str]
    own: list[str]
    leads_on: bool


def _pages(links: list[str], page: str) -> set[str]:
    """Return the pages of this site, relative to its root, that links on `page` lead to."""
    full = (urljoin(ROOT_ADDRESS + page, link) for link in links)
    return {
        re.sub(r"index\.html$", "", urlsplit(link).path.lstrip("/"))
        for link in full
        if link.startswith(ROOT_ADDRESS)
    }


def _read(site: Path, page: str) -> _Links:
    found = finished_page.parse((site / page / "index.html").read_text("utf-8"))
    every, own = (_targets(found.select(links)) for links in ("a[href]", "main a[href]"))
    return _Links(every, own, bool(found.select("meta[http-equiv=refresh i]")))


def _targets(links: Iterable[Tag]) -> list[str]:
    return [str(link["href"]) for link in links]


@pytest.fixture(scope="module")
def links(site: Path) -> dict[str, _Links]:
    """Return the links of every page, save the short addresses that lead straight on to one."""
    found = {page: _read(site, page) for page in pages_of(site)}
    return {page: links for page, links in found.items() if not links.leads_on}


def within(taps: int, ways: dict[str, set[str]], start: str = "") -> set[str]:
    """Return the pages that can be reached from `start` in so many taps."""
    reached = {start}
    for _ in range(taps):
        reached |= {target for page in reached for target in ways.get(page, ())}
    return reached


def test_every_page_is_two_taps_from_home(links: dict[str, _Links]) -> None:
    ways = {page: _pages(found.all, page) for page, found in links.items()}
    assert set(ways) - within(TAPS, ways) == set()


def test_first_page_of_each_section_lists_all_its_pages(links: dict[str, _Links]) -> None:
    sections = defaultdict(set)
    for page in links:
        if page.count("/") == TAPS:
            sections[page.split("/", maxsplit=1)[0] + "/"].add(page)
    assert len(sections) >= 6
    unlisted = {
        section: missing
        for section, pages in sections.items()
        if (missing := pages - _pages(links[section].own, section))
    }
    assert unlisted == {}


def test_the_menu_lists_every_page(links: dict[str, _Links]) -> None:
    lists = {addresses.address(uri) for uri in register.LISTS}  # led to from the page of sources
    assert set(links) - _pages(links["menu/"].own, "menu/") - {"", "menu/"} == lists


def test_a_page_further_away_is_reported() -> None:
    ways = {"": {"menu/"}, "menu/": {"a/"}, "a/": {"b/"}, "b/": set()}
    assert set(ways) - within(TAPS, ways) == {"b/"}


def test_first_screen_of_each_section_says_the_main_things(
    phone: Page, links: dict[str, _Links]
) -> None:
    """What it is, whether it is serious and what to do first are seen without scrolling."""
    hidden = {}
    for section in {page.split("/", maxsplit=1)[0] + "/" for page in links if page.count("/") == 2}:
        phone.goto(section)
        lines = phone.locator(".in-short li")
        if lines.count() and (ends := lines.last.bounding_box()) is not None:
            hidden[section] = max(0, round(ends["y"] + ends["height"] - SCREEN))
    assert len(hidden) >= 6
    assert {section: pixels for section, pixels in hidden.items() if pixels} == {}
