"""Figures: each number of a sentence stands in a finding of a source that the sentence cites.

A citation alone proves nothing. A finding says what was taken from a source, of how many and when,
so that a number can be checked without opening the source, and a slip of the pen is seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidekit.shapes.evidence import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guidekit.shapes.evidence import Source

_NUMBER = re.compile(r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(?![\w/%])")
_IN_FINDING = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NO_FIGURE = re.compile(
    r"(?<![\d,.])(?:999|112|911|811|111|000|1800 022 222|0800 611 116)\b"  # numbers to call
    r"|\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: \d{4})?|\b(?:19|20)\d\d\b"  # days and years
    r"|\bsteps? \d+\b|\bWCAG [\d.]+|\bCC BY [\d.]+|\b24 hours a day\b"
    r"|\bof (?:every )?(?:100|1,000|10,000)\b|\bfor every (?:100|1,000|10,000)\b"  # a base
    r"|\((?:about )?[\d.,]+ (?:inch(?:es)?|miles?|lb|°F|feet)\)"  # the same length or weight again
)
"""Digits that no source is asked for: a day, a number to call, a step, the base of a share."""
_CLAIMS = frozenset({SourceKind.SELLER, SourceKind.ARTICLE})
"""Kinds of source that are weighed, not believed."""


def numbers(text: str) -> list[str]:
    """Return the figures of a text as plain digits: `1,308 women in 2019` has one, 1308."""
    return [one.replace(",", "") for one in _NUMBER.findall(_NO_FIGURE.sub("", text))]


def unfounded(words: str, sources: Iterable[Source]) -> Iterator[str]:
    """Yield the figures of a sentence that no finding of its sources holds.

    The other side of a share counts as held: who says 84 of 100 may say that 16 had none. What a
    seller or an article claims, and nobody else says, is its own affair.

    Args:
        words: The sentence, without markup.
        sources: The sources that it cites.
    """
    cited = list(sources)
    if {source.kind for source in cited} <= _CLAIMS or not (found := numbers(words)):
        return
    held = {number for source in cited for number in _held(source)}
    sides = {str(100 - int(number)) for number in held if number.isdigit() and int(number) <= 100}
    yield from (number for number in dict.fromkeys(found) if number not in held | sides)


def _held(source: Source) -> Iterator[str]:
    for one in source.findings:
        text = f"{one.figure} {one.of} {one.when or ''}"
        yield from (number.replace(",", "") for number in _IN_FINDING.findall(text))
