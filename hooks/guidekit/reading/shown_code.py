"""Code that a page shows: only what every reader of Markdown takes for code counts as such.

Readers do not agree on fences that are indented or never closed, on `...` that runs on to the
next line, and on comments with signs inside. Whoever checks must not take for code what an engine
takes for markup, so all of these are no code here; `fences` and `odd_comments` name them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*", re.ASCII)
_LIKE_FENCE = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])[\s>]+)*(?:`{3}|~{3})")
_SPAN = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)")
_COMMENT = re.compile(r"<!--(?P<words>.*?)-->", re.DOTALL)
_ODD_COMMENT = re.compile(r"\A-?>|--|<!|-\Z")
_CHUNK = re.compile(r"[^\n](?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*")


class Fences(NamedTuple):
    """The fences of a body, by line, counted from 0."""

    blocks: list[tuple[int, int]]
    """First and last line of each block of code."""
    odd: list[tuple[int, str]]
    """Lines that look like a fence to some readers, and what is odd about each."""


def fences(body: str) -> Fences:
    """Return the blocks of code of a body, and the lines on which readers would disagree."""
    found = Fences([], [])
    if "```" not in body and "~~~" not in body:
        return found
    opened, marks = 0, ""
    for number, line in enumerate(body.split("\n")):
        fence = _FENCE.fullmatch(line)
        if marks and line.rstrip(" ") == marks:
            found.blocks.append((opened, number))
            marks = ""
        elif marks and line.lstrip().startswith(marks[:3]):
            found.odd.append((number, "a line of code starts as a fence does"))
        elif fence and not marks:
            opened, marks = number, fence["marks"]
        elif not marks and _LIKE_FENCE.match(line):
            found.odd.append((number, "this fence is indented, or holds more than a language"))
    if marks:
        found.odd.append((opened, "this block of code is never closed"))
    return found


def blank_blocks(body: str) -> str:
    """Return a body with its blocks of code blanked out, every line in its place."""
    blocks = fences(body).blocks
    lines = body.split("\n") if blocks else [body]
    for first, last in blocks:
        lines[first : last + 1] = [""] * (last + 1 - first)
    return "\n".join(lines)


@lru_cache(maxsize=8)
def without_code(body: str) -> str:
    """Return a body with its code and comments blanked out, every sign in its place."""
    text = body if "`" not in body and "~~~" not in body else _without_spans(blank_blocks(body))
    return _COMMENT.sub(lambda found: _keep(found) if _is_odd(found) else _blank(found), text)


def odd_comments(body: str) -> Iterator[int]:
    """Yield the line, counted from 0, of each comment that some browsers end early."""
    text = _without_spans(blank_blocks(body))
    for found in _COMMENT.finditer(text):
        if _is_odd(found):
            yield text.count("\n", 0, found.start())


def without_comments(text: str) -> str:
    """Return a text without its comments; those that some browsers end early stay."""
    return _COMMENT.sub(lambda found: _keep(found) if _is_odd(found) else "", text)


def _without_spans(text: str) -> str:
    return _CHUNK.sub(lambda chunk: _spans(chunk.group()), text) if "`" in text else text


def _spans(chunk: str) -> str:
    """Return lines that follow each other with their code blanked, if all agree what is code.

    They do if each backquote is closed on its line, and no comment stands between.
    """
    if "`" not in chunk or "<!" in chunk or "<?" in chunk:
        return chunk
    blanked = _SPAN.sub(_blank, chunk)
    return chunk if "`" in blanked else blanked


def _is_odd(comment: re.Match[str]) -> bool:
    return bool(_ODD_COMMENT.search(comment["words"]))


def _keep(found: re.Match[str]) -> str:
    return found.group()


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())
