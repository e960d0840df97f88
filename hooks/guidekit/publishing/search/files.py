"""The index of the search box: one script of plain data, which the browser's search library reads.

It holds the title, names and headings of every record, and those sentences that tell most, as many
as fit. Words that no kept sentence holds stand beside them, so that each still finds its page.
"""

import functools
import gzip
import json
import math
import re
from bisect import bisect
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from guidekit.composing import hints, made_pages
from guidekit.publishing.search import index as search_index
from guidekit.publishing.search.index import Record, words
from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page

FILE = "assets/search/index.js"
ROOM, ROOM_EACH = 48 * 1024, 271
"""Bytes, after gzip, that the index may have; those for each record, where that is more."""
WORTH = {"about": 0.4, "tool": 0.5, "word": 9}
"""Kinds of record whose sentences are worth less, or more."""
COMMON = 4
"""Records with a word, above which the word need not lead to every one of them."""
SAID = ("one", "many", "most", "word", "instead", "undo", "none")
"""Labels that the box shows beside results."""
FIRST = "in-short"
"""Anchor of the section whose sentences are worth the most."""
ENDS = (
    (r"(?<=..)ies$", "y"),
    (r"(?<=[sxz])es$|(?<=[cs]h)es$|(?<=..[^sui])s$", ""),
    (r"(?<=...)ing$|(?<=...)ed$", ""),
    (r"(?<=([^lsz]))\1$", ""),
    (r"(?<=....)e$", ""),
)
"""Endings that forms of a word lose, and what comes instead; the browser cuts them by this list."""
_ENDS = tuple((re.compile(end), instead) for end, instead in ENDS)


def build(
    pages: Iterable[Page], contents: Mapping[str, str], address: Mapping[str, str], data: Data
) -> dict[str, str]:
    """Return the files of the index, by their path on the site.

    Args:
        pages: The pages that search finds.
        contents: HTML of each page's text, by uri.
        address: Where each page stands below the site's root, by uri.
        data: The guide's data.
    """
    records = search_index.glossary(data, hints.GLOSSARY_URI)
    for page in sorted(pages, key=lambda page: page.uri):
        meta, uri = page.meta, page.uri
        content = "" if uri in made_pages.LISTS else contents[uri]
        sections = search_index.sections(content, with_boxes=uri == data.search.warning_page)
        names = (meta.also_called, (*meta.search_terms, *meta.misspelt))
        records.append(Record(uri, meta.title, meta.kind.value, *names, sections))
    return {FILE: index(records, data, address)}


