"""What a drawing may hold: shapes and words, and nothing that runs, loads or leads elsewhere.

The lists name what is allowed. Whatever is new in SVG, or odd, is refused until it is named here.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from guidekit.composing.drawings import svg
from guidekit.composing.layout import is_guarded, is_taken
from guidekit.reading.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidekit.composing.drawings.svg import Element


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


NAMESPACE = "http://www.w3.org/2000/svg"
WORDS = frozenset({"desc", "text", "title", "tspan"})
"""Elements that hold words."""
ELEMENTS = WORDS | _names(
    """a circle clipPath defs ellipse g line linearGradient marker mask path pattern polygon
    polyline radialGradient rect stop svg symbol use"""
)
TOLD = _names("aria-describedby aria-hidden aria-label aria-labelledby lang role")
"""Attributes for those who do not see the drawing."""
PLACED = _names(
    """clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height markerHeight
    markerUnits markerWidth maskUnits offset orient pathLength patternTransform patternUnits points
    preserveAspectRatio r refX refY rx ry spreadMethod textLength transform viewBox width x x1 x2 y
    y1 y2"""
)
"""Attributes that say where a shape stands."""
PAINTED = _names(
    """clip-path clip-rule color dominant-baseline fill fill-opacity fill-rule font-size font-style
    font-weight letter-spacing marker-end marker-mid marker-start mask opacity paint-order
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    vector-effect"""
)
"""Attributes that say how a shape looks."""
ATTRIBUTES = TOLD | PLACED | PAINTED | {"class", "href", "id", "xmlns"}
MOVES_ALL = frozenset({"mask", "clip-path", "opacity", "transform"})
"""Attributes that would move or hide a whole drawing, over other parts of its page."""
CLASS = "drawing"
"""The one class of a whole drawing: others would let it float over its page."""
MOST_SHAPES = 20_000
"""With each `use` counted as all that it repeats, so that a small file cannot stall a browser."""
MOST_PROBLEMS = 30

_LOWER = {name.lower(): name for name in ELEMENTS - {"svg"}}
_FORMS = {
    "href": r"#[A-Za-z][\w-]*",
    "id": r"[A-Za-z][\w-]*",
    "xmlns": re.escape(NAMESPACE),
    "class": r"[^=]*",
    **dict.fromkeys(TOLD, r"[^=]*"),  # or the finished page looks as if it held one more
}
"""What attributes hold; the others hold numbers, names, or the name of a part of the drawing."""
_PLAIN = r"url\(#[A-Za-z][\w-]*\)|(?i:(?!.*url)[\w\s#.,%()+-]*)"
_FIXES = {
    "class": f'write class="{CLASS}" on <svg>, and on shapes those of drawings.css',
    "href": "lead to a part of the same page, as '#name'",
    "id": "use letters, digits and -, a letter first",
    "xmlns": f'write xmlns="{NAMESPACE}"',
}
Said = tuple["Element", str, str]
"""An element, what is wrong with it, and what to write instead."""


def problems(text: str, *, path: str, inlined: bool) -> Iterator[Problem]:
    """Yield what a drawing may not hold.

    Args:
        text: What stands in the file.
        path: What messages call the file.
        inlined: Whether it becomes part of a page, whose names it shares.
    """
    root, unread = svg.parse(text, path=path)
    yield from unread
    told = _told(root, PurePosixPath(path).stem if inlined else "") if root else iter(())
    for element, message, fix in islice(told, MOST_PROBLEMS):
        yield Problem(path, element.line, message, fix)


def safe(text: str, *, path: str) -> Element:
    """Return the tree of a drawing that is to stand inside a page.

    Raises:
        ContentError: The drawing holds what it may not hold.
    """
    root, _ = svg.parse(text, path=path)
    found = list(problems(text, path=path, inlined=False))
    if found or root is None:
        raise ContentError(found)
    return root


def _told(root: Element, stem: str) -> Iterator[Said]:
    if root.name != "svg" or "xmlns" not in root.attributes:
        fix = f'start it with <svg xmlns="{NAMESPACE}" ...>'
        yield root, "this is not a plain SVG drawing", fix
    for element in root.walk():
        if element.name not in ELEMENTS or (element.name == "svg" and element is not root):
            known = _LOWER.get(element.name.lower())
            message = f"'<{element.name[:40]}>' is not an element that drawings use"
            yield element, message, f"write <{known}>" if known else "take it out"
        else:
            yield from _element(element, root)
    yield from _ids(root, stem)
    yield from _uses(root)


def _element(element: Element, root: Element) -> Iterator[Said]:
    words = any(isinstance(child, str) and child.strip() for child in element.children)
    if words and element.name not in WORDS | {"a"}:
        yield element, f"there are words in '<{element.name}>'", "use <text>"
    if element.name in {"title", "desc"} and len([*element.walk()]) > 1:
        yield element, f"'<{element.name}>' holds more than words", "leave nothing but words in it"
    for name, value in element.attributes.items():
        if name not in ATTRIBUTES or (name == "xmlns" and element is not root):
            message = f"'{name[:40]}' is not an attribute that drawings use"
            yield element, message, "take it out; colours come from classes"
        elif element is root and name in MOVES_ALL:
            message = f"'{name}' stands on the whole drawing, which could cover its page"
            yield element, message, "put it on a <g> inside the drawing"
        elif not _fits(element.name, name, value):
            said = " ".join(value[:40].split())
            message = f"'{name}' is '{said}', which is not a value that drawings use"
            yield element, message, _FIXES.get(name, "use numbers, names and url(#id)")


def _fits(element: str, name: str, value: str) -> bool:
    """Return whether an attribute holds nothing but what its name asks for."""
    if name == "href" and element not in {"a", "use"}:
        return False
    if name == "class" and element == "svg":
        return not set(value.split()) - {CLASS}
    if name == "class" and any(map(is_guarded, value.split())):
        return False
    return bool(re.fullmatch(_FORMS.get(name, _PLAIN), value, re.ASCII | re.DOTALL))


def _ids(root: Element, stem: str) -> Iterator[Said]:
    """Yield ids that stand twice; with a stem, those that others in the page could have, too."""
    seen: set[str] = set()
    for element in root.walk():
        name = element.attributes.get("id", "")
        if name in seen:
            yield element, f"the id '{name}' stands here twice", "rename one of them"
        elif name and stem and (is_taken(name) or not name.startswith(f"{stem}-")):
            why = (
                "belongs to the layout of pages"
                if is_taken(name)
                else "could stand in its page twice"
            )
            yield element, f"the id '{name}' {why}", f"call it '{stem}-{name}'"
        seen |= {name} - {""}


def _uses(root: Element) -> Iterator[Said]:
    known = {e.attributes["id"]: e for e in root.walk() if "id" in e.attributes}
    count = sum(1 for _ in root.walk())
    for use in (element for element in root.walk() if element.name == "use"):
        target = known.get(use.attributes.get("href", "").removeprefix("#"))
        inside = list(target.walk()) if target else []
        count += len(inside)
        if not target:
            names = f"lead to one of: {', '.join(sorted(known)[:12])}" if known else "take it out"
            yield use, "this '<use>' repeats nothing", names
        elif any(element.name == "use" for element in inside):
            fix = "repeat shapes, not repetitions"
            yield use, "this '<use>' repeats another '<use>'", fix
        if count > MOST_SHAPES:
            message = f"the drawing has more than {MOST_SHAPES:,} shapes"
            yield use, message, "draw less, or repeat less"
            return
