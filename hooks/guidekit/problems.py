"""What is wrong, where it stands, and what to write instead."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


PLACEHOLDER = "TO WRITE"
"""What `guide new` puts where only a person can write."""
TO_WRITE = "to-write"
"""The same, where a key belongs."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to fix; `warning` marks what is reported but stops no build."""

    path: str
    line: int
    message: str
    fix: str = ""
    warning: bool = False

    def __str__(self) -> str:
        level = "warning: " if self.warning else ""
        text = f"{self.path}:{self.line}: {level}{self.message}"
        return f"{text}\n    fix: {self.fix}" if self.fix else text


class Place(Protocol):
    """A text that problems can be found in: a page, or a file of data."""

    def problem(self, line: int, message: str, fix: str = "", *, warning: bool = False) -> Problem:
        """Return a problem with a line, numbered as the text's passages are."""
        ...


class ContentError(Exception):
    """Pages or data that break the contract; holds every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a fix for an unknown name: the nearest known one, or the list of them."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    if not names:
        return "there is none to choose from yet"
    shown = ", ".join(names[:12])
    return f"use one of: {shown}{', ...' if len(names) > 12 else ''}"
