"""Addresses of pages, and old ones planned as rules that hosts understand."""

from collections.abc import Mapping
from typing import NamedTuple


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
