"""All checks over a whole guide: the one path that hooks and `guide check` share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from . import frontmatter, layout_ids, pages, redirects, texts, workers
from .data import CITING, cited_in
from .passages import CITATION
from .problems import ContentError, did_you_mean
from .sources import main_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

    from .data import Data
    from .frontmatter import Page
    from .problems import Problem
    from .yamlfile import Document, Place

DRAWINGS = "assets/svg/"
MOST_PROBLEMS = 200
"""Of one page: nobody reads more, and a page full of them must not hold up the rest."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The pages that could be read, and every problem found."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    unbuildable: frozenset[str] = frozenset()
    """Pages, by uri, that name something that is not there, so that they cannot be drawn."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stop a build."""
        return tuple(problem for problem in self.problems if not problem.warning)


def read_pages(markdown: Mapping[str, str], *, folder: str = "docs") -> Checked:
    """Return the pages of `markdown` (uri under docs/ to text) that can be read."""
    found: list[Page] = []
    problems: list[Problem] = []
    for uri, text in sorted(markdown.items()):
        try:
            found.append(frontmatter.read(text, path=f"{folder}/{uri}", uri=uri))
        except ContentError as error:
            problems += error.problems
    return Checked(tuple(found), tuple(problems))


def check(
    read: Checked,
    data: Data,
    *,
    uris: Collection[str],
    today: date,
    progress: Callable[[Iterable[Page]], Iterable[Page]] = iter,
    processes: int = 1,
) -> Checked:
    """Return the pages with every problem of pages and data, sorted by place.

    Args:
        read: What `read_pages` gave.
        data: The guide's data.
        uris: Pages and files, generated ones too, that can be linked to.
        today: The day against which dates are judged.
        progress: Wraps the pages while they are gone through.
        processes: How many processes share the pages.
    """
    problems = [*read.problems]
    unbuildable: set[str] = set()
    around = pages.around(data, uris=uris, today=today)

    def check_page(page: Page) -> tuple[list[Problem], list[Problem]]:
        broken = list(islice(pages.check_buildable(page, around), MOST_PROBLEMS))
        return broken, list(islice(pages.check(page, around), MOST_PROBLEMS))

    told = workers.each(check_page, read.pages, processes)
    for page, (broken, others) in zip(progress(read.pages), told, strict=True):
        problems += [*broken, *others]
        unbuildable |= {page.uri} if broken else set()
    problems += texts.check_data(data, around.keys, around.house)
    problems += _titles(read.pages)
    problems += _data_pages(data, uris, {page.uri for page in read.pages})
    problems += _taken_names(data)
    problems += redirects.check(data, uris)
    if not read.problems:
        problems += _unused_sources(read.pages, data)
    return Checked(read.pages, tuple(sorted(set(problems))), frozenset(unbuildable))


def _taken_names(data: Data) -> Iterator[Problem]:
    """Yield words and questions whose names are those of places in the layout."""
    tree = data.decision_tree
    named: list[tuple[str, Place, str]] = [
        *(("glossary", ("terms", n, "id"), term.id) for n, term in enumerate(data.glossary.terms)),
        *(("decision-tree", ("questions", key), key) for key in tree.questions),
        *(("decision-tree", ("outcomes", key), key) for key in tree.outcomes),
    ]
    for file, place, name in named:
        if layout_ids.is_taken(name):
            message = f"the layout has a place '#{name}' of its own"
            yield data.documents[file].problem(place, message, "choose another name")


def _titles(found: Iterable[Page]) -> Iterator[Problem]:
    first: dict[str, Page] = {}
    for page in found:
        other = first.setdefault(page.meta.title.lower(), page)
        if other is not page:
            yield page.document.problem(
                ("title",),
                f"the title '{page.meta.title}' is also that of {other.path}",
                "choose a title that tells them apart",
            )


def _unused_sources(found: Iterable[Page], data: Data) -> Iterator[Problem]:
    keys = main_keys(data.sources.sources)
    used = {keys.get(key) for key in used_keys(found, data)}
    document = data.documents["sources"]
    for key in data.sources.sources:
        if key not in used:
            yield document.problem(
                ("sources", key),
                f"no page cites the source '{key}'",
                f"cite it with [^{key}], or take it out",
            )


def used_keys(found: Iterable[Page], data: Data) -> Iterator[str]:
    """Yield every source key that pages and data cite."""
    for page in found:
        yield from CITATION.findall(page.body)
        for line in page.meta.summary:
            yield from CITATION.findall(line)
    for name, document in data.documents.items():
        if name in CITING:
            yield from (key for _, key in cited_in(document.data))


def page_links(data: Data) -> Iterator[tuple[Document, Place, str]]:
    """Yield every page, with an anchor if there is one, that data names for readers."""
    documents = data.documents
    for key, treatment in data.treatments.treatments.items():
        yield documents["treatments"], ("treatments", key, "page"), treatment.page
    for index, area in enumerate(data.body_map.areas):
        yield documents["body-map"], ("areas", index, "page"), area.page
    for key, outcome in data.decision_tree.outcomes.items():
        for index, uri in enumerate(outcome.pages):
            yield documents["decision-tree"], ("outcomes", key, "pages", index), uri


def _data_pages(data: Data, uris: Collection[str], read: Collection[str]) -> Iterator[Problem]:
    """Yield pages and drawings that data names and that are not there.

    A page that is there but cannot be read has a problem of its own.
    """
    for document, place, to in page_links(data):
        uri = to.partition("#")[0]
        if uri not in uris:
            yield document.problem(
                place, f"the page '{uri}' does not exist", did_you_mean(uri, read)
            )
    for key, drawing in data.drawings.drawings.items():
        if f"{DRAWINGS}{drawing.file}" not in uris:
            files = [uri.removeprefix(DRAWINGS) for uri in uris if uri.startswith(DRAWINGS)]
            yield data.documents["drawings"].problem(
                ("drawings", key, "file"),
                f"there is no file '{drawing.file}' in docs/{DRAWINGS}",
                did_you_mean(drawing.file, files),
            )
