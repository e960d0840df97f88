"""What a drawing may hold: shapes and words, and nothing that runs, loads or leads elsewhere.

The lists name what is allowed. Whatever is new in SVG, or odd, is refused until it is named here.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from guidekit.composing import layout, svg
from guidekit.composing.layout import is_guarded
from guidekit.reading.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from guidekit.composing.svg import Element

NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "use"})
WORDS = frozenset({"desc", "text", "title", "tspan"})
"""Elements that hold words."""
GROUPS = frozenset(
    {"a", "clipPath", "defs", "g", "linearGradient", "marker", "mask", "pattern"}
    | {"radialGradient", "stop", "svg", "symbol"}
)
ELEMENTS = SHAPES | WORDS | GROUPS
TOLD = frozenset(
    {"aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "class", "id", "lang"}
    | {"role"}
)
"""Attributes for those who do not see the drawing, and for styles."""
PLACED = frozenset(
    {"clipPathUnits", "cx", "cy", "d", "dx", "dy", "fx", "fy", "gradientTransform"}
    | {"gradientUnits", "height", "markerHeight", "markerUnits", "markerWidth", "maskUnits"}
    | {"offset", "orient", "pathLength", "patternTransform", "patternUnits", "points", "r", "refX"}
    | {"refY", "rx", "ry", "spreadMethod", "textLength", "transform", "viewBox", "width", "x", "x1"}
    | {"preserveAspectRatio", "x2", "y", "y1", "y2"}
)
"""Attributes that say where a shape stands."""
PAINTED = frozenset(
    {"clip-path", "clip-rule", "color", "dominant-baseline", "fill", "fill-opacity", "fill-rule"}
    | {"font-size", "font-style", "font-weight", "letter-spacing", "marker-end", "marker-mid"}
    | {"marker-start", "mask", "opacity", "paint-order", "stop-color", "stop-opacity", "stroke"}
    | {"stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"}
    | {"stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "vector-effect"}
)
"""Attributes that say how a shape looks."""
ATTRIBUTES = TOLD | PLACED | PAINTED | {"href", "xmlns"}
MOVES_ALL = frozenset({"mask", "clip-path", "opacity", "transform"})
"""Attributes that would move or hide a whole drawing, over other parts of its page."""
CLASS = "drawing"
"""The one class of a whole drawing: others would let it float over its page."""
MOST_SHAPES = 20_000
"""With each `use` counted as all that it repeats, so that a small file cannot stall a browser."""
MOST_PROBLEMS = 30

_INSIDE = re.compile(r"#[A-Za-z][\w-]*", re.ASCII)
_VALUE = re.compile(r"[\w\s#.,%()+-]*", re.ASCII)
_URL = re.compile(r"url\(#[A-Za-z][\w-]*\)", re.ASCII)
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


def check(text: str, *, path: str, inlined: bool) -> Iterator[Problem]:
    """Yield what a drawing may not hold.

    Args:
        text: What stands in the file.
        path: What messages call the file.
        inlined: Whether it becomes part of a page, whose names it shares.
    """
    root, problems = svg.parse(text, path=path)
    yield from problems
    if root is not None:
        yield from islice(_Rules(path, inlined=inlined).check(root), MOST_PROBLEMS)


def safe(text: str, *, path: str) -> Element:
    """Return the tree of a drawing that is to stand inside a page.

    Raises:
        ContentError: The drawing holds what it may not hold.
    """
    root, _ = svg.parse(text, path=path)
    problems = list(check(text, path=path, inlined=False))
    if problems or root is None:
        raise ContentError(problems)
    return root


class _Rules:
    """The rules of one drawing."""

    def __init__(self, path: str, *, inlined: bool) -> None:
        self._path = path
        self._inlined = inlined
        self._stem = PurePosixPath(path).stem

    def check(self, root: Element) -> Iterator[Problem]:
        """Yield every problem, in the order of the file."""
        if root.name != "svg" or "xmlns" not in root.attributes:
            fix = f'start it with <svg xmlns="{NAMESPACE}" ...>'
            yield self._say(root, "this is not a plain SVG drawing", fix)
        for element in root.walk():
            yield from self._element(element, root)
        yield from self._ids(root)
        yield from self._uses(root)

    def _say(self, at: Element, message: str, fix: str) -> Problem:
        return Problem(self._path, at.line, message, fix)

    def _element(self, element: Element, root: Element) -> Iterator[Problem]:
        name = element.name
        if name not in ELEMENTS or (name == "svg" and element is not root):
            message = f"'<{name[:40]}>' is not an element that drawings use"
            known = _LOWER.get(name.lower(), "svg")
            yield self._say(
                element, message, "take it out" if known == "svg" else f"write <{known}>"
            )
            return
        yield from self._words(element)
        for attribute, value in element.attributes.items():
            yield from self._attribute(element, attribute, value, root)

    def _words(self, element: Element) -> Iterator[Problem]:
        words = any(isinstance(child, str) and child.strip() for child in element.children)
        if words and element.name not in WORDS | {"a"}:
            yield self._say(element, f"there are words in '<{element.name}>'", "use <text>")
        if element.name in {"title", "desc"} and any(
            not isinstance(child, str) for child in element.children
        ):
            message = f"'<{element.name}>' holds more than words"
            yield self._say(element, message, "leave nothing but words in it")

    def _attribute(
        self, element: Element, name: str, value: str, root: Element
    ) -> Iterator[Problem]:
        if name not in ATTRIBUTES or (name == "xmlns" and element is not root):
            message = f"'{name[:40]}' is not an attribute that drawings use"
            yield self._say(element, message, "take it out; colours come from classes")
        elif element is root and name in MOVES_ALL:
            message = f"'{name}' stands on the whole drawing, which could cover its page"
            yield self._say(element, message, "put it on a <g> inside the drawing")
        elif not _fits(element.name, name, value):
            said = " ".join(value[:40].split())
            message = f"'{name}' is '{said}', which is not a value that drawings use"
            yield self._say(element, message, _FIXES.get(name, "use numbers, names and url(#id)"))

    def _ids(self, root: Element) -> Iterator[Problem]:
        seen: set[str] = set()
        for element in root.walk():
            if (name := element.attributes.get("id")) is None:
                continue
            if name in seen:
                yield self._say(element, f"the id '{name}' stands here twice", "rename one of them")
            elif self._inlined and layout.is_taken(name):
                message = f"the id '{name}' belongs to the layout of pages"
                yield self._say(element, message, f"call it '{self._stem}-{name}'")
            elif self._inlined and not name.startswith(f"{self._stem}-"):
                message = f"the id '{name}' could stand in its page twice"
                yield self._say(element, message, f"call it '{self._stem}-{name}'")
            seen.add(name)

    def _uses(self, root: Element) -> Iterator[Problem]:
        known = {e.attributes["id"]: e for e in root.walk() if "id" in e.attributes}
        count = sum(1 for _ in root.walk())
        for use in (element for element in root.walk() if element.name == "use"):
            target = known.get(use.attributes.get("href", "").removeprefix("#"))
            inside = list(target.walk()) if target else []
            count += len(inside)
            if not target:
                yield self._say(use, "this '<use>' repeats nothing", _name_of(known))
            elif any(element.name == "use" for element in inside):
                message = "this '<use>' repeats another '<use>'"
                yield self._say(use, message, "repeat shapes, not repetitions")
            if count > MOST_SHAPES:
                message = f"the drawing has more than {MOST_SHAPES:,} shapes"
                yield self._say(use, message, "draw less, or repeat less")
                return


_LOWER = {name.lower(): name for name in ELEMENTS}
_FIXES = {
    "class": f'write class="{CLASS}" on <svg>, and on shapes those of 06-drawings.css',
    "href": "lead to a part of the same page, as '#name'",
    "id": "use letters, digits and -, a letter first",
    "xmlns": f'write xmlns="{NAMESPACE}"',
}


def _fits(element: str, name: str, value: str) -> bool:
    """Return whether an attribute holds nothing but what its name asks for."""
    if name == "href":
        return element in {"a", "use"} and bool(_INSIDE.fullmatch(value))
    if name == "xmlns":
        return value == NAMESPACE
    if name == "id":
        return bool(_NAME.fullmatch(value))
    if name == "class":
        alone = element == "svg"
        return all(one == CLASS if alone else not is_guarded(one) for one in value.split())
    if name in TOLD:
        return "=" not in value  # or the finished page looks as if it held an attribute more
    plain = bool(_VALUE.fullmatch(value))
    return plain and ("url" not in value.lower() or bool(_URL.fullmatch(value)))


def _name_of(known: Collection[str]) -> str:
    return f"lead to one of: {', '.join(sorted(known)[:12])}" if known else "take it out"
