"""What a part of the stylesheet may not do: load from elsewhere, lose later parts, hide warnings.

A rule that could pick the banner, a care box, the emergency numbers, or what stands around them
may not put words out of sight. What the layout does so on purpose stands in ON_PURPOSE.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

import tinycss2

from guidekit.composing.layout import GUARDED, is_guarded
from guidekit.reading.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Node = Any
"""A node of tinycss2, which brings no types."""
Said = tuple[int, str, str]
"""A line, what is wrong there, and what to write instead."""

IDS = ("main", "care-", "emergency-numbers")
"""How their ids start."""
AROUND = frozenset({"check", "here", "js", "kind", "md", "node", "on", "past", "text"})
"""Classes of what stands around them, `md` in the theme's look; and those that continue one."""
BARE = frozenset(
    {"a", "article", "aside", "b", "body", "div", "h2", "html", "li", "main", "ol", "p", "section"}
    | {"span", "strong", "ul"}
)
"""Names of the elements that they are made of."""
AT_RULES = ("font-face", "media", "page", "supports")
LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "element", "paint"})
"""Functions that load a file, or paint what a script draws."""
OUT_OF_SIGHT = frozenset(
    {"all", "animation", "clip", "clip-path", "content-visibility", "filter", "mask"}
    | {"offset", "opacity", "rotate", "scale", "text-indent", "transform", "translate", "zoom"}
    | {"visibility", "-webkit-text-fill-color"}
)
"""Properties that have no other use on a warning, with what continues them, as `mask-image`."""
HIDING = {
    "display": {"none", "contents"},
    "overflow": {"hidden", "clip"},
    "position": {"absolute", "fixed"},
}
"""Values of other properties that put words out of sight."""
GROUNDS = frozenset({"--paper", "--card", "--sand", "--fill", "--band"})
INKS = frozenset({"--ink", "--ink-2"})
"""Colours on which words stand, and colours of words: neither may take the other's place."""
SIZES = re.compile(r"font-size|(?:max-)?(?:(?:inline|block)-size|width|height)")
SPACING = {"line-height": 1.0, "letter-spacing": -0.5}
"""The least at which letters do not lie on each other."""
STEPS = re.compile(r"margin.*|inset.*|top|right|bottom|left")
LEAST, MOST_BACK, MOST_STACKED = 12.0, -24.0, 3
"""Pixels of the smallest words and of the furthest step back; and how high parts may be stacked."""
PIXELS = {"px": 1.0, "rem": 16.0, "em": 16.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54}
ON_PURPOSE = {
    # Marks before words, and places to tap that reach over a line.
    ".care > h2::before": {"position", "clip-path", "scale", "transform-origin"},
    ":is(#do, #do-not) + ul > li::before": {"position", "inset-inline-start", "scale", "clip-path"},
    "#do-not + ul > li::before": {"clip-path"},
    ".kind-home .text > ul > li": {"overflow"},
    ".kind-home .text > ul > li > a::after": {"position"},
    ".kind-home .care__act::before": {"content"},
    ".care__act::before": {"content"},
    # What is shown in its time: a page past its date, one question after the other.
    "[hidden]": {"display"},
    ".overdue": {"display"},
    ".check.on .node:not(.here)": {"display"},
    ".check:not(.on) .node": {"display"},
    ".skip": {"inset-block-start"},
    ".md-main__inner:has(.kind-home, .kind-tool) > .md-sidebar--secondary": {"display"},
    ".md-main__inner:has(.kind-home) > .md-sidebar": {"display"},
    ".hint": {"position"},
    # On paper: the sheet for a doctor alone, and no ways to tap.
    "body:has(> .sheet) > :not(.sheet)": {"display"},
    ".care__numbers": {"display"},
    "p:has(> .to-check)": {"display"},
}
"""Selectors and properties of the layout that hide something else, or only until it is wanted."""
_END = "\ue000end"
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_COMPOUND = re.compile(r"([^\s>+~]+)\s*([>+~]?)")
_NAME = re.compile(r"([.#:]?)([\w-]+)")
_ADDRESS = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9/._-]*")
_OUT_OF_SIGHT = tuple(f"{name}-" for name in OUT_OF_SIGHT)
_IN_SIGHT = "take it out; warnings, numbers and the banner stay in sight"


