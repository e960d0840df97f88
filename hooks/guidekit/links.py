"""Links and pictures of a page: that each leads somewhere, and which anchors there are."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from .passages import plain
from .problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from .frontmatter import Page
    from .problems import Problem

# Possessive and bounded: a page made to take long costs no more than any other.
_INLINE = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"\(\s*+<?(?P<to>[^)\s>]{0,1000}+)>?(?:\s[^)]{0,500}+)?\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<text>[^\]\n]+)\]:[ \t]*<?(?P<to>[^\s>]+)", re.M)
_WEB = re.compile(r"(?:https?:|tel:|mailto:)[^\s]")
_SCHEME = re.compile(r"[^/?#]*:")
_BLOCKS = r"^(?P<fence>[ \t]*(?:`{3,}|~{3,})).*?(?:^(?P=fence)[ \t]*$|\Z)|<!--.*?-->"
_BLOCK_CODE = re.compile(_BLOCKS, re.S | re.M)
_CODE = re.compile(rf"{_BLOCKS}|`[^`]*`", re.S | re.M)
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<text>[^\n]*?)#*[ \t]*$", re.M)
_ID = re.compile(r"\{:?[^}\n]*#(?P<name>[^\s}]+)[^}\n]*\}\s*$")
_HTML_ID = re.compile(r"<[a-zA-Z][^<>]*\s(?:id|name)=\"([^\"]+)\"")


class Link(NamedTuple):
    """One link or picture, by the line of the body on which it stands."""

    line: int
    to: str
    words: str
    image: bool


def without_code(body: str) -> str:
    """Return a body with its code and comments blanked out, every line in its place."""
    return _blank(_CODE, body)


def _blank(pattern: re.Pattern[str], body: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), body)


def links(page: Page) -> Iterator[Link]:
    """Yield the links and pictures of a page, those in code left out."""
    text = without_code(page.body)
    for pattern in (_INLINE, _DEFINITION):
        for line, found in with_lines(pattern, text):
            image = found.groupdict().get("image") == "!"
            yield Link(line, html.unescape(found["to"]), found["text"], image)


def with_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what a pattern finds, with the line on which it stands, counted from 0."""
    line, at = 0, 0
    for found in pattern.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        yield line, found


def check(page: Page, uris: Collection[str]) -> Iterator[Problem]:
    """Yield the links that lead nowhere; `uris` are the files that can be linked to."""
    for link in links(page):
        if link.image and not link.words.strip():
            yield page.problem(
                link.line, f"the picture '{link.to}' has no words", "say in the [ ] what it shows"
            )
        elif not link.image and not plain(link.words):
            yield page.problem(
                link.line, f"the link '{link.to}' has no words", "say in the [ ] where it leads"
            )
        if problem := _problem(page, link, uris):
            yield page.problem(link.line, *problem)


def _problem(page: Page, link: Link, uris: Collection[str]) -> tuple[str, str] | None:
    if not link.to or link.to.startswith("//") or (_is_foreign(link.to) and not _is_web(link.to)):
        return (
            f"'{link.to}' is not an address the guide can link to",
            "link to a page (../topics/x.md) or to https://...",
        )
    target = target_of(page.uri, link.to)
    if target is None:
        return None
    if target.startswith(("../", "/")):
        return (
            f"the link '{link.to}' leaves the guide's folder",
            "link to a page under docs/, by a relative path",
        )
    if target not in uris:
        return f"the link '{link.to}' leads to no page", _nearest(page.uri, target, uris)
    return None


def _is_foreign(to: str) -> bool:
    return bool(_SCHEME.match(to))


def _is_web(to: str) -> bool:
    return bool(_WEB.match(to))


def _nearest(uri: str, target: str, uris: Collection[str]) -> str:
    fix = did_you_mean(target, uris)
    near = re.fullmatch(r"did you mean '(.*)'\?", fix)
    if not near:
        return "name a page that is there, by its path from this one"
    return f"did you mean '{posixpath.relpath(near[1], posixpath.dirname(uri) or '.')}'?"


def target_of(uri: str, to: str) -> str | None:
    """Return the file under docs/ that a link of a page leads to, or None for one elsewhere."""
    path = to.partition("#")[0].partition("?")[0]
    if _is_foreign(to):
        return None
    if not path:
        return uri
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path))


def check_anchors(page: Page, ids: Callable[[str], Collection[str] | None]) -> Iterator[Problem]:
    """Yield links to parts of pages that are not there.

    Args:
        page: The page whose links are looked at.
        ids: Gives the anchors of a page, or None where they cannot be known.
    """
    for link in links(page):
        target, anchor = target_of(page.uri, link.to), link.to.partition("#")[2]
        if not target or not anchor or (known := ids(target)) is None or anchor in known:
            continue
        yield page.problem(
            link.line,
            f"the link '{link.to}' leads to no part of that page",
            did_you_mean(anchor, known),
        )


def anchors(markdown: str) -> frozenset[str]:
    """Return the anchors of a page's finished Markdown, named as the engine names them."""
    text = _blank(_BLOCK_CODE, markdown)
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
    base, count = (stem, int(number)) if stem and number.isdecimal() else (name, 0)
    count = max(count, last.get(base, 0)) + 1
    while f"{base}_{count}" in used:
        count += 1
    last[base] = count
    return f"{base}_{count}"
