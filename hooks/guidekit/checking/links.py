"""Links and pictures of a page: that each leads somewhere, and which anchors there are."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from difflib import get_close_matches
from itertools import count
from typing import TYPE_CHECKING

from guidekit.composing.layout import is_taken
from guidekit.reading import shown_code
from guidekit.reading.markdown import plain
from guidekit.reading.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Link
    from guidekit.reading.problems import Problem

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""How the names of pictures end."""
_WEB = re.compile(r"(?:https?:|tel:|mailto:)[^\s]")
_SCHEME = re.compile(r"//|[^/?#]*:")
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<text>[^\n]*?)#*[ \t]*$", re.M)
_ID = re.compile(r"\{:?[^}\n]*#(?P<name>[^\s}]+)[^}\n]*\}\s*$")
_HTML_ID = re.compile(r"<[a-zA-Z][^<>]*\s(?:id|name)=\"([^\"]+)\"")
_ANCHORED = re.compile(r"\][(:]\s*\S{0,1000}#")
"""What every link to a part of a page holds: the few pages that have one are read for it."""
_UNREAD = (
    "there is a link here that cannot be read",
    "write [words](address), with no brackets in either, and \\[ for a bracket that shows",
)


def problems(page: Page, uris: Collection[str]) -> Iterator[Problem]:
    """Yield the links that lead nowhere; `uris` are the files that can be linked to."""
    for link in page.parsed.links:
        for message, fix in _wrong(page.uri, link, uris):
            yield page.problem(link.line, message, fix)
    for line in page.parsed.unread():
        yield page.problem(line, *_UNREAD)


def _wrong(uri: str, link: Link, uris: Collection[str]) -> Iterator[tuple[str, str]]:
    if not plain(link.words):
        what, tells = ("picture", "what it shows") if link.image else ("link", "where it leads")
        yield f"the {what} '{link.to}' has no words", f"say in the [ ] {tells}"
    if link.title.strip():
        fix = "say it in the [ ], where everyone can read it"
        yield f"'{link.to[:80]}' has a title of its own", fix
    if wrong := (link.image and _no_picture(link.to)) or _leads_nowhere(uri, link.to, uris):
        yield wrong


def _no_picture(to: str) -> tuple[str, str] | None:
    if _SCHEME.match(to):
        fix = "put it in docs/assets/img/ and write ![words](../assets/img/name.png)"
        return f"the picture '{to[:80]}' is not a file of the guide", fix
    if not to.endswith(PICTURES):
        return f"'{to}' is no picture", f"name a file that ends in {', '.join(PICTURES)}"
    return None


def _leads_nowhere(uri: str, to: str, uris: Collection[str]) -> tuple[str, str] | None:
    target = target_of(uri, to)
    if not to or (target is None and not _WEB.match(to)):
        fix = "link to a page (../topics/x.md) or to https://..."
        return f"'{to}' is not an address the guide can link to", fix
    if target is None or target in uris:
        return None
    if target.startswith(("../", "/")):
        fix = "link to a page under docs/, by a relative path"
        return f"the link '{to}' leaves the guide's folder", fix
    return f"the link '{to}' leads to no page", _nearest(uri, target, uris)


def _nearest(uri: str, target: str, uris: Collection[str]) -> str:
    if not (near := get_close_matches(target, sorted(uris), n=1)):
        return "name a page that is there, by its path from this one"
    return f"did you mean '{posixpath.relpath(near[0], posixpath.dirname(uri) or '.')}'?"


def target_of(uri: str, to: str) -> str | None:
    """Return the file under docs/ that a link of a page leads to, or None for one elsewhere."""
    if _SCHEME.match(to):
        return None
    path = to.partition("#")[0].partition("?")[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri


def check_anchors(page: Page, ids: Callable[[str], Collection[str] | None]) -> Iterator[Problem]:
    """Yield links to parts of pages that are not there.

    Args:
        page: The page whose links are looked at.
        ids: Gives the anchors of a page, or None where they cannot be known.
    """
    for link in page.parsed.links if _ANCHORED.search(page.body) else ():
        target, anchor = target_of(page.uri, link.to), link.to.partition("#")[2]
        if not target or not anchor or (known := ids(target)) is None or anchor in known:
            continue
        message = f"the link '{link.to}' leads to no part of that page"
        yield page.problem(link.line, message, near_part(anchor, known))


def near_part(anchor: str, known: Collection[str]) -> str:
    """Return a fix for a link to no part of a page: a heading before what the layout names."""
    return did_you_mean(anchor, [name for name in known if not is_taken(name)] or known)


def anchors(markdown: str) -> frozenset[str]:
    """Return the anchors of a page's finished Markdown, named as the engine names them."""
    text = shown_code.without_comments(shown_code.blank_blocks(markdown))
    headings = [heading["text"] for heading in _HEADING.finditer(text)]
    found = [(plain(_ID.sub("", heading)), _ID.search(heading)) for heading in headings]
    used = {*_HTML_ID.findall(text), *(name["name"] for _, name in found if name)}
    last: dict[str, int] = {}
    for words, name in found:
        if not name:
            used.add(_unique(slug(words), used, last))
    return frozenset(used)


def slug(words: str) -> str:
    """Return the anchor of a heading, as Python-Markdown's `toc` makes it."""
    text = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _unique(name: str, used: Collection[str], last: dict[str, int]) -> str:
    """Return a name that is not used yet; `last` remembers where its numbers ended."""
    if name and name not in used:
        return name
    stem, _, number = name.rpartition("_")
    base, first = (stem, int(number)) if stem and number.isdecimal() else (name, 0)
    numbers = count(max(first, last.get(base, 0)) + 1)
    last[base] = next(n for n in numbers if f"{base}_{n}" not in used)
    return f"{base}_{last[base]}"