def problems(text: str, *, path: str) -> Iterator[Problem]:
    """Yield what a part of the stylesheet may not hold; `path` is what messages call it."""
    *nodes, last = tinycss2.parse_component_value_list(f"{text}\n{_END}")
    if last.type == "ident" and last.value == _END:
        told = _rules(tinycss2.parse_stylesheet(nodes, skip_comments=True))
    else:
        told = iter([_never_closed(last)])
    for line, message, fix in told:
        yield Problem(path, line, message, fix)


def _never_closed(last: Node) -> Said:
    """Return what is opened and never closed, so that it would swallow the parts that follow."""
    if last.type == "comment":
        what, close = "comment", "*/"
    elif last.type in {"error", "string", "url"}:
        what, close = "quote or an address", "the same quote, or )"
    else:
        sign = "(" if last.type == "function" else last.type[0]
        what, close = f"'{sign}'", _CLOSING[sign]
    message = f"a {what} is opened here and never closed, so all that follows is lost"
    return last.source_line, message, f"close it with {close}"


def _rules(nodes: Sequence[Node]) -> Iterator[Said]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node)
        elif node.type == "at-rule":
            yield from _at_rule(node)
        else:
            yield from _tokens([node])


def _at_rule(node: Node) -> Iterator[Said]:
    name = node.lower_at_keyword
    if name == "import":
        fix = "put its rules in a part of docs/assets/css/"
        yield node.source_line, "'@import' loads another stylesheet", fix
    elif name not in AT_RULES or node.content is None:
        message = f"'@{name}' is not used in this stylesheet"
        yield node.source_line, message, did_you_mean(name, AT_RULES)
    elif name in {"font-face", "page"}:
        yield from _tokens(node.content)
    else:
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(inside)


def _rule(node: Node) -> Iterator[Said]:
    yield from _tokens([*node.prelude, *node.content])
    for item in tinycss2.parse_blocks_contents(node.content, True, True):
        if item.type == "declaration":
            for selector in _split(node.prelude):
                yield from _declaration(item, selector)
        elif item.type == "error":
            yield from _tokens([item])
        else:
            message = "a rule stands inside another rule"
            yield item.source_line, message, "write its selector out in full"


def _declaration(item: Node, selector: Sequence[Node]) -> Iterator[Said]:
    name, words = item.lower_name, _text(selector)
    value = [node for node in item.value if node.type not in {"whitespace", "comment"}]
    if name in ON_PURPOSE.get(words, ()) and (words == "[hidden]" or not item.important):
        return
    if name.startswith("--") and words.startswith(":root"):
        return  # the colours of the whole page: a browser measures how words stand out
    said = f"'{name}: {_text(item.value)}'"[:60]
    if covers(name, value):
        yield item.source_line, f"{said} could lay a part of the page over another", _IN_SIGHT
    elif (hides(name, value) and reaches(selector)) or _speaks(name, value, words):
        message = f"{said} on '{words[:60]}' could hide a warning or the banner"
        yield item.source_line, message, _IN_SIGHT


def covers(name: str, value: Sequence[Node]) -> bool:
    """Return whether a declaration could lay what it is set on over other parts of the page."""
    if name == "z-index":
        return any(n.type != "number" or not 0 <= n.value <= MOST_STACKED for n in value)
    if name == "box-shadow":
        return any(abs(size) > -MOST_BACK for size in _sizes(value))
    if STEPS.fullmatch(name):
        return any(size < MOST_BACK for size in _sizes(value))
    return name in {"transform", "zoom"} or (name == "position" and "fixed" in _words(value))


