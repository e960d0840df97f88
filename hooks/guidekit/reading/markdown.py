"""One reading of a page's body, which all who ask share: its blocks, passages, links and pictures.

markdown-it reads it, with no rule for code or HTML: what all readers take for code is hidden from
it first, and the rest is markup. Patterns read what it would pass over and an engine would not:
`///` blocks, definitions of links in the midst of a paragraph, and pictures that use them.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from guidekit.reading import shown_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

CITATION = re.compile(r"\[\^([^\[\]\s]+)\]")
CODE_OR_CITATION = re.compile(
    r"(?P<code>^```.*?^```|`[^`\n]*`)|\[\^(?P<key>[^\[\]\s]+)\]", re.S | re.M
)
NO_SOURCE = re.compile(r"<!--\s*no_source:\s*(.*?)\s*-->", re.DOTALL)
_OPEN = re.compile(r"^/// (?P<kind>[a-z]+) \| (?P<name>[a-z0-9_-]+)\s*$")
_CLOSE = re.compile(r"^///\s*$")
_LIKE_BLOCK = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])[\s>]+)*/{3}")
_MEETING = re.compile(r"\]\(")
_SENTENCE_END = re.compile(
    r"[.!?](?:[\"')\]]|\*\*|\[\^[^\[\]\s]+\]|<!--.*?-->|\s(?=<!--))*(?=\s+[\"'(*\[]*[A-Z0-9]|\s*$)"
)
# Possessive and bounded: a page made to take long costs no more than any other.
_DEFINITION = re.compile(
    r"^[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t>]++)*+\[(?!\^)(?P<text>[^\[\]]{1,200}+)\]:"
    r"[ \t]*+(?:\n[ \t>]*+)?<?(?P<to>[^\s>]{1,1000}+)>?(?P<title>\s++[\"'(].{0,500}+)?",
    re.M,
)
_PICTURE = re.compile(
    r"!\[(?P<text>[^\[\]]{0,500}+)\](?!\()(?:[ \n]?\[(?P<key>[^\[\]]{0,200}+)\])?"
)
_SIGN = re.compile(r"[<\[{`*_\\]")
_MARKUP = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (CITATION, ""),
    (re.compile(r"^\[[^\[\]]+\]:\s*\S+", re.MULTILINE), ""),  # definitions of links
    (
        re.compile(r"!?\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\](?:\([^()]*+\)|\[[^\[\]^]*+\])"),
        r"\1",
    ),  # links
    (re.compile(r"\{[.#:][^{}]*\}|\{ [^{}]*\}"), ""),  # attributes
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"`([^`]*)`"), r"\1"),
    (re.compile(r"(?<!\\)(\*\*|\*|(?<!\w)__?|__?(?!\w))"), ""),  # emphasis
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~^<>-])"), r"\1"),
)
_NEVER_CLOSED = ("this block is never closed", "write a line '///' after its last line")
_STROKES = re.compile(r"^/{2}(?!/)\s*(?P<kind>care|drawing|chance|data)\b.*")
_INSIDE = (
    "a line '///' stands inside a quote or a list, or is indented",
    "start the line with ///, after an empty line",
)
_KINDS = {"heading_open": "heading", "td_open": "cell", "th_open": "cell"}


class Said(NamedTuple):
    """A line of a body, counted from 0, what is wrong there, and what to write instead."""

    line: int
    message: str
    fix: str


class Block(NamedTuple):
    """One `/// kind | name` block, by the lines of its start and end."""

    kind: str
    name: str
    start: int
    end: int


class Link(NamedTuple):
    """One link or picture, by the line of the body on which it stands."""

    line: int
    to: str
    words: str
    image: bool
    title: str = ""
    """Words that some browsers show to those who point at it."""


@dataclass(frozen=True)
class Passage:
    """One stretch of text that is read in one go."""

    kind: str
    """heading, paragraph, item or cell."""
    line: int
    """Line of the body on which it starts, counted from 0."""
    raw: str
    """Its Markdown."""
    depth: int = 0
    """Level of a heading, 0 for the rest."""
    box: str | None = None
    """Care level of the box it stands in."""

    @cached_property
    def text(self) -> str:
        """Return its words, with citations and comments left out."""
        return plain(self.raw)

    @cached_property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Return each sentence as Markdown and as plain words."""
        ends = [0, *(found.end() for found in _SENTENCE_END.finditer(self.raw)), len(self.raw)]
        parts = [self.raw[start:end] for start, end in pairwise(ends)]
        return tuple((part.strip(), words) for part in parts if (words := plain(part)))


