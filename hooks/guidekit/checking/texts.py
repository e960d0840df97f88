"""Texts outside the body of a page, held to the same rules: front matter and data files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking import claims as sources
from guidekit.checking import prose
from guidekit.checking.claims import Cited
from guidekit.reading import shown_code
from guidekit.reading.markdown import Passage, plain
from guidekit.reading.problems import PLACEHOLDER, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.yamlfile import Document, Place
    from guidekit.shapes.evidence import Source

_TAG = re.compile(r"<[/!?]?[A-Za-z-]")
_LINK = re.compile(r"\]\(|\]\[(?!\^)")
_ATTRIBUTE = re.compile(r"\{[:#.\s]|\{[^{}\n]*=")
_IN_TAGS = re.compile(r"[<>\"]")
IN_TAGS = ("labels", "disclosure", "emergency", "care-levels", "publisher", "body-map", "glossary")
"""Files whose texts templates put between the signs of HTML."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A file whose passages carry the line of the file on which they stand."""

    path: str

    def problem(self, line: int, message: str, fix: str = "", *, warning: bool = False) -> Problem:
        """Return a problem with a line of the file."""
        return Problem(self.path, line, message, fix, warning)


class Text(NamedTuple):
    """One text that readers see, and what stands beside it."""

    place: Place
    text: str
    uri: str
    """Page that shows it, for words that some pages may use."""
    cites: tuple[str, ...] = ()
    """Keys that stand beside it, for the whole of it."""
    claims: bool = False
    """Whether it needs sources as the text of a page does."""
    sign: bool = False
    """Whether it is a warning sign, which people in need read."""
    labelled: bool = False
    """Whether a field beside it says how sure we are."""


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
    advises = page.meta.kind.advises
    for field in ("title", "description", "summary"):
        for place, text in strings(page.document.data.get(field), (field,)):
            found = Text(place, text, page.uri, claims=advises and field == "summary")
            yield from _check(page.document, found, works, keys, house)
    for place, text in strings(page.document.data.get("also_called"), ("also_called",)):
        if _TAG.search(text):
            yield page.document.problem(place, "there is HTML in this name", "write plain words")


def check_data(data: Data, keys: Mapping[str, str], house: prose.House) -> Iterator[Problem]:
    """Yield the problems of the texts in data files."""
    for name, texts in _FILES.items():
        document = data.documents[name]
        for text in texts(data):
            yield from _check(document, text, data.sources.sources, keys, house)
    for name in IN_TAGS:
        yield from _signs(data.documents[name])


def _signs(document: Document) -> Iterator[Problem]:
    """Yield texts that could end the tag, or the quotes, in which a template puts them."""
    for place, text in strings(document.data):
        if sign := _IN_TAGS.search(text):
            message = f"there is a {sign.group()} in this text, where the layout puts it in a tag"
            yield document.problem(place, message, "write plain words, and ’ or “ ” for quotes")


def _check(
    document: Document,
    text: Text,
    works: Mapping[str, Source],
    keys: Mapping[str, str],
    house: prose.House,
) -> Iterator[Problem]:
    line = document.line(text.place)
    say = partial(Problem, document.path, line)
    if PLACEHOLDER in text.text:
        name = text.place[-2] if isinstance(text.place[-1], int) else text.place[-1]
        fix = "write what the comment above it asks for"
        yield say(f"'{name}' is still to be written", fix)
        return
    if _TAG.search(shown_code.without_comments(text.text) if text.claims else text.text):
        yield say("there is HTML in this text, which is not used here", "write plain words")
    if _LINK.search(text.text):
        yield say("there is a link in this text, which is not used here", "link from the page")
    if _ATTRIBUTE.search(text.text):
        yield say("there is a { in this text, which could set an attribute", "write plain words")
    if "\n" in text.text.strip():
        yield say("there is an empty line in this text", "write it as one paragraph")
    place = Lines(document.path)
    box = "sign" if text.sign else None
    passage = Passage("item", line, text.text, plain(text.text), box=box)
    yield from prose.check_words(place, text.uri, [passage], house)
    yield from prose.check_sentences(place, [passage])
    if text.sign:
        yield from prose.check_sign(place, passage)
    if text.claims:
        known = Cited(works, keys, text.cites, text.labelled)
        yield from sources.check_claims(place, [passage], known)


_NOT_TOLD = frozenset({"page", "sources", "checked", "group"})
"""Fields of a treatment that are no text for readers."""
_NEVER_CLAIMS = frozenset({"name", "for", "ask", "funding", "page", "not_for"})
"""Fields of a treatment that name it, ask, or advise."""


def _treatments(data: Data) -> Iterator[Text]:
    for key, group in data.treatments.groups.items():
        for place, text in strings(group.model_dump(mode="json")):
            yield Text(("groups", key, *place), text, "")
    for key, treatment in data.treatments.treatments.items():
        for place, text in strings(treatment.model_dump(mode="json", by_alias=True)):
            if place[0] in _NOT_TOLD or place == ("certainty", "label"):
                continue
            claims = place[0] not in _NEVER_CLAIMS and place != ("certainty", "of")
            full: Place = ("treatments", key, *place)
            yield Text(full, text, treatment.page, claims=claims, labelled=True)


def _glossary(data: Data) -> Iterator[Text]:
    for index, term in enumerate(data.glossary.terms):
        cites = (term.source,) if term.source else ()
        place: Place = ("terms", index, "definition")
        yield Text(place, term.definition, "glossary.md", cites, claims=True)


def _red_flags(data: Data) -> Iterator[Text]:
    for key, flag in data.red_flags.red_flags.items():
        place: Place = ("red_flags", key)
        yield Text((*place, "sign"), flag.sign, "", flag.sources, claims=True, sign=True)
        if flag.act:
            yield Text((*place, "act"), flag.act, "", flag.sources, claims=True, sign=True)


def _chances(data: Data) -> Iterator[Text]:
    for key, chance in data.chances.chances.items():
        for field in ("what", "both_sides"):
            text = getattr(chance, field)
            yield Text(("chances", key, field), text, "", chance.sources, claims=True)


def _drawings(data: Data) -> Iterator[Text]:
    for key, drawing in data.drawings.drawings.items():
        place: Place = ("drawings", key)
        yield Text((*place, "caption"), drawing.caption, "", drawing.sources)
        yield Text((*place, "alt"), drawing.alt, "", drawing.sources)
        for index, text in enumerate(drawing.description):
            yield Text((*place, "description", index), text, "", drawing.sources)


def _care_levels(data: Data) -> Iterator[Text]:
    for index, level in enumerate(data.care_levels.levels):
        for field in ("word", "heading", "when", "meaning"):
            yield Text(("levels", index, field), getattr(level, field), "")


def _areas(data: Data) -> Iterator[Text]:
    for index, area in enumerate(data.body_map.areas):
        for field in ("name", "note"):
            yield Text(("areas", index, field), getattr(area, field), "")


_FILES: Mapping[str, Callable[[Data], Iterator[Text]]] = {
    "treatments": _treatments,
    "glossary": _glossary,
    "red-flags": _red_flags,
    "chances": _chances,
    "drawings": _drawings,
    "care-levels": _care_levels,
    "body-map": _areas,
}