def index(records: Sequence[Record], data: Data, address: Mapping[str, str]) -> str:
    """Return the index as a script, with as many sentences as fit.

    `address` gives the address of a page under the site's root; records of others are left out.
    """
    found = [one for one in records if one.uri.partition("#")[0] in address]
    told = [_told(one) for one in found]
    known = Counter(word for one in told for word in one)
    common = {stem(word) for word, times in known.items() if times > COMMON}
    worth = [_worth(one, known) for one in found]
    head = _search_words(data, address)
    rows = [_row(one, address) for one in found]

    def script(least: float) -> str:
        bodies = (_body(*one, least, common) for one in zip(found, worth, told, strict=True))
        pages = [[*row, *body] for row, body in zip(rows, bodies, strict=True)]
        text = json.dumps({**head, "pages": pages}, ensure_ascii=False, separators=(",", ":"))
        return f"guideSearch.take({text});\n"

    def too_big(least: float) -> bool:
        return len(gzip.compress(script(least).encode(), 6)) > max(ROOM, ROOM_EACH * len(found))

    every = sorted((how for one in worth for how in one.values()), reverse=True)
    steps = [math.inf, *every[:: len(every) // 64 + 1]]
    return script(steps[max(0, bisect(steps, x=False, key=too_big) - 1)])


def _search_words(data: Data, address: Mapping[str, str]) -> dict[str, Any]:
    levels = {level.id: level for level in data.care_levels.levels}
    signs = []
    for sign in data.search.signs:
        if sign.page in address:
            flag = data.red_flags.red_flags[sign.flag]
            shown = {"sign": flag.sign, "act": flag.act or "", "page": address[sign.page]}
            level = levels[flag.level].model_dump(include={"id", "word", "heading"})
            signs.append({**level, **shown, "phrases": sign.phrases})
    same = [" ".join(group) for group in data.search.same]
    lists = {"stop": data.search.stop, "quiet": data.search.quiet, "plain": data.search.plain}
    return {
        **{name: " ".join(several) for name, several in lists.items()},
        "same": same,
        "ends": ENDS,
        "signs": signs,
        "elsewhere": data.search.elsewhere,
        "calls": _calls(data),
        "common": data.search.common,
        "first": FIRST,
        "say": {name: data.labels.labels[f"search_{name}"] for name in SAID},
    }


def _calls(data: Data) -> dict[str, Any]:
    """Return whom to call at the two most urgent levels: the number to dial, as said, whose."""
    places = data.emergency.numbers
    lines = [(place.advice, place.country) for place in places if place.advice]
    return {
        "emergency": [(place.tel, place.number, place.country) for place in places],
        "urgent": [(line.tel, line.number, f"{line.name}, {of}") for line, of in lines],
        "note": data.emergency.note,
    }


def _row(one: Record, address: Mapping[str, str]) -> list[str]:
    """Return the address, title and kind of a record, its names, and what people type for it."""
    uri, mark, anchor = one.uri.partition("#")
    names = dict.fromkeys(" ".join(words(name)) for name in one.names)
    typed = dict.fromkeys(" ".join(words(name)) for name in one.typed if name not in one.names)
    return [f"{address[uri]}{mark}{anchor}", one.title, one.kind, "|".join(names), "|".join(typed)]


def _told(one: Record) -> set[str]:
    """Return the words of a record's own text."""
    lines = [one.title, *(line for s in one.sections for line in (s.heading, *s.sentences))]
    return {word for line in lines for word in words(line)}


def _worth(one: Record, known: Mapping[str, int]) -> dict[str, float]:
    """Return how much each sentence of a record tells: the rare words it adds, for its length.

    A word counts for the shortest sentence that holds it, "in short" before all others.
    """
    first = {s for section in one.sections if section.anchor == FIRST for s in section.sentences}
    lines = {line for section in one.sections for line in section.sentences}
    home: dict[str, str] = {}
    for line in sorted(lines, key=lambda line: (line not in first, len(line), line)):
        for word in words(line):
            home.setdefault(word, line)
    worth = dict.fromkeys(lines, 0.0)
    for word, line in home.items():
        worth[line] += 1 / math.sqrt(known[word]) / len(line)
    kind = WORTH.get(one.kind, 1.0)
    return {line: how * kind * (3 if line in first else 1) for line, how in worth.items()}


def _body(
    one: Record,
    worth: Mapping[str, float],
    told: Iterable[str],
    least: float,
    common: Container[str],
) -> tuple[list[list[str | int]], str]:
    """Return the sections of a record with the sentences worth `least`, and the words left over."""
    rows: list[list[str | int]] = []
    heard = set(words(one.title))
    for anchor, heading, sentences in one.sections:
        lines = [line for line in sentences if worth[line] >= least]
        heard.update(words(heading), *map(words, lines))
        if anchor or lines:  # 1: the browser can make the anchor from the heading
            made = "-".join(words(heading))
            rows.append([1 if made == anchor else anchor, heading, "\n".join(lines)])
    roots = {stem(word) for word in heard}
    rest = {stem(word): word for word in sorted(told) if len(word) > 2}
    return rows, " ".join(w for root, w in rest.items() if root not in roots and root not in common)


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without the ending of its form, as the browser cuts it."""
    for end, instead in _ENDS:
        word = end.sub(instead, word)
    return word
