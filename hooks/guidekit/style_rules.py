"""What a part of the stylesheet may not do: load from elsewhere, lose later parts, hide warnings.

A rule that could reach the banner, a care box, the emergency numbers, or what stands around them
may use the properties listed here, with values that keep words in sight. What the guide's own
parts do beyond that stands word for word in kept_styles.txt.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2

from . import style_values
from .problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Node = Any
"""A node of tinycss2, which brings no types."""

GUARDED = ("banner", "care", "overdue", "numbers", "calls")
"""Classes of what must stay in sight; those that continue one, as `banner__in`, are too."""
AROUND = frozenset({"check", "here", "js", "kind", "node", "on", "past", "text"})
"""Classes of what stands around them; those that continue one, as `kind-home`, are too."""
BARE = frozenset(
    {"a", "article", "aside", "b", "body", "div", "h2", "html", "li", "main", "ol", "p", "section"}
    | {"span", "strong", "ul"}
)
"""Names of the elements that they are made of."""
AT_RULES = ("media", "page", "supports")
LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "element", "paint"})
"""Functions that load a file, or paint what a script draws."""
KEPT = frozenset(
    Path(__file__).with_name("kept_styles.txt").read_text("utf-8").partition("\n\n")[2].splitlines()
)
"""What the guide's own parts do beyond what is allowed to every rule."""
_END = "\ue000end"
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9/._-]*")
_FIX_KEPT = "take it out; what the layout really needs stands in hooks/guidekit/kept_styles.txt"


class Part(NamedTuple):
    """One part of the stylesheet."""

    path: str

    def say(self, line: int, message: str, fix: str) -> Problem:
        """Return a problem with a line of the part."""
        return Problem(self.path, line, message, fix)


def is_guarded(name: str) -> bool:
    """Return whether a class is that of a banner, a care box, or the numbers in them."""
    return name.startswith(GUARDED)


def check(text: str, *, path: str) -> Iterator[Problem]:
    """Yield what a part of the stylesheet may not hold.

    Args:
        text: What stands in the part.
        path: What messages call the part.
    """
    part = Part(path)
    *nodes, last = tinycss2.parse_component_value_list(f"{text}\n{_END}")
    if last.type == "ident" and last.value == _END:
        yield from _rules(tinycss2.parse_stylesheet(nodes, skip_comments=True), part, "")
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


def _rules(nodes: Sequence[Node], part: Part, context: str) -> Iterator[Problem]:
    for node in nodes:
        if node.type == "error":
            yield part.say(node.source_line, f"this cannot be read as CSS ({node.message})", _MEND)
        elif node.type == "at-rule":
            yield from _at_rule(node, part, context)
        elif node.type == "qualified-rule":
            yield from _rule(node, part, context)


_MEND = "compare it with a rule that works"


def _at_rule(node: Node, part: Part, context: str) -> Iterator[Problem]:
    name = node.lower_at_keyword
    if name == "import":
        message = "'@import' loads another stylesheet"
        yield part.say(node.source_line, message, "put its rules in a part of docs/assets/css/")
    elif name not in AT_RULES or node.content is None:
        fix = did_you_mean(name, AT_RULES)
        yield part.say(node.source_line, f"'@{name}' is not used in this stylesheet", fix)
    elif name == "page":
        yield from _tokens(node.content, part)
    else:
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        words = _text(node.prelude)
        here = f"{context}@media print " if words == "print" else context
        yield from _rules(inside, part, here)


def _rule(node: Node, part: Part, context: str) -> Iterator[Problem]:
    yield from _tokens([*node.prelude, *node.content], part)
    selectors = [Selector(one, context) for one in _split(node.prelude)]
    items = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    for item in items:
        if item.type == "declaration":
            yield from _declaration(item, selectors, part)
        elif item.type == "error":
            yield part.say(item.source_line, f"this cannot be read as CSS ({item.message})", _MEND)
        else:
            message = "a rule stands inside another rule"
            yield part.say(item.source_line, message, "write its selector out in full")
    if any(selector.is_top for selector in selectors):
        for message in style_values.faint(items, printed=bool(context)):
            yield part.say(node.source_line, message, "choose colours further apart")


def _declaration(item: Node, selectors: Sequence[Selector], part: Part) -> Iterator[Problem]:
    floats = style_values.floats(item)
    for selector in selectors:
        if floats:
            why = "could lay a part of the page over another"
        elif selector.exposed and not style_values.keeps_in_sight(item, top=selector.is_top):
            why = f"on '{selector.text[:60]}' could hide a warning or the banner"
        else:
            continue
        name = item.name if item.name.startswith("--") else item.lower_name
        said = f"{name}: {_text(item.value)}{' !important' if item.important else ''}"
        if f"{selector.text} {{ {said} }}" not in KEPT:
            yield part.say(item.source_line, f"'{said[:60]}' {why}", _FIX_KEPT)


class Selector:
    """One selector of a rule, worked out as far as it is asked."""

    def __init__(self, nodes: Sequence[Node], context: str) -> None:
        self._nodes = nodes
        self._context = context
        self.exposed = reaches(nodes)

    @cached_property
    def text(self) -> str:
        """Return it as text, with what it stands in."""
        return f"{self._context}{_text(self._nodes)}"

    @property
    def is_top(self) -> bool:
        """Return whether it picks the whole page, where colours and sizes get their names."""
        return self.exposed and len(_compounds(self._nodes)) == 1 and ":root" in self.text


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


# --- selectors ---


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
        return True
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
