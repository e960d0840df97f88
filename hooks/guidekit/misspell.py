"""Misspellings: how words sound, how far two spellings are apart, which slips people make.

The search box does the same for what readers type; see `docs/assets/js/search.js`.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^rh", "r"),
        (r"sch", "sk"),
        (r"sc(?=[eiy])", "s"),
        (r"ph", "f"),
        (r"gh", "g"),
        (r"ck|q|c(?![eiyh])", "k"),
        (r"ch", "k"),
        (r"c", "s"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"dg|j", "g"),
        (r"ti(?=o|a)", "s"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouyhw]+", ""),
        (r"(.)\1+", r"\1"),
    )
]
_ALIKE = (
    *(("ph", "f"), ("c", "k"), ("c", "s"), ("s", "c"), ("x", "ks"), ("z", "s"), ("s", "z")),
    *(("y", "i"), ("i", "y"), ("ie", "ei"), ("ei", "ie"), ("ae", "e"), ("oe", "e")),
    *(("e", "a"), ("a", "e"), ("i", "e"), ("e", "i"), ("o", "u"), ("ou", "u"), ("ea", "ee")),
)


@functools.lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a key that words of the same sound mostly share: `pharmacy` and `farmacy`."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters are dropped, added, changed or swapped; `limit` + 1 if more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, match in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def misspellings(word: str) -> frozenset[str]:
    """Return the likely slips: a letter dropped, doubled, swapped, or written as it sounds."""
    return frozenset(_slips(word)) - {word}


def _slips(word: str) -> Iterator[str]:
    for i, letter in enumerate(word):
        rest = word[i + 1 :]
        if i:
            yield word[:i] + rest
            yield word[:i] + letter + letter + rest
        if i and rest:
            yield word[:i] + rest[0] + letter + rest[1:]
    for right, wrong in _ALIKE:
        start = word.find(right)
        while start >= 0:
            yield word[:start] + wrong + word[start + len(right) :]
            start = word.find(right, start + 1)


def slips_to_list(words: Iterable[str], known: Iterable[str], longest: int) -> dict[str, str]:
    """Return the slips of short words, each with the word it means.

    Left out: a slip that is a word itself, one that two words share, one with another first letter.
    """
    real = set(known)
    meant: dict[str, set[str]] = {}
    for word in words:
        for slip in misspellings(word) if word.isalpha() and len(word) <= longest else ():
            meant.setdefault(slip, set()).add(word)
    return {
        slip: min(of)
        for slip, of in sorted(meant.items())
        if len(of) == 1 and slip not in real and len(slip) > 2 and slip[0] == min(of)[0]
    }


def corrections(
    names: Iterable[Sequence[str]], known: Mapping[str, int], beside: Container[tuple[str, str]]
) -> dict[str, str]:
    """Return for each misspelt word in the names that editors listed the known word it means.

    `known` counts the words that the guide itself writes, `beside` holds those that stand next to
    each other. A word that is only rare (a brand, an everyday word) stays as it is: with the word
    it is near to, its name would be one that the guide never writes.
    """
    near_to = _Near(known)
    found: dict[str, str] = {}
    for name in names:
        for at, word in enumerate(name):
            if word in known or word in found or len(word) < 4 or not word.isalpha():
                continue
            near = near_to.nearest(word)
            if near and _fits(near, name, at, beside):
                found[word] = near
    return found


def _fits(near: str, name: Sequence[str], at: int, beside: Container[tuple[str, str]]) -> bool:
    if len(name) == 1:
        return sound(near) == sound(name[0])
    pairs = [(name[at - 1], near)] if at else []
    pairs += [(near, name[at + 1])] if at + 1 < len(name) else []
    return any((one, two + end) in beside for one, two in pairs for end in ("", "s"))


class _Near:
    """Known words by their sound, and by what is left of them when one letter is dropped."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._counts = known
        self._by_sound: dict[str, list[str]] = {}
        self._by_rest: dict[str, list[str]] = {}
        for word in known:
            if len(word) > 3 and word.isalpha():
                self._by_sound.setdefault(sound(word), []).append(word)
                for rest in _rests(word):
                    self._by_rest.setdefault(rest, []).append(word)

    def nearest(self, word: str) -> str | None:
        """Return the known word that is one slip away, or up to three if it sounds alike."""
        heard = sound(word)
        found = [(0, other) for other in self._by_sound.get(heard, ())]
        if len(word) > 4:
            found += [(1, other) for rest in _rests(word) for other in self._by_rest.get(rest, ())]
        near = (
            (far + unlike, -self._counts[other], other)
            for unlike, other in found
            if (far := distance(word, other, limit := 1 if unlike else _alike(word))) <= limit
        )
        return min(near, default=(0, 0, None))[2]


def _alike(word: str) -> int:
    """Return how many slips a word that sounds alike may have."""
    return 3 if len(word) > 7 else 2 if len(word) > 4 else 1


def _rests(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
