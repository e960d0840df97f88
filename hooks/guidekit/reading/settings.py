"""`mkdocs.yml`: what checks need of it, and what editors get wrong in it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from importlib.machinery import PathFinder
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, StrictBool

from guidekit.reading import fit, yamlfile
from guidekit.reading.problems import ContentError, Problem, did_you_mean
from guidekit.reading.yamlfile import Document, Place
from guidekit.shapes.forms import Shape, SiteAddress, WebAddress

NAME = "mkdocs.yml"
HOOKS = tuple(
    f"hooks/{name}.py"
    for name in (
        "read_guide",
        "add_decision_tree",
        "compose_pages",
        "add_disclaimers",
        "finish_site",
        "serve_quickly",
    )
)
"""Hooks that a site is not safe, or not whole, without, in the order in which they work."""
_WEB = re.compile(r"https?://")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


class Theme(Shape):
    """What the kit reads of `theme`; each theme has settings of its own besides."""

    model_config = ConfigDict(extra="ignore")
    name: str | None = None
    custom_dir: str | None = None
    language: str = "en"


class Extra(Shape):
    """What templates read of `extra`; the rest of it comes from the data."""

    issues: WebAddress
    direction: Literal["ltr", "rtl"] = "ltr"
    generator: bool = False


class Known(Shape):
    """What may stand under the keys that MkDocs 1.6 knows; under `TEXTS`, a text."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str | None]
    extra: Extra | None = None
    extra_css: tuple[str, ...] | None = None
    extra_javascript: tuple[Any, ...] | None = None
    extra_templates: tuple[str, ...] | None = None
    hooks: tuple[str, ...] | None = None
    markdown_extensions: tuple[Any, ...] | None = None
    mdx_configs: dict[str, Any] | None = None
    nav: tuple[Any, ...] | None = None
    plugins: tuple[Any, ...] | None = None
    site_name: str = ""
    site_url: SiteAddress | None = None
    strict: StrictBool | None = None
    theme: Theme | None = None
    use_directory_urls: StrictBool | None = None
    validation: dict[str, Any] | None = None
    watch: tuple[str, ...] | None = None


