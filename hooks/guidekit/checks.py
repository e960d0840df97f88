"""All checks over a whole guide: the one path that hooks and `guide check` share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import frontmatter, pages, redirects, texts
from .data import CITING, cited_in
from .passages import CITATION
from .problems import ContentError, Problem
from .sources import main_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

    from .data import Data
    from .frontmatter import Page


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
    nav: Collection[str],
    today: date,
    progress: Callable[[Iterable[Page]], Iterable[Page]] = iter,
) -> Checked:
    """Return the pages with every problem of pages and data, sorted by place.

    Args:
        read: What `read_pages` gave.
        data: The guide's data.
        uris: Pages and files, generated ones too, that can be linked to.
        nav: Pages that stand in the menu.
        today: The day against which dates are judged.
        progress: Wraps the pages while they are gone through.
    """
    problems = [*read.problems]
    unbuildable: set[str] = set()
    around = pages.around(data, uris=uris, today=today)
    for page in progress(read.pages):
        if broken := list(pages.check_buildable(page, around)):
            unbuildable.add(page.uri)
        problems += [*broken, *pages.check(page, around)]
    problems += texts.check_data(data, around.keys, around.house)
    problems += _titles(read.pages)
    problems += _menu(read.pages, nav)
    problems += redirects.check(data, uris)
    if not read.problems:
        problems += _unused_sources(read.pages, data)
    return Checked(read.pages, tuple(sorted(set(problems))), frozenset(unbuildable))


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


def _menu(found: Iterable[Page], nav: Collection[str]) -> Iterator[Problem]:
    for page in found:
        if page.uri not in nav:
            yield Problem(
                page.path,
                1,
                "the page stands in no menu, so readers cannot find it",
                f"add '{page.uri}' under nav: in mkdocs.yml",
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
