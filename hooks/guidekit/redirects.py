"""Old addresses: checked against the pages, and planned as rules that hosts understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .data import Data
    from .problems import Problem
    from .yamlfile import Document, Place


class Move(NamedTuple):
    """One old address and the new one, both relative to the site's root."""

    old: str
    new: str

    @property
    def file(self) -> str:
        """Return the file a plain host shows at the old address."""
        return f"{self.old}index.html" if self.old.endswith("/") else self.old

    @property
    def way_back(self) -> str:
        """Return the relative link from the old address to the new one."""
        return "../" * self.old.rstrip("/").count("/") + ("../" * self.old.endswith("/")) + self.new


def check(data: Data, uris: Collection[str]) -> Iterator[Problem]:
    """Yield the redirects that lead nowhere, or that hide a page."""
    document = data.documents["redirects"]
    taken = {address(uri): uri for uri in uris if uri.endswith(".md")}
    for old, target in data.redirects.redirects.items():
        place = ("redirects", old)
        page = target.partition("#")[0]
        if page not in uris:
            pages = [uri for uri in uris if uri.endswith(".md")]
            yield document.problem(
                place, f"the page '{page}' does not exist", did_you_mean(page, pages)
            )
        if page_there := taken.get(old.removesuffix("index.html")):
            message = f"'{old}' is the address of {page_there}, which readers could not open"
            yield document.problem(place, message, "take this redirect out, or move the page first")


def links(data: Data) -> Iterator[tuple[Document, Place, str]]:
    """Yield where each redirect leads: a page, with an anchor if need be."""
    document = data.documents["redirects"]
    for old, to in data.redirects.redirects.items():
        yield document, ("redirects", old), to


def address(uri: str) -> str:
    """Return where a page under docs/ stands on the site: `a/b.md` at `a/b/`."""
    stem = uri.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def plan(redirects: Mapping[str, str]) -> list[Move]:
    """Return every move, in the order of the old addresses."""
    return [Move(old, _target(new)) for old, new in sorted(redirects.items())]


def _target(page: str) -> str:
    uri, mark, anchor = page.partition("#")
    return f"{address(uri)}{mark}{anchor}"
