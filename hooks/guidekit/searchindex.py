"""What the search box reads: finished pages to records, records to the files of the index.

A small guide gets one file: names, headings and the telling sentences of every page, which the
browser takes apart itself. A big one gets that file without the sentences, and beside it a list
of words in parts and a file a page, of which a search fetches the few it needs. Every file is a
script that hands its data to the search box, so that a copy of the site works without a server.
"""

from __future__ import annotations

import functools
import gzip
import heapq
import html
import json
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from . import misspell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .data import Data

SMALL = 51 * 1024
"""Bytes, after gzip, up to which an index is one file."""
LEAST_SHARE = 0.1
"""Part of a page's sentences that one file must be able to hold; below, the index is split."""
SHARES = {"about": 0.4, "tool": 0.5, "word": 9}
"""Kinds of record that get less, or more, than an even share of the room for sentences."""
FIRST = "in-short"
"""Anchor of the section whose sentences are worth the most."""
LONGEST_SLIP = 4
"""Longest word whose misspellings stand in the index."""
PART = 24 * 1024
"""Bytes, before gzip, of one part of a big index's list of words."""

_GONE = re.compile(
    r"<!--.*?-->|<(svg|sup|style|script|details)\b.*?</\1>"
    r'|<a [^>]*class="cite"[^>]*>.*?</a>'
    r'|<p class="also">.*?</p>|<div [^>]*\bpopover\b[^>]*>.*?</div>',
    re.DOTALL,
)
_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_CLOSE = re.compile(
    r"</(?:p|li|t[dhr]|div|section|d[td]|figcaption|summary|ul|ol)>|<(?:br|li|p|ul|ol)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'“(]*[A-Z0-9])")
_NO_SLUG = re.compile(r"[^\w\s-]", re.ASCII)
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
    """What else people call it, misspelt or not."""
    sections: tuple[Section, ...]


class Names(NamedTuple):
    """What a page's front matter gives to search."""

    title: str
    kind: str
    names: tuple[str, ...]


@functools.lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without accents and apostrophes."""
    plain = text if text.isascii() else _without_accents(text)
    return tuple(_WORD.findall(_APOSTROPHE.sub("", plain).lower()))


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what forms of a word share, roughly; the search box cuts in the same way."""
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ses", "xes", "zes", "ches", "shes")) else word[:-1]
    for end, least in (("ing", 6), ("ed", 5)):
        if word.endswith(end) and len(word) >= least:
            word = word[: -len(end)]
            word = word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _without_accents(text: str) -> str:
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def record(uri: str, names: Names, content: str, *, with_boxes: bool) -> Record:
    """Return the record of a page from its finished HTML.

    `with_boxes` keeps the sections that the page marks as left out of search.
    """
    return Record(uri, *names, sections(content, with_boxes))


@functools.lru_cache(maxsize=8192)
def sections(content: str, with_boxes: bool) -> tuple[Section, ...]:
    """Return the sections of a page's HTML; a heading that comes again joins the one before."""
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
            tuple(dict.fromkeys(filter(None, (term.clinical, *term.uk, *term.us, *term.other)))),
            (Section("", "", tuple(_SENTENCE.split(term.definition))),),
        )
        for term in data.glossary.terms
    ]


class Written(NamedTuple):
    """The words that the guide itself writes."""

    times: Counter[str]
    beside: set[tuple[str, str]]
    """Words that stand next to each other."""


def written(records: Iterable[Record], data: Data) -> Written:
    """Count the words that the guide itself writes, those of the glossary too."""
    found = Written(Counter(), set())
    for one in records:
        for text in (
            one.title,
            *(line for s in one.sections for line in (s.heading, *s.sentences)),
        ):
            _note(words(text), found)
    for term in data.glossary.terms:
        for name in filter(None, (term.everyday, term.clinical, *term.uk, *term.us)):
            _note(words(name), found)
    for group in data.search.same:
        found.times.update(group)
    return found


def _note(told: Sequence[str], found: Written) -> None:
    found.times.update(told)
    found.beside.update(pairwise(told))


