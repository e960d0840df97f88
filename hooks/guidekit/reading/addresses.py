"""Addresses: of the site, of its pages, and old ones planned as rules that hosts understand."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Site(NamedTuple):
    """What the settings say about the site."""

    name: str
    address: str
    """With its closing slash."""
    language: str
    direction: str = "ltr"
    folders: bool = True
    """Whether addresses name folders; in a copy to open from disk they name files."""

    @property
    def base(self) -> str:
        """Return the folder of the site on its host, between slashes."""
        return urlsplit(self.address).path or "/"

    def place(self, uri: str) -> str:
        """Return where a page under docs/ stands below the site's address."""
        return address(uri) if self.folders else f"{uri.removesuffix('.md')}.html"


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


def address(uri: str) -> str:
    """Return where a page under docs/ stands on the site: `a/b.md#c` at `a/b/#c`."""
    page, mark, anchor = uri.partition("#")
    stem = page.removesuffix(".md")
    home = stem == "index" or stem.endswith("/index")
    return f"{stem.removesuffix('index') if home else f'{stem}/'}{mark}{anchor}"


def plan(redirects: Mapping[str, str]) -> list[Move]:
    """Return every move, in the order of the old addresses."""
    return [Move(old, address(new)) for old, new in sorted(redirects.items())]
