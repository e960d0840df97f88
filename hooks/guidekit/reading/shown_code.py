"""Code that a page shows: only what every reader of Markdown takes for code counts as such.

Readers do not agree on fences that are indented or never closed, on `...` that runs on to the
next line, and on comments with signs inside. Whoever checks must not take for code what an engine
takes for markup, so all of these are no code here, and no other reader is asked what is code:
`hide` puts it out of sight first. What readers dispute stays: `fences` names the
lines, and each COMMENT that is left is one that some browsers end early.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*", re.ASCII)
_LIKE_FENCE = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])[\s>]+)*(?:`{3}|~{3})")
_SPAN = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)")
COMMENT = re.compile(r"<!--(?P<words>.*?)-->", re.DOTALL)
_ODD = re.compile(r"\A-?>|--|<!|-\Z")
_ODD_IN_A_LINE = re.compile(r"[`\\\[\]]|\n[ \t]*\n")
"""What ends a comment early, or lets others begin in it, unless it starts its line."""
_GAP = re.compile(r"(\n[ \t]*\n)")
_HIDDEN = {sign: 0xE000 + sign for sign in range(0x21, 0x7F)}
"""Signs that nobody sees stand for what is hidden: no page may hold them, see `unseen`."""
_SHOWN = {after: before for before, after in _HIDDEN.items()}


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
    lines = body.split("\n")
    for first, last in fences(body).blocks:
        lines[first : last + 1] = [""] * (last + 1 - first)
    return "\n".join(lines)


def hide(body: str) -> str:
    """Return a body without its blocks of code, and with other code and comments out of sight.

    Every sign keeps its place; `show` brings them back. A comment of several paragraphs is blank.
    """
    text = blank_blocks(body)
    if "`" in text:
        text = "".join(map(_hide_spans, _GAP.split(text)))
    return COMMENT.sub(_hide_comment, text) if "<!--" in text else text


def show(hidden: str) -> str:
    """Return a text with what `hide` put out of sight."""
    return hidden if hidden.isascii() else hidden.translate(_SHOWN)


def without_comments(text: str) -> str:
    """Return a text without its comments; those that some browsers end early stay."""
    return COMMENT.sub(lambda found: found.group() if _is_odd(found) else "", text)


def _hide_spans(chunk: str) -> str:
    """Return lines that follow each other with their code hidden, if all agree what is code.

    They do if each backquote is closed on its line, and no comment stands between.
    """
    if "`" not in chunk or "<!" in chunk or "<?" in chunk:
        return chunk
    hidden = _SPAN.sub(lambda found: found.group().translate(_HIDDEN), chunk)
    return chunk if "`" in hidden else hidden


def _hide_comment(found: re.Match[str]) -> str:
    if _is_odd(found):
        return found.group()
    if _GAP.search(found.group()):
        return re.sub(r"[^\n]", " ", found.group())
    return found.group().translate(_HIDDEN)


def _is_odd(comment: re.Match[str]) -> bool:
    words, start = comment["words"], comment.start()
    before = comment.string[comment.string.rfind("\n", 0, start) + 1 : start]
    alone = len(before) <= 3 and not before.strip(" ")
    return bool(_ODD.search(words) or (not alone and _ODD_IN_A_LINE.search(words)))
