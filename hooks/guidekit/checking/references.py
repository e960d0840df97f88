"""What names what in the data: every key leads to something that is there, and means one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking import treatments
from guidekit.composing import layout
from guidekit.reading.addresses import address
from guidekit.reading.problems import TO_WRITE, did_you_mean
from guidekit.reading.register import CITING, cited_in, main_keys, used_keys
from guidekit.shapes.tree import Level
from guidekit.tree import rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem
    from guidekit.reading.yamlfile import Document, Place

DRAWINGS = "assets/svg/"
_PAGES = {
    "treatments": "treatments/*/page",
    "body-map": "areas/*/page",
    "decision-tree": "outcomes/*/pages/*",
    "redirects": "redirects/*",
}
_FLAGS = {
    "decision-tree": "questions/*/answers/*/flags/* outcomes/*/sooner/*",
    "search": "signs/*/flag",
}
"""Where the files of data name pages, and warning signs; * stands for any key."""


class Named(NamedTuple):
    """One place in the data that names something by its key."""

    document: Document
    place: Place
    key: str


def check_data(data: Data) -> Iterator[Problem]:
    """Yield what does not fit between the files of data, so that no page can be made of it."""
    check, flags = data.documents["decision-tree"], data.red_flags.red_flags
    yield from rules.problems(check, data.decision_tree)
    yield from rules.sign_levels(check, data.decision_tree, flags)
    yield from rules.medicines(check, data.decision_tree, data.glossary.terms)
    for document, place, key in _named(data, _FLAGS):
        if key not in flags:
            message = f"the warning sign '{key}' does not exist"
            yield document.problem(place, message, did_you_mean(key, flags))
    if [level.id for level in data.care_levels.levels] != list(Level):
        message = "the four care levels are not in order"
        fix = f"list {', '.join(Level)}"
        yield data.documents["care-levels"].problem(("levels",), message, fix)
    yield from _terms(data)
    yield from _citations(data)
    yield from treatments.unknown(data)
    yield from _source_keys(data)


def check_guide(data: Data, uris: Collection[str]) -> Iterator[Problem]:
    """Yield pages and drawings that data names and that are not there, and names that are taken.

    Args:
        data: The guide's data.
        uris: Every file under docs/, those made from data too.
    """
    pages = [uri for uri in uris if uri.endswith(".md")]
    for document, place, to in page_links(data):
        if (uri := to.partition("#")[0]) not in uris:
            fix = f"{did_you_mean(uri, pages)} Or take this out, if the page is gone for good"
            yield document.problem(place, f"the page '{uri}' does not exist", fix)
    for document, place, to in _named(data, {"words": "words/*/allow_in/*"}):
        if to not in uris:
            message = f"the page '{to}', on which this word may stand, does not exist"
            yield document.problem(place, message, did_you_mean(to, pages), warning=True)
    files = [uri.removeprefix(DRAWINGS) for uri in uris if uri.startswith(DRAWINGS)]
    for document, place, file in _named(data, {"drawings": "drawings/*/file"}):
        if file not in files:
            message = f"there is no file '{file}' in docs/{DRAWINGS}"
            yield document.problem(place, message, did_you_mean(file, files))
    yield from _redirects(data, pages)
    yield from _taken_names(data)


def check_titles(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield pages that have the title of another."""
    first: dict[str, Page] = {}
    for page in pages:
        other = first.setdefault(page.meta.title.lower(), page)
        if other is not page:
            message = f"the title '{page.meta.title}' is also that of {other.path}"
            yield page.document.problem(("title",), message, "choose a title that tells them apart")


def check_unused(pages: Iterable[Page], data: Data) -> Iterator[Problem]:
    """Yield the sources that neither a page nor data cites."""
    keys = main_keys(data.sources.sources)
    used = {keys.get(key) for key in used_keys(pages, data)}
    for key in data.sources.sources:
        if key not in used:
            message, fix = (
                f"no page cites the source '{key}'",
                f"cite it with [^{key}], or take it out",
            )
            yield data.documents["sources"].problem(("sources", key), message, fix)


def page_links(data: Data) -> Iterator[Named]:
    """Yield every page, with an anchor if there is one, that data names for readers."""
    return _named(data, _PAGES)


def _named(data: Data, places: Mapping[str, str]) -> Iterator[Named]:
    for file, patterns in places.items():
        document = data.documents[file]
        for pattern in patterns.split():
            for place, key in _at(document.data, pattern.split("/")):
                yield Named(document, place, key)


def _at(value: object, steps: Sequence[str]) -> Iterator[tuple[Place, str]]:
    """Yield each text that a pattern of keys leads to in a file's data, with its place."""
    if not steps and isinstance(value, str):
        yield (), value
    lists = enumerate(value) if isinstance(value, list) else ()
    for key, inside in value.items() if isinstance(value, dict) else lists:
        if steps and steps[0] in {"*", key}:
            yield from (((key, *place), text) for place, text in _at(inside, steps[1:]))


def _source_keys(data: Data) -> Iterator[Problem]:
    seen: dict[str, str] = {key: key for key in data.sources.sources}
    for document, place, other in _named(data, {"sources": "sources/*/also/*"}):
        key = str(place[1])
        if seen.setdefault(other, key) != key:
            message = f"'{other}' already means the source '{seen[other]}'"
            yield document.problem(place, message, "keep it at one of them")


def _terms(data: Data) -> Iterator[Problem]:
    """Yield words of the glossary whose id or name another has: readers would get its meaning."""
    document = data.documents["glossary"]
    ids: set[str] = set()
    owners: dict[str, str] = {}
    for number, term in enumerate(data.glossary.terms):
        place: Place = ("terms", number)
        if term.id in ids:
            fix = "choose an id of its own, or make one entry of the two"
            yield document.problem((*place, "id"), f"'{term.id}' is the id of two words", fix)
        ids.add(term.id)
        for name in {n.lower() for n in (term.everyday, term.clinical, *term.uk, *term.us) if n}:
            if (owner := owners.setdefault(name, term.id)) != term.id:
                message = f"'{name}' is a name of two words, '{owner}' and '{term.id}'"
                yield document.problem(place, message, "keep it at one of them")


def _citations(data: Data) -> Iterator[Problem]:
    known = main_keys(data.sources.sources)
    for document in (data.documents[name] for name in CITING):
        for place, key in cited_in(document.data):
            if key == TO_WRITE:
                fix = "put the keys of its sources there"
                yield document.problem(place, "the sources are still to be written", fix)
            elif key not in known:
                fix = f"{did_you_mean(key, known)} Or add it to sources.yml"
                yield document.problem(place, f"the source '{key}' does not exist", fix)


def _redirects(data: Data, pages: Iterable[str]) -> Iterator[Problem]:
    """Yield the old addresses that would hide a page."""
    taken = {address(uri): uri for uri in pages}
    for old in data.redirects.redirects:
        if page_there := taken.get(old.removesuffix("index.html")):
            message = f"'{old}' is the address of {page_there}, which readers could not open"
            fix = "take this redirect out, or move the page first"
            yield data.documents["redirects"].problem(("redirects", old), message, fix)


def _taken_names(data: Data) -> Iterator[Problem]:
    """Yield words and questions whose names are those of places in the layout."""
    check = data.documents["decision-tree"]
    keys = [(part, key) for part in ("questions", "outcomes") for key in check.data[part]]
    for document, place, name in (
        *_named(data, {"glossary": "terms/*/id"}),
        *(Named(check, place, str(place[1])) for place in keys),
    ):
        if layout.is_taken(name):
            message = f"the layout has a place '#{name}' of its own"
            yield document.problem(place, message, "choose another name")
