"""What programs read: JSON-LD, the site map, canonical addresses, the feed, robots.txt."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
import yaml

from conftest import pages_of
from guidekit.engines import finished_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

FORBIDDEN = frozenset(
    {
        "reviewedBy", "lastReviewed", "recognizingAuthority", "specialty", "medicalSpecialty",
        "guideline", "aggregateRating", "review", "reviewRating", "possibleTreatment",
        "signOrSymptom", "accessibilitySummary", "offers", "price", "award",
    }
)  # fmt: skip
FORBIDDEN_TYPES = frozenset(
    {
        "MedicalOrganization",
        "Physician",
        "Hospital",
        "Drug",
        "FAQPage",
        "MedicalGuideline",
        "Review",
    }
)


class Head:
    """The metas, links, ids and JSON-LD of a page."""

    def __init__(self, html: str) -> None:
        page = finished_page.parse(html)
        self.metas = {
            str(m.get("property") or m.get("name") or m.get("http-equiv")): str(m.get("content"))
            for m in page("meta")
        }
        self.links = {" ".join(link["rel"]): str(link["href"]) for link in page("link")}
        self.ids = {part["id"] for part in page(id=True)}
        self.said = [json.loads(text.get_text()) for text in page(type="application/ld+json")]


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, Head]:
    """Return what stands in every page, by its address under the root."""
    return {page: Head((site / page / "index.html").read_text("utf-8")) for page in pages_of(site)}


@pytest.fixture(scope="module")
def home(root: Path) -> str:
    found = re.search(r"^site_url: (\S+)", (root / "mkdocs.yml").read_text("utf-8"), re.M)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def moved(root: Path) -> set[str]:
    text = (root / "docs/_data/redirects.yml").read_text("utf-8")
    return set(yaml.safe_load(text)["redirects"])


def values(said: object) -> Iterator[tuple[str, object]]:
    """Yield every key of JSON data with its value, however deep."""
    if isinstance(said, dict):
        for name, value in said.items():
            yield name, value
            yield from values(value)
    elif isinstance(said, list):
        for value in said:
            yield from values(value)


def test_every_page_says_what_it_is(heads: dict[str, Head], home: str, moved: set[str]) -> None:
    for page, head in heads.items():
        if page in moved:
            continue
        (said,) = head.said
        assert said["url"] == home + page
        assert said["@id"] == f"{home}{page}#page"
        assert DAY.fullmatch(said["dateModified"]), page
        assert said["name"], page
        assert said["usageInfo"].endswith("about/#who-wrote-it"), page


def test_no_page_claims_a_reviewer_a_rating_or_a_rank(heads: dict[str, Head]) -> None:
    for page, head in heads.items():
        for name, value in values(head.said):
            assert name not in FORBIDDEN, (page, name)
            if name == "@type":
                assert value not in FORBIDDEN_TYPES, (page, value)


def test_facts_say_nothing_that_the_page_does_not(site: Path, heads: dict[str, Head]) -> None:
    for page, head in heads.items():
        html = (site / page / "index.html").read_text("utf-8")
        body = unescape(html.partition("<body")[2].partition("<script type")[0])
        for said in head.said:
            for work in said.get("citation", []):
                assert work in body, (page, work)
            for name in said.get("about", {}).get("alternateName", []):
                assert name.lower() in body.lower(), (page, name)


def test_named_anchors_are_there(heads: dict[str, Head], home: str) -> None:
    (said,) = heads[""].said
    for name in ("usageInfo", "publishingPrinciples"):
        page, _, anchor = said[name].removeprefix(home).partition("#")
        assert anchor in heads[page].ids, said[name]


def test_canonical_address_is_the_page_or_where_it_moved(
    heads: dict[str, Head], home: str, moved: set[str]
) -> None:
    for page, head in heads.items():
        canonical = head.links["canonical"].removeprefix(home).partition("#")[0]
        assert canonical in heads, page
        assert (canonical == page) != (page in moved), page


def test_site_map_lists_every_page_once_with_the_day_it_changed(
    site: Path, heads: dict[str, Head], home: str, moved: set[str]
) -> None:
    root = ET.fromstring((site / "sitemap.xml").read_text("utf-8"))
    listed = [one.text or "" for one in root.iter(f"{MAP}loc")]
    assert sorted(listed) == sorted(home + page for page in heads if page not in moved)
    for one in root.iter(f"{MAP}url"):
        page = (one.findtext(f"{MAP}loc") or "").removeprefix(home)
        assert one.findtext(f"{MAP}lastmod") == heads[page].said[0]["dateModified"]


def test_robots_may_read_all_and_find_the_site_map(site: Path, home: str) -> None:
    lines = (site / "robots.txt").read_text("utf-8").splitlines()
    assert f"Sitemap: {home}sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow")]


def test_feed_leads_to_pages_that_are_there(site: Path, heads: dict[str, Head], home: str) -> None:
    root = ET.fromstring((site / "feed.xml").read_text("utf-8"))
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) >= 10
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href", "").removeprefix(home) in heads
    assert all(
        head.links["alternate"] and (site / page / head.links["alternate"]).exists()
        for page, head in heads.items()
        if "alternate" in head.links
    )


def test_shared_page_shows_one_picture_of_the_right_size(
    site: Path, heads: dict[str, Head], home: str, moved: set[str]
) -> None:
    for page, head in heads.items():
        if page in moved:
            continue
        assert head.metas["og:title"], page
        assert head.metas["og:url"] == home + page
        picture = (site / head.metas["og:image"].removeprefix(home)).read_bytes()
    assert picture.startswith(b"\x89PNG")
    size = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    assert size == (1200, 630)
    assert len(picture) < 60_000


def test_old_addresses_lead_to_a_page_and_a_place_on_it(
    heads: dict[str, Head], home: str, moved: set[str]
) -> None:
    assert moved
    for old in moved:
        head = heads[old]
        refresh = head.metas["refresh"].partition("url=")[2]
        assert urljoin(home + old, refresh) == head.links["canonical"]
        assert head.metas["robots"] == "noindex"
        page, _, anchor = head.links["canonical"].removeprefix(home).partition("#")
        assert page in heads, old
        assert not anchor or anchor in heads[page].ids, old
