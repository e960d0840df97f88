"""What names what in the data: every key leads to something that is there, and means one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guidekit.composing import layout
from guidekit.reading.addresses import address
from guidekit.reading.problems import TO_WRITE, did_you_mean
from guidekit.reading.register import CITING, cited_in, main_keys, used_keys
from guidekit.shapes.tree import Level
from guidekit.tree import rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem
    from guidekit.reading.yamlfile import Document, Place

DRAWINGS = "assets/svg/"


class Named(NamedTuple):
    """One place in the data that names something by its key."""

    document: Document
    place: Place
    key: str


def check_data(data: Data) -> Iterator[Problem]:
    """Yield what does not fit between the files of data, so that no page can be made of it."""
    yield from rules.problems(data.documents["decision-tree"], data.decision_tree)
    for check in _CHECKS:
        yield from check(data)


def check_guide(data: Data, uris: Collection[str]) -> Iterator[Problem]:
    """Yield pages and drawings that data names and that are not there.

    Args:
        data: The guide's data.
        uris: Every file under docs/, those made from data too.
    """
    pages = [uri for uri in uris if uri.endswith(".md")]
    for document, place, to in page_links(data):
        if (uri := to.partition("#")[0]) not in uris:
            fix = did_you_mean(uri, pages)
            yield document.problem(place, f"the page '{uri}' does not exist", fix)
    yield from _drawings(data, uris)
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
            yield data.documents["sources"].problem(
                ("sources", key),
                f"no page cites the source '{key}'",
                f"cite it with [^{key}], or take it out",
            )


def page_links(data: Data) -> Iterator[Named]:
    """Yield every page, with an anchor if there is one, that data names for readers."""
    documents = data.documents
    for key, treatment in data.treatments.treatments.items():
        yield Named(documents["treatments"], ("treatments", key, "page"), treatment.page)
    for index, area in enumerate(data.body_map.areas):
        yield Named(documents["body-map"], ("areas", index, "page"), area.page)
    for key, outcome in data.decision_tree.outcomes.items():
        for index, uri in enumerate(outcome.pages):
            yield Named(documents["decision-tree"], ("outcomes", key, "pages", index), uri)
    for old, to in data.redirects.redirects.items():
        yield Named(documents["redirects"], ("redirects", old), to)


def _flags_named(data: Data) -> Iterator[Named]:
    check = data.documents["decision-tree"]
    for name, question in data.decision_tree.questions.items():
        for index, answer in enumerate(question.answers):
            for number, key in enumerate(answer.flags):
                place = ("questions", name, "answers", index, "flags", number)
                yield Named(check, place, key)
    for name, outcome in data.decision_tree.outcomes.items():
        for index, key in enumerate(outcome.sooner):
            yield Named(check, ("outcomes", name, "sooner", index), key)
    for index, sign in enumerate(data.search.signs):
        yield Named(data.documents["search"], ("signs", index, "flag"), sign.flag)


def _flags(data: Data) -> Iterator[Problem]:
    known = data.red_flags.red_flags
    for document, place, key in _flags_named(data):
        if key not in known:
            message = f"the warning sign '{key}' does not exist"
            yield document.problem(place, message, did_you_mean(key, known))


def _sign_levels(data: Data) -> Iterator[Problem]:
    document, signs = data.documents["decision-tree"], data.red_flags.red_flags
    yield from rules.sign_levels(document, data.decision_tree, signs)


def _levels(data: Data) -> Iterator[Problem]:
    if [level.id for level in data.care_levels.levels] != list(Level):
        document = data.documents["care-levels"]
        message = "the four care levels are not in order"
        yield document.problem(("levels",), message, f"list {', '.join(Level)}")


def _source_keys(data: Data) -> Iterator[Problem]:
    document = data.documents["sources"]
    seen: dict[str, str] = {key: key for key in data.sources.sources}
    for key, source in data.sources.sources.items():
        for index, other in enumerate(source.also):
            if seen.setdefault(other, key) != key:
                place = ("sources", key, "also", index)
                message = f"'{other}' already means the source '{seen[other]}'"
                yield document.problem(place, message, "keep it at one of them")


def _citations(data: Data) -> Iterator[Problem]:
    known = main_keys(data.sources.sources)
    for name, document in data.documents.items():
        for place, key in cited_in(document.data) if name in CITING else ():
            if key == TO_WRITE:
                fix = "put the keys of its sources there"
                yield document.problem(place, "the sources are still to be written", fix)
            elif key not in known:
                fix = f"{did_you_mean(key, known)} Or add it to sources.yml"
                yield document.problem(place, f"the source '{key}' does not exist", fix)


def _treatments(data: Data) -> Iterator[Problem]:
    document, groups = data.documents["treatments"], data.treatments.groups
    highest = 0
    for key, treatment in data.treatments.treatments.items():
        if treatment.invasiveness < highest:
            yield document.problem(
                ("treatments", key, "invasiveness"),
                f"'{key}' is less invasive than the one above it",
                "list them from no treatment to the most invasive",
            )
        highest = max(highest, treatment.invasiveness)
        if treatment.group and treatment.group not in groups:
            message = f"'{key}' is in the group '{treatment.group}', which does not exist"
            fix = did_you_mean(treatment.group, groups)
            yield document.problem(("treatments", key, "group"), message, fix)


def _drawings(data: Data, uris: Collection[str]) -> Iterator[Problem]:
    files = [uri.removeprefix(DRAWINGS) for uri in uris if uri.startswith(DRAWINGS)]
    for key, drawing in data.drawings.drawings.items():
        if drawing.file not in files:
            yield data.documents["drawings"].problem(
                ("drawings", key, "file"),
                f"there is no file '{drawing.file}' in docs/{DRAWINGS}",
                did_you_mean(drawing.file, files),
            )


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
    rules = data.decision_tree
    named: list[tuple[str, Place, str]] = [
        *(("glossary", ("terms", n, "id"), term.id) for n, term in enumerate(data.glossary.terms)),
        *(("decision-tree", ("questions", key), key) for key in rules.questions),
        *(("decision-tree", ("outcomes", key), key) for key in rules.outcomes),
    ]
    for file, place, name in named:
        if layout.is_taken(name):
            message = f"the layout has a place '#{name}' of its own"
            yield data.documents[file].problem(place, message, "choose another name")


_CHECKS = (_levels, _citations, _flags, _sign_levels, _treatments, _source_keys)
