"""What the guide takes from the files of its theme: icons, and words of the interface.

Files are looked for in `overrides/` first, then in the theme, so that a copy there serves as well.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path

import jinja2

from guidekit.reading.problems import ContentError

Render = Callable[..., str]
"""Renders the template of `overrides/generated/` that it is given, with plain values."""

WORDS = {
    "skip": "action.skip",
    "menu": "nav",
    "search": "search",
    "search_name": "search",
    "search_one": "search.result.one",
    "search_many": "search.result.other",
    "on_this_page": "toc",
    "previous": "footer.previous",
    "next": "footer.next",
    "edit_page": "action.edit",
    "check_copied": "clipboard.copied",
    "feed": "rss.updated",
}
"""Labels that the theme has in some sixty languages, by what it calls them."""

_LANGUAGE = "partials/language.html"
_INCLUDE = re.compile(r'{% include "\.icons/(?P<name>[a-z0-9/-]+)\.svg" %}')
_OUTLINE = re.compile(r'<path d="(?P<outline>[^"]+)"')
_ICON = re.compile(r'icon\("(?P<name>[a-z0-9/-]+)"\)')


def folder(name: str | None) -> Path | None:
    """Return the folder of an installed theme's templates."""
    try:
        found = Path(str(resources.files(name or ""))) / "templates"
    except (ModuleNotFoundError, ValueError):
        return None
    return found if found.is_dir() else None


def words(folders: Sequence[Path], language: str) -> dict[str, str]:
    """Return the labels that the theme has in a language; none if it does not know the language."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folders))  # noqa: S701 - plain words
    try:
        template = environment.get_template(_LANGUAGE)
        said = template.make_module({"config": {"theme": {"language": language}}})
    except jinja2.TemplateNotFound:
        return {}
    found = {label: str(getattr(said, "t")(key)) for label, key in WORDS.items()}  # noqa: B009
    return {label: text.replace("#", "{n}") for label, text in found.items()}


def icon(folders: Iterable[Path], name: str) -> str:
    """Return an icon, such as `material/alert`, as SVG.

    Raises:
        ContentError: There is none of that name.
    """
    for place in folders:
        if (file := place / ".icons" / f"{name}.svg").is_file():
            return file.read_text("utf-8").strip()
    message = f"there is no icon '{name}', neither here nor in the theme"
    fix = "name an icon of the theme, or put one here"
    raise ContentError.of(f"overrides/.icons/{name}.svg", 1, message, fix)


def outline(folders: Iterable[Path], name: str) -> str:
    """Return the outline of an icon: the path by which it is drawn or cut out.

    Raises:
        ContentError: There is no icon of that name.
    """
    found = _OUTLINE.search(icon(folders, name))
    return found["outline"] if found else ""


def inline(template: str, folders: Sequence[Path]) -> str:
    """Return a template that holds its icons, so that it needs no theme.

    Raises:
        ContentError: It names an icon that is not there.
    """
    return _INCLUDE.sub(lambda found: icon(folders, found["name"]), template)


def cut_out(css: str, folders: Sequence[Path]) -> str:
    """Return a stylesheet whose `icon("...")` are shapes that a box is cut to.

    Raises:
        ContentError: It names an icon that is not there.
    """
    return _ICON.sub(lambda found: f'path("{outline(folders, found["name"])}")', css)