TEXTS = (
    *("INHERIT", "config_file_path", "copyright", "dev_addr", "docs_dir", "draft_docs"),
    *("edit_uri", "edit_uri_template", "exclude_docs", "not_in_nav", "remote_branch"),
    *("remote_name", "repo_name", "repo_url", "site_author", "site_description", "site_dir"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says."""

    document: Document
    nav: tuple[Any, ...]
    """Its menu, as far as it can be read."""
    root: Path
    """Folder that the file stands in."""

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
        """Return the language of the pages; what is no code of one is told, and read as English."""
        named = str(self._theme.get("language") or "en")
        return named if _LANGUAGE.fullmatch(named) else "en"

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
        raise ContentError.of(NAME, 1, "this holds no keys", "put back what was there")
    nav = document.data.get("nav")
    if not isinstance(nav, list) or not nav:
        fix = "list every page under 'nav:', in reading order"
        raise ContentError([document.problem(("nav",), "there is no menu", fix)])
    message = "this entry of the menu is neither a page nor a section with pages"
    fix = "write '- topics/x.md', or '- Name:' with pages under it"
    odd = [place for place, uri in entries(nav, ("nav",)) if not isinstance(uri, str)]
    if odd:
        raise ContentError(document.problem(place, message, fix) for place in odd)
    return Settings(document, tuple(nav), file.parent)


def entries(items: Collection[Any], place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield the pages of a menu in reading order, with their places; and what is no page."""
    for index, item in enumerate(items):
        here, value = (*place, index), item
        if isinstance(item, dict) and len(item) == 1:
            ((name, value),) = item.items()
            here = (*here, name)
        if isinstance(value, list) and value:
            yield from entries(value, here)
        else:
            yield here, value


def mistakes(file: Path) -> Iterator[Problem]:
    """Yield what is wrong in a file of settings, its menu's pages aside."""
    try:
        yield from check(read(file))
    except ContentError as error:
        yield from error.problems


def check(settings: Settings, *, themed: bool = True) -> Iterator[Problem]:
    """Yield unknown keys, values of the wrong kind, and what is named and is not there.

    Args:
        settings: What `read` gave.
        themed: Whether the theme that they name is installed.
    """
    document, known = settings.document, {*Known.model_fields, *TEXTS}
    for key in document.data.keys() - known:
        message = f"'{key}' is not a known setting"
        yield document.problem((key,), message, did_you_mean(key, known))
    if "site_name" not in document.data:
        yield document.problem((), "'site_name' is missing", "add 'site_name:'")
    said = {
        key: value
        for key, value in document.data.items()
        if key in known and (key,) not in document.tagged
    }
    try:
        fitting = fit.fit(replace(document, data=said), Known)
    except ContentError as error:
        yield from error.problems
        return
    yield from _theme(settings, themed=themed)
    yield from _hooks(document, fitting.hooks or (), settings.root)
    yield from _extensions(document, fitting.markdown_extensions or ())


def _theme(settings: Settings, *, themed: bool) -> Iterator[Problem]:
    """Yield a theme that is not there, and a language that is no code."""
    say = settings.document.problem
    if not themed:
        message = f"the theme '{settings.theme}' is not installed"
        yield say(("theme", "name"), message, "write 'name: material', or install that theme")
    named = settings.document.data.get("theme")
    language = str(named.get("language") or "en") if isinstance(named, dict) else "en"
    if language != settings.language:
        message = f"'{language}' is not the code of a language"
        yield say(("theme", "language"), message, "write two letters, such as en, or en-GB")


def _hooks(document: Document, named: Sequence[str], root: Path) -> Iterator[Problem]:
    """Yield hooks that are no file, and those that a site needs: missing, or out of order."""
    gone = [index for index, name in enumerate(named) if not (root / name).is_file()]
    missing = [name for name in HOOKS if name not in named]
    for index in gone:
        message = f"the hook '{named[index]}' is no file, so nothing would be built"
        yield document.problem(("hooks", index), message, did_you_mean(named[index], HOOKS))
    if missing and not gone:
        message = f"pages would go out unchecked: hooks are missing: {', '.join(missing)}"
        yield document.problem(("hooks",), message, f"under hooks:, put {_in_place(missing)}")
    for before, name in () if gone or missing else pairwise(HOOKS):
        if named.index(name) < named.index(before):
            message = f"'{name}' stands before '{before}', and so works too early"
            place = ("hooks", named.index(name))
            yield document.problem(place, message, f"put it right after '{before}'")


def _in_place(missing: Sequence[str]) -> str:
    before = {name: f"right after '{other}'" for other, name in pairwise(HOOKS)}
    return ", ".join(f"'- {name}' {before.get(name, 'first')}" for name in missing)


def _extensions(document: Document, named: Sequence[Any]) -> Iterator[Problem]:
    for index, one in enumerate(named):
        name = str(next(iter(one), "")) if isinstance(one, dict) else str(one)
        if not (_module(f"markdown.extensions.{name}") or _module(name) or name in _registered()):
            known = {"abbr", "attr_list", "def_list", "footnotes", "tables", "toc"}
            message = f"there is no extension '{name}' for Markdown"
            place = ("markdown_extensions", index)
            yield document.problem(place, message, did_you_mean(name, known))


def _module(name: str) -> bool:
    """Return whether a module is installed; it is not imported, which would take its time."""
    folders: Sequence[str] | None = None
    for end in accumulate(name.split("."), "{}.{}".format):
        found = PathFinder.find_spec(end, folders)
        if found is None:
            return False
        folders = found.submodule_search_locations or []
    return True


def _registered() -> Collection[str]:
    """Return the short names by which packages offer extensions; it takes time to find them."""
    return metadata.entry_points(group="markdown.extensions").names


def check_menu(settings: Settings, pages: Collection[str], *, folder: str) -> Iterator[Problem]:
    """Yield menu entries that name no page, and pages that stand in no menu.

    Args:
        settings: What `read` gave.
        pages: Every page, those made from data too.
        folder: What messages call the folder of the pages.
    """
    document = settings.document
    seen: set[str] = set()
    for place, uri in entries(settings.nav, ("nav",)):
        if uri in seen:
            yield document.problem(place, f"'{uri}' stands in the menu twice", "keep one of them")
        elif uri not in pages and not _WEB.match(uri):
            message = f"the menu names '{uri}', which does not exist"
            fix = f"{did_you_mean(uri, pages)} Or take this line out, if the page is gone for good"
            yield document.problem(place, message, fix)
        seen.add(uri)
    for uri in sorted({*pages} - seen):
        message = "the page stands in no menu, so readers cannot find it"
        yield Problem(f"{folder}/{uri}", 1, message, f"add '{uri}' under nav: in {NAME}")
