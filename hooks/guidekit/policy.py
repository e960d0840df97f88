"""The content policy of finished pages: nothing from elsewhere, nothing inline without a hash."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CHARSET = '<meta charset="utf-8">'
"""The policy follows it, so that it stands before anything it rules."""

RULES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
THEME_RULES = (
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
"""For pages in the full look of the theme, whose scripts and styles stand inline: still nothing
from elsewhere."""
HEADER_ONLY = "frame-ancestors 'none'"
"""Browsers heed it in a header alone."""

HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What a host sends with every file, besides the policy."""

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
_INLINE = re.compile(r"<[a-z][a-z0-9-]*\s(?:[^<>]*?\s)?(style|on[a-z]+)\s*=", re.IGNORECASE)
_STYLE = re.compile(r"<style\b", re.IGNORECASE)
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")


def hashes(html: str) -> tuple[str, ...]:
    """Return the hashes of the scripts inside a page, each once, in order."""
    scripts = (
        text for attributes, text in _SCRIPT.findall(html) if not _NOT_RUN.search(attributes)
    )
    return tuple(dict.fromkeys(map(_hash, scripts)))


@lru_cache(maxsize=64)
def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(allowed: Iterable[str], rules: Iterable[str] = RULES) -> str:
    """Return the policy that lets the scripts with these hashes run."""
    return "; ".join(rules).format(hashes="".join(f" {one}" for one in allowed))


def header(allowed: Iterable[str], rules: Iterable[str] = RULES) -> str:
    """Return the policy as a host sends it."""
    return f"{policy(allowed, rules)}; {HEADER_ONLY}"


def secure(html: str, rules: Iterable[str] = RULES) -> str:
    """Return a page with its policy in it.

    Raises:
        ValueError: The page has no charset line for the policy to follow.
    """
    before, found, after = html.partition(CHARSET)
    if not found:
        raise ValueError(f"there is no {CHARSET} in the page")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes(html), rules)}">'
    return f"{before}{found}\n{tag}{after}"


def allowed_by(page_starts: Iterable[str]) -> list[str]:
    """Return the hashes in the policies of pages; the start of each page is enough."""
    return sorted({one for text in page_starts for one in _HASH.findall(text)})


def blocked(html: str) -> list[str]:
    """Return what a page holds that its policy stops: style and on... attributes, style tags."""
    markup = _SCRIPT.sub("", html)
    found = [f"a {name.lower()} attribute" for name in _INLINE.findall(markup)]
    return sorted({*found, *(["a style tag"] if _STYLE.search(markup) else [])})
