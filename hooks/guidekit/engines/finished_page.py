"""What a reader meets on a finished page, read from its HTML, whatever engine wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_SILENT = frozenset({"script", "style", "title"})
_ADDRESSES = frozenset({"href", "src", "data-index", "data-library", "data-script"})
_HEADING = re.compile(r"h[1-6]")
_ROOT = "https://site.invalid/"
"""Stands for the site's own address, so that links can be compared once resolved."""


@dataclass(slots=True)
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Return the words of its class."""
        return self.attributes.get("class", "").split()

    def all(self) -> Iterator[Element]:
        """Yield the element and every element inside it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all()

    def text(self) -> str:
        """Return the words a reader can see or hear, single-spaced."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in _SILENT:
                yield from child._texts()


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
    every = list(root.all())
    return BuiltPage(
        title=tuple(element.text() for element in every if element.tag == "title"),
        headings=tuple(_heading(element) for element in every if _HEADING.fullmatch(element.tag)),
        text=root.text(),
        links=tuple(_link(element, url) for element in every if "href" in element.attributes),
        images=tuple(found for element in every if (found := _image(element, url))),
        banners=tuple(_classed(every, "banner")),
        care_boxes=tuple(_classed(every, "care")),
        dates=tuple(_dates(every)),
        tree=tuple(_tree(every)),
        markup=tuple(_opening(element, url) for element in every if element.tag),
        policy=tuple(
            element.attributes.get("content", "") for element in every if _is_policy(element)
        ),
    )


def pages(site: Path) -> dict[str, Path]:
    """Return the HTML files of a site by their address below its root."""
    found = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return {_address(name): site / name for name in sorted(found)}


def url_of(uri: str) -> str:
    """Return the address of a page under docs/, with directory addresses."""
    name = uri.removesuffix(".md")
    return _address(f"{name}.html" if name.rpartition("/")[2] == "index" else f"{name}/index.html")


def parse(html: str) -> Element:
    """Return the tree of an HTML page."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if not VOID.fullmatch(tag):
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _address(name: str) -> str:
    return name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name


def _heading(element: Element) -> str:
    return f"{element.tag} #{element.attributes.get('id', '')} {element.text()}"


def _resolved(address: str, url: str) -> str:
    return urljoin(f"{_ROOT}{url}", address).removeprefix(_ROOT)


def _link(element: Element, url: str) -> str:
    return f"{element.tag} {_resolved(element.attributes['href'], url)} {element.text()}".strip()


def _image(element: Element, url: str) -> str:
    get = element.attributes.get
    if element.tag == "img":
        return f"img {_resolved(get('src', ''), url)} {get('alt', '')}"
    if element.tag == "svg":
        return f"svg {get('aria-label', '')} {element.text()}".strip()
    return ""


def _classed(every: list[Element], name: str) -> Iterator[str]:
    for element in every:
        if name in element.classes:
            yield f"{' '.join(element.classes)}: {element.text()}"


def _dates(every: list[Element]) -> Iterator[str]:
    for element in every:
        for name in ("datetime", "data-overdue", "data-review-by"):
            if value := element.attributes.get(name):
                yield f"{name} {value}: {element.text()}"


def _tree(every: list[Element]) -> Iterator[str]:
    for node in every:
        if "node" not in node.classes:
            continue
        inside = list(node.all())
        name = next((e.attributes.get("id", "") for e in inside if _HEADING.fullmatch(e.tag)), "")
        yield f"{name} [{' '.join(node.classes)}]"
        for link in inside:
            to = link.attributes.get("href", "")
            if link.tag == "a" and to.startswith("#"):
                yield arrow(name, link.text(), to)


def arrow(node: str, words: str, to: str) -> str:
    """Return a link from a node of the check, as `tree` holds it: to `#another`."""
    return f"{node}: {words} -> {to}"


def _opening(element: Element, url: str) -> str:
    told = (
        f'{name}="{_resolved(value, url) if name in _ADDRESSES else value}"'
        for name, value in sorted(element.attributes.items())
    )
    return " ".join([element.tag, *told])


def _is_policy(element: Element) -> bool:
    return element.attributes.get("http-equiv", "").lower() == "content-security-policy"
