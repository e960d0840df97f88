"""A guide in a folder, read, checked and composed without any site engine.

It takes the same steps, with the same functions, as the hooks take inside an engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from . import frontmatter, generated, guide
from .compose import Composer, compose, facts
from .hostfiles import Site
from .problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from .data import Data
    from .frontmatter import Page
    from .yamlfile import Document

SETTINGS = "mkdocs.yml"
DATA = "_data"


class Composed(NamedTuple):
    """One page as an engine gets it."""

    uri: str
    front_matter: dict[str, Any]
    """What the editor wrote, and under `guide` what the page template shows."""
    markdown: str
    made_from: str
    """File under docs/ that an editor changes to change the page."""
    source: Page
    """The page as an editor wrote it."""


@dataclass(frozen=True, slots=True)
class Project:
    """A guide without errors."""

    root: Path
    settings: Document
    """`mkdocs.yml`."""
    data: Data
    pages: tuple[Page, ...]
    """Pages that editors wrote."""
    made: tuple[generated.Generated, ...]
    """Pages made from data."""
    made_pages: tuple[Page, ...]
    """The same, their front matter read."""
    composer: Composer
    warnings: tuple[Problem, ...] = ()

    def composed(self) -> Iterator[Composed]:
        """Yield every page of the guide as an engine gets it."""
        for page in self.pages:
            yield self._composed(page, page.uri)
        for page, made in zip(self.made_pages, self.made, strict=True):
            yield self._composed(page, made.made_from)

    @property
    def site(self) -> Site:
        """Return what the settings say about the site."""
        get = self.settings.data.get
        theme, extra = get("theme") or {}, get("extra") or {}
        language, direction = theme.get("language", "en"), extra.get("direction", "ltr")
        return Site(get("site_name", ""), get("site_url") or "/", language, direction)

    def _composed(self, page: Page, made_from: str) -> Composed:
        matter = {**page.document.data, "guide": facts(page, self.data)}
        return Composed(page.uri, matter, compose(page, self.composer), made_from, page)


def load(root: Path, *, today: date) -> Project:
    """Return the guide of a folder.

    Raises:
        ContentError: With every problem of settings, data and pages that stops a build.
    """
    found = guide.read(guide.folders(root), today=today)
    if found.errors or found.data is None or found.settings is None:
        raise ContentError(found.problems)
    return Project(
        root,
        found.settings.document,
        found.data,
        found.pages,
        tuple(found.made),
        tuple(_read(made) for made in found.made),
        found.composer,
        found.problems,
    )


def _read(made: generated.Generated) -> Page:
    return frontmatter.read(made.text, path=f"docs/{made.uri}", uri=made.uri)
