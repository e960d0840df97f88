"""Headers and moves, written the way each kind of host reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guidekit.reading.addresses import Move

ASSETS = "assets/"
ASSET_CACHE = "public, max-age=3600"


def headers_file(headers: Mapping[str, str], base: str = "/") -> str:
    """Return `_headers`, which Netlify and Cloudflare Pages read; `base` is the site's folder."""
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in headers.items())]
    lines += [f"{base}{ASSETS}*", f"  Cache-Control: {ASSET_CACHE}"]
    return "\n".join(lines) + "\n"


def redirects_file(moves: Iterable[Move], base: str = "/") -> str:
    """Return `_redirects`, which Netlify and Cloudflare Pages read."""
    return "".join(f"{base}{move.old} {base}{move.new} 301\n" for move in moves)


def nginx_headers(headers: Mapping[str, str]) -> str:
    """Return the headers for nginx, error pages included."""
    return "".join(
        f'add_header {name} "{_quoted(value)}" always;\n' for name, value in headers.items()
    )


def nginx_moves(moves: Iterable[Move], base: str = "/") -> str:
    """Return the lines of an nginx map from old addresses to new ones."""
    return "".join(f'"{base}{move.old}" "{base}{move.new}";\n' for move in moves)


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def robots(site_url: str) -> str:
    """Return `robots.txt`: everyone may read everything, and here is the list of pages."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
