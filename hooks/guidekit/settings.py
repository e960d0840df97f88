"""`mkdocs.yml`: what checks need of it, and what editors get wrong in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import yamlfile
from .problems import ContentError, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from .yamlfile import Document, Place

NAME = "mkdocs.yml"
KEYS = frozenset(
    """
    INHERIT config_file_path copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template
    exclude_docs extra extra_css extra_javascript extra_templates hooks markdown_extensions
    mdx_configs nav not_in_nav plugins remote_branch remote_name repo_name repo_url site_author
    site_description site_dir site_name site_url strict theme use_directory_urls validation watch
    """.split()  # noqa: SIM905 - forty quotes would hide the names
)
"""Keys that MkDocs 1.6 knows; it warns of others."""
_WEB = re.compile(r"https?://")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says."""

    document: Document
    nav: tuple[Any, ...]
    """Its menu, as far as it can be read."""

    @property
    def docs_dir(self) -> str:
        """Return the folder of the pages."""
        return str(self.document.data.get("docs_dir", "docs"))

    @property
    def overrides(self) -> str:
        """Return the folder of the templates."""
        return str(self._theme.get("custom_dir") or "overrides")

    @property
    def theme(self) -> str:
        """Return the name of the theme; empty if there is none."""
        return str(self._theme.get("name") or "")

    @property
    def language(self) -> str:
        """Return the language of the site."""
        return str(self._theme.get("language") or "en")

    @property
    def _theme(self) -> dict[str, Any]:
        found = self.document.data.get("theme")
        return found if isinstance(found, dict) else {"name": found}


def read(file: Path) -> Settings:
    """Return the settings of a file.

    Raises:
        ContentError: The file cannot be read, or its menu is not one.
    """
    document = yamlfile.read(file, path=NAME, any_tag=True)
    if not isinstance(document.data, dict):
        raise ContentError([Problem(NAME, 1, "this holds no keys", "put back what was there")])
    nav: Any = document.data.get("nav")
    if problems := list(_menu(document, nav)):
        raise ContentError(problems)
    return Settings(document, tuple(nav))


def _menu(document: Document, nav: Any) -> Iterator[Problem]:  # noqa: ANN401 - YAML holds anything
    if not isinstance(nav, list) or not nav:
        fix = "list every page under 'nav:', in reading order"
        yield document.problem(("nav",), "there is no menu", fix)
        return
    yield from _items(document, nav, ("nav",))


def _items(document: Document, items: list[Any], place: Place) -> Iterator[Problem]:
    for index, item in enumerate(items):
        here = (*place, index)
        if isinstance(item, str):
            continue
        value = next(iter(item.values())) if isinstance(item, dict) and len(item) == 1 else None
        if isinstance(value, list) and value:
            yield from _items(document, value, (*here, next(iter(item))))
        elif not isinstance(value, str):
            yield document.problem(
                here,
                "this entry of the menu is neither a page nor a section with pages",
                "write '- topics/x.md', or '- Name:' with pages under it",
            )


def check(settings: Settings, pages: Collection[str], *, folder: str) -> Iterator[Problem]:
    """Yield unknown keys, menu entries that name no page, and pages that stand in no menu.

    Args:
        settings: What `read` gave.
        pages: Every page, those made from data too.
        folder: What messages call the folder of the pages.
    """
    document = settings.document
    for key in document.data:
        if key not in KEYS:
            fix = did_you_mean(key, KEYS)
            yield document.problem((key,), f"'{key}' is not a known setting", fix)
    if "site_name" not in document.data:
        yield document.problem((), "'site_name' is missing", "add 'site_name:'")
    seen: set[str] = set()
    for place, uri in entries(settings.nav, ("nav",)):
        if uri in seen:
            yield document.problem(place, f"'{uri}' stands in the menu twice", "keep one of them")
        elif uri not in pages and not _WEB.match(uri):
            message = f"the menu names '{uri}', which does not exist"
            yield document.problem(place, message, did_you_mean(uri, pages))
        seen.add(uri)
    for uri in sorted({*pages} - seen):
        message = "the page stands in no menu, so readers cannot find it"
        yield Problem(f"{folder}/{uri}", 1, message, f"add '{uri}' under nav: in {NAME}")


def entries(items: Collection[Any], place: Place) -> Iterator[tuple[Place, str]]:
    """Yield the pages of a menu in reading order, with their places."""
    for index, item in enumerate(items):
        here = (*place, index)
        if isinstance(item, str):
            yield here, item
            continue
        ((name, value),) = item.items()
        if isinstance(value, str):
            yield (*here, name), value
        else:
            yield from entries(value, (*here, name))
