"""Markdown to the passages a reader reads: headings, paragraphs, list items, table cells."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from guidekit.reading import shown_code
from guidekit.reading.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

OPEN = re.compile(r"^/// (?P<kind>[a-z]+) \| (?P<name>[a-z0-9_-]+)\s*$")
CLOSE = re.compile(r"^///\s*$")
CITATION = re.compile(r"\[\^([^\[\]\s]+)\]")
NO_SOURCE = re.compile(r"<!--\s*no_source:\s*(.*?)\s*-->", re.DOTALL)
CODE_OR_CITATION = re.compile(
    r"(?P<code>^```.*?^```|`[^`\n]*`)|\[\^(?P<key>[^\[\]\s]+)\]", re.S | re.M
)
_ANY_OPEN = re.compile(r"^///+\s*\S")
_SENTENCE_END = re.compile(
    r"[.!?](?:[\"')\]]|\*\*|\[\^[^\[\]\s]+\]|<!--.*?-->|\s(?=<!--))*(?=\s+[\"'(*\[]*[A-Z0-9]|\s*$)"
)
_MARKUP = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (CITATION, ""),
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

_parser = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


class Block(NamedTuple):
    """One `/// kind | name` block, by the lines of its start and end."""

    kind: str
    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """One stretch of text that is read in one go."""

    kind: str
    """heading, paragraph, item or cell."""
    line: int
    """Line of the body on which it starts, counted from 0."""
    raw: str
    """Its Markdown."""
    text: str
    """Its words, with citations and comments left out."""
    depth: int = 0
    """Level of a heading, 0 for the rest."""
    box: str | None = None
    """Care level of the box it stands in."""

    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Return each sentence as Markdown and as plain words."""
        return self._sentences

    @cached_property
    def _sentences(self) -> tuple[tuple[str, str], ...]:
        return tuple(_split(self.raw))


def _split(raw: str) -> Iterator[tuple[str, str]]:
    start = 0
    for end in (*(found.end() for found in _SENTENCE_END.finditer(raw)), len(raw)):
        if words := plain(raw[start:end]):
            yield raw[start:end].strip(), words
        start = end


def plain(markdown: str) -> str:
    """Return the words of a stretch of inline Markdown.

    A real parser is used to find passages; inside them patterns are enough, and
    twenty times as fast, which the checks of a thousand pages need.
    """
    for pattern, words in _MARKUP:
        markdown = pattern.sub(words, markdown)
    return " ".join(html.unescape(markdown).split())


def scan_blocks(
    body: str, path: str = "", first_line: int = 1
) -> tuple[list[Block], list[Problem]]:
    """Return the `///` blocks of a body, and those that are misspelt or never closed."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    opened: tuple[str, str, int] | None = None
    for number, line in _outside_code(body):
        if CLOSE.match(line):
            if opened:
                blocks.append(Block(*opened, number))
            else:
                message = "a line '///' closes a block that was never opened"
                problems.append(Problem(path, first_line + number, message, "take it out"))
            opened = None
        elif _ANY_OPEN.match(line):
            if opened:
                problems.append(_never_closed(path, first_line + opened[2]))
            found = OPEN.match(line)
            kind, name = (found["kind"], found["name"]) if found else ("?", line.strip(" /"))
            opened = (kind, name, number)
    if opened:
        problems.append(_never_closed(path, first_line + opened[2]))
    return blocks, problems


def _outside_code(body: str) -> Iterator[tuple[int, str]]:
    inside = {
        number
        for first, last in shown_code.fences(body).blocks
        for number in range(first, last + 1)
    }
    yield from (row for row in enumerate(body.split("\n")) if row[0] not in inside)


def _never_closed(path: str, line: int) -> Problem:
    return Problem(
        path, line, "this block is never closed", "write a line '///' after its last line"
    )


def passages(body: str) -> list[Passage]:
    """Return the passages of a page's body, in reading order."""
    blocks, _ = scan_blocks(body)
    lines = body.split("\n")
    for block in blocks:
        lines[block.start] = lines[block.end] = ""
    boxes = [block for block in blocks if block.kind == "care"]
    return list(_walk(_parser.parse("\n".join(lines)), boxes))


_CONTAINERS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "td_open": "cell",
    "th_open": "cell",
}


def _walk(tokens: Sequence[Token], boxes: Sequence[Block]) -> Iterator[Passage]:
    items = 0
    line = 0
    for before, token in pairwise(tokens):
        items += {"list_item_open": 1, "list_item_close": -1}.get(before.type, 0)
        line = before.map[0] if before.map else line
        if token.type != "inline" or before.type not in _CONTAINERS:
            continue
        kind = _CONTAINERS[before.type]
        depth = int(before.tag[1]) if kind == "heading" else 0
        box = next((b.name for b in boxes if b.start < line < b.end), None)
        raw = token.content
        yield Passage(
            "item" if items and kind == "paragraph" else kind, line, raw, plain(raw), depth, box
        )
