"""Files that stand beside the pages: which kinds there are, and what becomes of each."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from guidekit.checking.links import PICTURES
from guidekit.checking.shields import styles as style_rules
from guidekit.composing.drawings import svg_rules
from guidekit.publishing import styles
from guidekit.reading import yamlfile
from guidekit.reading.problems import ContentError, Problem
from guidekit.reading.yamlfile import unseen
from guidekit.tree import check_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

KINDS = (".md", *PICTURES, ".csv", ".json", ".txt")
"""Kinds of files that stand anywhere under docs/; no fonts, no films, nothing that runs."""
SCRIPTS = frozenset(
    {"assets/js/guide.js", "assets/js/scheme.js", "assets/js/search.js", check_page.SCRIPT}
)
VENDOR = "assets/vendor/"
"""Where scripts of others stand, if a guide has any."""
DRAWINGS = "assets/svg/"
MADE = frozenset(
    {"404.html", "_headers", "_redirects", "feed.xml", "reviews.json", "robots.txt", "search.json"}
    | {"sitemap.xml", "sitemap.xml.gz", styles.STYLESHEET, *check_page.FILES}
)
"""Files that every build writes itself."""
MADE_IN = ("_nginx/", "assets/search/")
_NOT_PUBLISHED = "templates"
"""A folder that engines leave out without a word."""


def stray(folder: Path, name: str) -> list[Problem]:
    """Return the links inside a folder that lead to anything but a file of that folder.

    The folder itself may be a link. `name` is what messages call it.

    Raises:
        OSError: The system lets nobody look into a folder.
    """
    root = Path(os.path.realpath(folder))
    found: list[Problem] = []
    for here, folders, files in os.walk(root, onerror=refuse):
        for path in (Path(here, entry) for entry in (*folders, *files)):
            if path.is_symlink() and (why := _why_not(path, root, name)):
                message = f"this is a link to '{path.readlink()}', {why}"
                fix = "put the file itself there, or take the link out"
                found.append(
                    Problem(f"{name}/{path.relative_to(root).as_posix()}", 1, message, fix)
                )
    return found


def refuse(error: OSError) -> None:
    """Let a folder that cannot be looked into stop the walk: its pages would be missing."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _why_not(link: Path, root: Path, name: str) -> str:
    target = Path(os.path.realpath(link))
    if not target.is_relative_to(root):
        return f"which leads out of {name}/"
    if not target.exists():
        return "which is not there"
    return "a folder: its pages would be read twice, or without end" if target.is_dir() else ""


def problems(docs: Path, uris: Collection[str], *, folder: str) -> Iterator[Problem]:
    """Yield what is wrong with the files under docs/ that are no pages.

    Args:
        docs: The folder of the pages.
        uris: Every file in it that is published, by its path there.
        folder: What messages call the folder.
    """
    if (docs / _NOT_PUBLISHED).exists():
        message = "files in this folder are not published"
        yield Problem(f"{folder}/{_NOT_PUBLISHED}", 1, message, "move them to docs/assets/")
    for uri in sorted(uris):
        if wrong := _kind(uri, uris):
            yield Problem(f"{folder}/{uri}", 1, *wrong)
        elif uri.endswith((".svg", ".css")):
            yield from _inside(docs / uri, f"{folder}/{uri}", inlined=uri.startswith(DRAWINGS))


def problems_of_looks(overrides: Path) -> Iterator[Problem]:
    """Yield what is wrong in the stylesheets of looks, which stand beside their templates."""
    for file in sorted(overrides.rglob("*.css")):
        yield from _inside(file, f"{overrides.name}/{file.relative_to(overrides).as_posix()}")


def _kind(uri: str, uris: Collection[str]) -> tuple[str, str] | None:
    """Return what is wrong with a file by its name alone, and what to do."""
    suffix, page = PurePosixPath(uri).suffix, f"{uri.removesuffix('/index.html')}.md"
    if uri in MADE or uri.startswith(MADE_IN):
        return "every build writes this file itself, so yours would be lost", "delete it"
    if uri.endswith("/index.html") and page in uris:
        return f"this file has the same address as {page}", "delete it; the page is enough"
    if styles.is_part(uri) and suffix != ".css":
        message = "this is no part of the stylesheet, and would become one here"
        return message, f"move it out of docs/{styles.PARTS}"
    known = styles.is_part(uri) or uri in SCRIPTS or suffix in KINDS
    if known or (uri.startswith(VENDOR) and suffix == ".js"):
        return None
    return _unknown(suffix, PurePosixPath(uri).name)


def _unknown(suffix: str, name: str) -> tuple[str, str]:
    if suffix.lower() in KINDS:
        return f"the name ends in '{suffix}'", f"write its end in small letters: {suffix.lower()}"
    if suffix == ".css":
        return "this stylesheet is no part of the guide's own", f"move it to docs/{styles.PARTS}"
    message = f"files of the kind '{suffix or name}' are not published"
    return message, f"delete it; kinds that are: {', '.join(KINDS)}"


def _inside(file: Path, path: str, *, inlined: bool = False) -> Iterator[Problem]:
    """Yield what is wrong inside a drawing or a part of the stylesheet."""
    try:
        text = yamlfile.read_text(file, path=path)
    except ContentError as error:
        yield from error.problems
        return
    yield from unseen.problems(text, path=path)
    if path.endswith(".css"):
        yield from style_rules.problems(text, path=path)
    else:
        yield from svg_rules.problems(text, path=path, inlined=inlined)
