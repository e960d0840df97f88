"""Which declarations keep words in sight, and which could lay one part of a page over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tinycss2
from tinycss2 import color3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Node = Any
"""A node of tinycss2, which brings no types."""

INKS = frozenset(
    {"--ink", "--ink-2", "--emergency", "--tide", "--tide-dark", "--band-ink", "--edge"}
)
GROUNDS = frozenset({"--paper", "--card", "--sand", "--fill", "--band", "--mark"})
"""Colours of words, and of what they stand on."""
LIGHT = ("-fill", "-soft")
"""How other colours end on which words can stand."""
FREE = frozenset(
    {"box-sizing", "break-after", "break-inside", "cursor", "font-weight", "forced-color-adjust"}
    | {"orphans", "overflow-wrap", "print-color-adjust", "scroll-behavior", "text-align"}
    | {"text-decoration", "text-decoration-thickness", "text-underline-offset", "text-wrap"}
    | {"widows", "align-items", "flex-wrap", "gap", "column-gap", "row-gap", "justify-content"}
    | {"scroll-margin-block-start", "scroll-padding-block", "vertical-align", "hyphens"}
    | {"border-radius", "border-style", "border-color", "outline-offset", "text-size-adjust"}
    | {"-webkit-text-size-adjust", "list-style", "border-collapse", "outline-color"}
    | {"align-content", "align-self", "box-shadow", "color-scheme", "font-variant-numeric"}
)
"""Properties that can hide nothing, whatever their value."""
ROOMY = ("border", "margin", "outline", "padding", "min-block-size", "min-inline-size")
"""Properties that make room; how much is bounded."""
SHOWN = frozenset({"block", "flex", "flow-root", "grid", "inline", "inline-block", "inline-flex"})
FLOATING = frozenset(
    {"animation", "backdrop-filter", "filter", "mix-blend-mode", "offset", "rotate", "scale"}
    | {"transform", "translate", "zoom", "float", "shape-outside"}
)
"""Properties that move or cover, with what continues them, as `animation-name`."""
LEAST_TEXT, MOST_ROOM, MOST_BACK = 12.0, 80.0, 24.0
"""Pixels: of the smallest words, of the widest room, and of the furthest step back."""
MOST_STACKED = 3
LEAST_CONTRAST = 4.5
WIDE = {"--frame": 320.0, "--measure": 240.0}
"""Pixels: of the narrowest room for words."""
LEVELS = ("--emergency", "--urgent", "--appointment", "--self-care")
PAIRS = (
    *(("--ink", ground) for ground in ("--paper", "--card", "--sand")),
    *((level, f"{level}-fill") for level in LEVELS),
    ("--emergency", "--sand"),
)
BANDS = tuple(("--on-edge", level) for level in LEVELS)
"""Colours of words, and of what they stand on: of pages, of care boxes, of the boxes' bands."""
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_PIXELS = {"px": 1.0, "rem": 16.0, "em": 16.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54}


def floats(item: Node) -> bool:
    """Return whether a declaration could lay a part of a page over another."""
    name, value = item.lower_name, item.value
    if name == "position":
        return _words(value) - {"static", "relative"} != set()
    if name == "z-index":
        return any(n.type != "number" or not 0 <= n.value <= MOST_STACKED for n in _solid(value))
    if name.startswith(("margin", "inset")) or name in {"top", "right", "bottom", "left"}:
        return any(size is None or size < -MOST_BACK for size in _sizes(value, back=True))
    if name in {"box-shadow", "text-shadow", "outline", "outline-width", "border-width"}:
        return any(size is None or abs(size) > MOST_BACK for size in _sizes(value))
    return any(name == one or name.startswith(f"{one}-") for one in FLOATING)


def keeps_in_sight(item: Node, *, top: bool) -> bool:
    """Return whether a declaration leaves the words of what it is set on in sight.

    Args:
        item: A declaration of tinycss2.
        top: Whether it is set on the whole page, where colours and sizes get their names.
    """
    name, value = item.lower_name, item.value
    if name in FREE:
        return True
    if name.startswith("--"):
        return top and _is_named_well(name, value)
    check = _CHECKS.get(name)
    if check is not None:
        return check(value)
    return name.startswith(ROOMY) and not name.startswith("border-image") and _is_bounded(value)


def _is_bounded(value: Sequence[Node]) -> bool:
    sizes = list(_sizes(value))
    return all(size is not None and -MOST_BACK <= size <= MOST_ROOM for size in sizes)


def _is_named_well(name: str, value: Sequence[Node]) -> bool:
    """Return whether a named value is no colour that is seen through, and no size near nothing."""
    if name.startswith("--size") or name in WIDE:
        least = WIDE.get(name, LEAST_TEXT)
        return all(size is not None and size >= least for size in _sizes(value))
    return _colour(value) is not None or name not in INKS | GROUNDS or _words(value) == {"none"}


