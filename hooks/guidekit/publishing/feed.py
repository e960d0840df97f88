"""When each page last changed: a feed of the newest changes, in Atom, and the site map."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from guidekit.composing.page import dates_of
from guidekit.composing.theme import Render
from guidekit.reading.addresses import Site, address
from guidekit.reading.data import Data
from guidekit.reading.dates import long_date
from guidekit.reading.front_matter import Page
from guidekit.shapes.site import PageChange

LONGEST = 30


class Entry(NamedTuple):
    """One page, and what changed last."""

    uri: str
    title: str
    address: str
    day: date
    text: str


def entries(pages: Iterable[Page], data: Data, site: str) -> list[Entry]:
    """Return an entry for each page that has a date; `site` is the address of the site."""
    by_day = sorted(data.changes.changes, key=lambda change: change.day)
    latest = {change.page: change for change in by_day}
    found = (_entry_of(page, data, site, latest.get(page.uri)) for page in pages)
    return [entry for entry in found if entry]


def _entry_of(page: Page, data: Data, site: str, change: PageChange | None) -> Entry | None:
    day, _ = dates_of(page, data)
    if change and (day is None or change.day >= day):
        day, text = change.day, change.what
    elif day:
        said = data.labels.labels["feed_checked"].replace("{date}", long_date(day))
        text = f"{said} {page.meta.description}"
    else:
        return None
    return Entry(page.uri, page.meta.title, f"{site}{address(page.uri)}", day, text)


def atom(site: Site, all_entries: Iterable[Entry], render: Render) -> str:
    """Return the feed, the newest first; the same entries give the same text on any day."""
    by_day = sorted(all_entries, key=lambda entry: (-entry.day.toordinal(), entry.address))
    found = by_day[:LONGEST]
    updated = max((entry.day for entry in found), default="1970-01-01")
    return str(render("feed.xml", site=site, entries=found, updated=updated))


def sitemap(found: Iterable[Entry], render: Render) -> str:
    """Return `sitemap.xml`: the address of each page, and the day it last changed."""
    return str(render("sitemap.xml", entries=found))
