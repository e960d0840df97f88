from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

from conftest import ROOT
from guidekit.composing import templates
from guidekit.publishing import feed
from guidekit.reading import front_matter
from guidekit.reading.addresses import Site
from guidekit.shapes.site import Changes
from guidekit.shapes.words import Labels

if TYPE_CHECKING:
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page

SITE = "https://x.example/"
ABOUT = Site("Tea & cake", SITE, "en")
NAMES = {"a": "http://www.w3.org/2005/Atom"}
RENDER = templates.renderer([ROOT / "overrides"])


def page(uri: str, checked: str) -> Page:
    text = (
        f'---\ntitle: "T {uri}"\ndescription: "About {uri}."\nkind: about\n'
        f"checked: {checked}\ncheck_by: 2031-01-01\n---\n# T\n"
    )
    return front_matter.read(text, path=uri, uri=uri)


def data(*changes: tuple[str, str, str]) -> Data:
    told = [{"day": day, "page": uri, "what": what} for day, uri, what in changes]
    return cast(
        "Data",
        SimpleNamespace(
            changes=Changes.model_validate({"changes": told}),
            labels=Labels(labels={"feed_checked": "Checked on {date}."}),
        ),
    )


def test_page_without_a_told_change_says_when_it_was_checked() -> None:
    (entry,) = feed.entries([page("tea/green.md", "2030-01-02")], data(), SITE)
    assert entry == feed.Entry(
        "tea/green.md",
        "T tea/green.md",
        "https://x.example/tea/green/",
        date(2030, 1, 2),
        "Checked on 2 January 2030. About tea/green.md.",
    )


def test_newest_told_change_wins_unless_the_page_was_checked_since() -> None:
    known = data(
        ("2030-03-01", "a.md", "newer"),
        ("2030-02-01", "a.md", "older"),
        ("2030-02-01", "b.md", "before its check"),
    )
    a, b = feed.entries([page("a.md", "2030-01-01"), page("b.md", "2030-02-02")], known, SITE)
    assert (a.day, a.text) == (date(2030, 3, 1), "newer")
    assert (b.day, b.text) == (date(2030, 2, 2), "Checked on 2 February 2030. About b.md.")


def test_feed_is_atom_with_the_newest_first_and_dates_of_pages_not_of_builds() -> None:
    pages = [page("b.md", "2030-01-01"), page("c.md", "2030-02-01"), page("a.md", "2030-01-01")]
    text = feed.atom(ABOUT, feed.entries(pages, data(), SITE), RENDER)
    root = ET.fromstring(text)
    assert root.findtext("a:title", "", NAMES) == "Tea & cake"
    assert root.findtext("a:updated", "", NAMES) == "2030-02-01T00:00:00Z"
    links = [one.get("href", "") for one in root.findall("a:entry/a:link", NAMES)]
    assert links == [f"{SITE}c/", f"{SITE}a/", f"{SITE}b/"]
    for part in ("title", "id", "updated", "summary"):
        assert all(one.findtext(f"a:{part}", "", NAMES) for one in root.findall("a:entry", NAMES))
    ids = [one.findtext("a:id", "", NAMES) for one in root.findall("a:entry", NAMES)]
    assert len(set(ids)) == len(ids)


def test_feed_is_no_longer_than_its_limit() -> None:
    pages = [page(f"p{number}.md", "2030-01-01") for number in range(feed.LONGEST + 5)]
    root = ET.fromstring(feed.atom(ABOUT, feed.entries(pages, data(), SITE), RENDER))
    assert len(root.findall("a:entry", NAMES)) == feed.LONGEST


def test_empty_feed_is_still_a_feed() -> None:
    assert ET.fromstring(feed.atom(ABOUT, [], RENDER)).findtext("a:updated", "", NAMES)
