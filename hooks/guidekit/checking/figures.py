"""Figures: each number of a sentence stands in a finding of a source that the sentence cites.

A citation alone proves nothing. A finding says what was taken from a source, of how many and who,
so that a number can be checked without the source, and a slip of the pen is seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from guidekit.shapes.evidence import Source

_NUMBER = re.compile(r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(?![\w/])")
_NO_FIGURE = re.compile(
    r"\b(?:999|112|911|811|111|000|1800 022 222|0800 611 116)\b"  # numbers to call
    r"|\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: \d{4})?|\b(?:19|20)\d\d\b"  # days and years
    r"|\bsteps? \d+\b|\bWCAG [\d.]+|\bCC BY [\d.]+|\b24 hours a day\b"
    r"|(?<=\bout of )1,?000?\b|(?<=\bof )(?:every )?1,?00?0\b"  # the base of a share
)
"""Digits that no source is asked for: a day, a number to call, a step, the base of a share."""


def numbers(text: str) -> list[str]:
    """Return the figures of a text as plain digits: `1,308 women in 2019` has one, 1308."""
    return [one.replace(",", "") for one in _NUMBER.findall(_NO_FIGURE.sub("", text))]


def unfounded(words: str, keys: Sequence[str], sources: dict[str, Source]) -> Iterator[str]:
    """Yield the figures of a sentence that no finding of its sources holds.

    Args:
        words: The sentence, without markup.
        keys: Main keys of the sources it cites.
        sources: Every source, by key.
    """
    held = {number for key in keys for number in founded(sources[key])}
    yield from (number for number in dict.fromkeys(numbers(words)) if number not in held)


def founded(source: Source) -> Collection[str]:
    """Return the figures that the findings of a source hold."""
    return {
        number.replace(",", "")
        for one in source.findings
        for number in _NUMBER.findall(one.figure)
    }
