"""A guide, composed: what every engine gets, whether hooks hand it over or an export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from guidekit import guide
from guidekit.composing.page import compose, disclaimer, facts
from guidekit.publishing import feed, jsonld
from guidekit.reading.addresses import Site
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from guidekit.composing.page import Composer
    from guidekit.guide import Again, Guide
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page


class Composed(NamedTuple):
    """One page as an engine gets it."""

    source: Page
    """The page as an editor wrote it, or as it was made from data."""
    facts: dict[str, Any]
    """What the page template shows beside the text, but for the disclaimer."""
    markdown: str

    @property
    def uri(self) -> str:
        """Return where the page stands under docs/."""
        return self.source.uri


@dataclass(frozen=True)
class Project:
    """A guide whose pages can be composed."""

    found: Guide
    site: Site
    composer: Composer
    by_uri: Mapping[str, Page]
    """Every page that can be composed, those made from data after those that editors wrote."""

    @property
    def data(self) -> Data:
        """Return the guide's data."""
        return self.composer.data

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return every page that can be composed."""
        return tuple(self.by_uri.values())

    @property
    def root(self) -> Path:
        """Return the folder of the whole guide."""
        return self.found.folders.settings.parent

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

    @cached_property
    def entries(self) -> list[feed.Entry]:
        """Return what is said of each page that has a date, and the day it last changed."""
        return feed.entries(self.pages, self.data, self.site.address)

    def compose(self, page: Page) -> Composed:
        """Return a page as an engine gets it."""
        text = compose(page, self.composer)
        said = {**facts(page, self.data), "jsonld": self._jsonld(page, text)}
        return Composed(page, said, text)

    def composed(self) -> Iterator[Composed]:
        """Yield every page as an engine gets it."""
        yield from map(self.compose, self.pages)

    def disclaimer(self, uri: str) -> dict[str, Any]:
        """Return what the disclaimer banner of a page shows."""
        return disclaimer(self.data, self.by_uri.get(uri))

    def made_from(self) -> dict[str, str]:
        """Return the file under docs/ that an editor changes to change each page made from data."""
        return {one.uri: one.made_from for one in self.found.made}

    def again(self, read: Again) -> Project:
        """Return the guide with one page read again."""
        return replace(self, found=read.guide, by_uri={**self.by_uri, read.page.uri: read.page})

    def _jsonld(self, page: Page, text: str) -> str:
        site = self.site
        place = jsonld.Place(site.address, f"{site.address}{site.place(page.uri)}", site.language)
        cites, changed = jsonld.cited_in(text), self._changed.get(page.uri, "")
        said = jsonld.describe(page, self.data, place, changed=changed, cites=cites)
        return jsonld.as_script(said)

    @cached_property
    def _changed(self) -> dict[str, str]:
        return {entry.uri: str(entry.day) for entry in self.entries}


def of(found: Guide, site: Site) -> Project:
    """Return a guide that has been read, ready to be composed; unbuildable pages are left out.

    Raises:
        ContentError: The data cannot be read, or does not fit together.
    """
    written = {page.uri: page for page in found.pages if page.uri not in found.unbuildable}
    made = {one.uri: one.page for one in found.made}
    return Project(found, site, found.composer, written | made)


def load(root: Path, *, today: date) -> Project:
    """Return the guide of a folder.

    Raises:
        ContentError: With every problem of settings, data and pages, if one stops a build.
    """
    found = guide.read(guide.folders(root), today=today)
    if found.errors:
        raise ContentError(found.problems)
    return of(found, _site(found.settings.document.data if found.settings else {}))


def _site(settings: Mapping[str, Any]) -> Site:
    """Return what the settings say about the site."""
    theme, extra = settings.get("theme") or {}, settings.get("extra") or {}
    language, direction = theme.get("language", "en"), extra.get("direction", "ltr")
    address = settings.get("site_url") or "/"
    return Site(settings.get("site_name", ""), address, language, direction)
