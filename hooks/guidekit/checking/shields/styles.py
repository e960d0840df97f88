"""What a part of the stylesheet may not do: load from elsewhere, lose later parts, hide warnings.

A rule that could pick the banner, a care box, the emergency numbers, or what stands around them
may not put words out of sight. What the layout does so on purpose stands in ON_PURPOSE.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2

from guidekit.composing.layout import GUARDED, is_guarded
from guidekit.reading.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Node = Any
"""A node of tinycss2, which brings no types."""

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
ON_PURPOSE = frozenset(
    {
        # Marks before words, and places to tap that reach over a line.
        ".care > h2::before { position }",
        ".care > h2::before { clip-path }",
        ".care > h2::before { scale }",
        ".care > h2::before { transform-origin }",
        ":is(#do, #do-not) + ul > li::before { position }",
        ":is(#do, #do-not) + ul > li::before { inset-inline-start }",
        ":is(#do, #do-not) + ul > li::before { scale }",
        ":is(#do, #do-not) + ul > li::before { clip-path }",
        "#do-not + ul > li::before { clip-path }",
        ".kind-home .text > ul > li { overflow }",
        ".kind-home .text > ul > li > a::after { position }",
        ".kind-home .care__act::before { content }",
        ".care__act::before { content }",
        # What is shown in its time: a page past its date, one question after the other.
        "[hidden] { display }",
        ".overdue { display }",
        ".check.on .node:not(.here) { display }",
        ".check:not(.on) .node { display }",
        ".skip { inset-block-start }",
        ".md-main__inner:has(.kind-home, .kind-tool) > .md-sidebar--secondary { display }",
        ".md-main__inner:has(.kind-home) > .md-sidebar { display }",
        ".hint { position }",
        # On paper: the sheet for a doctor alone, and no ways to tap.
        "body:has(> .sheet) > :not(.sheet) { display }",
        ".care__numbers { display }",
        "p:has(> .to-check) { display }",
    }
)
"""Selectors and properties of the layout that hide something else, or only until it is wanted."""
_END = "\ue000end"
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9/._-]*")
_MEND = "compare it with a rule that works"
_IN_SIGHT = "take it out; warnings, numbers and the banner stay in sight"


class Part(NamedTuple):
    """One part of the stylesheet."""

    path: str

    def say(self, line: int, message: str, fix: str) -> Problem:
        """Return a problem with a line of the part."""
        return Problem(self.path, line, message, fix)


def check(text: str, *, path: str) -> Iterator[Problem]:
    """Yield what a part of the stylesheet may not hold.

    Args:
        text: What stands in the part.
        path: What messages call the part.
    """
    part = Part(path)
    *nodes, last = tinycss2.parse_component_value_list(f"{text}\n{_END}")
    if last.type == "ident" and last.value == _END:
        yield from _rules(tinycss2.parse_stylesheet(nodes, skip_comments=True), part)
    else:
        yield _never_closed(last, part)


def _never_closed(last: Node, part: Part) -> Problem:
    """Return what is opened and never closed, so that it would swallow the parts that follow."""
    if last.type == "comment":
        what, close = "comment", "*/"
    elif last.type in {"error", "string", "url"}:
        what, close = "quote or an address", "the same quote, or )"
    else:
        sign = "(" if last.type == "function" else last.type[0]
        what, close = f"'{sign}'", {"(": ")", "[": "]", "{": "}"}[sign]
    message = f"a {what} is opened here and never closed, so all that follows is lost"
    return part.say(last.source_line, message, f"close it with {close}")


def _rules(nodes: Sequence[Node], part: Part) -> Iterator[Problem]:
    for node in nodes:
        if node.type == "error":
            yield part.say(node.source_line, f"this cannot be read as CSS ({node.message})", _MEND)
        elif node.type == "at-rule":
            yield from _at_rule(node, part)
        elif node.type == "qualified-rule":
            yield from _rule(node, part)


_MEND = "compare it with a rule that works"


def _at_rule(node: Node, part: Part) -> Iterator[Problem]:
    name = node.lower_at_keyword
    if name == "import":
        message = "'@import' loads another stylesheet"
        yield part.say(node.source_line, message, "put its rules in a part of docs/assets/css/")
    elif name not in AT_RULES or node.content is None:
        fix = did_you_mean(name, AT_RULES)
        yield part.say(node.source_line, f"'@{name}' is not used in this stylesheet", fix)
    elif name in {"font-face", "page"}:
        yield from _tokens(node.content, part)
    else:
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(inside, part)


def _rule(node: Node, part: Part) -> Iterator[Problem]:
    yield from _tokens([*node.prelude, *node.content], part)
    items = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    for item in items:
        if item.type == "declaration":
            yield from _declaration(item, node.prelude, part)
        elif item.type == "error":
            yield part.say(item.source_line, f"this cannot be read as CSS ({item.message})", _MEND)
        else:
            message = "a rule stands inside another rule"
            yield part.say(item.source_line, message, "write its selector out in full")


def _declaration(item: Node, prelude: Sequence[Node], part: Part) -> Iterator[Problem]:
    name, value = item.lower_name, list(_solid(item.value))
    for selector in _split(prelude):
        words = _text(selector)
        on_purpose = f"{words} {{ {name} }}" in ON_PURPOSE
        if on_purpose and (words == "[hidden]" or not item.important):
            continue
        if name.startswith("--") and words.startswith(":root"):
            continue  # the colours of the whole page: a browser measures how words stand out
        said = f"'{name}: {_text(item.value)}'"[:60]
        if covers(name, value):
            message = f"{said} could lay a part of the page over another"
            yield part.say(item.source_line, message, _IN_SIGHT)
        elif (hides(name, value) and reaches(selector)) or _speaks(item, words):
            message = f"{said} on '{words[:60]}' could hide a warning or the banner"
            yield part.say(item.source_line, message, _IN_SIGHT)


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
    words = set(_words(value))
    if any(name == one or name.startswith(f"{one}-") for one in OUT_OF_SIGHT):
        return words - {"none", "visible", "1"} != set()
    if name in GROUNDS - {"--fill", "--band"} | INKS:
        return True
    if name.startswith(("color", "background")):
        return bool(words & {"transparent", *(GROUNDS if name == "color" else INKS)})
    if name in SPACING or SIZES.fullmatch(name):
        return any(size < SPACING.get(name, LEAST) for size in _sizes(value))
    return bool(words & HIDING.get(name, set()))


def _speaks(item: Node, words: str) -> bool:
    """Return whether a declaration adds words to a banner or a warning."""
    said = any(node.type != "string" or node.value for node in _solid(item.value))
    ours = any(f".{name}" in words for name in GUARDED)
    return item.lower_name == "content" and ours and said


def _tokens(nodes: Sequence[Node], part: Part) -> Iterator[Problem]:
    """Yield what cannot be read, and addresses that lead elsewhere, at any depth."""
    for node in nodes:
        if node.type == "error":
            yield part.say(node.source_line, f"this cannot be read as CSS ({node.message})", _MEND)
        elif node.type == "url":
            yield from _address(node, node.value, part)
        elif node.type == "function" and node.lower_name in LOADING:
            strings = [one.value for one in node.arguments if one.type == "string"]
            for address in strings or [_text(node.arguments)]:
                yield from _address(node, address, part)
        elif node.type == "function":
            yield from _tokens(node.arguments, part)
        elif node.type.endswith(" block"):
            yield from _tokens(node.content, part)


def _address(node: Node, address: str, part: Part) -> Iterator[Problem]:
    if not _ADDRESS.fullmatch(address) or ".." in address:
        message = f"'{address[:60]}' is not a file of the guide"
        fix = 'put the picture in docs/assets/img/ and write url("img/name.svg")'
        yield part.say(node.source_line, message, fix)


def _split(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield each selector of a list."""
    found: list[Node] = []
    for node in nodes:
        if node.type == "literal" and node.value == ",":
            yield found
            found = []
        else:
            found.append(node)
    yield found


