"""No link inside the built site leads nowhere: pages and files by linkchecker, anchors by us.

linkchecker reads a whole page again for each anchor, which takes minutes for our 5,000.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import pages_of
from follow import dead_anchors, dead_links, follow
from hosted import serve

if TYPE_CHECKING:
    from pathlib import Path


def test_every_link_leads_to_a_page_or_file(site: Path) -> None:
    with serve(site, LinkChecker="full speed") as address:
        rows = follow(address)
    assert dead_links(rows, address) == []
    seen = {row["url"].partition("#")[0].removeprefix(address) for row in rows}
    assert {page for page in pages_of(site) if not _moved(site, page)} <= seen


def _moved(site: Path, page: str) -> bool:
    return 'http-equiv="refresh"' in (site / page / "index.html").read_text("utf-8")


def test_every_anchor_is_there(site: Path) -> None:
    assert dead_anchors(site) == []


@pytest.fixture
def little_site(tmp_path: Path) -> Path:
    (tmp_path / "_headers").write_text("/*\n", "utf-8")
    (tmp_path / "_redirects").write_text("", "utf-8")
    (tmp_path / "404.html").write_text("<html><body>no</body></html>", "utf-8")
    links = '<a href="gone/">a</a> <a href="#gone">b</a> <a href="#here" id="here">c</a>'
    (tmp_path / "index.html").write_text(f"<html><body>{links}</body></html>", "utf-8")
    return tmp_path


def test_dead_links_and_anchors_are_found(little_site: Path) -> None:
    with serve(little_site, LinkChecker="full speed") as address:
        (line,) = dead_links(follow(address), address)
    assert "gone/: 404" in line
    assert dead_anchors(little_site) == ["/ -> #gone"]