def hides(name: str, value: Sequence[Node]) -> bool:
    """Return whether a declaration could put the words that it is set on out of sight."""
    words = _words(value)
    if f"{name}-".startswith(_OUT_OF_SIGHT):
        return words - {"none", "visible", "1"} != set()
    if name in GROUNDS - {"--fill", "--band"} | INKS:
        return True
    if name.startswith(("color", "background")):
        return bool(words & {"transparent", *(GROUNDS if name == "color" else INKS)})
    if name in SPACING or SIZES.fullmatch(name):
        return any(size < SPACING.get(name, LEAST) for size in _sizes(value))
    return bool(words & HIDING.get(name, set()))


def _speaks(name: str, value: Sequence[Node], words: str) -> bool:
    """Return whether a declaration adds words to a banner or a warning."""
    said = any(node.type != "string" or node.value for node in value)
    return name == "content" and said and any(f".{one}" in words for one in GUARDED)


def _tokens(nodes: Sequence[Node]) -> Iterator[Said]:
    """Yield what cannot be read, and addresses that lead elsewhere, at any depth."""
    for node in nodes:
        inside = node.arguments if node.type == "function" else getattr(node, "content", ())
        if node.type == "error":
            message = f"this cannot be read as CSS ({node.message})"
            yield node.source_line, message, "compare it with a rule that works"
        elif node.type == "url":
            yield from _address(node, node.value)
        elif node.type == "function" and node.lower_name in LOADING:
            strings = [one.value for one in inside if one.type == "string"]
            for address in strings or [_text(inside)]:
                yield from _address(node, address)
        elif inside:  # of brackets
            yield from _tokens(inside)


def _address(node: Node, address: str) -> Iterator[Said]:
    if not _ADDRESS.fullmatch(address):
        fix = 'put the picture in docs/assets/img/ and write url("img/name.svg")'
        yield node.source_line, f"'{address[:60]}' is not a file of the guide", fix


def _split(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield each selector of a list."""
    for comma, found in groupby(nodes, lambda node: node.type == "literal" and node.value == ","):
        if not comma:
            yield list(found)


def reaches(selector: Sequence[Node]) -> bool:
    """Return whether a selector could pick the banner, a care box, or what is around or in them.

    It cannot if what it picks, or something around that, must have a class, an id or a tag that
    none of those has.
    """
    compounds = _COMPOUND.findall("".join(map(_bare, selector)))
    names = (
        name for one, sign in compounds if sign not in {"+", "~"} for name in _NAME.findall(one)
    )
    return not any(_is_foreign(sign, name) for sign, name in names)


def _bare(node: Node) -> str:
    """Return a part of a selector with nothing but names, their signs, and what joins them."""
    if node.type == "function" and node.lower_name in {"is", "where"}:
        return "" if any(map(reaches, _split(node.arguments))) else "#none-of-ours"
    sign = "#" if node.type == "hash" else ""
    return f"{sign}{node.value}" if node.type in {"hash", "ident", "literal", "whitespace"} else ""


def _is_foreign(sign: str, name: str) -> bool:
    """Return whether a name in a selector, after a sign, is of what nothing guarded has."""
    if sign == "#":
        return not name.startswith(IDS)
    if sign == ".":
        return not (is_guarded(name) or re.split("[-_]", name)[0] in AROUND)
    return not sign and name.lower() not in BARE


def _text(nodes: Sequence[Node]) -> str:
    """Return nodes as text, with single spaces."""
    return " ".join(tinycss2.serialize(nodes).split())


def _words(value: Sequence[Node]) -> set[str]:
    """Return the words, numbers and names of variables of a value; what else there is as `?`."""
    return {_word(node) for node in value}


def _word(node: Node) -> str:
    if node.type == "function" and node.lower_name == "var":
        return _text(node.arguments)
    return f"{node.value:g}" if node.type == "number" else getattr(node, "lower_value", "?")


def _sizes(value: Sequence[Node]) -> Iterator[float]:
    """Yield the sizes of a value in pixels; a share of the room counts as so many pixels."""
    for node in value:
        if node.type in {"dimension", "percentage", "number"}:
            yield node.value * PIXELS.get(getattr(node, "lower_unit", ""), 1.0)
