"""A guide without errors, composed as an engine with hooks would get it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from guidekit import guide
from guidekit.composing.page import compose, facts
from guidekit.reading import front_matter
from guidekit.reading.addresses import Site
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from guidekit.composing.page import Composer
    from guidekit.guide import Guide
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page


class Composed(NamedTuple):
    """One page as an engine gets it."""

    source: Page
    """The page as an editor wrote it, or as it was made from data."""
    front_matter: dict[str, Any]
    """What the page says of itself, and under `guide` what the page template shows."""
    markdown: str
    made_from: str
    """File under docs/ that an editor changes to change the page."""

    @property
    def uri(self) -> str:
        """Return where the page stands under docs/."""
        return self.source.uri


@dataclass(frozen=True)
class Project:
    """A guide without errors."""

    root: Path
    found: Guide
    composer: Composer

    @property
    def data(self) -> Data:
        """Return the guide's data."""
        return self.composer.data

    @property
    def docs(self) -> Path:
        """Return the folder of the pages."""
        return self.found.folders.docs

    @property
    def overrides(self) -> Path:
        """Return the folder of the templates."""
        return self.found.folders.overrides

    @property
    def settings(self) -> Mapping[str, Any]:
        """Return what `mkdocs.yml` says."""
        return self.found.settings.document.data if self.found.settings else {}

    @property
    def site(self) -> Site:
        """Return what the settings say about the site."""
        get = self.settings.get
        theme, extra = get("theme") or {}, get("extra") or {}
        language, direction = theme.get("language", "en"), extra.get("direction", "ltr")
        return Site(get("site_name", ""), get("site_url") or "/", language, direction)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return every page, those made from data after those that editors wrote."""
        made = (
            front_matter.read(one.text, path=f"docs/{one.uri}", uri=one.uri)
            for one in self.found.made
        )
        return (*self.found.pages, *made)

    def composed(self) -> Iterator[Composed]:
        """Yield every page as an engine gets it."""
        made_from = {one.uri: one.made_from for one in self.found.made}
        for page in self.pages:
            matter = {**page.document.data, "guide": facts(page, self.data)}
            source = made_from.get(page.uri, page.uri)
            yield Composed(page, matter, compose(page, self.composer), source)


def load(root: Path, *, today: date) -> Project:
    """Return the guide of a folder.

    Raises:
        ContentError: With every problem of settings, data and pages, if one stops a build.
    """
    found = guide.read(guide.folders(root), today=today)
    if found.errors:
        raise ContentError(found.problems)
    return Project(root, found, found.composer)
