"""The stylesheet, joined from its parts."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import rcssmin  # type: ignore[import-untyped]  # it brings no types

from guidekit.composing import theme

PARTS = "assets/css/"
STYLESHEET = "assets/guide.css"
BASE, FRAME = f"{PARTS}02-base.css", f"{PARTS}03-layout.css"
"""The part for bare elements, and the part for the frame of the page, which a theme does itself."""

THEME_DARK = ':root:has(> [data-md-color-scheme="slate"])'
THEME_REM = 20
"""How a page of the theme is told to be dark, and how many px its rem has; other pages' has 16."""

_DARK = re.compile(r':root(?:\[data-scheme="dark"\]|:not\(\[data-scheme="light"\]\))')
_REM = re.compile(r"(?<![\w.])(?P<number>\d*\.?\d+)rem\b")


def is_part(uri: str) -> bool:
    """Return whether a file under docs/ is a part of the stylesheet, and so not published."""
    return uri.startswith(PARTS)


def within_theme(parts: Mapping[str, str], own: str) -> dict[str, str]:
    """Return the parts for pages in the full look of the theme.

    Args:
        parts: The text of each part, by its path under docs/.
        own: A part for such pages alone, which goes last.
    """
    kept = {uri: _fitted(uri, text) for uri, text in parts.items() if uri != FRAME}
    return {**kept, f"{PARTS}~theme.css": own}


def _fitted(uri: str, text: str) -> str:
    """Return a part whose lengths and dark colours follow the theme, and which keeps off its frame.

    Inside `:where` a rule weighs what it weighs alone, so that later parts still count more.
    """

    def shorter(found: re.Match[str]) -> str:
        return f"{float(found['number']) * 16 / THEME_REM:.4g}rem"

    fitted = _REM.sub(shorter, _DARK.sub(THEME_DARK, text))
    return f":where(.text, .banner) {{\n{fitted}}}" if uri == BASE else fitted


def sheets(parts: Mapping[str, str], folders: Sequence[Path]) -> dict[str, str]:
    """Return the stylesheets, by their paths on the site: one for all pages, and those for some.

    A part whose name starts with a number is one of the shared sheet, another stands by itself:
    `css/check.css` is published as `check.css`, and the template of pages says who needs it.

    Args:
        parts: The text of each part, by its path under docs/.
        folders: Where their icons are looked for.

    Raises:
        ContentError: A part names an icon that is not there.
    """
    apart = {uri for uri in parts if not uri.removeprefix(PARTS)[:1].isdigit()}
    shared = {uri: text for uri, text in parts.items() if uri not in apart}
    alone = {uri.replace(PARTS, "assets/"): join({uri: parts[uri]}, folders) for uri in apart}
    return {STYLESHEET: join(shared, folders), **alone}


def join(parts: Mapping[str, str], folders: Sequence[Path]) -> str:
    """Return the stylesheet without its comments; the names of the parts give their order.

    Args:
        parts: The text of each part, by its path under docs/.
        folders: Where its icons are looked for.

    Raises:
        ContentError: A part names an icon that is not there.
    """
    whole = "\n".join(parts[uri] for uri in sorted(parts))
    return str(rcssmin.cssmin(theme.cut_out(whole, folders)))