class _Reader(MarkdownIt):
    """Leaves every address as it stands, so that checks see the worst of them too."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - so the library calls it
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


_reader = _Reader("zero").disable(["inline", "text_join"])  # words are read where links are
_reader.enable(["blockquote", "heading", "hr", "lheading", "list", "table"])
_reader.enable(["escape", "image", "link", "newline"])


class Parsed:
    """What one reading of a body finds; passages and links are looked for when first asked for."""

    def __init__(self, body: str) -> None:
        self.text = shown_code.hide(body)
        """The body with its code and comments out of sight, every line in its place."""
        self.blocks, self.odd_blocks = _scan(self.text)
        """Its `///` blocks, and the lines that are none, or none that is closed."""

    @cached_property
    def passages(self) -> list[Passage]:
        """Return the passages of the body, in reading order; a comment alone is none."""
        found = _passages(self._tokens, [one for one in self.blocks if one.kind == "care"])
        return [passage for passage in found if passage.kind == "heading" or passage.text]

    @cached_property
    def links(self) -> list[Link]:
        """Return the links and pictures of the body, and each definition of a link as one."""
        return [*self._inline, *(_defined(self.text) if "]:" in self.text else ())]

    def unread(self) -> Iterator[int]:
        """Yield the lines on which an engine could see a link, and `links` holds none."""
        met = Counter(line for line, _ in with_lines(_MEETING, self.text))
        if met.total() != len(self._inline):
            yield from met - Counter(link.line for link in self._inline)

    @cached_property
    def _inline(self) -> list[Link]:
        found: list[Link] = []
        for token in self._tokens if "](" in self.text else ():
            if token.type == "inline" and "](" in token.content:
                inside: list[Token] = []
                _reader.inline.parse(token.content, _reader, {}, inside)
                found += _links(inside, _line(token))
        return found

    @cached_property
    def _tokens(self) -> list[Token]:
        lines = self.text.split("\n")
        for block in self.blocks:
            lines[block.start] = lines[block.end] = ""
        return _reader.parse("\n".join(lines))


def plain(markdown: str) -> str:
    """Return the words of a stretch of inline Markdown.

    A real parser is used to find passages; inside them patterns are enough, and
    twenty times as fast, which the checks of a thousand pages need.
    """
    for pattern, words in _MARKUP if _SIGN.search(markdown) else ():
        markdown = pattern.sub(words, markdown)
    return " ".join(html.unescape(markdown).split())


def with_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what a pattern finds, with the line on which it stands, counted from 0."""
    line, at = 0, 0
    for found in pattern.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        yield line, found


def _scan(text: str) -> tuple[list[Block], list[Said]]:
    blocks: list[Block] = []
    odd: list[Said] = []
    opened: tuple[str, str, int] | None = None
    for number, line in enumerate([*text.split("\n"), "/// end"] if "///" in text else ()):
        if opened and _CLOSE.match(line):
            blocks.append(Block(*opened, number))
            opened = None
        elif _CLOSE.match(line):
            odd.append(
                Said(number, "a line '///' closes a block that was never opened", "take it out")
            )
        elif line.startswith("///"):
            if opened:
                odd.append(Said(opened[2], *_NEVER_CLOSED))
            found = _OPEN.match(line)
            kind, name = (found["kind"], found["name"]) if found else ("?", line.strip())
            opened = (kind, name, number)
        elif _STROKES.match(line):
            odd.append(
                Said(number, "a block starts with three strokes", f"write '/{line.strip()}'")
            )
            opened = ("?", "", number)
        elif _LIKE_BLOCK.match(line):
            odd.append(Said(number, *_INSIDE))
    return blocks, odd


def _passages(tokens: Sequence[Token], boxes: Sequence[Block]) -> Iterator[Passage]:
    items = 0
    for before, token in pairwise(tokens):
        items += {"list_item_open": 1, "list_item_close": -1}.get(before.type, 0)
        if token.type == "inline":
            kind = _KINDS.get(before.type, "item" if items else "paragraph")
            depth = int(before.tag[1]) if kind == "heading" else 0
            line = _line(token)
            box = next((one.name for one in boxes if one.start < line < one.end), None)
            yield Passage(kind, line, shown_code.show(token.content), depth, box)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _links(tokens: Iterable[Token], line: int) -> Iterator[Link]:
    """Yield the links and pictures of inline tokens, those in the words of others too."""
    words, opened = "", {}
    for token in tokens:
        line += token.type in {"softbreak", "hardbreak"}
        if token.type == "image":
            yield from _links(token.children or (), line)
            line += token.content.count("\n")
            yield _link(line, token.attrs, token.content, image=True)
        elif token.type == "link_open":
            words, opened = "", token.attrs
        elif token.type == "link_close":
            yield _link(line, opened, words, image=False)
        words += token.content


def _link(line: int, attributes: Mapping[str, object], words: str, *, image: bool) -> Link:
    to, title = attributes["src" if image else "href"], attributes.get("title", "")
    return Link(line, str(to), shown_code.show(words), image, str(title))


def _defined(text: str) -> Iterator[Link]:
    """Yield the definitions of links, and the pictures whose addresses they give."""
    defined: dict[str, str] = {}
    for line, found in with_lines(_DEFINITION, text):
        to = html.unescape(found["to"])
        yield Link(line, to, found["text"], image=False, title=found["title"] or "")
        defined.setdefault(_key(found["text"]), to)
    for line, found in with_lines(_PICTURE, text):
        if picture := defined.get(_key(found["key"] or found["text"])):
            yield Link(line, picture, found["text"], image=True)


def _key(words: str) -> str:
    return " ".join(words.lower().split())
