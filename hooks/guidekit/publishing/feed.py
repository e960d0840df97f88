"""A feed of pages by the day they last changed, in Atom."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree as ET

from guidekit.composing.page import dates_of
from guidekit.reading.addresses import address
from guidekit.reading.data import Data
from guidekit.reading.dates import long_date
from guidekit.reading.front_matter import Page
from guidekit.shapes.site import PageChange

ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 30


class Entry(NamedTuple):
    """One page, and what changed last."""

    uri: str
    title: str
    address: str
    day: date
    text: str


class Feed(NamedTuple):
    """What a feed says about itself."""

    title: str
    site: str
    """Address of the site, with its closing slash."""
    author: str
    language: str


def entries(pages: Iterable[Page], data: Data, site: str) -> list[Entry]:
    """Return an entry for each page that has a date; `site` is the address of the site."""
    by_day = sorted(data.changes.changes, key=lambda change: change.day)
    latest = {change.page: change for change in by_day}
    found = (_entry_of(page, data, site, latest.get(page.uri)) for page in pages)
    return [entry for entry in found if entry]


def _entry_of(page: Page, data: Data, site: str, change: PageChange | None) -> Entry | None:
    checked, _ = dates_of(page, data)
    where = f"{site}{address(page.uri)}"
    if change and (checked is None or change.day >= checked):
        return Entry(page.uri, page.meta.title, where, change.day, change.what)
    if checked is None:
        return None
    said = data.labels.labels["feed_checked"].replace("{date}", long_date(checked))
    return Entry(page.uri, page.meta.title, where, checked, f"{said} {page.meta.description}")


def newest(found: Iterable[Entry]) -> list[Entry]:
    """Return the newest entries, those of one day in the order of their addresses."""
    return sorted(found, key=lambda entry: (-entry.day.toordinal(), entry.address))[:LONGEST]


def atom(feed: Feed, all_entries: Iterable[Entry]) -> str:
    """Return the feed; the same entries give the same text on any day."""
    found = newest(all_entries)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add(root, "title", feed.title)
    _add(root, "id", feed.site)
    ET.SubElement(root, "link", {"href": feed.site})
    ET.SubElement(root, "link", {"href": f"{feed.site}feed.xml", "rel": "self"})
    _add(root, "updated", _moment(max((entry.day for entry in found), default=None)))
    _add(ET.SubElement(root, "author"), "name", feed.author)
    for entry in found:
        _add_entry(root, entry)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_entry(root: ET.Element, entry: Entry) -> None:
    one = ET.SubElement(root, "entry")
    _add(one, "title", entry.title)
    _add(one, "id", f"{entry.address}#{entry.day}")
    ET.SubElement(one, "link", {"href": entry.address})
    _add(one, "updated", _moment(entry.day))
    _add(one, "summary", entry.text)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: date | None) -> str:
    return f"{day or '1970-01-01'}T00:00:00Z"
