"""A guide in a folder, read, checked and composed without any site engine.

It takes the same steps, with the same functions, as the hooks take inside an engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from . import checks, data, drawings, frontmatter, generated, yamlfile
from .compose import Composer, compose, facts
from .problems import ContentError, Problem
from .templates import renderer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from .data import Data
    from .frontmatter import Page
    from .generated import MenuEntry
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
    composer: Composer
    warnings: tuple[Problem, ...] = ()

    def composed(self) -> Iterator[Composed]:
        """Yield every page of the guide as an engine gets it."""
        for page in self.pages:
            yield self._composed(page, page.uri)
        for made in self.made:
            page = frontmatter.read(made.text, path=f"docs/{made.uri}", uri=made.uri)
            yield self._composed(page, made.made_from)

    def _composed(self, page: Page, made_from: str) -> Composed:
        matter = {**page.document.data, "guide": facts(page, self.data)}
        return Composed(page.uri, matter, compose(page, self.composer), made_from)


def load(root: Path, *, today: date) -> Project:
    """Return the guide of a folder.

    Raises:
        ContentError: With every problem of settings, data and pages that stops a build.
    """
    docs = root / "docs"
    settings = yamlfile.read(root / SETTINGS, path=SETTINGS)
    known = data.from_folder(docs / DATA)
    read = checks.read_pages(texts(docs))
    menu = _menu(settings, read.pages)
    found = checks.check(
        read,
        known,
        uris={*_uris(docs), *generated.GENERATED_URIS},
        nav=generated.nav_uris(menu),
        today=today,
    )
    if found.errors:
        raise ContentError(found.problems)
    composer = _composer(root, known)
    made = generated.generate(known, read.pages, menu, composer.render)
    return Project(root, settings, known, read.pages, tuple(made), composer, found.problems)


def texts(docs: Path) -> dict[str, str]:
    """Return the text of every page under docs/, by its uri.

    Raises:
        ContentError: A page is not UTF-8 text.
    """
    return {
        uri: yamlfile.decode((docs / uri).read_bytes(), path=f"docs/{uri}")
        for uri in _uris(docs)
        if uri.endswith(".md")
    }


def _uris(docs: Path) -> list[str]:
    """Return every published file under docs/; names with a dot in front are left out."""
    found = (file.relative_to(docs) for file in docs.rglob("*") if file.is_file())
    return sorted(
        path.as_posix()
        for path in found
        if path.parts[0] != DATA and not any(part.startswith(".") for part in path.parts)
    )


def _menu(settings: Document, pages: tuple[Page, ...]) -> list[MenuEntry]:
    if not isinstance(settings.data, dict) or not isinstance(settings.data.get("nav"), list):
        fix = "list every page under 'nav:', in reading order"
        raise ContentError([Problem(settings.path, 1, "there is no menu", fix)])
    return generated.menu_from(settings.data["nav"], {page.uri: page.meta.title for page in pages})


def _composer(root: Path, known: Data) -> Composer:
    return Composer(
        known,
        renderer(root / "overrides"),
        generated.CHECK_URI,
        drawings.reader(root / "docs" / "assets" / "svg"),
    )
