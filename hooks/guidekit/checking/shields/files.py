"""Files that stand beside the pages: which kinds there are, and what becomes of each."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from guidekit.checking.links import PICTURES
from guidekit.checking.shields import styles as style_rules
from guidekit.composing import svg_rules
from guidekit.publishing import styles
from guidekit.reading import unseen, yamlfile
from guidekit.reading.problems import ContentError, Problem
from guidekit.tree import check_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

DATA = (".csv", ".json", ".txt")
KINDS = (".md", *PICTURES, *DATA)
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


def check(docs: Path, uris: Collection[str], *, folder: str) -> Iterator[Problem]:
    """Yield what is wrong with the files under docs/ that are no pages.

    Args:
        docs: The folder of the pages.
        uris: Every file in it that is published, by its path there.
        folder: What messages call the folder.
    """
    if (docs / _NOT_PUBLISHED).exists():
        message = "files in this folder are not published"
        yield Problem(f"{folder}/{_NOT_PUBLISHED}", 1, message, "move them to docs/assets/")
    pages = {uri.removesuffix(".md") for uri in uris if uri.endswith(".md")}
    for uri in sorted(uris):
        if said := _kind(uri, pages):
            yield Problem(f"{folder}/{uri}", 1, *said)
        elif uri.endswith((".svg", ".css")):
            yield from _text(docs / uri, uri, path=f"{folder}/{uri}")


def _kind(uri: str, pages: Collection[str]) -> tuple[str, str] | None:
    """Return what is wrong with a file by its name alone, and what to do."""
    suffix = PurePosixPath(uri).suffix
    folder = uri.removesuffix("/index.html")
    if uri in MADE or uri.startswith(MADE_IN):
        return "every build writes this file itself, so yours would be lost", "delete it"
    if folder != uri and folder in pages:
        return f"this file has the same address as {folder}.md", "delete it; the page is enough"
    if styles.is_part(uri):
        return None if suffix == ".css" else _ODD_PART
    if uri in SCRIPTS or suffix in KINDS or (uri.startswith(VENDOR) and suffix == ".js"):
        return None
    return _unknown(suffix, PurePosixPath(uri).name)


def _unknown(suffix: str, name: str) -> tuple[str, str]:
    if suffix.lower() in KINDS:
        return f"the name ends in '{suffix}'", f"write its end in small letters: {suffix.lower()}"
    if suffix == ".css":
        return "this stylesheet is no part of the guide's own", f"move it to docs/{styles.PARTS}"
    message = f"files of the kind '{suffix or name}' are not published"
    return message, f"delete it; kinds that are: {', '.join(KINDS)}"


_ODD_PART = (
    "this is no part of the stylesheet, and would become one here",
    f"move it out of docs/{styles.PARTS}",
)


def check_looks(overrides: Path) -> Iterator[Problem]:
    """Yield what is wrong in the stylesheets of looks, which stand beside their templates."""
    for file in sorted(overrides.rglob("*.css")):
        uri = file.relative_to(overrides).as_posix()
        yield from _text(file, uri, path=f"{overrides.name}/{uri}")


def _text(file: Path, uri: str, *, path: str) -> Iterator[Problem]:
    """Yield what is wrong inside a drawing or a part of the stylesheet."""
    try:
        text = yamlfile.read_text(file, path=path)
    except ContentError as error:
        yield from error.problems
        return
    yield from unseen.problems(text, path=path)
    if uri.endswith(".css"):
        yield from style_rules.problems(text, path=path)
    else:
        yield from svg_rules.check(text, path=path, inlined=uri.startswith(DRAWINGS))
