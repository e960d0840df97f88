"""What no HTML file leaves without, and what none leaves with, whatever engine or hook wrote it."""

from __future__ import annotations

import html
import os
import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from guidekit.composing import policy
from guidekit.composing.page import disclaimer
from guidekit.engines import finished_page
from guidekit.reading.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
BANNER = "its disclaimer banner"
POLICY = "its content policy right behind its charset"

_START = re.compile(
    r"\s*<!doctype html>\s*<html\b[^<>]*>\s*<head>\s*<meta charset=\"?utf-8\"?>\s*(<meta [^<>]*>)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_HIDDEN = re.compile(r"\s(?:hidden|inert|aria-hidden|popover)\b", re.IGNORECASE)

_MARKUP = re.compile(r"<[^<>]*>?")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_TAG = re.compile(
    r"</?(?P<name>[a-z][\w:-]*)(?P<attributes>(?:\s+[\w:.-]+(?:=(?:\"[^\"<>]*\"|[\w./#-]+))?)*+)\s*/?>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)(?:=(?:\"([^\"]*)\"|(\S+)))?")
_PLAIN = re.compile(r"<!doctype html>|<!--[^<>]*-->", re.IGNORECASE)

_NEVER = frozenset(
    """
    animate animatemotion animatetransform applet base embed fencedframe foreignobject frame
    frameset iframe object portal set style
    """.split()  # noqa: SIM905 - quotes would hide the names
)
"""Tags that run, load or frame something, or change what others do."""
_ADDRESSES = frozenset(
    "action background cite data formaction href poster src srcset xlink:href".split()  # noqa: SIM905
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):|(?=//)")
_FOLLOWED = frozenset({"", "http", "https", "mailto", "tel"})
"""Schemes of addresses that a reader may follow."""
_LOADS_NOTHING = re.compile(r'<(?:a|area)\s|<link rel="?(?:canonical|alternate)"?\s', re.IGNORECASE)


_INLINE = re.compile(
    r'<(script|style)(?: id="__config" type="application/json")?>(?:(?!</\1|<!--)[\s\S])*</\1>'
)
"""A script or style of its own, up to where a browser sees its end; `__config` only holds data."""


class Look(NamedTuple):
    """What pages of one look hold."""

    policy: str
    around: tuple[str, ...] = ()
    """Tags in the body in which the banner stands, as they are written, the outermost first."""
    inline: bool = False
    """Whether the layout, outside the text, has scripts and styles of its own."""


OWN = Look(policy.POLICY)
THEME = Look(
    policy.THEME_POLICY,
    (
        '<div data-md-component="announce">',
        '<aside class="md-banner">',
        '<div class="md-banner__inner md-grid md-typeset">',
    ),
    inline=True,
)
LOOKS = {"": OWN, "material": THEME}
"""Each look, by what GUIDE_THEME calls it."""


def look() -> Look:
    """Return the look that GUIDE_THEME asks for.

    Raises:
        ContentError: There is none of that name.
    """
    if (name := os.environ.get("GUIDE_THEME", "")) in LOOKS:
        return LOOKS[name]
    message = f"'{name}' is no look of this guide"
    raise ContentError([Problem("GUIDE_THEME", 1, message, "write THEME=material, or no THEME")])


class Due(NamedTuple):
    """What a page must show, and where an editor changes it."""

    banner: str
    source: str


def due(pages: Iterable[Page], data: Data) -> Callable[[str], Due]:
    """Return a function that gives what an HTML file must show, by its path in the site.

    A file that no page made must show the banner of pages in general.
    """
    known: dict[str, Due] = {}
    for page in pages:
        needs = Due(disclaimer(data, page)["banner"]["text"], f"docs/{page.uri}")
        stem = page.uri.removesuffix(".md")
        known[f"{stem}.html"] = known[f"{stem}/index.html"] = needs
    general = data.disclosure.banner.general
    return lambda name: known.get(name, Due(general, name))


def problems(site: Path, due: Callable[[str], Due], look: Look = OWN) -> Iterator[Problem]:
    """Yield what is wrong with the HTML files of a built site; `due` is as `due` gives it."""
    for file in sorted(file for file in site.rglob("*") if file.suffix.lower() in SUFFIXES):
        text = file.read_text("utf-8", errors="replace")
        yield from told(text, due(file.relative_to(site).as_posix()), look)


def told(text: str, due: Due, look: Look = OWN) -> Iterator[Problem]:
    """Yield what a finished page lacks, and what it holds that no page of its look may hold.

    A page with the strict policy is held to it, whatever look the others have.
    """
    look = OWN if _policy(text) == policy.TAG else look
    text = _without_layout(text) if look.inline else text
    for one in lacking(text, due.banner, look):
        fix = "let overrides/main.html include partials/guide/head.html and banner.html, unchanged"
        yield Problem(due.source, 1, f"the finished page lacks {one}", fix)
    for one in sorted({found for tag in set(_MARKUP.findall(text)) if (found := fault(tag))}):
        fix = "styles go to docs/assets/css/, scripts to docs/assets/js/, pictures to docs/assets/"
        message = f"the finished page holds {one}"
        yield Problem(due.source, 1, message, fix)


def _policy(text: str) -> str:
    return found[1] if (found := _START.match(text)) else ""


def _without_layout(text: str) -> str:
    """Return a page without the layout's own scripts and styles; the text keeps what it has."""
    before, sign, rest = text.partition("<article")
    inside, end, after = rest.rpartition("</article>")
    return "".join((_INLINE.sub("", before), sign, inside, end, _INLINE.sub("", after)))


def lacking(text: str, banner: str, look: Look = OWN) -> Iterator[str]:
    """Yield what a finished page must have and has not."""
    if _policy(text) != policy.tag(look.policy):
        yield POLICY
    if not banner or not shows(text, banner, look):
        yield BANNER


def shows(text: str, banner: str, look: Look = OWN) -> bool:
    """Return whether a page shows the words of its banner, outside anything that hides them."""
    found = (one for one in _PARAGRAPH.finditer(text) if html.unescape(one[1]) == banner)
    return any(_plainly_seen(_around(text[: one.start()]), look) for one in found)


def _around(before: str) -> list[str]:
    """Return the tags that are open where a text ends, the outermost first."""
    tags: list[str] = []
    for tag in _MARKUP.findall(before):
        name = _NAME.match(tag)
        if name is None or tag.endswith("/>") or finished_page.VOID.fullmatch(name[1]):
            continue
        if not tag.startswith("</"):
            tags.append(tag)
        elif tags and _named(tags[-1]) == name[1]:
            tags.pop()
    return tags


def _named(tag: str) -> str:
    return found[1] if (found := _NAME.match(tag)) else ""


def _plainly_seen(around: list[str], look: Look) -> bool:
    inside = 2 + len(look.around)
    names = [_named(tag) for tag in around[:2] + around[inside:]]
    in_place = names[:3] == ["html", "body", "aside"] and {*names[3:]} <= {"div"}
    in_place = in_place and tuple(around[2:inside]) == look.around
    return in_place and not any(_HIDDEN.search(tag) for tag in around)


@lru_cache(maxsize=8192)
def fault(tag: str) -> str:
    """Return what is wrong with one tag as it is written, or nothing.

    Only tags written plainly pass, so that no browser can read one in another way than we do.
    """
    if _PLAIN.fullmatch(tag):
        return ""
    if not (found := _TAG.fullmatch(tag)):
        return f"'{tag[:60]}', which is no plain tag, so that a browser may read it in another way"
    name = found["name"].lower()
    attributes = [
        (key.lower(), html.unescape(quoted or bare))
        for key, quoted, bare in _ATTRIBUTE.findall(found["attributes"])
    ]
    faults = chain(_tag_faults(tag, name, attributes), _attribute_faults(tag, attributes))
    return f"{what}, which its policy stops" if (what := next(faults, "")) else ""


def _tag_faults(tag: str, name: str, attributes: list[tuple[str, str]]) -> Iterator[str]:
    keys = {key for key, _ in attributes}
    if name in _NEVER:
        yield f"a {name} tag"
    runs = name == "script" and not tag.startswith("</")
    if runs and "src" not in keys and ("type", "application/ld+json") not in attributes:
        yield "a script of its own"
    if name == "meta" and "http-equiv" in keys and tag not in {policy.TAG, policy.THEME_TAG}:
        yield from _meta_faults(dict(attributes))


def _meta_faults(attributes: Mapping[str, str]) -> Iterator[str]:
    what, content = attributes["http-equiv"].lower(), attributes.get("content", "")
    if what != "refresh" or not re.fullmatch(r"0; url=(?!//)[^:\s]*", content):
        yield f"a meta tag for '{what}: {content[:60]}'"


def _attribute_faults(tag: str, attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    for key, value in attributes:
        if key.startswith("on") or key in {"style", "srcdoc", "ping"}:
            yield f"a {key} attribute"
        address = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/").lower()
        scheme = _SCHEME.match(address)
        if key in _ADDRESSES and scheme:
            if scheme[1] not in _FOLLOWED and scheme[1] is not None:
                yield f"the address '{value[:60]}'"
            if not _LOADS_NOTHING.match(tag):
                yield f"'{value[:60]}' of another host"
        if re.search(r"url\((?![\"']?#)", address) or (key == "srcset" and "//" in address):
            yield f"'{value[:60]}' of another host"
