"""Characters that nobody sees: they can turn words around, hide some, or split a word in two."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import chain, islice
from typing import TYPE_CHECKING

from guidekit.reading.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PROBLEMS = 20
"""Of one file: who pastes one such character has most often pasted many."""

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_FORMATS = "\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_REST = "\ue000-\uf8ff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff"
_UNSEEN = re.compile(f"[{_CONTROLS}{_FORMATS}{_BLANKS}{_REST}]")
_WRITTEN = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,31});?")
_MARKS = frozenset("\u200e\u200f")
"""Marks of direction, which a line that holds words written from right to left can need."""
_JOINERS = frozenset("\u200c\u200d")
"""Letters of some scripts, and the parts of an emoji, are joined or kept apart by these."""
_JOINED = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})
_NAMES = {"\r": "CARRIAGE RETURN", "\x00": "NULL"}
_KINDS = {"Cc": "a control character", "Co": "for private use", "Cs": "half a character"}


def find(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each character stands that is not seen, and the character."""
    for found in _UNSEEN.finditer(text):
        if not _is_needed(text, found.start()):
            yield found.start(), found.group()


def _written_out(text: str) -> Iterator[tuple[int, str]]:
    """Yield the characters that are not seen and stand as a number or a name, as &#x202E;."""
    for found in _WRITTEN.finditer(text):
        if unseen := _UNSEEN.search(html.unescape(found.group())):
            yield found.start(), unseen.group()


def problems(text: str, *, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield a problem for each character of a text that is not seen.

    Args:
        text: The text; its lines end with `\\n`.
        path: What messages call its file.
        first_line: The line of the file on which it starts.
    """
    for at, character in islice(chain(find(text), _written_out(text)), MOST_PROBLEMS):
        place = f"{name_of(character)}, in column {at - text.rfind(chr(10), 0, at)}"
        message = f"there is a character that nobody sees: {place}"
        fix = "delete it, then type the words around it again by hand"
        yield Problem(path, first_line + text.count("\n", 0, at), message, fix)


def name_of(character: str) -> str:
    """Return the code and the name of a character, as U+202E RIGHT-TO-LEFT OVERRIDE."""
    other = _NAMES.get(character, _KINDS.get(unicodedata.category(character), "no character"))
    return f"U+{ord(character):04X} {unicodedata.name(character, other)}"


def _is_needed(text: str, at: int) -> bool:
    """Return whether a mark or joiner stands where some script or an emoji asks for it."""
    if text[at] in _MARKS:
        line = text[text.rfind("\n", 0, at) + 1 : at] + text[at:].partition("\n")[0]
        return any(unicodedata.bidirectional(one) in {"R", "AL"} for one in line if one > "\u0590")
    return text[at] in _JOINERS and _joins(text[at - 1 : at]) and _joins(text[at + 1 : at + 2])


def _joins(character: str) -> bool:
    """Return whether a character can be joined: of a script without capitals, or of an emoji."""
    return character > "\u0590" and unicodedata.category(character) in _JOINED
