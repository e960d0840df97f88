"""Links and pictures of a page: that each leads somewhere, and which anchors there are."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from guidekit.reading import shown_code
from guidekit.reading.markdown import plain
from guidekit.reading.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem

# Possessive and bounded: a page made to take long costs no more than any other.
_INLINE = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"\(\s*+<?(?P<to>[^)\s>]{0,1000}+)>?(?P<title>\s[^)]{0,500}+)?\)"
)
_DEFINITION = re.compile(
    r"^[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t>]++)*+\[(?!\^)(?P<text>[^\[\]]{1,200}+)\]:"
    r"[ \t]*+(?:\n[ \t>]*+)?<?(?P<to>[^\s>]{1,1000}+)>?"
    r"(?P<title>\s++[\"'(].{0,500}+)?",
    re.M,
)
_PICTURE = re.compile(
    r"!\[(?P<text>[^\[\]]{0,500}+)\](?!\()(?:[ \n]?\[(?P<key>[^\[\]]{0,200}+)\])?"
)
_MEETING = re.compile(r"\]\(")
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""How the names of pictures end."""
_WEB = re.compile(r"(?:https?:|tel:|mailto:)[^\s]")
_SCHEME = re.compile(r"[^/?#]*:")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<text>[^\n]*?)#*[ \t]*$", re.M)
_ID = re.compile(r"\{:?[^}\n]*#(?P<name>[^\s}]+)[^}\n]*\}\s*$")
_HTML_ID = re.compile(r"<[a-zA-Z][^<>]*\s(?:id|name)=\"([^\"]+)\"")


class Link(NamedTuple):
    """One link or picture, by the line of the body on which it stands."""

    line: int
    to: str
    words: str
    image: bool
    title: str = ""
    """Words that some browsers show to those who point at it."""


def links(page: Page) -> Iterator[Link]:
    """Yield the links and pictures of a page, those in code left out."""
    text = shown_code.without_code(page.body)
    if "](" in text:
        yield from _inline(text, 0)
    if "]:" not in text:
        return
    defined: dict[str, str] = {}
    for line, found in with_lines(_DEFINITION, text):
        to, title = html.unescape(found["to"]), found["title"] or ""
        yield Link(line, to, found["text"], image=False, title=title)
        defined.setdefault(_key(found["text"]), to)
    for line, found in with_lines(_PICTURE, text):
        if picture := defined.get(_key(found["key"] or found["text"])):
            yield Link(line, picture, found["text"], image=True)


def _inline(text: str, first: int) -> Iterator[Link]:
    """Yield the links and pictures in brackets, and the pictures in the words of links."""
    for line, found in with_lines(_INLINE, text):
        to, words = html.unescape(found["to"]), found["text"]
        yield Link(first + line, to, words, found["image"] == "!", found["title"] or "")
        if "](" in words:
            yield from _inline(words, first + line)


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _unread(page: Page) -> Iterator[int]:
    """Yield the lines on which an engine would see a link, and `links` sees none."""
    text = shown_code.without_code(page.body)
    if "](" not in text:
        return
    spans = [found.span("text") for found in _INLINE.finditer(text)]
    read = {end for _, end in spans}
    inside = [span for span in spans if "](" in text[slice(*span)]]
    for line, found in with_lines(_MEETING, text):
        at = found.start()
        if at not in read and not any(start <= at < end for start, end in inside):
            yield line


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
        if link.title.strip():
            fix = "say it in the [ ], where everyone can read it"
            yield page.problem(link.line, f"'{link.to[:80]}' has a title of its own", fix)
        if problem := (link.image and _picture(link)) or _problem(page, link, uris):
            yield page.problem(link.line, *problem)
    for line in _unread(page):
        fix = "write [words](address), with no brackets in either, and \\[ for a bracket that shows"
        yield page.problem(line, "there is a link here that cannot be read", fix)


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


def _picture(link: Link) -> tuple[str, str] | None:
    if _is_foreign(link.to) or link.to.startswith("//"):
        return (
            f"the picture '{link.to[:80]}' is not a file of the guide",
            "put it in docs/assets/img/ and write ![words](../assets/img/name.png)",
        )
    if not link.to.endswith(PICTURES):
        return f"'{link.to}' is no picture", f"name a file that ends in {', '.join(PICTURES)}"
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
    text = _COMMENT.sub("", shown_code.blank_blocks(markdown))
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
