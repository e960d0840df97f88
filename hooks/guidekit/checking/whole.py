"""All checks over a whole guide: the one path that hooks and `guide check` share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from guidekit.checking import names, references, texts, treatments
from guidekit.checking import page as page_checks
from guidekit.checking.evidence import labels, reviews
from guidekit.reading import front_matter
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem

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
            found.append(front_matter.read(text, path=f"{folder}/{uri}", uri=uri))
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
) -> Checked:
    """Return the pages with every problem of pages and data, sorted by place.

    Args:
        read: What `read_pages` gave.
        data: The guide's data.
        uris: Pages and files, generated ones too, that can be linked to.
        today: The day against which dates are judged.
        progress: Wraps the pages while they are gone through.
    """
    problems = [*read.problems]
    unbuildable: set[str] = set()
    around = page_checks.around(data, uris=uris, today=today)
    for page in progress(read.pages):
        broken = list(islice(page_checks.check_buildable(page, around), MOST_PROBLEMS))
        problems += [*broken, *islice(page_checks.check(page, around), MOST_PROBLEMS)]
        unbuildable |= {page.uri} if broken else set()
    problems += texts.check_data(data, around.keys, around.house)
    problems += labels.problems(data, around.keys)
    problems += treatments.problems(data)
    problems += references.check_titles(read.pages)
    problems += references.check_guide(data, uris)
    problems += reviews.check(data, uris, today)
    problems += names.problems(read.pages, data)
    if not read.problems:
        problems += references.check_unused(read.pages, data)
    return Checked(read.pages, tuple(sorted(set(problems))), frozenset(unbuildable))
