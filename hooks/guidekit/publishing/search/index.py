"""What the search box can find: finished pages and words of the glossary, as records."""

import functools
import html
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from guidekit.reading.data import Data

_GONE = re.compile(
    r"<!--.*?-->|<(svg|sup|style|script|details)\b.*?</\1>"
    r'|<a [^>]*class="cite"[^>]*>.*?</a>'
    r'|<p class="(?:also|lede)">.*?</p>|<div [^>]*\bpopover\b[^>]*>.*?</div>',
    re.DOTALL,
)
_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_CLOSE = re.compile(
    r"</(?:p|li|t[dhr]|div|section|d[td]|figcaption|summary|ul|ol)>|<(?:br|li|p|ul|ol)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'“(]*[A-Z0-9])")
_BOX = "care-"
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’]")


class Section(NamedTuple):
    """A heading of a page, and the sentences under it."""

    anchor: str
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that search can find: a page, or a word of the glossary."""

    uri: str
    """Page under docs/, with an anchor if need be."""
    title: str
    kind: str
    """Kind of page, or `word`."""
    names: tuple[str, ...]
    """What else it is called."""
    typed: tuple[str, ...]
    """What people type for it, misspelt or not."""
    sections: tuple[Section, ...]


@functools.lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without accents and apostrophes."""
    plain = _APOSTROPHE.sub("", text).lower()
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in split if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain))


@functools.lru_cache(maxsize=8192)
def sections(content: str, with_boxes: bool) -> tuple[Section, ...]:
    """Return the sections of a page's HTML; a heading that comes again joins the one before.

    `with_boxes` keeps the sections that the page marks as left out of search.
    """
    parts = _HEADING.split(_GONE.sub(" ", content))
    found = [["", "", *_sentences(parts[0])]]
    seen: set[str] = set()
    left_out = False
    for _level, attributes, inner, below in zip(*[iter(parts[1:])] * 4, strict=True):
        heading, anchor = _text(inner), _ID.search(attributes)
        kept = with_boxes and anchor is not None and anchor[1].startswith(_BOX)
        left_out = "data-search-exclude" in attributes and not kept
        if left_out:
            below = below.partition("</section>")[2]  # noqa: PLW2901 - the box ends there
        if heading not in seen and not left_out and anchor:
            found.append([anchor[1], heading])
        seen.add(heading)
        found[-1] += _sentences(below)
    return tuple(Section(anchor, heading, tuple(lines)) for anchor, heading, *lines in found)


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


def _sentences(markup: str) -> list[str]:
    lines = (_text(line) for line in _CLOSE.split(markup))
    return [s for line in lines for s in _SENTENCE.split(line) if len(s) > 2]


def glossary(data: Data, uri: str) -> list[Record]:
    """Return a record for each word of the glossary, which stands at `uri`."""
    return [
        Record(
            f"{uri}#{term.id}",
            term.everyday[0].upper() + term.everyday[1:],
            "word",
            tuple(filter(None, (term.clinical, *term.uk, *term.us))),
            (*term.other, *term.misspelt),
            (Section("", "", tuple(_SENTENCE.split(term.definition))),),
        )
        for term in data.glossary.terms
    ]
