"""What a reader meets on a finished page, read from its HTML, whatever engine wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import Tag

VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_ADDRESSES = frozenset({"href", "src", "data-index", "data-library", "data-script"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_POLICY = "meta[http-equiv=content-security-policy i]"
_ROOT = "https://site.invalid/"
"""Stands for the site's own address, so that links can be compared once resolved."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What a reader meets on one page; links are resolved."""

    title: tuple[str, ...]
    headings: tuple[str, ...]
    """Level, id and words of each heading."""
    text: str
    links: tuple[str, ...]
    """Where each link leads, and its words."""
    images: tuple[str, ...]
    banners: tuple[str, ...]
    care_boxes: tuple[str, ...]
    dates: tuple[str, ...]
    tree: tuple[str, ...]
    """Nodes of the check, and the answers that lead from one to the next."""
    policy: tuple[str, ...]
    """The content policy in the page."""
    markup: tuple[str, ...]
    """Every element with its attributes."""


def read(html: str, *, url: str) -> BuiltPage:
    """Return what stands on a page; `url` is its address below the site's root."""
    root = parse(html)
    return BuiltPage(
        title=tuple(words(one) for one in root("title")),
        headings=tuple(f"{one.name} #{_of(one, 'id')} {words(one)}" for one in root(_HEADINGS)),
        text=words(root.body or root),
        links=tuple(_link(one, url) for one in root(href=True)),
        images=tuple(_image(one, url) for one in root(["img", "svg"])),
        banners=tuple(f"{_of(one, 'class')}: {words(one)}" for one in root(class_="banner")),
        care_boxes=tuple(f"{_of(one, 'class')}: {words(one)}" for one in root(class_="care")),
        dates=tuple(_dates(root)),
        tree=tuple(_tree(root)),
        markup=tuple(_opening(one, url) for one in root(True)),
        policy=tuple(_of(one, "content") for one in root.select(_POLICY)),
    )


def pages(site: Path) -> dict[str, Path]:
    """Return the HTML files of a site by their address below its root."""
    found = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return {_address(name): site / name for name in sorted(found)}


def url_of(uri: str) -> str:
    """Return the address of a page under docs/, with directory addresses."""
    name = uri.removesuffix(".md")
    return _address(f"{name}.html" if name.rpartition("/")[2] == "index" else f"{name}/index.html")


def parse(html: str) -> BeautifulSoup:
    """Return the tree of an HTML page."""
    return BeautifulSoup(html, "html.parser")


def words(part: Tag) -> str:
    """Return the words a reader can see or hear, single-spaced."""
    return " ".join(part.get_text().split())


def _address(name: str) -> str:
    return name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name


def _of(part: Tag, name: str) -> str:
    """Return what an attribute says; nothing if it is not there."""
    said = part.get(name) or ""
    return said if isinstance(said, str) else " ".join(said)


def _resolved(address: str, url: str) -> str:
    return urljoin(f"{_ROOT}{url}", address).removeprefix(_ROOT)


def _link(part: Tag, url: str) -> str:
    return f"{part.name} {_resolved(_of(part, 'href'), url)} {words(part)}".strip()


def _image(part: Tag, url: str) -> str:
    if part.name == "img":
        return f"img {_resolved(_of(part, 'src'), url)} {_of(part, 'alt')}"
    return f"svg {_of(part, 'aria-label')} {words(part)}".strip()


def _dates(root: Tag) -> Iterator[str]:
    for name in ("datetime", "data-overdue", "data-review-by"):
        for part in root.select(f"[{name}]"):
            yield f"{name} {_of(part, name)}: {words(part)}"


def _tree(root: Tag) -> Iterator[str]:
    for node in root(class_="node"):
        heading = node.find(_HEADINGS)
        name = _of(heading, "id") if heading else ""
        yield f"{name} [{_of(node, 'class')}]"
        for link in node("a", href=re.compile("^#")):
            yield arrow(name, words(link.find_parent("li") or link), _of(link, "href"))


def arrow(node: str, words: str, to: str) -> str:
    """Return a link from a node of the check, as `tree` holds it: to `#another`."""
    return f"{node}: {words} -> {to}"


def _opening(part: Tag, url: str) -> str:
    said = {name: _of(part, name) for name in sorted(part.attrs)}
    told = (
        f'{name}="{_resolved(value, url) if name in _ADDRESSES else value}"'
        for name, value in said.items()
    )
    return " ".join([part.name, *told])
