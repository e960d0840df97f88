"""Files beside the pages, for programs and hosts: the same with any engine."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from guidekit.composing import policy
from guidekit.composing.page import plain_facts
from guidekit.composing.theme import Render
from guidekit.publishing import feed
from guidekit.publishing.feed import Entry
from guidekit.publishing.hosts import recipes
from guidekit.reading import addresses
from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page


class Site(NamedTuple):
    """What the settings say about the site."""

    name: str
    address: str
    """With its closing slash."""
    language: str
    direction: str = "ltr"

    @property
    def base(self) -> str:
        """Return the folder of the site on its host, between slashes."""
        return urlsplit(self.address).path or "/"


def for_programs(site: Site, entries: Iterable[Entry], pages: Iterable[Page]) -> dict[str, str]:
    """Return what programs read: `robots.txt`, and the feed of pages that advise."""
    advising = {page.uri for page in pages if page.meta.kind.advises}
    told = [entry for entry in entries if entry.uri in advising]
    about = feed.Feed(site.name, site.address, site.name, site.language)
    return {"robots.txt": recipes.robots(site.address), "feed.xml": feed.atom(about, told)}


def for_hosts(
    site: Site, data: Data, render: Render, *, tag: str = policy.TAG, sent: str = policy.POLICY
) -> dict[str, str]:
    """Return the headers that hosts send, and what keeps old addresses working.

    These are rules for hosts, and a small page for each, with `tag` as its content policy;
    `sent` is the policy that hosts send with every page.
    """
    moves, headers = addresses.plan(data.redirects.redirects), policy.headers(sent)
    return {
        "_headers": recipes.headers_file(headers, site.base),
        "_nginx/headers.conf": recipes.nginx_headers(headers),
        "_redirects": recipes.redirects_file(moves, site.base),
        "_nginx/moves.conf": recipes.nginx_moves(moves, site.base),
        **dict(_moved(site, moves, data, partial(render, policy=tag))),
    }


def sitemap(entries: Iterable[Entry]) -> str:
    """Return `sitemap.xml`: the address of each page, and the day it last changed."""
    lines = [
        f"    <url>\n         <loc>{escape(entry.address)}</loc>\n"
        f"         <lastmod>{entry.day}</lastmod>\n    </url>"
        for entry in entries
    ]
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return start + "\n".join(lines) + "\n</urlset>"


def _moved(
    site: Site, moves: Iterable[addresses.Move], data: Data, render: Render
) -> Iterator[tuple[str, str]]:
    for move in moves:
        yield (
            move.file,
            render(
                "moved.html",
                site=site._asdict(),
                words=data.labels.labels,
                base_url=("../" * move.file.count("/")).rstrip("/") or ".",
                move={"to": move.way_back, "url": f"{site.address}{move.new}"},
                guide={**plain_facts(data), "check_by": "", "overdue": "", "numbers": False},
            ),
        )
