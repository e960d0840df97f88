"""Files beside the pages, for programs and hosts: the same with any engine.

Headers and moves are written the way each kind of host reads them.
"""

from collections.abc import Iterable, Mapping

from guidekit.composing import policy
from guidekit.composing.page import disclaimer
from guidekit.composing.theme import Render
from guidekit.publishing import feed
from guidekit.publishing.feed import Entry
from guidekit.reading import addresses
from guidekit.reading.addresses import Move, Site
from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page

ASSETS, ASSET_CACHE = "assets/", "public, max-age=3600"


def for_programs(
    site: Site, entries: Iterable[Entry], pages: Iterable[Page], render: Render
) -> dict[str, str]:
    """Return what programs read: `robots.txt`, and the feed of pages that advise."""
    advising = {page.uri for page in pages if page.meta.kind.advises}
    told = [entry for entry in entries if entry.uri in advising]
    return {"robots.txt": robots(site.address), "feed.xml": feed.atom(site, told, render)}


def for_hosts(
    site: Site, data: Data, render: Render, *, tag: str = policy.TAG, sent: str = policy.POLICY
) -> dict[str, str]:
    """Return the headers that hosts send, and what keeps old addresses working.

    These are rules for hosts, and a small page for each, with `tag` as its content policy;
    `sent` is the policy that hosts send with every page.
    """
    moves, headers = addresses.plan(data.redirects.redirects), policy.headers(sent)
    return {
        "_headers": headers_file(headers, site.base),
        "_nginx/headers.conf": nginx_headers(headers),
        "_redirects": redirects_file(moves, site.base),
        "_nginx/moves.conf": nginx_moves(moves, site.base),
        **{move.file: _moved(site, move, data, render, tag) for move in moves},
    }


def _moved(site: Site, move: Move, data: Data, render: Render, tag: str) -> str:
    return str(
        render(
            "moved.html",
            site=site,
            words=data.labels.labels,
            base_url=("../" * move.file.count("/")).rstrip("/") or ".",
            move={"to": move.way_back, "url": f"{site.address}{move.new}"},
            guide={**disclaimer(data), "check_by": "", "overdue": ""},
            policy=tag,
        )
    )


def headers_file(headers: Mapping[str, str], base: str = "/") -> str:
    """Return `_headers`, which Netlify and Cloudflare Pages read; `base` is the site's folder."""
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join([*lines, f"{base}{ASSETS}*", f"  Cache-Control: {ASSET_CACHE}", ""])


def redirects_file(moves: Iterable[Move], base: str = "/") -> str:
    """Return `_redirects`, which Netlify and Cloudflare Pages read."""
    return "".join(f"{base}{move.old} {base}{move.new} 301\n" for move in moves)


def nginx_headers(headers: Mapping[str, str]) -> str:
    """Return the headers for nginx, error pages included."""
    quoted = {
        name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in headers.items()
    }
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in quoted.items())


def nginx_moves(moves: Iterable[Move], base: str = "/") -> str:
    """Return the lines of an nginx map from old addresses to new ones."""
    return "".join(f'"{base}{move.old}" "{base}{move.new}";\n' for move in moves)


def robots(site_url: str) -> str:
    """Return `robots.txt`: everyone may read everything, and here is the list of pages."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