def _colour(value: Sequence[Node]) -> tuple[float, ...] | None:
    """Return the parts of the colour of a value, if it is one colour that covers what is below."""
    nodes = _solid(value)
    colour = color3.parse_color(nodes[0]) if len(nodes) == 1 else None
    if colour is None or isinstance(colour, str) or colour.alpha < 1:
        return None
    return tuple(colour[:3])


def faint(items: Sequence[Node], *, printed: bool) -> Iterator[str]:
    """Yield what cannot be read in the colours that one rule names, as far as it names both.

    Args:
        items: Declarations of tinycss2.
        printed: Whether they are for paper, where the bands of care boxes have no colour.
    """
    colours = {item.name: _colour(item.value) for item in items if item.type == "declaration"}
    light = (("--ink", name) for name in colours if name.endswith(LIGHT))
    for ink, ground in (*PAIRS, *light, *(() if printed else BANDS)):
        if ink in colours and (one := colours[ink]) and (other := colours.get(ground)):
            if _contrast(one, other) < LEAST_CONTRAST:
                yield f"words in {ink} cannot be read on {ground}"
        elif (ink in colours) != (ground in colours):
            missing = ground if ink in colours else ink
            yield f"{missing} is not named beside the colour that it must stand out from"


def _contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it."""
    lights = sorted(
        sum(w * _linear(c) for w, c in zip(_WEIGHTS, x, strict=True)) for x in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _is_ink(value: Sequence[Node]) -> bool:
    return _words(value) <= INKS | {"inherit", "currentcolor"}


def _is_ground(value: Sequence[Node]) -> bool:
    return all(word in GROUNDS | {"none"} or word.endswith(LIGHT) for word in _words(value))


def _is_readable(value: Sequence[Node]) -> bool:
    words = _words(value)
    named = all(word == "inherit" or word.startswith("--size") for word in words)
    return named and all(s is not None and s >= LEAST_TEXT for s in _sizes(value))


def _is_line(value: Sequence[Node]) -> bool:
    return all(node.type == "number" and 1 <= node.value <= 3 for node in _solid(value))


def _is_wide(value: Sequence[Node]) -> bool:
    whole = all(n.type != "percentage" or n.value >= 100 for n in _solid(value))
    return (
        whole
        and _words(value) <= {"--frame", "--measure", "none", "fit-content", "auto"}
        and (not any(n.type in {"dimension", "number"} for n in _solid(value)))
    )


def _is_spaced(value: Sequence[Node]) -> bool:
    return all(size is not None and -0.5 <= size <= 1 for size in _sizes(value))


_CHECKS: dict[str, Callable[[Sequence[Node]], bool]] = {
    "background": _is_ground,
    "background-color": _is_ground,
    "color": _is_ink,
    "content": lambda value: all(n.type == "string" and not n.value for n in _solid(value)),
    "display": lambda value: _words(value) <= SHOWN,
    "font-family": lambda value: _words(value) <= {"system-ui", "sans-serif", "serif"},
    "font-size": _is_readable,
    "inline-size": _is_wide,
    "letter-spacing": _is_spaced,
    "line-height": _is_line,
    "max-inline-size": _is_wide,
    "overflow": lambda value: _words(value) <= {"visible"},
    "position": lambda value: _words(value) <= {"relative", "static"},
    "white-space": lambda value: _words(value) <= {"normal", "nowrap"},
}


def _solid(value: Sequence[Node]) -> list[Node]:
    return [node for node in value if node.type not in {"whitespace", "comment"}]


def _words(value: Sequence[Node]) -> set[str]:
    """Return the words of a value and the names of its variables; signs and functions as `?`."""
    return set(_each_word(value))


def _each_word(value: Sequence[Node]) -> Iterator[str]:
    for node in _solid(value):
        if node.type == "ident":
            yield node.lower_value
        elif node.type == "function" and node.lower_name == "var":
            yield tinycss2.serialize(node.arguments).strip()
        elif node.type not in {"number", "dimension", "percentage"}:
            yield "?"


def _sizes(value: Sequence[Node], *, back: bool = False) -> Iterator[float | None]:
    """Yield the sizes of a value in pixels, and None for one that cannot be told beforehand.

    Args:
        value: The value of a declaration.
        back: Whether shares of the room count as none, unless they step back.
    """
    for node in _solid(value):
        if node.type == "dimension":
            unit = _PIXELS.get(node.lower_unit)
            known = unit is not None or (back and node.value >= 0)
            yield node.value * (unit or 0) if known else None
        elif node.type == "percentage":
            yield 0.0 if back and node.value >= 0 else None
        elif node.type == "function" and node.lower_name not in {"var", "path"}:
            yield None
