"""Texts outside the body of a page, held to the same rules: front matter and data files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking import prose
from guidekit.checking.evidence import claims
from guidekit.reading import shown_code
from guidekit.reading.markdown import Passage
from guidekit.reading.problems import PLACEHOLDER, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.yamlfile import Document, Place
    from guidekit.shapes.evidence import Source

_TAG = re.compile(r"<[/!?]?[A-Za-z-]")
_LINK = re.compile(r"\]\(|\]\[(?!\^)")
_ATTRIBUTE = re.compile(r"\{[:#.\s]|\{[^{}\n]*=")
_IN_TAGS = re.compile(r"[<>\"]")
IN_TAGS = (
    *("labels", "disclosure", "emergency", "care-levels", "publisher", "body-map", "glossary"),
    "reviews",
)
"""Files whose texts templates put between the signs of HTML."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A file whose passages carry the line of the file on which they stand."""

    path: str

    def problem(self, line: int, message: str, fix: str = "", *, warning: bool = False) -> Problem:
        """Return a problem with a line of the file."""
        return Problem(self.path, line, message, fix, warning)


class Kind(NamedTuple):
    """One kind of text in a file of data, and the rules that hold for it."""

    file: str
    where: str
    """Pattern of the places of its texts, their keys joined by /."""
    uri: str = ""
    """Page that shows it, for words that some pages may use."""
    claims: bool = False
    """Whether it needs sources as the text of a page does."""
    sign: bool = False
    """Whether it is a warning sign, which people in need read."""
    labelled: bool = False
    """Whether a field beside it says how sure we are, and its sources stand in it."""


class Text(NamedTuple):
    """One text that readers see, and the keys that stand beside it for the whole of it."""

    document: Document
    place: Place
    text: str
    kind: Kind
    cites: tuple[str, ...] = ()


_NOT_TOLD = (
    r"page|sources|checked|group|certainty/label|outcomes/\d+/(?:what|row|source)"
    r"|cost/\d+/(?:country|when)"
)
_COUNTED = r"outcomes/\d+/(?:when|of|versus|differs)"
"""Words of a count, which `treatments` holds to its source."""
_NEVER_CLAIMS = rf"name|short|for|ask|funding|not_for|certainty/of|recovery/\d+/when|{_COUNTED}"
"""Fields of a treatment that are no text for readers; that name it, ask, or advise."""
KINDS = (
    Kind("treatments", rf"groups/.*|treatments/[^/]+/(?:{_NEVER_CLAIMS})(?:/.*)?"),
    Kind("treatments", r"(?:counted|rows)/[^/]+/(?:name|title|when|of)"),
    Kind("treatments", r"(?:activities|asked)/.*"),
    Kind("treatments", r"matters/\d+/(?:says|ask)"),
    Kind("treatments", r"waits/\d+/(?:stage|text)", claims=True, labelled=True),
    Kind(
        "treatments",
        rf"treatments/[^/]+/(?!(?:{_NOT_TOLD}|{_NEVER_CLAIMS})(?:/|$)).*",
        claims=True,
        labelled=True,
    ),
    Kind("glossary", r"terms/\d+/definition", "glossary.md", claims=True),
    Kind("red-flags", r"red_flags/[^/]+/(?:sign|act|brief)", claims=True, sign=True),
    Kind("chances", r"chances/[^/]+/(?:what|both_sides)", claims=True),
    Kind("drawings", r"drawings/[^/]+/(?:caption|alt|description/\d+)"),
    Kind("care-levels", r"levels/\d+/(?:word|heading|when|meaning)"),
    Kind("body-map", r"areas/\d+/(?:name|note)"),
)


def strings(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield every text in a file's data, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, (*place, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from strings(item, (*place, name))


def check_front_matter(
    page: Page, works: Mapping[str, Source], keys: Mapping[str, str], house: prose.House
) -> Iterator[Problem]:
    """Yield the problems of the texts that a page's front matter shows to readers."""
    advises, read = page.meta.kind.advises, page.document.data
    for field in ("title", "description", "summary"):
        kind = Kind("", "", page.uri, claims=advises and field == "summary")
        for place, text in strings(read.get(field), (field,)):
            yield from _check(Text(page.document, place, text, kind), works, keys, house)
    for place, text in strings(read.get("also_called"), ("also_called",)):
        if _TAG.search(text):
            yield page.document.problem(place, "there is HTML in this name", "write plain words")


def check_data(data: Data, keys: Mapping[str, str], house: prose.House) -> Iterator[Problem]:
    """Yield the problems of the texts in data files."""
    for text in _told(data):
        yield from _check(text, data.sources.sources, keys, house)
    for name in IN_TAGS:
        document = data.documents[name]
        for place, words in strings(document.data):
            if sign := _IN_TAGS.search(words):
                where = "where the layout puts it in a tag"
                fix = "write plain words, and ’ or “ ” for quotes"
                message = f"there is a {sign.group()} in this text, {where}"
                yield document.problem(place, message, fix)


def _told(data: Data) -> Iterator[Text]:
    """Yield the texts of the data files that readers see."""
    for kind in KINDS:
        document, where = data.documents[kind.file], re.compile(kind.where)
        for place, text in strings(document.data):
            if not where.fullmatch("/".join(map(str, place))):
                continue
            record = document.data[place[0]][place[1]]
            alone = kind.labelled or not isinstance(record, dict)
            beside = [] if alone else record.get("sources") or [record.get("source")]
            ours = kind._replace(uri=record["page"]) if place[0] == "treatments" else kind
            yield Text(document, place, text, ours, tuple(filter(None, beside)))


def _check(
    text: Text, works: Mapping[str, Source], keys: Mapping[str, str], house: prose.House
) -> Iterator[Problem]:
    document, place, words, kind, cites = text
    if PLACEHOLDER in words:
        name = next(key for key in reversed(place) if isinstance(key, str))
        fix = "write what the comment above it asks for"
        yield document.problem(place, f"'{name}' is still to be written", fix)
        return
    for message, fix in _signs(words, comments=kind.claims):
        yield document.problem(place, message, fix)
    lines = Lines(document.path)
    passage = Passage("item", document.line(place), words, box="sign" if kind.sign else None)
    yield from prose.check_words(lines, kind.uri, [passage], house)
    yield from prose.check_sentences(lines, [passage])
    if kind.sign:
        yield from prose.check_sign(lines, passage)
    if kind.claims:
        known = claims.Cited(works, keys, cites, kind.labelled)
        yield from claims.check_claims(lines, [passage], known)


def _signs(text: str, *, comments: bool) -> Iterator[tuple[str, str]]:
    """Yield the markup of a text, and what to write instead; some may hold comments."""
    said = "in this text, which is not used here"
    if _TAG.search(shown_code.without_comments(text) if comments else text):
        yield f"there is HTML {said}", "write plain words"
    if _LINK.search(text):
        yield f"there is a link {said}", "link from the page"
    if _ATTRIBUTE.search(text):
        yield "there is a { in this text, which could set an attribute", "write plain words"
    if "\n" in text.strip():
        yield "there is an empty line in this text", "write it as one paragraph"
