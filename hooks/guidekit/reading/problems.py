"""What is wrong, where it stands, and what to write instead."""

import difflib
import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

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
        super().__init__(self.problems)

    @classmethod
    def of(cls, path: str, line: int, message: str, fix: str = "") -> Self:
        """Return the error of one problem."""
        return cls([Problem(path, line, message, fix)])

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


_NUMBER = re.compile(r"\[Errno (\d+)\]")
_RIGHTS = "give yourself the right to it, or take a folder of your own;"
_WAYS_ON = {
    errno.ENOSPC: "free some room on that disk,",
    errno.EDQUOT: "free some room of your share of that disk,",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "take a folder on a disk that may be written to;",
    errno.EEXIST: "move what stands there elsewhere,",
    errno.ENOTDIR: "move the file that stands there elsewhere,",
    errno.ENOTEMPTY: "remove that folder by hand,",
}


def refused(error: OSError, near: Path) -> Problem:
    """Return what the system refused, and a way on; `near` stands in if it names no file."""
    place = Path(error.filename) if isinstance(error.filename, str) else near
    path = place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else place
    inside = _NUMBER.search(str(error))  # copying a folder tells of all its files at once
    number = error.errno or (int(inside[1]) if inside else 0)
    reason = os.strerror(number) if number else str(error)
    message = f"the system refuses this file or folder: {reason}"
    fix = "see who may write there: ls -ld, and df for its room"
    if way_on := _WAYS_ON.get(number):
        fix = f"{way_on} then run it again"
    return Problem(path.as_posix(), 1, message, fix)


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