def build(records: Sequence[Record], data: Data, address: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the index, by name.

    `address` gives the address of a page under the site's root; records of others are left out.
    """
    known, beside = written(records, data)
    names = [words(name) for one in records for name in one.names]
    spelt = {**_short_slips(data, known), **misspell.corrections(names, known, beside)}
    found = [one for one in records if one.uri.partition("#")[0] in address]
    head = {"spelling": _pairs(spelt), **_search_words(data, address)}
    rows = [_row(one, address, spelt) for one in found]
    whole = _whole(head, rows, found, known)
    return {"index.js": whole} if whole else _split(head, rows, found)


def _short_slips(data: Data, known: Mapping[str, int]) -> dict[str, str]:
    """Return the slips of the glossary's short words: in longer ones the browser finds them."""
    told = (word for term in data.glossary.terms for word in (term.clinical or "").split())
    short = {word for word in told if word.islower()} - set(data.search.stop)
    return misspell.slips_to_list(short, known, LONGEST_SLIP)


def _pairs(spelt: Mapping[str, str]) -> dict[str, str]:
    """Return the words meant, each with its misspellings, to save room."""
    meant: dict[str, list[str]] = {}
    for slip, word in sorted(spelt.items()):
        meant.setdefault(word, []).append(slip)
    return {word: " ".join(slips) for word, slips in sorted(meant.items())}


def _search_words(data: Data, address: Mapping[str, str]) -> dict[str, Any]:
    levels = {level.id: level for level in data.care_levels.levels}
    flags = data.red_flags.red_flags
    signs = [
        {
            "level": flags[sign.flag].level,
            "word": levels[flags[sign.flag].level].word,
            "heading": levels[flags[sign.flag].level].heading,
            "sign": flags[sign.flag].sign,
            "act": flags[sign.flag].act or "",
            "page": address[sign.page],
            "phrases": sign.phrases,
        }
        for sign in data.search.signs
        if sign.page in address
    ]
    same = [" ".join(group) for group in data.search.same]
    return {"stop": " ".join(data.search.stop), "same": same, "signs": signs}


def _row(one: Record, address: Mapping[str, str], spelt: Mapping[str, str]) -> list[Any]:
    """Return what every index holds of a record: address, title, kind, names."""
    uri, _, anchor = one.uri.partition("#")
    where = f"{address[uri]}#{anchor}" if anchor else address[uri]
    said: dict[tuple[str, ...], str] = {}
    for name in one.names:
        mended = [spelt.get(word, word) for word in words(name)]
        said.setdefault(tuple(sorted(mended)), " ".join(mended))
    said.pop(tuple(sorted(words(one.title))), None)
    return [where, one.title, one.kind, "|".join(said.values())]


def _whole(
    head: Mapping[str, Any],
    rows: Sequence[list[Any]],
    records: Sequence[Record],
    known: Mapping[str, int],
) -> str | None:
    """Return an index in one file with as many sentences as fit, or None if too few do."""
    least = [rows, [[section.heading for section in one.sections] for one in records]]
    if len(gzip.compress(_script(least).encode(), 1)) > SMALL:
        return None
    dull = _dull(records) | set(head["stop"].split())
    ordered = [_telling(one, known) for one in records]

    def text(share: float) -> str:
        rest: dict[str, list[int]] = {}
        pages = []
        for number, one in enumerate(records):
            body, unheard = _body(one, ordered[number], share)
            pages.append([*rows[number], body])
            for word in unheard - dull:
                rest.setdefault(word, []).append(number)
        return _script({**head, "pages": pages, "rest": _rest(rest)})

    low, high = 0.0, 2.0
    for _ in range(7):
        middle = (low + high) / 2
        fits = len(gzip.compress(text(middle).encode(), 6)) <= SMALL
        low, high = (middle, high) if fits else (low, middle)
    return text(low) if low >= LEAST_SHARE else None


def _dull(records: Sequence[Record]) -> set[str]:
    """Return the words that stand in so many pages that they tell none of them apart."""
    inside: Counter[str] = Counter()
    pages = [one for one in records if len(one.sections) > 1]
    for one in pages:
        inside.update({w for s in one.sections for line in s.sentences for w in words(line)})
    return {w for w, times in inside.items() if times > len(pages) / 3 or w.isdigit() or len(w) < 3}


def _rest(places: Mapping[str, list[int]]) -> str:
    """Return the words that no kept sentence holds, each with how far its records are apart."""
    return " ".join(
        f"{word}:{','.join(format(b - a, 'x') for a, b in pairwise([0, *places[word]]))}"
        for word in sorted(places)
    )


def _anchor(section: Section) -> str | int:
    """Return the anchor of a section, or 1 if it can be made from the heading."""
    plain = _without_accents(section.heading).encode("ascii", "ignore").decode()
    made = re.sub(r"[-\s]+", "-", _NO_SLUG.sub("", plain).strip().lower())
    return 1 if made == section.anchor else section.anchor


def _body(
    one: Record, ordered: Sequence[tuple[int, int]], share: float
) -> tuple[list[list[str | int]], set[str]]:
    """Return the sections of a record with a share of their sentences, and the words left over."""
    kept = _first(one, ordered, share)
    rows: list[list[str | int]] = []
    heard: set[str] = set()
    for number, section in enumerate(one.sections):
        lines = [s for at, s in enumerate(section.sentences) if (number, at) in kept]
        heard.update(words(section.heading), *map(words, lines))
        if section.anchor or lines:
            rows.append([_anchor(section), section.heading, "\n".join(lines)])
    stems = {stem(word) for word in heard}
    rest: dict[str, str] = {}
    for word in (w for s in one.sections for line in s.sentences for w in words(line)):
        if (root := stem(word)) not in stems:
            rest.setdefault(root, word)
    return rows, set(rest.values())


def _first(one: Record, ordered: Sequence[tuple[int, int]], share: float) -> set[tuple[int, int]]:
    room = (
        share
        * SHARES.get(one.kind, 1)
        * sum(len(line) for section in one.sections for line in section.sentences)
    )
    kept: set[tuple[int, int]] = set()
    for number, at in ordered:
        room -= len(one.sections[number].sentences[at])
        if room < 0:
            break
        kept.add((number, at))
    return kept


def _telling(one: Record, known: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the places of a record's sentences, those first that add the most rare words.

    What a sentence adds only shrinks as others come before it, so each is weighed again only
    when it reaches the top.
    """
    lines = {
        (number, at): (
            frozenset(words(line)),
            (len(line) + 20) / (3 if section.anchor == FIRST else 1),
        )
        for number, section in enumerate(one.sections)
        for at, line in enumerate(section.sentences)
    }
    heard: set[str] = set()

    def worth(place: tuple[int, int]) -> float:
        told, long = lines[place]
        return -sum(1 / math.sqrt(known[word]) for word in told - heard) / long

    heap = [(worth(place), place) for place in lines]
    heapq.heapify(heap)
    ordered = []
    while heap:
        _, place = heapq.heappop(heap)
        now = worth(place)
        if heap and now > heap[0][0]:
            heapq.heappush(heap, (now, place))
            continue
        heard |= lines[place][0]
        ordered.append(place)
    return ordered


def _split(
    head: Mapping[str, Any], rows: Sequence[list[Any]], records: Sequence[Record]
) -> dict[str, str]:
    """Return an index in parts: titles and words at the start, the rest as a search needs it."""
    files: dict[str, str] = {}
    places: dict[str, list[str]] = {}
    for number, (row, one) in enumerate(zip(rows, records, strict=True)):
        full = [[_anchor(s), s.heading, "\n".join(s.sentences)] for s in one.sections]
        files[f"page-{number}.js"] = _script([number, row[3], full], "page")
        for word, weight in _weights(row, one).items():
            places.setdefault(word, []).append(f"{number:x}{'ghijk'[weight]}")
    parts = list(_parts(places))
    for number, part in enumerate(parts):
        lists = {word: "".join(places[word]) for word in part}
        files[f"words-{number}.js"] = _script([number, lists], "words")
    files["index.js"] = _script(
        {
            **head,
            "pages": [row[:3] for row in rows],
            "words": [" ".join(part) for part in parts],
            "many": [" ".join(f"{len(places[word]):x}" for word in part) for part in parts],
        }
    )
    return files


def _parts(places: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for word in sorted(places):
        size += len(word) + 6 + sum(map(len, places[word]))
        part.append(word)
        if size > PART:
            yield part
            part, size = [], 0
    if part:
        yield part


def _weights(row: Sequence[str], one: Record) -> dict[str, int]:
    """Return each word of a record with its weight: 4 in the title, 3 a name, 2 a heading, 1."""
    told: dict[str, int] = {}
    texts = [(4, one.title), (3, row[3])]
    texts += [(2, section.heading) for section in one.sections]
    texts += [(1, line) for section in one.sections for line in section.sentences]
    for weight, text in texts:
        for word in words(text):
            told.setdefault(word, weight)
    return told


def _script(value: object, kind: str = "index") -> str:
    """Return a script that hands a value to the search box."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # U+2028 and U+2029 end a line in old scripts.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"guideSearch.take({json.dumps(kind)},{text});\n"