def reaches(selector: Sequence[Node]) -> bool:
    """Return whether a selector could pick the banner, a care box, or what is around or in them.

    It cannot if what it picks, or something around that, must have a class, an id or a tag that
    none of those has.
    """
    *before, (subject, _) = _compounds(selector)
    around = (compound for compound, sign in before if sign in {" ", ">"})
    return _could_be_ours(subject) and all(map(_could_be_ours, around))


def _compounds(selector: Sequence[Node]) -> list[tuple[list[Node], str]]:
    """Return the parts of a selector, each with the sign that joins it to the next."""
    found: list[tuple[list[Node], str]] = []
    compound: list[Node] = []
    for node in selector:
        sign = node.value if node.type == "literal" and node.value in {">", "+", "~"} else ""
        if sign and not compound and found:
            found[-1] = (found[-1][0], sign)
        elif sign or node.type == "whitespace":
            found += [(compound, sign or " ")] if compound else []
            compound = []
        elif node.type != "comment":
            compound.append(node)
    return [*found, (compound, "")] if compound else found or [([], "")]


def _could_be_ours(compound: Sequence[Node]) -> bool:
    return not any(map(_is_foreign, [None, *compound], compound))


def _is_foreign(before: Node, node: Node) -> bool:
    """Return whether a part of a selector asks for what nothing guarded has."""
    if node.type == "hash":
        return not node.value.startswith(IDS)
    if node.type == "ident":
        if before is None:
            return node.lower_value not in BARE
        return _is(before, ".") and not _is_ours(node.value)
    choice = node.type == "function" and _is(before, ":") and node.lower_name in {"is", "where"}
    return choice and not any(map(reaches, _split(node.arguments)))


def _is(node: Node, sign: str) -> bool:
    return node is not None and node.type == "literal" and node.value == sign


def _is_ours(name: str) -> bool:
    return is_guarded(name) or re.split("[-_]", name)[0] in AROUND


def _text(nodes: Sequence[Node]) -> str:
    """Return nodes as text, with single spaces."""
    return " ".join(tinycss2.serialize(nodes).split())


def _solid(value: Sequence[Node]) -> Iterator[Node]:
    return (node for node in value if node.type not in {"whitespace", "comment"})


def _words(value: Sequence[Node]) -> Iterator[str]:
    """Yield the words, numbers and names of variables of a value; what else there is as `?`."""
    for node in value:
        if node.type == "ident":
            yield node.lower_value
        elif node.type == "function" and node.lower_name == "var":
            yield _text(node.arguments)
        else:
            yield f"{node.value:g}" if node.type == "number" else "?"


def _sizes(value: Sequence[Node]) -> Iterator[float]:
    """Yield the sizes of a value in pixels; a share of the room counts as so many pixels."""
    for node in value:
        if node.type in {"dimension", "percentage", "number"}:
            yield node.value * PIXELS.get(getattr(node, "lower_unit", ""), 1.0)
